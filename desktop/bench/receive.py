"""Receiving packages with all checks ÷ reading, parsing and storing the same ones, how that grows, and what memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

from desktop.bench.measure import Measure, compared
from desktop.bench.processes import Processes
from desktop.bench.round import write_packages
from desktop.bench.scale import Scale

GOAL = 4.0
GROWTH_GOAL = 1.25
"""Near linear: what one package costs may grow by a quarter when there are many more."""
MEMORY_GOAL = 1.25


def measure(scale: Scale, processes: Processes) -> list[Measure]:
    """Both sides in turn, each into a new data file; the first pair, which fills the caches, is not counted."""
    folder = processes.folder / "packages"
    write_packages(folder, range(scale.packages))
    runs = [(_run(processes, "ours", folder), _run(processes, "bare", folder)) for _ in range(scale.receive_runs + 1)]
    ours, bare = zip(*runs[1:], strict=True)
    write_packages(folder, range(scale.packages, scale.many_packages))
    many = _run(processes, "ours", folder)
    times = scale.many_packages / scale.packages
    name = f"收 {scale.packages} 个包（全部审核）÷ 解开、读入 JSON、存入 SQLite"
    one = compared("receive", name, _seconds(ours), _seconds(bare), GOAL)
    # On a computer with other work to do the processes get less of it than on one of its own; their time tells that.
    details = {
        "documents": ours[0]["documents"], "per_second": round(scale.packages / one.ours, 1),
        "cpu": round(median(run["cpu"] for run in ours), 2),
        "baseline_cpu": round(median(run["cpu"] for run in bare), 2),
    }  # fmt: skip
    return [
        replace(one, details={**one.details, **details}),
        Measure(
            "receive_growth", f"包多到 {times:g} 倍（{scale.many_packages} 个）时每个包 ÷ 原来",
            many["seconds"] / times, one.ours, GROWTH_GOAL, {"documents": many["documents"]},
        ),
        Measure(
            "receive_memory", f"收 {scale.many_packages} 个包时最多占的内存 ÷ 收 {scale.packages} 个包",
            many["mb"], median(run["mb"] for run in ours), MEMORY_GOAL, unit="MB",
        ),
    ]  # fmt: skip


def _run(processes: Processes, side: str, folder: Path) -> dict[str, Any]:
    database = processes.folder / f"{side}.db"
    for old in processes.folder.glob(f"{database.name}*"):
        old.unlink()
    return processes.answer("receive_process", side, str(folder), str(database))


def _seconds(runs: Sequence[dict[str, Any]]) -> list[float]:
    return [run["seconds"] for run in runs]
