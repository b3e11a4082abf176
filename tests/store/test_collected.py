"""The receiving office's tables: a package whole or not at all, one current document of a subject, old files."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.errors import UserError
from desktop.store import Store
from desktop.store.collect_records import (
    ACCEPTED,
    CURRENT,
    PAST,
    WAITING,
    Action,
    Counts,
    Held,
    NewDocument,
    NewPackage,
    Proof,
    Unit,
)

UNIT = "市供水站"


def parcel(digest: str, unit: str = UNIT) -> NewPackage:
    return NewPackage(digest, unit, unit, 2022, "", "2022-03-01", "2022-03-02", f"{digest}.jbz", "绩表", ("县局",))


def form(revision: int = 1, project: str = "水质监测", errors: int = 0) -> NewDocument:
    return NewDocument(
        "目标批复表", "某市-2022", 2022, UNIT, project, project, revision, f"{revision:064}", "ABCD", b"{}",
        counts=Counts(errors),
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
    store.collected.take(parcel("b", "别的站"), [form()], [], keep)
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


def test_tallies_count_what_is_current(store: Store) -> None:
    store.collected.take(parcel("a"), [form(), form(project="管网", errors=3)], [], keep)
    store.collected.take(parcel("b"), [form(2)], [], replace)
    store.collected.answer(3, ACCEPTED)
    found = [(one.answer, one.number, one.wrong, one.open) for one in store.board.tallies(2022)]
    assert found == [("", 1, 1, 0), (ACCEPTED, 1, 0, 0)]
    assert store.board.tallies(2023) == []
    assert store.board.senders() == {UNIT: UNIT}


def test_the_board_is_read_from_an_index_alone(store: Store) -> None:
    asked: list[str] = []
    raw = store._connection.raw
    raw.set_trace_callback(asked.append)
    store.board.tallies(2022)
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
