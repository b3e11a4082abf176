"""What is taken for plain has no finding of its own field; what has one is never plain."""

from __future__ import annotations

import pytest

from desktop.forms.calculation import Evaluation
from desktop.forms.catalogue import bundled
from desktop.forms.checks import check
from desktop.forms.fresh import new_document
from desktop.forms.plainness import plainness_of
from desktop.forms.values import UNKNOWN

EDITION = bundled().for_document("部门预算项目支出绩效自评表", None, 2022)
AMOUNT, RATE, NAME = ("预算执行情况", 0, "预算执行数"), ("预算执行情况", 0, "预算执行率"), ("项目名称",)


@pytest.mark.parametrize(
    ("path", "text", "plain"),
    [
        (NAME, "档案整理", True),
        (NAME, " ", False),
        (NAME, "", False),
        (NAME, "……", False),
        (NAME, "20XX年档案整理", False),
        (NAME, "\ue000文", False),
        (NAME, "长" * 60, True),
        (NAME, "长" * 61, False),
        (AMOUNT, "30.50", True),
        (AMOUNT, "3０", False),
        (AMOUNT, "30万", False),
        (AMOUNT, "—", False),
        (RATE, "100%", False),
    ],
)
def test_plain_values(path: tuple[str | int, ...], text: str, *, plain: bool) -> None:
    document = new_document(EDITION, 2022, "某县财政局")
    row = document.data if len(path) == 1 else document.rows(path[:1])[0]
    row[str(path[-1])] = text
    field = EDITION.scalars[tuple(part for part in path if isinstance(part, str))]
    assert plainness_of(field)(text) is plain
    evaluation = Evaluation(EDITION, document)
    own = [one for one in check(evaluation) if one.path == path and one.code.startswith("X")]
    assert not (plain and (own or evaluation.value(path) is UNKNOWN))
