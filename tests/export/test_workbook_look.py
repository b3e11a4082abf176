"""What stands on a sheet and how it looks: the grid, drawn and nothing decided."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from desktop.export.workbook import WorkbookForm, read_workbook, write_workbook
from desktop.export.workbook.memory import SHEET_NAME
from desktop.export.workbook.names import PlaceNames, legal, sheet_name
from desktop.forms.document import Document
from desktop.forms.fit import fitted_sheet
from desktop.forms.grid import Align, Role
from desktop.forms.sheet import Sheet
from tests.export import workbook_forms as forms
from tests.export import workbook_samples as samples
from tests.export.workbook_edits import NAME, Edited
from tests.export.workbook_forms import Sample, box, row


def sheet_of(sample: Sample) -> Any:
    return Edited(sample.data).sheet


def plain_cells(sample: Sample) -> dict[tuple[int, int], Any]:
    """The cells as they are in the file; openpyxl touches up those of merges otherwise."""
    book = load_workbook(io.BytesIO(sample.data), read_only=True)
    return {(cell.row, cell.column): cell for cells in book.worksheets[0].iter_rows() for cell in cells if cell.row}


def cells_of(sample: Sample) -> list[tuple[Any, Any]]:
    """Each cell of the grid with the sheet's cell it begins in."""
    sheet = sheet_of(sample)
    above = 2 + len(sample.grid.above)
    return [(cell, sheet.cell(cell.row + above, cell.col + 1)) for cell in sample.grid.cells]


SAMPLES = {"project": samples.project, "goals": samples.goals, "budget": samples.budget}


@pytest.mark.parametrize("make", SAMPLES.values(), ids=SAMPLES)
def test_every_cell_stands_where_the_grid_has_it_with_its_text(make: Any) -> None:
    for cell, drawn in cells_of(make()):
        if isinstance(drawn.value, str) or drawn.value is None:
            assert (drawn.value or "") == cell.text
        else:
            assert drawn.value == float(cell.text.rstrip("%"))


@pytest.mark.parametrize("make", SAMPLES.values(), ids=SAMPLES)
def test_merges_are_those_of_the_grid_and_the_lines_around_it(make: Any) -> None:
    sample = make()
    first = 2 + len(sample.grid.above)
    expected = {f"A1:{get_column_letter(len(sample.grid.columns))}1"}
    for cell in sample.grid.cells:
        if cell.rowspan * cell.colspan > 1:
            start = f"{get_column_letter(cell.col + 1)}{cell.row + first}"
            end = f"{get_column_letter(cell.col + cell.colspan)}{cell.row + cell.rowspan - 1 + first}"
            expected.add(f"{start}:{end}")
    found = {merge.coord for merge in sheet_of(sample).merged_cells.ranges}
    assert {coord for coord in found if not re.fullmatch(r"[A-Z]+2:[A-Z]+2", coord) or first == 2} == expected


@pytest.mark.parametrize("make", SAMPLES.values(), ids=SAMPLES)
def test_every_cell_of_the_table_has_lines_on_all_sides(make: Any) -> None:
    sample = make()
    cells = plain_cells(sample)
    for at in range(len(sample.grid.rows)):
        for column in range(len(sample.grid.columns)):
            border = cells[at + 2 + len(sample.grid.above), column + 1].border
            assert {border.left.style, border.right.style, border.top.style, border.bottom.style} == {"thin"}
    assert not (cells[1, 1].border.left and cells[1, 1].border.left.style)


def test_type_and_alignment() -> None:
    sample = samples.project()
    sheet = sheet_of(sample)
    title = sheet["A1"]
    assert (title.font.name, title.font.size, title.font.bold, title.alignment.horizontal) == (
        "宋体",
        18,
        True,
        "center",
    )
    for cell, drawn in cells_of(sample):
        assert (drawn.font.name, drawn.font.size, drawn.font.bold) == ("宋体", 10.5, False)
        assert (drawn.alignment.horizontal, drawn.alignment.vertical) == (cell.align.value, "center")
    amount = sheet.cell(*sample.address("一般公共预算收入"))
    assert amount.alignment.horizontal == Align.RIGHT.value
    assert amount.alignment.shrink_to_fit, "a number too wide must not become ####"


