"""A workbook read back: untouched it is the document, edited it differs in exactly the fields edited."""

from __future__ import annotations

import datetime
import subprocess
import sys
from typing import Any

import pytest

from desktop.errors import UserError
from desktop.export.workbook import ReadBack, read_workbook, write_workbook
from desktop.forms.document import Document, Value
from desktop.forms.paths import Path
from tests.export import workbook_forms as forms
from tests.export import workbook_samples as samples
from tests.export.workbook_edits import NAME, Edited
from tests.export.workbook_forms import Sample

SAMPLES = {"project": samples.project, "goals": samples.goals, "budget": samples.budget}


def edit(sample: Sample, *cells: tuple[tuple[int, int], object], number_format: str | None = None) -> ReadBack:
    book = Edited(sample.data)
    for at, value in cells:
        book.set(at, value, number_format)
    return read_workbook(book.data, name=NAME)


def with_changes(document: Document, changes: dict[Path, Value]) -> Document:
    changed = document.copy()
    for path, value in changes.items():
        row: Any = changed.data
        for part in path[:-1]:
            row = row[part]
        row[path[-1]] = value
    return changed


@pytest.mark.parametrize("make", SAMPLES.values(), ids=SAMPLES)
def test_an_untouched_workbook_is_the_document_itself(make: Any) -> None:
    sample = make()
    assert read_workbook(sample.data, name=NAME) == ReadBack((sample.document,))


@pytest.mark.parametrize("make", SAMPLES.values(), ids=SAMPLES)
def test_a_workbook_saved_again_by_another_program_is_the_document_itself(make: Any) -> None:
    sample = make()
    assert read_workbook(Edited(sample.data).data, name=NAME) == ReadBack((sample.document,))


EDITS: list[tuple[str, Path, object, Value]] = [
    ("text", ("项目名称",), "档案整理", "档案整理"),
    ("text emptied", ("项目名称",), None, None),
    ("a code typed as a number", ("项目名称",), 2022, "2022"),
    ("text like a formula stays text", ("备注",), "仍是=", "仍是="),
    ("a number", ("一般公共预算收入",), 30.5, "30.5"),
    ("a sum with a float's dirt", ("其他收入",), 0.1 + 0.2, "0.3"),
    ("a number emptied", ("一般公共预算收入",), None, None),
    ("a number typed as text", ("一般公共预算收入",), "１,２３４.50", "1234.50"),
    ("words in a number's place are kept for the check", ("一般公共预算收入",), "约30", "约30"),
    ("a big number", ("其他收入",), 123456789012.25, "123456789012.25"),
    ("a tick moved", ("项目属性",), "☑新增项目  □延续项目", "新增项目"),
    ("a tick taken away", ("项目属性",), "□新增项目  □延续项目", None),
    ("several ticks", ("立项依据",), "√法律法规  □上级文件要求  ■其他", ["法律法规", "其他"]),
    ("all ticks taken away", ("立项依据",), "□法律法规  □上级文件要求  □其他", []),
    ("an amount inside wording", ("年度资金总额",), "年度资金总额：35.20 万元", "35.20"),
    ("blanks and widths in the wording do not matter", ("年度资金总额",), "年度资金总额:35.2万元 ", "35.2"),
    ("only the amount was left", ("年度资金总额",), 35, "35"),
    ("the amount was taken out", ("年度资金总额",), "年度资金总额：万元", None),
    ("a place among others in one cell", ("政府采购",), "政府采购 9 万元（政府购买服务 　　　 万元）", "9"),
    ("a row of a list", ("年度指标", 1, "指标值"), "≥95%", "≥95%"),
    ("a choice", ("年度指标", 3, "二级指标"), "质量指标", "质量指标"),
]


@pytest.mark.parametrize(("path", "typed", "stored"), [case[1:] for case in EDITS], ids=[case[0] for case in EDITS])
def test_an_edit_changes_exactly_its_field(path: Path, typed: object, stored: Value) -> None:
    sample = samples.project()
    assert edit(sample, (sample.address(*path), typed)) == ReadBack((with_changes(sample.document, {path: stored}),))


UNCHANGED: list[tuple[str, Path, object]] = [
    ("30 typed over 30.00", ("一般公共预算收入",), "30"),
    ("the wording typed anew around the same amount", ("年度资金总额",), "年度资金总额： 30 万元"),
    ("another box for the same tick", ("项目属性",), "□新增项目 √延续项目"),
    ("a blank behind the text", ("项目名称",), "档案数字化 "),
]


@pytest.mark.parametrize(("path", "typed"), [case[1:] for case in UNCHANGED], ids=[case[0] for case in UNCHANGED])
def test_what_says_the_same_changes_nothing(path: Path, typed: object) -> None:
    sample = samples.project()
    assert edit(sample, (sample.address(*path), typed)).documents == (sample.document,)


