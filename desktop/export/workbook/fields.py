"""Which fields were changed in a workbook: every cell with places against what was written into it.

What still says the same keeps the document's own value, so that spellings (`30` beside `30.00`) and everything the form
does not show survive. What says something else becomes the new value, and nothing besides.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from desktop.errors import UserError
from desktop.export.workbook.contents import Entry, clean
from desktop.export.workbook.marks import CellMark, PlaceMark, SheetMark
from desktop.export.workbook.names import column_letters
from desktop.export.workbook.tracing import Trace
from desktop.export.workbook.wording import COUNTER, Filled, Unreadable, read_places
from desktop.forms.document import Row, Value
from desktop.forms.grid import PlaceKind
from desktop.forms.numbers import normalise_number, parse_number
from desktop.forms.paths import Path, path_text, row_of

_BLANK = Entry("")


@dataclass(slots=True)
class Readings:
    """What the cells say now.

    `changed`: new values by path. `virtual`: what was filled into rows that were only room so far, by the row's path.
    `now`: what each cell says, by exported row and column (a merged cell for each of its rows). `used`: present
    addresses that were looked at.
    """

    changed: dict[Path, Value] = field(default_factory=dict)
    virtual: dict[Path, Row] = field(default_factory=dict)
    now: dict[tuple[int, int], Filled] = field(default_factory=dict)
    used: set[tuple[int, int]] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)


class FieldReader:
    """Reads the cells of one form's sheet."""

    def __init__(self, mark: SheetMark, trace: Trace, *, name: str) -> None:
        self.mark, self.trace, self.name = mark, trace, name
        self.readings = Readings()

    def read(self) -> Readings:
        """All cells. Raises `UserError` naming the cell that cannot be read."""
        for cell in self.mark.cells:
            self._cell(cell)
        return self.readings

    def entry(self, row: int, col: int, colspan: int) -> Entry:
        """What stands in present row `row` under exported columns; the first that is filled (a merge may be undone)."""
        for offset in range(colspan):
            column = self.trace.column(col + offset)
            if column is not None:
                self.readings.used.add((row, column))
                if (entry := self.trace.sheet.cells.get((row, column))) is not None:
                    return entry
        return _BLANK

    def filled(self, cell: CellMark, entry: Entry, row: int) -> Filled:
        """A cell's text taken apart. Raises `UserError` with the cell's address."""
        if entry.fault:
            remedy = "请先把单元格格式设为文本，再直接填写内容，保存后再试"
            raise UserError(entry.fault, where=self.address(row, cell.col), remedy=remedy)
        try:
            return read_places(cell.tokens, cell.places, entry.text)
        except Unreadable:
            fields = "、".join(_label(place) for place in cell.places)
            raise UserError(
                f"认不出“{fields}”，表上原有的文字被改动了",
                where=self.address(row, cell.col),
                remedy=f"请恢复成“{_pattern(cell)}”的样子，只填空处",
            ) from None

    def address(self, row: int, col: int) -> str:
        """A present cell for messages: file, sheet and address. `col` is an exported column."""
        column = self.trace.column(col) or col
        return f"{self.name} 工作表“{self.trace.sheet.title}” {column_letters(column)}{row}"

    def _cell(self, cell: CellMark) -> None:
        rows = range(cell.row, cell.row + cell.rowspan)
        alive = [(row, at) for row in rows if (at := self.trace.at(row)) is not None]
        if not alive or self.trace.column(cell.col) is None:
            self._gone(cell, whole_column=bool(alive))
            return
        entries = {row: (self.entry(at, cell.col, cell.colspan), at) for row, at in alive}
        before = _as_written(cell)
        if self._untouched(cell, entries):
            self.readings.now.update({(row, cell.col): before for row in entries})
            return
        filled = self._by_row(cell, entries)
        self.readings.now.update({(row, cell.col): now for row, now in filled.items()})
        for index, place in enumerate(cell.places):
            self._place(cell, index, place, before, filled)

    @staticmethod
    def _untouched(cell: CellMark, entries: dict[int, tuple[Entry, int]]) -> bool:
        """Whether a cell says what was written into it, to the character."""
        texts = [entry.text for entry, _ in entries.values() if entry is not _BLANK]
        if not texts and cell.row not in entries:
            return True  # the first row was deleted, and the merged cell's text with it
        return (texts or [""]) == [clean(cell.written)] and not cell.number

    def _by_row(self, cell: CellMark, entries: dict[int, tuple[Entry, int]]) -> dict[int, Filled]:
        """What the cell says for each of its rows; where a merge was undone, different things perhaps."""
        several = any(len(place.covers) > 1 for place in cell.places)
        written = [(entry, at) for entry, at in entries.values() if entry is not _BLANK]
        latest = self.filled(cell, *(written or list(entries.values()))[0])
        if not several:
            return dict.fromkeys(entries, latest)
        found: dict[int, Filled] = {}
        for row, (entry, at) in entries.items():
            if entry is not _BLANK:
                latest = self.filled(cell, entry, at)
            found[row] = latest
        return found

    def _gone(self, cell: CellMark, *, whole_column: bool) -> None:
        """A deleted row takes the list's row with it; anything else must not be missing."""
        for place in cell.places:
            if whole_column or row_of(place.path) is None:
                raise UserError(
                    f"“{_label(place)}”所在的{'列' if whole_column else '行'}被删去了",
                    where=f"{self.name} 工作表“{self.trace.sheet.title}”",
                    remedy="只有列表的行可以删，请撤销删除或重新导出后再填",
                )

    def _place(self, cell: CellMark, index: int, place: PlaceMark, before: Filled, filled: dict[int, Filled]) -> None:
        old = shown(place, index, before)
        for path in place.covers or (place.path,):
            now = filled[self._row_showing(path, filled)]
            new = shown(place, index, now)
            if same(place, old, new):
                continue
            if place.virtual:
                self._virtual(cell, place, path, new)
                continue
            self.readings.changed[path] = self.value(place, new, self._present(cell))
            if not place.editable:
                self._note(cell, f"“{_label(place)}”是算出来的，表里改成了“{_short(new)}”，审核时会核对")

    def _row_showing(self, path: Path, filled: dict[int, Filled]) -> int:
        """Which of the cell's rows a covered path stands in."""
        owner = row_of(path)
        if len(filled) > 1 and owner is not None:
            for row in filled:
                if any((*table, at) == owner for table, at in self.mark.rows[row - 1].bands):
                    return row
        return next(iter(filled))

    def _virtual(self, cell: CellMark, place: PlaceMark, path: Path, new: str | tuple[str, ...]) -> None:
        if not place.editable:
            self._note(cell, f"“{_label(place)}”这一格说的是分组，表里改成了“{_short(new)}”，没有读入")
            return
        row = self.readings.virtual.setdefault(path[:-1], {**dict(place.presets)})
        if value := self.value(place, new, self._present(cell)):
            row[str(path[-1])] = value

    @staticmethod
    def value(place: PlaceMark, new: str | tuple[str, ...], where: str) -> Value:
        """What a place stores for what it shows; blank is None, no ticks are []. `where`: the cell, for errors."""
        if isinstance(new, tuple):
            if place.kind is PlaceKind.TICK_MANY:
                return list(new)
            if len(new) > 1:
                what = f"“{_label(place)}”只能选一项，现在勾了{'、'.join(new)}"
                raise UserError(what, where=where, remedy="请留下一个勾，保存后再试")
            return new[0] if new else None
        if place.kind is PlaceKind.NUMBER:
            return normalise_number(new, percent=place.percent) or None
        return new or None

    def _present(self, cell: CellMark) -> str:
        rows = (self.trace.at(row) for row in range(cell.row, cell.row + cell.rowspan))
        return self.address(next((at for at in rows if at is not None), cell.row), cell.col)

    def _note(self, cell: CellMark, text: str) -> None:
        if (note := f"{self._present(cell)}：{text}") not in self.readings.notes:
            self.readings.notes.append(note)


