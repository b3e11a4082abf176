"""Pages onto paper: size, place and order of the sides that come out."""

from __future__ import annotations

import pytest

from desktop.forms.page import MM, Page
from desktop.session.imposition import Side, is_size, paper_of, sides_of
from desktop.session.printsettings import PrintSettings, Scale, Shift, Sides, Stock

A4, A3 = (210 * MM, 297 * MM), (297 * MM, 420 * MM)


def pages(count: int, size: tuple[float, float] = A4) -> list[Page]:
    return [Page(*size, number, count, ()) for number in range(1, count + 1)]


def one(size: tuple[float, float], settings: PrintSettings, shift: Shift | None = None) -> Side:
    (side,) = sides_of([pages(1, size)], settings, shift or Shift())
    return side


def numbers(sides: list[Side]) -> list[int | None]:
    return [side.number if side.page is not None else None for side in sides]


def mm(*points: float) -> list[float]:
    return [round(value / MM, 1) for value in points]


@pytest.mark.parametrize(
    ("size", "settings", "paper", "scale"),
    [
        (A4, PrintSettings(), [210, 297], 1),
        (A4[::-1], PrintSettings(), [297, 210], 1),
        (A3, PrintSettings(), [297, 420], 1),
        (A3, PrintSettings(stock=Stock.A4, scale=Scale.FIT), [210, 297], 0.7071),
        (A3[::-1], PrintSettings(stock=Stock.A4, scale=Scale.FIT), [297, 210], 0.7071),
        (A4, PrintSettings(stock=Stock.A4, scale=Scale.FIT), [210, 297], 1),
        (A4, PrintSettings(stock=Stock.A3, scale=Scale.FIT), [297, 420], 1),
    ],
)
def test_a_page_is_only_made_smaller_where_that_was_asked_for(
    size: tuple[float, float], settings: PrintSettings, paper: list[float], scale: float
) -> None:
    side = one(size, settings)
    assert mm(side.width, side.height) == paper
    assert side.scale == pytest.approx(scale, abs=0.0005)
    assert not side.cut


def test_a_page_that_is_larger_than_the_paper_is_cut_and_says_so() -> None:
    side = one(A3, PrintSettings(stock=Stock.A4))
    assert (side.scale, side.x, side.y) == (1, 0, 0)
    assert side.cut


def test_on_a_larger_sheet_the_page_lies_in_the_middle() -> None:
    side = one(A4, PrintSettings(stock=Stock.A3))
    assert mm(side.x, side.y) == [43.5, 61.5]


@pytest.mark.parametrize(
    ("size", "place"),
    [
        (A4, [2, 1]),
        # The sheet goes through upright, the page's head at its left: right on the sheet is down on the page.
        (A4[::-1], [-1, 2]),
    ],
)
def test_a_printers_shift_is_corrected_on_the_upright_sheet(size: tuple[float, float], place: list[float]) -> None:
    side = one(size, PrintSettings(), Shift(2, 1))
    assert mm(side.x, side.y) == place


def test_pages_are_numbered_over_all_documents() -> None:
    sides = sides_of([pages(2), pages(3)], PrintSettings(), Shift(), {2, 3, 5})
    assert numbers(sides) == [2, 3, 5]


@pytest.mark.parametrize(
    ("counts", "chosen", "expected"),
    [
        ([1, 1], None, [1, None, 2]),
        ([2, 3, 1], None, [1, 2, 3, 4, 5, None, 6]),
        ([3], None, [1, 2, 3]),
        ([3, 2], {1, 2, 4}, [1, 2, 4]),
        ([3, 2], {2, 4, 5}, [2, None, 4, 5]),
    ],
)
def test_on_both_sides_no_document_begins_on_the_back_of_another(
    counts: list[int], chosen: set[int] | None, expected: list[int | None]
) -> None:
    settings = PrintSettings(sides=Sides.LONG)
    assert numbers(sides_of([pages(count) for count in counts], settings, Shift(), chosen)) == expected


def test_the_sheet_is_upright_and_known_by_its_size() -> None:
    side = one(A4[::-1], PrintSettings())
    assert mm(*paper_of(side)) == [210, 297]
    assert is_size(paper_of(side), Stock.A4)
    assert not is_size(paper_of(side), Stock.A3)
    assert is_size((595.28, 841.89), Stock.A4)
