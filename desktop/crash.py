"""Bugs and the running log: written down so that they can be found, without a word of what people typed.

A crash file leaves the office on a USB stick and goes to strangers. So it holds no exception message (`KeyError` has
the key in it, `ValueError` the value, `OSError` the file's name), no locals and no full paths: only types, the places
in the code, and the few details that cannot come from a form (`_detail`). The same bug at the same place is written
once a run, or a window that fails while painting would push everything else out of the folder.
The running log says what the program did; an exception that is logged goes through the same sieve.
"""

from __future__ import annotations

import contextlib
import errno
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path, PurePath
from types import TracebackType
from typing import TypeAlias

from desktop import __version__
from desktop.errors import UserError
from desktop.resources import user_data_dir

FOLDER = "错误记录"
KEPT = 20
"""Files that stay in the folder; the oldest go."""

Tell: TypeAlias = Callable[[str], None]
"""Shows one line to the person. May be called from any thread."""

_PACKAGE = Path(__file__).resolve().parent

_written: dict[str, Path] = {}
"""What was written in this run: the places in the code, and the file."""


def report(error: BaseException, *, folder: Path | None = None) -> str:
    """Write a bug down and return the one line for the person; for a `UserError` just its line. Never raises."""
    if isinstance(error, UserError):
        return str(error)
    try:
        path = record(error, folder=folder)
    except (OSError, UserError):
        return f"程序出错（{type(error).__name__}），错误记录无法写入；数据已保存。"
    return f"程序出错，已记录在 {path}，数据已保存。"


def record(error: BaseException, *, folder: Path | None = None) -> Path:
    """Write a bug into a file of its own in the folder 错误记录 of the user's data folder; returns the file.

    Raises:
        OSError, UserError: the folder cannot be written.
    """
    body = "\n".join(places(error)) + "\n"
    known = _written.get(body)
    if known is not None and known.exists():
        return known
    target = folder if folder is not None else user_data_dir() / FOLDER
    target.mkdir(parents=True, exist_ok=True)
    now = datetime.now().astimezone()
    path = target / f"错误-{now:%Y-%m-%d-%H%M%S-%f}.txt"
    path.write_text(_head(now) + body, encoding="utf-8")
    _written[body] = path
    for old in sorted(target.glob("错误-*.txt"))[:-KEPT]:
        with contextlib.suppress(OSError):
            old.unlink()
    return path


def install(tell: Tell) -> None:
    """Catch every bug nobody caught, in any thread and in what Qt calls (PySide hands those to `sys.excepthook`).

    `tell` gets the line to show. Interrupting with Ctrl+C and leaving with `sys.exit` stay as they are.
    """

    def caught(error: BaseException) -> None:
        line = report(error)
        # Nothing may come out of a hook: the interpreter would then print the first error after all, with its message.
        with contextlib.suppress(Exception):
            tell(line)

    def in_main(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            caught(error)

    def in_thread(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None and not isinstance(args.exc_value, SystemExit):
            caught(args.exc_value)

    sys.excepthook = in_main
    threading.excepthook = in_thread


def _head(now: datetime) -> str:
    import platform  # noqa: PLC0415  # asked only when something went wrong

    # Asked only of what is loaded: this module stands below both.
    qt = getattr(sys.modules.get("PySide6"), "__version__", "-")
    sqlite = getattr(sys.modules.get("sqlite3"), "sqlite_version", "-")
    return (
        f"绩表 {__version__}\n时间 {now:%Y-%m-%d %H:%M:%S %z}\n系统 {platform.platform()}\n"
        f"Python {platform.python_version()}  SQLite {sqlite}  PySide6 {qt}"
        f"{'  frozen' if getattr(sys, 'frozen', False) else ''}\n\n"
    )


def places(error: BaseException) -> Iterator[str]:
    """Where an error came about and of what type it is, line by line, without its message.

    The errors it came from stand before it, the first one on top. A chain may run in a circle.
    """
    chain: list[BaseException] = []
    here: BaseException | None = error
    while here is not None and here not in chain:
        chain.append(here)
        here = here.__cause__ or (None if here.__suppress_context__ else here.__context__)
    for link in reversed(chain):
        yield from _lines(link)
        if link is not error:
            yield "-- then:"


def _lines(error: BaseException) -> Iterator[str]:
    for frame in traceback.StackSummary.extract(traceback.walk_tb(error.__traceback__), lookup_lines=False):
        yield f"  {_place(frame.filename)}:{frame.lineno}  {frame.name}"
    yield f"{type(error).__module__}.{type(error).__qualname__}{_detail(error)}"
    if isinstance(error, BaseExceptionGroup):
        for part in error.exceptions:
            yield from (f"  | {line}" for line in places(part))


def _place(filename: str) -> str:
    """A source file without the folders above the program: those hold the name of the person logged in."""
    path = PurePath(filename.replace("\\", "/"))
    if "site-packages" in path.parts:
        return path.as_posix().rpartition("site-packages/")[2]
    if not path.is_absolute() and path.parts[:1] == (_PACKAGE.name,):  # frozen: relative already
        return path.as_posix()
    if path.is_relative_to(_PACKAGE.parent):
        return path.relative_to(_PACKAGE.parent).as_posix()
    return path.name or "?"


def _detail(error: BaseException) -> str:
    """What may be told beyond the type: codes of the system and names that stand in the source code."""
    if type(error).__module__ == "sqlite3":
        return f" [{getattr(error, 'sqlite_errorname', '-')}]"
    if isinstance(error, OSError):
        return f" [{errno.errorcode.get(error.errno or 0, '-')}]"
    if isinstance(error, UnicodeError):
        return f" [{getattr(error, 'encoding', '-')}, {getattr(error, 'start', '-')}]"
    if isinstance(error, (NameError, AttributeError, ImportError)):
        name = error.name
        return f" [{name}]" if name and name in _names_in_source(error) else ""
    return ""


def _names_in_source(error: BaseException) -> tuple[str, ...]:
    """Names the failing function uses: what `getattr(x, typed_by_a_person)` looks for is not among them."""
    frames = [frame for frame, _ in traceback.walk_tb(error.__traceback__)]
    return frames[-1].f_code.co_names if frames else ()
