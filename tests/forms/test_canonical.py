"""The same content has the same hash however it is written; one digit more or less has another."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.forms import jsonio
from desktop.forms.calculation import Evaluation
from desktop.forms.canonical import canonical, digest, plain_text
from desktop.forms.catalogue import bundled
from desktop.forms.code import code_of
from desktop.forms.qr import PageCode, encode
from desktop.resources import asset
from tests.forms import reference_code as reference
from tests.forms.samples import edition_of, raw_sample, sample

GUIDE = (Path(__file__).parents[2] / "docs" / "核对码.md").read_text(encoding="utf-8")
BLOCKS = [json.loads(block) for block in re.findall(r"```json\n(.*?)\n```", GUIDE, re.DOTALL)]
EXAMPLES = [block for block in BLOCKS if isinstance(block, dict) and "规范" in block]
SAMPLES = sorted(file.stem for file in asset("samples").glob("*.json"))
Raw = dict[str, Any]


def hashed(raw: Raw) -> str:
    document = jsonio.loads(json.dumps(raw, ensure_ascii=False).encode(), name="试", catalogue=bundled())
    return digest(edition_of(document), document).hex()


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["名称"])
def test_the_guide_alone_gives_its_examples(example: Raw) -> None:
    spelt = reference.Canonical(example).string()
    assert spelt == example["规范"]
    assert reference.sha256(spelt).hex() == example["SHA-256"]
    assert reference.code(reference.sha256(spelt)) == example["核对码"]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["名称"])
def test_the_program_gives_the_examples_of_the_guide(example: Raw) -> None:
    document = jsonio.loads(json.dumps(example["文件"], ensure_ascii=False).encode(), name="例", catalogue=bundled())
    edition = edition_of(document)
    assert canonical(edition, document).decode() == example["规范"]
    assert hashed(example["文件"]) == example["SHA-256"]
    assert code_of(digest(edition, document)) == example["核对码"]


def test_the_guide_has_codes_and_a_page() -> None:
    codes = next(block for block in BLOCKS if isinstance(block, list))
    assert len(EXAMPLES) == 4
    assert len(codes) == 3
    for item in codes:
        whole = bytes.fromhex(item["SHA-256"])
        assert code_of(whole) == reference.code(whole) == item["核对码"]
    page = next(block for block in BLOCKS if isinstance(block, dict) and "二维码" in block)
    made = PageCode(
        page["代号"], page["版式"], page["单位"], page["项目"], page["年度"], page["修订"], page["页"], page["共"],
        bytes.fromhex(page["SHA-256"]),
    )  # fmt: skip
    assert encode(made) == page["二维码"]


@given(st.text(alphabet=st.sampled_from('甲乙aB1９.，%"\\ \t\n\r\u3000\u00a0\u200b\ufeff\u2003\u1680\u2060')))
def test_text_is_spelt_as_the_guide_says(text: str) -> None:
    assert plain_text(text) == reference.text(text)


@pytest.mark.parametrize(
    ("change", "same"),
    [
        (lambda raw: raw["数据"].update(年度资金总额="15.00"), True),
        (lambda raw: raw["数据"].update(年度资金总额="１５"), True),
        (lambda raw: raw["数据"].update(年度资金总额=15), True),
        (lambda raw: raw["数据"].update(年度资金总额="15.01"), False),
        (lambda raw: raw["数据"].update(年度资金总额="-15"), False),
        (lambda raw: raw["数据"].update(年度资金总额="约15"), False),
        (lambda raw: raw["数据"].update(年度资金总额=None), False),
        (lambda raw: raw["数据"].update(立项依据=["上级文件要求", "市委市政府决定"]), True),
        (lambda raw: raw["数据"].update(立项依据=["上级文件要求"]), False),
        (lambda raw: raw["数据"].update(项目名称="干部人事档案 整理\n工作经费　"), True),
        (lambda raw: raw["数据"].update(项目名称="干部人事档案整理工作经费。"), False),
        (lambda raw: raw["数据"]["年度绩效指标"].append({}), True),
        (lambda raw: raw["数据"]["年度绩效指标"].insert(2, {"指标值": "", "三级指标": None}), True),
        (lambda raw: raw["数据"]["年度绩效指标"].reverse(), False),
        (lambda raw: raw["数据"]["年度绩效指标"].pop(), False),
        (lambda raw: raw.update(修订=7), True),
        (lambda raw: raw.pop("版式"), True),
        (lambda raw: raw.pop("单位"), True),
        (lambda raw: raw.update(单位="另一个局"), False),
        (lambda raw: raw.update(年度=2023), False),
        (lambda raw: raw.update(数据=dict(reversed(raw["数据"].items()))), True),
    ],
)
def test_what_counts_and_what_does_not(change: Callable[[Raw], object], same: bool) -> None:
    raw = raw_sample("B-示例")
    before = hashed(raw)
    change(raw)
    assert (hashed(raw) == before) is same


def test_a_computed_value_counts_only_when_it_says_something_else() -> None:
    raw = raw_sample("B-示例")
    raw["数据"].pop("资金来源合计", None)
    without = hashed(raw)
    document = sample("B-示例")
    edition = edition_of(document)
    evaluation = Evaluation(edition, document)
    (path,) = [path for path in evaluation.computed_paths() if len(path) == 1][:1]
    value = evaluation.computed(path)
    raw["数据"][path[0]] = str(value)
    assert hashed(raw) == without
    raw["数据"][path[0]] = "99.99"
    assert hashed(raw) != without


def test_scores_that_a_person_gave_count() -> None:
    raw = raw_sample("D-示例")
    rows = raw["数据"]["绩效指标"]
    ordinary = next(row for row in rows if row.get("指标性质") == "≥")
    scored = copy.deepcopy(raw)
    before = hashed(raw)
    row = scored["数据"]["绩效指标"][rows.index(ordinary)]
    row.update(得分="0.5", 得分说明="材料不全，扣分")
    overruled = hashed(scored)
    row.update(得分="0.6")
    assert len({before, overruled, hashed(scored)}) == 3


@pytest.mark.parametrize("name", SAMPLES)
def test_one_changed_digit_anywhere_changes_the_hash(name: str) -> None:
    raw = raw_sample(name)
    before = hashed(raw)
    places = list(_digits(raw["数据"]))
    assert places or name.startswith("F")
    step = max(1, len(places) // 60)  # spread over the form: each costs a whole reading
    for holder, key, at in places[::step]:
        text = holder[key]
        holder[key] = text[:at] + ("7" if text[at] != "7" else "3") + text[at + 1 :]
        assert hashed(raw) != before, text
        holder[key] = text
    assert hashed(raw) == before


def _digits(value: Any) -> Iterator[tuple[Any, Any, int]]:
    """Every digit in a document: what holds the text, under which key, where in it."""
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, item in items:
        if isinstance(item, str):
            yield from ((value, key, at) for at, char in enumerate(item) if char in "0123456789")
        elif isinstance(item, dict | list):
            yield from _digits(item)


@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=False))
def test_the_order_of_keys_and_the_spelling_of_numbers_do_not_matter(random: Any) -> None:
    raw = raw_sample("B-示例")

    def shuffled(value: Any) -> Any:
        if isinstance(value, dict):
            pairs = list(value.items())
            random.shuffle(pairs)
            return {key: shuffled(item) for key, item in pairs}
        return [shuffled(item) for item in value] if isinstance(value, list) else value

    other = shuffled(raw)
    for key in ("年度资金总额", "年度财政拨款", "中长期资金总额"):
        other["数据"][key] = random.choice(["{}", "{}.0", "{}.00", "0{}", " {} ", "+{}"]).format(raw["数据"][key])
    assert hashed(other) == hashed(raw)
