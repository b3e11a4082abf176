"""What summaries took, on disk: by document and summary, read in the order asked for, however many there are."""

from __future__ import annotations

import pytest

from desktop.store import Store
from desktop.store.collect_records import ACCEPTED, Action, NewDocument, NewPackage, Unit
from desktop.store.gathered import Head, Piece


def take(store: Store, unit: str, *projects: str, form: str = "自评表", accepted: bool = True) -> list[int]:
    package = NewPackage(f"{unit}{form}", unit, unit, 2022, "", "2023-01-01", "2023-01-02", "a.jbz", "绩表")
    documents = [
        NewDocument(
            form, "某市-2022", 2022, unit, name, f"{unit}\n{name}", 1, f"摘要{unit}{name}", "ABCD", name.encode()
        )
        for name in projects
    ]
    _, taken = store.collected.take(package, documents, [], lambda *_: Action.KEEP)
    for one in taken:
        if accepted:
            store.collected.answer(one.id, ACCEPTED)
    return [one.id for one in taken]


def test_sources_are_the_accepted_ones_in_the_order_of_the_list_of_units(store: Store) -> None:
    first = take(store, "水利局", "丙", "甲")
    second = take(store, "审计局", "乙")
    take(store, "档案馆", "丁", accepted=False)
    take(store, "审计局", "戊", form="别的表")
    assert [one.id for one in store.gathered.sources(2022, ["自评表"], accepted=True)] == [*second, first[0], first[1]]
    store.board.put_units([Unit("水利局", "水利局"), Unit("审计局", "审计局")])
    found = store.gathered.sources(2022, ["自评表", "别的表"], accepted=False)
    assert [(one.unit, one.form, one.answer) for one in found] == [
        ("水利局", "自评表", ACCEPTED), ("水利局", "自评表", ACCEPTED), ("审计局", "自评表", ACCEPTED),
        ("审计局", "别的表", ACCEPTED), ("档案馆", "自评表", ""),
    ]  # fmt: skip
    assert store.gathered.sources(2021, ["自评表"], accepted=True) == []


def test_a_piece_takes_the_place_of_the_one_before(store: Store) -> None:
    one, other = take(store, "水利局", "甲", "乙")
    store.gathered.put([Piece(one, "汇总", "1", b"x"), Piece(other, "汇总", "1", b"y"), Piece(one, "别的", "1", b"z")])
    store.gathered.put([Piece(one, "汇总", "2", b"xx")])
    assert store.gathered.versions("汇总", 2022) == {one: "2", other: "1"}
    assert list(store.gathered.rows("汇总", [other, one])) == [(other, b"y"), (one, b"xx")]
    assert list(store.gathered.rows("别的", [other, one])) == [(one, b"z")]


def test_nothing_is_kept_of_a_document_that_is_gone(store: Store) -> None:
    store.gathered.put([Piece(99, "汇总", "1", b"x")])
    assert list(store.gathered.rows("汇总", [99])) == []


def test_documents_come_in_the_order_asked_for_piece_by_piece(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.store.gathered._AT_ONCE", 2)
    numbers = take(store, "水利局", "甲", "乙", "丙", "丁", "戊")
    asked = [*reversed(numbers), 99]
    assert [content.decode() for _, content in store.gathered.contents(asked)] == ["戊", "丁", "丙", "乙", "甲"]
    heads = [head for head, _ in store.gathered.heads(asked)]
    assert heads[0] == Head(numbers[-1], "摘要水利局戊", "水利局", "水利局", "戊", ACCEPTED)
    assert [head.id for head in heads] == list(reversed(numbers))
