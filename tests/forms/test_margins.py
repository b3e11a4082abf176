"""A person's own margins: the same form between them, nothing lost, nothing over the line with 核对码."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from desktop.export.official import pages_of
from desktop.forms.dressing import Dressing, Stamp, dress
from desktop.forms.margins import GREATEST, LEAST, Margins, margins_of, with_margins
from desktop.forms.page import MM, Matrix, Page, Wording
from desktop.forms.resolve import resolve
from tests.forms.samples import evaluated, sample

WIDE = Margins(30, 25, 25, 25)


def words(pages: list[Page]) -> str:
    return "".join(
        piece.text for page in pages for box in page.boxes for placed in box.lines for piece in placed.line.pieces
    )


@pytest.mark.parametrize("name", ["B-示例", "C-示例", "H-示例"])
def test_the_table_fills_the_room_between_the_margins(name: str) -> None:
    pages = pages_of(evaluated(sample(name)), margins=WIDE)
    framed = [box for page in pages for box in page.boxes if not box.frameless]
    for box in framed:
        assert box.x >= 30 * MM - 0.01
        assert box.x + box.width <= pages[0].width - 25 * MM + 0.01
        assert box.y >= 25 * MM - 0.01
        assert box.y + box.height <= pages[0].height - 25 * MM + 0.01


@pytest.mark.parametrize("name", ["B-示例", "C-示例"])
def test_the_columns_keep_their_proportions(name: str) -> None:
    grid = resolve(evaluated(sample(name)))
    narrowed = with_margins(grid, WIDE)
    assert sum(narrowed.columns) == pytest.approx(narrowed.paper.table_width)
    shares = {round(new / old, 6) for old, new in zip(grid.columns, narrowed.columns, strict=True)}
    assert len(shares) == 1


def test_narrow_margins_take_no_word_away_and_no_page_more() -> None:
    evaluation = evaluated(sample("C-示例"))
    usual, roomy = pages_of(evaluation), pages_of(evaluation, margins=LEAST)
    assert len(roomy) <= len(usual)
    assert words(roomy).count("部门整体") == words(usual).count("部门整体")


def test_the_editions_own_margins_change_nothing() -> None:
    evaluation = evaluated(sample("D-示例"))
    own = margins_of(evaluation.edition.paper)
    plain, asked = pages_of(evaluation), pages_of(evaluation, margins=own)
    assert [[(box.x, box.y, box.width) for box in page.boxes] for page in asked] == [
        [(box.x, box.y, box.width) for box in page.boxes] for page in plain
    ]


@pytest.mark.parametrize("asked", [Margins(0, 0, 0, 0), Margins(-3, 2, 1, 5), Margins(200, 200, 200, 200)])
def test_margins_no_sheet_can_have_are_taken_as_the_limit(asked: Margins) -> None:
    paper = with_margins(resolve(evaluated(sample("B-示例"))), asked).paper
    for margin, least in zip(
        (paper.left, paper.right, paper.top, paper.bottom), (LEAST.left, LEAST.right, LEAST.top, LEAST.bottom),
        strict=True,
    ):  # fmt: skip
        assert margin in (least, GREATEST)


@pytest.mark.parametrize("name", ["B-示例", "C-示例", "D-示例", "E-示例"])
def test_the_line_with_the_code_stays_clear_of_the_form_at_the_least_margins(name: str) -> None:
    document = sample(name)
    pages = pages_of(evaluated(document), margins=LEAST)
    stamp = Stamp(document.form, "某市人力资源和社会保障局", 3, "ABCD-EFGH-JKMN-PQRS", (((True,) * 33,) * 33,))
    for page in dress(pages, Dressing(stamp=stamp)):
        top = min(box.y for box in page.boxes if not box.frameless)
        (code,) = (mark for mark in page.marks if isinstance(mark, Matrix))
        lines = [mark for mark in page.marks if isinstance(mark, Wording)]
        assert lines, "the line is there"
        assert all(first.baseline < second.baseline for first, second in pairwise(lines))
        assert all(mark.baseline <= top for mark in lines)
        under = [box for box in page.boxes if not box.frameless and box.x + box.width > code.x]
        assert code.y + code.size <= min(box.y for box in under)


def test_replacing_the_paper_leaves_the_grid_alone() -> None:
    grid = resolve(evaluated(sample("B-示例")))
    before = replace(grid)
    with_margins(grid, WIDE)
    assert (grid.columns, grid.paper) == (before.columns, before.paper)