def test_columns_are_as_wide_as_on_paper() -> None:
    """Widths are counted in digits of Courier New 10, 8 pixels wide at 96 dpi; that font is the workbook's standard."""
    sample = samples.goals()
    book = Edited(sample.data)
    widths = [book.sheet.column_dimensions[get_column_letter(at + 1)].width for at in range(len(sample.grid.columns))]
    assert [width * 8 / 96 * 25.4 for width in widths] == pytest.approx(sample.grid.columns, rel=0.004)
    assert (book.book._fonts[0].name, book.book._fonts[0].size) == ("Courier New", 10)


def test_rows_are_never_lower_than_typeset() -> None:
    sample = samples.goals()
    sheet, typeset = sheet_of(sample), Sheet(sample.grid)
    for at, (above, below) in enumerate(zip(typeset.row_y, typeset.row_y[1:], strict=False), 3):
        assert sheet.row_dimensions[at].height >= round(below - above, 2)


NUMBERS = [
    (("合计",), 30, "0.00####"),
    (("一般公共预算收入",), 30, "0.00####"),
    (("其他收入",), None, "0.00####"),
    (("备注",), "=不是公式", "@"),
    (("年度指标", 1, "指标值"), "90", "@"),
    (("年度指标", 0, "三级指标"), "扫描页数", "General"),
]


@pytest.mark.parametrize(("path", "value", "number_format"), NUMBERS)
def test_numbers_are_numbers_and_words_are_words(path: tuple[str | int, ...], value: Any, number_format: str) -> None:
    sample = samples.project()
    cell = sheet_of(sample).cell(*sample.address(*path))
    assert (cell.value, cell.number_format) == (value, number_format)


PERCENTS = [
    (("预算执行情况", 0, "预算执行率"), 99.98, '0.00####"%"'),
    (("权重",), 10, "General"),
    (("总分",), "12345678901234567.5", "@"),
    (("存疑",), "约30万", "@"),
    (("项目编码",), "00051322T0000059685", "@"),
]


@pytest.mark.parametrize(("path", "value", "number_format"), PERCENTS)
def test_percentages_codes_and_what_is_no_number(path: tuple[str | int, ...], value: Any, number_format: str) -> None:
    sample = samples.budget()
    cell = sheet_of(sample).cell(*sample.address(*path))
    assert (cell.value, cell.number_format) == (value, number_format)


def test_text_that_begins_like_a_formula_is_marked_as_text() -> None:
    sample = samples.project()
    cell = sheet_of(sample).cell(*sample.address("备注"))
    assert (cell.data_type, cell.quotePrefix) == ("s", True)


@pytest.mark.parametrize("make", SAMPLES.values(), ids=SAMPLES)
def test_labels_are_locked_and_fields_are_not(make: Any) -> None:
    for cell, drawn in cells_of(make()):
        if cell.role is Role.LABEL:
            assert drawn.protection.locked, cell.text
        elif any(place.editable for place in cell.places):
            assert not drawn.protection.locked, cell.text
        elif not any(place.virtual for place in cell.places):
            assert drawn.protection.locked, cell.text


def test_the_sheet_is_protected_without_a_password_and_rows_may_come_and_go() -> None:
    protection = sheet_of(samples.project()).protection
    assert protection.sheet
    assert not protection.password
    assert not (protection.insertRows)
    assert not (protection.deleteRows)
    assert not (protection.formatRows)
    assert protection.insertColumns
    assert protection.deleteColumns


def test_a_list_row_has_no_locked_cell_so_that_excel_lets_it_be_deleted() -> None:
    sample = samples.project()
    lead = [row(*item.boxes, header=item.header, bands=item.bands) for item in _with_lead(sample.document)]
    grid = forms.grid_of("带竖栏的表", lead, columns=(12.0, 60.0, 100.0))
    drawn = Sample(sample.document, grid)
    sheet, cells = sheet_of(drawn), plain_cells(drawn)
    assert cells[2, 1].protection.locked, "绩效指标, printed beside all rows"
    for at in (3, 4, 5, 6):
        assert not any(cells[at, column].protection.locked for column in (1, 2, 3))
        assert not sheet.row_dimensions[at].protection.locked, "the columns beyond the form as well"
    assert sheet.row_dimensions[2].protection.locked


def _with_lead(document: Document) -> list[forms.TableRow]:
    count = len(document.rows(("年度指标",)))
    rows = [row(box("绩效指标", down=count + 1), "三级指标", "指标值", header=True)]
    for index in range(count):
        path = ("年度指标", index)
        cells = (box(forms.text(document, *path, "三级指标")), box(forms.text(document, *path, "指标值")))
        rows.append(row(*cells, bands=[(("年度指标",), index)]))
    return rows


