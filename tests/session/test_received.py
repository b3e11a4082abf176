"""One received document: looked at beside the revision before or the one that waits, remarked on, answered."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from desktop.collect.board import State
from desktop.collect.receiving import receive
from desktop.errors import UserError
from desktop.export.package.returning import REPLIES, REPLIES_TITLE, Reply, dump_replies, loads
from desktop.forms.catalogue import bundled
from desktop.forms.document import Document
from desktop.forms.findings import Level
from desktop.session.noting import can_reword, errors_of, quoted
from desktop.session.received import ONES, ReceivedDesk, changed_places, difference_line
from desktop.store import Store
from desktop.store.collect_records import ACCEPTED, RETURNED
from tests.collect.packages import UNITS, budget, goals, package, put

CATALOGUE = bundled()
ROWS = "年度绩效指标"
TARGET = (ROWS, 2, "指标值")
WHY = "金额与批复不符，请改后重报"
PDF = b"%PDF-1.4 scanned"

Take = Callable[..., int]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "收表.db") as opened:
        yield opened


@pytest.fixture
def desk(store: Store) -> ReceivedDesk:
    return ReceivedDesk(store, CATALOGUE)


@pytest.fixture
def take(store: Store, tmp_path: Path) -> Take:
    """Takes documents in, in a package of their own; the number of the first."""

    def taken(documents: Document | Sequence[Document], **more: Any) -> int:
        several = [documents] if isinstance(documents, Document) else documents
        made = f"2022-03-{several[0].revision:02}T09:00:00+08:00"
        data = package(several, made=made, **more)
        name = f"{len(list(tmp_path.rglob('*.jbz')))}"
        (outcome,) = receive([put(tmp_path / "U盘", name, data)], store, CATALOGUE)
        return outcome.items[0].id

    return taken


def wrong(project: str = "会议经费", **data: Any) -> Document:
    """A form whose total is not the sum of its parts."""
    return goals(project=project, **{"年度资金总额": "35", **data})


def changed(*, revision: int = 2) -> Document:
    """The next revision: another target in the third row, and a row put in above all."""
    document = goals(revision=revision)
    rows = document.rows((ROWS,))
    rows[2]["指标值"] = "≥99%"
    rows.insert(0, dict(rows[0], 三级指标="走访单位数", 指标值="6个"))
    return document


def test_it_is_only_looked_at(desk: ReceivedDesk, take: Take) -> None:
    session = desk.open(take(goals())).session
    with pytest.raises(UserError, match="收到的表不能改"):
        session.set_text(("项目名称",), "别的")
    with pytest.raises(UserError, match="收到的表不能改"):
        session.insert_row((ROWS,), 0)
    assert session.document.get(("项目名称",)) == "档案整理经费"
    assert not session.can_undo


def test_its_own_findings_and_those_against_the_units_other_forms(desk: ReceivedDesk, take: Take) -> None:
    number = take([wrong("甲"), budget(UNITS[0], "甲", "99")])
    received = desk.open(number)
    codes = {finding.code for finding in received.session.findings if finding.level is Level.ERROR}
    assert "B01" in codes
    assert any(code.startswith("K") for code in codes)
    assert received.state is State.WRONG
    assert received.head.counts.errors == len(errors_of(received.session.findings))


def test_what_waits_is_compared_with_what_is_here(desk: ReceivedDesk, take: Take) -> None:
    here = take(goals())
    newer = take(changed())
    received = desk.open(newer)
    assert received.head.id == here  # opened from the board by either number
    assert received.newer is not None
    assert received.newer.id == newer
    found = desk.differences(here, newer)
    assert changed_places(found, newer_shown=False, names=ONES) == {
        TARGET: "年度绩效指标第3行的指标值：已收的是“≥98%”，新报的是“≥99%”"
    }
    marked = changed_places(found, newer_shown=True, names=ONES)
    assert set(marked) == {(ROWS, 0), (ROWS, 3, "指标值")}
    lines = [difference_line(one, ONES, newer_shown=True) for one in found]
    assert lines[-1].endswith("（新报的在第4行）")


def test_the_newer_one_takes_its_place(desk: ReceivedDesk, take: Take) -> None:
    here, newer = take(goals()), take(changed())
    desk.take_newer(desk.open(here))
    received = desk.open(newer)
    assert received.head.id == newer
    assert received.newer is None
    assert received.former is not None
    assert received.former.id == here


def test_what_was_accepted_gives_way_to_what_is_accepted_in_its_turn(desk: ReceivedDesk, take: Take) -> None:
    here = take(goals())
    desk.accept(here)
    newer = take(changed())
    received = desk.open(here)
    assert (received.may_accept, received.may_remark, received.may_return) == (False, False, True)
    desk.take_newer(received)
    assert desk.open(newer).head.answer == ACCEPTED


def test_a_finding_becomes_a_remark_at_its_cell_once(desk: ReceivedDesk, take: Take) -> None:
    received = desk.open(take(wrong()))
    errors = errors_of(received.session.findings)
    evaluation = received.session.evaluation
    assert desk.remarks.quote(received.head.id, errors, evaluation=evaluation) == len(errors)
    assert desk.remarks.quote(received.head.id, errors, evaluation=evaluation) == 0
    noted = desk.remarks.of(received.head, evaluation)
    assert [(one.path, one.text) for one in noted] == [(one.path, quoted(one)) for one in errors]
    assert noted[0].text.endswith("（B01）")


def test_remarks_are_reworded_and_taken_away_until_they_are_sent(desk: ReceivedDesk, take: Take) -> None:
    received = desk.open(take(goals()))
    number = desk.remarks.add(received.head.id, TARGET, "偏低")
    desk.remarks.reword(number, " 偏低，请说明 ")
    (one,) = desk.remarks.of(received.head, received.session.evaluation)
    assert (one.number, one.text, one.shown) == (number, "偏低，请说明", "≥98%")
    with pytest.raises(UserError, match="没有写意见"):
        desk.remarks.reword(number, "  ")
    desk.remarks.remove(number)
    assert desk.remarks.of(received.head, received.session.evaluation) == []
    assert can_reword(received.head)


def test_after_a_return_it_is_seen_what_became_of_each_remark(
    desk: ReceivedDesk, store: Store, take: Take, tmp_path: Path
) -> None:
    first = take(goals())
    at = desk.remarks.add(first, TARGET, "请核对")
    asked = desk.remarks.add(first, ("立项依据",), "没有文号")
    left = desk.remarks.add(first, (ROWS, 0, "指标值"), "偏低")
    desk.send_back([first], WHY, tmp_path / "退回.jbt")
    assert not can_reword(store.collected.document(first))
    answers = dump_replies((Reply(asked, "文号在附件里"),))
    take(changed(), attachments=[(REPLIES, REPLIES_TITLE, answers)])
    waiting = desk.open(first).newer
    assert waiting is not None
    desk.take_newer(desk.open(first))
    received = desk.open(waiting.id)
    noted = {one.number: one for one in desk.remarks.of(received.head, received.session.evaluation)}
    assert noted[at].settled
    assert (noted[at].path, noted[at].shown, noted[at].now) == ((ROWS, 3, "指标值"), "≥98%", "≥99%")
    assert noted[asked].settled
    assert noted[asked].reply == "文号在附件里"
    assert noted[left].carried
    assert not noted[left].settled
    assert noted[left].path == (ROWS, 1, "指标值")
    assert received.proofs == ()  # the answers are no proof


def test_several_of_a_unit_go_into_one_file(desk: ReceivedDesk, take: Take, store: Store, tmp_path: Path) -> None:
    bad = take([wrong("甲"), wrong("乙"), goals(project="丙"), goals(project="丁")])
    remarked = bad + 3
    desk.remarks.add(remarked, (), "请附测算表")
    offered = desk.candidates(bad)
    assert [one.head.project for one in offered] == ["甲", "乙", "丁"]
    assert offered[2].asks == "1 条意见"
    target = tmp_path / desk.return_name(bad)
    assert target.name == f"退回-{UNITS[0]}.jbt"
    desk.send_back([bad, bad + 1], WHY, target)
    first = loads(target.read_bytes(), name="")
    assert [one.project for one in first.documents] == ["甲", "乙"]
    assert store.collected.document(bad).answer == RETURNED
    again = tmp_path / "再存.jbt"
    assert desk.save_again(bad, again) == 2
    assert loads(again.read_bytes(), name="").documents == first.documents


def test_a_file_that_cannot_be_written_leaves_the_answer(desk: ReceivedDesk, take: Take, store: Store) -> None:
    number = take(goals())
    with pytest.raises(UserError, match="再存一份退回文件"):
        desk.send_back([number], WHY, Path("/没有这个文件夹/退回.jbt"))
    assert store.collected.document(number).answer == RETURNED


def test_all_that_nothing_speaks_against_are_accepted_at_once(desk: ReceivedDesk, take: Take, store: Store) -> None:
    first = take([goals(project="甲"), wrong("乙"), goals(project="丙"), goals(project="丁")])
    good, bad, remarked, answered = range(first, first + 4)
    desk.remarks.add(remarked, (), "请附测算表")
    desk.accept(answered)
    waited = take(goals(UNITS[1]))
    take(goals(UNITS[1], revision=2, 年度目标="改过的目标"))
    accepted = desk.accept_clean([good, bad, remarked, answered, waited])
    assert accepted.done == (good,)
    assert accepted.line == "已接受 1 份；1 份有错误、1 份有意见没有退回、1 份有新报的待确认，没有接受"
    assert [store.collected.document(number).answer for number in (good, bad, waited)] == [ACCEPTED, "", ""]


def test_it_prints_as_its_sender_printed_it(desk: ReceivedDesk, take: Take) -> None:
    received = desk.open(take(goals()))
    printout = desk.printout(received)
    assert (printout.code, printout.revision, printout.marked) == (received.head.code, 1, False)
    assert printout.draft_id is None
    assert printout.make(None)


@pytest.mark.parametrize(
    ("file", "title", "content", "name"),
    [
        ("附件/01.pdf", "测算依据", PDF, "测算依据.pdf"),
        ("附件/02.jpg", "扫描件.jpg", b"\xff\xd8\xff\xe0 picture", "扫描件.jpg"),
        ("附件/03.jpg", "别的/种类", PDF, "别的 种类.pdf"),  # its content says what it is
    ],
)
def test_a_proof_becomes_a_file(  # a table of four and what it needs
    desk: ReceivedDesk, take: Take, tmp_path: Path, file: str, title: str, content: bytes, name: str
) -> None:
    received = desk.open(take(goals(), attachments=[(file, title, content)]))
    (proof,) = received.proofs
    assert (proof.title, proof.size) == (title, len(content))
    assert desk.proof_name(received.head, proof) == name
    desk.save_proof(received.head, proof, tmp_path / name)
    assert (tmp_path / name).read_bytes() == content


def test_what_is_neither_pdf_nor_picture_stays_where_it_is(desk: ReceivedDesk, take: Take) -> None:
    received = desk.open(take(goals(), attachments=[("附件/01.pdf", "清单", b"MZ program")]))
    with pytest.raises(UserError, match="不是 PDF 或图片"):
        desk.proof_name(received.head, received.proofs[0])
