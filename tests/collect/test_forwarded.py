"""What an office passed on, judged: a form it changed, a manifest cut or put in, a note of another, bombs in bombs."""

from __future__ import annotations

import io
import json
import random
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from desktop.collect.judging import Fault
from desktop.collect.outcome import Kind, Outcome
from desktop.collect.receiving import receive
from desktop.export.package import nesting
from desktop.export.package.locking import lock
from desktop.export.package.manifest import Attachment, Manifest
from desktop.export.package.writing import write_package
from desktop.export.signing import sign_pdf
from desktop.forms import jsonio
from desktop.forms.calculation import Evaluation
from desktop.forms.canonical import digest
from desktop.forms.standing import Standing
from desktop.session.packages import prove_package
from desktop.session.packing import Packing, PackItem
from tests.collect.offices import CATALOGUE, MADE, Office, inner, opened
from tests.collect.packages import UNITS, goals, package
from tests.export.certificates import PASSWORD, p12
from tests.forms.samples import edition_of

WATER = UNITS[1]
FIRST, NOTE = "附件/原清单.json", "附件/原上报清单.pdf"
Change = Callable[[Manifest, dict[str, bytes]], Manifest]


@pytest.fixture
def county(tmp_path: Path) -> Iterator[Office]:
    office = Office("某县财政局", tmp_path)
    yield office
    office.store.close()


@pytest.fixture
def city(tmp_path: Path) -> Iterator[Office]:
    office = Office("某市财政局", tmp_path)
    yield office
    office.store.close()


def signed() -> bytes:
    """A unit's package with its signature under the note."""
    document = goals(WATER)
    evaluation = Evaluation(edition_of(document), document)
    put = partial(sign_pdf, p12=p12(), password=PASSWORD)
    packing = Packing([PackItem(evaluation, (), Standing())], (), CATALOGUE, made=MADE, sign=put)
    list(packing.work())
    assert packing.packed is not None
    return packing.packed.data


def sent_on(county: Office, *packages: bytes) -> bytes:
    """What the county honestly makes of packages."""
    county.take(*packages)
    county.accept_all()
    return county.send_on().data


def changed(data: bytes, change: Change) -> bytes:
    """The same with its first inner package spoiled, and all sums right again."""
    outer = opened(data)
    within = inner(outer)
    files = dict(within.files)
    manifest = change(within.manifest, files)
    name = next(item.file for item in outer.manifest.attachments if item.is_package)
    return write_package(
        replace(outer.manifest, note=""), _without_note(outer.files) | {name: write_package(manifest, files)}
    )


def _without_note(files: dict[str, bytes]) -> dict[str, bytes]:
    return {name: content for name, content in files.items() if not name.startswith("版面/")}


def another_form(manifest: Manifest, files: dict[str, bytes]) -> Manifest:
    """The office put in a figure of its own, and tells it everywhere but in the unit's manifest."""
    document = goals(WATER, 年度目标="县里改过的目标")
    entry = replace(manifest.entries[0], digest=digest(edition_of(document), document).hex())
    files[entry.file] = jsonio.dumps(document)
    return replace(manifest, entries=(entry,))


def another_revision(manifest: Manifest, files: dict[str, bytes]) -> Manifest:
    document = goals(WATER, revision=5)
    entry = replace(manifest.entries[0], revision=5)
    files[entry.file] = jsonio.dumps(document)
    return replace(manifest, entries=(entry,))


def of_another_unit(manifest: Manifest, files: dict[str, bytes]) -> Manifest:
    return replace(manifest, unit="别的局")


def cut(_manifest: Manifest, files: dict[str, bytes]) -> Manifest:
    files[FIRST] = files[FIRST][:-40]
    return _manifest


def no_manifest_at_all(manifest: Manifest, files: dict[str, bytes]) -> Manifest:
    files[FIRST] = b"[" * 100_000
    return manifest


def other_digest(manifest: Manifest, files: dict[str, bytes]) -> Manifest:
    raw = json.loads(files[FIRST])
    raw["文件"][0]["摘要"] = "0" * 64
    files[FIRST] = json.dumps(raw, ensure_ascii=False).encode()
    return manifest


def other_time(manifest: Manifest, files: dict[str, bytes]) -> Manifest:
    """All figures stay; only the note knows that it is another manifest."""
    raw = json.loads(files[FIRST])
    raw["制作时间"] = "2022-01-01T09:00:00+08:00"
    files[FIRST] = json.dumps(raw, ensure_ascii=False).encode()
    return manifest


def without_manifest(manifest: Manifest, files: dict[str, bytes]) -> Manifest:
    """The note alone proves nothing that could be looked at."""
    del files[FIRST]
    return replace(manifest, attachments=tuple(item for item in manifest.attachments if item.file != FIRST))


def with_note(content: bytes) -> Change:
    def put(manifest: Manifest, files: dict[str, bytes]) -> Manifest:
        files[NOTE] = content
        kept = tuple(item for item in manifest.attachments if item.file != NOTE)
        return replace(manifest, attachments=(*kept, Attachment(NOTE, "原上报清单")))

    return put


