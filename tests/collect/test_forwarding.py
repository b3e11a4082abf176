"""From the village to the province: each office sends on what it accepted, and nothing of it is changed on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop.collect.answering import accept, send_back
from desktop.collect.outcome import Kind
from desktop.errors import UserError
from desktop.export.package import FORMAT_ON
from desktop.export.package.manifest import loads
from desktop.export.package.reading import read_package
from desktop.forms.code import code_of
from desktop.session.forwarding import Forwarding, forwardable
from desktop.session.packages import PackageProof, prove_package
from tests.collect.offices import CATALOGUE, MADE, Office, inner, opened
from tests.collect.packages import UNITS, B, budget, goals, package

STATION, WATER = "某镇供水站", UNITS[1]
Offices = Callable[[str], Office]


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Offices]:
    """Offices that are closed in the end."""
    made: list[Office] = []

    def open_one(name: str) -> Office:
        made.append(Office(name, tmp_path))
        return made[-1]

    yield open_one
    for one in made:
        one.store.close()


@pytest.fixture
def county(office: Offices) -> Office:
    """A county with two units' forms, accepted."""
    county = office("某县财政局")
    county.take(package([goals(WATER), goals(WATER, "河道清淤")]), package([goals()]))
    county.accept_all()
    return county


def proven(data: bytes) -> PackageProof:
    return prove_package(opened(data), CATALOGUE, name="转报.jbz")


def test_each_unit_goes_on_in_a_package_of_its_own_as_it_sent_it(county: Office) -> None:
    made = county.send_on()
    outer = opened(made.data)
    assert (outer.manifest.unit, outer.manifest.year, outer.manifest.entries) == (county.name, 2022, ())
    assert [item.title for item in outer.manifest.attachments] == [UNITS[0], WATER]
    water = inner(outer, 1)
    sent = opened(package([goals(WATER), goals(WATER, "河道清淤")]))
    assert water.manifest.unit == WATER
    assert sorted(water.files[entry.file] for entry in water.manifest.entries) == sorted(sent.files.values())
    assert {entry.digest for entry in water.manifest.entries} == {entry.digest for entry in sent.manifest.entries}
    assert water.files["附件/原清单.json"] == sent.text


def test_three_levels_up_everything_is_as_the_unit_made_it(office: Offices) -> None:
    town, county, city, province = map(office, ("某镇政府", "某县财政局", "某市财政局", "某省财政厅"))
    sent = package([goals(STATION, "水渠经费", revision=3)])
    town.take(sent)
    town.accept_all()
    county.take(town.send_on().data, package([goals(WATER)]))
    county.accept_all()
    city.take(county.send_on().data)
    city.accept_all()
    outcomes = province.take(city.send_on().data)
    assert [outcome.kind for outcome in outcomes] == [Kind.RECEIVED] * 5
    (station,) = province.store.collected.of_unit(STATION, 2022)
    (water,) = province.store.collected.of_unit(WATER, 2022)
    assert station.via == ("某市财政局", "某县财政局", "某镇政府")
    assert water.via == ("某市财政局", "某县财政局")
    first = opened(sent)
    (origin,) = province.store.origins.of(station.package)
    assert origin.code == first.code
    assert (station.revision, station.digest) == (3, first.manifest.entries[0].digest)
    line = next(outcome.line for outcome in outcomes if outcome.unit == STATION)
    assert line.endswith(f"1 张表，经某市财政局、某县财政局、某镇政府报来，原清单核对码 {first.code}）")


def test_sent_on_once_more_it_is_recognised_above(county: Office, office: Offices) -> None:
    city = office("某市财政局")
    city.take(county.send_on().data)
    (outer, *units) = city.take(county.send_on().data)
    assert (outer.kind, {outcome.kind for outcome in units}) == (Kind.SAME, {Kind.SAME})
    county.take(package([goals(WATER, "新的经费")], made="2022-03-02T09:00:00+08:00"))
    county.accept_all()
    kinds = {outcome.unit: [item.kind for item in outcome.items] for outcome in city.take(county.send_on().data)}
    assert kinds == {county.name: [], UNITS[0]: [Kind.SAME], WATER: [Kind.RECEIVED, Kind.SAME, Kind.SAME]}


def test_the_same_form_from_the_unit_and_through_its_office_is_one(county: Office, office: Offices) -> None:
    city = office("某市财政局")
    city.take(package([goals(WATER)]))
    outcomes = city.take(county.send_on().data)
    assert [[item.kind for item in outcome.items] for outcome in outcomes if outcome.unit == WATER] == [
        [Kind.SAME, Kind.RECEIVED]
    ]
    assert len(city.store.collected.of_unit(WATER, 2022)) == 2


def test_a_unit_that_sent_several_packages_goes_on_with_all_its_manifests(county: Office, office: Offices) -> None:
    later = package([budget(WATER, "河道清淤", "15")], unit=WATER, made="2022-03-05T09:00:00+08:00")
    county.take(later)
    county.accept_all()
    water = inner(opened(county.send_on().data), 1)
    assert [item.file for item in water.manifest.attachments] == ["附件/原清单.json", "附件/原清单-2.json"]
    codes = {opened(later).code, opened(package([goals(WATER), goals(WATER, "河道清淤")])).code}
    assert {loads(water.files[item.file], name="").made for item in water.manifest.attachments} == {
        "2022-03-01T09:00:00+08:00",
        "2022-03-05T09:00:00+08:00",
    }
    city = office("某市财政局")
    found = next(outcome for outcome in city.take(county.send_on().data) if outcome.unit == WATER)
    assert {one.code for one in found.origins} == codes
    city.accept_all()
    assert {one.first.code for one in proven(city.send_on().data).inner[0].inner[1].firsts} == codes


