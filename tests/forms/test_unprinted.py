"""Which columns the forms ask for without printing them."""

from __future__ import annotations

import pytest

from desktop.forms.edition import NodePath
from desktop.forms.unprinted import followers, reasons, unprinted_columns
from tests.forms.samples import edition_of, sample


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("A-示例", {}),
        ("B-示例", {}),
        ("C-示例", {}),
        ("D-示例", {("绩效指标",): ("得分说明",)}),
        ("E-示例", {("考核内容",): ("自评得分", "考评得分", "扣分原因")}),
        ("F-示例", {("单位考评", "目标任务加扣分情况"): ("加扣分", "上限", "考核事项")}),
    ],
)
def test_what_is_entered_but_not_printed(name: str, columns: dict[NodePath, tuple[str, ...]]) -> None:
    edition = edition_of(sample(name))
    assert unprinted_columns(edition) == columns
    assert unprinted_columns(edition) is unprinted_columns(edition), "found once"


def test_the_reason_belongs_to_its_score() -> None:
    assert reasons(edition_of(sample("D-示例"))) == {("绩效指标", "得分说明"): ("绩效指标", "得分")}
    assert reasons(edition_of(sample("B-示例"))) == {}


def test_what_follows_from_a_score_without_being_printed() -> None:
    assert followers(edition_of(sample("D-示例")), ("合计得分",)) == ("等级",)
    assert followers(edition_of(sample("C-示例")), ("自评得分",)) == ("等级",)
    assert followers(edition_of(sample("C-示例")), ("执行率",)) == (), "a printed score speaks for itself"
    assert followers(edition_of(sample("B-示例")), ("资金来源合计",)) == ()
