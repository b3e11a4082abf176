"""Who has sent what: the list of units from the office's workbook, the board, the late, the sheet to telephone by."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pymupdf
import pytest

from desktop.collect.answering import accept, send_back
from desktop.collect.board import Board, State, board
from desktop.collect.receiving import receive
from desktop.collect.reminder import owing, reminder_pdf
from desktop.collect.units import import_units
from desktop.errors import UserError
from desktop.export.workbook import opening
from desktop.forms.catalogue import bundled
from desktop.store import Store
from tests.collect.packages import UNITS, B, D, goals, package, put
from tests.forms.samples import sample

CATALOGUE = bundled()
TODAY = date(2022, 3, 15)


def workbook(rows: Sequence[Sequence[object]]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


LIST = workbook(
    [
        ["2022年报送单位名单"],
        [],
        ["序号", "单位代码", "单位名称", "联系人", "电话"],
        [1, 101, UNITS[0], "张某", "内线 1"],
        [2, 102, f" {UNITS[1]} ", "李某", None],
        [3, 103, UNITS[2], None, None],
        [4, 104, UNITS[1], "王某", None],
        [None, None, None],
    ]
)


@pytest.fixture
def listed(store: Store) -> Store:
    import_units(store, LIST, name="名单.xlsx")
    return store


def take(store: Store, stick: Path, name: str, data: bytes) -> list[int]:
    (outcome,) = receive([put(stick, name, data)], store, CATALOGUE)
    return [item.id for item in outcome.items]


def seen(store: Store) -> Board:
    return board(store, CATALOGUE, 2022, today=TODAY)


def test_the_list_of_units_is_read_as_the_office_keeps_it(store: Store) -> None:
    units, notes = import_units(store, LIST, name="名单.xlsx")
    assert [(unit.name, unit.code, unit.contact) for unit in units] == [
        (UNITS[0], "101", "张某 内线 1"),
        (UNITS[1], "102", "李某"),
        (UNITS[2], "103", ""),
    ]
    assert notes == (f"第 7 行“{UNITS[1]}”前面已经有了，没有再列",)
    assert store.board.units() == units


def test_a_bare_column_of_names_is_enough(store: Store) -> None:
    units, _ = import_units(store, workbook([["某镇"], ["某乡"]]), name="名单.xlsx")
    assert [unit.name for unit in units] == ["某镇", "某乡"]


@pytest.mark.parametrize(("data", "words"), [(b"x", "不是 .xlsx"), (workbook([]), "没有找到单位")])
def test_what_is_no_list_leaves_the_list_as_it_was(listed: Store, data: bytes, words: str) -> None:
    with pytest.raises(UserError, match=words):
        import_units(listed, data, name="名单.xlsx")
    assert len(listed.board.units()) == 3


def test_a_list_too_long_to_be_read_is_refused_and_not_cut(listed: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "MAX_ROW", 3)
    with pytest.raises(UserError, match="第一张工作表超过 3 行"):
        import_units(listed, workbook([["某镇"], ["某乡"], ["某街道"], ["某村"]]), name="名单.xlsx")
    assert len(listed.board.units()) == 3


def test_the_five_states(listed: Store, stick: Path) -> None:
    good, wrong = goals(), goals(project="培训经费", 年度其他资金="4")
    first, second = take(listed, stick, "人社局", package([good, wrong]))
    (water,) = take(listed, stick, "水利局", package([goals(UNITS[1])]))
    field = seen(listed).lines[0].fields[B]
    assert (field.state, field.number, dict(field.counts)) == (State.WRONG, 2, {State.RECEIVED: 1, State.WRONG: 1})
    assert [line.state(B) for line in seen(listed).lines] == [State.WRONG, State.RECEIVED, State.MISSING]
    send_back(listed, CATALOGUE, [second], "和不对")
    accept(listed, CATALOGUE, water)
    assert [line.state(B) for line in seen(listed).lines] == [State.RETURNED, State.ACCEPTED, State.MISSING]
    accept(listed, CATALOGUE, first)
    assert seen(listed).lines[0].state(B) is State.RETURNED
    assert dict(seen(listed).totals(B)) == {State.RETURNED: 1, State.ACCEPTED: 1, State.MISSING: 1}


def test_what_waits_is_on_the_board(listed: Store, stick: Path) -> None:
    take(listed, stick, "一", package([goals()]))
    take(listed, stick, "二", package([goals(revision=2, 年度目标="改")]))
    field = seen(listed).lines[0].fields[B]
    assert (field.number, field.waiting, field.state) == (1, 1, State.RECEIVED)


def test_what_waits_of_one_unit_does_not_wait_of_another_that_is_as_far(listed: Store, stick: Path) -> None:
    for unit in UNITS[:2]:
        take(listed, stick, unit, package([goals(unit)]))
    later = goals(UNITS[0], revision=2, 年度目标="另一个目标")
    take(listed, stick, "又一次", package([later], made="2022-03-09T09:00:00+08:00"))
    lines = board(listed, CATALOGUE, 2022, today=TODAY).lines
    assert [(line.fields[B].number, line.fields[B].waiting) for line in lines[:2]] == [(1, 1), (1, 0)]


def test_a_unit_that_is_not_in_the_list_comes_after_it(listed: Store, stick: Path) -> None:
    take(listed, stick, "新单位", package([goals("某市新设局")]))
    assert [(line.unit.name, line.listed) for line in seen(listed).lines][-1] == ("某市新设局", False)
    assert len(seen(listed).lines) == 4


def test_names_are_matched_however_they_are_spaced(listed: Store, stick: Path) -> None:
    take(listed, stick, "水利局", package([goals(f"{UNITS[1][:3]} {UNITS[1][3:]}")]))
    assert [line.state(B) for line in seen(listed).lines] == [State.MISSING, State.RECEIVED, State.MISSING]


def test_late_is_who_has_not_sent_after_the_day(listed: Store, stick: Path) -> None:
    first, *_ = take(listed, stick, "人社局", package([goals()]))
    take(listed, stick, "水利局", package([goals(UNITS[1])]))
    listed.board.put_due(2022, B, "2022-03-14")
    listed.board.put_due(2022, D, "2022-12-31")
    assert [line.late for line in seen(listed).lines] == [(), (), (B,)]
    send_back(listed, CATALOGUE, [first], "请改")
    assert [line.late for line in seen(listed).lines] == [(B,), (), (B,)]
    take(listed, stick, "重报", package([goals(revision=2, 年度目标="改好了")]))
    assert seen(listed).lines[0].late == ()
    assert board(listed, CATALOGUE, 2022, today=date(2022, 3, 14)).where(late=True) == []
    assert seen(listed).forms == (B, D)
    listed.board.put_due(2022, D, None)
    assert seen(listed).forms == (B,)


def test_the_filter(listed: Store, stick: Path) -> None:
    take(listed, stick, "人社局", package([goals()]))
    found = seen(listed)
    assert [line.unit.code for line in found.where(search="水利")] == ["102"]
    assert [line.unit.code for line in found.where(search="１０")] == ["101", "102", "103"]
    assert [line.unit.code for line in found.where(states=[State.MISSING])] == ["102", "103"]
    assert found.where(form=D, states=[State.RECEIVED]) == []


def test_other_years_are_other_boards(listed: Store, stick: Path) -> None:
    other = sample("D-示例")
    other.year, other.revision = 2023, 1
    take(listed, stick, "自评", package([other], unit=UNITS[0]))
    assert seen(listed).forms == ()
    assert board(listed, CATALOGUE, 2023, today=TODAY).lines[0].state(D) is not State.MISSING
    assert listed.collected.years() == [2023]


def test_the_sheet_to_telephone_by(listed: Store, stick: Path) -> None:
    first, *_ = take(listed, stick, "人社局", package([goals()]))
    send_back(listed, CATALOGUE, [first], "请改")
    listed.board.put_due(2022, D, "2022-03-10")
    rows = owing(seen(listed))
    assert [(one.unit, one.missing, one.returned, one.late) for one in rows] == [
        (UNITS[0], (D,), (B,), True),
        (UNITS[1], (D,), (), True),
        (UNITS[2], (D,), (), True),
    ]
    pdf = reminder_pdf(seen(listed), made=datetime(2022, 3, 15, 9, 0, tzinfo=UTC))
    with pymupdf.open(stream=pdf) as paper:  # type: ignore[no-untyped-call]  # pymupdf comes without types
        text = "".join("".join(page.get_text().split()) for page in paper)
    assert "2022年度报表催报单" in text
    assert "应报3个单位，还有3个没有报齐" in text
    assert f"{D}（2022-03-10前）" in text
    assert "张某内线1" in text


def test_a_first_look_shows_the_top_of_the_list_as_the_whole_does(listed: Store, stick: Path) -> None:
    for unit in UNITS:
        take(listed, stick, unit, package([goals(unit)]))
    listed.board.put_due(2022, D, "2022-03-01")
    whole = seen(listed)
    first = board(listed, CATALOGUE, 2022, today=TODAY, first=2)
    assert first.lines == whole.lines[:2]
    assert first.forms == whole.forms
