"""All checks over a department's whole year ÷ loading the same JSON, and how that grows with ten times the projects."""

from __future__ import annotations

from statistics import median

from desktop.bench.measure import Measure, rounded
from desktop.bench.processes import Processes
from desktop.bench.scale import Scale

GROWTH_GOAL = 1.25
"""Near linear: what one project costs may grow by a quarter when there are ten times as many."""


def measure(scale: Scale, processes: Processes) -> list[Measure]:
    """Medians of several processes; the first one, which compiles modules, is not counted."""
    runs = [processes.answer("year_process", str(scale.projects)) for _ in range(scale.year_runs + 1)][1:]
    small, large = [run["small"] for run in runs], [run["large"] for run in runs]
    documents, times = small[0]["documents"], runs[0]["times"]
    check = [run["check"] for run in small]
    grown = [run["check"] / times for run in large]
    details = {
        "documents": documents, "findings": small[0]["findings"],
        "parse": round(median(run["parse"] for run in small), 5), "ours_runs": rounded(check),
    }  # fmt: skip
    return [
        Measure(
            "year", f"审核一个部门全年 {documents} 张表 ÷ 读入这些 JSON", median(check),
            median(run["load"] for run in small), None, details,
        ),
        Measure(
            "year_growth", f"项目多到 {times} 倍时每个项目的审核 ÷ 原来", median(grown), median(check), GROWTH_GOAL,
            {"documents": large[0]["documents"], "findings": large[0]["findings"]},
        ),
    ]  # fmt: skip
