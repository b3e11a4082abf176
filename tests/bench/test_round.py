"""The round measured with: real forms of many units that agree with each other, wrong only where it is asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from desktop.bench.round import MOST, Fault, faulty, unit_name, unit_year, write_packages
from desktop.bench.round_store import fill
from desktop.collect.receiving import receive
from desktop.forms.calculation import Evaluation
from desktop.forms.catalogue import bundled
from desktop.forms.checks import check
from desktop.forms.document import Document
from desktop.forms.names import plain
from desktop.forms.together import check_together
from desktop.store import Store

UNITS = range(24)


def evaluations(documents: Sequence[Document]) -> list[Evaluation]:
    return [Evaluation(bundled().for_document(one.form, one.edition, one.year), one) for one in documents]


def codes(documents: Sequence[Document]) -> set[str]:
    """Of all findings, each document's own and those between them."""
    found = evaluations(documents)
    own = {finding.code for one in found for finding in check(one)}
    return own | {placed.finding.code for placed in check_together(found, bundled())}


def test_no_check_has_anything_to_say() -> None:
    assert [codes(unit_year(number)) for number in UNITS] == [set()] * len(UNITS)


def test_a_unit_sends_its_own_form_two_for_each_project_and_its_assessment() -> None:
    letters = ["".join(one.edition.letter for one in evaluations(unit_year(number))) for number in UNITS]
    assert set(letters) == {"ABDBDE", "ABDBDBDE", "CBDBDE", "CBDBDBDE"}
    assert {len(unit_year(number, count=2)) for number in UNITS} == {6}


def test_projects_go_well_and_badly() -> None:
    grades: Counter[object] = Counter()
    slow = 0
    for number in range(60):
        for one in evaluations(unit_year(number)):
            if one.edition.letter == "D":
                grades[one.value(("等级",))] += 1
                rate = one.value(("预算执行情况", 0, "预算执行率"))
                slow += isinstance(rate, Decimal) and rate < 80
    assert set(grades) == {"优", "良", "中", "差"}
    assert slow


@pytest.mark.parametrize("fault", Fault)
@pytest.mark.parametrize("number", [0, 1, 40])
def test_what_is_made_wrong_is_found_and_nothing_else_was_touched(fault: Fault, number: int) -> None:
    documents = unit_year(number)
    wrong = faulty(documents, fault)
    assert fault.value in codes(wrong)
    assert sum(one != other for one, other in zip(documents, wrong, strict=True)) == 1
    assert codes(documents) == set()


def test_every_run_makes_the_same_and_another_seed_others() -> None:
    assert unit_year(5) == unit_year(5)
    assert unit_year(5) != unit_year(5, seed=2)
    assert unit_year(5)[0].unit == unit_year(5, seed=2)[0].unit


def test_ten_thousand_units_have_ten_thousand_names() -> None:
    assert MOST > 10_000
    assert len({plain(unit_name(number)) for number in range(MOST)}) == MOST
    with pytest.raises(ValueError, match="no unit"):
        unit_name(MOST)


def test_packages_are_received_as_they_are_meant(tmp_path: Path) -> None:
    paths = write_packages(tmp_path / "U盘", range(4), faults={2: Fault.BLANK})
    with Store.open(tmp_path / "a.db") as store:
        kinds = [outcome.kind.word for outcome in receive(paths, store, bundled())]
        documents = store.collected.of_year(2022)
    assert kinds == ["已收", "已收", "已收，有错误", "已收"]
    assert len(documents) == 24
    assert {path.read_bytes()[:2] for path in paths} == {b"PK"}


def test_a_filled_data_file_is_a_board(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.db") as store:
        assert fill(store, range(12)) == 66
        assert store.board.size(2022) == 66
        assert len(store.board.units()) == 12
