"""What a unit hands in together, and what is said to be missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.errors import UserError
from desktop.forms.catalogue import SETS as SETS_FILE
from desktop.forms.catalogue import bundled, load_catalogue
from desktop.forms.document import Document, Row
from desktop.forms.sendset import Member, missing, parse_sets, period_of, send_sets

WHOLE, PROJECT = "部门整体支出绩效目标批复表", "部门预算项目支出绩效目标批复表"
BUDGET, REVIEW = "一般公共预算项目支出预算表", "部门预算项目支出绩效自评表"
SETS = send_sets(bundled())


def member(form: str, project: str = "", *, rows: tuple[str, ...] = ()) -> Member:
    document = Document(form, "某版式", 2022, {"项目名称": project})
    if rows:
        lines: list[Row] = [{"项目名称": name, "金额": "1"} for name in rows]
        document.data["行"] = lines
    return Member(document, project)


def of_projects(*chosen: Member, known: tuple[Member, ...] = ()) -> list[str]:
    return [line for line in missing(SETS, chosen, known) if "项目“" in line]


def test_the_forms_of_spring_and_of_winter() -> None:
    assert [(item.name, len(item.wanted)) for item in SETS] == [("年初", 12), ("年末", 3)]


def test_each_form_that_is_missing_has_a_line() -> None:
    lines = missing(SETS, [member(PROJECT, "水质监测")])
    assert lines[0] == f"缺：{WHOLE}"
    assert len(lines) == 11
    assert not any("自评" in line for line in lines)


def test_a_set_of_which_nothing_goes_is_not_looked_at() -> None:
    assert missing(SETS, [member("目标绩效考核细则")]) == []


@pytest.mark.parametrize(
    ("rows", "projects", "said"),
    [
        (("水质监测",), ("水质监测",), []),
        (("水质监测经费", "档案整理"), ("水质监测工作经费",), ["预算表里的项目“档案整理”没有批复表"]),
        (("合 计", "档案整理", "档案整理"), (), ["预算表里的项目“档案整理”没有批复表"]),
        (
            ("城区河道整治工程", "乡镇河道整治工程"),
            ("城区河道整治工程",),
            ["预算表里的项目“乡镇河道整治工程”没有批复表"],
        ),
    ],
)
def test_each_project_of_the_budget_wants_its_form(
    rows: tuple[str, ...], projects: tuple[str, ...], said: list[str]
) -> None:
    assert of_projects(member(BUDGET, rows=rows), *(member(PROJECT, name) for name in projects)) == said


def test_the_approved_forms_that_stay_here_say_which_reviews_are_wanted() -> None:
    approved = (member(PROJECT, "水质监测"), member(PROJECT, "档案整理"))
    assert of_projects(member(REVIEW, "水质监测"), known=approved) == ["项目“档案整理”有批复表，没有自评表"]


def test_what_is_there_and_was_not_chosen_is_told_apart() -> None:
    lines = missing(SETS, [member(PROJECT, "水质监测")], [member(WHOLE)])
    assert lines[0] == f"缺：{WHOLE}（这里有，这次没有选）"
    budget = member(BUDGET, rows=("档案整理",))
    assert of_projects(budget, known=(member(PROJECT, "档案整理"),)) == [
        "预算表里的项目“档案整理”没有批复表（这里有，这次没有选）"
    ]


def test_the_season_follows_from_the_forms() -> None:
    spring, winter, neither = (member(form).document for form in (PROJECT, REVIEW, "目标绩效考核细则"))
    assert period_of(SETS, [spring]) == "年初"
    assert period_of(SETS, [winter, spring]) == "年初、年末"
    assert period_of(SETS, [neither]) == ""


HEAD = 'format = 1\nsource = "某文件"\n[[sets]]\nname = "年初"\n'
EACH = f'[[sets.wanted]]\nform = "{PROJECT}"\nlacking = "缺{{名称}}"\nfor_each = '
BROKEN = {
    "别的格式": ("format = 9\n", "format"),
    "没有的表": (HEAD + '[[sets.wanted]]\nform = "没有的表"\n', "没有叫《没有的表》的表"),
    "没有的列": (HEAD + EACH + f'{{ form = "{BUDGET}", column = ["行", "单价"] }}\n', "没有“行.单价”这一列"),
    "列不在列表里": (HEAD + EACH + f'{{ form = "{BUDGET}", column = ["项目名称"] }}\n', "没有“项目名称”这一列"),
    "话里没有名称": (
        HEAD + EACH.replace("缺{名称}", "缺") + f'{{ form = "{PROJECT}", column = ["项目名称"] }}\n', "里面要有 {名称}",
    ),
    "多余的项": (HEAD + f'[[sets.wanted]]\nform = "{WHOLE}"\nforms = 3\n', "不认识这一项"),
    "空的一套": (HEAD, "一种表也没有写"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "said"), BROKEN.values(), ids=BROKEN)
def test_a_mistake_in_the_file_is_told_with_its_place(text: str, said: str) -> None:
    with pytest.raises(UserError, match="上报套表") as caught:
        parse_sets(text.encode(), "上报套表.toml", bundled())
    assert said in str(caught.value)


def test_an_offices_own_sets_take_the_place_of_the_bundled_ones(tmp_path: Path) -> None:
    own = f'format = 1\nsource = "某县财政局通知"\n[[sets]]\nname = "季报"\n[[sets.wanted]]\nform = "{REVIEW}"\n'
    (tmp_path / SETS_FILE).write_text(own, encoding="utf-8")
    catalogue = load_catalogue(tmp_path)
    assert not catalogue.faults
    assert [item.name for item in send_sets(catalogue)] == ["季报"]


def test_a_fault_in_an_offices_own_sets_is_named(tmp_path: Path) -> None:
    (tmp_path / SETS_FILE).write_text('format = 1\nsource = "通知"\n[[sets]]\nnam = "季报"\n', encoding="utf-8")
    with pytest.raises(UserError, match=SETS_FILE):
        send_sets(load_catalogue(tmp_path))
