"""The code a person reads off the paper and types: sixteen characters in four groups, `ABCD-EFGH-JKMN-PQRS`.

31 characters, none of which looks like another one that is there as well (no 0 and O, no 1, I and L). 31 is a prime, so
that one check character for each group of three catches every wrong character and every two that changed places, within
a group and across its border, and says which group it is. What is left are 31^12 codes (59 bits): two of a million
documents share one with a chance below 1 : 1 000 000; the QR code beside it holds the whole hash. docs/核对码.md.
"""

from __future__ import annotations

import re
import unicodedata

from desktop.errors import UserError

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
GROUPS, GROUP = 4, 4
LENGTH = GROUPS * GROUP
"""Characters without the hyphens."""
CODES = len(ALPHABET) ** (GROUPS * (GROUP - 1))

_WEIGHTS = (2, 3, 5)
"""Of a group's three characters; the check character's is 1. All different, none a multiple of 31."""
_BETWEEN = re.compile(r"[\s\-‐‑‒–—―−_·.,，。、]+")
_LOOKALIKES = "0O1IL"


def code_of(digest: bytes) -> str:
    """The short form of a hash: its first eight bytes as a number, the remainder by 31^12, in groups."""
    number = int.from_bytes(digest[:8]) % CODES
    values = []
    for _ in range(GROUPS * (GROUP - 1)):
        number, value = divmod(number, len(ALPHABET))
        values.append(value)
    values.reverse()
    groups = []
    for group in range(GROUPS):
        own = values[group * 3 : group * 3 + 3]
        groups.append("".join(ALPHABET[value] for value in (*own, _check(own, group))))
    return "-".join(groups)


def read_code(typed: str) -> str:
    """The code as printed, from what was typed: small letters, full width, blanks, hyphens or none.

    Raises `UserError` that says which group is wrong.
    """
    text = _bare(typed)
    strange = next((char for char in text if char not in ALPHABET), "")
    if strange:
        group = text.index(strange) // GROUP + 1
        if strange in _LOOKALIKES:
            raise UserError(
                f"核对码第 {group} 组里的“{strange}”打错了", remedy="核对码里没有 0、O、1、I、L，请对照纸上再打一遍"
            )
        raise UserError(f"核对码第 {group} 组里的“{strange}”不是核对码的字符", remedy="请对照纸上再打一遍")
    if len(text) != LENGTH:
        raise UserError(f"核对码应是 {LENGTH} 个字符，打了 {len(text)} 个", remedy="请对照纸上，看是不是漏了或多了字符")
    wrong = wrong_groups(text)
    if wrong:
        groups = "、".join(str(group) for group in wrong)
        raise UserError(f"核对码第 {groups} 组打错了", remedy="请对照纸上，再打一遍这一组")
    return "-".join(text[at : at + GROUP] for at in range(0, LENGTH, GROUP))


def wrong_groups(typed: str) -> tuple[int, ...]:
    """Which of the groups typed in full, counted from 1, cannot be right: for telling while typing."""
    text = _bare(typed)
    wrong = []
    for group in range(min(GROUPS, len(text) // GROUP)):
        own = text[group * GROUP : (group + 1) * GROUP]
        if any(char not in ALPHABET for char in own):
            wrong.append(group + 1)
            continue
        *values, check = (ALPHABET.index(char) for char in own)
        if check != _check(values, group):
            wrong.append(group + 1)
    return tuple(wrong)


def looks_like_code(typed: str) -> bool:
    """Whether a text can be meant as a code at all, and not as the name of a file."""
    text = _bare(typed)
    return bool(text) and len(text) <= LENGTH + GROUP and all(char in ALPHABET + _LOOKALIKES for char in text)


def _check(values: list[int], group: int) -> int:
    """The groups' own numbers go in, so that two groups that changed places are noticed."""
    total = sum(weight * value for weight, value in zip(_WEIGHTS, values, strict=True))
    return -(total + 7 * (group + 1)) % len(ALPHABET)


def _bare(typed: str) -> str:
    return _BETWEEN.sub("", unicodedata.normalize("NFKC", typed)).upper()
