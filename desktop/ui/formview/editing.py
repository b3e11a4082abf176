"""Opening a place for typing, keeping the editor over its cell, and handing in what was typed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, QRect, Signal
from PySide6.QtWidgets import QWidget

from desktop.forms.cellbox import INDENT
from desktop.forms.faces import Face
from desktop.forms.grid import Align, Place, PlaceKind, Role
from desktop.forms.paths import Path
from desktop.ui import fonts
from desktop.ui.formview.areas import Spot
from desktop.ui.formview.choices import ChoiceList
from desktop.ui.formview.desk import Desk
from desktop.ui.formview.editors import BORDER, CARET, LINE_FACTOR, CellKeys, Editor, LineEditor, ProseEditor, show_rare
from desktop.ui.formview.navigation import Step
from desktop.ui.formview.openform import OpenForm

_MIN_EMS = 4.0
"""Width of the editor of a small place between words."""
_HANGING = 0.6
"""What may hang out of a line of a report at its right, em."""
_DEFAULT_SIZE = 10.5


class Editing(QObject):
    """The one open cell editor of a form, or none."""

    stepped = Signal(object)
    """The text was handed in; the step to take then, None to stay."""
    closed = Signal()
    """The editor is gone; the keyboard should come back to the form."""
    roomy = Signal(str)
    """The person wants more room; with the text typed so far."""
    drafted = Signal(object, str)
    """Path and text at every change of an open editor: what would be lost in a power cut."""
    ended = Signal()
    """The text was handed in or given up."""

    def __init__(self, viewport: QWidget, desk: Desk, store: Callable[[Path, str], bool]) -> None:
        """`store` puts a text into the document and says whether it was taken."""
        super().__init__(viewport)
        self._viewport, self._desk, self._store = viewport, desk, store
        self._form: OpenForm | None = None
        self._editor: Editor | None = None
        self._keys: CellKeys | None = None
        self._choices: ChoiceList | None = None
        self._path: Path = ()
        self._spot: Spot | None = None
        self._before = ""
        self._size = _DEFAULT_SIZE
        self._handing_in = False
        """Storing makes the form repaint and the focus move; that must not store once more."""

    @property
    def editor(self) -> Editor | None:
        """The open editor."""
        return self._editor

    @property
    def active(self) -> bool:
        """Whether a cell is open."""
        return self._editor is not None

    def open(self, form: OpenForm, spot: Spot, *, text: str | None, typed: bool, focus: bool = True) -> None:
        """Open a place.

        Args:
            form: the form it belongs to.
            spot: an editable place without boxes to tick.
            text: what the editor starts with; None for the stored text.
            typed: opened by typing, so the arrows finish it.
            focus: give it the keyboard; not while an input method is composing in the view.
        """
        place = form.places.place(spot)
        self._form, self._spot, self._path, self._before = form, spot, place.path, place.raw
        cell = form.places.cells[spot.cell]
        self._size = self._type_size(form, spot)
        prose = place.kind is PlaceKind.TEXT and cell.role is Role.FIELD
        align = cell.align if cell.role is Role.FIELD else Align.LEFT
        face = Face.SERIF_BOLD if cell.bold else Face.SERIF
        fonts.need(place.raw + (text or ""))
        make = ProseEditor if prose else LineEditor
        # Between words the editor's edge stands right before the place's first character, so that it stays put.
        room = 0.0 if cell.is_text else form.sheet.typography.pad_x * self._desk.scale
        pad = max(round(room) - BORDER + 1, 0) if cell.role is Role.FIELD else CARET
        self._editor = make(self._viewport, fonts.font(face, self._size * self._desk.scale), align, pad)
        if isinstance(self._editor, ProseEditor) and cell.is_text:
            em = self._size * self._desk.scale
            line = form.sheet.typography.text_line * self._desk.scale
            self._editor.set_paragraphs(line, INDENT * em if cell.align is Align.LEFT else 0.0)
        self._editor.set_text(place.raw if text is None else text)
        self._watch(place, text, typed=typed)
        for widget in (self._editor, self._choices):
            if widget is not None:
                widget.show()
        self.follow()  # after showing: only then the style sheet's border counts in what is measured
        if focus:
            self._editor.setFocus()

    def _watch(self, place: Place, text: str | None, *, typed: bool) -> None:
        editor = self._editor
        assert editor is not None
        if place.kind is PlaceKind.CHOICE and place.options:
            self._choices = ChoiceList(editor, place.options)
            self._choices.offer(text or "", current=place.raw if text is None else "")
            self._choices.chosen.connect(self._choose)
        self._keys = CellKeys(editor, arrows_leave=typed, has_choices=self._choices is not None)
        self._keys.finished.connect(self._finish)
        self._keys.cancelled.connect(self.cancel)
        self._keys.left.connect(self.commit)
        self._keys.roomy.connect(self._ask_for_room)
        self._keys.pointed.connect(self._point)
        editor.edited.connect(self._edited)

    @staticmethod
    def _type_size(form: OpenForm, spot: Spot) -> float:
        box = form.places.box(spot.cell)
        return box.size if box is not None else _DEFAULT_SIZE

    # While it is open

    def take_focus(self) -> None:
        """Give the open editor the keyboard."""
        if self._editor is not None:
            self._editor.setFocus()

    def rescaled(self) -> None:
        """The zoom changed under the open editor."""
        if self._editor is not None:
            font = self._editor.font()
            font.setPointSizeF(fonts.font(Face.SERIF, self._size * self._desk.scale).pointSizeF())
            self._editor.setFont(font)
            self.follow()

    def follow(self) -> None:
        """Keep the editor over its place, after scrolling or when the text grew."""
        editor, form, spot = self._editor, self._form, self._spot
        if editor is None or form is None or spot is None:
            return
        if isinstance(editor, ProseEditor) or form.places.cells[spot.cell].role is Role.FIELD:
            rect = self._desk.to_view(form.places.cell_area(spot.cell)).toRect().adjusted(-1, -1, 2, 2)
            if form.places.cells[spot.cell].is_text:
                # Its lines are as long as the paper lets them: a pixel less, and all would break elsewhere.
                rect.adjust(-1, 0, round(_HANGING * self._size * self._desk.scale) + BORDER, 0)
            if isinstance(editor, LineEditor) and self._choices is not None:
                # A choice takes several lines in a narrow cell, and is typed in one.
                lack = max(0, editor.wanted_width() - rect.width())
                rect.adjust(0, 0, lack, 0)
                rect.moveRight(max(min(rect.right(), self._viewport.width()), rect.width()))
        else:
            rect = self._between_words(form, spot)
        if isinstance(editor, ProseEditor):
            if rect.height() > self._viewport.height():
                rect = rect.intersected(self._viewport.rect())  # the text is scrolled inside
            wanted = editor.wanted_height(rect.width())
            room = self._viewport.height() - max(rect.top(), 0)
            rect.setHeight(max(rect.height(), min(wanted, room)))
            editor.setGeometry(rect)
            editor.settle(wanted)
        else:
            editor.setGeometry(rect)
        if self._choices is not None:
            # In a tall cell the list hangs at the words in its middle, not at its far end.
            line = round(self._size * LINE_FACTOR * self._desk.scale)
            spare = max(0, (rect.height() - line) // 2 - 4)
            self._choices.place(rect.adjusted(0, spare, 0, -spare), self._viewport.rect())

    def _between_words(self, form: OpenForm, spot: Spot) -> QRect:
        desk, editor = self._desk, self._editor
        assert isinstance(editor, LineEditor)
        area = form.places.areas(spot)[0]
        cell = desk.to_view(form.places.cell_area(spot.cell)).toRect()
        rect = desk.to_view(area).toRect().adjusted(-3, -3, 3, 3)
        width = max(rect.width(), round(_MIN_EMS * self._size * desk.scale), editor.wanted_width())
        width = min(width, cell.width())
        left = min(rect.left(), cell.right() - width)
        return QRect(QPoint(left, rect.top()), rect.size()).adjusted(0, 0, width - rect.width(), 0)

    def _edited(self) -> None:
        editor = self._editor
        assert editor is not None
        text = editor.text()
        show_rare(editor, text)
        if self._choices is not None:
            self._choices.offer(text)
        self.follow()
        self.drafted.emit(self._path, text)

    def _point(self, by: int) -> None:
        if self._choices is not None:
            self._choices.point(by)

    def _choose(self, option: str) -> None:
        self._put(option)
        self._finish(None)

    def _put(self, text: str) -> None:
        if self._editor is not None and self._editor.text() != text:
            self._editor.set_text(text)

    # The end of it

    def _finish(self, step: Step | None) -> None:
        if self._choices is not None and (option := self._choices.highlighted()) is not None:
            self._put(option)
        if self.commit():
            self.closed.emit()
            self.stepped.emit(step)

    def commit(self) -> bool:
        """Hand in what was typed and close. False when it was refused; the editor then stays open with the text."""
        if self._editor is None or self._handing_in:
            return True
        text = self._editor.text()
        if text != self._before:
            self._handing_in = True
            try:
                taken = self._store(self._path, text)
            finally:
                self._handing_in = False
            if not taken:
                self._editor.refuse()
                return False
        self._drop()
        self.ended.emit()
        return True

    def cancel(self) -> None:
        """Close and forget what was typed."""
        if self._editor is not None:
            self._drop()
            self.closed.emit()
            self.ended.emit()

    def _drop(self) -> None:
        editor, choices = self._editor, self._choices
        # Forgotten first: hiding moves the keyboard, which comes back here.
        self._editor = self._choices = self._keys = self._spot = None
        if editor is not None and editor.hasFocus():
            self.closed.emit()  # hiding alone leaves the keyboard with what is gone
        for widget in (editor, choices):
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _ask_for_room(self) -> None:
        assert self._editor is not None
        place = self._form.places.place(self._spot) if self._form is not None and self._spot is not None else None
        if place is not None and place.long:
            text = self._editor.text()
            self._drop()
            self.roomy.emit(text)
        else:
            self._finish(None)

    def moved(self, form: OpenForm) -> None:
        """The grid was rebuilt while the editor is open: find its place again."""
        self._form = form
        if self._editor is not None:
            spot = form.places.exact(self._path)
            if spot is None:
                self.cancel()
            else:
                self._spot = spot
                self.follow()
