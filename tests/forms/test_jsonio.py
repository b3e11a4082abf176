"""Files that come in: right ones come back unchanged, wrong ones are refused with one line that says where."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from desktop.errors import UserError
from desktop.forms import jsonio
from desktop.forms.catalogue import bundled
from desktop.forms.document import Document
from tests.forms.samples import raw_sample

Spoil = Callable[[dict[str, Any]], object]


def loaded(raw: object) -> Document:
    data = raw if isinstance(raw, bytes) else json.dumps(raw, ensure_ascii=False).encode()
    return jsonio.loads(data, name="某表.json", catalogue=bundled())


@pytest.mark.parametrize("name", ["B-示例", "D-示例"])
def test_a_document_comes_back_unchanged(name: str) -> None:
    raw = raw_sample(name)
    assert json.loads(jsonio.dumps(loaded(raw))) == raw


def test_without_an_edition_the_fitting_one_is_taken_and_not_written_out() -> None:
    raw = raw_sample("B-示例")
    del raw["版式"]
    document = loaded(raw)
    assert document.edition == "巴中市-2022"
    assert json.loads(jsonio.dumps(document)) == raw


def test_a_number_may_be_a_json_number_and_is_never_a_float() -> None:
    raw = raw_sample("B-示例")
    text = json.dumps(raw, ensure_ascii=False).replace('"年度资金总额": "15"', '"年度资金总额": 15.10')
    assert loaded(text.encode()).data["年度资金总额"] == "15.10"
    text = text.replace("15.10", "1.5e1")
    assert loaded(text.encode()).data["年度资金总额"] == "15"


def test_a_byte_order_mark_is_no_fault() -> None:
    assert loaded(b"\xef\xbb\xbf" + json.dumps(raw_sample("B-示例")).encode()).year == 2022


def rows(raw: dict[str, Any]) -> Any:
    return raw["数据"]["年度绩效指标"]


REFUSED: dict[str, tuple[Spoil, str]] = {
    "没有表": (lambda raw: raw.pop("表"), "没有“表”一项"),
    "不认识的表": (lambda raw: raw.update({"表": "考勤表"}), "不认识《考勤表》这种表"),
    "版式没有": (lambda raw: raw.update({"版式": "某市-1999"}), "没有“某市-1999”版式"),
    "年度不对": (lambda raw: raw.update({"年度": "二〇二二"}), "“年度”应是四位年份"),
    "年度太早": (lambda raw: (raw.pop("版式"), raw.update({"年度": 2001})), "没有适用于 2001 年度的版式"),
    "没有数据": (lambda raw: raw.pop("数据"), "没有“数据”一项"),
    "顶层多一项": (lambda raw: raw.update({"密级": "内部"}), "不认识“密级”一项"),
    "没有这个字段": (lambda raw: raw["数据"].update({"项目总额": "3"}), "项目总额"),
    "字段名差一点": (lambda raw: raw["数据"].update({"项目名": "x"}), "是不是“项目名称”"),
    "列里没有": (lambda raw: rows(raw)[2].update({"权重": "3"}), "年度绩效指标 第3行 权重"),
    "列表不是列表": (lambda raw: raw["数据"].update({"年度绩效指标": "无"}), "应是若干行的列表"),
    "行不是行": (lambda raw: rows(raw).append("无"), "年度绩效指标 第10行"),
    "文字成了列表": (lambda raw: raw["数据"].update({"项目名称": ["a"]}), "项目名称 应是文字或数字"),
    "勾了没有的项": (lambda raw: raw["数据"].update({"立项依据": ["口头通知"]}), "“口头通知”不在可选项里"),
    "属性不在可选项": (lambda raw: raw["数据"].update({"项目属性": "结转项目"}), "“结转项目”不在可选项里"),
    "一格二十万字": (
        lambda raw: raw["数据"].update({"年度目标": "目" * 200_000}),
        "有 200000 个字，一格最多 10000 个字",
    ),
    "控制字符": (lambda raw: raw["数据"].update({"项目名称": "a\x00b"}), "U+0000"),
    "半个字符": (lambda raw: raw["数据"].update({"项目名称": "a\ud842b"}), "U+D842"),
    "行数太多": (lambda raw: raw["数据"].update({"年度绩效指标": [{}] * 5001}), "最多 5000 行"),
}


@pytest.mark.parametrize(("spoil", "words"), REFUSED.values(), ids=REFUSED.keys())
def test_wrong_content_is_refused_with_its_place(spoil: Spoil, words: str) -> None:
    raw = raw_sample("B-示例")
    spoil(raw)
    with pytest.raises(UserError) as caught:
        loaded(json.dumps(raw).encode())
    line = str(caught.value)
    assert line.startswith("某表.json")
    assert words in line
    assert "\n" not in line


SOUND = json.dumps(raw_sample("D-示例"), ensure_ascii=False).encode()
BYTES: dict[str, tuple[bytes, str]] = {
    "半截": (SOUND[: len(SOUND) // 2 + 1], "文件"),
    "半截在字中间": (SOUND[: SOUND.index("项目编码".encode()) + 1], "UTF-8"),
    "GBK": (SOUND.decode().encode("gbk", "ignore"), "UTF-8"),
    "不是JSON": ("项目名称：档案整理".encode(), "这里读不懂"),
    "NaN": (SOUND.replace(b'"219.13"', b"NaN", 1), "“NaN”不是数字"),
    "无穷": (SOUND.replace(b'"219.13"', b"-Infinity", 1), "不是数字"),
    "数字太大": (SOUND.replace(b'"219.13"', b"1e999999999", 1), "太大"),
    "数字太长": (SOUND.replace(b'"219.13"', b"1" * 5000, 1), "太长"),
    "键重复": (SOUND.replace("\"财务负责人\"".encode(), "\"项目负责人\"".encode(), 1), "出现了两次"),
    "嵌套十万层": (b"[" * 100_000, "嵌套太深"),
    "只是个数组": (b"[1, 2]", "不是绩表的文件"),
    "太大": (b" " * (9 * 1024 * 1024), "超过 8 MB"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "words"), BYTES.values(), ids=BYTES.keys())
def test_wrong_bytes_are_refused_in_one_line(data: bytes, words: str) -> None:
    with pytest.raises(UserError) as caught:
        loaded(data)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)
