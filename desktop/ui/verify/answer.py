"""The answer in plain lines: what the paper is, and each place in which it differs from what is held."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from desktop.ui import fonts, icons, theme

if TYPE_CHECKING:
    from desktop.session.verdict import Verdict

_TARGET = Qt.ItemDataRole.UserRole
_SIGNS = {
    "same": ("circle-check", theme.ACCENT),
    "differs": ("circle-alert", theme.RED),
    "foreign": ("circle-alert", theme.RED),
    "unknown": ("info", theme.AMBER),
}
"""Icon and colour by outcome."""


class Answer(QListWidget):
    """A line for the verdict, its details below it, then one for each difference. Enter or a double click opens."""

    opened = Signal(int, object)
    """A draft's id and the place in it."""
    received = Signal(int)
    """The number of a document that came in."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("answer")
        self.setWordWrap(True)
        self.setIconSize(QSize(icons.SIZE, icons.SIZE))
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName("核对结果")
        self.itemActivated.connect(self._open)

    def show_verdicts(self, verdicts: Sequence[Verdict]) -> None:
        """Show these instead of what was there."""
        self.clear()
        fonts.need("".join(line for verdict in verdicts for line in verdict.lines))
        for verdict in verdicts:
            sign, color = _SIGNS[verdict.outcome.value]
            title = self._line(verdict.title, verdict, ())
            title.setIcon(icons.icon(sign, color))
            title.setForeground(QColor(color))
            for detail in verdict.details:
                self._line(detail, verdict, ()).setForeground(QColor(theme.SOFT))
            for number, line in enumerate(verdict.difference_lines):
                self._line(line, verdict, verdict.place(number))

    def take_focus(self) -> None:
        """The keyboard goes to the first line."""
        if self.count():
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self.setCurrentRow(0)

    def lines(self) -> list[str]:
        """What is shown."""
        return [self.item(row).text() for row in range(self.count())]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines are broken anew for the new width."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _line(self, text: str, verdict: Verdict, path: tuple[str | int, ...]) -> QListWidgetItem:
        item = QListWidgetItem(text, self)
        item.setData(_TARGET, (verdict.draft_id, verdict.received, path))
        if verdict.draft_id is not None:
            item.setToolTip("双击打开这一格" if path else "双击打开这份草稿")
        elif verdict.received is not None:
            item.setToolTip("双击打开收到的这份表")
        return item

    def _open(self, item: QListWidgetItem) -> None:
        draft_id, received, path = item.data(_TARGET)
        if draft_id is not None:
            self.opened.emit(draft_id, path)
        elif received is not None:
            self.received.emit(received)
