"""The code a person types: what is mistyped is noticed, where it is, and what does not matter is not asked for."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.errors import UserError
from desktop.forms.code import ALPHABET, code_of, looks_like_code, read_code, wrong_groups

CODE = code_of(hashlib.sha256("绩表".encode()).digest())
DIGESTS = st.binary(min_size=32, max_size=32)


def test_no_character_looks_like_another() -> None:
    assert len(ALPHABET) == len(set(ALPHABET)) == 31
    assert not set("01OIL") & set(ALPHABET)


@given(DIGESTS)
def test_every_wrong_character_is_noticed_in_its_group(digest: bytes) -> None:
    code = code_of(digest)
    assert read_code(code) == code
    for at, right in enumerate(code):
        if right == "-":
            continue
        for char in ALPHABET:
            if char != right:
                assert wrong_groups(code[:at] + char + code[at + 1 :]) == (at // 5 + 1,)


@given(DIGESTS)
def test_neighbours_that_changed_places_are_noticed_across_groups_too(digest: bytes) -> None:
    bare = code_of(digest).replace("-", "")
    for at in range(len(bare) - 1):
        if bare[at] != bare[at + 1]:
            swapped = bare[:at] + bare[at + 1] + bare[at] + bare[at + 2 :]
            assert wrong_groups(swapped)


@given(DIGESTS)
def test_groups_that_changed_places_are_noticed(digest: bytes) -> None:
    groups = code_of(digest).split("-")
    for one in range(4):
        for other in range(one + 1, 4):
            swapped = list(groups)
            swapped[one], swapped[other] = swapped[other], swapped[one]
            assert wrong_groups("-".join(swapped)) == (one + 1, other + 1)


@pytest.mark.parametrize(
    "typed",
    [
        CODE.lower(),
        CODE.replace("-", ""),
        CODE.replace("-", " "),
        f"  {CODE.replace('-', ' — ')}\n",
        "".join(chr(ord(char) + 0xFEE0) for char in CODE),
    ],
)
def test_small_letters_full_width_blanks_and_hyphens_do_not_matter(typed: str) -> None:
    assert looks_like_code(typed)
    assert read_code(typed) == CODE


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (CODE[:-1], "核对码应是 16 个字符，打了 15 个"),
        (CODE + "2", "打了 17 个"),
        (CODE[:5] + "0" + CODE[6:], "核对码第 2 组里的“0”打错了.*没有 0、O、1、I、L"),
        (CODE[:-1] + "l", "核对码第 4 组里的“L”打错了"),
        (CODE[:10] + "?" + CODE[11:], "第 3 组里的“\\?”不是核对码的字符"),
    ],
)
def test_what_is_wrong_is_said_by_group(typed: str, words: str) -> None:
    with pytest.raises(UserError, match=words):
        read_code(typed)


def test_two_wrong_groups_are_both_named() -> None:
    wrong = ("3" if CODE[0] == "2" else "2") + CODE[1:-1] + ("3" if CODE[-1] == "2" else "2")
    with pytest.raises(UserError, match="核对码第 1、4 组打错了"):
        read_code(wrong)


def test_groups_are_told_while_typing() -> None:
    assert wrong_groups(CODE[:9]) == ()
    assert wrong_groups(CODE[:3]) == ()
    assert wrong_groups(CODE[:3] + ("2" if CODE[3] != "2" else "3")) == (1,)


def test_other_documents_have_other_codes() -> None:
    codes = {code_of(hashlib.sha256(str(number).encode()).digest()) for number in range(20_000)}
    assert len(codes) == 20_000


@pytest.mark.parametrize("text", ["", "   ", "表.json", "测试", "/tmp/A", "A" * 30])
def test_names_of_files_are_no_codes(text: str) -> None:
    assert not looks_like_code(text)
