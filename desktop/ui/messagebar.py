"""The line in the window where it speaks: errors in red, what was done with a way to take it back.

It stands at the foot of the window, so that the form neither jumps nor is covered when it comes. One line at a time;
a new one takes the place of the old. An error or a warning stays until it is dismissed or something newer is said; a
notice goes as soon as the person does the next thing (`clear_notice`). Where there is more to say than one line, the
first is shown, how many follow, and 复制 puts all of them on the clipboard.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from types import TracebackType

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from desktop.errors import UserError
from desktop.ui import icons, theme
from desktop.ui.widgets import SPACE, ElidedLabel, button, label, link, make_action, set_wrong

HEIGHT = 34


class _Tone(Enum):
    """Icon, its colour, and whether the line stays."""

    ERROR = ("circle-alert", theme.RED, True)
    WARNING = ("circle-alert", theme.AMBER, True)
    DONE = ("circle-check", theme.ACCENT, False)
    NOTE = ("info", theme.ACCENT, False)

    @property
    def stays(self) -> bool:
        """Whether it still matters when the person has gone on."""
        return bool(self.value[2])


class MessageBar(QFrame):
    """Hidden while there is nothing to say."""

    _from_anywhere = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("messages")
        self.setFixedHeight(HEIGHT)
        self._act: Callable[[], None] | None = None
        self._tone = _Tone.NOTE
        self._lines: tuple[str, ...] = ()
        self._sign = QLabel()
        self._text = ElidedLabel(greedy=False)
        self._more = label()
        self.act_button, self.copy_button = link(""), link("复制")
        self.dismiss_action = make_action(self, "关闭此行", "x", color=theme.SOFT)
        self.dismiss_button = button(self.dismiss_action, words=False)
        self.act_button.clicked.connect(self.act)
        self.copy_button.clicked.connect(self.copy)
        self.dismiss_action.triggered.connect(self.clear)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2 * SPACE, 0, SPACE, 0)
        layout.setSpacing(SPACE)
        for part in (self._sign, self._text, self._more, self.act_button):
            layout.addWidget(part)
        layout.addStretch(1)
        layout.addWidget(self.copy_button)
        layout.addWidget(self.dismiss_button)
        self._from_anywhere.connect(self.error)
        self.hide()

    @property
    def text(self) -> str:
        """The line that is shown, `""` when there is none."""
        return "" if self.isHidden() else f"{self._text.text()} {self._more.text()}".rstrip()

    @property
    def is_error(self) -> bool:
        """Whether an error is shown."""
        return self._tone is _Tone.ERROR and not self.isHidden()

    def error(self, line: str, *more: str) -> None:
        """Say what went wrong."""
        self._show(_Tone.ERROR, line, *more)

    def warn(self, line: str, *more: str) -> None:
        """Say what the person should know about something that was done; it stays until it is read."""
        self._show(_Tone.WARNING, line, *more)

    def info(self, line: str, label: str = "", act: Callable[[], None] | None = None) -> None:
        """Say what was done; `act` is offered behind it under the name `label` (撤销)."""
        self._show(_Tone.DONE, line, label=label, act=act)

    def note(self, line: str, label: str = "", act: Callable[[], None] | None = None) -> None:
        """Say how things are, when nothing was done or it did not come out as wished."""
        self._show(_Tone.NOTE, line, label=label, act=act)

    def offer(self, label: str, act: Callable[[], None]) -> None:
        """Add a way on to the line that is shown, under the name `label`."""
        self._act = act
        self.act_button.setText(label)
        self.act_button.show()

    def tell(self, line: str) -> None:
        """`error`, for other threads too: the line is shown when the window comes to it."""
        self._from_anywhere.emit(line)

    def clear(self) -> None:
        """Say nothing any more. The keyboard goes on to the page when it was in here."""
        self._act, self._tone = None, _Tone.NOTE
        if self.isAncestorOf(QGuiApplication.focusObject()):  # type: ignore[arg-type]  # None and non-widgets are no child
            self.focusNextChild()
        self.hide()

    def clear_notice(self) -> None:
        """The person went on: a notice has been read, an error may still matter."""
        if not self._tone.stays:
            self.clear()

    def act(self) -> None:
        """Do what is offered, once."""
        act, self._act = self._act, None
        if act is not None:
            self.clear()
            act()

    def copy(self) -> None:
        """Put all there is to say on the clipboard, for whoever helps."""
        QGuiApplication.clipboard().setText("\n".join(self._lines))

    def take_focus(self) -> bool:
        """Give the keyboard to what can be done about the line; False when there is no line."""
        if self.isHidden():
            return False
        first = next(part for part in (self.act_button, self.copy_button, self.dismiss_button) if not part.isHidden())
        first.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def guard(self) -> Guard:
        """A `with` block whose `UserError` becomes a line here instead of going on."""
        return Guard(self)

    def _show(self, tone: _Tone, *lines: str, label: str = "", act: Callable[[], None] | None = None) -> None:
        self._act, self._tone, self._lines = act, tone, lines
        icon, color, stays = tone.value
        self._sign.setPixmap(icons.pixmap(icon, color, 16, self.devicePixelRatioF()))
        self._text.setText(lines[0])
        self._more.setText(f"另有 {len(lines) - 1} 条" if len(lines) > 1 else "")
        from html import escape  # noqa: PLC0415  # there is seldom more than one line, and never at the start

        self._more.setToolTip("<br>".join(map(escape, lines[1:])))
        self._more.setVisible(len(lines) > 1)
        set_wrong(self._text, tone is _Tone.ERROR)
        self.act_button.setText(label)
        self.act_button.setVisible(act is not None)
        self.copy_button.setToolTip("复制全部文字" if len(lines) > 1 else "复制这一行文字")
        self.copy_button.setVisible(stays)
        self.show()


class Guard:
    """See `MessageBar.guard`. A class of its own, because the type checker must know that it swallows."""

    def __init__(self, messages: MessageBar) -> None:
        self._messages = messages

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, traceback: TracebackType | None
    ) -> bool:
        """Show a `UserError`; let bugs pass."""
        if isinstance(exc, UserError):
            self._messages.error(str(exc))
            return True
        return False
