"""From drafts to the sides that come out of the printer, and what the person is told before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.errors import UserError
from desktop.forms import jsonio
from desktop.forms.catalogue import bundled
from desktop.forms.dressing import DRAFT_WORD, Seal, SealChoice
from desktop.forms.grid import Cell, Grid, Paper, RowInfo, Run
from desktop.forms.margins import Margins
from desktop.forms.page import MM, Matrix, Page, Ring, Wording
from desktop.forms.pagination import paginate
from desktop.resources import asset
from desktop.session.draft import PASSED
from desktop.session.printjob import PrintJob, edges_of
from desktop.session.printouts import Printout
from desktop.session.printsettings import SEVERAL, PrintSettings, Scale, Shift, Sides, Stock
from desktop.session.workspace import Workspace
from desktop.store import Store

OFFICE, HALL = "办公室打印机", "走廊打印机"
UNIT = "某县人力资源和社会保障局"


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Store.open(tmp_path / "数据.db") as store:
        yield Workspace(store, bundled)


def taken_in(workspace: Workspace, name: str) -> int:
    """A sample as a draft."""
    return workspace.import_file(asset(f"samples/{name}.json")).ids[0]


def job(workspace: Workspace, *ids: int) -> PrintJob:
    return PrintJob(workspace.printouts(ids), workspace.printing, [OFFICE, HALL], OFFICE)


def shown(page: Page) -> str:
    """What is printed beside the form."""
    return "".join(piece.text for mark in page.marks if isinstance(mark, Wording) for piece in mark.line.pieces)


def a3() -> list[Page]:
    cells = [Cell(0, 0, 1, 1, (Run("收入"),)), Cell(0, 1, 1, 1, (Run("支出"),))]
    paper = Paper(297, 420)
    widths = (100.0, paper.table_width - 100)
    return paginate(Grid(Cell(0, 0, 1, 1, (Run("总表"),)), widths, [RowInfo(20)], cells, paper=paper))


# What is printed


def test_a_draft_is_marked_and_a_passed_form_carries_its_code(workspace: Workspace) -> None:
    number = taken_in(workspace, "D-示例")
    waiting = job(workspace, number)
    assert all(shown(page) == DRAFT_WORD for page in waiting.documents[0])
    assert waiting.draft_line == "还没有审核通过，每页印有“草稿”"
    draft = workspace.open(number)
    draft.review()
    passed = job(workspace, number)
    assert passed.draft_line == ""
    assert (passed.printouts[0].state, passed.printouts[0].revision) == (PASSED, 1)
    for page in passed.documents[0]:
        assert passed.printouts[0].code in shown(page)
        assert any(isinstance(mark, Matrix) for mark in page.marks)
    draft.close()


def test_an_edit_after_passing_is_a_draft_again_before_it_is_written(workspace: Workspace) -> None:
    draft = workspace.open(taken_in(workspace, "D-示例"))
    draft.review()
    draft.session.set_text(("项目名称",), "别的项目")
    (item,) = workspace.printouts([draft.row.id])
    assert (item.state, item.code, item.marked) == ("草稿", "", True)
    assert item.project == "别的项目", "as it stands in the window"
    draft.close()


def test_the_choice_for_the_seal_is_on_the_pages_at_once(workspace: Workspace) -> None:
    printing = job(workspace, taken_in(workspace, "D-示例"))
    rings = [mark for page in printing.documents[0] for mark in page.marks if isinstance(mark, Ring)]
    assert rings == []
    workspace.seals.keep(printing.printouts[0].unit, SealChoice(Seal.RING))
    printing.refresh()
    assert any(isinstance(mark, Ring) for page in printing.documents[0] for mark in page.marks)


def test_pages_are_made_once_as_long_as_nothing_changes(workspace: Workspace) -> None:
    printing = job(workspace, taken_in(workspace, "B-示例"))
    first = printing.documents[0][0]
    assert printing.sides[0].page is first
    printing.change(replace(printing.settings, margins=Margins(30, 18, 18, 18)))
    other = printing.sides[0].page
    assert other is not None
    assert other is not first
    assert min(box.x for box in other.boxes if not box.frameless) == pytest.approx(30 * MM)


def test_only_the_wanted_pages_come_out(workspace: Workspace) -> None:
    printing = job(workspace, taken_in(workspace, "C-示例"))
    assert printing.count == 3
    printing.want("2-")
    assert [side.number for side in printing.sides] == [2, 3]
    with pytest.raises(UserError, match="没有第 4 页"):
        printing.want("4")
    assert [side.number for side in printing.sides] == [2, 3], "what was wanted before still is"
    printing.want("")
    assert len(printing.sides) == 3


def test_pages_that_are_gone_after_a_change_leave_all_that_are_there(workspace: Workspace) -> None:
    ids = taken_in(workspace, "B-示例"), taken_in(workspace, "C-示例")
    printing = job(workspace, *ids)
    printing.change(replace(printing.settings, cover=True))
    printing.want("5")
    printing.change(replace(printing.settings, cover=False))
    assert len(printing.sides) == 4


# A pile


def test_a_unit_prints_its_year_in_the_order_of_the_forms(workspace: Workspace) -> None:
    for name in ("H-示例", "D-示例", "B-示例", "C-示例"):
        taken_in(workspace, name)
    again = workspace.create("部门整体支出绩效目标批复表", "巴中市-2022", 2022, UNIT)
    last_year = workspace.create("部门整体支出绩效目标批复表", "巴中市-2022", 2023, UNIT)
    ids = workspace.year_of_unit(again)
    found = [workspace.open(number).row for number in ids]
    assert {(row.unit, row.year) for row in found} == {(UNIT, 2022)}
    assert [row.form for row in found] == [
        "部门整体支出绩效目标批复表", "部门预算项目支出绩效自评表", "项目支出绩效自评报告"
    ]  # fmt: skip
    assert last_year not in ids


def test_the_list_lies_on_top_and_counts_the_pages(workspace: Workspace) -> None:
    passing = taken_in(workspace, "D-示例")
    draft = workspace.open(passing)
    draft.review()
    draft.close()
    printing = job(workspace, taken_in(workspace, "C-示例"), passing)
    assert len(printing.documents) == 2, "nothing is printed that was not asked for"
    printing.change(replace(printing.settings, cover=True))
    cover, first, second = printing.documents
    cells = [box.cell.text for box in cover[0].boxes]
    assert cells[cells.index("部门整体支出绩效自评表") :][:3] == ["部门整体支出绩效自评表", "", str(len(first))]
    assert printing.printouts[1].code in cells
    assert f"{len(first) + len(second)}" in cells
    assert shown(cover[0]) == "", "the list itself is no draft"
    assert printing.draft_line == "其中 1 份还没有审核通过，页上印有“草稿”"


def test_one_document_has_no_list(workspace: Workspace) -> None:
    printing = job(workspace, taken_in(workspace, "B-示例"))
    printing.change(replace(printing.settings, cover=True))
    assert len(printing.documents) == 1


def test_several_forms_have_settings_of_their_own(workspace: Workspace) -> None:
    ids = taken_in(workspace, "B-示例"), taken_in(workspace, "D-示例")
    pile = job(workspace, *ids)
    pile.change(replace(pile.settings, sides=Sides.LONG, cover=True))
    pile.keep()
    assert workspace.printing.settings(SEVERAL).cover
    assert job(workspace, ids[0]).settings.sides is Sides.ONE
    alike = job(workspace, ids[0], ids[0])
    assert not alike.settings.cover, "two of one form are printed as that form is"


# The printer


def test_another_printer_has_its_own_shift(workspace: Workspace) -> None:
    printing = job(workspace, taken_in(workspace, "B-示例"))
    printing.correct(Shift(2, -1))
    assert (printing.sides[0].x, printing.sides[0].y) == pytest.approx((2 * MM, -1 * MM))
    printing.change(replace(printing.settings, printer=HALL))
    assert not printing.shift
    assert job(workspace, printing.printouts[0].draft_id or 0).shift == Shift(2, -1)


def test_a_printer_that_is_gone_gives_way_to_the_usual_one(workspace: Workspace) -> None:
    number = taken_in(workspace, "B-示例")
    printing = job(workspace, number)
    printing.change(replace(printing.settings, printer="借来的打印机", tray="Manual", copies=2))
    printing.keep()
    again = job(workspace, number)
    assert (again.settings.printer, again.settings.tray, again.settings.copies) == (OFFICE, "", 2)
    nothing = PrintJob(workspace.printouts([number]), workspace.printing, [], "")
    assert nothing.settings.printer == ""


# What is told


def test_characters_no_font_has_are_named(workspace: Workspace, tmp_path: Path) -> None:
    file = tmp_path / "名.json"
    text = asset("samples/B-示例.json").read_text(encoding="utf-8").replace("张某", "\ue123某")
    file.write_text(text, encoding="utf-8")
    (number,) = workspace.import_file(file).ids
    lines = job(workspace, number).notes()
    assert len(lines) == 1
    assert lines[0].startswith("字库里没有“\ue123”，印不出来（")
    assert jsonio.loads(file.read_bytes(), name=file.name, catalogue=bundled()).form in lines[0]


def test_nothing_is_told_of_a_form_that_is_printed_as_it_is(workspace: Workspace) -> None:
    for name in ("B-示例", "C-示例", "H-示例"):
        assert job(workspace, taken_in(workspace, name)).notes((12, 12, 12, 12)) == []


def test_a_large_form_on_small_paper_is_told_and_the_remedy_works(workspace: Workspace) -> None:
    pages = a3()
    printing = PrintJob([Printout("总表", "总表", lambda _: pages)], workspace.printing, [OFFICE], OFFICE)
    assert printing.notes() == []
    printing.change(replace(printing.settings, stock=Stock.A4))
    assert printing.notes() == ["第 1 页比纸大，印不全：请选“缩到纸张”，或换大的纸"]
    printing.change(PrintSettings(OFFICE, stock=Stock.A4, scale=Scale.FIT))
    assert printing.notes() == []
    assert printing.sides[0].scale == pytest.approx(0.7071, abs=0.0005)


@pytest.mark.parametrize(
    ("shift", "told"),
    [
        (Shift(), []),
        (Shift(right=-14), ["第 1 页有内容在打印机印不到的边上（虚线以外）"]),
        (Shift(right=10), []),
        (Shift(down=-14), ["第 1 页有内容在打印机印不到的边上（虚线以外）"]),
    ],
)
def test_what_the_printer_does_not_reach_is_told(workspace: Workspace, shift: Shift, told: list[str]) -> None:
    printing = job(workspace, taken_in(workspace, "A-示例"))
    printing.correct(shift)
    assert printing.notes((20, 20, 20, 20)) == told


def test_the_white_edges_turn_with_the_sheet(workspace: Workspace) -> None:
    edges = (1.0, 2.0, 3.0, 4.0)
    upright = job(workspace, taken_in(workspace, "B-示例")).sides[0]
    across = job(workspace, taken_in(workspace, "C-示例")).sides[0]
    assert edges_of(upright, edges) == edges
    assert across.landscape
    assert edges_of(across, edges) == (4.0, 3.0, 1.0, 2.0)
