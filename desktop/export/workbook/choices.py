"""Pull-downs: a choice shows its options; a cell that is nothing but one box to tick shows its ways of being ticked."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from desktop.export.workbook.names import quoted
from desktop.export.workbook.plan import Plan, PlannedCell
from desktop.forms.grid import Cell, PlaceKind, Role

_MAX_INLINE = 250
"""Excel takes a list of at most 255 characters in the validation itself."""


class ChoiceLists:
    """Adds validations; lists that do not fit into one go into columns of a hidden sheet."""

    def __init__(self, spare: Worksheet) -> None:
        self._spare = spare
        self._columns: dict[tuple[str, ...], str] = {}

    def add(self, sheet: Worksheet, plan: Plan) -> None:
        """The validations of one sheet, one for all cells with the same options."""
        cells: dict[tuple[tuple[str, ...], bool], list[PlannedCell]] = {}
        for planned in plan.cells:
            cell = planned.cell
            if cell.role is Role.FIELD and cell.places[0].kind is PlaceKind.CHOICE and cell.places[0].editable:
                options = tuple(dict.fromkeys(cell.places[0].options))
                cells.setdefault((options, True), []).append(planned)
            elif ways := _ways_to_tick(cell):
                cells.setdefault((ways, False), []).append(planned)
        for (options, strict), found in cells.items():
            if options:
                self._validate(sheet, options, found, strict=strict)

    def _validate(
        self, sheet: Worksheet, options: tuple[str, ...], cells: Sequence[PlannedCell], *, strict: bool
    ) -> None:
        validation = DataValidation(type="list", formula1=self._formula(options), allow_blank=True)
        validation.showErrorMessage = strict
        if strict:
            validation.errorStyle = "warning"  # asks; a form from elsewhere may name a group in other words
            validation.errorTitle, validation.error = "请从列表中选择", "可选：" + "、".join(options)[:200]
        for cell in cells:
            last = cell.col + cell.colspan - 1, cell.row + cell.rowspan - 1
            validation.add(CellRange(None, cell.col, cell.row, *last).coord)
        sheet.add_data_validation(validation)

    def _formula(self, options: tuple[str, ...]) -> str:
        inline = ",".join(options)
        plain = all(option == option.strip() and not {",", '"'} & set(option) for option in options)
        if plain and len(inline) <= _MAX_INLINE:
            return f'"{inline}"'
        if options not in self._columns:
            column = len(self._columns) + 2  # the first holds what the workbook remembers
            for row, option in enumerate(options, 1):
                target = self._spare.cell(row, column, option)
                target.data_type = "s"
            letter = self._spare.cell(1, column).column_letter
            self._columns[options] = f"{quoted(self._spare.title)}!${letter}$1:${letter}${len(options)}"
        return self._columns[options]


def _ways_to_tick(cell: Cell) -> tuple[str, ...]:
    """For `□新增项目  ☑延续项目`: the cell's text with each option ticked, and with none; () for other cells."""
    if len(cell.places) != 1 or cell.places[0].kind is not PlaceKind.TICK_ONE or not cell.places[0].editable:
        return ()
    if any(run.place < 0 and run.text.strip() for run in cell.runs):
        return ()
    options = cell.places[0].options
    ways = []
    for chosen in (*range(len(options)), -1):
        texts = []
        for run in cell.runs:
            box = "☑" if run.option == chosen else "□"
            texts.append(box + options[run.option] if run.option >= 0 else run.text)
        ways.append("".join(texts))
    return tuple(ways) if sum(map(len, ways)) <= _MAX_INLINE else ()
