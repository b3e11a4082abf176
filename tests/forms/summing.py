"""Documents to be summed up, with figures that a clerk adds up in the head."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from desktop.forms.assess import Score, assessed, places
from desktop.forms.calculation import Evaluation
from desktop.forms.catalogue import bundled
from desktop.forms.document import Document
from desktop.forms.edition import Edition
from desktop.forms.gather_source import Twofold
from desktop.forms.gathering import merged
from desktop.forms.shown import shown_value
from tests.forms.samples import evaluated, sample

PROJECTS, FUNDS, INDICATORS, GRADES, EXECUTION = (
    "项目支出绩效自评汇总表", "资金来源汇总表", "绩效指标完成情况表", "部门评价等级汇总表", "预算执行率汇总表",
)  # fmt: skip
WHOLE_SCORE = Decimal("88.50")
"""What the sample's indicators score together; 10 points for the execution come to it."""


def project(unit: str, name: str, budget: str, spent: str, *, lost: str = "0") -> Document:
    """A self-evaluation: so much of the budget spent, and `lost` points less than the sample has."""
    document = sample("D-示例")
    document.unit = unit
    document.data |= {"主管部门": unit, "实施单位": unit, "项目名称": name, "合计得分": None, "等级": None}
    for row in document.rows(("预算执行情况",)):
        if row["资金来源"] in {"总额", "财政资金"}:
            row |= {"年初预算": budget, "调整后预算数": budget, "预算执行数": spent, "预算执行率": None, "得分": None}
    first = document.rows(("绩效指标",))[0]
    if lost != "0":
        first |= {"得分": str(Decimal(str(first["权重"])) - Decimal(lost)), "得分说明": "审计指出数量不实"}
    return document


def whole(unit: str, budget: str, spent: str) -> Document:
    """A department's self-evaluation of the same year."""
    document = sample("C-示例")
    document.year, document.unit = 2022, unit
    document.data |= {"单位名称": unit, "预算数": budget, "执行数": spent}
    return document


def approved(unit: str, name: str, **sources: str) -> Document:
    """Approved goals with the amounts of these sources and of no other."""
    document = sample("B-示例")
    document.unit = unit
    none = dict.fromkeys(
        ("一般公共预算收入", "政府性基金预算收入", "国有资本经营预算收入", "社会保险基金收入", "其他收入")
    )
    document.data |= {"预算单位": unit, "项目名称": name, "资金来源合计": None, **none, **sources}
    return document


def judged(document: Document, **scores: str) -> Twofold:
    """The document with the superior's scores, by the name of the indicator."""
    own = evaluated(document)
    given = {place.path: Score(scores[place.name], "现场核查") for place in places(own) if place.name in scores}
    assert len(given) == len(scores), [place.name for place in places(own)]
    return Twofold(own, evaluated(assessed(own, given)))


def summary_edition(form: str) -> Edition:
    return bundled().for_document(form, None, 2022)


def summed(form: str | Edition, documents: Iterable[Document | Twofold]) -> Evaluation:
    """The summary of these documents."""
    edition = form if isinstance(form, Edition) else summary_edition(form)
    sources = [item if isinstance(item, Twofold) else Twofold(evaluated(item)) for item in documents]
    return Evaluation(edition, merged(edition, sources, 2022, "某市财政局", day=date(2023, 1, 14), scope="全部"))


def shown(evaluation: Evaluation, key: str) -> str:
    """A field of the summary as it is printed."""
    return shown_value(evaluation.edition.scalars[key,], evaluation.value((key,)))


def rows(evaluation: Evaluation, table: str, *columns: str) -> list[list[str]]:
    """The rows of a list as they are printed, these columns of them."""
    return [
        [
            shown_value(evaluation.edition.scalars[table, column], evaluation.value((table, row, column)))
            for column in columns
        ]
        for row in range(evaluation.row_count((table,)))
    ]
