"""What keys do while no cell is open, as a table. See `navigation` for where the steps lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from desktop.forms.grid import PlaceKind
from desktop.ui.formview.navigation import Step

if TYPE_CHECKING:
    from desktop.ui.formview.view import FormView

_PLAIN = {
    Qt.Key.Key_Up: Step.UP,
    Qt.Key.Key_Down: Step.DOWN,
    Qt.Key.Key_Left: Step.LEFT,
    Qt.Key.Key_Right: Step.RIGHT,
    Qt.Key.Key_Home: Step.ROW_START,
    Qt.Key.Key_End: Step.ROW_END,
    Qt.Key.Key_Tab: Step.NEXT,
    Qt.Key.Key_Backtab: Step.PREVIOUS,
    Qt.Key.Key_Return: Step.ENTER,
    Qt.Key.Key_Enter: Step.ENTER,
}
_CONTROL = {
    Qt.Key.Key_Home: Step.FIRST,
    Qt.Key.Key_End: Step.LAST,
}
_BACK = {Step.NEXT: Step.PREVIOUS, Step.ENTER: Step.ENTER_BACK}
_PAGES = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}
_KEYPAD = Qt.KeyboardModifier.KeypadModifier


def act_on_key(view: FormView, event: QKeyEvent) -> bool:
    """Move, tick or open a cell; False for a key that means nothing here."""
    key, shift = Qt.Key(event.key()), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    place = view.form.place() if view.form is not None else None
    if moved := _step_of(event):
        view.step(moved[0], extend=moved[1])
    elif page := _page_of(event):
        view.page(page, extend=shift)
    elif key == Qt.Key.Key_Space and view.operations.tick():
        pass
    elif key == Qt.Key.Key_Down and place is not None and place.kind is PlaceKind.CHOICE:  # with Alt
        view.edit()
    elif key == Qt.Key.Key_Backspace:
        view.open_cell("", typed=True)
    elif key == Qt.Key.Key_Escape and _forget_block(view):
        pass
    elif text := _typed_text(event):
        view.open_cell(text, typed=True)
    else:
        return False
    return True


def pulls_down(view: FormView, event: QKeyEvent) -> bool:
    """Whether Alt+↓ opens a list of choices here, and does not move the row."""
    form, place = view.form, view.form.place() if view.form is not None else None
    if form is None or place is None or form.selection.block() is not None:
        return False
    alt = event.modifiers() & ~_KEYPAD == Qt.KeyboardModifier.AltModifier
    return alt and event.key() == Qt.Key.Key_Down and place.kind is PlaceKind.CHOICE


def _forget_block(view: FormView) -> bool:
    """Esc: of a block only the cursor stays. False when there is none and the page has a use for the key."""
    form = view.form
    current = form.selection.current if form is not None else None
    if form is None or current is None or (form.session.fixed and form.selection.block() is None):
        return False
    view.put_cursor(current)
    return True


def _step_of(event: QKeyEvent) -> tuple[Step, bool] | None:
    """The step a key makes, and whether it extends the selection."""
    modifiers = event.modifiers() & ~_KEYPAD
    shift = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
    rest = modifiers & ~Qt.KeyboardModifier.ShiftModifier
    key = Qt.Key(event.key())
    if rest == Qt.KeyboardModifier.NoModifier:
        step = _PLAIN.get(key)
    elif rest == Qt.KeyboardModifier.ControlModifier:
        step = _CONTROL.get(key)
    else:
        step = None
    if step is None:
        return None
    if step in _BACK or step is Step.PREVIOUS:
        return (_BACK.get(step, step) if shift else step), False
    return step, shift


def _page_of(event: QKeyEvent) -> int:
    """1 for a page down, -1 for a page up, else 0."""
    return _PAGES.get(Qt.Key(event.key()), 0)


def _typed_text(event: QKeyEvent) -> str:
    """The characters a key types; `""` for commands and keys that type nothing."""
    modifiers = event.modifiers()
    control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
    alt = bool(modifiers & Qt.KeyboardModifier.AltModifier)
    # AltGr comes as both together on Windows, and types.
    if control != alt:
        return ""
    text = event.text()
    return text if text and text.isprintable() else ""
