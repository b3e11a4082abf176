"""The board counted once and looked through: what a count says is what its button shows."""

from __future__ import annotations

import pytest

from desktop.collect.board import Board, Field, Line
from desktop.session.overview import Overview, Pick
from desktop.store.collect_records import Unit

A, B = "甲表", "乙表"


def line(name: str, *, code: str = "", listed: bool = True, late: tuple[str, ...] = (), **fields: Field) -> Line:
    return Line(Unit(name, name, code), listed, dict(fields), late)


LINES = (
    line("水利局", code="101", 甲表=Field(received=2, wrong=1), 乙表=Field(accepted=1)),
    line("审计局", code="102", 甲表=Field(returned=1), late=(A,)),
    line("林业局", code="203", 甲表=Field(received=1, waiting=1)),
    line("外来单位", listed=False, 乙表=Field(received=1)),
)


def names(lines: list[Line]) -> list[str]:
    return [one.unit.name for one in lines]


@pytest.mark.parametrize(
    ("pick", "shown"),
    [
        (Pick.ALL, ["水利局", "审计局", "林业局", "外来单位"]),
        (Pick.MISSING, ["审计局", "林业局"]),
        (Pick.LATE, ["审计局"]),
        (Pick.WRONG, ["水利局"]),
        (Pick.WAITING, ["林业局"]),
        (Pick.RETURNED, ["审计局"]),
        (Pick.RECEIVED, ["林业局", "外来单位"]),
        (Pick.ACCEPTED, ["水利局"]),
    ],
)
def test_each_count_shows_the_lines_it_counts(pick: Pick, shown: list[str]) -> None:
    overview = Overview(Board(2022, (A, B), {A: "2022-03-31", B: ""}, LINES))
    assert names(overview.lines(pick=pick)) == shown
    assert overview.counts[pick] == len(shown)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("局", ["水利局", "审计局", "林业局"]), ("１０", ["水利局", "审计局"]), ("局 10 审", ["审计局"]), ("无", [])],
)
def test_all_words_are_looked_for_in_name_and_code(typed: str, shown: list[str]) -> None:
    assert names(Overview(Board(2022, (A, B), {}, LINES)).lines(typed)) == shown


def test_only_what_is_due_is_missed() -> None:
    overview = Overview(Board(2022, (A, B), {A: ""}, LINES))
    assert overview.counts[Pick.MISSING] == 0
    assert not overview.asks(LINES[0], B)
    assert not overview.asks(LINES[3], A)
    assert overview.number_in(A) == (3, 3)
    assert overview.number_in(B) == (2, 0)


@pytest.mark.parametrize(
    ("due", "lines", "said"),
    [
        ({A: "", B: ""}, LINES, "3 个单位，另有 1 个不在名单里　应报 6 项，已收 4 项　1 个单位迟报"),
        ({}, LINES[3:], "1 个单位，还没有单位名单　已收 1 项"),
        ({}, (), "还没有单位名单"),
    ],
)
def test_the_line_that_sums_up(due: dict[str, str], lines: tuple[Line, ...], said: str) -> None:
    assert Overview(Board(2022, (A, B), due, lines)).summary == said
