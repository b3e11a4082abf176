"""One form, two senders: the unit itself and the office it belongs to. It is one form, whoever brings it."""

from __future__ import annotations

from pathlib import Path

from desktop.collect.outcome import Kind, Outcome
from desktop.collect.receiving import confirm, receive
from desktop.forms.catalogue import bundled
from desktop.forms.document import Document
from desktop.store import Store
from tests.collect.packages import UNITS, budget, goals, package, put

CATALOGUE = bundled()
STATION, BUREAU = "某市供水站", UNITS[1]


def take(
    store: Store, stick: Path, documents: list[Document], sender: str, *, made: str, yes: bool = False
) -> list[Outcome]:
    path = put(stick, f"{sender}-{made}", package(documents, unit=sender, made=made))
    return list(receive([path], store, CATALOGUE, replace_newer=yes))


def test_the_same_form_from_another_sender_is_here_already(store: Store, stick: Path) -> None:
    take(store, stick, [goals(STATION)], STATION, made="2022-03-01T09:00:00+08:00")
    (outcome,) = take(store, stick, [goals(STATION)], BUREAU, made="2022-03-02T09:00:00+08:00")
    (item,) = outcome.items
    assert (outcome.kind, item.formerly) == (Kind.SAME, STATION)
    assert item.line.endswith(f"，已收的是{STATION}报来的")
    assert [d.unit for d in store.collected.of_year(2022)] == [STATION]


def test_a_newer_one_from_another_sender_waits_and_is_then_that_senders(store: Store, stick: Path) -> None:
    take(store, stick, [goals(STATION)], STATION, made="2022-03-01T09:00:00+08:00")
    newer = goals(STATION, revision=2, 年度目标="改了")
    (outcome,) = take(store, stick, [newer], BUREAU, made="2022-03-02T09:00:00+08:00")
    (item,) = outcome.items
    assert (outcome.kind, item.formerly) == (Kind.WAITING, STATION)
    assert item.line.endswith(f"修订 1 → 2，1 处不同，已收的是{STATION}报来的")
    confirm(store, CATALOGUE, [item.id])
    assert [(d.unit, d.author, d.revision) for d in store.collected.of_year(2022)] == [(BUREAU, STATION, 2)]


def test_what_the_units_forms_say_against_each_other_follows_the_form(store: Store, stick: Path) -> None:
    """The budget table contradicts the form of the same project while both are the station's."""
    table = budget(STATION, "档案整理经费", "99")
    take(store, stick, [goals(STATION), table], STATION, made="2022-03-01T09:00:00+08:00")
    assert sum(d.counts.errors for d in store.collected.of_unit(STATION, 2022)) > 0
    newer = goals(STATION, revision=2, 年度目标="改了")
    (outcome,) = take(store, stick, [newer], BUREAU, made="2022-03-02T09:00:00+08:00", yes=True)
    assert outcome.kind is Kind.REPLACED
    assert [d.counts.errors for d in store.collected.of_year(2022)] == [0, 0]
    assert store.collected.uncompared() == []


def test_one_revision_with_two_contents_tells_whose_is_here(store: Store, stick: Path) -> None:
    take(store, stick, [goals(STATION)], STATION, made="2022-03-01T09:00:00+08:00")
    (outcome,) = take(
        store, stick, [goals(STATION, 年度目标="另一个")], BUREAU, made="2022-03-02T09:00:00+08:00", yes=True
    )
    assert outcome.kind is Kind.CONFLICT
    assert f"已收的是{STATION}报来的" in outcome.items[0].line


def test_forms_that_name_no_unit_are_told_apart_by_their_senders(store: Store, stick: Path) -> None:
    for sender in (STATION, BUREAU):
        take(store, stick, [goals("", "节水宣传")], sender, made="2022-03-01T09:00:00+08:00")
    assert [(d.unit, d.author, d.project) for d in store.collected.of_year(2022)] == [
        (STATION, "", "节水宣传"),
        (BUREAU, "", "节水宣传"),
    ]
    newer = goals("", "节水宣传", revision=2, 年度目标="改了")
    (outcome,) = take(store, stick, [newer], BUREAU, made="2022-03-02T09:00:00+08:00")
    assert (outcome.kind, outcome.items[0].formerly) == (Kind.WAITING, "")
