"""What was said about a cell follows its row into the later document."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from desktop.forms.calculation import Evaluation
from desktop.forms.document import Document
from desktop.forms.paths import Path
from desktop.forms.placing import Placing, is_there, shown_at
from tests.forms.samples import edition_of, sample

LIST = "年度绩效指标"
Change = Callable[[Document], object]


def evaluated(document: Document) -> Evaluation:
    return Evaluation(edition_of(document), document)


def placing(change: Change, name: str = "B-示例") -> Placing:
    """The sample beside itself with something changed."""
    ours, theirs = sample(name), sample(name)
    change(theirs)
    return Placing(evaluated(ours), evaluated(theirs))


def rows(document: Document) -> list[dict[str, object]]:
    return document.rows((LIST,))  # type: ignore[return-value]  # as they are


def put_above(document: Document) -> None:
    rows(document).insert(0, {**rows(document)[0], "三级指标": "新加的", "指标值": "12期"})


def take_out(document: Document) -> None:
    del rows(document)[1]


def turn_around(document: Document) -> None:
    rows(document).reverse()


def rewrite(document: Document) -> None:
    rows(document)[1] = {**rows(document)[1], "三级指标": "甲乙丙丁", "指标值": "≤3次"}


def retarget(document: Document) -> None:
    rows(document)[1]["指标值"] = "≥77%"


def same(document: Document) -> None:
    assert document


LAST = len(rows(sample("B-示例"))) - 1
CASES: dict[str, tuple[Change, Path, Path | None]] = {
    "没有动": (same, (LIST, 1, "指标值"), (LIST, 1, "指标值")),
    "上面插了一行": (put_above, (LIST, 1, "指标值"), (LIST, 2, "指标值")),
    "上面插了一行，说的是整行": (put_above, (LIST, 1), (LIST, 2)),
    "删了上面一行": (take_out, (LIST, 2, "指标值"), (LIST, 1, "指标值")),
    "删了这一行": (take_out, (LIST, 1, "指标值"), None),
    "倒过来排": (turn_around, (LIST, 1, "指标值"), (LIST, LAST - 1, "指标值")),
    "改了指标值": (retarget, (LIST, 1, "指标值"), (LIST, 1, "指标值")),
    "换成了另一个指标": (rewrite, (LIST, 1, "指标值"), None),
    "不在列表里": (put_above, ("年度资金总额",), ("年度资金总额",)),
    "说的是整个列表": (put_above, (LIST,), (LIST,)),
    "整张表": (put_above, (), ()),
    "表上没有的": (same, ("没有这一格",), None),
    "没有这一行": (same, (LIST, 99, "指标值"), None),
    "不是列表的行": (same, ("年度资金总额", 1), None),
    "从行号起": (same, (3,), None),
}


@pytest.mark.parametrize("name", CASES)
def test_where_it_is_now(name: str) -> None:
    change, path, expected = CASES[name]
    assert placing(change).place(path) == expected


def test_a_blank_row_is_told_by_its_number() -> None:
    ours, theirs = sample("B-示例"), sample("B-示例")
    for document in (ours, theirs):
        rows(document).append({})
    found = Placing(evaluated(ours), evaluated(theirs))
    assert found.place((LIST, LAST + 1, "指标值")) == (LIST, LAST + 1, "指标值")


@pytest.mark.parametrize(
    ("change", "path", "place", "changed"),
    [
        (retarget, (LIST, 1, "指标值"), (LIST, 1, "指标值"), True),
        (retarget, (LIST, 1), (LIST, 1), True),
        (retarget, (LIST,), (LIST,), True),
        (retarget, (LIST, 2), (LIST, 2), False),
        (retarget, (), (), False),
        (put_above, (LIST, 1, "指标值"), (LIST, 2, "指标值"), False),
        (
            lambda document: document.data.update({"年度资金总额": "15.000"}),
            ("年度资金总额",),
            ("年度资金总额",),
            False,
        ),
    ],
)
def test_whether_it_says_something_else(change: Change, path: Path, place: Path, changed: bool) -> None:
    assert placing(change).changed(path, place) is changed


def test_a_computed_place_changes_with_what_it_is_computed_from() -> None:
    found = placing(lambda document: document.data.update({"一般公共预算收入": "99"}))
    total = next(
        node for node, field in found.ours.edition.scalars.items()
        if field.calculation is not None and len(node) == 1 and found.ours.value(node) != found.theirs.value(node)
    )  # fmt: skip
    assert found.changed(total, total)


def test_what_stands_at_a_place() -> None:
    document = sample("B-示例")
    document.data |= {"年度资金总额": "1,5a", "项目名称": "两行\n名称"}
    evaluation = evaluated(document)
    assert shown_at(evaluation, ("年度资金总额",)) == "1,5a"
    assert shown_at(evaluation, ("项目名称",)) == "两行 名称"
    assert shown_at(evaluation, (LIST,)) == ""
    assert shown_at(evaluation, ()) == ""
    assert is_there(evaluation, ())
    for path in ((LIST, -1), ("立项依据", 0), (LIST, 0, 0), (LIST, 0, "没有"), (0,)):
        assert not is_there(evaluation, path), path
