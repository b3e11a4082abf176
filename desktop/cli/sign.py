"""Signatures on the command line: under what is exported, and under a PDF that is there.

The certificate's password is asked for on the terminal or taken from the environment; as an argument every user of the
machine could read it.
"""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from desktop.cli.outcome import OK, say
from desktop.errors import UserError, os_fault
from desktop.export.atomic import write_file
from desktop.export.signing import MAX_BYTES, sign_pdf
from desktop.session.signatures import read_certificate, require_signing

PASSWORD_ENV = "JIBIAO_P12_PASSWORD"
"""Environment variable with the certificate's password."""


def signer(certificate: Path | None, reason: str = "") -> Callable[[bytes], bytes] | None:
    """What puts a signature under a PDF, None without a certificate. Asks for the password. Raises `UserError`."""
    if certificate is None:
        return None
    require_signing()
    return partial(sign_pdf, p12=read_certificate(certificate), password=_password(certificate), reason=reason)


def sign(arguments: argparse.Namespace) -> int:
    """Signs a PDF that is there."""
    data = _content(arguments.file)
    put = signer(arguments.certificate, arguments.reason or "")
    assert put is not None  # the grammar asks for a certificate
    target: Path = arguments.out or arguments.file.with_name(f"{arguments.file.stem}-已签名.pdf")
    write_file(target, put(data))
    say(f"已签名，写出 {target}")
    return OK


def _content(file: Path) -> bytes:
    try:
        with file.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)  # one too many is refused when it is signed
    except OSError as error:
        raise UserError(f"打不开文件：{os_fault(error)}", where=file.name, remedy="请检查文件名和位置") from None


def _password(certificate: Path) -> str:
    if (known := os.environ.get(PASSWORD_ENV)) is not None:
        return known
    if not sys.stdin.isatty():
        raise UserError(
            "没有给证书的口令", where=certificate.name, remedy=f"请在终端里运行，或设环境变量 {PASSWORD_ENV}"
        )
    return getpass.getpass(f"{certificate.name} 的口令：")
