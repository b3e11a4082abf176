"""Cells that hold wording and places together, taken apart again after somebody typed into them.

`年度资金总额：　　　万元` becomes a sequence of wording and places; in the edited text the wording is looked for in
order, and what stands between is what was filled in. Blanks and full or half width do not matter, and a box may be
ticked with whatever people use for it. A cell that can be read in two ways is not guessed at.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import lru_cache

from desktop.export.workbook.marks import PlaceMark, Token
from desktop.forms.grid import Cell, PlaceKind
from desktop.forms.numbers import parse_number

_BLANKS = r"[\s\u200b\ufeff]"
_DASHES = "-‐‑‒–—―−－~～"
_QUOTES = '"“”„＂'
_TICKED = "☑☒✓✔√✅■●◼þ\uf0fe\uf052\uf0fc\uf0fdRＲVv"
"""What stands for a tick, `R` and `þ` being the ones of Wingdings. A bare cross is not here: it means no as often."""
_BOXES = "□☐▢◻◽○◯¨\uf0a8\uf06f\uf0a3"
_BRACKETS = "()（）[]【】"
_SEPARATORS = " \t\r\n\u3000,，、;；/／|．.。"


COUNTER = "\ue000"
"""In wording: the number of a list's row, whatever it is now; a person may renumber, or copy a row as it is."""


class Unreadable(Exception):
    """The wording of a cell is gone; the places in it cannot be told apart."""


@dataclass(slots=True)
class Filled:
    """What stands in the places of a cell: texts and ticked options, by place index."""

    texts: dict[int, str] = field(default_factory=dict)
    ticks: dict[int, tuple[str, ...]] = field(default_factory=dict)


def tokens_of(cell: Cell) -> tuple[Token, ...]:
    """A cell's runs as tokens; neighbours of the same place or of wording are one."""
    tokens: list[Token] = []
    for run in cell.runs:
        if run.place < 0:
            _add_wording(tokens, COUNTER if run.counts else run.text)
        elif run.option >= 0:
            tokens.append((run.place, run.option))
            _add_wording(tokens, cell.places[run.place].options[run.option])
        elif not tokens or tokens[-1] != run.place:
            tokens.append(run.place)
    return tuple(tokens)


def _add_wording(tokens: list[Token], text: str) -> None:
    if tokens and isinstance(tokens[-1], str):
        tokens[-1] += text
    elif text:
        tokens.append(text)


def read_places(tokens: tuple[Token, ...], places: tuple[PlaceMark, ...], text: str) -> Filled:
    """What `text` says for each place. Raises `Unreadable`."""
    if tokens == (0,):
        return Filled({0: text.strip()})
    if not text.strip():
        return _all_blank(tokens)
    if _is_boxes(tokens, places):
        ticked = _ticked(places[0].options, text)
        if ticked is None:
            raise Unreadable
        return Filled({}, {0: ticked})
    found = _between_wording(tokens, places, text)
    if found is None:
        found = _bare_value(tokens, places, text)
    if found is None:
        raise Unreadable
    return found


def _all_blank(tokens: tuple[Token, ...]) -> Filled:
    """A cell emptied altogether: nothing is filled in, nothing is ticked."""
    found = Filled()
    for token in tokens:
        if isinstance(token, int):
            found.texts[token] = ""
        elif isinstance(token, tuple):
            found.ticks[token[0]] = ()
    return found


def _between_wording(tokens: tuple[Token, ...], places: tuple[PlaceMark, ...], text: str) -> Filled | None:
    """Walks through the text from wording to wording. None when a wording is not there."""
    gaps: list[tuple[int | tuple[int, int], str]] = []
    pending: int | tuple[int, int] | None = None
    at = 0
    significant = [token for token in tokens if not isinstance(token, str) or _is_wording(token, tokens)]
    for number, token in enumerate(significant):
        if not isinstance(token, str):
            if pending is not None:
                return None
            pending = token
            continue
        match = _find(token, text, at, last=number == len(significant) - 1)
        if match is None:
            if number == len(significant) - 1 and isinstance(pending, int) and number > 1:
                break  # the unit at the end was deleted: 年度资金总额：35
            return None
        if pending is None and text[at : match[0]].strip():
            return None
        if pending is not None:
            gaps.append((pending, text[at : match[0]]))
        pending, at = None, match[1]
    rest = text[at:]
    if isinstance(pending, int):
        gaps.append((pending, rest))
        rest = ""
    return _filled(gaps, rest, places)


def _is_wording(token: str, tokens: tuple[Token, ...]) -> bool:
    """Blanks between boxes only keep them apart; anything else is looked for."""
    return bool(token.strip()) or not any(isinstance(other, tuple) for other in tokens)


def _filled(gaps: list[tuple[int | tuple[int, int], str]], rest: str, places: tuple[PlaceMark, ...]) -> Filled | None:
    found = Filled()
    boxes: dict[int, list[tuple[int, str]]] = {}
    for target, between in gaps:
        if isinstance(target, int):
            found.texts.setdefault(target, between.strip())
        else:
            boxes.setdefault(target[0], []).append((target[1], between))
    if rest.strip():
        return None
    for place, marks in boxes.items():
        if any(sign.strip(_TICKED + _BOXES + _SEPARATORS + _BRACKETS) for _, sign in marks):
            return None
        options = places[place].options
        found.ticks[place] = tuple(options[option] for option, sign in marks if _is_ticked(sign))
    return found


