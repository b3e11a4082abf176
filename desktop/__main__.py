"""`python -m desktop` and the command `jibiao`."""

from __future__ import annotations

import sys

from desktop.cli.main import main as run


def main() -> None:
    """Runs the program and leaves with its exit code."""
    sys.exit(run())


if __name__ == "__main__":
    main()
