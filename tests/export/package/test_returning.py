"""A return file comes back as it was written; anything else is refused with one line."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from desktop.errors import UserError
from desktop.export.package.returning import (
    MAX_BYTES,
    Reply,
    Return,
    ReturnedDocument,
    ReturnedRemark,
    dump_replies,
    dumps,
    load_replies,
    loads,
)

REMARKS = (
    ReturnedRemark(7, ("年度绩效指标", 2, "指标值"), "3000卷", "与批复不符\n请核实𡋤"),
    ReturnedRemark(8, (), "", "请盖章"),
)
DOCUMENT = ReturnedDocument(
    "部门预算项目支出绩效目标批复表", "巴中市-2022", 2022, "某市人社局", "档案整理", 3, "a" * 64, "有两处要改", REMARKS
)
MADE = Return("某市人社局", "2022-03-05T09:00:00+08:00", "绩表 0.2", (DOCUMENT,))


def test_it_comes_back_as_it_was_made() -> None:
    assert loads(dumps(MADE), name="退回.jbt") == MADE
    assert dumps(MADE) == dumps(loads(dumps(MADE), name="退回.jbt"))


def changed(change: Callable[[dict[str, Any]], object], *, summed: bool = True) -> bytes:
    """The file with something else in it, its sum computed anew as a forger would."""
    from desktop.export.package.returning import _SUM, _sum_of  # noqa: PLC0415  # the forger's tool

    raw = json.loads(dumps(MADE))
    change(raw)
    if summed:
        raw.pop(_SUM)
        raw[_SUM] = _sum_of(raw)
    return json.dumps(raw, ensure_ascii=False).encode()


def place(path: object) -> Callable[[dict[str, Any]], object]:
    return lambda raw: raw["退回"][0]["意见"][0].update({"位置": path})


BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "空": (lambda: b"", "读不懂"),
    "断了": (lambda: dumps(MADE)[:-200], "读不懂"),
    "太大": (lambda: b" " * (MAX_BYTES + 1), "超过"),
    "别的 JSON": (lambda: b'{"a": 1}', "不是退回文件"),
    "列表": (lambda: b"[]", "不是退回文件"),
    "嵌套十万层": (lambda: b"[" * 100_000, "读不懂"),
    "改过一个字": (lambda: changed(lambda raw: raw.update({"单位": "别的局"}), summed=False), "不完整或被改动过"),
    "没有校验": (lambda: changed(lambda raw: raw.pop("校验"), summed=False), "不完整或被改动过"),
    "较新的格式": (lambda: changed(lambda raw: raw.update({"格式": 2})), "较新的程序"),
    "多一项": (lambda: changed(lambda raw: raw.update({"命令": "x"})), "“命令”不对"),
    "意见多一项": (lambda: changed(lambda raw: raw["退回"][0]["意见"][0].update({"x": 1})), "“意见第1项 x”不对"),
    "摘要不是": (lambda: changed(lambda raw: raw["退回"][0].update({"摘要": "../x"})), "摘要”不对"),
    "年度是字": (lambda: changed(lambda raw: raw["退回"][0].update({"年度": "2022"})), "年度”不对"),
    "控制字符": (lambda: changed(lambda raw: raw["退回"][0].update({"理由": "a\x07"})), "理由”不对"),
    "太长": (lambda: changed(lambda raw: raw["退回"][0].update({"理由": "长" * 2001})), "理由”不对"),
    "位置负数": (lambda: changed(place(["指标", -1])), "位置”不对"),
    "位置太深": (lambda: changed(place(["指标", 1] * 9)), "位置”不对"),
    "位置是真假": (lambda: changed(place(["指标", True])), "位置”不对"),
    "位置是字": (lambda: changed(place("指标")), "位置”不对"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_return_file_is_refused(name: str) -> None:
    made, words = BAD[name]
    with pytest.raises(UserError) as caught:
        loads(made(), name="退回.jbt")
    assert str(caught.value).startswith("退回.jbt：")
    assert words in str(caught.value)


def test_answers_come_back_as_they_were_written() -> None:
    replies = (Reply(7, "按批复文件，不改"), Reply(8, ""))
    assert load_replies(dump_replies(replies), name="答复") == replies
    for data in (b"", b"[]", b'{"x": 1}', dump_replies(replies).replace(b"7", b"1e3")):
        with pytest.raises(UserError):
            load_replies(data, name="答复")