def test_only_what_was_accepted_goes(county: Office) -> None:
    county.take(package([goals(WATER, "还没有看的经费")], made="2022-03-06T09:00:00+08:00"))
    (back,) = county.store.collected.of_unit(UNITS[0], 2022)
    send_back(county.store, CATALOGUE, [back.id], "请改")
    assert forwardable(county.store, 2022).line == "已接受 1 个单位的 2 张表，可以转报，另有 2 张还没有接受"
    (only,) = proven(county.send_on().data).inner
    assert (only.package.manifest.unit, len(only.documents)) == (WATER, 2)
    with pytest.raises(UserError, match="不是 2022 年度已接受的表"):
        county.send_on(documents=[back.id])


def test_some_of_it_can_be_chosen(county: Office) -> None:
    chosen = [one.id for one in county.store.collected.of_unit(WATER, 2022)][:1]
    (only,) = proven(county.send_on(documents=chosen).data).inner
    assert len(only.documents) == 1
    assert only.holds


def test_a_newer_one_that_waits_does_not_go_before_it_is_accepted(county: Office) -> None:
    newer = package([goals(revision=2, 年度目标="改了")], made="2022-03-07T09:00:00+08:00")
    (outcome,) = county.take(newer)
    revisions = [entry.revision for entry in inner(opened(county.send_on().data)).manifest.entries]
    assert revisions == [1]
    accept(county.store, CATALOGUE, outcome.items[0].id)
    went = inner(opened(county.send_on().data))
    assert [entry.revision for entry in went.manifest.entries] == [2]
    assert went.files["附件/原清单.json"] == opened(newer).text


def test_the_note_names_each_unit_and_the_codes_of_its_own_notes(county: Office) -> None:
    made = county.send_on()
    outer = opened(made.data)
    assert made.code == outer.code == made.note.code
    assert [(line.unit, line.forms) for line in made.note.units] == [(UNITS[0], 1), (WATER, 2)]
    assert made.note.units[0].firsts == (opened(package([goals()])).code,)


def test_verify_shows_that_nothing_was_changed(county: Office) -> None:
    proof = proven(county.send_on().data)
    assert proof.holds
    text = "\n".join(proof.lines)
    first = opened(package([goals(WATER), goals(WATER, "河道清淤")]))
    assert "某县财政局 2022 年度，没有自己的表、2 个下级的包" in text
    assert f"内附 {WATER}：2 份表，包核对码 {proof.inner[1].package.code}；2 份在原清单 {first.code} 里" in text
    assert proof.of_code(first.code) == f"这张上报清单是 {WATER} 原来的，原清单在 转报.jbz 里的 {WATER} 里"
    assert len([document for one in proof.everything for document in one.documents]) == 3


def test_an_earlier_program_says_that_it_is_too_old(county: Office) -> None:
    assert f'"格式": {FORMAT_ON}'.encode() in opened(county.send_on().data).text
    assert '"格式": 1'.encode() in inner(opened(county.send_on().data)).text


def test_without_a_unit_or_anything_accepted_there_is_nothing_to_send(office: Offices) -> None:
    empty = office("某乡政府")
    empty.take(package([goals()]))
    with pytest.raises(UserError, match="没有已接受的表可转报"):
        empty.send_on()
    with pytest.raises(UserError, match="没有写转报的单位"):
        Forwarding(empty.store, CATALOGUE, 2022, "　", made=MADE)


def test_forms_without_a_kept_manifest_go_on_and_it_is_said(county: Office, office: Offices) -> None:
    """They came in before manifests were kept; what came later goes apart, with its own."""
    with county.store.collected._connection.writing() as db:
        db.execute("DELETE FROM origins")
    later = package([goals(WATER, "新的经费")], made="2022-03-08T09:00:00+08:00")
    county.take(later)
    county.accept_all()
    making = Forwarding(county.store, CATALOGUE, 2022, county.name, made=MADE)
    assert (making.total, list(making.work())) == (2, [1, 2, 2])
    assert making.bare == [UNITS[0], WATER]
    assert making.packed is not None
    proof = proven(making.packed.data)
    assert proof.holds
    assert [[first.first.code for first in one.firsts] for one in proof.inner] == [[], [opened(later).code], []]
    assert f"内附 {UNITS[0]}：1 份表，包核对码 {proof.inner[0].package.code}；没有原清单" in proof.lines
    city = office("某市财政局")
    _, *units = city.take(making.packed.data)
    assert [(outcome.kind, len(outcome.origins)) for outcome in units] == [
        (Kind.RECEIVED, 0),
        (Kind.RECEIVED, 1),
        (Kind.RECEIVED, 0),
    ]
    assert units[0].line.endswith(f"1 张表，经{county.name}报来）")
    assert city.store.collected.proofs(units[0].package) == []


def test_no_further_than_there_are_levels(office: Offices) -> None:
    data = package([goals(STATION)])
    for level in range(4):
        one = office(f"第{level}级")
        one.take(data)
        one.accept_all()
        if level == 3:
            assert one.store.collected.of_year(2022)[0].via == ("第2级", "第1级", "第0级")
        data = one.send_on().data
    last = office("第4级")
    last.take(data)
    last.accept_all()
    with pytest.raises(UserError, match="已经过 4 级转报，不能再转报"):
        last.send_on()
    assert last.store.collected.of_year(2022)[0].form == B


def test_codes_are_of_what_is_there(county: Office) -> None:
    proof = proven(county.send_on().data)
    assert all(one.package.code == code_of(one.package.content) for one in proof.everything)
    again = read_package(county.send_on().data, name="又一次")
    assert inner(again).digest == inner(proof.package).digest