def with_many(manifest: Manifest, files: dict[str, bytes]) -> Manifest:
    """A manifest for every day of the year, to be read all at once."""
    more = [f"附件/原清单-{number}.json" for number in range(2, 203)]
    files |= dict.fromkeys(more, files[FIRST])
    return replace(manifest, attachments=(*manifest.attachments, *(Attachment(file, "原清单") for file in more)))


LIES: dict[str, tuple[Change, str]] = {
    "改了一张表": (another_form, "不在原清单里，或与原清单写的不同"),
    "改了修订": (another_revision, "不在原清单里，或与原清单写的不同"),
    "换了单位": (of_another_unit, f"原清单是{WATER}的，包是别的局的"),
    "原清单断了": (cut, "原清单：上报包的清单.json读不懂"),
    "原清单是别的": (no_manifest_at_all, "原清单：上报包的清单.json读不懂"),
    "原清单改了摘要": (other_digest, "原上报清单不是这份清单的"),
    "原清单改了时间": (other_time, "原上报清单不是这份清单的"),
    "只有原上报清单": (without_manifest, "原上报清单没有对应的原清单"),
    "没签名的原上报清单": (with_note(b"%PDF-1.7"), "原上报清单上没有电子签名"),
    "原清单太多": (with_many, "原清单太多或太大"),
    "不是PDF的原上报清单": (with_note(b"/ByteRange"), "原上报清单"),
}


@pytest.mark.parametrize("name", LIES)
def test_a_lie_about_what_the_unit_sent_is_refused_with_a_line(county: Office, city: Office, name: str) -> None:
    change, words = LIES[name]
    data = changed(sent_on(county, signed()), change)
    outer, refused = city.take(data)
    assert outer.kind is Kind.RECEIVED
    assert (refused.kind, refused.fault, refused.via) == (Kind.REFUSED, Fault.FALSE, (county.name,))
    assert words in refused.line
    assert "\n" not in refused.line
    assert city.store.collected.of_year(2022) == []
    proof = prove_package(opened(data), CATALOGUE, name="转报.jbz")
    assert not proof.holds
    assert words in "\n".join(proof.lines)


def test_a_signed_note_goes_all_the_way_and_is_told(county: Office, city: Office) -> None:
    sent = signed()
    _, outcome = city.take(sent_on(county, sent))
    (origin,) = outcome.origins
    assert origin.note == opened(sent).files[opened(sent).manifest.note]
    assert outcome.line.endswith(f"原清单核对码 {opened(sent).code}（有电子签名））")
    city.accept_all()
    proof = prove_package(opened(city.send_on().data), CATALOGUE, name="转报.jbz")
    (first,) = proof.inner[0].inner[0].firsts
    assert [one.holds for one in first.signatures] == [True]
    assert "原清单上的电子签名" in "\n".join(proof.lines)


def test_a_note_that_was_signed_for_another_package_is_refused_at_once(county: Office) -> None:
    one, two = opened(signed()), opened(package([goals(WATER, "别的经费")]))
    files = two.files | {one.manifest.note: one.files[one.manifest.note]}
    (outcome,) = county.take(write_package(replace(two.manifest, note=one.manifest.note), files))
    assert (outcome.fault, "上报清单不是这份清单的" in outcome.line) == (Fault.FALSE, True)


def broken(note: bytes) -> bytes:
    """A byte of what was signed is another one."""
    at = note.index(b"stream") + 40
    return note[:at] + bytes([note[at] ^ 1]) + note[at + 1 :]


def test_a_broken_signature_is_refused_on_its_way_and_at_once(county: Office, city: Office) -> None:
    data = signed()

    def spoil(manifest: Manifest, files: dict[str, bytes]) -> Manifest:
        files[NOTE] = broken(files[NOTE])
        return manifest

    *_, refused = city.take(changed(sent_on(county, data), spoil))
    assert (refused.fault, "原上报清单上的电子签名无效" in refused.line) == (Fault.FALSE, True)
    sent = opened(data)
    note = {sent.manifest.note: broken(sent.files[sent.manifest.note])}
    (outcome,) = city.take(write_package(sent.manifest, sent.files | note))
    assert (outcome.fault, "上报清单上的电子签名无效" in outcome.line) == (Fault.FALSE, True)


def test_an_unsigned_manifest_that_does_not_know_the_form_is_refused_too(county: Office, city: Office) -> None:
    _, refused = city.take(changed(sent_on(county, package([goals(WATER)])), other_digest))
    assert (refused.fault, "不在原清单里" in refused.line) == (Fault.FALSE, True)


def envelope(*contents: bytes, unit: str = "某县财政局") -> bytes:
    """An office's package around others, whatever they are."""
    files = {f"附件/{number:02}.jbz": content for number, content in enumerate(contents, 1)}
    items = tuple(Attachment(file, f"第{number}个") for number, file in enumerate(files, 1))
    return write_package(Manifest(unit, 2022, "2022-03-01T09:00:00+08:00", "绩表 0.2", (), items), files)


def refusals(outcomes: list[Outcome]) -> list[Fault | None]:
    return [outcome.fault for outcome in outcomes]


