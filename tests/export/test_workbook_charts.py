"""The sheet 图: the spreadsheet's own charts over the numbers that the pages show."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from openpyxl import load_workbook

from desktop.export.official import workbook_of
from desktop.export.workbook import read_workbook
from desktop.forms.charted import figures_of
from tests.forms.charted_form import GRADES, SOURCES, department, departments, summary
from tests.forms.summing import EXECUTION, project, summed

FIRST = 21
"""The column of the names."""
EMU = 12_700
"""In a pt."""


def book_of(count: int = 12) -> Any:
    return load_workbook(io.BytesIO(workbook_of([summary(departments(count), dict.fromkeys(SOURCES, "10"))])))


def numbers(sheet: Any, reference: str) -> list[Any]:
    """The values in a reference like `'图'!$U$3:$U$14`."""
    first, _, last = reference.partition("!")[2].replace("$", "").partition(":")
    area = f"{first}:{last or first}"
    return [cell.value for row in sheet[area] for cell in row]


def titles(sheet: Any) -> list[str]:
    return [chart.title.tx.rich.p[0].r[0].t for chart in sheet._charts]


def test_each_chart_of_the_pages_is_there_in_order() -> None:
    evaluation = summary(departments(12), dict.fromkeys(SOURCES, "10"))
    sheet = load_workbook(io.BytesIO(workbook_of([evaluation])))["图"]
    assert titles(sheet) == [figure.title for figure in figures_of(evaluation)]
    assert {chart.type for chart in sheet._charts} == {"bar"}


def test_bars_have_the_names_and_numbers_of_the_pages() -> None:
    sheet = book_of()["图"]
    funds = sheet._charts[0]
    (series,) = funds.series
    assert numbers(sheet, series.cat.numRef.f)[:2] == ["某县财政局", "某县教育体育局"]
    assert numbers(sheet, series.val.numRef.f) == [1000 - 10 * at for at in range(12)]
    assert funds.x_axis.scaling.orientation == "maxMin", "the first stands on top"


def test_a_long_name_is_shortened_as_on_paper_and_stands_in_full_in_the_table() -> None:
    """Of the new town offices; the spreadsheet lets a name of forty characters stand out of the chart's frame."""
    long = "某市某县柳林镇经济发展、社会事务、综合治理、便民服务、农业农村与应急管理中心"
    evaluation = summed(EXECUTION, [project(long, "甲", "100", "80"), project("某市审计局", "乙", "100", "100")])
    book = load_workbook(io.BytesIO(workbook_of([evaluation])))
    rates = book["图"]._charts[0].series[0]
    first, second = numbers(book["图"], rates.cat.numRef.f)
    assert (len(first) < 22, first[:8], first[-1], second) == (True, long[:8], "…", "某市审计局")
    table = next(sheet for sheet in book if sheet.title != "图")
    assert long in {cell.value for row in table.iter_rows() for cell in row}


def test_those_below_the_line_are_a_series_of_another_colour() -> None:
    sheet = book_of()["图"]
    reached, below = sheet._charts[1].series
    low, high = numbers(sheet, below.val.numRef.f), numbers(sheet, reached.val.numRef.f)
    assert [value for value in low if value is not None] == [70] * 4
    assert [value for value in high if value is not None] == [95] * 8
    assert all((one is None) != (other is None) for one, other in zip(low, high, strict=True))
    colors = [one.graphicalProperties.solidFill.srgbClr for one in (reached, below)]
    assert colors == ["1F5FA8", "DE9630"]


def test_parts_are_stacked_and_named() -> None:
    sheet = book_of()["图"]
    grades, whole = sheet._charts[2:4]
    assert grades.grouping == whole.grouping == "stacked"
    names = [numbers(sheet, one.tx.strRef.f)[0] for one in grades.series]
    assert tuple(names) == GRADES
    rows = departments(12)
    totals = [numbers(sheet, one.val.numRef.f)[0] for one in whole.series]
    assert totals == [sum(int(row[grade] or 0) for row in rows) for grade in GRADES]


def test_blank_stays_blank_and_what_looks_like_a_formula_is_text() -> None:
    rows = [department("=1+1", 5), department("甲局")]
    sheet = load_workbook(io.BytesIO(workbook_of([summary(rows)])))["图"]
    assert sheet.cell(3, FIRST).value == "=1+1"
    assert sheet.cell(3, FIRST).data_type == "s"
    assert sheet.cell(4, FIRST).value == "甲局"
    assert sheet.cell(4, FIRST + 1).value is None


def test_the_rest_is_said_below_the_numbers() -> None:
    sheet = book_of(75)["图"]
    column = [sheet.cell(row, FIRST).value for row in range(1, 40)]
    at = column.index("其余 55 个合计")
    assert sheet.cell(at + 1, FIRST + 1).value == "29150.00"


def test_charts_do_not_lie_over_each_other_or_over_a_page_break() -> None:
    sheet = book_of(75)["图"]
    breaks = [one.id for one in sheet.row_breaks.brk]
    places = []
    for chart in sheet._charts:
        top = chart.anchor._from.row + 1
        bottom = top + chart.anchor.ext.cy / EMU / 15
        assert not [row for row in breaks if top <= row < bottom]
        assert chart.anchor._from.col * 16 + chart.anchor.ext.cx / EMU / 72 * 25.4 < (FIRST - 1) * 16
        places.append((chart.anchor._from.col, top, bottom))
    for number, (column, top, bottom) in enumerate(places):
        for other, above, below in places[:number]:
            assert column != other or top >= below or bottom <= above


def test_a_form_without_charts_has_no_such_sheet() -> None:
    book = load_workbook(io.BytesIO(workbook_of([summary([])])))
    assert book.sheetnames == ["部门执行情况汇总表", "绩表数据"]


def test_the_parts_of_the_file_stand_in_the_order_of_the_schema() -> None:
    with zipfile.ZipFile(io.BytesIO(workbook_of([summary(departments(3))]))) as archive:
        sheet = next(
            data for name in archive.namelist()
            if name.startswith("xl/worksheets/sheet") and b"<drawing" in (data := archive.read(name))
        )  # fmt: skip
    assert sheet.index(b"<pageSetup") < sheet.index(b"<ignoredErrors>") < sheet.index(b"<drawing")


def test_the_sheet_is_no_stranger_when_the_workbook_is_read_again() -> None:
    evaluation = summary(departments(3))
    read = read_workbook(workbook_of([evaluation]), name="汇总.xlsx")
    assert read.notes == ()
    assert read.documents[0].data["各部门"] == evaluation.document.data["各部门"]
