"""What the figures mean: ratios of medians, the 99th of 100, reached at the goal itself."""

from __future__ import annotations

import json

import pytest

from desktop.bench import output
from desktop.bench.measure import Measure, compared, nearest_rank


@pytest.mark.parametrize(
    ("ours", "baseline", "reached"),
    [(0.5, 0.25, True), (0.5, 0.2, False), (0.1, 0.2, True)],
)
def test_a_goal_is_reached_up_to_and_including_it(ours: float, baseline: float, reached: bool) -> None:
    measure = Measure("window", "窗口", ours, baseline, goal=2.0)
    assert measure.ratio == pytest.approx(ours / baseline)
    assert measure.reached is reached


def test_where_others_are_to_be_slower_the_goal_is_reached_from_it_on() -> None:
    measure = Measure("office", "LibreOffice", 50.0, 5.0, goal=10.0, at_least=True)
    assert measure.reached
    assert not Measure("office", "LibreOffice", 49.0, 5.0, goal=10.0, at_least=True).reached
    assert Measure("year", "全年", 2.0, 1.0, goal=None).reached is None
    assert output.table([measure]).splitlines()[1].endswith("≥ 10  达到")


def test_one_disturbed_run_does_not_count() -> None:
    measure = compared("pdf", "导出", [1.0, 9.0, 1.2], [0.5, 0.4, 7.0], goal=2.0)
    assert (measure.ours, measure.baseline) == (1.2, 0.5)


@pytest.mark.parametrize(
    ("count", "slow", "fast_enough"),
    [(100, 1, True), (100, 2, False), (300, 3, True), (300, 4, False), (4, 0, True), (4, 1, False)],
)
def test_99_of_100_edits_decide(count: int, slow: int, fast_enough: bool) -> None:
    times = [0.1] * slow + [0.002] * (count - slow)
    assert (nearest_rank(times, 0.99) <= 0.016) is fast_enough


def test_the_table_says_whether_each_goal_is_reached() -> None:
    measures = [Measure("a", "窗口", 0.5, 0.25, 2.0), Measure("b", "导出 PDF", 3.0, 1.0, 2.0)]
    assert output.table(measures).splitlines() == [
        "项目      本程序      对照        比值  目标",
        "窗口      500.0 毫秒  250.0 毫秒  2.00  ≤ 2   达到",
        "导出 PDF  3.00 秒     1.00 秒     3.00  ≤ 2   未达到",
    ]


def test_json_holds_the_figures_and_what_they_were_measured_with() -> None:
    found = json.loads(output.as_json([compared("pdf", "导出", [3.0], [1.0], 2.0)]))
    assert found["measures"] == [{
        "key": "pdf", "name": "导出", "ours": 3.0, "baseline": 1.0, "ratio": 3.0, "goal": 2.0, "reached": False,
        "ours_runs": [3.0], "baseline_runs": [1.0],
    }]  # fmt: skip
    assert found["reportlab"]
    assert found["python"]
