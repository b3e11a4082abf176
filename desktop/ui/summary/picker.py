"""The summaries to choose from, each with how much there is to be summed up; below them who makes them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from desktop.ui import theme
from desktop.ui.widgets import SPACE, label

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_CHOICE = int(Qt.ItemDataRole.UserRole)
_HEIGHT, _PAD, _BAR = 48, 16, 3
WIDE, NARROW, _ROOMY = 264, 208, 1000
"""px of the column, and of the page from which there is room for the wide one."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A summary that can be looked at, or a form that can be filled from what was judged.

    `count` says how much there is for it. `idle`: nothing yet.
    """

    form: str
    count: str
    idle: bool = False
    judged: bool = False


class _Choices(QAbstractListModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.choices: list[Choice] = []

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.choices)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        choice = self.choices[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return choice.form
        if role in {Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            return f"{choice.form}，{choice.count}"
        return choice if role == _CHOICE else None

    def show(self, choices: Sequence[Choice]) -> None:
        """Show these; the cursor stays where it is when there are as many."""
        if len(choices) == len(self.choices):
            self.choices = list(choices)
            self.dataChanged.emit(self.index(0), self.index(len(choices) - 1))
            return
        self.beginResetModel()
        self.choices = list(choices)
        self.endResetModel()


class _Delegate(QStyledItemDelegate):
    """Two lines: the name, and in small type how much there is."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002
        """All are equally high."""
        return QSize(0, _HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one."""
        choice: Choice = index.data(_CHOICE)
        rect, state = option.rect, option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        if selected:
            painter.fillRect(rect, QColor(theme.ACCENT_SOFT))
            painter.fillRect(rect.left(), rect.top(), _BAR, rect.height(), QColor(theme.ACCENT))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(theme.HOVER))
        words = rect.adjusted(_PAD, 6, -_PAD // 2, -6)
        name = theme.SOFT if choice.idle and not selected else theme.INK
        for text, points, color, align in (
            (choice.form, theme.BODY, name, Qt.AlignmentFlag.AlignTop),
            (choice.count, theme.SMALL, theme.SOFT, Qt.AlignmentFlag.AlignBottom),
        ):
            font = theme.font(points)
            painter.setFont(font)
            painter.setPen(QColor(color))
            shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, words.width())
            painter.drawText(words, align | Qt.AlignmentFlag.AlignLeft, shown)
        painter.restore()


class Picker(QFrame):
    """The column at the left of the page."""

    picked = Signal()
    unit_named = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("picker")
        self._model = _Choices(self)
        self.list = QListView()
        self.list.setModel(self._model)
        self.list.setItemDelegate(_Delegate(self.list))
        self.list.setMouseTracking(True)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName("汇总表")
        self.unit = QLineEdit()
        self.unit.setPlaceholderText("印在表上，如“某县财政局”")
        self.unit.setAccessibleName("汇总单位")
        foot = QVBoxLayout()
        foot.setContentsMargins(_PAD, SPACE, _PAD, 2 * SPACE)
        foot.setSpacing(SPACE // 2)
        foot.addWidget(label("汇总单位"))
        foot.addWidget(self.unit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACE // 2, 1, 0)
        layout.setSpacing(0)
        layout.addWidget(self.list, 1)
        layout.addLayout(foot)
        self.fit(_ROOMY)
        self.list.selectionModel().currentChanged.connect(lambda *_: self.picked.emit())
        self.unit.editingFinished.connect(lambda: self.unit_named.emit(self.unit.text().strip()))

    def fit(self, width: int) -> None:
        """Narrower on a narrow page."""
        self.setFixedWidth(WIDE if width >= _ROOMY else NARROW)

    def show_choices(self, choices: Sequence[Choice]) -> None:
        """Show these; the cursor stays on its form."""
        at = self.form
        blocked = self.list.selectionModel().blockSignals(True)
        self._model.show(choices)
        self.choose(at)
        self.list.selectionModel().blockSignals(blocked)

    def choose(self, form: str) -> None:
        """Put the cursor on a form, on the first where it is not there."""
        forms = [choice.form for choice in self._model.choices]
        if forms:
            self.list.setCurrentIndex(self._model.index(forms.index(form) if form in forms else 0))

    @property
    def choices(self) -> Sequence[Choice]:
        """What there is to choose from."""
        return self._model.choices

    @property
    def choice(self) -> Choice | None:
        """The one with the cursor."""
        found: Choice | None = self.list.currentIndex().data(_CHOICE)
        return found

    @property
    def form(self) -> str:
        """Its form, `""` for none."""
        return self.choice.form if self.choice is not None else ""
