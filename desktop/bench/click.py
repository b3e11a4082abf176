"""From the command to the first PDF of a fresh process ÷ importing reportlab and loading the fonts."""

from __future__ import annotations

from dataclasses import replace

from desktop.bench.measure import Measure, compared
from desktop.bench.processes import Processes
from desktop.bench.scale import Scale

GOAL = 1.6


def measure(scale: Scale, processes: Processes) -> list[Measure]:
    """Several processes of each kind in turn; the first pair, which fills the machine's caches, is not counted."""
    ours, bare = [], []
    for _ in range(scale.pdf_runs + 1):
        ours.append(processes.answer("click_process", "ours"))
        bare.append(processes.answer("click_process", "bare"))
    name = "第一张 PDF ÷ 载入 reportlab 和字体"
    one = compared("pdf_click", name, [run["seconds"] for run in ours[1:]], [run["seconds"] for run in bare[1:]], GOAL)
    return [replace(one, details={**one.details, "bytes": ours[0]["bytes"]})]
