"""What stands beside the form: where, and that it never touches what the form itself says."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, pairwise
from math import hypot
from pathlib import Path

import pytest

from desktop.forms.dressing import EDGE, Dressing, Seal, SealChoice, Stamp, dress
from desktop.forms.margins import LEAST, with_margins
from desktop.forms.page import MM, Box, Image, Mark, Matrix, Page, Picture, Ring, Wording
from desktop.forms.pagination import paginate
from desktop.forms.resolve import resolve
from desktop.resources import asset
from tests.forms.samples import evaluated, grown, sample

NAMES = sorted(file.stem for file in asset("samples").glob("*.json"))
SEALED = {
    "A-示例": "某市人力资源和社会保障局",
    "B-示例": "某市人力资源和社会保障局",
    "C-示例": "（公章）",
    "D-示例": "（行政）",
    "E-示例": "某市档案局",
    "H-示例": "2023年3月10日",
}
"""The end of the words each form's seal is pressed over; F and G have no place for one."""
LONGEST_UNIT = "某某自治州某某县人力资源和社会保障局社会保险事业管理中心（行政）"
MOST_MODULES = 49
IMAGE = Image(b"", "seal", 900, 900)
QUIET = 4


def pages(name: str) -> list[Page]:
    return paginate(resolve(evaluated(sample(name))))


def stamp(count: int = 1, modules: int = MOST_MODULES, unit: str = LONGEST_UNIT) -> Stamp:
    rows = tuple(tuple((x + y) % 2 == 0 for x in range(modules)) for y in range(modules))
    return Stamp("一般公共预算“三公经费”支出预算表", unit, 3, "ABCD-EFGH-JKMN-PQRS", (rows,) * count)


def marks(dressed: list[Page], kind: type) -> list[list]:  # type: ignore[type-arg]  # of the kind asked for
    return [[mark for mark in page.marks if isinstance(mark, kind)] for page in dressed]


def rect(mark: Mark) -> tuple[float, float, float, float]:
    """Left, top, right, bottom."""
    match mark:
        case Wording():
            top, bottom = mark.baseline - 0.88 * mark.size, mark.baseline + 0.12 * mark.size
            return mark.x, top, mark.x + mark.line.width, bottom
        case Matrix():
            quiet = QUIET * mark.module
            return mark.x - quiet, mark.y - quiet, mark.x + mark.size + quiet, mark.y + mark.size + quiet
        case Ring():
            return mark.x - mark.radius, mark.y - mark.radius, mark.x + mark.radius, mark.y + mark.radius
        case _:
            raise AssertionError("a seal is asked for its circle, and only charts draw the others")


def ink(box: Box) -> list[tuple[float, float, float, float]]:
    """The rectangles a box draws into: its frame, or its words."""
    if not box.frameless:
        return [(box.x, box.y, box.x + box.width, box.y + box.height)]
    return [
        (line.x, line.baseline - 0.88 * box.size, line.x + line.line.width, line.baseline + 0.12 * box.size)
        for line in box.lines
    ]


