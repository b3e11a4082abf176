"""The list under a choice: part of the page, not a window of its own, so that the keyboard stays in the cell."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QListWidget, QWidget

from desktop.ui.formview import colors

_MAX_SHOWN = 9
_TYPED = {"≥": ">=", "≤": "<=", "＝": "=", "＞": ">", "＜": "<"}
"""How options that no keyboard has are typed."""


class ChoiceList(QListWidget):
    """The options, narrowed to those that hold what was typed."""

    chosen = Signal(str)

    def __init__(self, editor: QWidget, options: tuple[str, ...]) -> None:
        """`options` in the order of the form; `editor` is what is typed into."""
        super().__init__(editor.parentWidget())
        self._options = options
        self.setFont(editor.font())
        # A click must leave the keyboard in the editor: without a proxy it would go to the form, and close the cell.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(editor)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setStyleSheet(
            f"QListWidget {{ border: 1px solid {colors.ACCENT.name()}; background: white; color: black; }}"
            "QListWidget::item { padding: 3px 8px; }"
            f"QListWidget::item:selected {{ background: {colors.ACCENT.name()}; color: white; }}"
        )
        self.itemClicked.connect(lambda item: self.chosen.emit(item.text()))
        self.offer("")

    def offer(self, typed: str, *, current: str = "") -> None:
        """Show the options that fit; all when none does or nothing was typed. `current` is highlighted."""
        fitting = [option for option in self._options if fits(option, typed)] if typed else []
        self.clear()
        self.addItems(fitting or list(self._options))
        if typed and fitting:
            self.setCurrentRow(0)
        elif current in self._options:
            self.setCurrentRow(self._options.index(current))

    def point(self, by: int) -> None:
        """Move the highlight down or up."""
        row = self.currentRow() + by
        self.setCurrentRow(max(0, min(row, self.count() - 1)) if self.currentRow() >= 0 else 0)

    def highlighted(self) -> str | None:
        """The option highlighted."""
        item = self.currentItem()
        return item.text() if item is not None else None

    def place(self, cell: QRect, room: QRect) -> None:
        """Hang the list under the cell, or over it when there is more room above."""
        below, above = room.bottom() - cell.bottom(), cell.top() - room.top()
        wanted = min(self.count(), _MAX_SHOWN) * max(1, self.sizeHintForRow(0)) + 2
        upward = wanted > below and above > below
        height = min(wanted, above if upward else below)
        width = max(cell.width(), self.sizeHintForColumn(0) + 24)
        left = max(room.left(), min(cell.left(), room.right() - width))
        self.setGeometry(left, cell.top() - height if upward else cell.bottom() + 1, width, height)


def fits(option: str, typed: str) -> bool:
    """Whether an option is meant by what was typed: a part of it, or the way it is typed on a keyboard."""
    typed = typed.strip()
    return typed in option or _TYPED.get(option, "\0") == typed or _TYPED.get(option, "\0").startswith(typed)
