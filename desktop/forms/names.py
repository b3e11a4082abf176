"""Which names mean the same project: a form says …工作经费, the budget table …经费, the purchasing table …费.

Three degrees. Exact: the same characters, width and spaces aside. The same: also without marks, brackets, 工作 and the
ending 经费, 费 or 资金, and with 招募 for 招聘. Similar: nearly the same characters, the same numbering, and no other
word among those that tell two projects apart (城 and 乡). A better degree hides the worse ones.

A column of names is indexed once, so that finding every name of one form in another costs about as much as reading
both; only what is nowhere the same is compared with the few names that share most of its pairs of characters.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import SequenceMatcher
from enum import IntEnum
from functools import lru_cache

from desktop.forms.amounts import NamedAmount, named_amounts
from desktop.forms.values import BLANK, Scalar, Val

_BRACKETS = re.compile(r"\([^()]*\)")
_MARKS = re.compile(r"[\W_]+")
_ENDING = re.compile(r"(?:专项)?(?:经费|费用|费|资金)\Z")
_NUMBERING = re.compile(r"[^0-9A-Za-z一二三四五六七八九十百千]")
_TELLING = frozenset("上中下大小东西南北前后内外城乡镇村县市省国男女老幼新旧甲乙丙丁")
"""Characters that make another project of a name, replaced or added."""
_LIKELIEST = 8
"""So many names are compared character by character, those with the most pairs of characters in common."""
_ALIKE = 0.86
_SHORTEST = 6
"""Shorter names are too easily nearly the same."""


class Degree(IntEnum):
    """How alike two names have to be."""

    EXACT = 0
    SAME = 1
    SIMILAR = 2


@lru_cache(maxsize=8192)
def plain(name: str) -> str:
    """The characters alone: half width, no spaces."""
    return "".join(unicodedata.normalize("NFKC", name).split())


@lru_cache(maxsize=8192)
def essence(name: str) -> str:
    """What tells a project from others: no marks and brackets, no 工作, no 经费 at the end."""
    bare = plain(name)
    words = _MARKS.sub("", _BRACKETS.sub("", bare)) or _MARKS.sub("", bare)
    words = words.replace("招募", "招聘").replace("工作", "") or words
    return _ENDING.sub("", words) or words


def are_similar(one: str, other: str) -> bool:
    """Whether two essences are nearly the same."""
    if min(len(one), len(other)) < _SHORTEST or _numbering(one) != _numbering(other):
        return False
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() < _ALIKE or matcher.quick_ratio() < _ALIKE or matcher.ratio() < _ALIKE:
        return False
    return not any(
        _TELLING & set(one[a:b] + other[c:d]) for kind, a, b, c, d in matcher.get_opcodes() if kind != "equal"
    )


@dataclass(slots=True)
class _Index:
    """Where each name stands in a column, rows counted from 0."""

    exact: dict[str, list[int]] = field(default_factory=dict)
    same: dict[str, list[int]] = field(default_factory=dict)
    _pairs: dict[tuple[str, str], list[str]] | None = None

    @property
    def pairs(self) -> dict[tuple[str, str], list[str]]:
        """Essences by their numbering and each pair of characters in them; most columns are never asked for them."""
        if self._pairs is None:
            self._pairs = {}
            for words in self.same:
                numbering = _numbering(words)
                for pair in _pairs(words):
                    self._pairs.setdefault((numbering, pair), []).append(words)
        return self._pairs

    def similar(self, words: str) -> list[int]:
        """The rows of the nearly same names."""
        numbering, own = _numbering(words), _pairs(words)
        shared = Counter(other for pair in own for other in self.pairs.get((numbering, pair), ()))
        likely = [other for other, count in shared.most_common(_LIKELIEST) if 2 * count >= len(own)]
        return sorted(row for other in likely if are_similar(words, other) for row in self.same[other])


def _numbering(words: str) -> str:
    """Digits, letters and numerals: the 3 of 2023, the B of B座, the 二 of 二期."""
    return _NUMBERING.sub("", words)


def _pairs(words: str) -> set[str]:
    return {words[at : at + 2] for at in range(len(words) - 1)}


@lru_cache(maxsize=64)
def _index(names: tuple[Scalar, ...]) -> _Index:
    index = _Index()
    for row, name in enumerate(names):
        if not isinstance(name, str) or not name.strip():
            continue
        index.exact.setdefault(plain(name), []).append(row)
        index.same.setdefault(essence(name), []).append(row)
    return index


@lru_cache(maxsize=2048)
def _nearly(words: str, names: tuple[Scalar, ...]) -> tuple[int, ...]:
    return tuple(_index(names).similar(words))


def rows_named(name: str, names: tuple[Scalar, ...], degree: Degree) -> tuple[int, ...]:
    """The rows of a column in which a name stands, from 0; of the best degree there is, none below `degree`."""
    index = _index(names)
    rows = index.exact.get(plain(name), [])
    if not rows and degree >= Degree.SAME:
        rows = index.same.get(essence(name), [])
    return tuple(rows) if rows or degree < Degree.SIMILAR else _nearly(essence(name), names)


# for definitions


def find(degree: Degree, name: Val, names: Val) -> Val:
    """The rows of the column `names` (or of one name) that mean `name`, from 1; none: an empty column."""
    if not isinstance(name, str):
        return ()
    rows = rows_named(name, names if isinstance(names, tuple) else (_single(names),), degree)
    return tuple(Decimal(row + 1) for row in rows)


def exact_name(name: Val, names: Val) -> Val:
    """Rows with exactly this name."""
    return find(Degree.EXACT, name, names)


def same_name(name: Val, names: Val) -> Val:
    """Rows with this name, …费 and …经费 being the same."""
    return find(Degree.SAME, name, names)


def similar_name(name: Val, names: Val) -> Val:
    """Rows with this name or, where there is none, one nearly the same."""
    return find(Degree.SIMILAR, name, names)


def without(names: Val, others: Val) -> Val:
    """The rows of `names`, from 1, that hold a name (…… is none) not the same as any of `others`, not even nearly."""
    if not isinstance(names, tuple) or not isinstance(others, tuple):
        return ()
    return tuple(
        Decimal(row)
        for row, name in enumerate(names, 1)
        if isinstance(name, str) and essence(name) and not rows_named(name, others, Degree.SIMILAR)
    )


def pick(column: Val, rows: Val) -> Val:
    """The values of a column in these rows."""
    if not isinstance(column, tuple) or not isinstance(rows, tuple):
        return ()
    numbers = [int(row) for row in rows if isinstance(row, Decimal)]
    last = len(column)
    return tuple([column[number - 1] for number in numbers if 1 <= number <= last])


def column(values: Val) -> Val:
    """A column as it is: in a rule over rows it is gone through once and not for every row."""
    return values if isinstance(values, tuple) else (values,)


def earlier(row: Val, *columns: Val) -> Val:
    """The first row further up that says the same in all columns; blank when there is none or something is blank."""
    if not isinstance(row, Decimal) or not all(isinstance(column, tuple) for column in columns):
        return BLANK
    first = _first(columns)[int(row) - 1]
    return Decimal(first) if first and first < row else BLANK


@lru_cache(maxsize=64)
def _first(columns: tuple[tuple[Scalar, ...], ...]) -> tuple[int, ...]:
    seen: dict[tuple[str, ...], int] = {}
    found = []
    for number, values in enumerate(zip(*columns, strict=True), 1):
        words = tuple(plain(value) if isinstance(value, str) else "" for value in values)
        found.append(seen.setdefault(words, number) if all(words) else 0)
    return tuple(found)


# names in prose


def written_names(*texts: Val) -> Val:
    """What the amounts in the texts are for, one name for each amount that has one."""
    return tuple(item.name for item in _written(texts))


def written_amounts(*texts: Val) -> Val:
    """The amounts of `written_names`, in 万元."""
    return tuple(item.amount for item in _written(texts))


def mentioned(name: Val, *texts: Val) -> Val:
    """Whether one of the texts has the name in it, however it ends."""
    words = essence(name) if isinstance(name, str) else ""
    return len(words) > 1 and any(words in _run_together(text) for text in _flat(texts))


def _written(texts: tuple[Val, ...]) -> tuple[NamedAmount, ...]:
    return tuple(item for text in _flat(texts) for item in _named(text) if item.name)


@lru_cache(maxsize=256)
def _named(text: str) -> tuple[NamedAmount, ...]:
    return named_amounts(text)


@lru_cache(maxsize=256)
def _run_together(text: str) -> str:
    return _MARKS.sub("", plain(text)).replace("招募", "招聘").replace("工作", "")


def _flat(values: tuple[Val, ...]) -> list[str]:
    found = [item for value in values for item in (value if isinstance(value, tuple) else (value,))]
    return [item for item in found if isinstance(item, str)]


def _single(value: Val) -> Scalar:
    return BLANK if isinstance(value, tuple) else value