def apart(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def test_without_anything_to_add_the_pages_stay_as_they_are() -> None:
    bare = pages("C-示例")
    assert dress(bare, Dressing()) == bare


@pytest.mark.parametrize("name", NAMES)
def test_code_and_margin_line_touch_nothing(name: str) -> None:
    bare = pages(name)
    dressed = dress(bare, Dressing(stamp=stamp(len(bare))))
    for page, (code,) in zip(dressed, marks(dressed, Matrix), strict=True):
        lines = [mark for mark in page.marks if isinstance(mark, Wording)]
        printed = [*map(rect, lines), rect(code)]
        assert all(apart(one, other) for one, other in combinations(printed, 2))
        assert all(apart(one, other) for one in printed for box in page.boxes for other in ink(box))


@pytest.mark.parametrize("name", NAMES)
def test_everything_lies_where_office_printers_print(name: str) -> None:
    bare = pages(name)
    dressed = dress(bare, Dressing(stamp=stamp(len(bare)), seal=SealChoice(Seal.RING, 50)))
    for page in dressed:
        for mark in page.marks:
            assert not isinstance(mark, Picture)
            left, top, right, bottom = rect(mark)
            if isinstance(mark, Matrix):
                left, top, right, bottom = mark.x, mark.y, mark.x + mark.size, mark.y + mark.size
            assert min(left, top, page.width - right, page.height - bottom) >= EDGE * MM - 0.01


@pytest.mark.parametrize("name", NAMES)
def test_a_code_of_the_most_modules_is_large_enough_to_be_read(name: str) -> None:
    bare = pages(name)
    for (code,) in marks(dress(bare, Dressing(stamp=stamp(len(bare)))), Matrix):
        assert code.size + 2 * QUIET * code.module >= 15 * MM
        assert code.module / MM >= 0.33
        assert code.module * 600 / 72 == pytest.approx(round(code.module * 600 / 72)), "whole dots of a printer"


def test_on_all_pages_of_a_document_the_code_is_equally_large() -> None:
    bare = pages("C-示例")
    sizes = {code.module for (code,) in marks(dress(bare, Dressing(stamp=stamp(len(bare)))), Matrix)}
    assert len(bare) > 1
    assert len(sizes) == 1


def test_a_title_over_the_whole_width_makes_the_code_smaller_and_is_left_alone() -> None:
    page = pages("B-示例")[0]
    title = page.boxes[0]
    wide = replace(title.lines[0], x=20 * MM, line=replace(title.lines[0].line, width=172 * MM))
    (code,) = marks(
        dress([replace(page, boxes=(replace(title, lines=(wide,)), *page.boxes[1:]))], Dressing(stamp=stamp())), Matrix
    )[0]
    assert apart(rect(code), (20 * MM, wide.baseline - 0.88 * title.size, 192 * MM, wide.baseline))


def test_the_margin_line_says_form_unit_page_revision_and_code() -> None:
    bare = pages("C-示例")
    for number, lines in enumerate(marks(dress(bare, Dressing(stamp=stamp(len(bare)))), Wording), 1):
        said = "\n".join("".join(piece.text for piece in mark.line.pieces) for mark in lines)
        assert said == (
            f"一般公共预算“三公经费”支出预算表　{LONGEST_UNIT}\n第{number}页 共3页　修订3　核对码 ABCD-EFGH-JKMN-PQRS"
        )


def test_names_too_long_for_the_margin_are_set_smaller_and_lose_nothing() -> None:
    long = LONGEST_UNIT * 3
    (lines,) = marks(dress(pages("B-示例"), Dressing(stamp=stamp(unit=long))), Wording)
    assert long in "".join(piece.text for mark in lines for piece in mark.line.pieces)
    assert max(rect(mark)[3] for mark in lines) < 18 * MM


@pytest.mark.parametrize("name", NAMES)
def test_a_draft_says_so_across_every_page_and_says_nothing_else(name: str) -> None:
    bare = pages(name)
    dressed = dress(bare, Dressing(draft=True, stamp=stamp(len(bare)), seal=SealChoice(Seal.PICTURE, image=IMAGE)))
    for page in dressed:
        (word,) = page.marks
        assert isinstance(word, Wording)
        assert "".join(piece.text for piece in word.line.pieces) == "草稿"
        assert 0.8 < word.grey < 0.95
        assert word.line.width > 0.35 * hypot(page.width, page.height)


@pytest.mark.parametrize("name", NAMES)
def test_the_seal_goes_over_the_end_of_the_units_name(name: str) -> None:
    dressed = dress(pages(name), Dressing(seal=SealChoice(Seal.RING)))
    found = [(page, ring) for page, rings in zip(dressed, marks(dressed, Ring), strict=True) for ring in rings]
    if name not in SEALED:
        assert not found
        return
    ((page, ring),) = found
    (box,) = [box for box in page.boxes if box.cell.seal]
    last = box.lines[-1]
    assert "".join(piece.text for piece in last.line.pieces).endswith(SEALED[name])
    assert hypot(ring.x - (last.x + last.line.width), ring.y - last.baseline) < ring.radius, "the name's end is in it"
    assert ring.radius == pytest.approx(21 * MM)


def test_in_a_blank_form_the_seal_goes_into_its_cell() -> None:
    document = sample("D-示例")
    document.data["实施单位"] = None
    dressed = dress(paginate(resolve(evaluated(document))), Dressing(seal=SealChoice(Seal.RING)))
    (ring,) = marks(dressed, Ring)[0]
    (box,) = [box for box in dressed[0].boxes if box.cell.seal]
    assert box.x < ring.x < box.x + box.width


@pytest.mark.parametrize("diameter", [38.0, 42.0, 50.0])
@pytest.mark.parametrize("name", sorted(SEALED))
def test_a_seal_keeps_clear_of_code_and_margin_line(name: str, diameter: float) -> None:
    bare = pages(name)
    dressed = dress(bare, Dressing(stamp=stamp(len(bare)), seal=SealChoice(Seal.PICTURE, diameter, IMAGE)))
    for page in dressed:
        for seal in (mark for mark in page.marks if isinstance(mark, Picture)):
            x, y, radius = seal.x + seal.width / 2, seal.y + seal.height / 2, seal.width / 2
            assert seal.width == seal.height == pytest.approx(diameter * MM)
            for mark in page.marks:
                if not isinstance(mark, Picture):
                    left, top, right, bottom = rect(mark)
                    nearest = hypot(max(left - x, 0, x - right), max(top - y, 0, y - bottom))
                    assert nearest >= radius - 0.01


def test_the_place_left_free_has_nothing_on_it() -> None:
    bare = pages("B-示例")
    assert dress(bare, Dressing(seal=SealChoice(Seal.FREE, image=IMAGE, across=True))) == bare


@pytest.mark.parametrize("count", [40, 120, 400])
def test_one_seal_is_shared_by_the_edges_of_all_pages(count: int) -> None:
    bare = paginate(resolve(evaluated(grown("D-示例", "绩效指标", count))))
    dressed = dress(bare, Dressing(seal=SealChoice(Seal.PICTURE, 42, IMAGE, across=True)))
    strips = [[mark for mark in found if mark.end - mark.start < 1] for found in marks(dressed, Picture)]
    assert all(len(found) == 1 for found in strips)
    parts = [found[0] for found in strips]
    assert sum(part.width for part in parts) == pytest.approx(42 * MM * round(sum(p.end - p.start for p in parts)))
    for before, after in pairwise(parts):
        assert after.start == pytest.approx(before.end % 1), "the sheets in a fan show it whole"
    for page, part in zip(dressed, parts, strict=True):
        assert part.x + part.width == pytest.approx(page.width - EDGE * MM)
        assert part.width >= 42 * MM / 8 - 0.01, "wide enough to be recognised"


def test_a_single_page_has_no_edge_to_share() -> None:
    dressed = dress(pages("F-示例"), Dressing(seal=SealChoice(Seal.PICTURE, 42, IMAGE, across=True)))
    assert not any(page.marks for page in dressed)


@pytest.mark.parametrize("name", NAMES)
def test_between_the_narrowest_margins_nothing_touches_either(name: str) -> None:
    bare = paginate(with_margins(resolve(evaluated(sample(name))), LEAST))
    dressed = dress(bare, Dressing(stamp=stamp(len(bare))))
    for page, (code,) in zip(dressed, marks(dressed, Matrix), strict=True):
        lines = [mark for mark in page.marks if isinstance(mark, Wording)]
        printed = [*map(rect, lines), rect(code)]
        assert all(apart(one, other) for one in printed for box in page.boxes for other in ink(box))
        assert code.module / MM >= 0.25


def written(mark: Mark) -> str:
    """A mark's kind and place in mm."""

    def mm(*points: float) -> str:
        return " ".join(f"{value / MM:.1f}" for value in points)

    match mark:
        case Wording():
            words = "".join(piece.text for piece in mark.line.pieces)
            return f"words {mm(mark.x, mark.baseline)}, {mark.size:.1f} pt, {mark.angle:.1f}°: {words}"
        case Matrix():
            return f"code {mm(mark.x, mark.y)}, {mm(mark.size)} wide"
        case Ring():
            return f"circle around {mm(mark.x, mark.y)}, {mm(mark.radius)}"
        case Picture():
            return f"seal {mm(mark.x, mark.y)}, {mm(mark.width)} wide, from {mark.start:.3f} to {mark.end:.3f}"
        case _:
            raise AssertionError("only charts draw these")


def test_every_mark_of_every_form_stands_where_it_stood() -> None:
    """The golden places. One that moved on purpose is written anew: the message shows what to write."""
    found = []
    for name in NAMES:
        bare = pages(name)
        passed = Dressing(stamp=stamp(len(bare)), seal=SealChoice(Seal.PICTURE, 42, IMAGE, across=True))
        for kind, dressing in (("draft", Dressing(draft=True, seal=SealChoice(Seal.RING))), ("passed", passed)):
            for page in dress(bare, dressing):
                found += [f"{name} {kind} {page.number}: {written(mark)}" for mark in page.marks]
    golden = (Path(__file__).parent / "data" / "marks.txt").read_text(encoding="utf-8").splitlines()
    assert found == golden


@pytest.mark.parametrize("share", [0.3, 0.5, 0.7])
def test_the_strips_keep_clear_of_a_seal_at_the_right(share: float) -> None:
    """A signature in the middle of the last page, as a report has it."""
    bare = pages("H-示例")
    last = bare[-1]
    boxes = []
    for box in last.boxes:
        if box.cell.seal:
            lines = tuple(replace(line, x=450.0, baseline=share * last.height) for line in box.lines)
            box = replace(box, lines=lines)  # noqa: PLW2901  # the box as it stands there
        boxes.append(box)
    moved = [*bare[:-1], replace(last, boxes=tuple(boxes))]
    dressed = dress(moved, Dressing(seal=SealChoice(Seal.PICTURE, 50, IMAGE, across=True)))
    pressed, strip = (mark for mark in dressed[-1].marks if isinstance(mark, Picture))
    assert pressed.y + pressed.height <= strip.y or strip.y + strip.height <= pressed.y
    assert len({mark.y for page in dressed for mark in page.marks if isinstance(mark, Picture)} - {pressed.y}) == 1
