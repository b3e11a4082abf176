"""What a unit first sent, found again in the package that an office made of it."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from desktop.errors import UserError
from desktop.export.package import MANIFEST
from desktop.export.package.manifest import Attachment, Manifest, content_digest, loads
from desktop.export.package.nesting import LEVELS, MAX_WITHIN, Room
from desktop.export.package.origins import NONE_KEPT, faults, firsts_of, is_origin, member_names
from desktop.export.package.reading import Package, read_package, unpacked_size
from desktop.export.package.writing import write_package
from tests.export.package.test_package import ENTRY, FILES, MADE, written

FIRST, NOTE = member_names(0)


def passed_on(texts: dict[str, bytes], **more: object) -> Package:
    """A package of the same document, with these files as its first manifests."""
    entry = replace(ENTRY, printed=())
    files = {entry.file: FILES[entry.file]} | texts
    items = tuple(Attachment(file, "原清单") for file in texts)
    manifest = replace(MADE, entries=(entry,), attachments=items, **more)  # type: ignore[arg-type]
    return read_package(write_package(manifest, files), name="包")


def found(package: Package) -> list[str]:
    return list(faults(package, firsts_of(package, name="包"), name="包"))


def test_their_names_and_no_others() -> None:
    assert member_names(0) == ("附件/原清单.json", "附件/原上报清单.pdf")
    assert member_names(1) == ("附件/原清单-2.json", "附件/原上报清单-2.pdf")
    assert all(is_origin(file) for number in (0, 1, 199) for file in member_names(number))
    assert is_origin(NONE_KEPT)
    for other in (
        "附件/01-原清单.json",
        "附件/原清单-0.json",
        "文档/原清单.json",
        "附件/原清单.pdf",
        "附件/原清单.json.jbz",
    ):
        assert not is_origin(other)


def test_every_document_stands_in_what_the_unit_sent() -> None:
    sent = read_package(written(), name="某局.jbz")
    package = passed_on({FIRST: sent.text})
    (first,) = firsts_of(package, name="包")
    assert (first.text, first.content, first.code) == (sent.text, content_digest(sent.manifest), sent.code)
    assert found(package) == []


def test_another_digest_or_unit_is_named() -> None:
    raw = json.loads(read_package(written(), name="").text)
    raw["文件"][0]["修订"] = 9
    assert found(passed_on({FIRST: json.dumps(raw, ensure_ascii=False).encode()})) == [
        f"《{ENTRY.form}》{ENTRY.project}不在原清单里，或与原清单写的不同"
    ]
    other = passed_on({FIRST: read_package(written(), name="").text}, unit="别的局")
    assert found(other) == ["原清单是某市人社局的，包是别的局的"]


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ({FIRST: b"{}"}, "“格式”不对"),
        ({NOTE: b"%PDF-1.7"}, "原上报清单没有对应的原清单"),
        ({member_names(number)[0]: b"{}" for number in range(201)}, "原清单太多或太大"),
    ],
)
def test_what_cannot_be_read_is_one_line(texts: dict[str, bytes], said: str) -> None:
    with pytest.raises(UserError, match=said):
        firsts_of(passed_on(texts), name="包")


def test_without_documents_there_is_a_package_within_and_another_format() -> None:
    outer = Manifest("某县财政局", 2022, MADE.made, MADE.program, (), (Attachment("附件/01.jbz", "某市人社局"),))
    data = write_package(outer, {"附件/01.jbz": written()})
    package = read_package(data, name="转报.jbz")
    assert (package.manifest.entries, json.loads(package.text)["格式"]) == ((), 2)
    assert json.loads(read_package(written(), name="").text)["格式"] == 1
    assert loads(package.text, name=MANIFEST) == package.manifest


def test_room_for_packages_within() -> None:
    room = Room()
    data = written()
    assert unpacked_size(data) > len(data) - 1
    assert (unpacked_size(b""), unpacked_size(b"PK\x03\x04")) == (0, 4)
    room.admit(data, LEVELS, name="包")
    with pytest.raises(UserError, match="包里套包超过 4 层，没有打开"):
        room.admit(data, LEVELS + 1, name="包")
    room.take(MAX_WITHIN)
    with pytest.raises(UserError, match="里面的包展开后加起来太大"):
        room.admit(data, 1, name="包")
