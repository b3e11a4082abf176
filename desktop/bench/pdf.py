"""Export of many B forms into one PDF ÷ drawing the same boxes and strings with bare reportlab."""

from __future__ import annotations

from desktop.bench.measure import Measure, compared
from desktop.bench.processes import Processes
from desktop.bench.scale import Scale

GOAL = 2.0


def measure(scale: Scale, processes: Processes) -> list[Measure]:
    """First export of a fresh process, fonts and libraries included, and a later one of other documents.

    The first pair of processes, which compiles modules and fills the machine's caches, is not counted.
    """
    ours, bare = [], []
    for _ in range(scale.pdf_runs + 1):
        ours.append(processes.answer("pdf_process", "ours", str(scale.documents)))
        bare.append(processes.answer("pdf_process", "bare", str(scale.documents)))
    measures = []
    for key, when in (("first", "首次"), ("again", "再次")):
        name = f"导出 {scale.documents} 张批复表为一个 PDF ÷ reportlab 直接画（{when}）"
        one = compared(f"pdf_{key}", name, [run[key] for run in ours[1:]], [run[key] for run in bare[1:]], GOAL)
        measures.append(one)
    return measures
