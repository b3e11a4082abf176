"""The receiving office's tables: a package whole or not at all, one current document of a subject, old files."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.errors import UserError
from desktop.store import Store
from desktop.store.collect_board import read_standing
from desktop.store.collect_changes import AcceptedError
from desktop.store.collect_records import (
    ACCEPTED,
    CURRENT,
    PAST,
    RETURNED,
    WAITING,
    Action,
    Counts,
    Held,
    NewDocument,
    NewPackage,
    Origin,
    Proof,
    Unit,
)
from desktop.store.collected import PackageHereError

UNIT = "市供水站"


def parcel(digest: str, unit: str = UNIT) -> NewPackage:
    return NewPackage(digest, unit, unit, 2022, "", "2022-03-01", "2022-03-02", f"{digest}.jbz", "绩表", ("县局",))


def form(revision: int = 1, project: str = "水质监测", errors: int = 0, unit: str = UNIT) -> NewDocument:
    return NewDocument(
        "目标批复表", "某市-2022", 2022, unit, project, f"{unit}\n{project}", revision, f"{revision:064}", "ABCD",
        b"{}", counts=Counts(errors),
    )  # fmt: skip


def keep(_: NewDocument, current: Held | None, __: Held | None) -> Action:
    return Action.KEEP if current is None else Action.WAIT


def replace(_: NewDocument, current: Held | None, __: Held | None) -> Action:
    return Action.KEEP if current is None else Action.REPLACE


def same(*_: object) -> Action:
    return Action.SAME


def test_a_package_and_what_is_in_it(store: Store) -> None:
    number, taken = store.collected.take(
        parcel("a"), [form(), form(project="管网")], [Proof("附件/1", "合同", "", b"x")], keep
    )
    assert [one.action for one in taken] == [Action.KEEP] * 2
    held = store.collected.of_package(number)
    assert [(d.id, d.project, d.standing, d.file, d.via) for d in held] == [
        (taken[0].id, "水质监测", CURRENT, "a.jbz", ("县局",)),
        (taken[1].id, "管网", CURRENT, "a.jbz", ("县局",)),
    ]
    assert store.collected.content(held[0].id) == (b"{}", b"", b"")
    assert store.collected.proofs(number) == [Proof("附件/1", "合同", "", b"x")]
    assert (store.collected.package_of("a"), store.collected.package_of("b")) == (number, 0)


def test_of_a_package_with_nothing_new_nothing_stays(store: Store) -> None:
    assert store.collected.take(parcel("a"), [form()], [], same)[0] == 0
    assert store.collected.digests() == frozenset()


def test_a_package_that_breaks_off_leaves_nothing(store: Store) -> None:
    def broken(document: NewDocument, *_: object) -> Action:
        if document.project == "管网":
            raise RuntimeError("bug")
        return Action.KEEP

    with pytest.raises(RuntimeError):
        store.collected.take(parcel("a"), [form(), form(project="管网")], [], broken)
    assert store.collected.digests() == frozenset()
    assert store.collected.of_year(2022) == []


def test_of_a_subject_one_is_current_and_one_waits(store: Store) -> None:
    for revision in (1, 2, 3):
        store.collected.take(parcel(str(revision)), [form(revision)], [], keep)
    standings = {d.revision: d.standing for n in (1, 2, 3) for d in store.collected.of_package(n)}
    assert standings == {1: CURRENT, 2: PAST, 3: WAITING}
    (waiting,) = store.collected.of_year(2022, standing=WAITING)
    store.collected.confirm(waiting.id)
    store.collected.confirm(waiting.id)
    assert [(d.revision, d.replaces) for d in store.collected.of_year(2022)] == [(3, 1)]
    assert [d.revision for d in store.collected.of_year(2022, standing=PAST)] == [1, 2]


def test_a_units_first_package_needs_no_comparing_and_the_next_does(store: Store) -> None:
    store.collected.take(parcel("a"), [form()], [], keep)
    store.collected.take(parcel("b", "别的站"), [form(unit="别的站")], [], keep)
    assert store.collected.uncompared() == []
    store.collected.take(parcel("c"), [form(project="管网")], [], keep)
    assert store.collected.uncompared() == [(UNIT, 2022)]
    with store.collected.comparing(UNIT, 2022) as comparison:
        numbers = [number for number, _, _ in comparison.contents()]
        comparison.write(numbers[0], b"found", Counts(2, 1, 1))
    assert store.collected.uncompared() == []
    document = store.collected.document(numbers[0])
    assert document.counts == Counts(2, 1, 1)
    assert store.collected.content(numbers[0])[2] == b"found"


def test_a_newer_one_through_another_sender_is_that_senders(store: Store) -> None:
    """Both have to be compared anew: one has a form less, the other one more."""
    store.collected.take(parcel("a"), [form(), form(project="管网")], [], keep)
    asked: list[Held | None] = []

    def look(document: NewDocument, current: Held | None, waiting: Held | None) -> Action:
        asked.append(current)
        return replace(document, current, waiting)

    store.collected.take(parcel("b", "主管局"), [form(2)], [], look)
    assert [(held.unit_key, held.unit, held.revision) for held in asked if held] == [(UNIT, UNIT, 1)]
    assert [(d.unit_key, d.project, d.revision) for d in store.collected.of_year(2022)] == [
        ("主管局", "水质监测", 2),
        (UNIT, "管网", 1),
    ]
    assert store.collected.uncompared() == [(UNIT, 2022)]


def test_confirming_what_came_through_another_sender_asks_to_compare_both(store: Store) -> None:
    store.collected.take(parcel("a"), [form(), form(project="管网")], [], keep)
    _, (waits,) = store.collected.take(parcel("b", "主管局"), [form(2)], [], keep)
    with store.collected.comparing("主管局", 2022):
        pass
    current = store.collected.current(waits.id)
    assert current is not None
    assert (current.id, current.unit) == (1, UNIT)
    store.collected.confirm(waits.id)
    assert {d.unit for d in store.collected.of_year(2022)} == {"主管局", UNIT}
    assert store.collected.uncompared() == [("主管局", 2022), (UNIT, 2022)]


def test_what_a_package_first_came_with(store: Store) -> None:
    first = [Origin("AAAA", b"manifest", b"%PDF"), Origin("BBBB", b"other")]
    number, _ = store.collected.take(parcel("a"), [form()], [], keep, first)
    bare, _ = store.collected.take(parcel("b"), [form(project="管网")], [], keep)
    assert (store.origins.of(number), store.origins.of(bare)) == (first, [])
    assert (store.origins.codes(2022), store.origins.codes(2021)) == ({number: ("AAAA", "BBBB")}, {})


def test_a_package_that_only_brings_others_is_kept(store: Store) -> None:
    number, taken = store.collected.take(parcel("a"), [], [], same, [Origin("AAAA", b"manifest")])
    assert (bool(number), taken, store.collected.package_of("a")) == (True, [], number)
    assert store.collected.years() == []


def test_how_far_a_unit_is_counts_what_is_current(store: Store) -> None:
    store.collected.take(parcel("a"), [form(), form(project="管网", errors=3)], [], keep)
    store.collected.take(parcel("b"), [form(2)], [], replace)
    store.collected.answer(3, ACCEPTED)
    ((unit, text),) = store.board.standings(2022)
    assert unit == UNIT
    assert sorted(one[1:] for one in read_standing(text)) == [("", True, False), (ACCEPTED, False, False)]
    assert store.board.standings(2023) == []
    assert store.board.senders() == {UNIT: UNIT}


def test_the_board_is_read_from_an_index_alone(store: Store) -> None:
    asked: list[str] = []
    raw = store._connection.raw
    raw.set_trace_callback(asked.append)
    store.board.standings(2022)
    raw.set_trace_callback(None)
    (query,) = (text for text in asked if text.startswith("SELECT"))
    plan = [row[3] for row in raw.execute(f"EXPLAIN QUERY PLAN {query}")]
    assert plan == ["SEARCH received USING COVERING INDEX received_board (year=? AND standing=?)"]


def test_remarks_go_to_the_document_that_replaced_theirs(store: Store) -> None:
    store.collected.take(parcel("a"), [form()], [], keep)
    first = store.remarks.add(1, '["指标", 1]', shown="3", text="请核实")
    second = store.remarks.add(1, "[]", shown="", text="请盖章")
    assert store.remarks.to_carry() == []
    store.collected.take(parcel("b"), [form(2)], [], replace)
    assert store.remarks.to_carry() == [(1, 2)]
    store.remarks.reply(second, "已盖")
    store.remarks.carry(2, [(first, '["指标", 2]')], [second])
    assert store.remarks.to_carry() == []
    assert [(one.id, one.path) for one in store.remarks.of(2)] == [(first, '["指标", 2]')]
    (cleared,) = store.remarks.of(1, cleared=True)
    assert (cleared.id, cleared.reply, bool(cleared.cleared)) == (second, "已盖", True)
    store.remarks.remove(first)
    assert store.remarks.of(2) == []


def test_units_and_what_is_due(store: Store) -> None:
    store.board.put_units([Unit("乙", "乙"), Unit("甲", "甲", "1", "张某")])
    store.board.put_units([Unit("丙", "丙"), Unit("甲", "甲", "1", "张某")])
    assert [unit.name for unit in store.board.units()] == ["丙", "甲"]
    store.board.put_due(2022, "表", "2022-03-01")
    store.board.put_due(2022, "表", "")
    assert (store.board.due(2022), store.board.due(2023)) == ({"表": ""}, {})


def test_a_document_that_never_came(store: Store) -> None:
    for ask in (store.collected.document, store.collected.content):
        with pytest.raises(UserError, match="没有收到过编号 7 的表"):
            ask(7)


def test_a_file_of_those_who_only_filled_forms_can_receive(file_of_version_2: Path) -> None:
    with Store.open(file_of_version_2) as store:
        store.collected.take(parcel("a"), [form()], [], keep)
        assert len(store.drafts.find()) == 2
        assert len(store.collected.of_year(2022)) == 1


def test_what_is_held_of_a_subject_is_found_from_its_index(store: Store) -> None:
    """Asked for in another way, SQLite goes through all documents of the year for each one that comes in."""
    asked: list[str] = []
    raw = store._connection.raw
    raw.set_trace_callback(asked.append)
    store.collected.take(parcel("a"), [form()], [], keep)
    raw.set_trace_callback(None)
    (query,) = (text for text in asked if text.startswith("SELECT d.standing"))
    plan = " ".join(row[3] for row in raw.execute(f"EXPLAIN QUERY PLAN {query}"))
    for index in ("received_current", "received_waiting"):
        assert f"USING INDEX {index} (year=? AND form=? AND subject=?)" in plan


def test_a_package_that_another_window_took_in_is_told_by_its_number(store: Store) -> None:
    number, _ = store.collected.take(parcel("a"), [form()], [], keep)
    with store.again() as other, pytest.raises(PackageHereError) as told:
        other.collected.take(parcel("a"), [form()], [], keep)
    assert told.value.number == number


def test_several_are_confirmed_together_or_not_at_all(store: Store) -> None:
    store.collected.take(parcel("a"), [form(), form(project="管网")], [], keep)
    _, (one, other) = store.collected.take(parcel("b"), [form(2), form(2, "管网")], [], keep)
    with store.again() as window:
        window.collected.answer(other.before, ACCEPTED)
    with pytest.raises(AcceptedError, match="《目标批复表》管网已收的一份已接受"):
        store.collected.confirm(one.id, other.id)
    assert {d.revision for d in store.collected.of_year(2022)} == {1}


def test_what_is_free_of_errors_is_accepted_at_once_and_what_changed_meanwhile_is_not(store: Store) -> None:
    documents = [form(), form(project="管网", errors=3), form(project="阀门"), form(project="泵房")]
    _, taken = store.collected.take(parcel("a"), documents, [], keep)
    numbers = [one.id for one in taken]
    with store.again() as window:
        window.collected.answer(numbers[2], RETURNED)
        window.collected.take(parcel("b"), [form(2, "泵房")], [], replace)
    assert store.collected.accept_clean(numbers) == numbers[:1]
