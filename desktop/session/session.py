"""A document being edited.

The window sends what the person did (`set_text`, `tick`, `fill`, `insert_row`, …) and gets back a `Change`: which cells
to draw anew, or that the grid is another one. Values, findings and grid are already up to date by then. Every step can
be undone; listeners (the journal on disk, the panels) hear of each change after it happened.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from desktop.errors import UserError
from desktop.forms.calculation import Evaluation, node_path
from desktop.forms.carrying import Line
from desktop.forms.checks import Checker
from desktop.forms.document import Document
from desktop.forms.edition import Edition, Field
from desktop.forms.explain import explain
from desktop.forms.findings import Finding
from desktop.forms.grid import Cell, Grid, Place
from desktop.forms.jsonio import text_fault
from desktop.forms.notes import MAX_CHARS, replaced, with_notes
from desktop.forms.paths import Path, list_of, row_of
from desktop.forms.resolve import Resolver
from desktop.session import beside, carryover, entry, grouping, pasting, rowwork
from desktop.session.edits import DeleteRow, Edit, InsertRow, SetNotes, SetValue, is_structural
from desktop.session.history import History, Step


@dataclass(frozen=True, slots=True)
class Change:
    """What an edit did, for those who draw and those who store.

    `cells` are new cells already in the grid at their places; `rebuilt` says that the grid is a new one instead.
    """

    cells: tuple[Cell, ...]
    rebuilt: bool
    cursor: Path | None
    findings_changed: bool
    edits: tuple[Edit, ...] = ()


NOTHING = Change((), rebuilt=False, cursor=None, findings_changed=False)


class Session:
    """One document, its values, findings and grid, and all that was done to it since it was opened."""

    def __init__(self, edition: Edition, document: Document, *, fixed: bool = False) -> None:
        """`fixed`: the document is only looked at; every edit is refused."""
        self.edition, self.document, self.fixed = edition, document, fixed
        self.evaluation = Evaluation(edition, document)
        self.checker = Checker(self.evaluation)
        self.resolver = Resolver(self.evaluation)
        self.listeners: list[Callable[[Change], None]] = []
        self._history = History()
        self._across: tuple[Finding, ...] = ()
        self.elsewhere: tuple[Finding, ...] = ()
        """What is found in other documents about this one; `set_across` tells listeners of it."""

    @property
    def grid(self) -> Grid:
        """What the form shows."""
        return self.resolver.grid

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the checks found, in the order of the form, then what other documents say against it; with the 说明."""
        return with_notes((*self.checker.findings, *self._across), self.edition, self.document)

    def set_across(self, here: tuple[Finding, ...], elsewhere: tuple[Finding, ...]) -> None:
        """What the checks found that compare it with other documents: in this one, and in others about this one."""
        if (here, elsewhere) != (self._across, self.elsewhere):
            self._across, self.elsewhere = here, elsewhere
            self._tell(Change((), rebuilt=False, cursor=None, findings_changed=True))

    def place(self, path: Path) -> Place | None:
        """The place the form shows for a path."""
        return self.resolver.place(path)

    # what a person does

    def set_text(self, path: Path, text: str) -> Change:
        """Text as typed into a place; `""` blanks it. Raises `UserError` when it cannot stand there at all."""
        # What the form does not print, as the reason for a score, leaves the cursor where it is.
        return self._do(self.entered(path, text), "填写", path if self.place(path) is not None else None)

    def tick(self, path: Path, option: str) -> Change:
        """Ticks a box, or takes the tick away."""
        field = self.field(path)
        value = entry.toggled(field, self.document.get(path), option)
        return self._do(self._set(path, value), "勾选", path)

    def clear(self, paths: Sequence[Path]) -> Change:
        """Blanks places; on a computed one what was received for it goes, and the computed value counts."""
        edits = [edit for path in paths for edit in self._blanked(path)]
        return self._do(edits, "清除", paths[0] if paths else None)

    def fill(self, path: Path, block: Sequence[Sequence[str]]) -> Change:
        """A block of texts from a spreadsheet, its corner at `path`; rows that a list lacks are added."""
        edits = pasting.pasted(self, path, block)
        return self._do(edits, "粘贴", path)

    def insert_row(self, list_path: Path, index: int, like: int | None = None) -> Change:
        """A new row before row `index`; it belongs to the group of row `like` (the one above when not given)."""
        edits = rowwork.inserted(self, list_path, index, like)
        new = next(edit for edit in reversed(edits) if isinstance(edit, InsertRow))
        return self._do(edits, "插入行", (*new.path, new.index))

    def add_row(self, list_path: Path, group: str) -> Change:
        """A row of a group of the printed form that has none yet, where the form has that group."""
        edits = rowwork.added(self, list_path, group)
        new = edits[-1] if edits else None
        return self._do(edits, "添行", (*new.path, new.index) if isinstance(new, InsertRow) else None)

    def delete_rows(self, list_path: Path, indices: Iterable[int]) -> Change:
        """Rows leave the list. Raises `UserError` for rows that are printed on the form."""
        edits = rowwork.removed(self, list_path, indices)
        first = edits[-1].index if edits and isinstance(edits[-1], DeleteRow) else None
        left = len(self.document.rows(list_path)) - sum(isinstance(edit, DeleteRow) for edit in edits)
        # The row that moves up; behind the last one that stays there is none.
        cursor = None if first is None else (*list_path, max(0, min(first, left - 1)))
        return self._do(edits, "删除行", cursor)

    def move_rows(self, list_path: Path, indices: Sequence[int], by: int, column: str = "") -> Change:
        """Rows that stand together go one up (-1) or down (1) and join the groups there; `grouping.shifted` says how.

        `column`: the one the rows were chosen by. The cursor is at the first of them. Raises `UserError` for rows that
        are printed on the form, and for rows of several groups.
        """
        rowwork.open_list(self, list_path, change="移动")
        edits, first = grouping.shifted(self, list_path, indices, by, column)
        cursor = None if first is None else (*list_path, first, *((column,) if column else ()))
        return self._do(edits, "上移" if by < 0 else "下移", cursor)

    def begin_group(self, path: Path) -> Change:
        """另起一组: the rows from the place's row to the end of its group get a group of their own, to be named.

        The cursor is where the name is typed. Raises `UserError` where there is nothing to part.
        """
        table = list_of(path)
        if table is None:
            raise UserError("这里没有分组", remedy="请把光标放到要另起一组的那一行")
        rowwork.open_list(self, table, change="另起一组")
        edits, cursor = grouping.parted(self, path)
        return self._do(edits, "另起一组", cursor)

    def carry_over(self, lines: Sequence[Line], text: str = "带入") -> Change:
        """Brings ticked lines of a proposal in, as one step. Raises `UserError`, and nothing came in then."""
        edits = carryover.carried(self, lines)
        cursor = lines[0].path if lines and lines[0].row is None else None
        return self._do(edits, text, cursor)

    def set_note(self, finding: Finding, text: str) -> Change:
        """A written 说明 about a W, which passes it until its numbers change; `""` takes it away.

        Raises `UserError` when the text cannot stand there.
        """
        if fault := text_fault(text):
            raise UserError(f"说明{fault}", remedy="请检查写的内容")
        if len(text) > MAX_CHARS:
            raise UserError(f"说明有{len(text)}字，最多{MAX_CHARS}字", remedy=f"请删去{len(text) - MAX_CHARS}字")
        old, new = self.document.notes, replaced(finding, text, self.edition, self.document)
        return NOTHING if new == old else self._do([SetNotes(old, new)], "说明", None)

    def undo(self) -> Change | None:
        """Takes the last step back; None at the beginning."""
        step = self._history.back()
        if step is None:
            return None
        return self._tell(self._apply([edit.inverse() for edit in reversed(step.edits)], step.cursor))

    def redo(self) -> Change | None:
        """Does the last undone step again; None at the end."""
        step = self._history.forward()
        return None if step is None else self._tell(self._apply(list(step.edits), step.cursor))

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._history.undo_text)

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to do again."""
        return bool(self._history.redo_text)

    @property
    def undo_text(self) -> str:
        """The name of the step that undo takes back."""
        return self._history.undo_text

    @property
    def redo_text(self) -> str:
        """The name of the step that redo does again."""
        return self._history.redo_text

    # what a person wants to know

    def explain(self, path: Path) -> str:
        """How a computed value came about, in a sentence; `""` for entered ones."""
        return explain(self.evaluation, path)

    def hint(self, path: Path) -> str:
        """What belongs into a place."""
        field = self.edition.scalars.get(node_path(path))
        if field is None:
            return ""
        if field.calculation is not None and not field.calculation.overrule:
            return f"{field.name}由程序计算"
        return f"{field.name}：{field.hint}" if field.hint else field.name

    def unprinted(self, path: Path) -> tuple[Path, ...]:
        """What is filled at a place though the form does not print it: of its row, or the reason for its score."""
        return beside.unprinted(self, path)

    def printed(self, path: Path) -> Path:
        """Where the cursor stands to fill a path: for what the form does not print a place of the same row."""
        return beside.printed(self, path)

    def landing(self, finding: Finding) -> Path:
        """What is seen to for a finding: its place; for a group of rows that is missing where it would stand."""
        return beside.landing(self, finding)

    def lacks_row(self, finding: Finding) -> bool:
        """Whether a finding is about a group of the form that has no row; `add_row` makes one."""
        return beside.lacks_row(self, finding)

    # edits

    def field(self, path: Path) -> Field:
        """The definition of the field at a path."""
        field = self.edition.scalars.get(node_path(path))
        if field is None:
            raise LookupError("no such field")
        return field

    def entered(self, path: Path, text: str, *, alone: bool = False) -> list[Edit]:
        """The edits that put typed text into a place, not yet done. `alone`: only into this row of a merged cell."""
        field = self.field(path)
        if field.calculation is not None and not field.calculation.overrule:
            raise UserError(f"{field.name}由程序计算，不能填写", remedy="请填写它所依据的各格")
        value = entry.value_of(field, text)
        return self._set(path, value, alone=alone)

    def _blanked(self, path: Path) -> list[Edit]:
        if self.document.get(path) is None:
            return []
        return self._set(path, [] if isinstance(self.document.get(path), list) else None)

    def _set(self, path: Path, value: entry.Entered, *, alone: bool = False) -> list[Edit]:
        """The edits that put a value at a place: its row first when it is virtual, all rows of a merged cell."""
        place = self.place(path)
        edits: list[Edit] = []
        row = row_of(path)
        if row is not None and self.document.get(row) is None:
            if value is None or value == []:
                return []
            if captions := rowwork.caption_rows(self, row[:-1]):
                return [*captions, SetValue(path, None, value, had=False)]
            edits, path, new = rowwork.virtual_row(self, path, place)
            return [*edits, SetValue(path, new.get(str(path[-1])), value, had=path[-1] in new)]
        for target in place.covers if place is not None and place.covers and not alone else (path,):
            old = self.document.get(target)
            if old != value and not (value is None and old == ""):
                holder = self.document.get(target[:-1]) if len(target) > 1 else self.document.data
                had = isinstance(holder, dict) and target[-1] in holder
                edits.append(SetValue(target, old, value, had))
        return edits

    def _do(self, edits: Sequence[Edit], text: str, cursor: Path | None) -> Change:
        if not edits:
            return NOTHING
        if self.fixed:
            raise UserError("收到的表不能改", remedy="有意见请写下来，退回由对方改")
        last = edits[-1]
        if cursor is not None and isinstance(last, SetValue) and any(is_structural(edit) for edit in edits):
            cursor = last.path
        change = self._apply(list(edits), cursor, stale=True)
        self._history.push(Step(change.edits, text, cursor))
        return self._tell(change)

    def _apply(self, edits: list[Edit], cursor: Path | None, *, stale: bool = False) -> Change:
        for edit in edits:
            edit.apply(self.document)
        if any(is_structural(edit) for edit in edits):
            self.evaluation.compute_all()
            if stale:
                edits += self._drop_stale(self.evaluation.computed_paths())
            self.checker.check_all()
            self._across = tuple(finding for finding in self._across if not _lies_below(finding.path, edits))
            self.resolver.rebuild()
            change = Change((), rebuilt=True, cursor=cursor, findings_changed=True, edits=tuple(edits))
        else:
            written = [edit for edit in edits if not isinstance(edit, SetNotes)]
            changed = self.evaluation.update(edit.path for edit in written)
            if stale:
                dropped = self._drop_stale(changed - {edit.path for edit in written})
                edits += dropped
                if dropped:
                    changed |= self.evaluation.update(edit.path for edit in dropped)
            findings = self.checker.update(changed) or len(written) < len(edits)
            cells = self.resolver.refresh(changed)
            if cells is None:
                self.resolver.rebuild()
            change = Change(cells or (), cells is None, cursor, findings, tuple(edits))
        return change

    def _tell(self, change: Change) -> Change:
        """Listeners hear last, when undo and redo already know of it."""
        for listener in list(self.listeners):
            listener(change)
        return change

    def _drop_stale(self, paths: Iterable[Path]) -> list[Edit]:
        """What was received for a computed field is no longer about these numbers once a person changed them."""
        edits: list[Edit] = []
        for path in paths:
            if self.evaluation.is_stale(path):
                edit = SetValue(path, self.document.get(path), None)
                edit.apply(self.document)
                edits.append(edit)
        return edits


def _lies_below(path: Path, edits: Iterable[Edit]) -> bool:
    """Whether rows came or went where a path leads, so that it may lead elsewhere now."""
    return any(is_structural(edit) and path[: len(edit.path)] == edit.path for edit in edits)
