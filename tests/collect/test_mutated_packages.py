"""Spoiled packages by the hundred: nothing falls over, and nothing is stored that was not sent so.

`JIBIAO_MUTATIONS=10000 pytest tests/collect/test_mutated_packages.py -s` feeds that many and tells what became of them.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from desktop.bench.round import package_of, unit_year
from desktop.collect.keeping import unpack_document
from desktop.collect.receiving import receive
from desktop.forms.calculation import Evaluation
from desktop.forms.canonical import digest
from desktop.forms.catalogue import bundled
from desktop.forms.document import Document
from desktop.forms.fresh import project_of
from desktop.store import Store
from tests.collect.mutating import SPOILS, Spoil

NUMBER = int(os.environ.get("JIBIAO_MUTATIONS", "300"))
BATCH = 50
GOOD = range(6)
"""Units whose packages are spoiled."""
KEY = tuple[str, str, int, str]


@pytest.fixture(scope="module")
def years() -> list[list[Document]]:
    return [unit_year(number, count=2)[:4] for number in GOOD]


def key_of(document: Document) -> KEY:
    """What a stored document must agree with: form, project, revision, digest."""
    edition = bundled().for_document(document.form, document.edition, document.year)
    content = digest(edition, document, Evaluation(edition, document)).hex()
    return document.form, project_of(edition, document), document.revision, content


def stored(store: Store) -> Iterator[KEY]:
    """What is there, each document's content seen to be what its line says of it."""
    for year in store.collected.years():
        for standing in ("current", "waiting", "past"):
            for one in store.collected.of_year(year, standing=standing):
                document = unpack_document(store.collected.content(one.id)[0], bundled(), name="")
                assert key_of(document) == (one.form, one.project, one.revision, one.digest)
                yield one.form, one.project, one.revision, one.digest


def test_nothing_is_stored_that_was_not_sent(years: list[list[Document]], tmp_path: Path) -> None:
    good = [package_of(documents, prints=number == 0) for number, documents in enumerate(years)]
    sent = {key_of(document) for documents in years for document in documents}
    told: Counter[str] = Counter()
    documents = 0
    for batch in range(0, NUMBER, BATCH):
        folder = tmp_path / str(batch)
        folder.mkdir()
        spoils: list[Spoil] = []
        for number in range(batch, min(batch + BATCH, NUMBER)):
            chance = Random(number)
            spoils.append(SPOILS[number % len(SPOILS)])
            (folder / f"{number:06}.jbz").write_bytes(spoils[-1](chance, chance.choice(good)))
        with Store.open(folder / "收表.db") as store:
            outcomes = [one for one in receive([folder], store, bundled(), processes=0) if one.file]
            found = list(stored(store))
        told.update(
            f"{spoil.__name__}: {outcome.fault or outcome.kind}"
            for spoil, outcome in zip(spoils, outcomes, strict=True)
        )
        assert set(found) <= sent
        documents += len(found)
    assert told.total() == NUMBER
    assert {line.partition(":")[0] for line in told} == {spoil.__name__ for spoil in SPOILS}
    print(f"\n{NUMBER} packages, {documents} documents stored", *sorted(told.items()), sep="\n")


@pytest.mark.parametrize("number", GOOD)
def test_what_they_are_made_of_is_taken(years: list[list[Document]], number: int, tmp_path: Path) -> None:
    path = tmp_path / "a.jbz"
    path.write_bytes(package_of(years[number], prints=False))
    with Store.open(tmp_path / "收表.db") as store:
        (outcome,) = receive([path], store, bundled())
        assert (outcome.stored, outcome.fault, len(list(stored(store)))) == (True, None, 4)


def test_a_package_made_anew_of_altered_documents_is_another_package(
    years: list[list[Document]], tmp_path: Path
) -> None:
    altered = [document.copy() for document in years[0]]
    altered[1].data["年度目标"] = "另一个目标"
    path = tmp_path / "a.jbz"
    path.write_bytes(package_of(altered, prints=False))
    with Store.open(tmp_path / "收表.db") as store:
        assert [one.stored for one in receive([path], store, bundled())] == [True]
        assert set(stored(store)) == {key_of(document) for document in altered}
