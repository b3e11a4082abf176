"""Window usable ÷ bare PySide6 window: from the start of the process to the first key that is taken."""

from __future__ import annotations

from desktop.bench.measure import Measure, compared
from desktop.bench.processes import Processes
from desktop.bench.samples import budget_forms, store_drafts
from desktop.bench.scale import Scale

GOAL = 2.0


def measure(scale: Scale, processes: Processes) -> list[Measure]:
    """Starts both windows in turn; the first pair, which fills the machine's caches, is not counted."""
    database = processes.folder / "window.db"
    store_drafts(database, budget_forms(scale.drafts))
    ours: list[float] = []
    bare: list[float] = []
    for _ in range(scale.window_runs + 1):
        bare.append(processes.seconds_until_answer("bare_window"))
        ours.append(processes.seconds_until_answer("our_window", str(database), str(scale.drafts)))
    name = f"窗口可用（列出 {scale.drafts} 份草稿）÷ 空白 PySide6 窗口"
    return [compared("window", name, ours[1:], bare[1:], GOAL)]
