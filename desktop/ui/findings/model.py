"""Findings as a list for Qt, by group and in the order of the form; with headings where there are several groups."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop.forms.findings import Finding
from desktop.forms.paths import Path, path_text
from desktop.session.neighbours import Elsewhere
from desktop.ui.findings.groups import Group, group_of
from desktop.ui.findings.remedy import Remedy

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
FINDING_ROLE = int(Qt.ItemDataRole.UserRole)
"""A `Finding`; None for a heading."""
GROUP_ROLE = FINDING_ROLE + 1
_LATER = {Group.BLANK: 1, Group.EXPLAINED: 2}
"""One goes to what is wrong first, then to what is still to be filled; what was explained needs nothing more."""
REMEDY_ROLE = FINDING_ROLE + 2
"""The `Remedy` of a finding, None for most."""


class FindingsModel(QAbstractListModel):
    """The findings of one document at one moment."""

    def __init__(self, remedy: Callable[[Finding], Remedy | None], parent: QObject | None = None) -> None:
        """`remedy` tells how a finding can be put right."""
        super().__init__(parent)
        self.findings: tuple[Finding, ...] = ()
        """In the order one goes through them: that of the form, with `_LATER` after all others."""
        self._remedy = remedy
        self._shown: tuple[Sequence[Finding], bool] = ((), True)
        self._groups: dict[Group, list[Finding]] = {}
        self._lines: list[Finding | Group] = []

    def set_findings(self, findings: Sequence[Finding], *, quiet: bool) -> None:
        """Show these; nothing happens when they are the same as before. `quiet` as in `group_of`."""
        new = tuple(findings)
        if (new, quiet) == self._shown:
            return
        self.beginResetModel()
        self._shown = new, quiet
        self._groups, self._lines = {group: [] for group in Group}, []
        for finding in new:
            self._groups[group_of(finding, quiet=quiet)].append(finding)
        here = (finding for finding in new if not isinstance(finding, Elsewhere))
        self.findings = tuple(sorted(here, key=lambda finding: _LATER.get(group_of(finding, quiet=quiet), 0)))
        headings = sum(bool(found) for found in self._groups.values()) > 1
        for group, found in self._groups.items():
            if found and headings:
                self._lines.append(group)
            self._lines += found
        self.endResetModel()

    def count(self, group: Group) -> int:
        """How many there are of a group."""
        return len(self._groups.get(group, ()))

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
        ordered = [line for line in self._lines if isinstance(line, Finding) and not isinstance(line, Elsewhere)]
        exact = next((finding for finding in ordered if path == finding.path), None)
        return exact or next((finding for finding in ordered if _is_row_of(finding.path, path)), None)

    def number(self, finding: Finding) -> int:
        """Which one it is in the order of `findings`, from 0; -1 when it is gone."""
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
        """Words of a line, and for the delegate the finding, its group and its remedy."""
        line = self._lines[index.row()]
        if isinstance(line, Finding):
            return self._of_finding(line, role)
        if role == GROUP_ROLE:
            return line
        return line.heading(self.count(line)) if role == Qt.ItemDataRole.DisplayRole else None

    def _of_finding(self, finding: Finding, role: int) -> Any:
        if role == FINDING_ROLE:
            return finding
        if role == GROUP_ROLE:
            return group_of(finding, quiet=self._shown[1])
        if role == REMEDY_ROLE:
            return self._remedy(finding)
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return f"{group_of(finding, quiet=self._shown[1]).word}：{finding.message}（{place_line(finding)}）"
        if role == Qt.ItemDataRole.ToolTipRole and (remedy := self._remedy(finding)) is not None:
            return f"{remedy.label}（Ctrl+Enter）"
        return None


def place_line(finding: Finding) -> str:
    """The small line under the message: `B01 · 年度资金总额`."""
    where = finding.document if isinstance(finding, Elsewhere) else path_text(finding.path)
    return f"{finding.code} · {where}" if where else finding.code


def _is_row_of(path: Path, other: Path) -> bool:
    return bool(path) and isinstance(path[-1], int) and other[: len(path)] == path
