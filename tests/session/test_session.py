"""What a person does to a document: typing, ticking, pasting, rows, undo without end."""

from __future__ import annotations

import contextlib
import json
import random
from collections.abc import Iterator

import pytest

from desktop.errors import UserError
from desktop.forms import jsonio
from desktop.forms.calculation import node_path
from desktop.forms.document import Document
from desktop.forms.findings import Finding
from desktop.forms.paths import Path
from desktop.session.edits import Edit, decode, encode
from desktop.session.session import Change, Session
from tests.forms.samples import edition_of, sample

ANNUAL: Path = ("年度绩效指标",)
LONG: Path = ("中长期绩效指标",)


def opened(name: str = "B-示例") -> Session:
    document = sample(name)
    return Session(edition_of(document), document)


def codes(findings: tuple[Finding, ...]) -> set[str]:
    return {finding.code for finding in findings}


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("１２.５", "12.5"), ("1,234.50", "1234.50"), (" 30 ", "30"), ("12万", "12万"), ("", None), ("-", "-")],
)
def test_numbers_are_stored_in_plain_spelling(typed: str, stored: str | None) -> None:
    session = opened()
    session.set_text(("政府采购",), typed)
    assert session.document.data["政府采购"] == stored


def test_a_sum_and_its_finding_follow_at_once() -> None:
    session = opened()
    change = session.set_text(("其他收入",), "6")
    assert {cell.text for cell in change.cells} == {"6.00", "16.00"}
    assert change.findings_changed
    assert codes(session.findings) == {"B03"}


def test_the_reason_for_a_score_is_not_printed_and_leaves_the_cursor_where_it_is() -> None:
    session = opened("D-示例")
    score = ("绩效指标", 1, "得分")
    assert session.set_text(score, "3").cursor == score
    (reason,) = session.unprinted(score)
    assert session.set_text(reason, "按专家意见").cursor is None
    undone = session.undo()
    assert undone is not None
    assert undone.cursor is None


def test_a_computed_place_cannot_be_typed_into() -> None:
    session = opened()
    with pytest.raises(UserError, match="由程序计算"):
        session.set_text(("资金来源合计",), "3")
    assert not session.can_undo


def test_what_was_received_for_a_sum_goes_when_its_parts_change() -> None:
    session = opened()
    session.document.data["资金来源合计"] = "14"
    session = Session(session.edition, session.document)
    assert "B02" in codes(session.findings)
    session.set_text(("其他收入",), "4")
    assert codes(session.findings) == {"B03"}
    session.undo()
    assert session.document.data["资金来源合计"] == "14"


def test_clearing_a_computed_place_takes_the_computed_value() -> None:
    session = opened()
    session.document.data["资金来源合计"] = "14"
    session = Session(session.edition, session.document)
    session.clear([("资金来源合计",)])
    assert session.findings == ()


def test_too_long_a_text_is_refused_whole() -> None:
    session = opened()
    with pytest.raises(UserError, match="最多 10000 个字"):
        session.set_text(("年度目标",), "目" * 200_000)
    assert session.document.data["年度目标"] != "目" * 200_000


def test_one_tick_takes_the_place_of_the_other_and_several_stand_together() -> None:
    session = opened()
    session.tick(("项目属性",), "新增项目")
    assert session.document.data["项目属性"] == "新增项目"
    session.tick(("项目属性",), "新增项目")
    assert session.document.data["项目属性"] is None
    session.tick(("立项依据",), "法律法规")
    assert session.document.data["立项依据"] == ["法律法规", "市委市政府决定", "上级文件要求"]


def test_a_virtual_row_becomes_one_in_its_group() -> None:
    session = opened()
    place = next(place for cell in session.grid.cells for place in cell.places if place.virtual and place.editable)
    change = session.set_text(place.path, "聘用人数")
    assert change.rebuilt
    assert change.cursor == ("中长期绩效指标", 1, "三级指标")
    assert session.document.rows(LONG)[1] == {"一级指标": "产出指标", "二级指标": "数量指标", "三级指标": "聘用人数"}
    session.undo()
    assert len(session.document.rows(LONG)) == 6


def test_a_new_row_belongs_to_its_neighbours_group() -> None:
    session = opened()
    session.insert_row(ANNUAL, 3)
    assert session.document.rows(ANNUAL)[3] == {"一级指标": "产出指标", "二级指标": "质量指标"}
    session.insert_row(ANNUAL, 0, like=0)
    assert session.document.rows(ANNUAL)[0]["二级指标"] == "数量指标"


def test_rows_printed_on_the_form_stay() -> None:
    session = opened("D-示例")
    with pytest.raises(UserError, match="印好的"):
        session.delete_rows(("预算执行情况",), [1])


def test_a_merged_cell_stands_for_all_its_rows() -> None:
    session = opened("D-示例")
    session.set_text(("绩效指标", 0, "一级指标"), "成本指标")
    assert [row["一级指标"] for row in session.document.rows(("绩效指标",))][:4] == ["成本指标"] * 3 + ["效益指标"]


