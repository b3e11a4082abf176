"""Which row of one list is which row of another, by what stands in them.

First the rows that are the same and in the same order; then those that are the same elsewhere (moved); then, of what is
left, those most alike: an indicator whose target changed is the same indicator, and one with another name and another
target is not. Rows printed on the form are told by their names.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from desktop.forms.canonical import ContentRow, Node
from desktop.forms.edition import ListField

_ALIKE = 0.4
"""Of a row's own columns so much is the same, when two rows are one that was changed."""
_CLOSELY = 2_500
"""So many comparisons of rows each with each are made; beyond, only rows with a value in common are compared."""
_LIKELIEST = 6
_ORDERLY = 100_000


@dataclass(frozen=True, slots=True)
class Pair:
    """A row and its fellow, None where there is none. `moved`: it stands in another place among the others."""

    ours: ContentRow | None
    theirs: ContentRow | None
    moved: bool = False


def match_rows(item: ListField, ours: Sequence[ContentRow], theirs: Sequence[ContentRow]) -> list[Pair]:
    """Every row of both lists once, in the order of ours; what only the other list has follows the row before it."""
    matches = _fixed(item, ours, theirs) if item.fixed else _free(item, ours, theirs)
    kept = _in_order(matches)
    ours_of = {to: at for at, to in matches.items()}
    following: dict[int, list[Pair]] = defaultdict(list)
    last = -1
    for to, row in enumerate(theirs):
        if to in ours_of:
            last = ours_of[to]
        else:
            following[last].append(Pair(None, row))
    pairs = following[-1]
    for at, row in enumerate(ours):
        fellow = theirs[matches[at]] if at in matches else None
        pairs += [Pair(row, fellow, moved=fellow is not None and at not in kept), *following[at]]
    return pairs


def _fixed(item: ListField, ours: Sequence[ContentRow], theirs: Sequence[ContentRow]) -> dict[int, int]:
    named = {str(row.values.get(item.row_key)): at for at, row in reversed(list(enumerate(theirs)))}
    found = {}
    for at, row in enumerate(ours):
        other = named.pop(str(row.values.get(item.row_key)), None)
        if other is not None:
            found[at] = other
    return found


def _free(item: ListField, ours: Sequence[ContentRow], theirs: Sequence[ContentRow]) -> dict[int, int]:
    one, two = [_key(row.values) for row in ours], [_key(row.values) for row in theirs]
    matches = _same_order(one, two)
    taken = set(matches.values())
    places: dict[object, list[int]] = defaultdict(list)
    for at, key in enumerate(two):
        if at not in taken:
            places[key].append(at)
    left = [at for at in range(len(ours)) if at not in matches]
    for at in left:
        if places[one[at]]:
            matches[at] = places[one[at]].pop(0)
    left = [at for at in left if at not in matches]
    taken = set(matches.values())
    free = [at for at in range(len(theirs)) if at not in taken]
    matches.update(_alike(item, ours, theirs, left, free))
    return matches


def _same_order(one: list[tuple[object, ...]], two: list[tuple[object, ...]]) -> dict[int, int]:
    """Equal rows in the same order: those at both ends, and between them what `SequenceMatcher` finds.

    Tables of thousands of rows that differ in the middle are left to the search for equal rows anywhere.
    """
    short = min(len(one), len(two))
    head = next((at for at in range(short) if one[at] != two[at]), short)
    tail = next((at for at in range(short - head) if one[-1 - at] != two[-1 - at]), short - head)
    matches = {at: at for at in range(head)}
    matches.update((len(one) - 1 - at, len(two) - 1 - at) for at in range(tail))
    one, two = one[head : len(one) - tail], two[head : len(two) - tail]
    if len(one) * len(two) <= _ORDERLY:
        for block in SequenceMatcher(None, one, two, autojunk=False).get_matching_blocks():
            matches.update((head + block.a + step, head + block.b + step) for step in range(block.size))
    return matches


def _alike(
    item: ListField, ours: Sequence[ContentRow], theirs: Sequence[ContentRow], left: list[int], free: list[int]
) -> dict[int, int]:
    """The most alike first; of equally alike ones the nearest."""
    candidates = _likeliest(item, theirs, free)
    scored = []
    for at in left:
        for to in free if len(left) * len(free) <= _CLOSELY else candidates(ours[at]):
            score = _likeness(item, ours[at], theirs[to])
            if score >= _ALIKE:
                scored.append((-score, abs(at - to), at, to))
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, at, to in sorted(scored):
        if at not in found and to not in taken:
            found[at] = to
            taken.add(to)
    return found


def _likeliest(item: ListField, theirs: Sequence[ContentRow], free: list[int]) -> Callable[[ContentRow], list[int]]:
    """Looks up the few rows that have most values in common with a given one."""
    places: dict[tuple[str, str], list[int]] = defaultdict(list)
    for to in free:
        for pair in _own(item, theirs[to]):
            places[pair].append(to)

    def look(row: ContentRow) -> list[int]:
        shared = Counter(to for pair in _own(item, row) for to in places.get(pair, ())[:_CLOSELY])
        return [to for to, _ in shared.most_common(_LIKELIEST)]

    return look


def _own(item: ListField, row: ContentRow) -> list[tuple[str, str]]:
    return [(key, value) for key, value in row.values.items() if isinstance(value, str) and key not in item.groups]


def _likeness(item: ListField, one: ContentRow, two: ContentRow) -> float:
    """How much of two rows' own columns is the same, 0 to 1. Rows of another group need be the more alike."""
    keys = [key for key in one.values.keys() | two.values.keys() if key not in item.groups]
    own = sum(_same(one.values.get(key), two.values.get(key)) for key in keys) / len(keys) if keys else 1.0
    groups = [key for key in item.groups if one.values.get(key) != two.values.get(key)]
    return own - 0.2 * len(groups)


def _same(one: Node | None, two: Node | None) -> float:
    if one == two:
        return 1.0
    if isinstance(one, list) and isinstance(two, list):
        others = {_key(row.values) for row in two}
        return sum(_key(row.values) in others for row in one) / max(len(one), len(two))
    if isinstance(one, str) and isinstance(two, str) and not (one + two).replace(".", "").isdecimal():
        return SequenceMatcher(None, one, two, autojunk=False).ratio() ** 2
    return 0.0


def _key(values: dict[str, Node]) -> tuple[object, ...]:
    return tuple(
        (key, tuple(_key(row.values) for row in value) if isinstance(value, list) else value)
        for key, value in sorted(values.items())
    )


def _in_order(matches: dict[int, int]) -> set[int]:
    """The largest set of our rows whose fellows stand in the same order: the others are those that moved."""
    tails: list[tuple[int, int]] = []
    before: dict[int, int | None] = {}
    for at in sorted(matches):
        to = matches[at]
        low, high = 0, len(tails)
        while low < high:
            middle = (low + high) // 2
            if tails[middle][0] < to:
                low = middle + 1
            else:
                high = middle
        before[at] = tails[low - 1][1] if low else None
        tails[low : low + 1] = [(to, at)]
    kept: set[int] = set()
    here = tails[-1][1] if tails else None
    while here is not None:
        kept.add(here)
        here = before[here]
    return kept
