"""The widgets one types into: laid over the cell, in its type size, so that the text does not jump.

`ProseEditor` breaks lines and grows; `LineEditor` is for numbers, choices and the small places between words. What
the keys mean is decided by `CellKeys`, the same for both.
"""

from __future__ import annotations

import math
from typing import TypeAlias

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QTextBlockFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QFrame, QLineEdit, QTextEdit, QWidget

from desktop.forms.faces import Face
from desktop.forms.grid import Align
from desktop.forms.typeset import ASCENT
from desktop.forms.typography import STANDARD
from desktop.ui import fonts
from desktop.ui.formview import colors
from desktop.ui.formview.navigation import Step

LINE_FACTOR = STANDARD.line_factor
BORDER = 2
CARET = 2
"""What QLineEdit leaves beside its text on its own account, px."""
_ALIGN = {
    Align.LEFT: Qt.AlignmentFlag.AlignLeft,
    Align.CENTER: Qt.AlignmentFlag.AlignHCenter,
    Align.RIGHT: Qt.AlignmentFlag.AlignRight,
}
_STYLE = (
    f"border: {BORDER}px solid {colors.ACCENT.name()}; background: {colors.PAPER.name()}; color: {colors.TEXT.name()};"
    f" selection-background-color: {colors.ACCENT.name()}; selection-color: white; padding: 0; border-radius: 0;"
)
_REFUSED = _STYLE.replace(colors.ACCENT.name(), colors.ERROR.name(), 1)


