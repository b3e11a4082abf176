"""The roomy editor for long texts: a plain window with the type of the form, and a count of the characters.

Opened on purpose only (Ctrl+Enter, double click); short texts are typed in their cell. Closing it in any way but Esc
keeps the text: nobody shall lose a paragraph by clicking the wrong cross.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from desktop.forms import wording
from desktop.forms.faces import Face
from desktop.ui import fonts
from desktop.ui.formview import colors
from desktop.ui.formview.editors import show_rare

_SIZE = 16
"""12 pt at 96 dpi."""
_LINE_PERCENT = 115


class RoomyEditor(QDialog):
    """One long text. `kept` tells the text when it is closed with it."""

    kept = Signal(str)
    drafted = Signal(str)
    """The text at every change."""

    def __init__(self, parent: QWidget, title: str, text: str, limit: int | None) -> None:
        """`title` names the place; `limit` is the number of characters the form allows."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.resize(640, 420)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._limit = limit
        fonts.need(text)
        self.edit = QTextEdit(self)
        self.edit.setAcceptRichText(False)
        self.edit.setFont(fonts.font(Face.SERIF, _SIZE))
        self.edit.setStyleSheet(
            "QTextEdit { background: white; color: black; border: 1px solid #C3C8CE; padding: 10px 14px; }"
        )
        self.edit.setPlainText(text)
        self._space_lines()
        self.edit.moveCursor(QTextCursor.MoveOperation.End)
        self.edit.installEventFilter(self)
        self.count = QLabel(self)
        self._buttons = QDialogButtonBox(self)
        keep = QPushButton("确定", self)
        keep.setToolTip("Ctrl+Enter")
        drop = QPushButton("取消", self)
        drop.setToolTip("Esc")
        self._buttons.addButton(keep, QDialogButtonBox.ButtonRole.AcceptRole)
        self._buttons.addButton(drop, QDialogButtonBox.ButtonRole.RejectRole)
        self._buttons.accepted.connect(self.keep)
        self._buttons.rejected.connect(self.reject)
        foot = QHBoxLayout()
        foot.addWidget(self.count)
        foot.addStretch()
        foot.addWidget(self._buttons)
        column = QVBoxLayout(self)
        column.addWidget(self.edit)
        column.addLayout(foot)
        self.edit.textChanged.connect(self._changed)
        self.edit.textChanged.connect(lambda: self.drafted.emit(self.edit.toPlainText()))
        self._changed()
        self.edit.setFocus()

    def _space_lines(self) -> None:
        cursor = QTextCursor(self.edit.document())
        cursor.select(QTextCursor.SelectionType.Document)
        form = QTextBlockFormat()
        form.setLineHeight(_LINE_PERCENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.mergeBlockFormat(form)
        self.edit.document().clearUndoRedoStacks()

    def _changed(self) -> None:
        text = self.edit.toPlainText()
        show_rare(self.edit, text)
        length = wording.length(text)
        over = self._limit is not None and length > self._limit
        self.count.setText(f"{length} 字" if self._limit is None else f"{length} / {self._limit} 字")
        self.count.setStyleSheet(f"color: {colors.ERROR.name()};" if over else "")

    def keep(self) -> None:
        """Close with the text."""
        self.kept.emit(self.edit.toPlainText())
        self.accept()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The window's cross keeps the text, too."""
        if self.isVisible():
            self.kept.emit(self.edit.toPlainText())
        super().closeEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+Enter closes with the text; plain Enter is a new line."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.keep()
                return True
        return super().eventFilter(watched, event)
