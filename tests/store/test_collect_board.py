"""The board's questions to the data file, of all units or of a few; the same file opened again in another thread."""

from __future__ import annotations

import threading

from desktop.store import Store
from desktop.store.collect_records import Action, Counts, Held, NewDocument, NewPackage, Unit

UNITS = ("水利局", "审计局", "林业局")


def keep(document: NewDocument, current: Held | None, waiting: Held | None) -> Action:
    return Action.KEEP if current is None else Action.WAIT


def send(store: Store, unit: str, form: str, *, revision: int = 1, errors: int = 0, year: int = 2022) -> None:
    digest = f"{unit}{form}{revision}{year}"
    package = NewPackage(digest, unit, unit, year, "", "", "", f"{unit}.jbz", "绩表")
    document = NewDocument(
        form, "某市-2022", year, unit, "", f"{unit}{form}", revision, digest, "", b"{}", counts=Counts(errors)
    )
    store.collected.take(package, [document], (), keep)


def test_the_first_units_of_the_list_and_what_they_sent(store: Store) -> None:
    store.board.put_units([Unit(name, name) for name in UNITS])
    for unit in UNITS:
        send(store, unit, "甲表", errors=1)
        send(store, unit, "甲表", revision=2)
    first = [unit.key for unit in store.board.units(2)]
    assert first == ["水利局", "审计局"]
    assert len(store.board.units()) == 3
    assert sorted(unit for unit, _ in store.board.standings(2022, first)) == sorted(first)
    assert store.board.waiting(2022, first) == dict.fromkeys([(unit, "甲表") for unit in first], 1)
    assert len(store.board.standings(2022)) == 3
    assert store.board.standings(2022, []) == []


def test_how_much_there_is_of_a_year(store: Store) -> None:
    send(store, "水利局", "甲表")
    send(store, "水利局", "甲表", revision=2)
    send(store, "水利局", "乙表", year=2023)
    assert [store.board.size(year) for year in (2022, 2023, 2024)] == [1, 1, 0]


def test_the_years_of_which_something_is_due(store: Store) -> None:
    for year in (2023, 2022, 2023):
        store.board.put_due(year, f"表{year}", "")
    assert store.board.years() == [2022, 2023]


def test_opened_again_in_another_thread_it_is_the_same_file(store: Store) -> None:
    seen: list[list[str]] = []

    def work() -> None:
        with store.again() as other:
            seen.append([unit.name for unit in other.board.units()])
            other.board.put_units([Unit("乙局", "乙局")])

    store.board.put_units([Unit("甲局", "甲局")])
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert seen == [["甲局"]]
    assert [unit.name for unit in store.board.units()] == ["乙局"]
