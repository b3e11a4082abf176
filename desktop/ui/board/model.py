"""The board as a table for Qt: units down, forms across. Holds the lines that are shown, nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.session.overview import Overview, Pick

if TYPE_CHECKING:
    from desktop.collect.board import Field, Line

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
UNIT = 0
"""The column of names; those of the forms follow."""


class BoardModel(QAbstractTableModel):
    """Lines of an `Overview`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.lines: list[Line] = []
        self.forms: tuple[str, ...] = ()
        self._overview: Overview | None = None
        self._marks: dict[str, str] = {}

    def set_marks(self, marks: dict[str, str]) -> None:
        """The letters of the forms, by their names."""
        self._marks = marks

    def set_lines(self, overview: Overview, lines: Sequence[Line]) -> None:
        """Show these instead. Where units and forms are the same, nothing moves under the person's eyes."""
        forms = overview.board.forms
        stays = forms == self.forms and [line.unit for line in lines] == [line.unit for line in self.lines]
        if not stays:
            self.beginResetModel()
        self._overview, self.lines, self.forms = overview, list(lines), forms
        if not stays:
            self.endResetModel()
        elif lines:
            self.dataChanged.emit(self.index(0, 0), self.index(len(lines) - 1, len(forms)))
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(forms))

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Number of units."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        """The names, and a column for each form."""
        return 0 if parent.isValid() else 1 + len(self.forms)

    def form(self, column: int) -> str:
        """The form of a column, `""` for the names."""
        return self.forms[column - 1] if column > UNIT else ""

    def mark(self, column: int) -> str:
        """The letter of a column's form."""
        return self._marks.get(self.form(column), "")

    def tally(self, column: int) -> tuple[int, int]:
        """Of how many units a column's form is here, and how many are to send it."""
        return self._overview.number_in(self.form(column)) if self._overview is not None and column > UNIT else (0, 0)

    def field(self, row: int, column: int) -> Field | None:
        """What is here of a unit and form."""
        return self.lines[row].fields.get(self.form(column))

    def is_foreign(self, row: int) -> bool:
        """Whether a unit is missing from the list, where there is a list."""
        return self._overview is not None and self._overview.listed > 0 and not self.lines[row].listed

    def state(self, row: int, column: int) -> Pick | None:
        """How far a unit is with a form; None where nothing is here and nothing is asked for."""
        field = self.field(row, column)
        if field is not None and field.number:
            return Pick(field.state.value)
        asks = self._overview is not None and self._overview.asks(self.lines[row], self.form(column))
        return Pick.MISSING if asks else None

    def first(self, pick: Pick) -> tuple[int, int] | None:
        """Row and column of the first field that counts for this; None where none is to be looked for."""
        if pick is Pick.ALL:
            return None
        return next(
            ((row, column) for row in range(len(self.lines)) for column in range(1, len(self.forms) + 1)
             if self._counts_for(pick, row, column)), None,
        )  # fmt: skip

    def _counts_for(self, pick: Pick, row: int, column: int) -> bool:
        match pick:
            case Pick.WAITING:
                return bool(self.waiting(row, column))
            case Pick.LATE:
                return self.is_late(row, column)
            case _:
                return self.state(row, column) is pick

    def is_late(self, row: int, column: int) -> bool:
        """Whether a form should be here and is not."""
        return self.form(column) in self.lines[row].late

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The form's name; its tooltip says how it stands."""
        if orientation is not Qt.Orientation.Horizontal or section >= self.columnCount():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.form(section) or "单位"
        if role == Qt.ItemDataRole.ToolTipRole and section > UNIT and self._overview is not None:
            here, asked = self.tally(section)
            day = self._overview.board.due.get(self.form(section), "")
            until = f"，{day} 前报" if day else ""
            counted = f"已收 {here} 个单位" + (f"，应报 {asked} 个" if asked else "")
            return "\n".join([f"{self.form(section)}{until}", counted] + ["双击逐份看列出的单位的这张表"] * bool(here))
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a field says; the painting is the delegate's."""
        row, column = index.row(), index.column()
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return self.lines[row].unit.name if column == UNIT else self._text(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._unit_tip(row) if column == UNIT else self._tip(row, column)
        return None

    def number(self, row: int, column: int) -> str:
        """How many documents there are, of them in the state shown; `""` for one."""
        field = self.field(row, column)
        if field is None or field.number < 2:
            return ""
        of_state = field.counts[field.state]
        return str(field.number) if of_state == field.number else f"{of_state}/{field.number}"

    def waiting(self, row: int, column: int) -> int:
        """How many newer documents wait."""
        field = self.field(row, column)
        return field.waiting if field is not None else 0

    def _text(self, row: int, column: int) -> str:
        state = self.state(row, column)
        parts = [f"{state.word} {self.number(row, column)}".rstrip()] if state is not None else []
        parts += [f"待确认 {count}"] if (count := self.waiting(row, column)) else []
        parts += ["迟"] if self.is_late(row, column) else []
        return "，".join(parts)

    def _unit_tip(self, row: int) -> str:
        line = self.lines[row]
        parts = [line.unit.name, line.unit.code, line.unit.contact, "不在单位名单里" if self.is_foreign(row) else ""]
        return "\n".join([part for part in parts if part] + ["双击打开这个单位报来的表"] * bool(line.fields))

    def _tip(self, row: int, column: int) -> str:
        line, field = self.lines[row], self.field(row, column)
        parts = [line.unit.name, self.form(column)]
        if field is not None:
            parts.append("，".join(f"{state.value} {number} 份" for state, number in field.counts.items()))
            parts += [f"{field.open} 份有没有说明的提示"] if field.open else []
            parts += [f"{field.waiting} 份新报的待确认"] if field.waiting else []
        elif (state := self.state(row, column)) is not None:
            parts.append(state.word)
        parts += ["过了要报的日子"] if self.is_late(row, column) else []
        return "\n".join([part for part in parts if part] + ["双击打开"] * (field is not None))
