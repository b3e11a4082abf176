"""The QR code's content: everything comes back, what is foreign is refused, and the symbol stays coarse enough."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import UserError
from desktop.forms.code import code_of
from desktop.forms.qr import PageCode, decode, encode, looks_like_payload, matrix, page_code
from tests.forms.samples import edition_of, sample

PAGE = PageCode("B", "巴中市-2022", "某市人力资源和社会保障局", "档案整理经费", 2022, 3, 1, 2, bytes(range(32)))
NAMES = st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"]), max_size=80)


@given(
    st.builds(
        PageCode,
        form=st.sampled_from(["A", "G3", "AB10"]),
        edition=st.sampled_from(["巴中市-2022", "某省-2030"]),
        unit=st.sampled_from(["", "某局", "䶮县𡋤镇财政所"]),
        project=st.sampled_from(["", "水质监测", "㛃𬭎工程"]),
        year=st.integers(1990, 2200),
        revision=st.integers(0, 100_000),
        page=st.integers(1, 5_000),
        count=st.integers(1, 5_000),
        digest=st.binary(min_size=32, max_size=32),
    )
)
def test_what_goes_in_comes_out(page: PageCode) -> None:
    text = encode(page)
    assert decode(text) == page
    assert text.isascii()
    assert text.isalnum()
    assert text.isupper()


@given(unit=NAMES, project=NAMES)
def test_long_names_are_cut_and_the_symbol_stays_readable(unit: str, project: str) -> None:
    page = decode(encode(replace(PAGE, unit=unit, project=project)))
    assert len(encode(page)) <= 221
    for said, whole in ((page.unit, unit), (page.project, project)):
        assert said == whole or (said.endswith("…") and whole.startswith(said[:-1]))
    assert page.digest == PAGE.digest


def test_the_longest_symbol_has_modules_of_a_third_of_a_millimetre() -> None:
    longest = replace(PAGE, unit="某" * 60, project="某" * 60, count=5_000, page=4_999, revision=300)
    assert len(matrix(longest)) <= 49
    assert 18 / len(matrix(longest)) > 0.35
    assert len(matrix(PAGE)) <= 45


def test_a_page_of_a_document_says_whose_it_is() -> None:
    document = sample("G-示例")
    page = page_code(edition_of(document), document, 2, 3, 5)
    assert (page.form, page.year, page.revision, page.page, page.count) == ("G5", 2022, 2, 3, 5)
    assert page.unit == "某市人力资源和社会保障局"
    assert page.code == code_of(page.digest)


@pytest.mark.parametrize(
    "text", [encode(PAGE).lower(), f" {encode(PAGE)}\r\n", encode(PAGE)[:40] + "\n" + encode(PAGE)[40:]]
)
def test_however_a_scanner_types_it(text: str) -> None:
    assert looks_like_payload(text)
    assert decode(text) == PAGE


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("https://example.invalid/fapiao", "不是绩表的核对码"),
        ("", "不是绩表的核对码"),
        (encode(PAGE).replace("JB1", "JB2"), "更新版本"),
        (encode(PAGE)[:-1], "内容不完整"),
        (encode(PAGE)[:50] + encode(PAGE)[51:], "内容不完整"),
        (encode(PAGE)[:20] + ("A" if encode(PAGE)[20] != "A" else "B") + encode(PAGE)[21:], "内容不完整"),
        ("JB1", "内容不完整"),
        ("JB1" + "A" * 77, "内容不完整"),
    ],
)
def test_what_is_not_ours_or_not_whole_is_refused(text: str, words: str) -> None:
    with pytest.raises(UserError, match=words):
        decode(text)
