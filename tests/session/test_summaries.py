"""汇总 as the window asks for it: made step by step, looked at, written out, kept among the drafts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from desktop.collect.summarizing import Scope
from desktop.errors import UserError
from desktop.export.pdf.reading import read_attachments
from desktop.forms import jsonio
from desktop.forms.catalogue import bundled
from desktop.session.summaries import Made, SummaryDesk
from desktop.session.workspace import Workspace
from desktop.store import Store
from tests.collect.summing_up import A, B, Office, small_office
from tests.forms.summing import EXECUTION, GRADES, PROJECTS, project, rows


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "收表.db") as opened:
        small_office(opened, tmp_path / "U盘")
        yield opened


@pytest.fixture
def desk(store: Store) -> SummaryDesk:
    return Workspace(store, bundled).summaries


def made(desk: SummaryDesk, form: str, scope: Scope = Scope.ACCEPTED) -> Made:
    run = desk.begin(form, 2022, scope=scope)
    for _ in run.work():
        pass
    return desk.finish(run)


def test_the_summaries_and_years_to_choose_from(desk: SummaryDesk) -> None:
    assert [edition.form for edition in desk.summaries()][::3] == [PROJECTS, GRADES]
    assert desk.years() == [2022]


def test_a_summary_is_made_with_the_unit_that_was_said_once(desk: SummaryDesk, store: Store) -> None:
    desk.unit = " 某市财政局 "
    result = made(SummaryDesk(store, bundled()), EXECUTION)
    assert result.evaluation.document.unit == "某市财政局"
    assert (result.number, result.scope, result.faults) == (3, Scope.ACCEPTED, ())
    assert rows(result.evaluation, "部门", "执行率") == [["80.00%"], ["62.50%"]]
    assert made(desk, EXECUTION, Scope.ALL).number == 4


def test_whose_figures_leave_a_total_blank_is_told_by_name(desk: SummaryDesk, store: Store, tmp_path: Path) -> None:
    """Accepted in spite of its error: an indicator that cannot be compared has no score, nor has the whole then."""
    wrong = project(A, "泵站维修", "5", "5")
    wrong.rows(("绩效指标",))[0]["完成值"] = "若干"
    (tmp_path / "补报").mkdir()
    Office(store, tmp_path / "补报").take([wrong])
    first = made(desk, GRADES)
    assert [name.partition(" ")[2] for name in first.unsure] == [f"{A}《部门预算项目支出绩效自评表》泵站维修"]
    assert rows(first.evaluation, "部门", "部门", "平均分") == [[B, "96.50"], [A, ""]]
    assert made(desk, GRADES).unsure == first.unsure, "also when all of it was kept"
    assert made(desk, EXECUTION).unsure == (), "the amounts can be added up"


def test_it_cannot_be_had_before_it_is_done(desk: SummaryDesk) -> None:
    run = desk.begin(EXECUTION, 2022)
    next(run.work())
    with pytest.raises(ValueError, match="not done"):
        desk.finish(run)


def test_its_pages_are_those_that_are_printed(desk: SummaryDesk) -> None:
    result = made(desk, EXECUTION)
    assert result.printout.title == "2022年预算执行率汇总表"
    assert result.pages
    assert list(result.printout.make(None)) == list(result.pages)


def test_it_is_written_as_the_ending_says(desk: SummaryDesk, tmp_path: Path) -> None:
    result = made(desk, PROJECTS)
    assert [file.name for file in result.write(tmp_path / "表.pdf")] == ["表.pdf"]
    (data,) = read_attachments((tmp_path / "表.pdf").read_bytes(), name="表.pdf")
    document = jsonio.loads(data, name="表.pdf", catalogue=bundled())
    assert document.data["项目"] == result.evaluation.document.data["项目"]
    assert result.write(tmp_path / "表.xlsx")[0].read_bytes().startswith(b"PK")
    assert [file.name for file in result.write(tmp_path / "表.csv")] == ["表.csv", "表.项目.csv"]
    with pytest.raises(UserError, match=r"不会写 \.doc 文件"):
        result.write(tmp_path / "表.doc")


def test_kept_among_the_drafts_it_is_filled_up_by_hand(desk: SummaryDesk, store: Store) -> None:
    draft_id = desk.keep(made(desk, GRADES))
    with closing(Workspace(store, bundled).open(draft_id)) as draft:
        assert draft.session.document.form == GRADES
        draft.session.set_text(("制表日期",), "2023年2月1日")
        assert draft.session.evaluation.value(("制表日期",)) == "2023年2月1日"
