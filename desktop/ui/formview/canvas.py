"""Paints the sheet into the viewport: the paper with its table, and what only the screen shows.

Order: desk and paper, grounds (computed, findings, selected), lines, words, marks, the cursor's frame. Only boxes that
touch the stale rectangle are drawn, and glyph runs are kept from one paint to the next.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from desktop.forms.grid import Cell, Place, PlaceKind, PlaceState, Role
from desktop.forms.page import Box
from desktop.ui.fonts import GlyphRuns
from desktop.ui.formview import colors
from desktop.ui.formview.areas import Area
from desktop.ui.formview.desk import Desk
from desktop.ui.formview.marks import Sign
from desktop.ui.formview.openform import OpenForm
from desktop.ui.formview.places import word_areas
from desktop.ui.formview.selection import Selection
from desktop.ui.painter import BoxPainter

_INKS = {PlaceState.PROVISIONAL: colors.PROVISIONAL, PlaceState.INVALID: colors.ERROR}
_COMPUTED = {PlaceState.COMPUTED, PlaceState.PROVISIONAL}
_FOLD, _BAR = 11.0, 3.0
"""Sizes of the corner that marks a remark and of the bar that marks a change, px."""
_CORNER = 9.0
"""Size of the small triangle that marks a finding, px."""
_DOT, _DOT_INSET = 2.25, 7.0
"""Radius of the dot where something is still to be filled, and how far inside the corner it stands, px."""
_SIGNS = {Sign.ERROR: (colors.ERROR, colors.ERROR_TINT), Sign.WARNING: (colors.WARNING, colors.WARNING_TINT)}
_BELOW, _ABOVE = 0.2, 0.07
"""A rule under words: below their baseline, above the foot of their rectangle, em."""
_FRAME = 2.0
OVERHANG = 4
"""How far frames reach over the cell they are about, px."""


def _ink(cell: Cell, run: int) -> QColor:
    place = cell.runs[run].place if run < len(cell.runs) else -1
    return colors.TEXT if place < 0 else _INKS.get(cell.places[place].state, colors.TEXT)


class Canvas:
    """Draws one form; keeps nothing but glyph runs."""

    def __init__(self) -> None:
        """Nothing is loaded before the first paint."""
        self._runs = GlyphRuns(1.0)

    def paint(self, painter: QPainter, stale: QRect, form: OpenForm | None, desk: Desk, *, focused: bool) -> None:
        """Paint the stale rectangle of the viewport; bare desk without a form."""
        painter.fillRect(stale, colors.DESK)
        if form is None:
            return
        if self._runs.scale != desk.scale:
            self._runs = GlyphRuns(desk.scale)
        selection = form.selection
        self._paper(painter, stale, desk)
        origin = desk.origin()
        painter.translate(origin)
        room = QRectF(stale).translated(-origin).adjusted(-OVERHANG, -OVERHANG, OVERHANG, OVERHANG)
        sheet_boxes = BoxPainter(painter, self._runs, colors.LINE)
        outer = sheet_boxes.rect
        near = form.sheet.boxes(*desk.band(stale))
        shown = [(box, rect) for box in near if (rect := outer(box.x, box.y, box.width, box.height)).intersects(room)]
        boxes = [box for box, _ in shown]
        screen = _Screen(painter, form, sheet_boxes, desk.scale)
        for box, rect in shown:
            if box.cell.places:
                screen.ground(box, rect)
        block = selection.block_area()
        if block is not None:
            screen.selected(block, room)
        sheet_boxes.lines(boxes)
        sheet_boxes.text(boxes, _ink)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for box, rect in shown:
            if box.cell.places:
                screen.marks(box, rect)
        if selection.current is not None:
            screen.cursor(selection, colors.ACCENT if focused else colors.ACCENT_IDLE)
        painter.translate(-origin)

    @staticmethod
    def _paper(painter: QPainter, stale: QRect, desk: Desk) -> None:
        """White paper with a soft edge; the whole of it is never filled, only what is stale."""
        paper = desk.paper()
        if not paper.contains(QRectF(stale)):
            for width, color in enumerate(colors.SHADOW, start=1):
                painter.setPen(color)
                painter.drawRoundedRect(paper.adjusted(-width - 0.5, -width, width + 0.5, width + 0.5), width, width)
            painter.fillRect(paper.adjusted(-1, -1, 1, 1).intersected(QRectF(stale)), colors.PAPER_EDGE)
        painter.fillRect(paper.intersected(QRectF(stale)), colors.PAPER)


class _Screen:
    """What is drawn around the words of one paint."""

    def __init__(self, painter: QPainter, form: OpenForm, boxes: BoxPainter, scale: float) -> None:
        self._painter, self._form, self._boxes, self._scale = painter, form, boxes, scale

    def _pixels(self, area: Area) -> QRectF:
        scale = self._scale
        return QRectF(area.x * scale, area.y * scale, area.width * scale, area.height * scale)

    def _sign(self, place: Place) -> Sign | None:
        return self._form.marks.sign(place.path, place.covers)

    def ground(self, box: Box, rect: QRectF) -> None:
        """Tint behind the words: what was found, else what is computed."""
        cell = box.cell
        for number, place in enumerate(cell.places):
            sign = self._sign(place)
            if sign in _SIGNS:
                color = _SIGNS[sign][1]
            elif self._form.flags.change(place.path, place.covers):
                color = colors.CHANGED
            elif not place.editable or place.state in _COMPUTED:
                color = colors.COMPUTED
            else:
                continue
            if cell.role is Role.FIELD or place.options:
                self._painter.fillRect(rect, color)
            else:
                for area in word_areas(box, number):
                    self._painter.fillRect(self._pixels(area), color)

    def selected(self, area: Area, room: QRectF) -> None:
        """Tint of the block."""
        self._painter.fillRect(self._boxes.rect(*area).intersected(room), colors.SELECTED)

    def marks(self, box: Box, rect: QRectF) -> None:
        """What is drawn over the words: room to write in, what is provisional, overruled or found."""
        cell = box.cell
        signs: list[Sign] = []
        for number, place in enumerate(cell.places):
            if cell.role is Role.MIXED and place.state is PlaceState.BLANK and not place.options:
                self._rules(box, number, QPen(colors.ROOM, 1))
            if place.state is PlaceState.PROVISIONAL:
                self._rules(box, number, QPen(colors.PROVISIONAL, 1, Qt.PenStyle.DotLine))
            if place.state is PlaceState.OVERRULED:
                self._corner(rect.topLeft(), 1, colors.ACCENT)
            alone = cell.role is Role.FIELD or bool(place.options)
            if self._form.flags.change(place.path, place.covers):
                self._bar(rect if alone else self._pixels(word_areas(box, number)[0]).adjusted(-_BAR - 1, 0, 0, 0))
            if self._form.flags.remark(place.path, place.covers):
                self._fold(rect)
            sign = self._sign(place)
            if sign in _SIGNS:
                signs.append(sign)
            elif sign is Sign.TO_FILL and self._form.fillable(place):
                self._dot(rect if alone else self._pixels(word_areas(box, number)[0]))
        if signs:
            self._corner(rect.topRight(), -1, _SIGNS[max(signs)][0])

    def _dot(self, rect: QRectF) -> None:
        """Something is still to be filled here; small, at the upper right."""
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(colors.TO_FILL)
        self._painter.drawEllipse(rect.topRight() + QPointF(-_DOT_INSET, _DOT_INSET), _DOT, _DOT)

    def _corner(self, at: QPointF, toward: int, color: QColor) -> None:
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(color)
        points = [at, at + QPointF(toward * _CORNER, 0), at + QPointF(0, _CORNER)]
        self._painter.drawPolygon(QPolygonF(points))

    def _bar(self, rect: QRectF) -> None:
        """This is not what it was: a bar along the left edge."""
        self._painter.fillRect(QRectF(rect.left() + 1, rect.top() + 1, _BAR, rect.height() - 2), colors.ACCENT)

    def _fold(self, rect: QRectF) -> None:
        """Something was remarked here: the lower left corner is turned up."""
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(colors.ACCENT)
        at = rect.bottomLeft()
        self._painter.drawPolygon(QPolygonF([at, at + QPointF(_FOLD, 0), at + QPointF(0, -_FOLD)]))

    def _rules(self, box: Box, place: int, pen: QPen) -> None:
        """A thin rule under the words of a place."""
        self._painter.setPen(pen)
        if box.cell.role is Role.FIELD:
            rules = [(line.x, line.x + line.line.width, line.baseline + _BELOW * box.size) for line in box.lines]
        else:
            rules = [(area.x, area.right, area.bottom - _ABOVE * box.size) for area in word_areas(box, place)]
        for left, right, under in rules:
            y = round(under * self._scale) + 0.5
            self._painter.drawLine(QPointF(left * self._scale, y), QPointF(right * self._scale, y))

    def cursor(self, selection: Selection, color: QColor) -> None:
        """The frame around the block and around the place the keyboard is at."""
        spot = selection.current
        assert spot is not None
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        places = self._form.places
        block = selection.block_area()
        if block is not None:
            self._painter.setPen(QPen(color, 1))
            self._painter.drawRect(self._boxes.rect(*block).adjusted(0.5, 0.5, -0.5, -0.5))
        whole = places.cells[spot.cell].role is Role.FIELD and spot.option < 0
        self._painter.setPen(_frame_pen(color))
        for area in places.areas(spot):
            if whole:
                self._painter.drawRect(self._boxes.rect(*area).adjusted(1, 1, -1, -1))
            else:
                self._painter.drawRoundedRect(self._pixels(area).adjusted(-1.5, -1.5, 1.5, 1.5), 2, 2)
        if whole and places.place(spot).kind is PlaceKind.CHOICE and self._form.fillable(places.place(spot)):
            self._arrow(self._pixels(places.area(spot)), color)

    def _arrow(self, rect: QRectF, color: QColor) -> None:
        """The sign of a pull-down, at the lower right."""
        x, y = rect.right() - 9, rect.bottom() - 8
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(color)
        self._painter.drawPolygon(QPolygonF([QPointF(x - 4, y - 2), QPointF(x + 4, y - 2), QPointF(x, y + 2.5)]))


def _frame_pen(color: QColor) -> QPen:
    return QPen(color, _FRAME, Qt.PenStyle.SolidLine, Qt.PenCapStyle.SquareCap, Qt.PenJoinStyle.MiterJoin)
