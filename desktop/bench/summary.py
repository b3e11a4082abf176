"""All summaries of a round ÷ unpacking and parsing the documents they are made of; told, without a goal."""

from __future__ import annotations

from desktop.bench.measure import Measure
from desktop.bench.processes import Processes
from desktop.bench.scale import Scale


def measure(scale: Scale, processes: Processes) -> list[Measure]:
    """Made for the first time, which computes every document, and again from what was kept."""
    told = processes.answer("summary_process", str(processes.folder / "summary.db"), str(scale.summary_units))
    details = {"documents": told["documents"], "summed": told["summed"]}
    of = f"（{scale.summary_units} 个单位、{told['documents']} 份表）÷ 解开并读入这些表"
    return [
        Measure("summary", f"做全部汇总{of}", told["first"], told["plain"], None, details),
        Measure("summary_again", f"再做一次{of}", told["again"], told["plain"], None, details),
    ]
