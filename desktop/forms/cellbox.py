"""A cell's words set for its width, and the box they make at a given place and height."""

from __future__ import annotations

from typing import NamedTuple

from desktop.forms.faces import Face
from desktop.forms.grid import Align, Cell, Style
from desktop.forms.page import Block, Box, Line, Placed
from desktop.forms.typeset import Typeset, typeset_checked
from desktop.forms.typography import SIZE_STEP, SMALLEST, TIGHT, Typography

INDENT = 2.0
"""em."""


class Content(NamedTuple):
    """A cell's lines, and the room left and right of them, and above and below, pt."""

    block: Block
    pad: float
    pad_y: float = 0.0
    least_lines: int = 0
    """A paragraph has a line even when it is blank."""

    @property
    def height(self) -> float:
        """What it needs, pt."""
        return max(len(self.block.lines), self.least_lines) * self.block.line_height + 2 * self.pad_y


def content_of(cell: Cell, width: float, typography: Typography) -> Content:
    """Set a cell of the table that is `width` pt wide.

    Where a number or a date would have to be broken, first the side padding gives way, then the type is made smaller;
    when that does not help either, it is broken in the size of all. Centred text is a caption or a single value: its
    lines are evened out, and they are fewer where the side padding can make them so.
    """
    if cell.is_text:
        return _text(cell, width, typography)
    pad, size, pad_y = typography.pad_x, typography.size, typography.pad_y
    found = _set(cell, width - 2 * pad, size, typography)
    if found.cut:
        while size >= SMALLEST:
            tighter = _set(cell, width - 2 * TIGHT, size, typography)
            if not tighter.cut:
                return Content(tighter.block, TIGHT, pad_y)
            size -= SIZE_STEP
    elif len(found.block.lines) > 1 and cell.align is Align.CENTER:
        tighter = _set(cell, width - 2 * TIGHT, size, typography)
        if len(tighter.block.lines) < len(found.block.lines):
            return Content(tighter.block, TIGHT, pad_y)
    return Content(found.block, pad, pad_y)


def _text(cell: Cell, width: float, typography: Typography) -> Content:
    """Headings and paragraphs: their first lines begin with two characters of space unless the cell says otherwise.

    What is set to the right is who signs: two characters from the edge.
    """
    size = typography.text_size
    found = typeset_checked(
        cell.runs, width, size, line_factor=typography.text_line / size, face=_face(cell),
        indent=INDENT if cell.align is Align.LEFT else None,
    )  # fmt: skip
    pad = INDENT * size if cell.align is Align.RIGHT else 0.0
    return Content(found.block, pad, least_lines=1)


def _face(cell: Cell) -> Face:
    if cell.style is Style.HEADING:
        return Face.SANS
    return Face.SERIF_BOLD if cell.bold or cell.style is Style.SUBHEADING else Face.SERIF


def _set(cell: Cell, width: float, size: float, typography: Typography) -> Typeset:
    even = cell.align is Align.CENTER
    return typeset_checked(cell.runs, width, size, bold=cell.bold, line_factor=typography.line_factor, even=even)


def box_of(
    cell: Cell, content: Content, x: float, y: float, width: float, height: float, *, frameless: bool = False
) -> Box:
    """The cell with all its lines, in the middle of its height."""
    block = content.block
    top = y + (height - block.height) / 2
    lines = placed(cell, content, block.lines, x, top, width)
    return Box(x, y, width, height, block.size, lines, cell, frameless or cell.is_text)


def placed(
    cell: Cell, content: Content, lines: tuple[Line, ...], x: float, top: float, width: float
) -> tuple[Placed, ...]:
    """Some of a cell's lines from `top` downwards, aligned as the cell says."""
    if not lines:
        return ()
    align, step = cell.align, content.block.line_height
    baseline = top + content.block.ascent
    if align is Align.LEFT:
        left = x + content.pad
        return tuple(Placed(left, baseline + at * step, line) for at, line in enumerate(lines))
    if align is Align.RIGHT:
        right = x + width - content.pad
        return tuple(Placed(right - line.width, baseline + at * step, line) for at, line in enumerate(lines))
    middle = x + width / 2
    return tuple(Placed(middle - line.width / 2, baseline + at * step, line) for at, line in enumerate(lines))
