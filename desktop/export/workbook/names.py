"""Defined names: what a clerk sees in the name box, and how a row is found again after others were inserted above it.

Spreadsheet programs move a name along with its cell. Each place has a name in plain words (`年度绩效指标_3_指标值`),
for people and formulas; each row and column has a hidden one, which is what reading relies on: a name in words is lost
when somebody cuts another cell and pastes it over this one, the name in the margin stays.
"""

from __future__ import annotations

import re

from desktop.forms.paths import Path

_LIKE_A_REFERENCE = re.compile(r"[A-Za-z]{1,3}[0-9]+|[RrCc]|[Rr][0-9]*[Cc][0-9]*|true|false", re.IGNORECASE)
_MAX_LENGTH = 200
"""Excel allows 255; room for a number that tells equal ones apart."""
_DIGITS = "0123456789"
_ANCHOR = "_绩表{form}_{kind}{number}"


def row_anchor(form: int, row: int) -> str:
    """The hidden name of a sheet row."""
    return _ANCHOR.format(form=form, kind="行", number=row)


def column_anchor(form: int, column: int) -> str:
    """The hidden name of a sheet column."""
    return _ANCHOR.format(form=form, kind="列", number=column)


class PlaceNames:
    """Hands out a legal name for each place, no two alike (case does not tell names apart)."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def name(self, path: Path) -> str:
        """The name of the place at a path, rows counted from 1."""
        plain = legal("_".join(str(part + 1) if isinstance(part, int) else part for part in path))
        found, number = plain, 1
        while found.casefold() in self._taken:
            number += 1
            found = f"{plain}.{number}"
        self._taken.add(found.casefold())
        return found


def legal(text: str) -> str:
    """A text as a defined name: letters (Chinese ones too), digits and `_`; never like a cell's address."""
    kept = "".join(char if _belongs(char) else "_" for char in text)[:_MAX_LENGTH] or "_"
    if kept[0] in _DIGITS or _LIKE_A_REFERENCE.fullmatch(kept):
        kept = "_" + kept
    return kept


def _belongs(char: str) -> bool:
    return (char.isalpha() and char < "\U00010000") or char in _DIGITS or char == "_"


_BAD_IN_SHEET_NAME = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_MAX_SHEET_NAME = 31


def sheet_name(wanted: str, taken: set[str]) -> str:
    """A legal tab name, at most 31 characters (UTF-16), not in `taken` (casefolded); it is added there."""
    plain = _BAD_IN_SHEET_NAME.sub(" ", wanted).strip(" '") or "表"
    number = 1
    while True:
        suffix = "" if number == 1 else f"({number})"
        found = _cut(plain, _MAX_SHEET_NAME - len(suffix)).rstrip(" '") + suffix
        if found.casefold() not in taken:
            taken.add(found.casefold())
            return found
        number += 1


def _cut(text: str, units: int) -> str:
    """The longest beginning that takes at most so many UTF-16 units; characters beyond U+FFFF take two."""
    used = 0
    for at, char in enumerate(text):
        used += 2 if char > "\uffff" else 1
        if used > units:
            return text[:at]
    return text


def quoted(sheet: str) -> str:
    """A sheet's name as it stands in a reference."""
    return "'" + sheet.replace("'", "''") + "'"


def column_letters(column: int) -> str:
    """`A` for 1, `AB` for 28."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
