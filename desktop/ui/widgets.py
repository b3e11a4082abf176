"""Small parts the pages are made of: buttons for actions, labels that shorten themselves, lines."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QDropEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.ui import fonts, icons, theme

SPACE = 8
"""The unit of distance, px: margins and gaps are this or a multiple."""


def make_action(owner: QWidget, text: str, icon: str = "", shortcut: str = "", *, color: str = theme.INK) -> QAction:
    """An action of a page; its shortcut works while the page or anything in it has the keyboard."""
    action = QAction(text, owner)
    if icon:
        action.setIcon(icons.icon(icon, color))
        set_word(action, text.rstrip("…"))
    if shortcut:
        action.setShortcut(QKeySequence(shortcut))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    owner.addAction(action)
    dress(action)
    return action


def set_word(action: QAction, word: str) -> None:
    """The word beside the icon on a button. Qt puts them closer together than can be read well."""
    action.setIconText(f" {word}")


def dress(action: QAction, tip: str = "") -> None:
    """Give an action a tooltip that names its shortcut, as people learn shortcuts there and nowhere else."""
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText).replace("左方向", "←")
    words = tip or action.text()
    action.setToolTip(f"{words}（{keys}）" if keys else words)


def button(action: QAction, *, words: bool = True, accent: bool = False) -> QToolButton:
    """A flat button for an action. Clicking it leaves the keyboard where it is; Tab reaches it."""
    result = QToolButton()
    result.setProperty("accent", accent)
    result.setDefaultAction(action)
    result.setIconSize(QSize(icons.SIZE, icons.SIZE))
    result.setToolButtonStyle(
        Qt.ToolButtonStyle.ToolButtonTextBesideIcon if words else Qt.ToolButtonStyle.ToolButtonIconOnly
    )
    result.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    result.setAccessibleName(action.text())
    return result


def menu_button(action: QAction, menu: QMenu, *, words: bool = True) -> QToolButton:
    """A button that opens a menu, by the mouse and by its own key."""
    result = button(action, words=words)
    result.setMenu(menu)
    result.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    action.triggered.connect(result.showMenu)
    return result


def link(text: str) -> QToolButton:
    """A word to click, in the accent colour, without an action of its own."""
    result = QToolButton()
    result.setProperty("link", True)
    result.setText(text)
    result.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    result.setCursor(Qt.CursorShape.PointingHandCursor)
    return result


def divider() -> QFrame:
    """A short upright line between groups of buttons."""
    line = QFrame()
    line.setObjectName("divider")
    line.setFixedSize(1, 20)
    return line


def label(text: str = "", name: str = "soft", *, wrap: bool = False) -> QLabel:
    """Words in one of the sheet's styles: `soft` (small, grey), `head`, or any other name for plain ones."""
    result = QLabel(text)
    result.setObjectName(name)
    result.setTextFormat(Qt.TextFormat.PlainText)
    result.setWordWrap(wrap)
    return result


def set_wrong(widget: QWidget, wrong: bool) -> None:
    """Show a label in red, or not. The style sheet is asked again, which Qt does not do by itself."""
    if widget.property("wrong") != wrong:
        widget.setProperty("wrong", wrong)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def bar(*parts: QWidget | None) -> QFrame:
    """The one row of buttons on top of a page; None is the room that stretches."""
    result = QFrame()
    result.setObjectName("bar")
    result.setFixedHeight(theme.BAR_HEIGHT)
    row = QHBoxLayout(result)
    row.setContentsMargins(SPACE, 0, SPACE, 0)
    row.setSpacing(4)
    for part in parts:
        if part is None:
            row.addStretch(1)
        else:
            row.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
    if None not in parts:
        row.addStretch(1)
    return result


def column(widget: QWidget, *parts: QWidget, margin: int = 0, gap: int = 0) -> QVBoxLayout:
    """Stack parts in a widget from top to bottom."""
    layout = QVBoxLayout(widget)
    layout.setContentsMargins(margin, margin, margin, margin)
    layout.setSpacing(gap)
    for part in parts:
        layout.addWidget(part)
    return layout


def middle(widget: QWidget, width: int, *, gap: int = SPACE) -> QVBoxLayout:
    """A layout in the middle of a page, a little above it, at most `width` px wide."""
    box = QWidget()
    box.setMaximumWidth(width)
    inner = column(box, gap=gap)
    across = QHBoxLayout()
    across.addStretch(1)
    across.addWidget(box, 10, Qt.AlignmentFlag.AlignVCenter)
    across.addStretch(1)
    layout = QVBoxLayout(widget)
    layout.setContentsMargins(2 * SPACE, 0, 2 * SPACE, 0)
    layout.addStretch(2)
    layout.addLayout(across)
    layout.addStretch(3)
    return inner


def nothing(words: str) -> QWidget:
    """What stands in the place of an empty list."""
    page = QWidget()
    head = label(words, "head")
    head.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    layout = QVBoxLayout(page)
    layout.addStretch(2)
    layout.addWidget(head)
    layout.addStretch(3)
    return page


def dropped_files(event: QDropEvent) -> list[Path]:
    """Files and folders that were dropped on a page."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]


class LineEdit(QLineEdit):
    """One line to type in. Esc leaves it; whoever has it takes back what was typed."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.textChanged.connect(fonts.need)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Everything else is typing."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class ElidedLabel(QLabel):
    """One line that ends in … when there is no room; the tooltip then holds the whole."""

    def __init__(self, text: str = "", *, greedy: bool = True) -> None:
        """`greedy`: takes all room there is; else only what its words need."""
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        policy = QSizePolicy.Policy.Ignored if greedy else QSizePolicy.Policy.Preferred
        self.setSizePolicy(policy, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(24)

    def shown(self) -> str:
        """What can be read of the text at the present width."""
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())

    def event(self, event: QEvent) -> bool:
        """Have the tooltip ready only when it says more than the line."""
        if event.type() == QEvent.Type.ToolTip:
            self.setToolTip(self.text() if self.shown() != self.text() else "")
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002  # the line is painted whole
        """Paint the shortened line."""
        painter = QPainter(self)
        color = self.palette().color(self.foregroundRole())
        painter.setPen(color)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.shown())
