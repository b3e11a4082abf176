"""From the arguments to an exit code. Faults of the person's are one line, bugs a crash log and one line."""

from __future__ import annotations

import contextlib
import gc
import io
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from desktop import crash
from desktop.cli.outcome import BROKEN, INTERRUPTED, OK, UNREADABLE, drop_output, say, show
from desktop.errors import UserError

if TYPE_CHECKING:
    import argparse

_JSON = "--json"


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command, or opens the window when none is given."""
    _speak_utf8()
    words = sys.argv[1:] if argv is None else argv
    try:
        # A double click gives no arguments, and the window should not wait for the grammar of those it could have.
        return _command(words) if words else _window(None, sample=False)
    except UserError as error:
        say(str(error))
        if _JSON in words:
            _show_fault(error)
        return UNREADABLE
    except BrokenPipeError:
        # The reader of our output (head, less) left early; nothing is wrong with us.
        drop_output()
        return OK
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:  # the last line of defence: a bug becomes a log and a line
        say(crash.report(error))
        return BROKEN


def _command(words: Sequence[str]) -> int:
    from desktop.cli.parser import build_parser  # noqa: PLC0415  # see above

    arguments = build_parser().parse_args(words)
    if arguments.command is None:
        return _window(arguments.db, sample=arguments.sample)
    if arguments.command == "bench":
        return _bench(arguments)
    from desktop.cli import (  # noqa: PLC0415  # the window starts without them
        collect,
        commands,
        pack,
        rules,
        sign,
        summarize,
        verify,
    )

    table: dict[str, Callable[[argparse.Namespace], int]] = {
        "forms": commands.forms,
        "check": commands.check,
        "export": commands.export,
        "read": commands.read,
        "pack": pack.pack,
        "rules": rules.rules,
        "sign": sign.sign,
        "verify": verify.verify,
        "collect": collect.collect,
        "status": collect.status,
        "return": collect.send_return,
        "accept": collect.accept,
        "summarize": summarize.summarize,
        "demo": commands.demo,
    }
    return table[arguments.command](arguments)


def _show_fault(error: UserError) -> None:
    """Who asked for JSON gets one object also when it could not be done: commands show theirs at the end."""
    with contextlib.suppress(UserError, BrokenPipeError, ValueError):  # standard output itself may be the fault
        show(json.dumps({"error": str(error)}, ensure_ascii=False))


def _window(database: Path | None, *, sample: bool) -> int:
    # Loading makes no garbage, and looking for some costs a tenth of the start; `desktop.app` turns it on again.
    gc.disable()
    from desktop.app import run_window  # noqa: PLC0415  # Qt is loaded for the window only

    return run_window(database, sample=sample)


def _bench(arguments: argparse.Namespace) -> int:
    from desktop.bench.run import run  # noqa: PLC0415  # loads Qt and reportlab
    from desktop.bench.scale import FULL, LARGE  # noqa: PLC0415  # see above

    return run(as_json=arguments.json, scale=LARGE if arguments.large else FULL)


def _speak_utf8() -> None:
    """A Windows console may be set to GBK and a pipe to anything; the output is UTF-8 JSON and Chinese."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            with contextlib.suppress(ValueError, OSError):
                stream.reconfigure(encoding="utf-8", errors="replace")
