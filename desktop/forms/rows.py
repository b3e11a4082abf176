"""Which printed rows a layout makes of a document, and which list rows stand in each.

A plain line prints once, a band's line once for every row of its list (at least once, so that an empty list can be
filled), a fixed row's line once. Lists side by side print group by group, each group as tall as its longer side; what
one side lacks is a virtual row: not in the document until someone fills it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from desktop.forms.calculation import Evaluation
from desktop.forms.edition import ListField, NodePath, PlaceSpec, RowSpec
from desktop.forms.paths import Path

Group = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListRow:
    """A row of a list as it stands in a printed row. `virtual`: it is not in the document yet."""

    table: NodePath
    path: Path
    virtual: bool = False
    presets: tuple[tuple[str, str], ...] = ()
    groups: Group = ()


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """One row on paper: the layout's line and the list rows (none for a plain line) it shows."""

    spec: RowSpec
    list_rows: tuple[ListRow, ...]
    values: dict[NodePath, str] = field(default_factory=dict)
    """Texts of the group columns here, for merging."""

    @property
    def bands(self) -> tuple[tuple[Path, int], ...]:
        """As `RowInfo.bands`: only rows that are in the document."""
        return tuple((row.path[:-1], int(row.path[-1])) for row in self.list_rows if not row.virtual)

    def row_for(self, spec: PlaceSpec) -> ListRow | None:
        """The list row a place of the layout belongs to here, None for a document field."""
        for row in self.list_rows:
            if spec.path[: len(row.table)] == row.table and len(spec.path) == len(row.table) + 1:
                return row
        return None

    def texts(self, spec: PlaceSpec) -> str:
        """What a group column says in this row, blank or not, filled or virtual."""
        return self.values.get(spec.path, "")


def printed_rows(evaluation: Evaluation, specs: tuple[RowSpec, ...]) -> Iterator[PrintedRow]:
    """All printed rows, top to bottom."""
    at = 0
    while at < len(specs):
        spec = specs[at]
        if not spec.band:
            yield PrintedRow(spec, ())
            at += 1
            continue
        root = spec.band[0][:1]
        run = [spec]
        if spec.key is None and len(spec.band) == 1:
            while at + len(run) < len(specs) and _belongs(specs[at + len(run)], root):
                run.append(specs[at + len(run)])
        if len(spec.band) == 2:
            yield from _side_by_side(evaluation, spec)
        elif spec.key is not None:
            yield from _fixed(evaluation, spec)
        else:
            yield from _repeated(evaluation, run, root, ())
        at += len(run)


def _belongs(spec: RowSpec, root: NodePath) -> bool:
    return len(spec.band) == 1 and spec.key is None and spec.band[0][:1] == root


def _fixed(evaluation: Evaluation, spec: RowSpec) -> Iterator[PrintedRow]:
    path = spec.band[0]
    item = evaluation.edition.lists[path]
    index = evaluation.fixed_row(path, spec.key or "")
    virtual = index is None
    keys = [row.get(item.row_key) for row in item.blank]
    row = index if index is not None else evaluation.row_count(path) + keys.index(spec.key)
    presets = ((item.row_key, spec.key or ""),) if virtual else ()
    yield PrintedRow(spec, (ListRow(path, (*path, row), virtual, presets),))


def _repeated(evaluation: Evaluation, run: list[RowSpec], table: NodePath, rows: Path) -> Iterator[PrintedRow]:
    """The lines of one list, for each of its rows, with the lines of the lists inside it."""
    own = [spec for spec in run if spec.band[0] == table]
    inner = [spec for spec in run if spec.band[0] != table]
    prefix = (*rows, table[-1])
    count = evaluation.row_count(prefix)
    item = evaluation.edition.lists[table]
    # A list with captions prints them even when the document has none of its rows.
    printed = item.blank if item.captions and not count else ()
    for index in range(count or len(printed) or 1):
        path = (*prefix, index)
        presets = tuple(printed[index].items()) if printed else ()
        for spec in own:
            row = _list_row(evaluation, table, path, virtual=index >= count, presets=presets)
            yield _band_row(evaluation, spec, (row,))
        if inner:
            yield from _repeated(evaluation, inner, inner[0].band[0][: len(table) + 1], path)


def _band_row(evaluation: Evaluation, spec: RowSpec, list_rows: tuple[ListRow, ...]) -> PrintedRow:
    values: dict[NodePath, str] = {}
    for row in list_rows:
        item = evaluation.edition.lists[row.table]
        presets = dict(row.presets)
        merged = {place.path[-1] for cell in spec.cells if cell.merge for place in cell.places}
        for column in {*item.groups, *spec.by, *merged} & item.columns.keys():
            values[(*row.table, column)] = presets.get(column) or _text(evaluation, (*row.path, column))
    return PrintedRow(spec, list_rows, values)


def _list_row(
    evaluation: Evaluation, table: NodePath, path: Path, *, virtual: bool, presets: tuple[tuple[str, str], ...] = ()
) -> ListRow:
    item = evaluation.edition.lists[table]
    groups = tuple(_text(evaluation, (*path, group)) for group in item.groups)
    return ListRow(table, path, virtual, presets, groups)


def _side_by_side(evaluation: Evaluation, spec: RowSpec) -> Iterator[PrintedRow]:
    left, right = spec.band
    sides = [_grouped(evaluation, table, spec.by) for table in (left, right)]
    counts = [evaluation.row_count(table) for table in (left, right)]
    order = _group_order(evaluation.edition.lists[left], spec.by, sides)
    for group in order:
        rows = [side.get(group, []) for side in sides]
        for index in range(max(1, *(len(side) for side in rows))):
            pair = []
            for number, table in enumerate((left, right)):
                if index < len(rows[number]):
                    pair.append(ListRow(table, (*table, rows[number][index]), groups=group))
                else:
                    presets = tuple(zip(spec.by, group, strict=True))
                    pair.append(ListRow(table, (*table, counts[number]), True, presets, group))
                    counts[number] += 1
            yield _band_row(evaluation, spec, tuple(pair))


def _grouped(evaluation: Evaluation, table: NodePath, by: tuple[str, ...]) -> dict[Group, list[int]]:
    found: dict[Group, list[int]] = {}
    for index in range(evaluation.row_count(table)):
        group = tuple(_text(evaluation, (*table, index, column)) for column in by)
        found.setdefault(group, []).append(index)
    return found


def _group_order(item: ListField, by: tuple[str, ...], sides: list[dict[Group, list[int]]]) -> list[Group]:
    """Groups in the printed form's order; others behind the last one of the same first column."""
    present = list(dict.fromkeys(group for side in sides for group in side))
    if not present:
        return [row[: len(by)] for row in item.order] or [("",) * len(by)]
    known = {row[: len(by)]: index for index, row in enumerate(item.order)}
    firsts: dict[str, int] = {}
    for group, index in known.items():
        firsts[group[0]] = index
    for index, group in enumerate(present):
        firsts.setdefault(group[0], len(known) + index)
    positions = {group: index for index, group in enumerate(present)}

    def rank(group: Group) -> tuple[int, int, int]:
        first = firsts[group[0]]
        return (first, known.get(group, len(known)), positions[group])

    return sorted(present, key=rank)


def _text(evaluation: Evaluation, path: Path) -> str:
    value = evaluation.document.get(path)
    return value.strip() if isinstance(value, str) else ""
