"""What may go along with the documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.errors import UserError
from desktop.export.package.locking import lock
from desktop.export.package.proofs import MAX_PROOF, member_stem, read_proof
from tests.export.package.test_package import written

KINDS = {
    "合同.pdf": (b"%PDF-1.4 ...", ".pdf"), "名字没有尾巴": (b"\xff\xd8\xff\xe0...", ".jpg"),
    "截图.jpg": (b"\x89PNG\r\n\x1a\n...", ".png"), "扫描.tiff": (b"II*\x00....", ".tif"),
    "图.bmp": (b"BM\x0a\x00\x00\x00....", ".bmp"),
}  # fmt: skip


@pytest.mark.parametrize(("name", "data", "suffix"), [(name, *kind) for name, kind in KINDS.items()], ids=KINDS)
def test_the_kind_is_told_by_the_content(tmp_path: Path, name: str, data: bytes, suffix: str) -> None:
    (tmp_path / name).write_bytes(data)
    assert read_proof(tmp_path / name) == (suffix, data)


def test_the_package_of_those_below_goes_along_whole(tmp_path: Path) -> None:
    for data in (written(), lock(written(), "口令")):
        (tmp_path / "某镇").write_bytes(data)
        assert read_proof(tmp_path / "某镇") == (".jbz", data)


@pytest.mark.parametrize("data", [b"", b"MZ\x90\x00", b"PK\x03\x04", b"BMW", "说明".encode()])
def test_anything_else_is_refused_whatever_its_name(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "合同.pdf").write_bytes(data)
    with pytest.raises(UserError, match=r"合同\.pdf：附件应是 PDF 或图片"):
        read_proof(tmp_path / "合同.pdf")


def test_one_that_is_too_large_or_not_there(tmp_path: Path) -> None:
    with (tmp_path / "大.pdf").open("wb") as file:
        file.write(b"%PDF-")
        file.truncate(MAX_PROOF + 1)
    with pytest.raises(UserError, match="附件超过 20 MB"):
        read_proof(tmp_path / "大.pdf")
    with pytest.raises(UserError, match="打不开附件：找不到"):
        read_proof(tmp_path / "没有.pdf")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("采购合同", "采购合同"), ("a/b\\c:d", "a b c d"), ("第1..2批", "第1.2批"), (" . ", "附件"), ("", "附件"),
        ("一\u200b二\n三", "一 二 三"), ("龙𡋤" * 50, "龙𡋤" * 30),
    ],
)  # fmt: skip
def test_names_within_the_package(text: str, name: str) -> None:
    assert member_stem(text) == name
