"""Packages under a password, on the command line: from the environment or asked for on the terminal, never an argument.

As an argument every user of the machine could read it.
"""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from desktop.errors import PasswordError, UserError

PASSWORD_ENV = "JIBIAO_PASSWORD"
"""Environment variable with the password of packages."""
T = TypeVar("T")


def opened(file: Path, read: Callable[[str | None], T]) -> T:
    """What `read` makes of a file, asked for its password when it needs one. Raises `UserError`."""
    known = os.environ.get(PASSWORD_ENV)
    try:
        return read(known)
    except PasswordError as error:
        if known or not sys.stdin.isatty():
            raise _explained(error, given=bool(known)) from None
    return read(getpass.getpass(f"{file.name} 的密码："))


def new_password(file: Path) -> str:
    """The password to put on a package; typed twice on the terminal. Raises `UserError`."""
    if known := os.environ.get(PASSWORD_ENV):
        return known
    if not sys.stdin.isatty():
        raise UserError("没有给上报包的密码", where=file.name, remedy=f"请在终端里运行，或设环境变量 {PASSWORD_ENV}")
    typed = getpass.getpass(f"{file.name} 的密码：")
    if not typed:
        raise UserError("密码是空的", where=file.name, remedy="不要密码就去掉 --password")
    if getpass.getpass("再输一遍：") != typed:
        raise UserError("两遍密码不一样", where=file.name, remedy="请重新运行")
    return typed


def _explained(error: PasswordError, *, given: bool) -> UserError:
    if given:
        return UserError(error.what, where=error.where, remedy=f"请核对环境变量 {PASSWORD_ENV}")
    return UserError(error.what, where=error.where, remedy=f"请在终端里运行，或设环境变量 {PASSWORD_ENV}")
