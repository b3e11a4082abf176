"""Summaries: what is added, what is averaged by funds, and that grades are given after adding up and not before."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from desktop.errors import UserError
from desktop.forms.calculation import Evaluation
from desktop.forms.catalogue import bundled, load_catalogue
from desktop.forms.checks import check
from desktop.forms.document import Document, Row
from desktop.forms.edition import Edition
from desktop.forms.fresh import new_document
from desktop.forms.gather_source import UNREADABLE, Twofold, take
from desktop.forms.loader import parse_edition
from desktop.forms.pagination import paginate
from desktop.forms.resolve import resolve
from desktop.forms.together import check_together
from tests.forms.samples import evaluated, sample
from tests.forms.summing import (
    EXECUTION,
    FUNDS,
    GRADES,
    INDICATORS,
    PROJECTS,
    WHOLE_SCORE,
    approved,
    judged,
    project,
    rows,
    shown,
    summary_edition,
    summed,
    whole,
)

A, B = "某市水利局", "某市审计局"


def two_departments() -> list[Document]:
    """水利局: 100 all spent (98.50) and 300 half spent (93.50). 审计局: 200, of which 160, 40 points lost (56.50)."""
    return [
        project(A, "堤防维护", "100", "100"),
        project(A, "河道清淤", "300", "150"),
        project(B, "投资审计", "200", "160", lost="12"),
    ]


def test_the_sample_scores_what_these_tests_reckon_with() -> None:
    evaluation = evaluated(project(A, "堤防维护", "100", "100"))
    assert evaluation.value(("合计得分",)) == WHOLE_SCORE + 10


class TestExecution:
    def test_amounts_are_added_and_the_rate_is_that_of_the_sums(self) -> None:
        summary = summed(EXECUTION, two_departments())
        columns = ("部门", "项目数", "调整后预算数", "预算执行数", "未执行", "执行率", "未执行率", "提示")
        assert rows(summary, "部门", *columns) == [
            [A, "2", "400.00", "250.00", "150.00", "62.50%", "37.50%", "偏低"],
            [B, "1", "200.00", "160.00", "40.00", "80.00%", "20.00%", "偏低"],
        ]
        assert [shown(summary, key) for key in ("项目数", "调整后预算数", "预算执行数", "执行率", "标出的部门数")] == [
            "3", "600.00", "410.00", "68.33%", "2",
        ]  # fmt: skip

    @pytest.mark.parametrize(("spent", "said"), [("80", "偏低"), ("80.01", ""), ("100", ""), ("0", "偏低")])
    def test_a_department_is_marked_from_the_line_on(self, spent: str, said: str) -> None:
        assert rows(summed(EXECUTION, [project(A, "堤防维护", "100", spent)]), "部门", "提示") == [[said]]

    def test_the_whole_department_stands_beside_its_projects(self) -> None:
        summary = summed(EXECUTION, [*two_departments(), whole(B, "1000", "700"), whole("某市档案馆", "50", "50")])
        assert rows(summary, "部门", "部门", "项目数", "整体预算数", "整体执行率", "提示") == [
            [A, "2", "", "", "偏低"],
            [B, "1", "1000.00", "70.00%", "偏低"],
            ["某市档案馆", "", "50.00", "100.00%", ""],
        ]

    def test_without_a_budget_there_is_no_rate(self) -> None:
        summary = summed(EXECUTION, [project(A, "堤防维护", "0", "0")])
        assert rows(summary, "部门", "调整后预算数", "执行率", "提示") == [["0.00", "—", ""]]

    @pytest.mark.parametrize(("spent", "rates", "said"), [
        ("160.01", ["80.01%", "19.99%"], ""),  # 80.005 % and 19.995 %: both rounded up they were 100.01 %
        ("160.00", ["80.00%", "20.00%"], "偏低"),
    ])  # fmt: skip
    def test_what_is_spent_and_what_is_not_make_a_hundred(self, spent: str, rates: list[str], said: str) -> None:
        summary = summed(EXECUTION, [project(A, "堤防维护", "200", spent)])
        assert rows(summary, "部门", "执行率", "未执行率", "提示") == [[*rates, said]]
        assert [shown(summary, "执行率"), shown(summary, "未执行率")] == rates

    def test_a_department_whose_rate_cannot_be_worked_out_is_none_of_those_marked(self) -> None:
        summary = summed(EXECUTION, [project(A, "冲减上年", "-5", "1"), project(B, "投资审计", "100", "0")])
        assert rows(summary, "部门", "执行率", "提示") == [["", ""], ["0.00%", "偏低"]]
        assert shown(summary, "标出的部门数") == "1"

    def test_a_name_with_other_spaces_and_widths_is_the_same_department(self) -> None:
        summary = summed(
            EXECUTION, [project("某市水利局（一）", "甲", "1", "1"), project("某市 水利局(一)", "乙", "2", "2")]
        )
        assert rows(summary, "部门", "部门", "项目数", "调整后预算数") == [["某市水利局（一）", "2", "3.00"]]


class TestBlanks:
    def test_a_blank_is_no_zero_and_keeps_nothing_from_being_added(self) -> None:
        blank = project(A, "甲", "5", "5")
        for row in blank.rows(("预算执行情况",)):
            row["年初预算"] = None
        summary = summed(EXECUTION, [blank])
        assert rows(summary, "部门", "年初预算", "调整后预算数") == [["", "5.00"]]
        summary = summed(EXECUTION, [blank, project(A, "乙", "7", "7")])
        assert rows(summary, "部门", "年初预算", "调整后预算数") == [["7.00", "12.00"]]

    def test_a_sum_with_an_unreadable_part_says_so_and_has_no_total(self) -> None:
        wrong = project(A, "甲", "约5万", "5")
        summary = summed(EXECUTION, [wrong, project(A, "乙", "7", "7"), project(B, "丙", "1", "1")])
        assert [row["调整后预算数"] for row in summary.document.rows(("部门",))] == [UNREADABLE, "1"]
        assert shown(summary, "调整后预算数") == ""
        assert shown(summary, "预算执行数") == "13.00"


class TestGrades:
    def test_scores_are_averaged_by_funds_and_graded_after_that(self) -> None:
        summary = summed(GRADES, two_departments())
        columns = ("部门", "优", "良", "中", "差", "资金", "自评平均分", "平均分", "等级")
        assert rows(summary, "部门", *columns) == [
            [A, "2", "0", "0", "0", "400.00", "94.75", "94.75", "优"],
            [B, "0", "1", "0", "0", "200.00", "84.50", "84.50", "良"],
        ]
        # (98.5 × 100 + 93.5 × 300 + 84.5 × 200) ÷ 600
        assert (shown(summary, "平均分"), shown(summary, "等级")) == ("91.33", "优")

    def test_two_good_grades_can_make_a_lesser_one(self) -> None:
        """优 for a project of 1 and 良 for one of 99: the department is 良."""
        summary = summed(GRADES, [project(A, "甲", "1", "1"), project(A, "乙", "99", "99", lost="15")])
        assert rows(summary, "部门", "优", "良", "平均分", "等级") == [["1", "1", "83.65", "良"]]

    def test_a_superior_s_score_counts_in_place_of_the_self_given_one(self) -> None:
        strict = judged(project(A, "甲", "100", "100"), 购置设备="0")
        summary = summed(GRADES, [strict, project(A, "乙", "100", "100")])
        # 98.50 and 98.50 by themselves; 85.00 and 98.50 as judged
        assert rows(summary, "部门", "优", "良", "自评平均分", "平均分") == [["1", "1", "98.50", "91.75"]]

    def test_the_department_s_own_evaluation_stands_beside_it(self) -> None:
        summary = summed(GRADES, [project(A, "甲", "1", "1"), whole(A, "100", "100")])
        own = evaluated(whole(A, "100", "100")).value(("自评得分",))
        assert rows(summary, "部门", "整体自评得分", "整体考评得分", "整体等级") == [[f"{own}", "", "优"]]

    def test_without_any_funds_there_is_no_average(self) -> None:
        summary = summed(GRADES, [project(A, "甲", "0", "0")])
        assert rows(summary, "部门", "项目数", "平均分", "等级") == [["1", "", ""]]


class TestProjects:
    def test_every_project_has_a_row_also_two_of_the_same_name(self) -> None:
        summary = summed(PROJECTS, [project(A, "甲", "100", "90"), project(A, "甲", "50", "50")])
        columns = ("主管部门", "项目名称", "预算执行数", "执行率", "自评得分", "考评得分", "等级")
        assert rows(summary, "项目", *columns) == [
            [A, "甲", "90.00", "90.00%", "97.50", "", "优"],
            [A, "甲", "50.00", "100.00%", "98.50", "", "优"],
        ]

    def test_both_evaluations_stand_side_by_side(self) -> None:
        summary = summed(
            PROJECTS, [judged(project(A, "甲", "100", "100"), 购置设备="0"), project(A, "乙", "300", "300")]
        )
        assert rows(summary, "项目", "自评得分", "考评得分", "等级") == [["98.50", "85.00", "良"], ["98.50", "", "优"]]
        assert [shown(summary, key) for key in ("自评得分", "考评得分")] == ["98.50", "85.00"]
        assert shown(summary, "等级") == "优", "(85 × 100 + 98.5 × 300) ÷ 400 = 95.13"


class TestFunds:
    def test_funds_are_added_by_source_with_what_was_spent_of_them(self) -> None:
        summary = summed(
            FUNDS,
            [
                approved(A, "堤防维护", 一般公共预算收入="60", 政府性基金预算收入="40"),
                approved(A, "河道清淤", 一般公共预算收入="300"),
                approved(B, "投资审计", 其他收入="100"),
                project(A, "堤防维护", "100", "100"),
                project(A, "河道清淤", "300", "150"),
            ],
        )
        columns = ("部门", "项目数", "批复资金", "一般公共预算", "政府性基金", "其他", "调整后预算数", "执行率")
        assert rows(summary, "部门", *columns) == [
            [A, "2", "400.00", "360.00", "40.00", "", "400.00", "62.50%"],
            [B, "1", "100.00", "", "", "100.00", "", ""],
        ]
        shares = ("一般公共预算占比", "政府性基金占比", "国有资本经营占比", "其他占比")
        assert [shown(summary, key) for key in shares] == ["72.00%", "8.00%", "", "20.00%"]


class TestIndicators:
    def indicators(self, *values: tuple[str, str, str, str, str]) -> Document:
        """Indicators of 一级指标, 性质, 指标值, 单位, 完成值, ten points each."""
        document = project(A, "甲", "100", "100")
        keys = ("一级指标", "指标性质", "指标值", "度量单位", "完成值")
        made: list[Row] = [
            {**dict(zip(keys, value, strict=True)), "三级指标": f"第{number}项", "权重": "10"}
            for number, value in enumerate(values, 1)
        ]
        document.data["绩效指标"] = made
        return document

    def test_reached_missed_and_not_to_be_compared_are_counted_in_the_order_of_the_form(self) -> None:
        summary = summed(
            INDICATORS,
            [
                self.indicators(
                    ("满意度指标", "≥", "90", "%", "95"),
                    ("产出指标", "≥", "40", "台", "40"),
                    ("产出指标", "≥", "40", "台", "39"),
                    ("产出指标", "≤", "3", "天", "4"),
                    ("产出指标", "＝", "100", "%", "已完成"),
                    ("效益指标", "定性", "有所改善", "", "达成"),
                    ("效益指标", "定性", "有所改善", "", "部分达成"),
                    ("效益指标", "定性", "有所改善", "", ""),
                )
            ],
        )
        assert rows(summary, "完成情况", "一级指标", "指标数", "完成", "未完成", "不能比较", "完成率") == [
            ["产出指标", "4", "1", "2", "1", "33.33%"],
            ["效益指标", "3", "1", "1", "1", "50.00%"],
            ["满意度指标", "1", "1", "0", "0", "100.00%"],
        ]
        assert [shown(summary, key) for key in ("指标数", "完成", "未完成", "不能比较")] == ["8", "3", "3", "2"]
        assert rows(summary, "没有完成的指标", "三级指标", "指标值", "完成值") == [
            ["第3项", "≥40台", "39台"],
            ["第4项", "≤3天", "4天"],
            ["第7项", "有所改善", "部分达成"],
        ]

    def test_departments_are_counted_apart_and_their_projects_together(self) -> None:
        one = self.indicators(("产出指标", "≥", "40", "台", "40"))
        other = self.indicators(("产出指标", "≥", "40", "台", "30"))
        other.data["主管部门"] = B
        summary = summed(INDICATORS, [one, other, one])
        assert rows(summary, "完成情况", "部门", "指标数", "完成") == [[A, "2", "2"], [B, "1", "0"]]


SUMMARY = """
format = 1
[form]
name = "小汇总"
letter = "S"
edition = "测试"
years = [2022]
source = "测试"
[params]
"优下限" = { value = 99, source = "测试" }
[fields]
"合计" = { type = "number", calc = "sum(行.分)" }
[lists."行".columns]
"名" = { type = "text" }
"分" = { type = "number" }
"线" = { type = "number" }
[[gather]]
list = "行"
from = "部门预算项目支出绩效自评表"
GATHER
[layout]
title = "小汇总"
columns = [50, 50, 50]
grid = '''
*行 | {名} | {分} | {线} |
| 合计 | {合计} ×2 |
'''
"""


def small(gather: str) -> Edition:
    return parse_edition(SUMMARY.replace("GATHER", gather).encode(), "小汇总.toml")


class TestDefinitions:
    def test_a_parameter_is_the_summary_s_own_before_that_of_the_form(self) -> None:
        summary = summed(
            small('set = { "名" = "项目名称", "分" = "参数.优下限", "线" = "参数.良下限" }'), two_departments()
        )
        assert rows(summary, "行", "名", "分", "线")[0] == ["堤防维护", "99", "80"]

    def test_where_chooses_documents_and_rows(self) -> None:
        documents = two_departments()
        by_document = small('where = "合计得分 < 95"\nset = { "名" = "项目名称" }')
        assert rows(summed(by_document, documents), "行", "名") == [["河道清淤"], ["投资审计"]]
        by_row = small('each = "预算执行情况"\nwhere = \'资金来源 = "总额"\'\nset = { "分" = "预算执行数" }')
        assert shown(summed(by_row, documents), "合计") == "410"

    def test_terms_are_shared_and_built_on(self) -> None:
        text = SUMMARY.replace(
            "GATHER", 'where = "高分"\nset = { "名" = "项目名称", "分" = "差距" }\nterms = { "高分" = "差距 < 10" }'
        )
        text = text.replace("[fields]", '[summary.terms]\n"差距" = "100 - 合计得分"\n[fields]')
        summary = summed(parse_edition(text.encode(), "小汇总.toml"), two_departments())
        assert rows(summary, "行", "名", "分") == [["堤防维护", "1.50"], ["河道清淤", "6.50"]]

    def test_an_edition_that_is_not_named_gives_nothing(self) -> None:
        summary = summed(small('editions = ["别的版式"]\nset = { "名" = "项目名称" }'), two_departments())
        assert rows(summary, "行", "名") == []

    def test_a_superior_s_row_is_the_row_of_the_same_number(self) -> None:
        edition = small(
            'each = "绩效指标"\nwhere = "考评.得分 < 得分"\nset = { "名" = "三级指标", "分" = "得分 - 考评.得分" }'
        )
        documents: list[Document | Twofold] = [
            judged(project(A, "甲", "1", "1"), 购置设备="10"),
            project(A, "乙", "1", "1"),
        ]
        assert rows(summed(edition, documents), "行", "名", "分") == [["购置设备", "3.50"]]

    def test_a_superior_s_column_can_be_summed_up(self) -> None:
        edition = small('set = { "分" = \'sum(考评.绩效指标.得分 where 三级指标 = "购置设备")\' }')
        assert rows(summed(edition, [judged(project(A, "甲", "1", "1"), 购置设备="10")]), "行", "分") == [["10"]]
        assert rows(summed(edition, [project(A, "甲", "1", "1")]), "行", "分") == [[""]]

    @pytest.mark.parametrize(
        ("gather", "key"),
        [
            ('set = { "名" = "没有的字段" }', "gather 第1条.set.名"),
            ('where = "没有的字段 > 1"\nset = { "名" = "项目名称" }', "gather 第1条.where"),
            ('each = "没有的列表"\nset = { "名" = "项目名称" }', "gather 第1条.each"),
            ('sum = { "分" = "考评.没有的字段" }', "gather 第1条.sum.分"),
        ],
    )
    def test_what_does_not_fit_the_form_is_told_with_file_and_key(self, gather: str, key: str) -> None:
        with pytest.raises(UserError, match="没有叫") as caught:
            summed(small(gather), two_departments())
        assert f"小汇总.toml 的 {key}" in str(caught.value)

    def test_a_form_to_be_summed_up_that_there_is_not_is_told(self, tmp_path: Path) -> None:
        text = SUMMARY.replace("GATHER", 'set = { "名" = "项目名称" }').replace("自评表", "自平表")
        (tmp_path / "小汇总.toml").write_text(text, encoding="utf-8")
        (fault,) = load_catalogue(tmp_path).faults
        assert "“汇总”的来源《部门预算项目支出绩效自平表》没有这种表" in str(fault)
        assert "是不是《部门预算项目支出绩效自评表》" in str(fault)


class TestBundled:
    def test_summaries_stand_apart_from_the_forms_that_are_filled(self) -> None:
        assert [edition.form for edition in bundled().summaries] == [PROJECTS, FUNDS, INDICATORS, GRADES, EXECUTION]
        assert not {edition.form for edition in bundled().editions} & {PROJECTS, FUNDS, INDICATORS, GRADES, EXECUTION}

    @pytest.mark.parametrize("form", [PROJECTS, FUNDS, INDICATORS, GRADES, EXECUTION])
    def test_it_fits_every_edition_of_the_forms_it_takes_from(self, form: str) -> None:
        summary = summary_edition(form)
        assert summary.gathering is not None
        for gather in summary.gathering.gathers:
            for edition in bundled().of_form(gather.form):
                document = next(item for letter in "BCD" if (item := sample(f"{letter}-示例")).form == edition.form)
                assert document.edition == edition.edition
                assert take(gather, Twofold(evaluated(document)), summary), gather.place

    @pytest.mark.parametrize("form", [PROJECTS, FUNDS, INDICATORS, GRADES, EXECUTION])
    def test_it_is_printed_across_with_who_made_it_when_and_of_what(self, form: str) -> None:
        documents = [*two_departments(), approved(A, "堤防维护", 一般公共预算收入="60"), whole(A, "1", "1")]
        grid = resolve(summed(form, documents))
        assert (grid.paper.width, grid.paper.height) == (297, 210)
        around = "".join(cell.text for line in (*grid.above, *grid.below) for cell in line.cells)
        assert "2022年度" in grid.title.text
        assert "某市财政局" in around
        assert "2023年1月14日" in around
        assert "汇总范围：全部" in around
        assert any(cell.text == "合计" for cell in grid.cells)
        assert paginate(grid)

    def test_beside_the_forms_of_the_year_it_is_one_document_more(self) -> None:
        documents = two_departments()
        before = check_together([evaluated(item) for item in documents], bundled())
        summary = summed(EXECUTION, documents)
        assert check_together([*map(evaluated, documents), summary], bundled()) == before
        assert not check(summary)


def test_the_worked_example_of_the_guide_sums_up_the_form_before_it() -> None:
    guide = (Path(__file__).parents[2] / "docs" / "表样.md").read_text(encoding="utf-8")
    whole_files = [part for part in re.findall(r"```toml\n(.*?)```", guide, re.DOTALL) if part.startswith("format")]
    source, summary = (parse_edition(part.encode(), f"{at}.toml") for at, part in enumerate(whole_files))
    courses = []
    for unit, budget, fee in (("甲局", "5", "6"), ("乙局", "10", "4"), ("甲局", "15", "4")):
        course = new_document(source, 2024, unit)
        course.data |= {"班次名称": f"{budget}万班", "预算数": budget}
        course.rows(("支出明细",))[0].update({"事项": "讲课费", "金额": fee})
        courses.append(Twofold(Evaluation(source, course)))
    found = summed(summary, courses)
    columns = ("单位", "班数", "超预算的班数", "预算数", "支出合计", "执行率")
    assert rows(found, "单位", *columns) == [
        ["甲局", "2", "1", "20.00", "10.00", "50.00%"],
        ["乙局", "1", "0", "10.00", "4.00", "40.00%"],
    ]
    assert shown(found, "执行率") == "46.67%"
    assert rows(found, "师资费", "班次", "金额")[0] == ["5万班", "6.00"]
    assert len(paginate(resolve(found))) == 1
