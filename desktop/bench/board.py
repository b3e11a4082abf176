"""收表 over a large round: from the click to the painted lines."""

from __future__ import annotations

from statistics import median

from desktop.bench.measure import Measure, rounded
from desktop.bench.processes import Processes
from desktop.bench.round_store import fill
from desktop.bench.scale import Scale
from desktop.store import Store

GOAL_S = 0.2


def measure(scale: Scale, processes: Processes) -> list[Measure]:
    """The median of several openings ÷ 200 ms; at most 1 says the same as the goal."""
    database = processes.folder / "round.db"
    with Store.open(database) as store:
        documents = fill(store, range(scale.board_units))
    told = processes.answer("board_process", str(database), str(scale.board_runs), offscreen=True)
    details = {
        "documents": documents, "ours_runs": rounded(told["painted"]), "first": round(told["first"], 5),
        "whole": round(median(told["whole"]), 5), "counted": round(median(told["board"]), 5),
    }  # fmt: skip
    name = f"打开收表（{scale.board_units} 个单位、{documents} 份表）到画出来 ÷ 200 毫秒"
    return [Measure("board", name, median(told["painted"]), GOAL_S, 1.0, details)]
