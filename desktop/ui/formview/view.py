"""The form on the screen: the printed table, filled like a spreadsheet.

The widget only binds its parts together: `surface` (painting, zoom), `openform` (what is shown), `editing` (the open
cell), `pointing` and `keyboard` (what the person does), `operations` and `commands` (what happens then). It holds no
truth: every edit goes to the session, and what is seen comes from the session's grid.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QHelpEvent, QInputMethodEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QToolTip, QWidget

from desktop.forms.paths import Path, path_text
from desktop.ui.formview.areas import Spot
from desktop.ui.formview.commands import FormCommands
from desktop.ui.formview.composing import Composing, tell_input_method
from desktop.ui.formview.editing import Editing
from desktop.ui.formview.keyboard import act_on_key, pulls_down
from desktop.ui.formview.navigation import Step
from desktop.ui.formview.openform import OpenForm
from desktop.ui.formview.operations import Operations
from desktop.ui.formview.pointing import Pointer
from desktop.ui.formview.roomy import RoomyEditor
from desktop.ui.formview.status import refusal, status
from desktop.ui.formview.surface import Surface
from desktop.ui.formview.wiring import enable, wire

if TYPE_CHECKING:
    from desktop.session.session import Change, Session


class FormView(Surface):
    """Shows one session's form and lets it be filled. Without a session it is an empty desk."""

    cursorMoved = Signal(object)
    """The path the cursor is at now, or None."""
    hintChanged = Signal(str)
    """One line for the status bar about the cursor's place."""
    errorRaised = Signal(str)
    """One line: why something was refused."""
    changed = Signal()
    """The document changed."""
    rowActionsChanged = Signal()
    """Rows can, or can no longer, be inserted and deleted here."""
    nextFinding = Signal()
    """F8."""
    draftChanged = Signal(object, str)
    """Path and text of the open cell at every keystroke, for a journal that survives a power cut."""
    draftEnded = Signal()
    """The open cell was handed in or given up."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """An empty desk."""
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self.viewport().setMouseTracking(True)
        self.operations = Operations(
            lambda: self.form, self.commit_pending, self.errorRaised.emit, self.refresh_commands
        )
        self.editing = Editing(self.viewport(), self.desk, self.operations.store)
        self._composing = Composing(self.editing, lambda: self.open_cell("", typed=True, focus=False))
        self._pointer = Pointer(self)
        self.commands = FormCommands(self)
        self.hand_in: Callable[[], bool] = lambda: True
        """Hands in what is typed beside the form about one of its cells, whenever an open cell is; False: refused."""
        wire(self)
        enable(self)

    # What is shown

    @property
    def session(self) -> Session | None:
        """The session whose form is shown."""
        return self.form.session if self.form is not None else None

    def set_session(self, session: Session | None) -> None:
        """Show another document; the open cell of the last one is handed in before, or dropped when refused."""
        if not self.commit_pending():
            self.editing.cancel()
        if self.form is not None:
            self.form.session.listeners.remove(self._follow)
        self.form = OpenForm(session) if session is not None else None
        if session is not None:
            session.listeners.append(self._follow)
        self.relayout()
        self.verticalScrollBar().setValue(0)
        self.viewport().update()
        self._announce()

    def set_quiet(self, quiet: bool) -> None:
        """Mark what is only still to be filled in the form that is shown quietly, or as the error it is."""
        if self.form is not None:
            self.form.set_quiet(quiet)
            self.viewport().update()

    def set_remarks(self, remarks: Mapping[Path, str]) -> None:
        """Mark the places remarks are about in the form that is shown; the words are told when it is pointed at."""
        if self.form is not None:
            self.form.set_flags(remarks=remarks)
            self.viewport().update()

    def set_changes(self, changes: Mapping[Path, str]) -> None:
        """Mark the places, and the places of rows, that differ from another revision, with what to say about each."""
        if self.form is not None:
            self.form.set_flags(changes=changes)
            self.viewport().update()

    def _follow(self, change: Change) -> None:
        form = self.form
        if form is None:
            return
        damage = form.follow(change)
        if damage.rebuilt:
            # The open cell first: setting the scroll bars anew already asks it where it is.
            self.editing.moved(form)
            self.relayout()
            self.editing.follow()
            self.viewport().update()
        for area in damage.areas:
            self.repaint_view(self.desk.to_view(area))
        if damage.below is not None:
            self.relayout()
            self.repaint_from(damage.below)
            self.editing.follow()
        if change.cursor is not None and not self.editing.active:
            self.go_to(change.cursor)
        elif damage.rebuilt or not self.editing.active:
            self._announce()
        if change.edits:
            self.changed.emit()

    def commit_pending(self) -> bool:
        """Hand in the open cell. To be called before saving, printing, exporting or switching.

        False when its text was refused: the cell is still open, the reason went out as `errorRaised`.
        """
        return self.editing.commit() and self.hand_in()

    def refresh_commands(self) -> None:
        """Set the enabled states of the commands anew, also after edits that did not come from here."""
        enable(self)

    # The cursor

    @property
    def current_path(self) -> Path | None:
        """The path the cursor is at."""
        return self.form.path() if self.form is not None else None

    def go_to(self, path: Path) -> bool:
        """Move the cursor to a place, or to the nearest thing to it, and bring it into view. False if there is none."""
        spot = self.form.places.find(path) if self.form is not None else None
        if spot is None:
            return False
        self.put_cursor(spot)
        return True

    def put_cursor(self, spot: Spot, *, extend: bool = False, lane: int | None = None) -> None:
        """Set the cursor on a spot of the form; with `extend` the block grows. `lane`: as in `Selection.put`."""
        with self._moving() as form:
            if form is not None:
                form.selection.put(spot, extend=extend, lane=lane)

    def step(self, step: Step | None, *, extend: bool = False) -> None:
        """Move the cursor by a step; None stays."""
        with self._moving() as form:
            if form is not None and step is not None:
                form.selection.step(step, extend=extend)

    def page(self, direction: int, *, extend: bool = False) -> None:
        """Move the cursor by a window's height, down (1) or up (-1)."""
        height = self.viewport().height() / self.desk.scale
        with self._moving() as form:
            if form is not None:
                form.selection.page(direction * height, extend=extend)

    def select_all(self) -> None:
        """Select the whole table."""
        with self._moving(show=False) as form:
            if form is not None:
                form.selection.select_all()

    @contextmanager
    def _moving(self, *, show: bool = True) -> Iterator[OpenForm | None]:
        """Paint the cursor away where it was and anew where it is after the block."""
        self.repaint_view(self.selection_rect())
        yield self.form
        if self.form is not None and self.form.selection.current is not None:
            if show:
                self.show_spot(self.form.selection.current)
            self.repaint_view(self.selection_rect())
        self._announce()

    def _announce(self) -> None:
        """Tell where the cursor is."""
        self.cursorMoved.emit(self.current_path)
        self.hintChanged.emit(status(self.form) if self.form is not None else "")
        enable(self)
        tell_input_method()

    # Editing

    def edit(self) -> bool:
        """Open the cursor's place with its present text. False, with a line said, when it takes no typing."""
        return self.open_cell(None, typed=False)

    def open_cell(self, text: str | None, *, typed: bool, focus: bool = True) -> bool:
        """Open the cursor's place. `text` replaces what is there, None keeps it; see `Editing.open` for the rest."""
        form = self.form
        if form is None or form.selection.current is None or not self.commit_pending():
            return False
        if not self.operations.can_type():
            self.hintChanged.emit(refusal(form))
            return False
        self.show_spot(form.selection.current)
        self.editing.open(form, form.selection.current, text=text, typed=typed, focus=focus)
        return True

    def edit_roomy(self, text: str | None = None) -> None:
        """Open the window for long texts on the cursor's place; `text` is what was typed in the cell so far."""
        form = self.form
        place = form.place() if form is not None else None
        if form is None or place is None or not self.operations.can_type():
            return
        limit = form.limit(place.path)
        window = RoomyEditor(self, path_text(place.path), place.raw if text is None else text, limit)
        window.kept.connect(lambda kept: kept != place.raw and self.operations.store(place.path, kept))
        window.drafted.connect(lambda draft: self.draftChanged.emit(place.path, draft))
        window.finished.connect(lambda _result: self.draftEnded.emit())
        if text is not None:
            self.draftChanged.emit(place.path, text)
        window.open()

    # Qt's events

    def surface_moved(self) -> None:
        """The open cell follows its place."""
        self.editing.rescaled()

    def has_keyboard(self) -> bool:
        """The open cell is part of the form."""
        return self.hasFocus() or self.editing.active

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, tick, open a cell; see `keyboard`."""
        if self._composing.waiting and self.editing.editor is not None:
            self.editing.take_focus()
            QCoreApplication.sendEvent(self.editing.editor, event)
        elif not act_on_key(self, event):
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """A key that means something in this cell is no command."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and pulls_down(self, event):
            event.accept()
            return True
        return super().event(event)

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: ARG002  # Qt's signature
        """Tab moves the cursor, never out of the form."""
        return False

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Chinese characters typed into a closed cell open it."""
        if not self._composing.event(event):
            super().inputMethodEvent(event)

    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> Any:  # Qt's signature
        """Tells the input method whether and where text can be typed."""
        if self._composing.waiting:
            return self._composing.query(query)
        if query == Qt.InputMethodQuery.ImEnabled:
            return self.operations.can_type()
        if query == Qt.InputMethodQuery.ImCursorRectangle:
            return self.selection_rect().toRect()
        return super().inputMethodQuery(query)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """See `pointing`."""
        self._pointer.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """See `pointing`."""
        self._pointer.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """See `pointing`."""
        self._pointer.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """See `pointing`."""
        self._pointer.double_click(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The commands that make sense here."""
        if self.form is not None:
            self.commands.context_menu(self, fixed=self.form.session.fixed).popup(event.globalPos())

    def viewportEvent(self, event: QEvent) -> bool:
        """Tooltips say what was found."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self._pointer.tooltip(event.pos()), self.viewport())
            return True
        return super().viewportEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The cursor's frame takes its colour."""
        super().focusInEvent(event)
        self.repaint_view(self.selection_rect())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The cursor's frame pales."""
        super().focusOutEvent(event)
        self.repaint_view(self.selection_rect())
