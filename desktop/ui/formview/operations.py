"""What the commands do to the document. Every refusal of the session becomes one line for the status bar."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from desktop.errors import UserError
from desktop.forms.grid import PlaceKind
from desktop.forms.paths import Path
from desktop.ui.formview import clipboard
from desktop.ui.formview.openform import OpenForm
from desktop.ui.formview.rows import row_of_cursor, rows_in_reach, selected_rows

if TYPE_CHECKING:
    from desktop.session.session import Change, Session


class Operations:
    """Acts on the form that is open; does nothing while none is."""

    def __init__(
        self,
        form: Callable[[], OpenForm | None],
        commit: Callable[[], bool],
        refused: Callable[[str], None],
        done: Callable[[], None],
    ) -> None:
        """`form` tells the open form, `commit` hands in an open cell first.

        `refused` shows a line to the person, `done` is called after every edit that was taken.
        """
        self._form, self._commit, self._refused, self._done = form, commit, refused, done

    def _do(self, act: Callable[[Session], object]) -> bool:
        """Run one edit; True when it was taken."""
        form = self._form()
        if form is None:
            return False
        try:
            act(form.session)
        except UserError as error:
            self._refused(str(error))
            return False
        self._done()
        return True

    def store(self, path: Path, text: str) -> bool:
        """Put a typed text into the document."""
        return self._do(lambda session: session.set_text(path, text))

    def tick(self) -> bool:
        """Tick the box the cursor is at, or take the tick away. False when it is at no box."""
        form = self._form()
        spot = form.selection.current if form is not None else None
        if form is None or spot is None or spot.option < 0:
            return False
        place = form.places.place(spot)
        if not form.fillable(place):
            return False
        self._do(lambda session: session.tick(place.path, place.options[spot.option]))
        return True

    def undo(self) -> None:
        """Take the last step back; text in an open cell counts as a step."""
        if self._commit():
            self._do(lambda session: session.undo())

    def redo(self) -> None:
        """Do the undone step again."""
        if self._commit():
            self._do(lambda session: session.redo())

    def copy(self) -> None:
        """Selected cells to the clipboard."""
        form = self._form()
        if form is not None and form.selection.current is not None:
            QGuiApplication.clipboard().setText(clipboard.copied(form))

    def cut(self) -> None:
        """Copy, then clear."""
        self.copy()
        self.clear()

    def paste(self) -> None:
        """The clipboard into the cells from the cursor on."""
        form = self._form()
        text = QGuiApplication.clipboard().text()
        if form is None or not text or not self._commit():
            return
        path = clipboard.target(form)
        if path is None:
            self._refused("这里不能粘贴。请先选中可以填写的格。")
            return
        block = clipboard.block_to_paste(form, text)
        if len(block) == len(block[0]) == 1:
            self.store(path, block[0][0])
        else:
            self._do(lambda session: session.fill(path, block))

    def clear(self) -> None:
        """Blank what is selected."""
        form = self._form()
        if form is None:
            return
        paths = clipboard.to_clear(form)
        if paths:
            self._do(lambda session: session.clear(paths))
        else:
            self._refused("这一格由程序计算，不能清除。")

    def insert_row(self, below: int) -> None:
        """A new row above (0) or below (1) the cursor's."""
        form = self._form()
        if form is None or not self._commit():
            return
        rows = selected_rows(form)
        if rows is not None:
            at = (rows.indices[-1] if below and rows.indices else rows.at) + below
            self._do(lambda session: session.insert_row(rows.rows, at, rows.at))

    def delete_rows(self) -> None:
        """The selected rows leave their list."""
        form = self._form()
        if form is None or not self._commit():
            return
        rows = selected_rows(form)
        if rows is not None and rows.indices:
            self._do(lambda session: session.delete_rows(rows.rows, rows.indices))

    def move_rows(self, by: int) -> Path | None:
        """The selected rows go one up (-1) or down (1); the cursor is at the first of them.

        Returns where their last one ends, None when nothing moved.
        """
        form = self._form()
        rows = rows_in_reach(form) if form is not None and self._commit() else None
        if rows is None or not rows.indices:
            return None
        changes: list[Change] = []
        self._do(lambda session: changes.append(session.move_rows(rows.rows, rows.indices, by, rows.column)))
        cursor = changes[0].cursor if changes else None
        if cursor is None:
            return None
        first = cursor[len(rows.rows)]
        assert isinstance(first, int)
        return (*rows.rows, first + len(rows.indices) - 1, rows.last_column)

    def begin_group(self) -> None:
        """The rows from the cursor's to the end of its group get a group of their own."""
        form = self._form()
        if form is None or not self._commit():
            return
        path = row_of_cursor(form)
        if path is not None:
            self._do(lambda session: session.begin_group(path))

    def can_type(self) -> bool:
        """Whether the cursor is at a place that takes text."""
        form = self._form()
        place = form.place() if form is not None else None
        if form is None or place is None or not form.fillable(place):
            return False
        return place.kind not in {PlaceKind.TICK_ONE, PlaceKind.TICK_MANY}