def test_a_block_from_a_spreadsheet_adds_the_rows_it_needs() -> None:
    session = opened("D-示例")
    count = len(session.document.rows(("绩效指标",)))
    block = [[f"新指标{number}", "≥", str(number), "人"] for number in range(1, 4)]
    session.fill(("绩效指标", count - 1, "三级指标"), block)
    rows = session.document.rows(("绩效指标",))
    assert [row["三级指标"] for row in rows[-3:]] == ["新指标1", "新指标2", "新指标3"]
    assert rows[-1]["一级指标"] == "满意度指标"
    session.undo()
    assert len(session.document.rows(("绩效指标",))) == count


def test_a_block_that_does_not_fit_is_refused_whole() -> None:
    session = opened("D-示例")
    before = jsonio.dumps(session.document)
    with pytest.raises(UserError, match="放不下"):
        session.fill(("绩效指标", 0, "得分"), [["1", "2", "3", "4"]])
    assert jsonio.dumps(session.document) == before


def test_a_score_is_overruled_with_a_reason() -> None:
    session = opened("D-示例")
    session.set_text(("绩效指标", 0, "得分"), "12")
    assert "D06" in codes(session.findings)
    assert session.unprinted(("绩效指标", 0, "得分")) == (("绩效指标", 0, "得分说明"),)
    session.set_text(("绩效指标", 0, "得分说明"), "有返工")
    assert "D06" not in codes(session.findings)
    assert "理由：有返工" in session.explain(("绩效指标", 0, "得分"))


def test_a_score_explains_itself_with_the_numbers_that_decided() -> None:
    session = opened("D-示例")
    sentence = "得分 = 10 × 219.13 ÷ 219.13 = 10.00（财预〔2020〕10号；执行率按调整后预算数）"
    assert session.explain(("预算执行情况", 0, "得分")) == sentence
    assert "= 98.50（各项得分之和" in session.explain(("合计得分",))
    assert session.explain(("评价结论",)) == ""


def open_lists(session: Session) -> Iterator[Path]:
    """Every list whose rows may come and go, those in the rows of another each for itself."""
    for node, item in session.edition.lists.items():
        if not item.fixed:
            yield from session.evaluation.paths(node)


def edit_something(session: Session, dice: random.Random) -> None:
    """One thing a person might do, right or wrong."""
    places = [place for cell in session.grid.cells for place in cell.places if place.editable]
    place = dice.choice(places)
    table = dice.choice(list(open_lists(session)))
    match dice.randrange(8):
        case 0 if place.options and place.kind.startswith("tick"):
            session.tick(place.path, dice.choice(place.options))
        case 1:
            session.insert_row(table, dice.randrange(len(session.document.rows(table)) + 1))
        case 2 if session.document.rows(table):
            session.delete_rows(table, [dice.randrange(len(session.document.rows(table)))])
        case 3:
            session.clear([place.path])
        case 4 if rows := session.document.rows(table):
            first = dice.randrange(len(rows))
            chosen = range(first, min(first + dice.randrange(1, 3), len(rows)))
            columns = ["", *session.edition.lists[node_path(table)].groups]
            with contextlib.suppress(UserError):  # rows of several groups, groups that the form orders
                session.move_rows(table, chosen, dice.choice([-1, 1]), dice.choice(columns))
        case 5 if len(place.path) > 2 and not place.virtual:
            with contextlib.suppress(UserError):  # no list, no group, the first row of one
                session.begin_group(place.path)
        case _ if not place.kind.startswith("tick"):
            session.set_text(place.path, dice.choice(["1", "2.50", "文字", "", "≥96%", "12万"]))


@pytest.mark.parametrize("name", ["B-示例", "C-示例", "D-示例", "G-示例"])
@pytest.mark.parametrize("seed", range(5))
def test_undo_takes_everything_back_and_redo_brings_it_again(name: str, seed: int) -> None:
    """The journal of the edits, repeated on the first document, gives the last one: that is what a restart does."""
    session = opened(name)
    before = jsonio.dumps(session.document)
    journal: list[str] = []
    session.listeners.append(lambda change: journal.extend(encode(edit) for edit in change.edits))
    dice = random.Random(seed)
    for _ in range(60):
        edit_something(session, dice)
    after = jsonio.dumps(session.document)
    fresh = Session(session.edition, session.document.copy())
    assert [cell.text for cell in session.grid.cells] == [cell.text for cell in fresh.grid.cells]
    assert session.findings == fresh.findings
    while session.undo() is not None:
        pass
    assert jsonio.dumps(session.document) == before
    while session.redo() is not None:
        pass
    assert jsonio.dumps(session.document) == after
    replayed: Document = sample(name)
    for line in journal:
        decode(line).apply(replayed)
    assert jsonio.dumps(replayed) == after


@pytest.mark.parametrize("line", ["", "[]", "{}", '["set"]', '["drop", ["a"], 1]', '["set", ["a"], 1, 2, "x"]', "null"])
def test_a_foreign_journal_line_is_no_edit(line: str) -> None:
    with pytest.raises((ValueError, json.JSONDecodeError)):
        decode(line)


def test_listeners_hear_of_every_change_once() -> None:
    session = opened()
    heard: list[Change] = []
    session.listeners.append(heard.append)
    session.set_text(("政府采购",), "1")
    session.set_text(("政府采购",), "1")
    session.undo()
    assert len(heard) == 2, "typing the same again is no change"
    edits: list[Edit] = [edit for change in heard for edit in change.edits]
    assert len(edits) == 2
