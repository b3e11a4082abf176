"""Findings as a list for Qt, by level and in the order of the form; with headings where there are several levels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.forms.findings import Finding, Level
from desktop.forms.paths import Path, path_text
from desktop.ui import theme

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
FINDING_ROLE = int(Qt.ItemDataRole.UserRole)
"""A `Finding`; None for a heading."""
LEVEL_ROLE = FINDING_ROLE + 1


class FindingsModel(QAbstractListModel):
    """The findings of one document at one moment."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.findings: tuple[Finding, ...] = ()
        self._lines: list[Finding | tuple[Level, int]] = []

    def set_findings(self, findings: Sequence[Finding]) -> None:
        """Show these; nothing happens when they are the same as before."""
        new = tuple(findings)
        if new == self.findings:
            return
        self.beginResetModel()
        self.findings, self._lines = new, []
        groups = {level: [finding for finding in new if finding.level is level] for level in Level}
        headings = sum(bool(group) for group in groups.values()) > 1
        for level, group in groups.items():
            if group and headings:
                self._lines.append((level, len(group)))
            self._lines += group
        self.endResetModel()

    def count(self, level: Level) -> int:
        """How many there are of a level."""
        return sum(finding.level is level for finding in self.findings)

    def line_of(self, finding: Finding) -> QModelIndex:
        """Where a finding stands."""
        for number, line in enumerate(self._lines):
            if line is finding:
                return self.index(number, 0)
        return QModelIndex()

    def at(self, path: Path | None) -> Finding | None:
        """The first finding about a place; one about its row when there is none about the place itself."""
        if path is None:
            return None
        ordered = [line for line in self._lines if isinstance(line, Finding)]
        exact = next((finding for finding in ordered if path == finding.path), None)
        return exact or next((finding for finding in ordered if _is_row_of(finding.path, path)), None)

    def number(self, finding: Finding) -> int:
        """Which one it is in the order of the form, from 0; -1 when it is gone."""
        return next((number for number, known in enumerate(self.findings) if known == finding), -1)

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Number of lines, headings included."""
        return 0 if parent.isValid() else len(self._lines)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Headings cannot be selected, and the arrow keys pass over them."""
        if isinstance(self._lines[index.row()], Finding):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Words of a line, and for the delegate the finding and the level."""
        line = self._lines[index.row()]
        if isinstance(line, Finding):
            if role == FINDING_ROLE:
                return line
            if role == LEVEL_ROLE:
                return line.level
            if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
                return f"{theme.LEVEL_WORD[line.level]}：{line.message}（{place_line(line)}）"
            return None
        level, count = line
        if role == LEVEL_ROLE:
            return level
        return f"{theme.LEVEL_WORD[level]} {count}" if role == Qt.ItemDataRole.DisplayRole else None


def place_line(finding: Finding) -> str:
    """The small line under the message: `B01 · 年度资金总额`."""
    where = path_text(finding.path)
    return f"{finding.code} · {where}" if where else finding.code


def _is_row_of(path: Path, other: Path) -> bool:
    return bool(path) and isinstance(path[-1], int) and other[: len(path)] == path
