"""A return at the sender's: found in the own draft, its remarks follow their rows, the answers go with the package.

The office above is here as well, with a data file of its own, so that the circle is gone through whole.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.collect.answering import send_back
from desktop.collect.differing import differences_between
from desktop.collect.outcome import Kind
from desktop.collect.receiving import confirm, receive
from desktop.collect.remarking import place_of, remark
from desktop.errors import UserError
from desktop.export.package.reading import read_package
from desktop.export.package.returning import (
    MAX_REMARKS,
    REPLIES,
    Return,
    ReturnedDocument,
    ReturnedRemark,
    dumps,
    load_replies,
    loads,
)
from desktop.forms.catalogue import bundled
from desktop.forms.jsonio import dumps as document_file
from desktop.forms.paths import Path as FieldPath
from desktop.session.draft import PASSED, RETURNED, Draft
from desktop.session.returned import Returned
from desktop.session.workspace import Workspace
from desktop.store import DRAFT, Store
from tests.collect.packages import UNITS, goals

CATALOGUE = bundled()
LIST = "年度绩效指标"
TARGET: FieldPath = (LIST, 2, "指标值")
OTHER: FieldPath = (LIST, 4, "指标值")
MONEY: FieldPath = ("年度资金总额",)


@pytest.fixture
def sender(tmp_path: Path) -> Iterator[Workspace]:
    """A unit with one form (1) that passed as revision 1, and another one (2) only begun."""
    with Store.open(tmp_path / "单位.db") as store:
        workspace = Workspace(store, bundled)
        (tmp_path / "表.json").write_bytes(document_file(goals(revision=0)))
        workspace.import_file(tmp_path / "表.json")
        with_draft(workspace, Draft.review)
        workspace.create(goals().form, "巴中市-2022", 2022, UNITS[0])
        yield workspace


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Store]:
    """The data file of the office above."""
    with Store.open(tmp_path / "主管.db") as store:
        yield store


def with_draft(workspace: Workspace, act: Callable[[Draft], object], draft_id: int = 1) -> None:
    """Open a draft, do something, leave it written."""
    draft = workspace.open(draft_id)
    act(draft)
    draft.flush()
    draft.close()


def returned_of(workspace: Workspace, draft: Draft) -> Returned:
    found = workspace.returns.open(draft.row.id, draft.session)
    assert found is not None
    return found


def send(workspace: Workspace, folder: Path, name: str = "上报") -> Path:
    """The package of the form, on the stick."""
    packing = workspace.packing(workspace.pack_plan([1]), [1], ())
    for _ in packing.work():
        pass
    assert packing.packed is not None
    workspace.put_package(packing.packed, folder / f"{name}.jbz")
    return folder / f"{name}.jbz"


def take_up(office: Store, file: Path) -> int:
    """The package at the office, confirmed where it waited; the number of its document."""
    (outcome,) = receive([file], office, CATALOGUE)
    number = outcome.items[0].id
    if outcome.kind is Kind.WAITING:
        confirm(office, CATALOGUE, [number])
    return number


def send_down(office: Store, document: int, target: Path, why: str = "有几处要改") -> Path:
    target.write_bytes(send_back(office, CATALOGUE, [document], why))
    return target


@pytest.fixture
def came_back(sender: Workspace, office: Store, tmp_path: Path) -> Path:
    """The return file: three remarks at cells, one on the whole. Revision 1 is at the office."""
    number = take_up(office, send(sender, tmp_path))
    remark(office, CATALOGUE, number, TARGET, "时间与批复不符")
    remark(office, CATALOGUE, number, OTHER, "请附依据")
    remark(office, CATALOGUE, number, MONEY, "与预算不符")
    remark(office, CATALOGUE, number, (), "请盖章后再报")
    return send_down(office, number, tmp_path / "退回.jbt")


def state(workspace: Workspace, draft_id: int = 1) -> str:
    return workspace.store.drafts.info(draft_id).state


def test_the_circle(sender: Workspace, office: Store, came_back: Path, tmp_path: Path) -> None:
    taken = sender.import_file(came_back)
    assert (taken.ids, taken.notes, taken.returned) == ((1,), (), 1)
    assert state(sender) == RETURNED
    draft = sender.open(1)
    back = returned_of(sender, draft)
    assert (back.why, back.revision) == ("有几处要改", 1)
    assert [(one.path, one.open) for one in back.remarks] == [(MONEY, True), (TARGET, True), (OTHER, True), ((), True)]
    draft.session.set_text(TARGET, "2022年11月30日前")
    back.reply(back.remarks[2].number, "依据已附在附件里")
    assert [one.open for one in back.remarks] == [True, False, False, True]
    assert (back.remarks[1].changed, back.remarks[1].now) == (True, "2022年11月30日前")
    assert back.open_count == 2
    draft.review()
    assert state(sender) == PASSED
    back.close()
    draft.close()
    plan = sender.pack_plan([1])
    assert plan.unanswered([1]) == ["“档案整理经费”《部门预算项目支出绩效目标批复表》：退回意见还没有答复 2 条"]
    assert plan.candidates[0].words == "退回意见还没有答复 2 条；审核通过　修订 2"
    file = send(sender, tmp_path, "再报")
    package = read_package(file.read_bytes(), name="包")
    (entry,) = package.manifest.entries
    assert entry.revision == 2
    assert entry.previous is not None
    assert entry.previous.revision == 1
    (before,) = office.collected.of_year(2022)
    number = take_up(office, file)
    (difference,) = differences_between(office, CATALOGUE, before.id, number)
    assert difference.path == TARGET
    assert {one.text for one in office.remarks.of(number)} == {"与预算不符", "请盖章后再报"}
    cleared = {one.text: one.reply for one in office.remarks.of(before.id, cleared=True)}
    assert cleared == {"时间与批复不符": "", "请附依据": "依据已附在附件里"}
    assert sender.returns.revision_back(1) is None
    assert sender.pack_plan([1]).unanswered([1]) == []
    assert state(sender) == PASSED


def test_answering_in_words_alone_is_a_new_revision(
    sender: Workspace, office: Store, came_back: Path, tmp_path: Path
) -> None:
    sender.import_file(came_back)
    draft = sender.open(1)
    back = returned_of(sender, draft)
    for one in back.remarks:
        back.reply(one.number, f"说明：{one.text}一节属实")
    back.close()
    draft.close()
    number = take_up(office, send(sender, tmp_path, "再报"))
    assert office.collected.document(number).revision == 2
    assert office.remarks.of(number) == []


def test_the_office_may_return_it_again(sender: Workspace, office: Store, came_back: Path, tmp_path: Path) -> None:
    sender.import_file(came_back)
    with_draft(sender, lambda draft: draft.session.set_text(TARGET, "2022年11月30日前"))
    number = take_up(office, send(sender, tmp_path, "再报"))
    remark(office, CATALOGUE, number, (LIST, 0, "指标值"), "单位漏了")
    again = sender.import_file(send_down(office, number, tmp_path / "再退.jbt", "还有四处"))
    assert (again.ids, again.notes) == ((1,), ())
    draft = sender.open(1)
    back = returned_of(sender, draft)
    assert (back.revision, back.why) == (2, "还有四处")
    assert {one.text for one in back.remarks} == {"单位漏了", "请附依据", "与预算不符", "请盖章后再报"}
    assert back.open_count == 4
    back.close()
    draft.close()


def test_remarks_follow_their_rows_and_come_back_with_undo(sender: Workspace, came_back: Path) -> None:
    sender.import_file(came_back)
    draft = sender.open(1)
    back = returned_of(sender, draft)

    def places() -> dict[str, tuple[FieldPath, bool, str]]:
        return {one.text: (one.path, one.changed, one.gone) for one in back.remarks}

    draft.session.insert_row((LIST,), 1)
    assert places()["时间与批复不符"] == ((LIST, 3, "指标值"), False, "")
    draft.session.delete_rows((LIST,), [3])
    assert places()["时间与批复不符"] == ((), True, f"{LIST} 第3行 指标值")
    assert places()["请附依据"][0] == (LIST, 4, "指标值")
    draft.session.undo()
    draft.session.undo()
    assert places()["时间与批复不符"] == (TARGET, False, "")
    back.close()
    draft.close()
    with_draft(sender, lambda draft: draft.session.insert_row((LIST,), 0))
    draft = sender.open(1)
    back = returned_of(sender, draft)
    assert places()["时间与批复不符"][0] == (LIST, 3, "指标值")
    back.close()
    draft.close()


def test_the_state_stays_until_it_passes_and_is_back_when_it_is_edited_again(
    sender: Workspace, came_back: Path
) -> None:
    sender.import_file(came_back)
    draft = sender.open(1)
    draft.session.set_text(("年度其他资金",), "7")
    assert draft.state == RETURNED
    draft.review()
    assert state(sender) == RETURNED, "there are errors"
    draft.session.undo()
    draft.review()
    assert (state(sender), draft.session.document.revision) == (PASSED, 2)
    draft.review()
    assert draft.session.document.revision == 2
    draft.session.set_text(TARGET, "2022年11月")
    assert draft.state == RETURNED
    draft.flush()
    draft.close()
    assert state(sender) == RETURNED
    copy = sender.duplicate(1)
    assert state(sender, copy) == DRAFT
    assert sender.returns.revision_back(copy) is None


def test_a_draft_that_is_open_hears_of_it(sender: Workspace, came_back: Path) -> None:
    draft = sender.open(1)
    draft.session.set_text(TARGET, "2022年11月30日前")
    sender.import_file(came_back)
    assert (draft.state, state(sender)) == (RETURNED, RETURNED)
    draft.session.set_text(TARGET, "2022年10月31日前")
    draft.review()
    assert (draft.state, draft.session.document.revision) == (PASSED, 2)
    draft.close()


def test_the_same_return_twice_is_one(sender: Workspace, came_back: Path, tmp_path: Path) -> None:
    sender.import_file(came_back)
    draft = sender.open(1)
    back = returned_of(sender, draft)
    back.reply(back.remarks[0].number, "已核对")
    back.close()
    draft.close()
    # Written once more, because the first file seemed lost: another time, the same words.
    once_more = replace(loads(came_back.read_bytes(), name="退回"), made="2099-01-01T09:00:00+08:00")
    (tmp_path / "再给一份.jbt").write_bytes(dumps(once_more))
    for file in (came_back, tmp_path / "再给一份.jbt"):
        again = sender.import_file(file)
        assert (again.ids, again.returned) == ((1,), 0)
        assert again.notes == ("“档案整理经费”《部门预算项目支出绩效目标批复表》这次退回已经收过，没有再收",)
    assert len(sender.store.returns.of(1)) == 1
    send(sender, tmp_path, "再报")
    assert "已经答复上报过" in sender.import_file(came_back).notes[0]
    assert sender.returns.revision_back(1) is None


def test_an_earlier_return_after_a_later_one_is_told(sender: Workspace, came_back: Path, tmp_path: Path) -> None:
    returned = loads(came_back.read_bytes(), name="退回")
    earlier = replace(
        returned, made="2020-01-01T09:00:00+08:00", documents=(replace(returned.documents[0], why="先前的"),)
    )
    (tmp_path / "较早.jbt").write_bytes(dumps(earlier))
    sender.import_file(came_back)
    assert "这是较早的一次，没有收" in sender.import_file(tmp_path / "较早.jbt").notes[0]
    assert [one.why for one in sender.store.returns.of(1)] == ["有几处要改"]


def test_a_later_revision_returned_by_a_clock_that_was_set_right_is_taken(
    sender: Workspace, office: Store, came_back: Path, tmp_path: Path
) -> None:
    returned = loads(came_back.read_bytes(), name="退回")
    (tmp_path / "快钟.jbt").write_bytes(dumps(replace(returned, made="2099-01-01T09:00:00+08:00")))
    sender.import_file(tmp_path / "快钟.jbt")

    def go_on(draft: Draft) -> None:
        draft.session.set_text(TARGET, "2022年11月30日前")
        draft.review()

    with_draft(sender, go_on)
    again = send_down(office, take_up(office, send(sender, tmp_path, "再报")), tmp_path / "又退回.jbt", "还有一处要改")
    assert sender.import_file(again).notes == ()
    assert sender.returns.revision_back(1) == 2


def test_a_return_for_a_draft_that_went_on_is_told(sender: Workspace, came_back: Path) -> None:
    def go_on(draft: Draft) -> None:
        draft.session.set_text(TARGET, "2022年11月30日前")
        draft.review()

    with_draft(sender, go_on)
    (note,) = sender.import_file(came_back).notes
    assert note.endswith("退回的是修订 1，后来又通过了修订 2，请看意见是否已经改过")
    draft = sender.open(1)
    back = returned_of(sender, draft)
    assert {one.text: one.changed for one in back.remarks}["时间与批复不符"]
    back.close()
    draft.close()


def test_a_draft_in_the_bin_is_taken_out(sender: Workspace, came_back: Path) -> None:
    sender.delete([1])
    taken = sender.import_file(came_back)
    assert taken.notes == ("“档案整理经费”《部门预算项目支出绩效目标批复表》在回收站里，已经恢复",)
    assert 1 in [info.id for info in sender.drafts()]
    sender.delete([1])
    assert "已经收过" in sender.import_file(came_back).notes[1]
    assert 1 in [info.id for info in sender.drafts()]


def test_a_content_that_never_passed_here_is_found_by_its_names(sender: Workspace, tmp_path: Path) -> None:
    """The draft was typed anew after the disk broke: the digest is of nothing that is here."""
    shown = str(goals().get(TARGET))
    remarks = (
        ReturnedRemark(1, TARGET, shown, "时间不符"),
        ReturnedRemark(2, OTHER, "别的", "已改过的"),
        ReturnedRemark(3, ("以后才有的一格",), "5", "这一格不对"),
    )
    (tmp_path / "退.jbt").write_bytes(dumps(made(digest="b" * 64, revision=5, remarks=remarks)))
    (note,) = sender.import_file(tmp_path / "退.jbt").notes
    assert "不是退回的那一版" in note
    draft = sender.open(1)
    back = returned_of(sender, draft)
    assert {one.number: (one.path, one.changed, one.gone) for one in back.remarks} == {
        1: (TARGET, False, ""),
        2: (OTHER, True, ""),
        3: ((), False, "以后才有的一格"),
    }
    draft.review()
    assert draft.session.document.revision == 6, "the office has a fifth"
    back.close()
    draft.close()


def made(**changes: object) -> Return:
    """A return file of the form, as the office above makes it."""
    document = ReturnedDocument(goals().form, "巴中市-2022", 2022, UNITS[0], "档案整理经费", 1, "a" * 64, "请改")
    return Return(UNITS[0], "2022-03-05T09:00:00+08:00", "绩表 0.2", (replace(document, **changes),))  # type: ignore[arg-type]


def two(first: ReturnedDocument) -> tuple[ReturnedDocument, ...]:
    return first, replace(first, digest="c" * 64)


BAD: dict[str, tuple[Callable[[Return], bytes], str]] = {
    "断了": (lambda one: dumps(one)[:-40], "读不懂，文件可能不完整"),
    "坏了一位": (lambda one: dumps(one).replace("请改".encode(), "请敗".encode()), "不完整或被改动过"),
    "别的单位": (
        lambda one: dumps(replace(one, unit="某市水利局", documents=(replace(one.documents[0], unit="某市水利局"),))),
        "是退回给“某市水利局”的“档案整理经费”《部门预算项目支出绩效目标批复表》，这里没有这份表",
    ),
    "空的": (lambda one: dumps(replace(one, documents=())), "里面没有退回的表"),
    "写了两次": (lambda one: dumps(replace(one, documents=one.documents * 2)), "同一份表写了两次"),
    "同一份草稿": (lambda one: dumps(replace(one, documents=two(one.documents[0]))), "两份指的是同一份草稿"),
    "修订号": (
        lambda one: dumps(replace(one, documents=(replace(one.documents[0], revision=2**52),))),
        "修订号不对",
    ),
    "同号": (
        lambda one: dumps(
            replace(one, documents=(replace(one.documents[0], remarks=(ReturnedRemark(7, (), "", "一"),) * 2),))
        ),
        "两条意见用了同一个号",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_what_cannot_be_taken_is_one_line_and_leaves_nothing(sender: Workspace, tmp_path: Path, name: str) -> None:
    make, words = BAD[name]
    file = tmp_path / "退.jbt"
    file.write_bytes(make(made()))
    with pytest.raises(UserError, match=words) as caught:
        sender.import_file(file)
    assert str(caught.value).startswith("退.jbt：")
    assert "\n" not in str(caught.value)
    assert state(sender) == PASSED
    assert sender.store.returns.of(1) == []


def test_an_office_on_the_way_hands_the_return_down(office: Store, came_back: Path) -> None:
    """市 returned what 县 had sent on: 县 has the form among those received, not among its own."""
    with pytest.raises(UserError, match="本单位收过这份表，没有填过。请把这个文件转交给该单位"):
        Workspace(office, bundled).import_file(came_back)


def test_a_newer_program_and_another_form_s_content(sender: Workspace, came_back: Path, tmp_path: Path) -> None:
    from desktop.export.package.returning import _SUM, _sum_of  # noqa: PLC0415  # the forger's tool

    raw = json.loads(came_back.read_bytes())
    raw.pop(_SUM)
    raw["格式"] = 9
    came_back.write_text(json.dumps(raw | {_SUM: _sum_of(raw)}, ensure_ascii=False), encoding="utf-8")
    with pytest.raises(UserError, match="是较新的程序做的退回文件"):
        sender.import_file(came_back)
    last = sender.store.revisions.last(1)
    assert last is not None
    (tmp_path / "退.jbt").write_bytes(dumps(made(form="部门预算项目支出绩效自评表", digest=last.digest)))
    with pytest.raises(UserError, match="写的表名或年度与内容不符"):
        sender.import_file(tmp_path / "退.jbt")


def test_what_is_not_here_is_told_and_the_rest_is_taken(sender: Workspace, came_back: Path) -> None:
    returned = loads(came_back.read_bytes(), name="退回")
    other = replace(returned.documents[0], project="没有的项目", digest="d" * 64, remarks=())
    came_back.write_bytes(dumps(replace(returned, documents=(other, *returned.documents))))
    taken = sender.import_file(came_back)
    assert (taken.ids, taken.returned) == ((1,), 1)
    assert taken.notes == ("“没有的项目”《部门预算项目支出绩效目标批复表》不在这个数据文件里，没有收",)


def test_a_thousand_remarks_are_taken_answered_and_sent(sender: Workspace, tmp_path: Path) -> None:
    last = sender.store.revisions.last(1)
    assert last is not None
    remarks = tuple(ReturnedRemark(number, TARGET, "", f"第{number}条") for number in range(1, MAX_REMARKS + 1))
    (tmp_path / "退.jbt").write_bytes(dumps(made(digest=last.digest, remarks=remarks)))
    sender.import_file(tmp_path / "退.jbt")
    draft = sender.open(1)
    back = returned_of(sender, draft)
    assert back.open_count == MAX_REMARKS
    for number in (1, MAX_REMARKS):
        back.reply(number, "照办")
    back.close()
    draft.close()
    package = read_package(send(sender, tmp_path, "再报").read_bytes(), name="包")
    assert [one.number for one in load_replies(package.files[REPLIES], name="答复")] == [1, MAX_REMARKS]


def test_an_answer_is_words_that_can_stand_there(sender: Workspace, came_back: Path) -> None:
    sender.import_file(came_back)
    draft = sender.open(1)
    back = returned_of(sender, draft)
    number = back.remarks[0].number
    for text, words in (("长" * 2001, "答复有2001字，最多2000字"), ("a\x07", "答复")):
        with pytest.raises(UserError, match=words):
            back.reply(number, text)
    back.reply(number, " 已核对\n属实 ")
    assert back.remark(number).reply == "已核对\n属实"
    back.close()
    draft.close()
    draft = sender.open(1)
    back = returned_of(sender, draft)
    assert back.remark(number).reply == "已核对\n属实"
    back.reply(number, "")
    assert back.remark(number).open
    back.close()
    draft.close()


def test_a_return_is_known_by_its_words_when_its_ending_was_lost(sender: Workspace, came_back: Path) -> None:
    renamed = came_back.rename(came_back.with_suffix(".json"))
    assert sender.import_file(renamed).returned == 1


def test_a_remark_goes_where_the_office_put_it_again(
    sender: Workspace, office: Store, came_back: Path, tmp_path: Path
) -> None:
    """A row put in at the sender's: the office finds its open remark at the row it was about."""
    sender.import_file(came_back)

    def put_in(draft: Draft) -> None:
        draft.session.insert_row((LIST,), 3)
        for column, text in (("三级指标", "新加的指标"), ("指标值", "≥12期")):
            draft.session.set_text((LIST, 3, column), text)

    with_draft(sender, put_in)
    number = take_up(office, send(sender, tmp_path, "再报"))
    places = {one.text: place_of(one) for one in office.remarks.of(number)}
    assert places["请附依据"] == (LIST, 5, "指标值")
    assert places["时间与批复不符"] == TARGET
