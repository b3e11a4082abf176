"""汇总 as the receiving office uses it: choose, look, print, write out."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from desktop.collect.answering import accept
from desktop.collect.summarizing import Scope
from desktop.forms.catalogue import bundled
from desktop.forms.page import Patch
from desktop.session.excerpt import excerpt_of
from desktop.store import Store
from desktop.ui.summary import page as page_module
from desktop.ui.summary.picker import NARROW, WIDE
from tests.collect.packages import UNITS
from tests.ui.summary.conftest import YEAR, Office, Run
from tests.ui.window.hand import Key, click, press, write
from tests.ui.window.standins import StandInDialogs

PROJECTS, RATES = "项目支出绩效自评汇总表", "预算执行率汇总表"


def click_form(qtbot: QtBot, office: Office, form: str) -> None:
    """Click a line of the list, and wait for its pages."""
    row = [choice.form for choice in office.page.picker.choices].index(form)
    view = office.page.picker.list
    rect = view.visualRect(view.model().index(row, 0))
    click(view.viewport(), rect.center())
    office.settle(qtbot)


def button_of(office: Office, text: str) -> QToolButton:
    return next(one for one in office.page.findChildren(QToolButton) if one.isVisible() and one.text().strip() == text)


def test_nothing_came_yet_and_the_page_says_where_to_go(office: Office) -> None:
    page = office.page
    assert page.stack.currentWidget() is page.nothing
    assert "还没有可汇总的表" in page.nothing.head.text()
    assert "收表" in page.nothing.words.text()
    assert not page.nothing.way.isVisible()
    assert not page.tools.print.isEnabled()
    assert not page.tools.pdf.isEnabled()


@pytest.mark.usefixtures("sent")
class TestWithWhatThreeUnitsSent:
    def test_the_list_says_how_much_there_is_for_each(self, office: Office) -> None:
        assert office.counts[PROJECTS] == "已接受 2 份"
        assert office.counts["目标考评情况汇总表"] == "已接受并考评完 0 份"

    def test_the_accepted_ones_are_summed_up_charts_first(self, qtbot: QtBot, office: Office) -> None:
        click_form(qtbot, office, PROJECTS)
        page = office.page
        assert page.stack.currentWidget() is page.view
        first, *_, last = (side.page for side in page.view.sides)
        assert first is not None
        assert last is not None
        assert any(isinstance(mark, Patch) for mark in first.marks)
        assert not last.marks
        assert f"{UNITS[0]}的项目" in office.words
        assert f"{UNITS[2]}的项目" not in office.words
        assert page.status.text() == f"共 {len(page.view.sides)} 页，由 2 份表汇总（已接受）"

    def test_all_that_came_can_be_summed_up(self, qtbot: QtBot, office: Office) -> None:
        click_form(qtbot, office, PROJECTS)
        click(button_of(office, "全部已收"))
        office.settle(qtbot)
        assert f"{UNITS[2]}的项目" in office.words
        assert office.counts[PROJECTS] == "已收 3 份，已接受 2"
        assert office.page.status.text().endswith("由 3 份表汇总（全部已收）")
        assert office.services.remembered("summary.scope") == Scope.ALL

    def test_arrows_go_through_the_summaries(self, qtbot: QtBot, office: Office) -> None:
        before = office.page.picker.form
        press(Key.Key_Down)
        office.settle(qtbot)
        assert office.page.picker.form != before
        assert office.page.made is not None
        assert office.page.made.evaluation.document.form == office.page.picker.form

    def test_what_is_accepted_meanwhile_is_in_it_when_the_page_is_shown_again(
        self, qtbot: QtBot, office: Office, store: Store, sent: list[int]
    ) -> None:
        click_form(qtbot, office, PROJECTS)
        accept(store, bundled(), sent[2], why="同意")
        office.page.refresh()
        office.settle(qtbot)
        assert office.counts[PROJECTS] == "已接受 3 份"
        assert f"{UNITS[2]}的项目" in office.words
        assert office.page.picker.form == PROJECTS

    def test_another_year_has_nothing(self, qtbot: QtBot, office: Office) -> None:
        office.page.show_year(2021)
        office.settle(qtbot)
        assert office.page.nothing.isVisible()
        assert office.page.nothing.head.text().startswith("2021 年")
        assert [action.text() for action in office.page.tools.years.actions()] == ["2022 年", "2021 年"]
        office.page.tools.years.actions()[0].trigger()
        office.settle(qtbot)
        assert office.page.view.isVisible()

    def test_the_unit_that_sums_up_is_named_on_the_table_and_remembered(self, qtbot: QtBot, office: Office) -> None:
        click_form(qtbot, office, PROJECTS)
        field = office.page.picker.unit
        click(field)
        write("某市财政局")
        press(Key.Key_Return)
        office.settle(qtbot)
        assert any("某市财政局" in text for text in office.words)
        assert office.page.desk.unit == "某市财政局"

    def test_printing_hands_over_the_summary(self, qtbot: QtBot, office: Office) -> None:
        click_form(qtbot, office, RATES)
        click(button_of(office, "打印"))
        ((printout,),) = office.printing
        assert printout.form == RATES
        assert len(printout.make(None)) == len(office.page.view.sides)

    @pytest.mark.parametrize(("action", "suffix"), [("pdf", ".pdf"), ("workbook", ".xlsx"), ("csv", ".csv")])
    def test_each_kind_of_file_is_written(
        self, qtbot: QtBot, office: Office, dialogs: StandInDialogs, tmp_path: Path, action: str, suffix: str
    ) -> None:
        click_form(qtbot, office, RATES)
        getattr(office.page.tools, action).trigger()
        files = [file for file in tmp_path.iterdir() if file.suffix == suffix]
        assert files
        assert files[0].stat().st_size > 100
        assert office.messages.text.startswith("已导出")
        assert dialogs.asked[-1].endswith(suffix)

    def test_nothing_is_written_when_the_person_thinks_better_of_it(
        self, qtbot: QtBot, office: Office, dialogs: StandInDialogs, tmp_path: Path
    ) -> None:
        click_form(qtbot, office, RATES)
        dialogs.cancel = True
        office.page.tools.pdf.trigger()
        assert not list(tmp_path.glob("*.pdf"))
        assert office.messages.text == ""

    def test_it_can_be_kept_as_a_draft(self, qtbot: QtBot, office: Office) -> None:
        click_form(qtbot, office, RATES)
        office.page.tools.keep.trigger()
        (number,) = office.drafts
        assert office.services.open(number).row.form == RATES

    def test_the_place_on_the_pages_is_kept_when_it_is_made_anew(self, qtbot: QtBot, office: Office) -> None:
        click_form(qtbot, office, PROJECTS)
        bar = office.page.view.verticalScrollBar()
        bar.setValue(bar.maximum())
        assert bar.value() > 0
        office.page.tools.reread.trigger()
        office.settle(qtbot)
        assert bar.value() == bar.maximum()

    def test_of_a_long_summary_the_first_pages_are_shown_and_the_rest_is_counted(
        self, qtbot: QtBot, office: Office, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        click_form(qtbot, office, RATES)
        monkeypatch.setattr(page_module, "excerpt_of", partial(excerpt_of, most=1))
        click_form(qtbot, office, PROJECTS)
        assert office.page.status.text().startswith("共 2 行，这里是前")
        assert f"{UNITS[1]}的项目" not in office.words
        assert not office.page.tools.print.isEnabled()
        assert office.page.tools.pdf.isEnabled()
        assert office.page.tools.print.toolTip() == "太长，请导出 PDF 再打印"

    def test_the_zoom_follows_the_buttons(self, qtbot: QtBot, office: Office) -> None:
        click_form(qtbot, office, RATES)
        wide = office.page.view.stack.zoom
        click(button_of(office, "整页"))
        assert office.page.view.stack.zoom < wide
        assert office.page.tools.whole.isChecked()
        assert not office.page.tools.fit_width.isChecked()

    def test_on_a_narrow_window_the_list_gives_way(self, office: Office) -> None:
        assert office.page.picker.width() == WIDE
        office.window.resize(846, 460)
        assert office.page.picker.width() == NARROW
        last = button_of(office, "打印")
        assert last.mapTo(office.page, QPoint(last.width(), 0)).x() <= office.page.width()

    def test_it_can_be_stopped_and_gone_on_with(
        self, qtbot: QtBot, office: Office, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        page, begin = office.page, office.page.desk.begin
        endless = Run(5, stuck=True)
        monkeypatch.setattr(page.desk, "begin", lambda *_, **__: endless)
        page.tools.reread.trigger()
        qtbot.waitUntil(page.working.isVisible)
        assert page.working.text.text() == "正在汇总 4/5 份…"
        assert not page.tools.print.isEnabled()
        click(page.working.stop_link)
        assert endless.closed
        assert page.nothing.isVisible()
        assert page.nothing.head.text() == "停下了"
        monkeypatch.setattr(page.desk, "begin", begin)
        click(page.nothing.way)
        office.settle(qtbot)
        assert page.view.isVisible()

    def test_nothing_is_made_while_the_page_is_not_seen(
        self, qtbot: QtBot, office: Office, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        endless = Run(5, stuck=True)
        monkeypatch.setattr(office.page.desk, "begin", lambda *_, **__: endless)
        office.page.tools.reread.trigger()
        assert office.page.maker.running
        office.page.hide()
        assert not office.page.maker.running

    def test_what_cannot_be_read_is_told(self, qtbot: QtBot, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
        from desktop.errors import UserError  # noqa: PLC0415  # for this test alone

        finish = office.page.desk.finish
        fault = UserError("没有这个版式", where="已收的第 3 号表")
        monkeypatch.setattr(office.page.desk, "finish", lambda run: replace(finish(run), faults=(fault,)))
        click_form(qtbot, office, RATES)
        assert office.page.view.isVisible()
        assert "有 1 份表读不出来" in office.messages.text

    def test_whose_figures_leave_a_total_blank_is_told(
        self, qtbot: QtBot, office: Office, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        finish = office.page.desk.finish
        name = "[3] 某市水利局《部门预算项目支出绩效自评表》泵站维修"
        monkeypatch.setattr(office.page.desk, "finish", lambda run: replace(finish(run), unsure=(name,)))
        click_form(qtbot, office, RATES)
        assert "有 1 份表里有算不出的数，用到它的合计空着" in office.messages.text
        monkeypatch.undo()
        click_form(qtbot, office, PROJECTS)
        assert office.messages.text == "", "it was said of the summary before"


def test_while_nothing_is_accepted_all_that_came_is_one_click_away(
    qtbot: QtBot, received: list[int], office: Office
) -> None:
    page = office.page
    page.picker.choose(PROJECTS)
    assert page.nothing.head.text() == f"{YEAR} 年还没有已接受的表"
    assert "已收 3 份" in page.nothing.words.text()
    click(page.nothing.way)
    office.settle(qtbot)
    assert page.view.isVisible()
    assert page.scope is Scope.ALL


class TestWhatIsFilledFromWhatWasJudged:
    FORM = "目标考评情况汇总表"

    def test_nothing_judged_yet(self, qtbot: QtBot, office: Office) -> None:
        office.page.show_year(YEAR)
        click_form(qtbot, office, self.FORM)
        page = office.page
        assert page.to_make.isVisible()
        assert "未接受 1 个（某市水利局）" in page.to_make.words.text()
        assert not page.to_make.make.isEnabled()
        assert not page.tools.print.isEnabled()

    def test_a_draft_is_made_and_opened(self, qtbot: QtBot, office: Office) -> None:
        judged = office.services.assessing
        judged.plan = replace(judged.plan, taken=(4, 5), unaccepted=())
        office.page.show_year(YEAR)
        click_form(qtbot, office, self.FORM)
        click(office.page.to_make.button)
        assert office.drafts == [77]
        assert office.messages.text == "由 2 份表生成"

    def test_one_that_was_begun_is_opened(self, qtbot: QtBot, office: Office) -> None:
        judged = office.services.assessing
        judged.plan = replace(judged.plan, taken=(4, 5), draft=77)
        office.page.show_year(YEAR)
        click_form(qtbot, office, self.FORM)
        assert office.page.to_make.button.text().strip() == "打开草稿"
        click(office.page.to_make.button)
        assert office.drafts == [77]
