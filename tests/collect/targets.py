"""考核细则 as units send them, with their own scores, and what the office does with them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from desktop.collect.answering import accept
from desktop.collect.receiving import confirm, receive
from desktop.forms.catalogue import bundled
from desktop.forms.document import Document, Row
from desktop.forms.paths import Path as FieldPath
from desktop.store import Store
from tests.collect.packages import package, put

E, F = "目标绩效考核细则", "目标考评情况汇总表"
ITEMS = (("职能职责", "25", "稳定就业"), ("工作效能", "10", "办文办会"), ("重点特色工作", "15", "技能竞赛"))
"""25, 10 and 15 points, 50 in all."""


def at(row: int) -> FieldPath:
    """Where the self-given score of a row stands."""
    return ("考核内容", row, "自评得分")


def targets(unit: str, own: Sequence[str] = ("25", "10", "15"), *, revision: int = 1, year: int = 2022) -> Document:
    """A unit's sheet of three items with the scores it gave itself."""
    rows: list[Row] = [
        {
            "类别": kind, "类别分值": points, "序号": str(number), "考核内容及目标任务": task, "分值": points,
            "完成时限": "12月底", "评分标准及认定依据": "未完成不得分", "责任领导": "张某", "责任科室": "办公室",
            "具体责任人及电话": "李某", "自评得分": score,
        }
        for number, ((kind, points, task), score) in enumerate(zip(ITEMS, own, strict=True), 1)
    ]  # fmt: skip
    data: Row = {"地区": "市党群", "被考核单位": unit, "责任人": "张某", "考核内容": rows}
    return Document(E, "巴中市-2015", year, data, unit, revision)


def receive_one(store: Store, folder: Path, document: Document) -> int:
    """The document came in and is the current one; its number."""
    made = f"2023-01-{document.revision + 10}T09:00:00+08:00"
    file = put(folder, f"{document.unit}{document.form}{document.revision}", package([document], made=made))
    (outcome, *_) = receive([file], store, bundled())
    number = outcome.items[0].id
    if store.collected.document(number).standing != "current":
        confirm(store, bundled(), [number])
    return number


def accept_one(store: Store, folder: Path, document: Document) -> int:
    """The document came in and was accepted; its number."""
    number = receive_one(store, folder, document)
    accept(store, bundled(), number)
    return number