def test_an_envelope_holds_packages_or_it_is_none(city: Office) -> None:
    files = {"附件/01.pdf": b"%PDF-1.7"}
    made = "2022-03-01T09:00:00+08:00"
    empty = Manifest("某县财政局", 2022, made, "绩表 0.2", (), (Attachment("附件/01.pdf", "公函"),))
    (outcome,) = city.take(write_package(empty, files))
    assert (outcome.fault, "一张表也没有" in outcome.line) == (Fault.DAMAGED, True)
    mixed = replace(empty, attachments=(*empty.attachments, Attachment("附件/02.jbz", "某市水利局")))
    outcomes = city.take(write_package(mixed, files | {"附件/02.jbz": package([goals(WATER)])}))
    assert refusals(outcomes) == [None, None]
    assert [proof.title for proof in city.store.collected.proofs(outcomes[0].package)] == ["公函"]


def test_what_lies_too_deep_is_not_opened(city: Office) -> None:
    data = package([goals(WATER)])
    for level in range(6):
        data = envelope(data, unit=f"第{level}级")
    outcomes = city.take(data)
    assert refusals(outcomes) == [None] * 5 + [Fault.DEEP]
    assert "包里套包超过 4 层，没有打开" in outcomes[-1].line
    assert city.store.collected.of_year(2022) == []
    assert "套包超过" in "\n".join(prove_package(opened(data), CATALOGUE, name="套.jbz").lines)


def test_a_package_twice_in_one_envelope_is_taken_once(city: Office) -> None:
    data = package([goals(WATER)])
    outcomes = city.take(envelope(data, data))
    assert [outcome.kind for outcome in outcomes] == [Kind.RECEIVED, Kind.RECEIVED, Kind.SAME]
    assert len(city.store.collected.of_year(2022)) == 1


def test_one_bad_package_in_an_envelope_does_not_stop_the_rest(city: Office) -> None:
    good = package([goals(WATER)])
    outcomes = city.take(envelope(good[:-200], b"", b"PK\x03\x04", good, lock(good, "口令")))
    assert refusals(outcomes) == [None, Fault.DAMAGED, Fault.DAMAGED, Fault.DAMAGED, None, Fault.LOCKED]
    assert len(city.store.collected.of_year(2022)) == 1


def bomb(size: int) -> bytes:
    """A package with a large proof that packs to nothing, below the ratio that is refused by itself."""
    document = goals(WATER)
    return package([document], attachments=[("附件/09.txt", "大", b"0" * size)])


def test_bombs_within_one_file_are_counted_together(city: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nesting, "MAX_WITHIN", 2_500_000)
    outcomes = city.take(envelope(*(bomb(1_000_000 + number) for number in range(4))))
    assert refusals(outcomes) == [None, None, None, Fault.DEEP, Fault.DEEP]
    assert "里面的包展开后加起来太大，没有打开" in outcomes[-1].line
    assert refusals(city.take(bomb(2_600_000)))[0] is Fault.DAMAGED


def test_verify_says_which_package_it_could_not_open() -> None:
    good = package([goals(WATER)])
    proof = prove_package(opened(envelope(lock(good, "口令"), good)), CATALOGUE, name="转报.jbz")
    assert (proof.holds, proof.closed) == (True, ("第1个",))
    assert "内附 第1个：加了密码，没有打开" in proof.lines


def test_locked_ones_are_counted_when_they_are_open(city: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nesting, "MAX_WITHIN", 2_500_000)
    packages = [lock(bomb(900_000 + number), "口令") for number in range(4)]
    data = envelope(*packages)
    file = city.folder / "密.jbz"
    file.write_bytes(data)
    outcomes = list(receive([file], city.store, CATALOGUE, passwords=["口令"]))
    assert refusals(outcomes) == [None, None, None, None, Fault.DEEP]


def test_a_package_within_another_that_packs_well_holds_a_bomb(city: Office) -> None:
    data = envelope(b"0" * 100_000)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as one, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as two:
        for info in one.infolist():
            two.writestr(info.filename, one.read(info), zipfile.ZIP_DEFLATED)
    (outcome,) = city.take(out.getvalue())
    assert (outcome.fault, "展开后太大" in outcome.line) == (Fault.DAMAGED, True)


@pytest.mark.parametrize("seed", range(40))
def test_whatever_is_spoiled_on_the_way_is_told_in_lines(county: Office, city: Office, seed: int) -> None:
    """Bytes turned, cut out, or put in twice: outcomes and never a fault of the program."""
    chance = random.Random(seed)
    data = sent_on(county, package([goals(WATER)]), package([goals()]))
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(data))
        end = min(len(data), at + chance.choice((1, 1, 8, 200)))
        middle = chance.choice((b"", bytes(end - at), data[at:end] * 2, bytes([chance.randrange(256)]) * (end - at)))
        data = data[:at] + middle + data[end:]
    for outcome in city.take(data):
        assert outcome.line
        assert "\n" not in outcome.line
    city.take(sent_on(county, package([goals(UNITS[2])])))
    assert len(city.store.collected.of_year(2022)) == 3
