"""The command `jibiao bench`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from desktop.bench import board, click, edit, office, pdf, receive, recompute, summary, window, year
from desktop.bench.measure import Measure
from desktop.bench.output import as_json as to_json
from desktop.bench.output import table
from desktop.bench.processes import Processes
from desktop.bench.scale import FULL, Scale

_STEPS = (
    ("打开窗口", window.measure),
    ("导出 PDF", pdf.measure),
    ("第一张 PDF", click.measure),
    ("与 LibreOffice 相比", office.measure),
    ("改一格", edit.measure),
    ("重算", recompute.measure),
    ("审核全年", year.measure),
    ("收表", receive.measure),
    ("打开收表", board.measure),
    ("汇总", summary.measure),
)


def run(*, as_json: bool, scale: Scale = FULL) -> int:
    """Measures everything and prints it; 0 whatever came out, because a slow machine is not a fault.

    Raises:
        UserError: a measurement could not be made.
    """
    measures: list[Measure] = []
    with tempfile.TemporaryDirectory(prefix="jibiao-bench-") as folder:
        for name, measure in _STEPS:
            print(f"正在测：{name}…", file=sys.stderr, flush=True)
            measures += measure(scale, Processes(Path(folder)))
    print(to_json(measures) if as_json else table(measures))
    return 0
