"""What a document's fields are worth: entered values read, computed ones computed, incrementally.

`Evaluation` holds for every place its value and how it came about. Blank is not zero; what was received for a
computed field is kept apart (`received`) and only compared, never trusted; a computed value over parts that still have
to be filled is provisional. After an edit only what reads the changed places is computed anew, in an order fixed when
the definition was loaded, so that the cost of an edit does not grow with the form.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from desktop.forms.edition import Edition, Field, NodePath
from desktop.forms.entered import reading_of, ticks
from desktop.forms.grid import PlaceState
from desktop.forms.numbers import round_half_up
from desktop.forms.program import Program, Step, program_of
from desktop.forms.values import BLANK, UNKNOWN, Missing, Val

if TYPE_CHECKING:
    from desktop.forms.document import Document, Row
    from desktop.forms.expression import Node
    from desktop.forms.operators import Rows, Run
    from desktop.forms.paths import Path


class _Values(dict["Path", Val]):
    """What places are worth; one that is not there is blank."""

    def __missing__(self, path: Path) -> Val:
        return BLANK


class _Column:
    """The values of one column of one list."""

    def __init__(self, values: list[Val]) -> None:
        self.values = values
        self.whole: tuple[Val, ...] | None = None
        self._blanks: set[int] | None = None

    @property
    def blanks(self) -> set[int]:
        """Rows without a value, counted from 0; kept once they were asked for."""
        if self._blanks is None:
            self._blanks = {row for row, value in enumerate(self.values) if value is BLANK}
        return self._blanks

    def put(self, row: int | str, value: Val) -> None:
        """A value is now another."""
        assert isinstance(row, int)
        self.values[row] = value
        self.whole = None
        if self._blanks is not None:
            (self._blanks.add if value is BLANK else self._blanks.discard)(row)


class Evaluation:
    """The values of one document in one edition. Implements `binding.Reader`."""

    def __init__(self, edition: Edition, document: Document) -> None:
        self.edition, self.document = edition, document
        self.program: Program = program_of(edition)
        self._values = _Values()
        self._columns: dict[Path, _Column] = {}
        """Columns that were asked for as a whole, by the list's path and the column's key."""
        self._computed: dict[Path, Val] = {}
        self._provisional: set[Path] = set()
        self._overruled: set[Path] = set()
        self._unfinished = False
        self._asking = False
        self._kept: dict[object, Val] | None = None
        """Results that hold until the next edit; None while values are being computed."""
        self._before: dict[object, Val] = {}
        """Those that held when the checks last looked."""
        self.compute_all()

    # what others ask

    def value(self, path: Path) -> Val:
        """What a place is worth: entered, computed, or overruled."""
        return self._values[path]

    def computed(self, path: Path) -> Val:
        """What the rule gives for a computed field, whatever was received or overruled."""
        return self._computed.get(path, BLANK)

    def received(self, path: Path) -> Val:
        """What the document itself says for a field, computed or not."""
        return self._entered(path, self.edition.scalars[node_path(path)])

    def state(self, path: Path) -> PlaceState:
        """How the value of a place came about."""
        value = self.value(path)
        if path in self._computed:
            if path in self._overruled:
                return PlaceState.OVERRULED
            return PlaceState.PROVISIONAL if path in self._provisional else PlaceState.COMPUTED
        if value is UNKNOWN:
            return PlaceState.INVALID
        return PlaceState.BLANK if value is BLANK or value == () else PlaceState.ENTERED

    def required(self, path: Path) -> bool:
        """Whether a blank at this place is a finding: the field says so, its condition (if any) holding in this row."""
        node = node_path(path)
        bound = self.program.required.get(node)
        if bound is None:
            return node in self.program.always_required
        unfinished, self._asking = self._unfinished, True
        holds = bound.run(self, rows_of(path)) is True
        self._unfinished, self._asking = unfinished, False
        return holds

    def is_stale(self, path: Path) -> bool:
        """Whether the document holds a value for a computed place that counts no more once its operands changed.

        A score that a person set with a reason, or where no rule decides, is no such value.
        """
        calculation = self.edition.scalars[node_path(path)].calculation
        if calculation is None or self.document.get(path) in (None, "") or path in self._overruled:
            return False
        return not (calculation.overrule and isinstance(self._computed.get(path), Missing))

    def offers(self, path: Path) -> bool:
        """Whether a place offers its field's options; a field that says nothing about it always does."""
        bound = self.program.offered.get(node_path(path))
        return bound is None or bound.run(self, rows_of(path)) is True

    def computed_paths(self) -> list[Path]:
        """All computed places of the document."""
        return list(self._computed)

    def run(self, node: Node, scope: NodePath, rows: Rows) -> Val:
        """The value of an expression that belongs to this edition, for explanations."""
        return self.program.binder.bind(node, scope).run(self, rows)

    # binding.Reader

    def read(self, path: Path) -> Val:
        """The value of a place; notes when it is one that still has to be filled.

        Only computing asks for that. At other times `_values` itself stands here in the instance: the checks read some
        hundred thousand places of a batch.
        """
        value = self._values[path]
        if self._unfinished or self._asking:
            # Two fields may each be required when the other is filled: the condition looks at values only.
            return value
        if path in self._provisional or (value is BLANK and path not in self._computed and self.required(path)):
            self._unfinished = True
        return value

    def column(self, table: Path, key: str) -> tuple[Val, ...]:
        """The values of one column, as `read` gives them; kept, because a long list is gone through at every edit."""
        column = self._columns.get((*table, key))
        if column is None:
            rows, known = range(self.row_count(table)), self._values
            if len(table) == 1:
                name = table[0]
                values = [known[name, row, key] for row in rows]
            else:
                values = [known[*table, row, key] for row in rows]
            column = self._columns[*table, key] = _Column(values)
        if self._kept is None and not self._asking and not self._unfinished:
            self._unfinished = self._has_to_be_filled(table, key, column)
        if column.whole is None:
            column.whole = tuple(column.values)
        return column.whole

    def _has_to_be_filled(self, table: Path, key: str, column: _Column) -> bool:
        """Whether a value of the column is provisional, or blank and required."""
        if any(path[-1] == key and path[:-2] == table for path in self._provisional):
            return True
        blanks = ((*table, row, key) for row in column.blanks)
        return any(path not in self._computed and self.required(path) for path in blanks)

    def _put(self, path: Path, value: Val) -> None:
        self._values[path] = value
        if len(path) > 1 and (column := self._columns.get((*path[:-2], path[-1]))) is not None:
            column.put(path[-2], value)

    def row_count(self, path: Path) -> int:
        """How many rows the list at a path has."""
        return len(self.document.rows(path))

    def fixed_row(self, path: Path, key: str) -> int | None:
        """Which row of a fixed list carries this key."""
        item = self.edition.lists[node_path(path)]
        for index, row in enumerate(self.document.rows(path)):
            if row.get(item.row_key) == key:
                return index
        return None

    def attribute(self, name: str) -> Val:
        """年度 or 单位 of the document."""
        if name == "年度":
            return Decimal(self.document.year)
        return self.document.unit or BLANK

    def once(self, key: object, run: Run, rows: Rows) -> Val:
        """What an expression gives for these rows; kept under `key` until the next edit."""
        kept = self._kept
        if kept is None:
            return run(self, rows)
        value = kept.get(key)
        if value is None:
            value = kept[key] = run(self, rows)
        return value

    def moved(self, part: int, *, by_row: bool) -> set[int] | None:
        """In which rows a part that rules share (`Binder.parts`) changed since the checks looked; None for all.

        `by_row`: a row looks at its own place in it only, else at all of it.
        """
        before, now = self._before.get(part), self.program.binder.parts[part](self, ())
        if before is not None and before == now:
            return set()
        if by_row and isinstance(before, tuple) and isinstance(now, tuple) and len(before) == len(now):
            return {row for row, (one, other) in enumerate(zip(before, now, strict=True)) if one != other}
        return None

    def looked(self) -> None:
        """The checks know all values as they are now."""
        self._before = self._kept or {}

    # computing

    def compute_all(self) -> None:
        """Everything anew: after loading and after rows came or went."""
        self._before = {}
        self._begin_computing()
        self._values.clear()
        self._columns.clear()
        self._computed.clear()
        self._provisional.clear()
        self._overruled.clear()
        values = self._values
        for scope, columns in self.program.entered:
            for at, row in self.rows_at(scope):
                usual = len(at) == 2  # a row of a list, whose places are made without unpacking its own
                table, number = at if usual else ("", 0)
                for key, read in columns:
                    raw = row.get(key)
                    path = (table, number, key) if usual else (*at, key)
                    values[path] = BLANK if raw is None and read is not ticks else read(raw)
        for step in self.program.steps:
            for path in self.paths(step.node):
                self._work_out(step, path)
        self._end_computing()

    def _begin_computing(self) -> None:
        self._kept = None
        self.__dict__.pop("read", None)

    def _end_computing(self) -> None:
        self._kept = {}
        self.read = self._values.__getitem__  # type: ignore[method-assign, assignment]  # see `read`

    def update(self, paths: Iterable[Path]) -> set[Path]:
        """After these places of the document changed: all places whose value or state is now another."""
        self._begin_computing()
        changed: dict[NodePath, set[Path]] = {}
        result: set[Path] = set()
        for path in paths:
            node = node_path(path)
            field = self.edition.scalars.get(node)
            if field is not None and field.calculation is None:
                self._put(path, self._entered(path, field))
            changed.setdefault(node, set()).add(path)
            result.add(path)
        for step in self.program.steps:
            targets = self._affected(step, changed)
            moved = {path for path in targets if self._compute(step, path)}
            if moved:
                changed.setdefault(step.node, set()).update(moved)
                result |= moved
        self._end_computing()
        return result

    def _affected(self, step: Step, changed: dict[NodePath, set[Path]]) -> set[Path]:
        targets: set[Path] = set(changed.get(step.node, ()))
        for read in step.reads:
            hit = changed.get(read.path)
            if not hit:
                continue
            depth = len(read.path) - 1 if read.own_row else read.depth
            if not depth:
                return set(self.paths(step.node))
            for rows in {rows_of(path)[:depth] for path in hit}:
                targets.update(self.paths(step.node, rows))
        return targets

    def _compute(self, step: Step, path: Path) -> bool:
        before = (self._values.get(path), self._computed.get(path), path in self._provisional, path in self._overruled)
        self._provisional.discard(path)
        self._overruled.discard(path)
        self._work_out(step, path)
        return before != (
            self._values[path], self._computed[path], path in self._provisional, path in self._overruled
        )  # fmt: skip

    def _work_out(self, step: Step, path: Path) -> None:
        """What a computed place is worth; it is neither provisional nor overruled before."""
        self._unfinished = False
        self._computed[path] = BLANK
        computed = _rounded(step.bound.run(self, rows_of(path)), step.field)
        provisional = self._unfinished
        value, overruled = self._settle(step, path, computed)
        self._computed[path] = computed
        self._put(path, value)
        if overruled:
            self._overruled.add(path)
        elif provisional:
            self._provisional.add(path)

    def _settle(self, step: Step, path: Path, computed: Val) -> tuple[Val, bool]:
        """The value that counts. A score may be replaced by a person with a reason, or given where no rule decides."""
        calculation = step.field.calculation
        if calculation is None or not calculation.overrule:
            return computed, False
        received = self._entered(path, step.field)
        if isinstance(received, Missing):
            return computed, False
        if isinstance(computed, Missing):
            return received, False
        reason = self.document.get((*path[:-1], calculation.overrule))
        if received != computed and isinstance(reason, str) and reason.strip():
            return received, True
        return computed, False

    def _entered(self, path: Path, field: Field) -> Val:
        return reading_of(field)(self.document.get(path))

    def rows_at(self, scope: NodePath) -> Iterator[tuple[Path, Row]]:
        """The rows of the lists along a scope with their paths; for `()` the document itself."""
        if not scope:
            yield (), self.document.data
            return
        for at, outer in self.rows_at(scope[:-1]):
            rows = outer.get(scope[-1])
            for number, row in enumerate(rows if isinstance(rows, list) else ()):
                yield (*at, scope[-1], number), row if isinstance(row, dict) else {}

    def paths(self, node: NodePath, rows: Rows = ()) -> Iterator[Path]:
        """The places of a field in this document: one, or one for each row (of those that begin with `rows`)."""
        if len(node) == 2 and not rows:  # the usual list
            table, key = node
            return ((table, row, key) for row in range(self.row_count((table,))))
        return iter((node,)) if len(node) == 1 else self._walk(node, 0, (), rows)

    def _walk(self, node: NodePath, at: int, prefix: Path, rows: Rows) -> Iterator[Path]:
        here = (*prefix, node[at])
        if at == len(node) - 1:
            yield here
            return
        wanted = (rows[at],) if at < len(rows) else range(self.row_count(here))
        for row in wanted:
            if at == len(node) - 2:
                yield (*here, row, node[-1])
            else:
                yield from self._walk(node, at + 1, (*here, row), rows)


def node_path(path: Path) -> NodePath:
    """A document path without its row numbers."""
    if len(path) == 1:
        return path  # type: ignore[return-value]  # a path begins with a key
    if len(path) == 3 and path[1].__class__ is int:  # a cell of the usual list
        return (path[0], path[2])  # type: ignore[return-value]  # see above
    return tuple(part for part in path if isinstance(part, str))


def rows_of(path: Path) -> Rows:
    """The row numbers along a path."""
    if len(path) == 1:
        return ()
    if len(path) == 3 and path[1].__class__ is int:  # a cell of the usual list
        return (path[1],)
    return tuple(part for part in path if isinstance(part, int))


def _rounded(value: Val, field: Field) -> Val:
    """Half up, once, at the end (forms.md, Scoring); without fixed decimals no zeros that only the sum brought."""
    if not isinstance(value, Decimal):
        return value
    return value.normalize() if field.decimals is None else round_half_up(value, field.decimals)
