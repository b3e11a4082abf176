"""A measurement as a value: two times, their ratio, the goal, and the figures it was made of."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median


@dataclass(frozen=True, slots=True)
class Measure:
    """What was measured, in seconds unless `unit` says otherwise.

    Reached when `ours ÷ baseline` is at most `goal`; None where only told.
    `at_least`: the ratio is to be as large as the goal, because here `ours` is the others' time.
    """

    key: str
    """Names it in the JSON output."""
    name: str
    """Names it for people."""
    ours: float
    baseline: float
    goal: float | None
    details: Mapping[str, object] = field(default_factory=dict)
    at_least: bool = False
    unit: str = "s"
    """Of both values: `s`, or `MB`."""

    @property
    def ratio(self) -> float:
        """How many times the baseline we take."""
        return self.ours / self.baseline

    @property
    def reached(self) -> bool | None:
        """Whether the goal is met; None where there is none."""
        if self.goal is None:
            return None
        return self.ratio >= self.goal if self.at_least else self.ratio <= self.goal

    def as_json(self) -> dict[str, object]:
        """All of it, times in seconds rounded to 10 µs."""
        return {
            "key": self.key, "name": self.name, "ours": round(self.ours, 5), "baseline": round(self.baseline, 5),
            "ratio": round(self.ratio, 3), "goal": self.goal, "reached": self.reached, **self.details,
        }  # fmt: skip


def compared(key: str, name: str, ours: Sequence[float], baseline: Sequence[float], goal: float | None) -> Measure:
    """The medians of several runs each: one run more or less disturbed by the machine changes little."""
    runs = {"ours_runs": rounded(ours), "baseline_runs": rounded(baseline)}
    return Measure(key, name, median(ours), median(baseline), goal, runs)


def nearest_rank(values: Sequence[float], share: float) -> float:
    """The smallest of the values that at least `share` (0…1) of them do not exceed."""
    return sorted(values)[max(0, math.ceil(share * len(values) - 1e-9) - 1)]


def seconds(act: Callable[[], object]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def rounded(values: Sequence[float]) -> list[float]:
    """Seconds to 10 µs, for the JSON output."""
    return [round(value, 5) for value in values]
