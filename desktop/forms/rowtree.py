"""Lists whose rows form a tree: which row each stands under, and what the rows directly below come to.

A budget table prints its tree as plain rows, one under the other: the total, each unit, its 类, 款 and 项, the projects
of a 项. Codes say most of it (20801 lies under 208), order the rest (208 lies under the unit above it). Published
tables leave codes out, repeat them, and write units in the column of the subjects; a row whose place cannot be told
makes the sum above it unknown rather than wrong.

A tree is a column of row numbers from 1: the row above in the tree, 0 for none, negative where a row lies somewhere
below that row and no more is known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from desktop.forms.values import BLANK, UNKNOWN, Scalar, Val

Levels = tuple[tuple[int, ...], ...]
TOTALS = frozenset({"合计", "总计", "合计：", "总合计"})
_TOTAL_GROUP = -1


@dataclass(frozen=True, slots=True)
class _Row:
    """A row on the way down. `number` from 1; `group` which family of codes; `finer` what else tells rows apart."""

    number: int
    group: int
    code: str
    finer: tuple[str, ...] = ()

    def holds(self, other: _Row) -> bool:
        """Whether `other`, which stands further down, can lie under this row."""
        if self.group != other.group:
            return self.group < other.group
        if self.code == other.code:
            pairs = list(zip(self.finer, other.finer, strict=True))
            return self.finer != other.finer and all(own in {"", theirs} for own, theirs in pairs)
        return other.code.startswith(self.code)


def tree(levels: Val, codes: Val, *finer: Val) -> Val:
    """The tree of rows with codes.

    `levels`: lengths of the codes from the outermost inwards, families with `/` between them (`3 6 / 3 5 7`: units of
    three or six digits, under them 类, 款 and 项); in a family a code lies under its own beginning. `finer`: columns
    that are filled in the rows under those of the same code (the projects of a 项).
    """
    if not isinstance(levels, str) or not isinstance(codes, tuple):
        return UNKNOWN
    families = _families(levels)
    texts = [_text(code) for code in codes]
    columns = [column for column in finer if isinstance(column, tuple)]
    details = [tuple(_text(column[at]) for column in columns) for at in range(len(texts))]
    following = _following(texts)
    above: list[_Row] = []
    found: list[Scalar] = []
    carried = ""
    for at, (own, finest) in enumerate(zip(texts, details, strict=True)):
        number = at + 1
        code, carried = own or (carried if any(finest) else ""), own or carried
        if own in TOTALS or (not own and (TOTALS & set(finest) or not (above or any(finest)))):
            above = [_Row(number, _TOTAL_GROUP, "")]
            found.append(Decimal(0))
            continue
        group = _group(code, following[at], families) if code or any(finest) else None
        row = None if group is None else _Row(number, group, code, finest)
        anchor = _repeated(row, above, families) if row is not None else _somewhere(code, above, families)
        if row is None or anchor is not None:
            found.append(Decimal(-anchor.number if anchor is not None else 0))
            continue
        while above and not above[-1].holds(row):
            above.pop()
        found.append(Decimal(above[-1].number if above else 0))
        above.append(row)
    return tuple(found)


def outline(items: Val, counted: Val) -> Val:
    """The tree of rows without codes: rows with nothing in `items` are headings over the rows below them.

    A heading directly above another is above it in the tree too. Rows without `counted` have no part.
    """
    if not isinstance(items, tuple) or not isinstance(counted, tuple):
        return UNKNOWN
    found: list[Scalar] = [Decimal(0)] * len(items)
    chain: list[int] = []
    headings: list[int] = []
    total = 0

    def settle() -> None:
        """The headings gathered so far take the places of as many innermost ones."""
        nonlocal chain
        kept = chain[: max(0, len(chain) - len(headings))] or ([total] if total and total not in headings else [])
        for heading in headings:
            found[heading - 1] = Decimal(kept[-1] if kept else 0)
            kept.append(heading)
        chain = kept
        headings.clear()

    for number, (item, amount) in enumerate(zip(items, counted, strict=True), 1):
        if amount is BLANK:
            continue
        words = _text(item)
        if not words or words in TOTALS:
            total = total or (number if words else 0)
            headings.append(number)
            continue
        if headings:
            settle()
        found[number - 1] = Decimal(chain[-1] if chain else 0)
    if headings:
        settle()
    return tuple(found)


def below(rows: Val, amounts: Val, beside: Val = ()) -> Val:
    """For each row of a tree the sum of `amounts` in the rows directly below it; blank where there are none.

    A blank amount counts as nothing, or as zero in a row where `beside` is filled, so that a whole column left out is
    seen. What cannot be read, or a row whose place is not known, makes the sum unknown.
    """
    if not isinstance(rows, tuple) or not isinstance(amounts, tuple):
        return UNKNOWN
    sums: list[Scalar] = [BLANK] * len(rows)
    others: Sequence[Scalar] = beside if isinstance(beside, tuple) and beside else amounts
    for parent, amount, other in zip(rows, amounts, others, strict=True):
        value = or_zero(amount, other)
        if not isinstance(parent, Decimal) or not parent or value is BLANK:
            continue
        at = abs(int(parent)) - 1
        before = sums[at]
        if parent < 0 or not isinstance(value, Decimal) or before is UNKNOWN:
            sums[at] = UNKNOWN
        else:
            sums[at] = before + value if isinstance(before, Decimal) else value
    return tuple(sums)


def nth(values: Val, number: Val) -> Val:
    """One value of a column, counted from 1; blank beyond its end."""
    if not isinstance(values, tuple) or not isinstance(number, Decimal):
        return UNKNOWN
    at = int(number) - 1
    return values[at] if 0 <= at < len(values) else BLANK


def or_zero(value: Val, beside: Val) -> Scalar:
    """A number; zero for a blank beside a number."""
    if value is BLANK:
        return Decimal(0) if isinstance(beside, Decimal) else BLANK
    return value if isinstance(value, Decimal) else UNKNOWN


def _text(value: Scalar) -> str:
    return "".join(value.split()) if isinstance(value, str) else ""


@lru_cache(maxsize=64)
def _families(levels: str) -> Levels:
    return tuple(
        tuple(sorted(int(word) for word in family.split() if word.isdecimal())) for family in levels.split("/")
    )


def _following(codes: list[str]) -> list[str]:
    """For each row the next other code further down."""
    found, later = [""] * len(codes), ""
    after = ""
    for at in range(len(codes) - 1, -1, -1):
        if codes[at] and codes[at] != later:
            after, later = later, codes[at]
        found[at] = after if codes[at] else later
    return found


def _group(code: str, following: str, families: Levels) -> int | None:
    """Which family a code belongs to; where its length fits several, what comes next decides."""
    if not code:
        return len(families) - 1
    fitting = [at for at, lengths in enumerate(families) if len(code) in lengths and code.isdecimal()]
    for at in fitting[:-1]:
        if following.startswith(code) and len(following) in families[at]:
            return at
    return fitting[-1] if fitting else None


def _is_innermost(row: _Row, families: Levels) -> bool:
    return row.group == len(families) - 1 and (not row.code or len(row.code) == families[-1][-1])


def _somewhere(code: str, above: list[_Row], families: Levels) -> _Row | None:
    """Under which row one lies whose code says nothing: the nearest that can have any, of its beginning if possible."""
    candidates = [row for row in reversed(above) if not _is_innermost(row, families)]
    kin = [row for row in candidates if row.code and code.startswith(row.code)]
    return next(iter(kin or candidates), None)


def _repeated(row: _Row, above: list[_Row], families: Levels) -> _Row | None:
    """The row above of the same code when nothing tells which of the two lies under the other.

    Innermost rows may be alike, they lie side by side.
    """
    if _is_innermost(row, families):
        return None
    return next((one for one in above if (one.group, one.code, one.finer) == (row.group, row.code, row.finer)), None)