class ProseEditor(QTextEdit):
    """Several lines of plain text."""

    edited = Signal()

    def __init__(self, parent: QWidget, font: QFont, align: Align, pad: int) -> None:
        """`pad` is the room left and right of the text, px."""
        super().__init__(parent)
        self.setFont(font)
        self.setAcceptRichText(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setStyleSheet(f"QTextEdit {{ {_STYLE} }}")
        self.document().setDocumentMargin(0)
        option = QTextOption(_ALIGN[align])
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDefaultTextOption(option)
        self._pad = pad
        self._line = LINE_FACTOR * font.pointSizeF() * self.logicalDpiY() / 72
        self._indent = 0.0
        self._lift = 0
        self.textChanged.connect(self.edited)

    def set_paragraphs(self, line_height: float, indent: float) -> None:
        """Set the text as a report's: lines of this height, the first of a paragraph indented, px. Before the text."""
        self._line, self._indent = line_height, indent
        # Qt puts all the air of a line above its text, paper half of it below.
        font = self.font()
        em = font.pointSizeF() * self.logicalDpiY() / 72
        # Qt makes characters whole pixels wide; over a line of 28 that may be one character more or less.
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, em - self.fontMetrics().horizontalAdvance("国"))
        self.setFont(font)
        paper = (line_height - em) / 2 + ASCENT * em
        self._lift = max(0, round(line_height - self.fontMetrics().descent() - paper))

    def text(self) -> str:
        """What has been typed."""
        return self.toPlainText()

    def set_text(self, text: str, *, select: bool = False) -> None:
        """Start from `text`, the caret at its end."""
        self.setPlainText(text)
        cursor = self.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        form = QTextBlockFormat()
        form.setLineHeight(self._line, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        form.setTextIndent(self._indent)
        cursor.mergeBlockFormat(form)
        if not select:
            cursor.clearSelection()
            cursor.movePosition(QTextCursor.MoveOperation.End)
        self.setTextCursor(cursor)
        self.document().clearUndoRedoStacks()

    def break_line(self) -> None:
        """Begin a new line at the caret."""
        self.insertPlainText("\n")

    def wanted_height(self, width: int) -> int:
        """The height at which all text is seen, px, for a width of the widget."""
        # Measured on a copy: the widget lays its own text out for the width it has at the moment.
        copy = self.document().clone()
        copy.setTextWidth(max(1, width - 2 * (BORDER + self._pad)))
        return math.ceil(copy.size().height()) + 2 * BORDER

    def settle(self, wanted: int) -> None:
        """Centre the text between top and bottom, as it stands in the cell; `wanted` is its height."""
        spare = max(0, self.height() - wanted)
        fits = wanted <= self.height()
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if fits else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(policy)
        self.setViewportMargins(self._pad, spare // 2 - self._lift, self._pad, self._lift)

    def refuse(self) -> None:
        """Show that the text was not taken."""
        self.setStyleSheet(f"QTextEdit {{ {_REFUSED} }}")

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste words only; of a copied Excel cell not its closing line break."""
        self.insertPlainText(source.text().removesuffix("\n").removesuffix("\r"))


class LineEditor(QLineEdit):
    """One line of plain text."""

    edited = Signal()

    def __init__(self, parent: QWidget, font: QFont, align: Align, pad: int) -> None:
        """`pad` is the room left and right of the text, px."""
        super().__init__(parent)
        self.setFont(font)
        self.setFrame(False)
        self.setStyleSheet(f"QLineEdit {{ {_STYLE} }}")
        self.setAlignment(_ALIGN[align] | Qt.AlignmentFlag.AlignVCenter)
        self.setTextMargins(pad - CARET, 0, pad - CARET, 0)
        self.textEdited.connect(self.edited)

    def set_text(self, text: str, *, select: bool = False) -> None:
        """Start from `text`, the caret at its end."""
        self.setText(text)
        if select:
            self.selectAll()

    def break_line(self) -> None:
        """One line only: nothing to do."""

    def wanted_width(self) -> int:
        """The width at which all text is seen, px."""
        metrics = self.fontMetrics()
        return metrics.horizontalAdvance(self.text()) + metrics.height() + 2 * BORDER

    def refuse(self) -> None:
        """Show that the text was not taken."""
        self.setStyleSheet(f"QLineEdit {{ {_REFUSED} }}")


Editor: TypeAlias = ProseEditor | LineEditor

_ARROWS = {
    Qt.Key.Key_Up: Step.UP,
    Qt.Key.Key_Down: Step.DOWN,
    Qt.Key.Key_Left: Step.LEFT,
    Qt.Key.Key_Right: Step.RIGHT,
}
_RETURN = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_OURS = {*_RETURN, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape, Qt.Key.Key_F2}


class CellKeys(QObject):
    """What the keys do while a cell is open.

    As in a spreadsheet there are two moods: after typing into a closed cell the arrows finish it and move on; after
    F2, a double click or a click into the text they move the caret. F2 changes the mood.
    """

    finished = Signal(object)
    """Done; the step to take then, or None to stay."""
    cancelled = Signal()
    left = Signal()
    """The keyboard went elsewhere in the window."""
    roomy = Signal()
    pointed = Signal(int)
    """↓ (1) or ↑ (-1) in a list of choices."""

    def __init__(self, editor: Editor, *, arrows_leave: bool, has_choices: bool) -> None:
        """Watches `editor` and belongs to it."""
        super().__init__(editor)
        self.arrows_leave, self._has_choices = arrows_leave, has_choices
        editor.installEventFilter(self)
        if isinstance(editor, ProseEditor):
            editor.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002  # Qt's signature
        """Takes the keys that are about the cell, leaves those about the text."""
        kind = event.type()
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        if kind == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._is_ours(event):
            # Keys that are commands of the closed cell as well must not leave the open one.
            event.accept()
            return True
        if kind == QEvent.Type.MouseButtonPress:
            self.arrows_leave = False
        if kind == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            kept = {Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason}
            # Looking something up in another window must not close the cell: the next key would replace its text.
            if event.reason() not in kept:
                self.left.emit()
        return False

    def _is_ours(self, event: QKeyEvent) -> bool:
        return event.key() in _OURS or (self._has_choices and event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down})

    def _key(self, event: QKeyEvent) -> bool:
        key, modifiers = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        shift = modifiers == Qt.KeyboardModifier.ShiftModifier
        plain = modifiers == Qt.KeyboardModifier.NoModifier
        if key in _RETURN:
            self._return(modifiers)
        elif key == Qt.Key.Key_Tab and plain:
            self.finished.emit(Step.NEXT)
        elif key == Qt.Key.Key_Backtab or (key == Qt.Key.Key_Tab and shift):
            self.finished.emit(Step.PREVIOUS)
        elif key == Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif key == Qt.Key.Key_F2:
            self.arrows_leave = not self.arrows_leave
        elif self._has_choices and key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self.pointed.emit(1 if key == Qt.Key.Key_Down else -1)
        elif self.arrows_leave and plain and key in _ARROWS:
            self.finished.emit(_ARROWS[key])
        else:
            return False
        return True

    def _return(self, modifiers: Qt.KeyboardModifier) -> None:
        editor = self.parent()
        if modifiers == Qt.KeyboardModifier.AltModifier and isinstance(editor, ProseEditor | LineEditor):
            editor.break_line()
        elif modifiers == Qt.KeyboardModifier.ControlModifier:
            self.roomy.emit()
        else:
            back = modifiers == Qt.KeyboardModifier.ShiftModifier
            self.finished.emit(Step.ENTER_BACK if back else Step.ENTER)


def show_rare(editor: QWidget, text: str) -> None:
    """Give the editor the rare face once a character that needs it has been typed."""
    if fonts.need(text):
        font = editor.font()
        font.setFamilies([*font.families(), fonts.family(Face.RARE)])
        editor.setFont(font)
