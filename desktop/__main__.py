"""`python -m desktop` and the command `jibiao`."""

from __future__ import annotations

import multiprocessing
import sys

from desktop.cli.main import main as run


def main() -> None:
    """Runs the program and leaves with its exit code."""
    multiprocessing.freeze_support()  # receiving many packages starts processes, in the packed program this very one
    sys.exit(run())


if __name__ == "__main__":
    main()
