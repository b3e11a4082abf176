"""Back to the sender with remarks at the cells, and in again with what was changed; accepted, and locked."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.collect.answering import accept, return_file, send_back, undone
from desktop.collect.outcome import NAMES, Kind, Outcome
from desktop.collect.receiving import confirm, receive
from desktop.collect.remarking import place_of, remark
from desktop.errors import UserError
from desktop.export.package.returning import REPLIES, REPLIES_TITLE, Reply, dump_replies, loads
from desktop.forms.canonical import digest
from desktop.forms.catalogue import bundled
from desktop.forms.document import Document
from desktop.store import Store
from desktop.store.collect_records import ACCEPTED, CURRENT, RETURNED, WAITING
from tests.collect.packages import UNITS, budget, goals, package, put
from tests.forms.samples import edition_of

CATALOGUE = bundled()
TARGET = ("年度绩效指标", 2, "指标值")


def take(store: Store, stick: Path, document: Document, **more: object) -> Outcome:
    """One document comes in a package of its own."""
    data = package([document], made=f"2022-03-0{document.revision + 1}T09:00:00+08:00", **more)  # type: ignore[arg-type]
    (outcome,) = receive([put(stick, f"修订{document.revision}", data)], store, CATALOGUE)
    return outcome


@pytest.fixture
def held(store: Store, stick: Path) -> int:
    """The number of a form that came in."""
    return take(store, stick, goals()).items[0].id


def again(store: Store, stick: Path, document: Document, **more: object) -> int:
    """The next revision, looked at and confirmed; its number."""
    number = take(store, stick, document, **more).items[0].id
    confirm(store, CATALOGUE, [number])
    return number


def with_target(text: str, *, revision: int = 2, first: str = "") -> Document:
    """The form with another target in the third row; with `first` a row put in above all."""
    document = goals(revision=revision)
    rows = document.rows(("年度绩效指标",))
    rows[2]["指标值"] = text
    if first:
        rows.insert(0, {**rows[0], "三级指标": first, "指标值": "12期"})
    return document


def test_returning_needs_a_reason(store: Store, held: int) -> None:
    for why in ("", "　 "):
        with pytest.raises(UserError, match="没有写退回的理由"):
            send_back(store, CATALOGUE, [held], why)
    assert store.collected.document(held).answer == ""


def test_what_goes_back_names_the_form_by_its_content_and_the_cells_by_their_place(store: Store, held: int) -> None:
    number = remark(store, CATALOGUE, held, TARGET, "时间与批复不符")
    whole = remark(store, CATALOGUE, held, (), "请盖章后再报")
    returned = loads(send_back(store, CATALOGUE, [held], "有两处要改"), name="退回.jbt")
    (document,) = returned.documents
    assert (returned.unit, document.why, document.revision) == (UNITS[0], "有两处要改", 1)
    assert document.digest == digest(edition_of(goals()), goals()).hex()
    shown = goals().get(TARGET)
    assert [(one.number, one.path, one.shown, one.text) for one in document.remarks] == [
        (number, TARGET, shown, "时间与批复不符"),
        (whole, (), "", "请盖章后再报"),
    ]
    found = store.collected.document(held)
    assert (found.answer, found.why) == (RETURNED, "有两处要改")
    assert loads(return_file(store, [held]), name="又一份.jbt").documents == returned.documents


@pytest.mark.parametrize(
    ("path", "text", "words"),
    [
        (("年度绩效指标", 99, "指标值"), "x", "没有“年度绩效指标 第100行 指标值”"),
        (("没有这一格",), "x", "没有“没有这一格”"),
        (TARGET, " ", "没有写意见"),
        (TARGET, "长" * 3000, "最多"),
    ],
)
def test_a_remark_is_about_something_that_is_there(
    store: Store, held: int, path: tuple[str | int, ...], text: str, words: str
) -> None:
    with pytest.raises(UserError, match=words):
        remark(store, CATALOGUE, held, path, text)


def test_what_was_changed_is_cleared_and_the_rest_goes_with_its_row(store: Store, stick: Path, held: int) -> None:
    remark(store, CATALOGUE, held, TARGET, "时间与批复不符")
    stays = remark(store, CATALOGUE, held, ("年度绩效指标", 3, "指标值"), "请附依据")
    remark(store, CATALOGUE, held, ("年度资金总额",), "与预算不符")
    send_back(store, CATALOGUE, [held], "请改")
    money = {"年度资金总额": "16", "年度其他资金": "6"}
    document = with_target("2022年11月30日前", first="新加的指标")
    document.data |= money
    number = again(store, stick, document)
    (open_one,) = store.remarks.of(number)
    assert (open_one.id, place_of(open_one)) == (stays, ("年度绩效指标", 4, "指标值"))
    assert {one.text for one in store.remarks.of(held, cleared=True)} == {"时间与批复不符", "与预算不符"}
    assert store.remarks.of(held) == []
    assert store.collected.document(number).answer == ""


def test_a_row_that_was_taken_out_answers_what_was_said_of_it(store: Store, stick: Path, held: int) -> None:
    remark(store, CATALOGUE, held, ("年度绩效指标", 1), "这一项不该在这里")
    document = goals(revision=2)
    del document.rows(("年度绩效指标",))[1]
    assert store.remarks.of(again(store, stick, document)) == []


def test_the_senders_answers_come_with_the_package(store: Store, stick: Path, held: int) -> None:
    first = remark(store, CATALOGUE, held, TARGET, "时间对吗")
    whole = remark(store, CATALOGUE, held, (), "请盖章")
    send_back(store, CATALOGUE, [held], "请看")
    replies = dump_replies((Reply(first, "按批复文件第三条，不改"), Reply(99, "没有这条")))
    number = again(store, stick, goals(revision=2, 年度目标="改"), attachments=[(REPLIES, REPLIES_TITLE, replies)])
    assert [one.id for one in store.remarks.of(number)] == [whole]
    (cleared,) = store.remarks.of(held, cleared=True)
    assert (cleared.id, cleared.reply) == (first, "按批复文件第三条，不改")


def test_the_senders_answers_are_there_when_the_program_was_ended_in_between(
    store: Store, stick: Path, held: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The package is stored, and then the power fails: its answers were not read yet."""
    asked = remark(store, CATALOGUE, held, TARGET, "时间对吗")
    send_back(store, CATALOGUE, [held], "请看")
    replies = dump_replies((Reply(asked, "按批复文件第三条，不改"),))
    with monkeypatch.context() as ended:
        ended.setattr("desktop.collect.receiving.take_replies", lambda *_: None)
        newer = take(store, stick, goals(revision=2, 年度目标="改"), attachments=[(REPLIES, REPLIES_TITLE, replies)])
    assert [one.reply for one in store.remarks.of(held)] == [""]
    confirm(store, CATALOGUE, [newer.items[0].id])
    (cleared,) = store.remarks.of(held, cleared=True)
    assert (cleared.id, cleared.reply) == (asked, "按批复文件第三条，不改")


