"""A package comes back whole, and everything that is not a whole package of ours is refused with one line."""

from __future__ import annotations

import hashlib
import io
import json
import random
import zipfile
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from typing import Any

import pytest

from desktop.errors import UserError
from desktop.export.package import MANIFEST
from desktop.export.package.manifest import Attachment, Entry, Manifest, Previous, Told
from desktop.export.package.reading import MAX_FILES, read_package
from desktop.export.package.writing import write_package

DOCUMENT = json.dumps({"表": "部门预算项目支出绩效目标批复表", "年度": 2022, "数据": {}}, ensure_ascii=False).encode()
FILES = {"文档/01.json": DOCUMENT, "版面/01-档案整理.pdf": b"%PDF-1.7 ...", "附件/01-合同.pdf": b"%PDF-1.4 ..."}
ENTRY = Entry(
    file="文档/01.json", form="部门预算项目支出绩效目标批复表", edition="巴中市-2022", year=2022, unit="某市人社局",
    project="档案整理𡋤", revision=3, digest="a" * 64, previous=Previous(2, "b" * 64),
    printed=("版面/01-档案整理.pdf",),
    findings=(Told("B05", "W", "以前年度预算安排", "勾的是延续项目，却没有填", "上年由局机关列支"),),
)  # fmt: skip
MADE = Manifest(
    unit="某市人社局", year=2022, made="2022-03-01T09:00:00+08:00", program="绩表 0.2", entries=(ENTRY,),
    attachments=(Attachment("附件/01-合同.pdf", "采购合同", "文档/01.json"),),
)  # fmt: skip


def written() -> bytes:
    return write_package(MADE, FILES)


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def with_manifest(change: Callable[[dict[str, Any]], object]) -> bytes:
    files = members(written())
    raw = json.loads(files[MANIFEST])
    change(raw)
    files[MANIFEST] = json.dumps(raw, ensure_ascii=False).encode()
    return zipped(files)


def with_file(name: str, content: bytes) -> bytes:
    return zipped(members(written()) | {name: content})


def test_a_package_comes_back_as_it_was_made() -> None:
    package = read_package(written(), name="某局.jbz")
    sums = {name: hashlib.sha256(content).hexdigest() for name, content in FILES.items()}
    assert package.manifest == replace(MADE, sums=sums)
    assert package.files == FILES
    assert package.digest == hashlib.sha256(members(written())[MANIFEST]).digest()


def test_the_same_content_makes_the_same_bytes() -> None:
    assert written() == write_package(MADE, dict(reversed(FILES.items())))


def test_files_the_manifest_does_not_name_are_never_packed() -> None:
    with pytest.raises(ValueError, match="differ"):
        write_package(MADE, FILES | {"文档/02.json": b"{}"})


def encrypted() -> bytes:
    data = bytearray(written())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = data.find(mark)
        while start >= 0:
            data[start + at] |= 1
            start = data.find(mark, start + 4)
    return bytes(data)


def link() -> bytes:
    out = io.BytesIO(written())
    with zipfile.ZipFile(out, "a") as archive:
        info = zipfile.ZipInfo("附件/02.pdf")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    return out.getvalue()


def twice(name: str) -> bytes:
    out = io.BytesIO(written())
    told = pytest.warns(UserWarning, match="Duplicate") if name in FILES else nullcontext()
    with told, zipfile.ZipFile(out, "a") as archive:
        archive.writestr(name, b"{}")
    return out.getvalue()


def lying_directory() -> bytes:
    """The directory says 10 bytes, the stream inflates to a million."""
    data = bytearray(zipped(members(written()) | {"附件/01-合同.pdf": b"0" * 1_000_000}))
    start = data.rfind(b"PK\x01\x02", 0, data.find("附件/01-合同.pdf".encode(), data.find(b"PK\x01\x02")))
    data[start + 24 : start + 28] = (10).to_bytes(4, "little")
    return bytes(data)


BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "空文件": (lambda: b"", "文件是空的"),
    "别的文件": (lambda: b"PK\x03\x04 not a zip", "不完整或已损坏"),
    "文字": (lambda: "这不是包".encode("gbk"), "不完整或已损坏"),
    "断了": (lambda: written()[: len(written()) // 2], "不完整或已损坏"),
    "只剩开头": (lambda: written()[:40], "不完整或已损坏"),
    "别人的 zip": (lambda: zipped({"readme.txt": b"hello"}), "不是绩表的上报包"),
    "加了密": (encrypted, "压缩或加密方式不是本程序的"),
    "别的压缩": (lambda: zipped(members(written()), zipfile.ZIP_BZIP2), "压缩或加密方式不是本程序的"),
    "上级目录": (lambda: with_file("../evil.json", b"{}"), "文件名“../evil.json”不对"),
    "绝对路径": (lambda: with_file("/etc/evil", b"{}"), "文件名“/etc/evil”不对"),
    "盘符": (lambda: with_file("C:evil", b"{}"), "文件名“C:evil”不对"),
    "反斜线": (lambda: with_file("文档\\..\\evil", b"{}"), "不对"),
    "文件夹": (lambda: with_file("文档/子/", b""), "不是普通文件"),
    "链接": (link, "“附件/02.pdf”不是普通文件"),
    "同名两个": (lambda: twice("文档/01.json"), "有两个“文档/01.json”"),
    "只差大小写": (lambda: twice("文档/01.JSON"), "有两个“文档/01.JSON”"),
    "清单外的文件": (lambda: with_file("文档/99.json", b"{}"), "多出清单里没有的文件“文档/99.json”"),
    "少一个文件": (
        lambda: zipped({name: text for name, text in members(written()).items() if not name.endswith("pdf")}),
        "缺少清单里列的文件",
    ),
    "文件改过": (lambda: with_file("文档/01.json", DOCUMENT.replace(b"2022", b"2023")), "“文档/01.json”被改动过"),
    "炸弹": (lambda: with_file("附件/01-合同.pdf", bytes(300_000_000)), "展开后太大"),
    "许多小炸弹": (lambda: zipped({f"文档/{n}.json": bytes(900_000) for n in range(700)}), "展开后太大"),
    "目录说谎": (lying_directory, "不完整或已损坏"),
    "文件太多": (lambda: zipped({str(number): b"" for number in range(MAX_FILES + 1)}), "太多了"),
    "清单不是 JSON": (lambda: with_file(MANIFEST, b"{"), "读不懂"),
    "清单不是 UTF-8": (lambda: with_file(MANIFEST, '{"格式": 1}'.encode("gbk")), "读不懂"),
    "清单嵌套十万层": (lambda: with_file(MANIFEST, b"[" * 100_000), "读不懂"),
    "清单里的小数": (lambda: with_file(MANIFEST, b'{"a": NaN}'), "读不懂"),
    "清单是列表": (lambda: with_file(MANIFEST, b"[]"), "不对"),
    "较新的格式": (lambda: with_manifest(lambda raw: raw.update({"格式": 3})), "较新的程序"),
    "缺单位": (lambda: with_manifest(lambda raw: raw.pop("单位")), "“单位”不对"),
    "多一项": (lambda: with_manifest(lambda raw: raw.update({"命令": "format c:"})), "“命令”不对"),
    "年度不是数": (lambda: with_manifest(lambda raw: raw.update({"年度": "2022"})), "“年度”不对"),
    "年度是真假": (lambda: with_manifest(lambda raw: raw.update({"年度": True})), "“年度”不对"),
    "摘要不对": (
        lambda: with_manifest(lambda raw: raw["文件"][0].update({"摘要": "zz"})),
        "“文件第1项 摘要”不对",
    ),
    "指到包外": (
        lambda: with_manifest(lambda raw: raw["文件"][0].update({"文档": "文档/../../x"})),
        "“文件第1项 文档”不对",
    ),
    "一个文件说两次": (
        lambda: with_manifest(lambda raw: raw["文件"].append(raw["文件"][0])),
        "列的文件前后不一致",
    ),
    "一张表也没有": (lambda: with_manifest(lambda raw: raw.update({"文件": []})), "一张表也没有"),
    "附件关于没有的表": (
        lambda: with_manifest(lambda raw: raw["附件"][0].update({"关于": "文档/77.json"})),
        "附件说明的表不在包里",
    ),
    "单位里有控制字符": (lambda: with_manifest(lambda raw: raw.update({"单位": "某\x1b[2J局"})), "“单位”不对"),
    "单位太长": (lambda: with_manifest(lambda raw: raw.update({"单位": "某" * 3000})), "“单位”不对"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_package_is_refused_in_one_line(case: str) -> None:
    make, said = BAD[case]
    with pytest.raises(UserError, match=said) as caught:
        read_package(make(), name="某局.jbz")
    assert str(caught.value).startswith("某局.jbz：")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("seed", range(8))
def test_whatever_happens_to_its_bytes_it_is_read_whole_or_refused(seed: int) -> None:
    """Flipped bits, bytes cut out, doubled or put elsewhere: never a crash, and never another content."""
    chance, good = random.Random(seed), written()
    whole = read_package(good, name="某局.jbz")
    for _ in range(100):
        data = bytearray(good)
        for _ in range(chance.randint(1, 4)):
            at, length = chance.randrange(len(data)), chance.randint(1, 40)
            match chance.randrange(4):
                case 0:
                    data[at] ^= 1 << chance.randrange(8)
                case 1:
                    del data[at : at + length]
                case 2:
                    data[at:at] = data[at : at + length]
                case _:
                    data[at : at + length] = chance.randbytes(length)
            data = data or bytearray(b"\0")
        try:
            package = read_package(bytes(data), name="某局.jbz")
        except UserError:
            continue
        assert package.files == whole.files
        assert package.manifest == whole.manifest
