"""What is about to be printed: the documents, how, and what the person should know before.

Holds what the preview shows and changes; the preview draws `sides` and the printer gets the same.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import lru_cache

from desktop.errors import UserError
from desktop.forms.page import Page
from desktop.session.imposition import Side, sides_of
from desktop.session.pagerange import parse_pages
from desktop.session.printouts import Printout, cover_of, unprintable
from desktop.session.printsettings import SEVERAL, PrintMemory, PrintSettings, Shift

Edges = tuple[float, float, float, float]
"""Left, right, top and bottom, pt."""
_MOST_NAMED = 3


class PrintJob:
    """One or several documents on their way to a printer."""

    def __init__(self, printouts: Sequence[Printout], memory: PrintMemory, printers: Collection[str], usual: str):
        """`printers`: those there are; `usual`: the one to take when the one remembered is gone. Raises `UserError`."""
        self.printouts, self._memory = list(printouts), memory
        forms = {item.form for item in printouts}
        self._key = forms.pop() if len(forms) == 1 else SEVERAL
        self.settings = memory.settings(self._key)
        if self.settings.printer not in printers:
            self.settings = replace(self.settings, printer=usual or next(iter(printers), ""), tray="")
        self.shift = memory.shift(self.settings.printer)
        self.wanted = ""
        """The pages as the person wrote them; what cannot be read is not taken."""
        self._documents: list[Sequence[Page]] | None = None
        self._lost: list[str] = []

    @property
    def title(self) -> str:
        """What the print is called in the printer's queue."""
        first = self.printouts[0].title
        return first if len(self.printouts) == 1 else f"{first} 等 {len(self.printouts)} 份"

    @property
    def several(self) -> bool:
        """Whether there is a pile for a list to lie on."""
        return len(self.printouts) > 1

    def change(self, settings: PrintSettings) -> None:
        """Print like this. Another printer has its own shift. Raises `UserError`."""
        if settings.printer != self.settings.printer:
            self.shift = self._memory.shift(settings.printer)
        self.settings = settings
        self.refresh()

    def refresh(self) -> None:
        """Make the pages anew: something they carry may have changed."""
        self._documents = None

    def correct(self, shift: Shift) -> None:
        """Correct the printer from now on. Raises `UserError`."""
        self._memory.keep_shift(self.settings.printer, shift)
        self.shift = shift

    def want(self, text: str) -> None:
        """Print these pages. Raises `UserError` when they cannot be read, and leaves what was wanted before."""
        parse_pages(text, self.count)
        self.wanted = text

    def keep(self) -> None:
        """Remember how it was printed. Raises `UserError`."""
        self._memory.keep(self._key, self.settings)

    @property
    def documents(self) -> list[Sequence[Page]]:
        """The pages of each document, those of the list in front; made when first asked for. Raises `UserError`."""
        if self._documents is None:
            pages = [item.make(self.settings.margins) for item in self.printouts]
            self._lost = [
                f"字库里没有“{lost}”，印不出来（{item.title}）"
                for item, found in zip(self.printouts, pages, strict=True)
                if (lost := unprintable(found))
            ]
            if self.several and self.settings.cover:
                pages.insert(0, cover_of(self.printouts, [len(found) for found in pages]))
            self._documents = pages
        return self._documents

    @property
    def count(self) -> int:
        """Pages of all documents."""
        return sum(map(len, self.documents))

    @property
    def sides(self) -> list[Side]:
        """What comes out of the printer, once. Raises `UserError`."""
        documents = self.documents
        chosen: set[int] | None = None
        if self.wanted:
            count = sum(map(len, documents))
            try:
                chosen = set(parse_pages(self.wanted, count))
            except UserError:
                # Fewer pages than there were when they were chosen; all that is left of them.
                chosen = set(range(1, count + 1))
        return sides_of(documents, self.settings, self.shift, chosen)

    def notes(self, edges: Edges = (0.0, 0.0, 0.0, 0.0)) -> list[str]:
        """What the paper will not show as the form has it, one line each; `edges` of the upright sheet stay white."""
        sides = self.sides
        lines = [*self._lost]
        cut = [side.number for side in sides if side.cut]
        if cut:
            lines.append(f"{_pages(cut)}比纸大，印不全：请选“缩到纸张”，或换大的纸")
        lost_edges = [side.number for side in sides if not side.cut and _in_edges(side, edges)]
        if lost_edges:
            lines.append(f"{_pages(lost_edges)}有内容在打印机印不到的边上（虚线以外）")
        return lines

    @property
    def draft_line(self) -> str:
        """Why 草稿 stands across pages, `""` when it does not."""
        marked = sum(item.marked for item in self.printouts)
        if not marked:
            return ""
        if not self.several:
            return "还没有审核通过，每页印有“草稿”"
        return f"其中 {marked} 份还没有审核通过，页上印有“草稿”"


def edges_of(side: Side, edges: Edges) -> Edges:
    """The white edges of the upright sheet as they lie on a side: a landscape page has its head at the left edge."""
    left, right, top, bottom = edges
    return (bottom, top, left, right) if side.landscape else edges


def _in_edges(side: Side, edges: Edges) -> bool:
    """Whether ink of the form lies where the printer prints nothing."""
    if side.page is None:
        return False
    left, top, right, bottom = _ink(side.page)
    white = edges_of(side, edges)
    return (
        side.x + left * side.scale < white[0]
        or side.x + right * side.scale > side.width - white[1]
        or side.y + top * side.scale < white[2]
        or side.y + bottom * side.scale > side.height - white[3]
    )


@lru_cache(maxsize=512)
def _ink(page: Page) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of what the form prints; words beside the form keep clear by themselves."""
    framed = [(box.x, box.y, box.x + box.width, box.y + box.height) for box in page.boxes if not box.frameless]
    words = [
        (placed.x, placed.baseline - box.size, placed.x + placed.line.width, placed.baseline)
        for box in page.boxes
        if box.frameless
        for placed in box.lines
        if placed.line.width
    ]
    rects = [*framed, *words] or [(page.width / 2, page.height / 2, page.width / 2, page.height / 2)]
    lefts, tops, rights, bottoms = zip(*rects, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _pages(numbers: Sequence[int]) -> str:
    shown = "、".join(map(str, numbers[:_MOST_NAMED]))
    return f"第 {shown} 页{f'等 {len(numbers)} 页' if len(numbers) > _MOST_NAMED else ''}"