def test_answers_to_another_offices_return_are_not_taken_for_ours(store: Store, stick: Path, held: int) -> None:
    ours = remark(store, CATALOGUE, held, TARGET, "时间对吗")
    accept(store, CATALOGUE, held)
    theirs = dump_replies((Reply(ours, "已按市局的意见改了名称"),))
    number = take(store, stick, goals(revision=2, 年度目标="改"), attachments=[(REPLIES, REPLIES_TITLE, theirs)])
    accept(store, CATALOGUE, number.items[0].id)
    assert [(one.id, one.reply) for one in store.remarks.of(number.items[0].id)] == [(ours, "")]


def test_answers_that_cannot_be_read_keep_nothing_back(store: Store, stick: Path, held: int) -> None:
    number = remark(store, CATALOGUE, held, TARGET, "时间对吗")
    new = again(store, stick, goals(revision=2, 年度目标="改"), attachments=[(REPLIES, REPLIES_TITLE, b"[[[")])
    assert [one.id for one in store.remarks.of(new)] == [number]


def test_accepting_locks(store: Store, stick: Path, held: int) -> None:
    accept(store, CATALOGUE, held)
    assert store.collected.document(held).answer == ACCEPTED
    newer = put(stick, "新", package([goals(revision=2, 年度目标="改")]))
    (outcome,) = receive([newer], store, CATALOGUE, replace_newer=True)
    assert (outcome.kind, outcome.items[0].locked) == (Kind.WAITING, True)
    assert "现存的已接受" in outcome.items[0].line
    (outcome,) = receive([newer], store, CATALOGUE, replace_newer=True)
    assert outcome.kind is Kind.WAITING
    assert [d.id for d in store.collected.of_year(2022)] == [held]
    new = outcome.items[0].id
    accept(store, CATALOGUE, new)
    (current,) = store.collected.of_year(2022)
    assert (current.id, current.revision, current.answer) == (new, 2, ACCEPTED)
    with pytest.raises(UserError, match="已被较新的一份替换"):
        accept(store, CATALOGUE, held)