def _as_written(cell: CellMark) -> Filled:
    """The places as they were; nothing where what was filled in looks like the wording around it."""
    try:
        return read_places(cell.tokens, cell.places, clean(cell.written))
    except Unreadable:
        return Filled()


def shown(place: PlaceMark, index: int, filled: Filled) -> str | tuple[str, ...]:
    """What a place shows in a cell taken apart."""
    if place.kind in {PlaceKind.TICK_ONE, PlaceKind.TICK_MANY}:
        return filled.ticks.get(index, ())
    return filled.texts.get(index, "")


def same(place: PlaceMark, old: str | tuple[str, ...], new: str | tuple[str, ...]) -> bool:
    """Whether two contents mean the same: numbers by value, ticks by what is ticked, text by its characters."""
    if old == new:
        return True
    if isinstance(old, tuple) or isinstance(new, tuple):
        return set(old) == set(new)
    if place.kind is PlaceKind.NUMBER:
        numbers = [parse_number(text, percent=place.percent) for text in (old, new)]
        if all(number.value is not None for number in numbers):
            return numbers[0].value == numbers[1].value
    return _lines(old) == _lines(new)


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip().split("\n")]


def _label(place: PlaceMark) -> str:
    return path_text(place.path)


def _short(shown_value: str | tuple[str, ...]) -> str:
    text = shown_value if isinstance(shown_value, str) else "、".join(shown_value)
    return text if len(text) <= 20 else text[:20] + "…"


def _pattern(cell: CellMark) -> str:
    """How the cell looks when nothing is filled in."""
    parts: list[str] = []
    for token in cell.tokens:
        if isinstance(token, str):
            parts.append(token.replace(COUNTER, "＿"))
        else:
            parts.append("□" if isinstance(token, tuple) else "＿＿")
    return " ".join("".join(parts).split())
