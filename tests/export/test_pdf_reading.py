"""Documents come back out of the PDF, byte for byte; whatever else is called .pdf gets one plain line."""

from __future__ import annotations

import contextlib
import io
import json
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject

from desktop.errors import UserError
from desktop.export.official import pdf_of
from desktop.export.pdf import PdfDocument, write_pdf
from desktop.export.pdf.reading import MAX_DOCUMENT, read_attachments
from desktop.forms import jsonio
from desktop.forms.catalogue import bundled
from desktop.resources import asset
from desktop.session.intake import read_file
from tests.export import pdf_pages
from tests.forms.samples import evaluated, grown, sample

NAMES = sorted(file.stem for file in asset("samples").glob("*.json"))
RARE = "䶮㛃𬭎𫖯𡋤"


def refusal(data: bytes) -> str:
    with pytest.raises(UserError) as caught:
        read_attachments(data, name="表.pdf")
    return str(caught.value)


@pytest.mark.parametrize("name", NAMES)
def test_every_sample_comes_back_as_it_went_in(name: str, tmp_path: Path) -> None:
    document = sample(name)
    file = tmp_path / "表.pdf"
    file.write_bytes(pdf_of([evaluated(document)]))
    assert read_attachments(file.read_bytes(), name="表.pdf") == [jsonio.dumps(document)]
    assert read_file(file, bundled()).documents == [document]


def test_names_long_lists_and_blanks_come_back(tmp_path: Path) -> None:
    document = grown("D-示例", "绩效指标", 300)
    document.data["项目负责人"] = RARE
    document.data["项目名称"] = None
    (back,) = read_attachments(pdf_of([evaluated(document)]), name="表.pdf")
    assert jsonio.loads(back, name="表.json", catalogue=bundled()) == document


def test_all_forms_of_a_bound_file_come_back_in_order() -> None:
    documents = []
    for number in range(1, 13):
        document = sample("B-示例")
        document.data["项目名称"] = f"第{number}个项目"
        documents.append(document)
    found = read_attachments(pdf_of([evaluated(item) for item in documents]), name="表.pdf")
    assert found == [jsonio.dumps(item) for item in documents]


def rewritten(change: Callable[[PdfWriter], object], data: bytes) -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_another_program_may_have_saved_it_again() -> None:
    data = pdf_of([evaluated(sample("B-示例"))])
    again = rewritten(lambda writer: writer.compress_identical_objects(), data)
    assert again != data
    assert read_attachments(again, name="表.pdf") == [jsonio.dumps(sample("B-示例"))]


def test_what_others_attached_is_left_alone() -> None:
    data = pdf_of([evaluated(sample("B-示例"))])
    more = rewritten(lambda writer: writer.add_attachment("照片.jpg", b"..."), data)
    assert read_attachments(more, name="表.pdf") == [jsonio.dumps(sample("B-示例"))]


def test_a_foreign_pdf_is_told_in_a_line() -> None:
    foreign = rewritten(lambda writer: writer.add_blank_page(100, 100), pdf_pages.written("别处来的"))
    line = "表.pdf：这个 PDF 里没有附带填好的表。请选择本程序导出的 PDF，或索取 .json、.xlsx 文件。"
    assert refusal(foreign) == line


def test_a_locked_pdf_is_told_in_a_line() -> None:
    locked = rewritten(lambda writer: writer.encrypt("秘", algorithm="RC4-128"), pdf_of([evaluated(sample("B-示例"))]))
    assert "加了密码" in refusal(locked)


def test_a_pdf_cut_short_anywhere_is_told_in_a_line_or_read_whole() -> None:
    data = pdf_of([evaluated(sample("D-示例"))])
    whole = [jsonio.dumps(sample("D-示例"))]
    for length in range(0, len(data), len(data) // 60):
        with contextlib.suppress(UserError):
            assert read_attachments(data[:length], name="表.pdf") == whole


@pytest.mark.parametrize("seed", range(40))
def test_a_pdf_with_broken_bytes_is_told_in_a_line_or_read(seed: int, tmp_path: Path) -> None:
    data = bytearray(pdf_of([evaluated(sample("F-示例"))]))
    for number in range(30):
        data[(seed * 7919 + number * 104729) % len(data)] ^= 1 + (seed + number) % 255
    file = tmp_path / "坏.pdf"
    file.write_bytes(data)
    with contextlib.suppress(UserError):
        assert read_file(file, bundled()).documents == [sample("F-示例")]


def attached(data: bytes) -> bytes:
    return write_pdf([PdfDocument("表", [pdf_pages.project_page()], data)], title="表")


def test_a_bomb_is_not_unpacked() -> None:
    bomb = attached(b" " * (100 * 1024 * 1024))
    assert len(bomb) < 200_000
    tracemalloc.start()
    try:
        assert "超过 8 MB" in refusal(bomb)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 3 * MAX_DOCUMENT


def test_a_tree_of_attachments_that_turns_in_circles_ends() -> None:
    def turn(writer: PdfWriter) -> None:
        tree = writer.root_object["/Names"]["/EmbeddedFiles"]  # type: ignore[index]  # pypdf's types are too wide
        reference = writer._add_object(DictionaryObject())
        tree[NameObject("/Kids")] = ArrayObject([reference, reference])
        reference.get_object()[NameObject("/Kids")] = ArrayObject([reference, reference])  # type: ignore[index]

    assert "附带的文件太多" in refusal(rewritten(turn, pdf_of([evaluated(sample("F-示例"))])))


def test_packing_we_do_not_use_is_refused() -> None:
    def pack(writer: PdfWriter) -> None:
        names = writer.root_object["/Names"]["/EmbeddedFiles"]["/Names"]  # type: ignore[index]  # see above
        names[1].get_object()["/EF"]["/F"].get_object()[NameObject("/Filter")] = NameObject("/LZWDecode")

    assert "不认识的压缩方式" in refusal(rewritten(pack, pdf_of([evaluated(sample("F-示例"))])))


def test_what_is_attached_is_checked_like_any_file(tmp_path: Path) -> None:
    raw = json.loads(jsonio.dumps(sample("F-示例")))
    raw["数据"]["没有的字段"] = "1"
    file = tmp_path / "表.pdf"
    file.write_bytes(attached(json.dumps(raw, ensure_ascii=False).encode()))
    with pytest.raises(UserError, match=r"^表\.pdf：没有的字段 是不认识的字段"):
        read_file(file, bundled())


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.7\n" + b"obj " * 9999, b"%PDF-" + bytes(range(256)) * 99])
def test_what_only_begins_like_a_pdf(data: bytes, tmp_path: Path) -> None:
    file = tmp_path / "表.pdf"
    file.write_bytes(data)
    with pytest.raises(UserError, match=r"^表\.pdf：PDF 文件已损坏"):
        read_file(file, bundled())
