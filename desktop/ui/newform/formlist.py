"""The list of forms to choose from: name, edition, and the document each was taken from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from desktop.ui import icons, theme
from desktop.ui.services import FormRow

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
FORM_ROLE = int(Qt.ItemDataRole.UserRole)
_HEIGHT, _PAD, _ICON = 52, 14, 18


class FormsModel(QAbstractListModel):
    """The forms, in the order given."""

    def __init__(self, forms: Sequence[FormRow], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.forms = list(forms)

    def rowCount(self, parent: _Index = _ROOT) -> int:
        """Number of forms."""
        return 0 if parent.isValid() else len(self.forms)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The name (also for finding a form by typing its first words), and the form itself for the delegate."""
        form = self.forms[index.row()]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return f"{form.form} {form.edition}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return form.source
        return form if role == FORM_ROLE else None


class _FormDelegate(QStyledItemDelegate):
    """Two lines: the name, and below it in small type where it comes from."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002
        """All are equally high."""
        return QSize(0, _HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one form."""
        form: FormRow = index.data(FORM_ROLE)
        state, rect = option.state, option.rect
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        if selected:
            painter.fillRect(rect, QColor(theme.ACCENT_SOFT))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(theme.HOVER))
        ratio = painter.device().devicePixelRatioF()
        sign = icons.pixmap("file-text", theme.ACCENT if selected else theme.SOFT, _ICON, ratio)
        painter.drawPixmap(rect.left() + _PAD, rect.top() + (rect.height() - _ICON) // 2, sign)
        words = rect.adjusted(2 * _PAD + _ICON, 7, -_PAD, -7)
        self._line(painter, words, Qt.AlignmentFlag.AlignTop, form.form, theme.HEAD, theme.INK)
        below = f"{form.edition}　{form.source}" if form.source else form.edition
        self._line(painter, words, Qt.AlignmentFlag.AlignBottom, below, theme.SMALL, theme.SOFT)
        painter.restore()

    @staticmethod
    def _line(painter: QPainter, rect: QRect, align: Qt.AlignmentFlag, text: str, points: float, color: str) -> None:
        font = theme.font(points)
        painter.setFont(font)
        painter.setPen(QColor(color))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, align | Qt.AlignmentFlag.AlignLeft, shown)


class FormList(QListView):
    """Enter or a double click takes the form."""

    taken = Signal()

    def __init__(self, forms: Sequence[FormRow], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(FormsModel(forms, self))
        self.setItemDelegate(_FormDelegate(self))
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setAccessibleName("表")
        if forms:
            self.setCurrentIndex(self.model().index(0, 0))
        self.doubleClicked.connect(self.taken)

    def sizeHint(self) -> QSize:
        """As high as all forms together; less when the window is too low for that."""
        return QSize(400, self.model().rowCount() * _HEIGHT + 2)

    def current(self) -> FormRow | None:
        """The form with the cursor."""
        form: FormRow | None = self.currentIndex().data(FORM_ROLE)
        return form

    def choose(self, name: str) -> None:
        """Put the cursor on the form of this name, if it is there."""
        model = self.model()
        for number in range(model.rowCount()):
            if model.index(number, 0).data(FORM_ROLE).form == name:
                self.setCurrentIndex(model.index(number, 0))
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the form with the cursor."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.taken.emit()
            return
        super().keyPressEvent(event)
