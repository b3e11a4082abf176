"""The mouse on the form: click, drag, double click, tick, pull-down, tooltips."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent

from desktop.forms.findings import Finding, Level
from desktop.forms.grid import PlaceKind, Role
from desktop.ui.formview.areas import Spot
from desktop.ui.formview.marks import Sign

if TYPE_CHECKING:
    from desktop.ui.formview.view import FormView

_ARROW = 18
"""Width of the part of a choice that pulls down its list, px."""
_NEAR = 3.0
"""How far beside a box to tick a click still counts, pt."""
_PREFIX = {Level.ERROR: "错误：", Level.WARNING: "提醒：", Level.INFO: "提示："}


class Pointer:
    """Turns mouse events into cursor movements and edits of its view."""

    def __init__(self, view: FormView) -> None:
        """Keeps only what lies between pressing and releasing."""
        self._view = view
        self._pressed: Spot | None = None
        self._dragged = False

    def spot_at(self, at: QPointF | QPoint) -> Spot | None:
        """The spot under a point of the viewport."""
        form = self._view.form
        if form is None:
            return None
        x, y = self._view.desk.to_sheet(at.x(), at.y())
        key = form.places.cell_at(x, y)
        return form.places.nearest(key, x, y) if key is not None else None

    def press(self, event: QMouseEvent) -> None:
        """Move the cursor; with Shift, extend the block."""
        view = self._view
        was = view.form.selection.current if view.form is not None else None
        if not view.commit_pending():
            view.editing.take_focus()
            return
        self._pressed, self._dragged = None, False
        spot = self.spot_at(event.position())
        if spot is None or event.button() not in {Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton}:
            return
        if event.button() == Qt.MouseButton.RightButton and view.form is not None:
            if spot not in view.form.selection.spots():
                view.put_cursor(spot, lane=self._lane_at(event.position()))
            return
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._pressed = None if shift else spot
        view.put_cursor(spot, extend=shift, lane=self._lane_at(event.position()))
        if was == spot and self._on_arrow(spot, event.position()):
            view.edit()
            self._pressed = None

    def _lane_at(self, at: QPointF) -> int | None:
        """The row under the mouse; a merged cell stands in several."""
        form = self._view.form
        if form is None:
            return None
        _, y = self._view.desk.to_sheet(at.x(), at.y())
        return form.places.lane_at(y)

    def move(self, event: QMouseEvent) -> None:
        """Drag a block; over a box to tick show a hand."""
        view = self._view
        spot = self.spot_at(event.position())
        if event.buttons() & Qt.MouseButton.LeftButton:
            if self._pressed is not None and spot is not None and spot.cell != self._pressed.cell:
                self._dragged = True
            if self._dragged and spot is not None:
                view.put_cursor(spot, extend=True)
            return
        hand = spot is not None and self._on_box(spot, event.position())
        view.viewport().setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)

    def release(self, event: QMouseEvent) -> None:
        """A click on a box ticks it."""
        pressed, self._pressed = self._pressed, None
        if pressed is not None and not self._dragged and self._on_box(pressed, event.position()):
            self._view.operations.tick()

    def double_click(self, event: QMouseEvent) -> None:
        """Open the cell; long texts in their roomy window."""
        spot, view = self.spot_at(event.position()), self._view
        if spot is None or view.form is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if spot.option >= 0:
            self._pressed = spot  # two quick clicks on a box are two clicks
            return
        view.put_cursor(spot)
        if view.form.places.place(spot).long:
            view.edit_roomy()
        else:
            view.edit()

    def tooltip(self, at: QPoint) -> str:
        """What is to be said about the place under a point: findings, else how it was computed. Rich text or `""`."""
        form, spot = self._view.form, self.spot_at(at)
        if form is None or spot is None:
            return ""
        place = form.places.place(spot)
        found = form.marks.at(place.path, place.covers)
        lines = [_line(finding, form.marks.sign_of(finding)) for finding in found]
        remark, change = form.flags.remark(place.path, place.covers), form.flags.change(place.path, place.covers)
        lines += [f"意见：{remark}"] if remark else []
        lines += [change] if change else []
        text = "\n".join(lines) or form.session.explain(place.path)
        # Rich, because Qt breaks only rich text into lines.
        return f"<p style='white-space: pre-wrap'>{html.escape(text)}</p>" if text else ""

    def _on_box(self, spot: Spot, at: QPointF) -> bool:
        form = self._view.form
        if form is None or spot.option < 0 or not form.fillable(form.places.place(spot)):
            return False
        x, y = self._view.desk.to_sheet(at.x(), at.y())
        return any(sum(area.distance(x, y)) <= _NEAR for area in form.places.areas(spot))

    def _on_arrow(self, spot: Spot, at: QPointF) -> bool:
        form = self._view.form
        if form is None or form.places.cells[spot.cell].role is not Role.FIELD:
            return False
        place = form.places.place(spot)
        right = self._view.desk.to_view(form.places.cell_area(spot.cell)).right()
        return place.kind is PlaceKind.CHOICE and form.fillable(place) and at.x() > right - _ARROW


def _line(finding: Finding, sign: Sign | None) -> str:
    if finding.note:
        return f"{finding.message}\n已说明：{finding.note}"
    return finding.message if sign is Sign.TO_FILL else f"{_PREFIX[finding.level]}{finding.message}"
