"""Where F8 goes for a group of indicators that is missing."""

from __future__ import annotations

import pytest

from desktop.forms.findings import Finding
from desktop.forms.fresh import new_document
from desktop.forms.paths import Path
from desktop.session.session import Session
from tests.forms.samples import edition_of, sample

ANNUAL, LONG = "年度绩效指标", "中长期绩效指标"


def opened(*, without: tuple[str, ...] = (), blank: bool = False) -> Session:
    """The B form, filled or blank; `without` the lists' rows of 满意度指标."""
    document = sample("B-示例")
    if blank:
        document = new_document(edition_of(document), 2022)
    for table in without:
        document.data[table] = [row for row in document.rows((table,)) if row["一级指标"] != "满意度指标"]
    return Session(edition_of(document), document)


def missing(session: Session, group: str) -> Finding:
    return next(finding for finding in session.findings if finding.code == "B08" and group in finding.message)


@pytest.mark.parametrize("group", ["产出指标", "效益指标", "满意度指标"])
def test_a_group_with_blank_rows_only_is_begun_in_its_first_row(group: str) -> None:
    session = opened(blank=True)
    rows = session.document.rows((ANNUAL,))
    first = next(number for number, row in enumerate(rows) if row["一级指标"] == group)
    assert session.landing(missing(session, group)) == (ANNUAL, first, "三级指标")


def test_a_group_that_only_the_other_list_has_is_begun_beside_it() -> None:
    session = opened(without=(ANNUAL,))
    path = session.landing(missing(session, "满意度指标"))
    place = session.place(path)
    assert place is not None
    assert place.virtual
    assert dict(place.presets)["一级指标"] == "满意度指标"
    session.set_text(path, "服务对象满意度")
    assert session.document.rows((ANNUAL,))[-1]["一级指标"] == "满意度指标"


def test_a_group_without_a_row_would_stand_below_the_last_one_before_it() -> None:
    session = opened(without=(ANNUAL, LONG))
    last = len(session.document.rows((ANNUAL,))) - 1
    assert session.landing(missing(session, "满意度指标")) == (ANNUAL, last, "三级指标")


def test_such_a_group_gets_its_row_where_the_form_has_it() -> None:
    session = opened(without=(ANNUAL, LONG))
    finding = missing(session, "满意度指标")
    assert session.lacks_row(finding)
    session.add_row((ANNUAL,), "满意度指标")
    assert session.document.rows((ANNUAL,))[-1] == {"一级指标": "满意度指标", "二级指标": "服务对象满意度"}
    last = len(session.document.rows((ANNUAL,))) - 1
    assert session.landing(missing(session, "满意度指标")) == (ANNUAL, last, "三级指标")
    assert not session.lacks_row(finding)
    session.undo()
    assert session.lacks_row(finding)


def test_a_row_that_is_there_or_on_paper_is_not_added_again() -> None:
    for session in (opened(blank=True), opened(without=(ANNUAL,))):
        assert not session.lacks_row(missing(session, "满意度指标"))


def test_everything_else_is_where_it_is_printed() -> None:
    session = opened(blank=True)
    goal: Path = ("年度目标",)
    finding = next(finding for finding in session.findings if finding.path == goal)
    assert session.landing(finding) == goal
