"""Summaries over what was received: which documents count, and that only what changed is worked out anew."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from unittest.mock import patch

import pytest

from desktop.collect import summarizing
from desktop.collect.answering import accept, send_back
from desktop.collect.summarizing import Progress, Scope, Summarizing, summarize
from desktop.errors import UserError
from desktop.forms.catalogue import Catalogue
from desktop.forms.names import plain
from desktop.store import Store
from desktop.store.collect_records import Unit
from tests.collect.summing_up import CATALOGUE, A, B, C, Office, small_office
from tests.forms.summing import EXECUTION, GRADES, INDICATORS, PROJECTS, project, rows, summary_edition, whole


@pytest.fixture
def office(store: Store, stick: Path) -> Office:
    return small_office(store, stick)


def _key(form: str) -> str:
    return f"{form} {summary_edition(form).edition}"


@contextmanager
def counted() -> Iterator[list[int]]:
    """The documents that were worked out in the block, by their numbers."""
    found: list[int] = []
    call = summarizing.Taking.__call__

    def noted(taking: summarizing.Taking, item: summarizing.Item) -> list[bytes | None] | UserError:
        found.append(item.id)
        return call(taking, item)

    with patch.object(summarizing.Taking, "__call__", noted):
        yield found


def test_accepted_documents_are_summed_up(office: Office) -> None:
    run = office.summary()
    assert rows(run.evaluation(), "部门", "部门", "项目数", "执行率") == [[B, "1", "80.00%"], [A, "2", "62.50%"]]
    assert run.number == 3
    assert run.document.unit == "某市财政局"
    assert run.document.data["汇总范围"] == "2 个单位已接受的 3 份表"


def test_all_that_came_in_when_that_is_asked_for(office: Office) -> None:
    run = office.summary(scope=Scope.ALL)
    assert [row["部门"] for row in run.document.rows(("部门",))] == sorted([A, B, C])
    assert run.document.data["汇总范围"] == "3 个单位已收的 4 份表，其中已接受 3 份"


def test_what_was_returned_does_not_count(office: Office) -> None:
    send_back(office.store, CATALOGUE, [office.number_of("河道清淤")], "请核对执行数")
    assert office.lines(EXECUTION, "部门", "部门", "项目数") == [[B, "1"], [A, "1"]]


def test_departments_stand_in_the_order_of_the_list_of_units(office: Office) -> None:
    office.store.board.put_units([Unit(plain(name), name) for name in (A, C, B)])
    assert [row["部门"] for row in office.summary(scope=Scope.ALL).document.rows(("部门",))] == [A, C, B]


def test_the_day_is_the_day_it_is_made(store: Store) -> None:
    run = Summarizing(store, CATALOGUE, summary_edition(EXECUTION), 2022, day=date(2023, 1, 14))
    assert list(run.work()) == [Progress(0, 0), Progress(0, 0)]
    assert run.document.data["制表日期"] == "2023年1月14日"
    assert run.document.rows(("部门",)) == []


class TestKept:
    def test_a_second_time_nothing_is_worked_out(self, office: Office) -> None:
        with counted() as first:
            before = office.summary().document
        with counted() as second:
            assert office.summary().document == before
        assert (len(first), second) == (3, [])

    def test_one_summary_serves_the_others_that_take_from_the_form(self, office: Office) -> None:
        office.summary(EXECUTION)
        with counted() as found:
            assert office.lines(GRADES, "部门", "项目数") == [["1"], ["2"]]
            assert office.lines(INDICATORS, "完成情况", "部门")
        assert not found

    def test_a_new_document_is_worked_out_alone(self, office: Office) -> None:
        office.summary()
        office.take([whole(B, "1000", "900")])
        with counted() as found:
            assert office.lines(EXECUTION, "部门", "部门", "整体执行率") == [[B, "90.00%"], [A, ""]]
        assert len(found) == 1

    def test_a_new_revision_takes_the_place_of_the_old_one(self, office: Office) -> None:
        office.summary()
        newer = project(A, "河道清淤", "300", "300")
        newer.revision = 2
        office.take([newer], made="2023-02-01T09:00:00+08:00", accepted=False)
        assert office.lines(EXECUTION, "部门", "执行率") == [["80.00%"], ["62.50%"]], "it waits, being accepted before"
        (waiting,) = office.store.collected.of_year(2022, standing="waiting")
        accept(office.store, CATALOGUE, waiting.id, why="按原样汇总")
        with counted() as found:
            assert office.lines(EXECUTION, "部门", "执行率") == [["80.00%"], ["100.00%"]]
        assert found == [waiting.id]
        kept = office.store.gathered.versions(_key(EXECUTION), 2022)
        assert waiting.id in kept
        (past,) = office.store.collected.of_year(2022, standing="past")
        assert not list(office.store.gathered.rows(_key(EXECUTION), [past.id]))

    def test_a_changed_assessment_counts_at_once(self, office: Office) -> None:
        columns = ("项目名称", "自评得分", "考评得分")
        assert office.lines(PROJECTS, "项目", *columns)[1] == ["堤防维护", "98.50", ""]
        for score, total in (("0", "85.00"), ("10", "95.00")):
            office.judge("堤防维护", "购置设备", score)
            with counted() as found:
                assert office.lines(PROJECTS, "项目", *columns)[1] == ["堤防维护", "98.50", total]
            assert found == [office.number_of("堤防维护")]

    def test_a_changed_definition_is_worked_out_anew(self, office: Office) -> None:
        office.summary(EXECUTION)
        changed = replace(summary_edition(EXECUTION), fingerprint="another")
        with counted() as found:
            for _ in Summarizing(office.store, CATALOGUE, changed, 2022).work():
                pass
        assert len(found) == 3

    def test_a_changed_form_is_worked_out_anew(self, office: Office) -> None:
        office.summary(EXECUTION)
        editions = CATALOGUE.every
        form = "部门预算项目支出绩效自评表"
        changed = [replace(one, fingerprint="another") if one.form == form else one for one in editions]
        with counted() as found:
            office.summary(EXECUTION, catalogue=Catalogue(tuple(changed)))
        assert len(found) == 3

    def test_left_in_the_middle_it_goes_on_from_there(self, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(summarizing, "_AT_ONCE", 1)
        work = summarize(office.store, CATALOGUE, EXECUTION, 2022).work()
        assert [next(work).done for _ in range(2)] == [0, 1]
        work.close()
        with counted() as found:
            assert office.summary().number == 3
        assert len(found) == 2


def test_how_far_it_is(office: Office) -> None:
    run = summarize(office.store, CATALOGUE, EXECUTION, 2022)
    assert [(step.done, step.total) for step in run.work()] == [(0, 3), (1, 3), (2, 3), (3, 3), (3, 3)]
    office.take([whole(B, "1000", "900")])
    again = summarize(office.store, CATALOGUE, EXECUTION, 2022)
    assert [(step.done, step.total) for step in again.work()] == [(3, 4), (4, 4), (4, 4)]


def test_processes_make_the_same_summary(office: Office) -> None:
    office.judge("堤防维护", "购置设备", "10")
    edition = summary_edition(PROJECTS)
    run = Summarizing(office.store, CATALOGUE, edition, 2022, day=date(2023, 1, 14), processes=2)
    for _ in run.work():
        pass
    with office.store.gathered._connection.writing() as db:
        db.execute("DELETE FROM gathered")
    alone = Summarizing(office.store, CATALOGUE, edition, 2022, day=date(2023, 1, 14), processes=0)
    for _ in alone.work():
        pass
    assert run.document == alone.document


def test_a_document_whose_edition_is_gone_is_told_and_the_rest_summed_up(office: Office) -> None:
    office.take([whole(B, "1000", "900")])
    office.summary()  # what is kept of it must not count when its edition is gone
    without = [one for one in CATALOGUE.every if one.letter != "C"]
    run = office.summary(catalogue=Catalogue(tuple(without)))
    (fault,) = run.faults
    assert "不认识《部门整体支出绩效自评表》" in str(fault)
    assert rows(run.evaluation(), "部门", "部门", "项目数", "整体预算数") == [[B, "1", ""], [A, "2", ""]]
    assert run.document.data["汇总范围"] == "2 个单位已接受的 3 份表"


def test_what_is_no_summary_is_refused(store: Store) -> None:
    with pytest.raises(UserError, match="不是汇总表"):
        summarize(store, CATALOGUE, "部门预算项目支出绩效自评表", 2022)


def test_a_summary_that_does_not_fit_keeps_no_other_from_being_made(office: Office) -> None:
    """Another summary, of the person's own, names a field that the form does not have."""
    good = summary_edition(EXECUTION)
    bad_source = summary_edition(PROJECTS)
    assert bad_source.gathering is not None
    (gather,) = bad_source.gathering.gathers
    bad = replace(bad_source, gathering=replace(bad_source.gathering, gathers=(replace(gather, each=("没有",)),)))
    catalogue = Catalogue((*CATALOGUE.editions, good, bad))
    assert office.summary(EXECUTION, catalogue=catalogue).number == 3
    with pytest.raises(UserError, match="没有叫“没有”的列表"):
        office.summary(PROJECTS, catalogue=catalogue)
