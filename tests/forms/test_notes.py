"""A written 说明 passes a warning, stays with the document, and counts no more once the numbers it was about change."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from desktop.errors import UserError
from desktop.export.workbook import WorkbookForm, read_workbook, write_workbook
from desktop.forms import jsonio
from desktop.forms.catalogue import bundled
from desktop.forms.document import Document
from desktop.forms.findings import Finding, Level
from desktop.forms.fit import fitted_sheet
from desktop.forms.notes import is_open
from desktop.session.edits import decode, encode
from desktop.session.session import Change, Session
from tests.forms.samples import edition_of, sample


def opened(document: Document) -> Session:
    return Session(edition_of(document), document)


def finding(session: Session, code: str, number: int = 0) -> Finding:
    return [item for item in session.findings if item.code == code][number]


@pytest.fixture
def continued() -> Session:
    """A B form that ticks 延续项目 and names no budget of former years: B05, a warning."""
    document = sample("B-示例")
    document.data["项目属性"] = "延续项目"
    document.data["以前年度预算安排"] = None
    return opened(document)


def test_a_warning_is_open_until_it_is_explained(continued: Session) -> None:
    warning = finding(continued, "B05")
    assert is_open(warning)
    change = continued.set_note(warning, " 上年由另一科室列支 ")
    assert change.findings_changed
    assert finding(continued, "B05").note == "上年由另一科室列支"
    assert not is_open(finding(continued, "B05"))


def test_undo_takes_a_note_back_and_redo_writes_it_again(continued: Session) -> None:
    continued.set_note(finding(continued, "B05"), "上年未列支")
    continued.undo()
    assert is_open(finding(continued, "B05"))
    continued.redo()
    assert not is_open(finding(continued, "B05"))


def test_an_empty_text_takes_the_note_away(continued: Session) -> None:
    continued.set_note(finding(continued, "B05"), "上年未列支")
    continued.set_note(finding(continued, "B05"), "  ")
    assert continued.document.notes == ()
    assert is_open(finding(continued, "B05"))


def test_errors_take_no_note(continued: Session) -> None:
    continued.set_text(("年度目标",), "")
    error = finding(continued, "B07")
    continued.set_note(error, "不想写")
    assert finding(continued, "B07").note == ""
    assert is_open(finding(continued, "B07"))


NUMBERS: list[tuple[str, Callable[[Session], object], bool]] = [
    ("别的格改了，说明还在", lambda session: session.set_text(("中长期目标",), "三年内办齐全部器材。"), True),
    ("同一个数另写一遍，说明还在", lambda session: session.set_text(("年度资金总额",), "15.00"), True),
    ("它说的数改了，说明不算数", lambda session: session.set_text(("年度资金总额",), "15.01"), False),
]


@pytest.mark.parametrize(("what", "edit", "holds"), NUMBERS, ids=[row[0] for row in NUMBERS])
def test_a_note_holds_until_its_numbers_change(what: str, edit: Callable[[Session], object], holds: bool) -> None:
    document = sample("B-示例")
    document.data["年度资金总额"] = "15"
    document.rows(("年度绩效指标",))[0]["指标值"] = "不超过99万元"
    session = opened(document)
    session.set_note(finding(session, "B13"), "含其他渠道资金")
    edit(session)
    assert (finding(session, "B13").note != "") is holds


def test_a_note_follows_its_row() -> None:
    session = opened(sample("E-示例"))
    rows = session.document.rows(("考核内容",))
    for row in rows[:2]:
        row["责任科室"] = None
    session = opened(session.document)
    session.set_note(finding(session, "E03", 1), "科室正在调整")
    assert [item.note for item in session.findings if item.code == "E03"] == ["", "科室正在调整"]
    session.insert_row(("考核内容",), 0)
    session.delete_rows(("考核内容",), [1])
    noted = [item for item in session.findings if item.code == "E03" and item.note]
    assert [item.path[1] for item in noted] == [1]


def test_of_several_like_things_each_has_its_own_note() -> None:
    document = sample("B-示例")
    document.data["年度绩效指标"] = [
        row for row in document.rows(("年度绩效指标",)) if row.get("二级指标") not in {"质量指标", "时效指标"}
    ]
    session = opened(document)
    missing = [item for item in session.findings if item.code == "B08" and item.level is Level.WARNING]
    assert [item.item for item in missing] == ["质量指标", "时效指标"]
    session.set_note(missing[0], "本项目不设质量指标")
    assert [bool(item.note) for item in session.findings if item.item] == [True, False]


def test_a_stale_note_is_replaced_and_not_piled_up(continued: Session) -> None:
    continued.set_note(finding(continued, "B05"), "上年未列支")
    continued.set_note(finding(continued, "B05"), "上年由局机关列支")
    assert [note.text for note in continued.document.notes] == ["上年由局机关列支"]


def test_it_goes_along_in_the_file_in_the_workbook_and_in_the_journal(continued: Session) -> None:
    lines: list[str] = []

    def keep(change: Change) -> None:
        lines.extend(encode(edit) for edit in change.edits)

    continued.listeners.append(keep)
    continued.set_note(finding(continued, "B05"), "上年未列支，𡋤某经办")
    document = continued.document
    document.revision = 3
    again = jsonio.loads(jsonio.dumps(document), name="某表.json", catalogue=bundled())
    assert again == document
    form = WorkbookForm(document, fitted_sheet(continued.grid))
    (back,) = read_workbook(write_workbook([form]), name="某表.xlsx").documents
    assert (back.notes, back.revision) == (document.notes, 3)
    replayed = document.copy()
    replayed.notes = ()
    for line in lines:
        decode(line).apply(replayed)
    assert replayed.notes == document.notes


def test_what_cannot_be_written_is_refused_in_one_line(continued: Session) -> None:
    with pytest.raises(UserError, match="说明有501字，最多500字"):
        continued.set_note(finding(continued, "B05"), "长" * 501)
    with pytest.raises(UserError, match="控制字符"):
        continued.set_note(finding(continued, "B05"), "坏\x00字")


SPOILT: dict[str, tuple[Any, str]] = {
    "不是列表": ("上年未列支", "“说明”应是若干条的列表"),
    "缺一项": ([{"代码": "B05"}], "说明 第1条 应有 代码、字段、行、依据、说明 各项"),
    "不是文字": ([{"代码": "B05", "字段": "项目属性", "行": [], "依据": "", "说明": ""}], "说明 第1条 “字段”应是文字"),
    "里层不是文字": ([{"代码": "B05", "字段": [["深"]], "行": [], "依据": "", "说明": ""}], "“字段”应是文字"),
    "控制字符": ([{"代码": "B05", "字段": [], "行": [], "依据": "", "说明": "坏\x01"}], "“说明”含有不能显示的控制字符"),
}


@pytest.mark.parametrize("case", SPOILT)
def test_a_file_with_spoilt_notes_is_refused(case: str) -> None:
    notes, said = SPOILT[case]
    raw = {"表": "部门预算项目支出绩效目标批复表", "年度": 2022, "数据": {}, "说明": notes}
    with pytest.raises(UserError, match=said):
        jsonio.loads(json.dumps(raw).encode(), name="某表.json", catalogue=bundled())


@pytest.mark.parametrize("revision", ["三", "-1", "1.5", "12345678", ["1"]])
def test_a_file_with_a_spoilt_revision_is_refused(revision: object) -> None:
    raw = {"表": "部门预算项目支出绩效目标批复表", "年度": 2022, "数据": {}, "修订": revision}
    with pytest.raises(UserError, match="“修订”应是整数"):
        jsonio.loads(json.dumps(raw).encode(), name="某表.json", catalogue=bundled())
