"""All checks there are, in plain words: what the handout prints and `jibiao rules` lists.

Taken from the definitions, so that the list can say nothing the program does not check: a rule's `about`, its level,
and the document behind it. Rules and calculations of one code are one line; tables that share a letter are one section.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from desktop.forms.edition import Edition
from desktop.forms.findings import Level

GENERAL, TOGETHER = "各种表", "几张表之间"
LEVELS = {Level.ERROR: "错误", Level.WARNING: "需说明", Level.INFO: "提示"}
_PLACE = re.compile(r"\{[^{}]*\}")
_BUILT_IN = "表上的栏目和填写要求"


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One code: its levels from E to I, all it checks in one sentence, and where that is written."""

    code: str
    levels: tuple[Level, ...]
    about: str
    source: str

    @property
    def level_words(self) -> str:
        """`错误、提示`."""
        return "、".join(LEVELS[level] for level in self.levels)


@dataclass(frozen=True, slots=True)
class Section:
    """The checks of one form, or of the tables that share a letter."""

    title: str
    lines: tuple[RuleLine, ...]


BUILT_IN = Section(
    GENERAL,
    (
        RuleLine("X01", (Level.ERROR,), "必填的格要填", _BUILT_IN),
        RuleLine("X02", (Level.ERROR,), "该填数字的格填数字", _BUILT_IN),
        RuleLine("X03", (Level.WARNING,), "样表的原字（“20**年”“……”）要改成实际内容", _BUILT_IN),
        RuleLine("X04", (Level.ERROR,), "字数不超过规定", _BUILT_IN),
        RuleLine("X05", (Level.WARNING,), "没有字库里没有、印不出来的字", _BUILT_IN),
    ),
)
"""What every field's definition implies (`desktop.forms.checks`)."""


@dataclass(frozen=True, slots=True)
class _Said:
    """One rule or calculation before those of its code are put together."""

    code: str
    level: Level
    about: str
    source: str


def sections(editions: Iterable[Edition], together: Edition | None = None) -> tuple[Section, ...]:
    """The checks of these forms, each in its newest edition, and those between forms.

    `editions` as the catalogue has them: in the order of the letters, the newest of a form first.
    """
    forms: dict[str, Edition] = {}
    for edition in editions:
        forms.setdefault(edition.form, edition)
    letters: dict[str, list[Edition]] = {}
    for edition in forms.values():
        letters.setdefault(edition.letter, []).append(edition)
    found = [BUILT_IN]
    for letter, alike in letters.items():
        name = alike[0].form if len(alike) == 1 else f"{alike[0].form}等{len(alike)}张表"
        found.append(Section(f"{letter} {name}", _lines(letter, alike)))
    if together is not None:
        found.append(Section(TOGETHER, _lines("", [together])))
    return tuple(section for section in found if section.lines)


def _lines(letter: str, editions: Iterable[Edition]) -> tuple[RuleLine, ...]:
    codes: dict[str, list[_Said]] = {}
    for edition in editions:
        for said in _said(edition):
            codes.setdefault(said.code, []).append(said)
    ordered = sorted(codes, key=lambda code: (not code.startswith(letter), code))
    return tuple(_line(code, codes[code]) for code in ordered)


def _line(code: str, said: list[_Said]) -> RuleLine:
    found = {item.level for item in said}
    about = "；".join(dict.fromkeys(item.about for item in said))
    source = "；".join(dict.fromkeys(item.source for item in said))
    return RuleLine(code, tuple(level for level in Level if level in found), about, source)


def _said(edition: Edition) -> Iterator[_Said]:
    for field in edition.scalars.values():
        made = field.calculation
        if made is not None and made.code:
            about = made.about or made.message or f"{field.name}与计算相符"
            yield _Said(made.code, made.level, about, made.source or edition.source)
    for rule in edition.rules:
        # A form of the person's own need not say it in plain words: then it is what the finding would say.
        about = rule.about or _PLACE.sub("…", rule.message)
        yield _Said(rule.code, rule.level, about, rule.source or edition.source)
    named = {rule.code for rule in edition.rules} | {"X01"}
    for field in edition.scalars.values():
        if field.required is not False and field.required_code not in named:
            yield _Said(field.required_code, Level.ERROR, f"{field.name}要填", edition.source)