def test_fields_are_defined_names_that_point_at_their_cells() -> None:
    sample = samples.project()
    book = Edited(sample.data)
    names = {name: item.attr_text for name, item in book.book.defined_names.items() if not item.hidden}
    at = f"'{sample.document.form}'!"
    assert names["年度资金总额"] == f"{at}$A$4"
    assert names["政府采购"] == names["政府购买服务"] == f"{at}$D$4"
    assert names["年度指标_2_指标值"] == f"{at}$F$10"
    assert all(item.hidden for name, item in book.book.defined_names.items() if name.startswith("_"))


def test_names_belong_to_their_sheet_when_there_are_several() -> None:
    sample = samples.project()
    book = Edited(write_workbook([forms.form(sample.document, sample.grid)] * 2))
    assert [sheet.title for sheet in book.book.worksheets[:2]] == [sample.document.form, f"{sample.document.form}(2)"]
    assert "项目名称" not in book.book.defined_names
    for sheet in book.book.worksheets[:2]:
        assert sheet.defined_names["项目名称"].attr_text == f"'{sheet.title}'!$B$2"


def test_the_hidden_sheet_comes_last_and_only_a_program_shows_it() -> None:
    book = Edited(samples.project().data).book
    assert book.worksheets[-1].title == SHEET_NAME
    assert book.worksheets[-1].sheet_state == "veryHidden"
    assert book.active.title == samples.project_document().form


def test_choices_and_single_ticks_have_pull_downs() -> None:
    sample = samples.project()
    ticks, choices = sheet_of(sample).data_validations.dataValidation
    assert (str(ticks.sqref), ticks.showErrorMessage) == ("B3:C3", False)
    assert ticks.formula1 == '"☑新增项目  □延续项目,□新增项目  ☑延续项目,□新增项目  □延续项目"'
    assert all(f"{column}{at}" in choices.sqref for column in "AB" for at in (9, 10, 11, 12))
    assert (choices.formula1, choices.errorStyle) == ('"产出指标,效益指标,数量指标,质量指标,成本指标"', "warning")


def test_a_choice_too_long_for_the_validation_stands_on_the_hidden_sheet() -> None:
    options = (*(f"第{number}项，很长的选项" for number in range(40)), "带,逗号")
    document = Document("表", "一", 2022, {"选": options[0]})
    grid = forms.grid_of("表", [row("选", box(forms.choice(document, "选", options=options), across=5))])
    sample = Sample(document, grid)
    (validation,) = sheet_of(sample).data_validations.dataValidation
    hidden = Edited(sample.data).book[SHEET_NAME]
    assert validation.formula1 == f"'{SHEET_NAME}'!$B$1:$B$41"
    assert tuple(cell.value for cell in hidden["B"][:41]) == options
    assert read_workbook(sample.data, name=NAME).documents == (document,)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("支出绩效", "支出绩效"),
        ("a/b:c*[d]?\\", "a b c  d"),
        ("", "表"),
        ("'引号'", "引号"),
        ("长" * 40, "长" * 31),
        ("𡋤" * 20, "𡋤" * 15),
        ("已有", "已有(2)"),
        ("长长" * 20 + "尾", "长" * 31),
    ],
)
def test_tab_names(wanted: str, found: str) -> None:
    assert sheet_name(wanted, {"已有"}) == found


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("年度目标", "年度目标"),
        ("收入/预算数", "收入_预算数"),
        ("2022年", "_2022年"),
        ("A1", "_A1"),
        ("r", "_r"),
        ("R1C1", "_R1C1"),
        ("合计（万元）", "合计_万元_"),
        ("䶮", "䶮"),
        ("𡋤", "_"),
        ("", "_"),
        ("一般公共预算“三公经费”", "一般公共预算_三公经费_"),
    ],
)
def test_names_are_legal(key: str, name: str) -> None:
    assert legal(key) == name


def test_no_two_places_have_the_same_name() -> None:
    names = PlaceNames()
    assert [names.name(path) for path in (("收入/项目",), ("收入_项目",), ("a",), ("A",))] == [
        "收入_项目", "收入_项目.2", "a", "A.2",
    ]  # fmt: skip


def test_a_workbook_needs_a_form() -> None:
    with pytest.raises(ValueError, match="needs a form"):
        write_workbook([])


def test_the_tab_is_called_as_asked() -> None:
    sample = samples.budget()
    data = write_workbook([WorkbookForm(sample.document, fitted_sheet(sample.grid), "档案: 数字化")])
    assert Edited(data).sheet.title == "档案  数字化"
    assert read_workbook(data, name=NAME).documents == (sample.document,)
