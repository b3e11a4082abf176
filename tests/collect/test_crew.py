"""Several processes at one piece of work, and what becomes of them when the program is ended from outside."""

from __future__ import annotations

import subprocess
import sys

_ENDLESS = """
import itertools
from desktop.collect.crew import worked
if __name__ == "__main__":
    for number, (item, result) in enumerate(worked(itertools.count(), abs, processes=2)):
        if number == 10:
            print("at work", flush=True)
"""


def test_processes_end_with_the_program_that_began_them() -> None:
    with subprocess.Popen([sys.executable, "-c", _ENDLESS], stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "at work\n"
        program.kill()
        # Each of its processes holds the same output: it is at its end when the last of them is.
        rest, _ = program.communicate(timeout=60)
    assert rest == ""