def _has_sign(text: str) -> bool:
    return any(char in _TICKED or char in _BOXES for char in text)


def _is_ticked(sign: str) -> bool:
    return any(char in _TICKED for char in sign)


def _is_boxes(tokens: tuple[Token, ...], places: tuple[PlaceMark, ...]) -> bool:
    """Whether a cell is nothing but the boxes of one place."""
    options = places[0].options
    wording = [token.strip() for token in tokens if isinstance(token, str)]
    return len(places) == 1 and wording == [option.strip() for option in options] and tokens[:1] == ((0, 0),)


def _ticked(options: tuple[str, ...], text: str) -> tuple[str, ...] | None:
    """The options ticked in a cell of boxes, None when that cannot be told."""
    signs: list[str] = []
    at = 0
    for option in options:
        match = _find(option, text, at, last=False)
        if match is None:
            return _named(options, text)
        signs.append(text[at : match[0]])
        at = match[1]
    signs.append(text[at:])
    if any(sign.strip(_TICKED + _BOXES + _SEPARATORS + _BRACKETS) for sign in signs):
        return None
    before = _signs_stand_before(signs)
    if before is None:
        return None
    chosen = signs[:-1] if before else signs[1:]
    return tuple(option for option, sign in zip(options, chosen, strict=True) if _is_ticked(sign))


def _signs_stand_before(signs: list[str]) -> bool | None:
    """Whether boxes stand before their options or behind them; None when there are none, or it cannot be told."""
    if _has_sign(signs[0]):
        return True
    if _has_sign(signs[-1]):
        return False
    sides = {(sign[0].isspace(), sign[-1].isspace()) for sign in signs if _has_sign(sign)}
    return {frozenset({(True, False)}): True, frozenset({(False, True)}): False}.get(frozenset(sides))


def _named(options: tuple[str, ...], text: str) -> tuple[str, ...] | None:
    """A cell of boxes overwritten with nothing but the chosen options (`上级文件要求、其他`)."""
    words = [_plain(word) for word in re.split(f"[{re.escape(_SEPARATORS)}]+", text) if word.strip(_TICKED)]
    bare = [word.lstrip(_TICKED) for word in words]
    known = {_plain(option): option for option in options}
    if not bare or any(word not in known for word in bare) or 0 < sum(map(_is_ticked, words)) < len(words):
        return None
    chosen = {known[word] for word in bare}
    return tuple(option for option in options if option in chosen)


def _bare_value(tokens: tuple[Token, ...], places: tuple[PlaceMark, ...], text: str) -> Filled | None:
    """A cell with one place overwritten with nothing but its value (`35`, or `张某` over `项目负责人：`)."""
    owners = [token for token in tokens if not isinstance(token, str)]
    if len(owners) != 1 or not isinstance(owners[0], int):
        return None
    place = owners[0]
    value = text
    wordings = [token for token in tokens if isinstance(token, str)]
    if isinstance(tokens[-1], str) and (match := _find(tokens[-1], value, 0, last=True)) is not None:
        value = value[: match[0]]
    if places[place].kind is PlaceKind.NUMBER:
        return Filled({place: value.strip()}) if parse_number(value, percent=True).value is not None else None
    pieces = [piece for wording in wordings for piece in re.findall(r"\w{2,}", wording)]
    if ":" in _plain(value) or any(_plain(piece) in _plain(value) for piece in pieces):
        return None
    return Filled({place: value.strip()})


def _find(wording: str, text: str, at: int, *, last: bool) -> tuple[int, int] | None:
    """Where a wording stands from `at` on; the last wording of a cell has to end it."""
    pattern = _pattern(wording)
    if not last:
        match = pattern.search(text, at)
        return None if match is None else match.span()
    for match in reversed(list(pattern.finditer(text, at))):
        if not text[match.end() :].strip():
            return match.span()
    return None


@lru_cache(maxsize=1024)
def _pattern(wording: str) -> re.Pattern[str]:
    """A wording in any width, with any blanks in it and around it."""
    chars = [char for char in wording if not char.isspace()]
    if not chars:
        return re.compile(f"{_BLANKS}+")
    return re.compile(f"{_BLANKS}*".join(_variants(char) for char in chars))


def _variants(char: str) -> str:
    if char == COUNTER:
        return r"\d*"
    for group in (_DASHES, _QUOTES):
        if char in group:
            return f"[{re.escape(group)}]"
    plain = unicodedata.normalize("NFKC", char)
    found = {char}
    if len(plain) == 1:
        found.add(plain)
        if "!" <= plain <= "~":
            found.add(chr(ord(plain) + 0xFEE0))
    return f"[{re.escape(''.join(sorted(found)))}]"


def _plain(text: str) -> str:
    return re.sub(_BLANKS, "", unicodedata.normalize("NFKC", text))
