"""A clerk at the keyboard: real key, mouse and input method events on the form."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeySequence, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.forms.paths import Path
from desktop.ui.formview import FormView
from desktop.ui.formview.areas import Area

_LEFT, _NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


class Clerk:
    """Works on one form view that is shown and has the keyboard."""

    def __init__(self, qtbot: QtBot, view: FormView) -> None:
        self.view = view
        self.said: list[str] = []
        self.hints: list[str] = []
        view.errorRaised.connect(self.said.append)
        view.hintChanged.connect(self.hints.append)
        view.show()
        qtbot.waitExposed(view)
        view.activateWindow()
        view.setFocus()
        qtbot.waitUntil(view.hasFocus)

    # Keyboard

    @property
    def focus(self) -> QWidget:
        """Where the keys go: the form, or the open cell."""
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def press(self, *keys: str) -> None:
        """Keys by name: `Tab`, `Shift+Down`, `Ctrl+Z`."""
        for name in keys:
            QTest.keySequence(self.focus, QKeySequence(name))

    def type(self, text: str) -> None:
        """ASCII, key by key: the first one opens the cell, the others go into it."""
        for char in text:
            QTest.keyClicks(self.focus, char)

    def compose(self, characters: str, syllables: str = "") -> None:
        """Chinese through the input method: syllables first, then the characters chosen."""
        for end in range(1, len(syllables) + 1):
            QCoreApplication.sendEvent(self.focus, QInputMethodEvent(syllables[:end], []))
        chosen = QInputMethodEvent("", [])
        chosen.setCommitString(characters)
        QCoreApplication.sendEvent(self.focus, chosen)

    # Mouse

    def point(self, path: Path, option: int = -1) -> QPoint:
        """Middle of a place in the viewport, scrolled to when it is out of sight."""
        form = self.view.form
        assert form is not None
        spot = form.places.exact(path)
        assert spot is not None, path
        spot = spot._replace(option=option)
        area = form.places.areas(spot)[0]
        self.view.show_area(area)
        return self.view.desk.to_view(area).center().toPoint()

    def click(self, path: Path, option: int = -1, modifiers: Qt.KeyboardModifier = _NONE) -> None:
        QTest.mouseClick(self.view.viewport(), _LEFT, modifiers, self.point(path, option))

    def double_click(self, path: Path, option: int = -1) -> None:
        """Press, release, press as a double click, release: QTest's own lacks the other three."""
        at = self.point(path, option)
        for act in (QTest.mouseClick, QTest.mouseDClick, QTest.mouseRelease):
            act(self.view.viewport(), _LEFT, _NONE, at)

    def hover(self, path: Path, option: int = -1) -> None:
        at, viewport = QPointF(self.point(path, option)), self.view.viewport()
        none = Qt.MouseButton.NoButton
        event = QMouseEvent(QEvent.Type.MouseMove, at, viewport.mapToGlobal(at), none, none, _NONE)
        QCoreApplication.sendEvent(viewport, event)

    def drag(self, start: Path, end: Path) -> None:
        self.point(end)
        first = self.point(start)
        last = self.point(end)
        assert self.point(start) == first, "both ends must be in view at once"
        viewport = self.view.viewport()
        QTest.mousePress(viewport, _LEFT, _NONE, first)
        for share in (0.3, 0.7, 1.0):
            QTest.mouseMove(viewport, first + (last - first) * share)
        QTest.mouseRelease(viewport, _LEFT, _NONE, last)

    def wheel(self, notches: int, modifiers: Qt.KeyboardModifier = _NONE) -> None:
        at = QPointF(200, 200)
        event = QWheelEvent(
            at, self.view.viewport().mapToGlobal(at), QPoint(), QPoint(0, 120 * notches), Qt.MouseButton.NoButton,
            modifiers, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QCoreApplication.sendEvent(self.view.viewport(), event)

    # What the clerk sees

    @property
    def at(self) -> Path | None:
        return self.view.current_path

    def value(self, *path: str | int) -> object:
        session = self.view.session
        assert session is not None
        return session.document.get(path)

    def copied(self) -> str:
        return QGuiApplication.clipboard().text()

    def copy_elsewhere(self, text: str) -> None:
        """What Excel or WPS put on the clipboard."""
        QGuiApplication.clipboard().setText(text)

    def whole(self, path: Path) -> Area:
        """Where a place lies on the sheet."""
        form = self.view.form
        assert form is not None
        spot = form.places.exact(path)
        assert spot is not None
        return form.places.area(spot)
