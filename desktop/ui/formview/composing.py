"""Chinese input into a closed cell.

An input method begins composing while the form has the keyboard. The cell then opens at once and shows what is being
composed, but the keyboard stays with the form until the first characters are committed: a change of focus would make
the input method forget the half-typed syllables. (Qt's own table views do the same.)
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent

from desktop.ui.formview.editing import Editing


class Composing:
    """Passes input method events on from the form to the cell they open."""

    def __init__(self, editing: Editing, begin: Callable[[], bool]) -> None:
        """`begin` opens the cell at the cursor, empty and without focus; False when it takes no text."""
        self._editing, self._begin = editing, begin
        self._waiting = False

    @property
    def waiting(self) -> bool:
        """Whether a cell is open that has not been given the keyboard yet."""
        return self._waiting and self._editing.active

    def event(self, event: QInputMethodEvent) -> bool:
        """Handle an event that came to the form; False when it is none of our business."""
        composing, committed = bool(event.preeditString()), bool(event.commitString())
        if not self.waiting:
            if not (composing or committed) or not self._begin():
                return False
            self._waiting = True
        editor = self._editing.editor
        if editor is None:
            return False
        QCoreApplication.sendEvent(editor, event)
        if committed:
            self._waiting = False
            self._editing.take_focus()
        elif not composing:
            # The composition was given up before anything was typed: the old content stays.
            self._waiting = False
            self._editing.cancel()
        return True

    def query(self, query: Qt.InputMethodQuery) -> Any:  # Qt answers with whatever the query is about
        """What the editor says about itself, with rectangles moved into the view. Only while waiting."""
        editor = self._editing.editor
        if editor is None:
            return None
        answer = editor.inputMethodQuery(query)
        offset = editor.geometry().topLeft()
        if isinstance(answer, QRect):
            return answer.translated(offset)
        if isinstance(answer, QRectF):
            return answer.translated(QPointF(offset))
        return answer


def tell_input_method() -> None:
    """The cursor went to another place: the candidates' window must follow."""
    QGuiApplication.inputMethod().update(Qt.InputMethodQuery.ImQueryAll)