def test_two_places_of_one_cell_change_together() -> None:
    sample = samples.project()
    at = sample.address("政府采购")
    back = edit(sample, (at, "政府采购 8 万元（政府购买服务 3.5 万元）"))
    assert back.documents[0] == with_changes(sample.document, {("政府采购",): "8", ("政府购买服务",): "3.5"})


def test_a_merged_cell_changes_all_rows_it_covers() -> None:
    sample = samples.project()
    back = edit(sample, (sample.address("年度指标", 0, "二级指标"), "质量指标"))
    expected = {("年度指标", row, "二级指标"): "质量指标" for row in (0, 1)}
    assert back.documents[0] == with_changes(sample.document, expected)  # type: ignore[arg-type]


def test_a_merged_cell_of_wording_and_places_changes_all_rows_it_covers() -> None:
    sample = samples.goals()
    at = sample.address("年度目标", 0, "指标", 0, "一级指标")
    back = edit(sample, (at, "产出指标（权重55%）"))
    expected = {("年度目标", 0, "指标", row, "一级权重"): "55%" for row in (0, 1)}
    assert back.documents[0] == with_changes(sample.document, expected)  # type: ignore[arg-type]


def test_a_merge_that_was_undone_may_say_something_else_in_each_row() -> None:
    sample = samples.project()
    row, column = sample.address("年度指标", 0, "二级指标")
    book = Edited(sample.data)
    book.sheet.unmerge_cells(start_row=row, end_row=row + 1, start_column=column, end_column=column)
    book.set((row + 1, column), "时效指标")
    back = read_workbook(book.data, name=NAME)
    assert back.documents[0] == with_changes(sample.document, {("年度指标", 1, "二级指标"): "时效指标"})


def test_a_row_that_was_only_room_becomes_a_row_of_its_group_when_filled() -> None:
    sample = samples.project()
    row, column = sample.address("年度指标", 2, "三级指标")
    back = edit(sample, ((row, column - 2), "全部合格"), ((row, column - 1), "≥99%"))
    added = {"一级指标": "产出指标", "二级指标": "质量指标", "三级指标": "全部合格", "指标值": "≥99%"}
    assert back.documents[0] == with_changes(sample.document, {("中长期指标",): [added]})  # type: ignore[dict-item]


def test_a_line_above_the_table_is_read_too() -> None:
    sample = samples.goals()
    at = Edited(sample.data).find("填报人及电话：张某/811")
    back = edit(sample, (at, "填报人及电话：李某/822"))
    assert back.documents[0] == with_changes(sample.document, {("填报人",): "李某", ("联系电话",): "822"})


def test_a_percentage_is_a_number_with_a_sign_behind_it() -> None:
    sample = samples.budget()
    at = sample.address("预算执行情况", 0, "预算执行率")
    assert Edited(sample.data).get(at) == 99.98
    assert edit(sample, (at, 95.5)).documents[0].get(("预算执行情况", 0, "预算执行率")) == "95.5"
    assert edit(sample, (at, "95.50%")).documents[0].get(("预算执行情况", 0, "预算执行率")) == "95.50"
    typed_as_rate = edit(sample, (at, 0.955), number_format="0.00%")
    assert typed_as_rate.documents[0].get(("预算执行情况", 0, "预算执行率")) == "95.50"


@pytest.mark.parametrize(
    ("value", "number_format", "read"),
    [
        (datetime.date(2022, 12, 31), "yyyy-mm-dd", "2022-12-31"),
        (datetime.date(2022, 12, 31), 'yyyy"年"m"月"d"日"', "2022年12月31日"),
        (datetime.date(2022, 12, 1), 'yyyy"年"m"月"', "2022年12月"),
        (0.96, "0%", "96%"),
        (0.9625, "0.00%", "96.25%"),
        (0.9625, "0%", "96.25%"),
        (True, None, "TRUE"),
        (1e-7, "General", "0.0000001"),
    ],
)
def test_what_a_spreadsheet_makes_of_typed_words_is_read_as_words(
    value: object, number_format: str | None, read: str
) -> None:
    sample = samples.project()
    back = edit(sample, (sample.address("项目名称"), value), number_format=number_format)
    assert back.documents[0].get(("项目名称",)) == read


def test_a_number_longer_than_a_spreadsheet_keeps_is_written_as_text() -> None:
    sample = samples.budget()
    assert Edited(sample.data).get(sample.address("总分")) == "12345678901234567.5"


def test_a_computed_cell_that_was_overwritten_is_taken_as_received_and_told() -> None:
    sample = samples.project()
    back = edit(sample, (sample.address("合计"), 31))
    assert back.documents[0] == with_changes(sample.document, {("合计",): "31"})
    assert back.notes == (f"{NAME} 工作表“{sample.document.form}” A7：“合计”是算出来的，表里改成了“31”，审核时会核对",)