def test_with_errors_accepting_needs_a_reason(store: Store, stick: Path) -> None:
    wrong = take(store, stick, goals(年度其他资金="4")).items[0].id
    with pytest.raises(UserError, match="处错误，没有接受"):
        accept(store, CATALOGUE, wrong)
    assert accept(store, CATALOGUE, wrong, why="领导同意，下次调整").why == "领导同意，下次调整"
    newer = take(store, stick, goals(revision=2, 年度其他资金="3")).items[0].id
    with pytest.raises(UserError, match="处错误，没有接受"):
        accept(store, CATALOGUE, newer)
    assert [d.id for d in store.collected.of_year(2022)] == [wrong]


def test_documents_of_two_units_do_not_go_into_one_file(store: Store, stick: Path, held: int) -> None:
    other = put(stick, "水利局", package([goals(UNITS[1])]))
    (outcome,) = receive([other], store, CATALOGUE)
    with pytest.raises(UserError, match="不是同一个单位的"):
        send_back(store, CATALOGUE, [held, outcome.items[0].id], "请改")
    with pytest.raises(UserError, match="没有收到过编号 999"):
        send_back(store, CATALOGUE, [999], "请改")


def test_returned_and_sent_again_it_shows_what_is_different_and_is_open_anew(
    store: Store, stick: Path, held: int
) -> None:
    answered = remark(store, CATALOGUE, held, TARGET, "时间与批复不符")
    stays = remark(store, CATALOGUE, held, ("年度绩效指标", 3, "指标值"), "请附依据")
    send_back(store, CATALOGUE, [held], "请改")
    outcome = take(store, stick, with_target("2022年11月30日前"))
    (item,) = outcome.items
    assert (outcome.kind, item.locked, len(item.differences)) == (Kind.WAITING, False, 1)
    assert "2022年11月30日前" in item.differences[0].line(NAMES)
    assert store.collected.document(held).answer == RETURNED
    confirm(store, CATALOGUE, [item.id])
    found = store.collected.document(item.id)
    assert (found.standing, found.answer, found.why) == (CURRENT, "", "")
    assert [one.id for one in store.remarks.of(item.id)] == [stays]
    assert [one.id for one in store.remarks.of(held, cleared=True)] == [answered]


def test_what_was_accepted_is_not_replaced_by_confirming(store: Store, stick: Path, held: int) -> None:
    accept(store, CATALOGUE, held)
    newer = take(store, stick, goals(revision=2, 年度目标="改")).items[0]
    other = take(store, stick, goals(project="培训经费")).items[0]
    with pytest.raises(UserError, match="档案整理经费已收的一份已接受。要换请接受新的一份"):
        confirm(store, CATALOGUE, [other.id, newer.id])
    assert {d.id for d in store.collected.of_year(2022)} == {held, other.id}
    accept(store, CATALOGUE, newer.id)
    assert store.collected.document(newer.id).answer == ACCEPTED


