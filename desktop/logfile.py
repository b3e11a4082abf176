"""What the program tells of itself while it runs, in one small file: forms, counts, durations; never values of fields.

Apart from `crash`, because the log is opened when the window stands already.
"""

from __future__ import annotations

import contextlib
import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import TypeAlias

from desktop.crash import places
from desktop.errors import UserError
from desktop.resources import user_data_dir

LOG_FOLDER = "日志"
LOG_NAME = "jibiao.log"
LOG_BYTES = 512 * 1024
LOGS_KEPT = 3
"""Full logs that stay beside the one being written."""

_ExcInfo: TypeAlias = "tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]"


def set_up_log(*, folder: Path | None = None) -> logging.Handler | None:
    """Send what the loggers `desktop.…` say from INFO upward into one small rotating file in the folder 日志.

    Log lines name forms, counts, durations, files of ours; never values of fields. The program runs without a log when
    there is no place for one. Returns the handler, so that it can be taken off again.
    """
    try:
        target = folder if folder is not None else user_data_dir() / LOG_FOLDER
        target.mkdir(parents=True, exist_ok=True)
        handler = _Log(target / LOG_NAME, maxBytes=LOG_BYTES, backupCount=LOGS_KEPT, encoding="utf-8")
    except (OSError, UserError):
        return None
    handler.setFormatter(_Scrubbed("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logger = logging.getLogger("desktop")
    logger.setLevel(logging.INFO)
    logger.addHandler(handler)
    return handler


class _Log(RotatingFileHandler):
    """A log that never disturbs: neither by failing to rename a file another window holds open, nor by a full disk."""

    def rotate(self, source: str, dest: str) -> None:
        """Rename, unless another window has the file open (Windows refuses then): it goes on growing meanwhile."""
        with contextlib.suppress(OSError):
            super().rotate(source, dest)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  # the library's name
        """Drop a line that cannot be written; by default it would be printed, with the values in it."""


class _Scrubbed(logging.Formatter):
    """Writes exceptions as types and places only."""

    def formatException(self, ei: _ExcInfo) -> str:  # noqa: N802  # the library's name
        """The exception without its message."""
        return "\n".join(places(ei[1])) if ei[1] is not None else ""
