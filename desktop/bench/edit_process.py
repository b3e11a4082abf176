"""Types into a large form in the real window, key by key, and tells how long each Enter took to be seen.

The window has all that is there when a person types: the draft's journal on the disk, the list of findings, the status
line. Arguments: the data file, indicator rows, edits. Answers the seconds of every edit, and of the pause work (writing
the whole document, counting its pages) that is done once the person rests.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from desktop.bench.joined import start
from desktop.bench.measure import seconds
from desktop.bench.processes import tell
from desktop.bench.samples import large_form, store_drafts
from desktop.ui.editor.page import EditorPage
from desktop.ui.mainwindow import MainWindow

_LIST = "绩效指标"
_COLUMNS = ("完成值", "权重")
"""Both enter a score and the total; 权重 enters the sum of weights and its check as well."""
_WARM_UP = 5


def main(database: Path, rows: int, edits: int) -> int:
    """Measures so many edits."""
    draft_id = store_drafts(database, [large_form(rows)])[0]
    return start(str(database), lambda wait: _measure(draft_id, rows, edits))


def _measure(draft_id: int, rows: int, edits: int) -> int:
    window = next(one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow))
    window.open_draft(draft_id)
    _settle()
    assert window.editor is not None
    times = list(_edits(window.editor, rows, edits))
    draft = window.editor.draft
    assert draft is not None
    pause = seconds(draft.flush) + seconds(draft.page_count)
    window.close()
    tell({"seconds": times, "pause": pause})
    return 0


def _edits(page: EditorPage, rows: int, count: int) -> Iterator[float]:
    """Down one column, then down the other, so that the form is scrolled as well; the first few are not counted."""
    view, session = page.view, page.view.session
    assert session is not None
    per_column = -(-count // len(_COLUMNS))
    done = 0
    for column in _COLUMNS:
        if not view.go_to((_LIST, rows // 3 if rows > 3 * per_column else 0, column)):
            raise LookupError(f"no place for {column}")
        view.setFocus()
        _settle()
        for number in range(_WARM_UP + min(per_column, count - done)):
            path = view.current_path
            assert path is not None
            text = _other_number(number, str(session.document.get(path)))
            taken = _type(view, text)
            if session.document.get(path) != text:
                raise LookupError(f"the form did not take {text}")
            if number >= _WARM_UP:
                done += 1
                yield taken


def _other_number(number: int, present: str) -> str:
    """A number to type that is not what stands there."""
    text = f"{number * 7 % 90 + 1}.{number % 10}5"
    return text if text != present else f"{text}5"


def _type(view: QWidget, text: str) -> float:
    """Types a text into the closed cell and ends it with Enter; seconds from Enter until everything is painted."""
    for char in text:
        _press(view, Qt.Key(ord(char)), char)
    _settle()
    began = time.perf_counter()
    _press(view, Qt.Key.Key_Return, "\r")
    _settle()
    return time.perf_counter() - began


def _press(view: QWidget, key: Qt.Key, text: str) -> None:
    keyboard = QApplication.focusWidget() or view
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(keyboard, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text))


def _settle() -> None:
    """Everything that waits is done: layout, painting, the closed editor thrown away."""
    QCoreApplication.sendPostedEvents()
    QApplication.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
