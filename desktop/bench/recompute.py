"""Recomputation after one edit in a large form ÷ in a small one: it must not depend on the form's size."""

from __future__ import annotations

from desktop.bench.measure import Measure, compared
from desktop.bench.processes import Processes
from desktop.bench.scale import Scale

GOAL = 2.0
_FEW = 10
"""Rows of the small form."""


def measure(scale: Scale, processes: Processes) -> list[Measure]:
    """Medians over many cells."""
    large, small = (
        processes.answer("recompute_process", str(rows), str(scale.edits))["seconds"] for rows in (scale.rows, _FEW)
    )
    name = f"{scale.rows} 行的表改一格后重算 ÷ {_FEW} 行的表"
    return [compared("recompute", name, large, small, GOAL)]
