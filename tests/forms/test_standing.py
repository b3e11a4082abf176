"""Draft, clean or passed: what the pages of a document carry follows from that alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.forms.canonical import digest
from desktop.forms.checks import check
from desktop.forms.code import code_of
from desktop.forms.dressing import Seal, SealChoice
from desktop.forms.findings import Finding, Level
from desktop.forms.standing import Standing, dressing_of, standing_of
from tests.forms.samples import evaluated, sample

ERROR = Finding("B01", Level.ERROR, ("年度资金总额",), "应为两项之和")
WARNING = replace(ERROR, code="B10", level=Level.WARNING)
INFO = replace(ERROR, level=Level.INFO)
NOTED = replace(WARNING, note="含上年结转")
RING = SealChoice(Seal.RING, 40)


@pytest.mark.parametrize(
    ("findings", "draft"),
    [([], False), ([INFO], False), ([NOTED], False), ([WARNING], True), ([NOTED, ERROR], True)],
    ids=["nothing", "information", "explained", "not explained", "wrong"],
)
def test_what_is_open_makes_a_draft(findings: list[Finding], draft: bool) -> None:
    assert standing_of(findings).draft is draft


def test_the_samples_are_clean_where_nothing_is_found() -> None:
    evaluation = evaluated(sample("B-示例"))
    assert standing_of(check(evaluation)).draft is bool(check(evaluation))


@pytest.mark.parametrize(
    ("revision", "draft", "stamped"), [(0, False, False), (1, False, True), (4, False, True), (4, True, False)]
)
def test_only_what_passed_and_is_not_open_again_carries_the_code(revision: int, draft: bool, stamped: bool) -> None:
    document = sample("B-示例")
    document.revision = revision
    evaluation = evaluated(document)
    content = digest(evaluation.edition, document)
    dressing = dressing_of(evaluation, 2, Standing(draft=draft, seal=RING), content)
    assert dressing.draft is draft
    assert dressing.seal == RING
    assert (dressing.stamp is not None) is stamped
    if dressing.stamp is not None:
        assert dressing.stamp.code == code_of(content)
        assert dressing.stamp.revision == revision
        assert dressing.stamp.unit == "某市人力资源和社会保障局"
        assert len(set(dressing.stamp.matrices)) == 2, "each page's code names its page"
