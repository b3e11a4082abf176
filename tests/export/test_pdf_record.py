"""What makes the PDF a record: PDF/A-3u (ISO 19005-3), as far as its rules can be looked up in the file."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zlib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from fontTools.ttLib import TTFont
from PIL import Image, ImageCms
from pypdf.generic import DictionaryObject, StreamObject

from desktop.export.official import pdf_of
from desktop.export.pdf import srgb
from desktop.forms.canonical import digest
from tests.export import pdf_pages
from tests.forms.samples import evaluated, sample

CREATED = datetime(2023, 3, 4, 5, 6, 7, tzinfo=UTC)
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_SPACES = {
    "pdfaid": "{http://www.aiim.org/pdfa/ns/id/}",
    "dc": "{http://purl.org/dc/elements/1.1/}",
    "pdf": "{http://ns.adobe.com/pdf/1.3/}",
    "xmp": "{http://ns.adobe.com/xap/1.0/}",
}


@pytest.fixture(scope="module")
def data() -> bytes:
    document = sample("D-示例")
    document.data["项目负责人"] = "张<&>𡋤"
    return pdf_of([evaluated(sample("B-示例")), evaluated(document)], created=CREATED)


@pytest.fixture(scope="module")
def reader(data: bytes) -> Any:
    return pdf_pages.pypdf(data)


def objects(reader: Any) -> list[Any]:
    return [reader.get_object(number) for number in range(1, int(reader.trailer["/Size"]))]


def test_the_properties_tell_unit_form_year_and_digests(reader: Any) -> None:
    evaluations = [evaluated(sample("B-示例")), evaluated(sample("D-示例"))]
    evaluations[1].document.data["项目负责人"] = "张<&>𡋤"
    properties = reader.metadata
    assert properties["/Author"] == "某市人力资源和社会保障局、某县人力资源和社会保障局"
    assert properties["/Subject"] == "2022年部门预算项目支出绩效目标批复表、2022年部门预算项目支出绩效自评表"
    hashes = [f"sha256:{digest(item.edition, item.document).hex()}" for item in evaluations]
    assert properties["/Keywords"].split() == hashes
    assert properties["/Producer"] == properties["/Creator"]
    assert properties["/Creator"].startswith("绩表 ")


def test_the_metadata_say_the_same_as_the_properties(reader: Any) -> None:
    stream = reader.trailer["/Root"]["/Metadata"]
    assert (stream["/Type"], stream["/Subtype"]) == ("/Metadata", "/XML")
    assert "/Filter" not in stream
    (said,) = ElementTree.fromstring(stream.get_data().decode()).iter(f"{_RDF}Description")

    def text(name: str) -> str:
        space, key = name.split(":")
        (found,) = said.iter(_SPACES[space] + key)
        return "".join(found.itertext()).strip()

    assert (text("pdfaid:part"), text("pdfaid:conformance")) == ("3", "U")
    assert text("xmp:CreateDate") == text("xmp:ModifyDate") == "2023-03-04T05:06:07+00:00"
    pairs = {
        "dc:title": "/Title", "dc:creator": "/Author", "dc:description": "/Subject", "pdf:Keywords": "/Keywords",
        "pdf:Producer": "/Producer", "xmp:CreatorTool": "/Creator",
    }  # fmt: skip
    for name, key in pairs.items():
        assert text(name) == reader.metadata[key]


def test_properties_that_are_empty_stand_nowhere() -> None:
    reader = pdf_pages.pypdf(pdf_pages.written("无\ufffe主"))
    assert set(reader.metadata) == {"/Title", "/Creator", "/Producer", "/CreationDate", "/ModDate"}
    packet = reader.trailer["/Root"]["/Metadata"].get_data().decode()
    ElementTree.fromstring(packet)
    assert "dc:creator" not in packet
    assert reader.metadata.title == "无 主"


def test_colours_have_a_profile_and_it_is_srgb(reader: Any) -> None:
    (intent,) = reader.trailer["/Root"]["/OutputIntents"]
    assert intent["/S"] == "/GTS_PDFA1"
    stream = intent["/DestOutputProfile"]
    assert stream["/N"] == 3
    assert stream.get_data() == srgb.profile()
    ours = ImageCms.ImageCmsProfile(io.BytesIO(srgb.profile()))
    theirs = ImageCms.createProfile("sRGB")
    colours = Image.frombytes("RGB", (256, 3), bytes(range(256)) * 9)
    changed = ImageCms.profileToProfile(colours, ours, theirs)
    assert changed is not None
    assert max(abs(a - b) for a, b in zip(colours.tobytes(), changed.tobytes(), strict=True)) <= 1


def test_the_file_is_laid_down_as_the_archive_wants_it(data: bytes, reader: Any) -> None:
    assert re.match(rb"%PDF-1\.7\n%[\x80-\xff]{4,}\n", data), "6.1.2"
    assert data.endswith(b"%%EOF\n"), "6.1.3"
    first, second = reader.trailer["/ID"]
    assert first == second
    assert len(first) == 16
    for match in re.finditer(rb"/Length (\d+).*?>>\nstream\n", data):
        assert data[match.end() + int(match[1]) :].startswith(b"\nendstream\nendobj\n"), "6.1.7.1"
    assert "/Encrypt" not in reader.trailer
    filters = {str(item.get("/Filter")) for item in objects(reader) if isinstance(item, StreamObject)}
    assert filters <= {"None", "/FlateDecode"}, "6.1.7.2"


def test_nothing_acts_hides_or_shows_through(reader: Any) -> None:
    """6.5 (actions), 6.9 (layers), 6.2.10 (transparency), 6.2.9 (outside content)."""
    forbidden = {"/AA", "/JS", "/OCProperties", "/Launch", "/SMask", "/BM", "/Ref", "/OPI", "/PS", "/NeedAppearances"}
    for item in objects(reader):
        if isinstance(item, DictionaryObject):
            assert not forbidden & set(item), item
            assert item.get("/S") not in {"/JavaScript", "/Launch"}


def test_fonts_hold_what_is_shown_and_say_how_wide_it_is(reader: Any) -> None:
    """6.2.11: embedded, widths those of the program, no glyph that is not in it, Unicode for all."""
    fonts = reader.pages[0]["/Resources"]["/Font"]
    assert len(fonts) >= 3
    for font in fonts.values():
        descendant = font["/DescendantFonts"][0]
        assert font["/Encoding"] == "/Identity-H"
        assert descendant["/CIDToGIDMap"] == "/Identity"
        program = TTFont(io.BytesIO(descendant["/FontDescriptor"]["/FontFile2"].get_data()))
        widths = dict.fromkeys(range(len(program.getGlyphOrder())), descendant["/DW"])
        for first, listed in zip(descendant["/W"][::2], descendant["/W"][1::2], strict=True):
            widths |= dict(enumerate(listed, first))
        units = program["head"].unitsPerEm
        for number, (advance, _) in enumerate(program["hmtx"].metrics.values()):
            if number in widths:
                assert abs(widths[number] - advance * 1000 / units) <= 1
        codes = re.findall(rb"^<([0-9A-F]{4})> <([0-9A-F]+)>$", font["/ToUnicode"].get_data(), re.MULTILINE)
        assert codes
        for code, character in codes:
            assert 0 < int(code, 16) < len(program.getGlyphOrder())
            assert character not in {b"0000", b"FEFF", b"FFFE"}


def test_every_attachment_belongs_to_the_file_and_to_its_page(reader: Any) -> None:
    """6.8."""
    root = reader.trailer["/Root"]
    named = root["/Names"]["/EmbeddedFiles"]["/Names"]
    assert [str(name) for name in named[::2]] == ["文档-1.json", "文档-2.json"]
    assert [item.idnum for item in root["/AF"]] == [item.idnum for item in named[1::2]]
    for entry, mark in zip(named[1::2], reader.outline, strict=True):
        specification = entry.get_object()
        page = reader.pages[reader.get_destination_page_number(mark)]
        assert [item.idnum for item in page["/AF"]] == [entry.idnum]
        assert specification["/F"] == specification["/UF"]
        assert specification["/AFRelationship"] == "/Source"
        assert specification["/Desc"] == mark.title
        stream = specification["/EF"]["/F"]
        assert stream["/Subtype"] == "/application/json"
        assert stream["/Params"]["/Size"] == len(zlib.decompress(stream._data))


@pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not installed here")
def test_qpdf_finds_nothing_wrong(data: bytes, tmp_path: Path) -> None:
    file = tmp_path / "表.pdf"
    file.write_bytes(data)
    run = subprocess.run(["qpdf", "--check", str(file)], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
