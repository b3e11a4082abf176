"""How a command ends and speaks, apart from the commands so that opening the window loads none of them."""

from __future__ import annotations

import contextlib
import sys

from desktop.errors import UserError, os_fault

OK, FOUND, UNREADABLE = 0, 1, 2
"""Exit codes: nothing at level E, findings at level E, input that cannot be read."""
BROKEN = 70
"""A bug of ours (EX_SOFTWARE)."""
INTERRUPTED = 130


def say(line: str) -> None:
    """A line for the person, on standard error."""
    print(line, file=sys.stderr)


def show(text: str) -> None:
    """Text for whoever asked, on standard output, written out at once.

    Raises `UserError` when it cannot be taken (a full disk behind `> 文件`). One who left early (`| head`) stays a
    `BrokenPipeError`, for that is no fault.
    """
    try:
        print(text, flush=True)
    except BrokenPipeError:
        raise
    except OSError as error:
        drop_output()
        raise UserError(f"结果写不出去（{os_fault(error)}）", remedy="请检查磁盘空间，或换一个位置") from None


def drop_output() -> None:
    """Closes standard output with what is left in it, which would otherwise fail once more when the program ends."""
    with contextlib.suppress(OSError):
        sys.stdout.close()