def test_what_is_written_beside_the_form_is_told_and_not_read() -> None:
    sample = samples.project()
    back = edit(sample, ((1, 1), "改了标题"), ((3, 9), "便条"))
    assert back.documents == (sample.document,)
    assert back.notes == (
        f"{NAME} 工作表“{sample.document.form}” A1：“改了标题”不在可填的格里，没有读入",
        f"{NAME} 工作表“{sample.document.form}” I3：“便条”不在可填的格里，没有读入",
    )


REFUSED: list[tuple[str, Path, object, str]] = [
    (
        "the wording is gone", ("政府采购",), "采购9，服务3",
        "D4：认不出“政府采购、政府购买服务”，表上原有的文字被改动了。"
        "请恢复成“政府采购 ＿＿ 万元（政府购买服务 ＿＿ 万元）”的样子，只填空处。",
    ),
    (
        "both of two ticked", ("项目属性",), "☑新增项目  ☑延续项目",
        "B3：“项目属性”只能选一项，现在勾了新增项目、延续项目。请留下一个勾，保存后再试。",
    ),
    (
        "an option nobody knows", ("项目属性",), "☑新增项目  □延续项目  ☑其他项目",
        "B3：认不出“项目属性”，表上原有的文字被改动了。请恢复成“□新增项目 □延续项目”的样子，只填空处。",
    ),
    (
        "a formula without a result", ("一般公共预算收入",), "=SUM(A1:A2)",
        "B7：这一格的公式还没有算出结果。请先把单元格格式设为文本，再直接填写内容，保存后再试。",
    ),
    (
        "an error value", ("备注",), "#N/A",
        "D7：这一格是错误值 #N/A。请先把单元格格式设为文本，再直接填写内容，保存后再试。",
    ),
    (
        "a number beyond all forms", ("其他收入",), 1e300,
        "C7：这一格的数超过15位，表格软件已把后面的数字改成零。请先把单元格格式设为文本，再直接填写内容，保存后再试。",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("path", "typed", "said"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_a_cell_that_cannot_be_read_is_named_with_what_to_do(path: Path, typed: object, said: str) -> None:
    sample = samples.project()
    with pytest.raises(UserError) as caught:
        edit(sample, (sample.address(*path), typed))
    assert str(caught.value) == f"{NAME} 工作表“{sample.document.form}” {said}"


def test_several_forms_come_back_each_from_its_own_sheet() -> None:
    made = [samples.project(), samples.goals(), samples.budget(), samples.project()]
    data = write_workbook([forms.form(sample.document, sample.grid) for sample in made])
    book = Edited(data)
    book.sheet.cell(*made[0].address("项目名称")).value = "第一张"
    book.rename(3, "改了名'表")
    book.book.worksheets[3].cell(*made[3].address("项目名称")).value = "第四张"
    back = read_workbook(book.data, name=NAME)
    assert back.documents == (
        with_changes(made[0].document, {("项目名称",): "第一张"}),
        made[1].document,
        made[2].document,
        with_changes(made[3].document, {("项目名称",): "第四张"}),
    )


def test_a_deleted_sheet_and_a_foreign_one_are_told() -> None:
    made = [samples.goals(), samples.budget()]
    book = Edited(write_workbook([forms.form(sample.document, sample.grid) for sample in made]))
    book.book.remove(book.book.worksheets[0])
    book.book.create_sheet("草稿", 0)["A1"] = "随手记"
    back = read_workbook(book.data, name=NAME)
    assert back.documents == (made[1].document,)
    assert back.notes == (
        f"{NAME}：工作表“部门整体支出绩效自评表”已被删去，这张表没有读入",
        f"{NAME}：工作表“草稿”不是导出的表，没有读入",
    )


STRANGE = [
    "=1+1", "+86", "-5%", "@某人", "'引号", "#N/A", "TRUE", "007", "1e5", "2022-01-01", "  前后有空白  ",
    "第一行\n第二行", "_x000D_不是换行", "_x005F_", "䶮㛃𬭎𫖯𡋤", "制表\t符", "\u3000缩进",
    "长" * 33_000, "a" * 300, "\ufeff头",
]  # fmt: skip


@pytest.mark.parametrize("value", STRANGE, ids=[str(number) for number in range(len(STRANGE))])
def test_any_text_survives_in_any_kind_of_place(value: str) -> None:
    document = samples.project_document()
    document.data |= {"项目名称": value, "备注": value, "政府采购": value, "其他收入": value}
    rows: Any = document.data["年度指标"]
    rows[0]["三级指标"] = value
    sample = samples.project(document)
    assert read_workbook(sample.data, name=NAME) == ReadBack((document,))
    assert read_workbook(Edited(sample.data).data, name=NAME).documents == (document,)


def test_openpyxl_is_not_loaded_before_a_workbook_is_written() -> None:
    code = "import sys, desktop.export.workbook; print('openpyxl' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
