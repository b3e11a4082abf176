"""Where the program's own files lie, and where the person's do.

Three ways of running have to agree: a checkout (assets at its top), an installed wheel and a frozen program (assets
inside the package). Everything below asks here instead of building paths of its own. The module stands at the bottom
beside `desktop.errors`, so that the forms core may use it too.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from desktop.errors import UserError

APP_NAME = "Jibiao"
"""Name of the folder in the user's data folder. Latin, because tools that people back up with still trip over 绩表."""

DATABASE_ENV = "JIBIAO_DB"
DATABASE_NAME = "jibiao.db"
USER_DEFINITIONS = "表样"
"""Folder for forms that another office sent: people put files there by hand, so it has the word of the trade."""


def asset(name: str) -> Path:
    """A file or folder under assets/, by its path there with `/` (`fonts/NotoSerifSC-Regular.ttf`).

    Raises:
        UserError: the installation is incomplete.
    """
    for root in _asset_roots():
        path = root.joinpath(*name.split("/"))
        if path.exists():
            return path
    raise UserError("程序自带的文件缺失", where=name, remedy="请重新安装绩表")


def definitions_dir() -> Path:
    """The folder of the forms that come with the program, one folder per form, one file per edition."""
    return _package_dir() / "forms" / "definitions"


def user_data_dir() -> Path:
    """The person's data folder for this program, created when it is not there.

    Raises:
        UserError: it cannot be created.
    """
    return _made(_user_data_path())


def user_definitions_dir(*, create: bool = False) -> Path:
    """The folder for forms that came from elsewhere. Looking for them must not write, so it is created only on demand.

    Raises:
        UserError: `create` was asked for and failed.
    """
    path = _user_data_path() / USER_DEFINITIONS
    return _made(path) if create else path


def database_path(explicit: Path | None = None) -> Path:
    """The file all drafts live in: `--db` when given, else the variable JIBIAO_DB, else in the user's data folder.

    Only the user's data folder is created; a mistyped `--db` shall not leave folders behind.

    Raises:
        UserError: the user's data folder cannot be created.
    """
    if explicit is not None:
        return explicit.expanduser()
    from_environment = os.environ.get(DATABASE_ENV, "")
    if from_environment:
        return Path(from_environment).expanduser()
    return user_data_dir() / DATABASE_NAME


def _package_dir() -> Path:
    """The folder of the package `desktop`; a frozen program has it in the folder PyInstaller unpacks to."""
    frozen: str | None = getattr(sys, "_MEIPASS", None)
    return Path(frozen) / "desktop" if frozen else Path(__file__).resolve().parent


def _asset_roots() -> tuple[Path, ...]:
    package = _package_dir()
    return package / "assets", package.parent / "assets"


def _user_data_path() -> Path:
    import platformdirs  # noqa: PLC0415  # forms and checks never ask for it: they start without it

    return platformdirs.user_data_path(APP_NAME, appauthor=False)


def _made(path: Path) -> Path:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(
            "用户数据文件夹无法建立", where=str(path), remedy="请检查该位置是否可写、磁盘是否已满"
        ) from error
    return path
