"""转报 as the window and the command do it: how much there is, a unit at a time, the note signed and on paper."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from desktop.collect import forwarding as core
from desktop.errors import UserError
from desktop.export.package import origins
from desktop.export.pdf.reading import read_page_texts
from desktop.export.signing import sign_pdf
from desktop.session.forwarding import Forwarding, forward, forwardable
from desktop.session.packages import load_package, prove_package
from desktop.session.packing import NOTE_FILE, Proof, put_package
from tests.collect.offices import CATALOGUE, MADE, Office, opened
from tests.collect.packages import UNITS, goals, package
from tests.export.certificates import PASSWORD, p12

COUNTY = "某县财政局"


@pytest.fixture
def county(tmp_path: Path) -> Iterator[Office]:
    """An office that accepted a form of each of three units."""
    office = Office(COUNTY, tmp_path)
    office.take(*(package([goals(unit)]) for unit in UNITS))
    office.accept_all()
    yield office
    office.store.close()


def test_how_much_there_is(county: Office) -> None:
    county.take(package([goals(UNITS[0], "后来的经费")], made="2022-03-02T09:00:00+08:00"))
    found = forwardable(county.store, 2022)
    assert (found.documents, found.units, found.all_documents) == (3, 3, 4)
    assert forwardable(county.store, 2021).line == "已接受 0 个单位的 0 张表，可以转报"


def test_a_unit_at_a_time(county: Office) -> None:
    making = Forwarding(county.store, CATALOGUE, 2022, COUNTY, made=MADE)
    assert (making.total, list(making.work())) == (3, [1, 2, 3])
    assert making.packed is not None
    assert making.packed.data == county.send_on().data


def test_what_is_on_the_paper(county: Office, tmp_path: Path) -> None:
    letter = tmp_path / "公函.pdf"
    letter.write_bytes(b"%PDF-1.4")
    making = Forwarding(county.store, CATALOGUE, 2022, COUNTY, made=MADE, proofs=[Proof(letter)])
    list(making.work())
    assert making.packed is not None
    text = "".join(read_page_texts(opened(making.packed.data).files[NOTE_FILE], name="清单"))
    for words in ("填报单位", "经由", "签名", "原清单核对码", "共 3 个单位", "公函", making.packed.code, *UNITS):
        assert "".join(words.split()) in "".join(text.split())
    for line in making.packed.note.units:
        assert line.firsts[0] in text


def test_the_note_is_signed(county: Office, tmp_path: Path) -> None:
    sign = partial(sign_pdf, p12=p12(), password=PASSWORD)
    target = tmp_path / "转报.jbz"
    put_package(forward(county.store, CATALOGUE, 2022, COUNTY, sign=sign), target)
    proof = prove_package(load_package(target), CATALOGUE, name=target.name)
    assert proof.holds
    assert [one.holds for one in proof.signatures] == [True]


def test_more_units_than_a_package_holds(county: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    letter = tmp_path / "公函.pdf"
    letter.write_bytes(b"%PDF-1.4")
    monkeypatch.setattr("desktop.session.forwarding.MAX_ATTACHMENTS", 3)
    with pytest.raises(UserError, match="一个包最多 3 个单位和附件"):
        list(Forwarding(county.store, CATALOGUE, 2022, COUNTY, made=MADE, proofs=[Proof(letter)]).work())
    monkeypatch.setattr(core, "MAX_ATTACHMENTS", 2)
    with pytest.raises(UserError, match="有 3 个单位，一个包最多转报 2 个。请分几次选表转报"):
        county.send_on()


def test_a_unit_with_very_many_forms_goes_in_several_packages(county: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    many = [goals(UNITS[0], f"第{number}个项目经费") for number in range(4)]
    county.take(package(many, made="2022-03-02T09:00:00+08:00"))
    county.accept_all()
    monkeypatch.setattr(core, "MAX_DOCUMENTS", 3)
    made = county.send_on()
    assert [(line.unit, line.forms) for line in made.note.units if line.unit == UNITS[0]] == [
        (UNITS[0], 3),
        (UNITS[0], 2),
    ]
    proof = prove_package(opened(made.data), CATALOGUE, name="转报.jbz")
    assert (proof.holds, len([d for one in proof.everything for d in one.documents])) == (True, 7)
    monkeypatch.setattr(origins, "MAX_FIRSTS", 1)
    assert [line.forms for line in county.send_on().note.units if line.unit == UNITS[0]] in ([1, 3, 1], [3, 1, 1])