def test_an_answer_tells_what_it_undoes(store: Store, stick: Path, held: int) -> None:
    assert undone(store, held, ACCEPTED) == undone(store, held, RETURNED) == ""
    accept(store, CATALOGUE, held)
    assert undone(store, held, ACCEPTED) == ""
    title = f"[{held}] 《{goals().form}》档案整理经费 修订 1 "
    assert undone(store, held, RETURNED) == f"{title}原已接受，接受撤销，改为退回"
    send_back(store, CATALOGUE, [held], "金额不对")
    assert store.collected.document(held).answer == RETURNED
    assert undone(store, held, ACCEPTED) == f"{title}原已退回（金额不对），退回撤销，改为接受"
    accept(store, CATALOGUE, held)
    found = store.collected.document(held)
    assert (found.answer, found.why) == (ACCEPTED, "")
    newer = take(store, stick, goals(revision=2, 年度目标="改")).items[0].id
    assert undone(store, newer, ACCEPTED) == f"{title}原已接受，接受撤销，改为接受修订 2"
    assert undone(store, newer, RETURNED) == f"{title}原已接受，接受撤销，改为退回修订 2"


def test_accepting_what_contradicts_the_others_needs_a_reason_before_it_takes_any_place(
    store: Store, stick: Path, held: int
) -> None:
    accept(store, CATALOGUE, held)
    (other,) = receive([put(stick, "预算", package([budget(UNITS[0], "档案整理经费", "15")]))], store, CATALOGUE)
    assert other.kind is Kind.RECEIVED
    newer = take(store, stick, goals(revision=2, 年度其他资金="6", 年度资金总额="16")).items[0].id
    with pytest.raises(UserError, match="档案整理经费还有 2 处错误，没有接受"):
        accept(store, CATALOGUE, newer)
    assert (store.collected.document(held).standing, store.collected.document(held).answer) == (CURRENT, ACCEPTED)
    assert store.collected.document(newer).standing == WAITING
    accept(store, CATALOGUE, newer, why="按调整后的预算")
    assert store.collected.document(newer).counts.errors == 2


def test_accepting_looks_at_what_a_broken_off_run_did_not_compare(store: Store, stick: Path, held: int) -> None:
    packages = [put(stick, "预算", package([budget(UNITS[0], "档案整理经费", "16")]))]
    run = receive(packages, store, CATALOGUE)
    next(run)
    run.close()
    assert store.collected.uncompared() != []
    with pytest.raises(UserError, match="处错误，没有接受"):
        accept(store, CATALOGUE, held)
    assert store.collected.document(held).answer == ""


def test_what_another_window_replaced_is_not_answered(store: Store, stick: Path, held: int) -> None:
    newer = take(store, stick, goals(revision=2, 年度目标="改")).items[0].id
    confirm(store, CATALOGUE, [newer])
    with pytest.raises(UserError, match=f"编号 {held} 的.*已被较新的一份替换"):
        store.collected.answer(held, ACCEPTED)
    with pytest.raises(UserError, match=f"编号 {held} 的.*已被较新的一份替换"):
        remark(store, CATALOGUE, held, TARGET, "时间与批复不符")
    assert store.collected.document(held).answer == ""


def test_numbers_written_twice_go_back_once(store: Store, stick: Path, held: int) -> None:
    assert len(loads(send_back(store, CATALOGUE, [held, held], "请改"), name="退回.jbt").documents) == 1


def test_two_revisions_of_a_form_do_not_go_into_one_file(store: Store, stick: Path, held: int) -> None:
    newer = take(store, stick, goals(revision=2, 年度目标="改")).items[0].id
    with pytest.raises(UserError, match="两个修订。只退回其中一份"):
        send_back(store, CATALOGUE, [held, newer], "请改")
    assert store.collected.document(held).answer == ""


def test_a_second_newer_one_waits_for_accepting_too(store: Store, stick: Path, held: int) -> None:
    accept(store, CATALOGUE, held)
    take(store, stick, goals(revision=2, 年度目标="改"))
    (item,) = take(store, stick, goals(revision=3, 年度目标="又改")).items
    assert (item.locked, item.before, item.held) == (True, held, 1)
