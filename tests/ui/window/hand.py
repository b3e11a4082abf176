"""A person at the keyboard, whatever in the window has it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop.forms.paths import Path
from desktop.ui.editor.page import EditorPage

Key = Qt.Key
_LEFT, _NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def focus() -> QWidget:
    """What has the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(key: Qt.Key, *, ctrl: bool = False, shift: bool = False, alt: bool = False) -> None:
    """One key."""
    modifiers = Qt.KeyboardModifier.NoModifier
    for wanted, modifier in (
        (ctrl, Qt.KeyboardModifier.ControlModifier),
        (shift, Qt.KeyboardModifier.ShiftModifier),
        (alt, Qt.KeyboardModifier.AltModifier),
    ):
        if wanted:
            modifiers |= modifier
    QTest.keyClick(focus(), key, modifiers)


def write(text: str) -> None:
    """Words through the input method, as Chinese is typed."""
    event = QInputMethodEvent("", [])
    event.setCommitString(text)
    QCoreApplication.sendEvent(focus(), event)


def begin(editor: EditorPage, path: Path, text: str) -> None:
    """Type into a place and leave its cell open."""
    editor.view.setFocus()
    editor.view.go_to(path)
    write(text)


def fill(editor: EditorPage, path: Path, text: str) -> None:
    """Type into a place and go on to the next."""
    begin(editor, path, text)
    press(Key.Key_Tab)


def click(widget: QWidget, spot: QPoint | None = None) -> None:
    """Left mouse button, in the middle unless `spot` says where."""
    QTest.mouseClick(widget, _LEFT, _NONE, spot or widget.rect().center())


def double_click(widget: QWidget, spot: QPoint) -> None:
    """As a hand does it: the first click is one of its own."""
    click(widget, spot)
    QTest.mouseDClick(widget, _LEFT, _NONE, spot)
