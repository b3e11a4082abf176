"""How a command ends and speaks, apart from the commands so that opening the window loads none of them."""

from __future__ import annotations

import sys

OK, FOUND, UNREADABLE = 0, 1, 2
"""Exit codes: nothing at level E, findings at level E, input that cannot be read."""
BROKEN = 70
"""A bug of ours (EX_SOFTWARE)."""
INTERRUPTED = 130


def say(line: str) -> None:
    """A line for the person, on standard error."""
    print(line, file=sys.stderr)
