"""Forms to fill: real editions, real sessions, invented content."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from desktop.forms.catalogue import Catalogue, bundled
from desktop.forms.document import Row
from desktop.forms.fresh import new_document
from desktop.session.session import Session
from desktop.ui.formview import FormView
from tests.forms.samples import edition_of, sample
from tests.ui.formview.clerk import Clerk


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return bundled()


@pytest.fixture
def project(catalogue: Catalogue) -> Session:
    """A blank B form: mixed cells, ticks, two lists side by side."""
    edition = catalogue.for_document("部门预算项目支出绩效目标批复表", None, 2022)
    return Session(edition, new_document(edition, 2022))


@pytest.fixture
def review(catalogue: Catalogue) -> Session:
    """A D form with three indicators: choices, scores, a list of fixed rows."""
    edition = catalogue.for_document("部门预算项目支出绩效自评表", None, 2022)
    document = new_document(edition, 2022)
    rows: list[Row] = [
        {"一级指标": "产出指标", "二级指标": "数量指标", "三级指标": "培训班期数", "指标性质": "≥", "指标值": "12",
         "度量单位": "期", "完成值": "12", "权重": "40"},
        {"一级指标": "产出指标", "二级指标": "数量指标", "三级指标": "参训人数", "指标性质": "≥", "指标值": "600",
         "度量单位": "人", "完成值": "540", "权重": "30"},
        {"一级指标": "满意度指标", "二级指标": "服务对象满意度指标", "三级指标": "学员满意度", "指标性质": "≥",
         "指标值": "95", "度量单位": "%", "完成值": "", "权重": "20"},
    ]  # fmt: skip
    document.data["绩效指标"] = rows
    return Session(edition, document)


def _clerk(qtbot: QtBot, session: Session) -> Clerk:
    view = FormView()
    qtbot.addWidget(view)
    view.resize(1080, 660)
    view.set_session(session)
    return Clerk(qtbot, view)


@pytest.fixture
def clerk(qtbot: QtBot, project: Session) -> Clerk:
    """At the blank B form."""
    return _clerk(qtbot, project)


@pytest.fixture
def reviewer(qtbot: QtBot, review: Session) -> Clerk:
    """At the D form."""
    return _clerk(qtbot, review)


@pytest.fixture
def goals(qtbot: QtBot) -> Clerk:
    """At the filled C form: goals with their indicators, lines around the title and above the table."""
    document = sample("C-示例")
    return _clerk(qtbot, Session(edition_of(document), document))
