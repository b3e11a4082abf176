"""The few kinds of fields the column of settings is made of."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QDoubleSpinBox, QGridLayout, QSpinBox, QWidget

from desktop.ui.widgets import SPACE, label

_INSET = 4
"""px between a field's edge and its number."""


class _NoWheel(QObject):
    """A field that lies in a column one scrolls must not change under the wheel."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave the wheel to the column."""
        if event.type() == QEvent.Type.Wheel:
            event.ignore()
            return True
        return super().eventFilter(watched, event)


def calm(field: QWidget) -> None:
    """Have the wheel scroll past a field."""
    field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    field.installEventFilter(_NoWheel(field))


def choice(name: str, items: Iterable[tuple[str, object]]) -> QComboBox:
    """One of several; `items` are words and what they stand for."""
    box = QComboBox()
    box.setAccessibleName(name)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(6)
    for words, value in items:
        box.addItem(words, value)
    calm(box)
    return box


def number(name: str, least: int, most: int) -> QSpinBox:
    """A whole number."""
    box = QSpinBox()
    box.setAccessibleName(name)
    box.setRange(least, most)
    _dress(box)
    return box


def millimetres(name: str, least: float, most: float) -> QDoubleSpinBox:
    """A length in mm, to a half with the arrows and to a tenth by typing."""
    box = QDoubleSpinBox()
    box.setAccessibleName(name)
    box.setRange(least, most)
    box.setDecimals(1)
    box.setSingleStep(0.5)
    # While one types 12 the field is at 1 for a moment: nothing is laid out for that.
    box.setKeyboardTracking(False)
    _dress(box)
    return box


def _dress(box: QAbstractSpinBox) -> None:
    # The style sheet's padding does not reach the words of a field without arrows.
    box.lineEdit().setTextMargins(_INSET, 0, 0, 0)
    box.setCorrectionMode(QAbstractSpinBox.CorrectionMode.CorrectToNearestValue)
    calm(box)


class Rows(QGridLayout):
    """Words at the left, fields at the right."""

    def __init__(self) -> None:
        super().__init__()
        self.setContentsMargins(0, 0, 0, 0)
        self.setHorizontalSpacing(SPACE)
        self.setVerticalSpacing(SPACE)
        self.setColumnStretch(1, 1)

    def add(self, words: str, field: QWidget) -> None:
        """A field with its name; the name hides with it."""
        row = self.rowCount()
        name = label(words, "plain")
        name.setBuddy(field)
        self.addWidget(name, row, 0)
        self.addWidget(field, row, 1)

    def show_row(self, field: QWidget, shown: bool) -> None:
        """Show a field with its name, or hide both."""
        row = self.getItemPosition(self.indexOf(field))[0]  # type: ignore[index]  # a tuple, which its types do not tell
        for column in (0, 1):
            item = self.itemAtPosition(row, column)
            if item is not None and (part := item.widget()) is not None:
                part.setVisible(shown)


class Pair(QWidget):
    """Two fields of mm side by side, each with its word before it."""

    def __init__(self, first: tuple[str, QDoubleSpinBox], second: tuple[str, QDoubleSpinBox]) -> None:
        super().__init__()
        row = QGridLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setHorizontalSpacing(SPACE // 2)
        for column, (words, box) in enumerate((first, second)):
            row.addWidget(label(words, "plain"), 0, 2 * column)
            row.addWidget(box, 0, 2 * column + 1)
            row.setColumnStretch(2 * column + 1, 1)
