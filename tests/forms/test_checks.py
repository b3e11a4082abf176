"""Every check of the table, passing and failing, as data that a finance clerk can read (data/checks-*.toml).

A case changes a sample, or the `document` written down in its file: `set` fields, `in."列表 行号"` the columns of a row
(also of a list in a list), `without` takes rows away; for B and D there are the shorter `rows`, `fund` and `drop`.
`says` are messages as they are told, `blank` the codes of what is only still to be filled.
"""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from desktop.forms import jsonio
from desktop.forms.catalogue import bundled
from desktop.forms.checks import Checker, check
from desktop.forms.document import Document
from desktop.forms.findings import Finding
from desktop.forms.paths import Path as FieldPath
from tests.forms.samples import edition_of, evaluated, sample

DOCUMENTS: dict[str, dict[str, Any]] = {}
LISTS = {"B-示例": "年度绩效指标", "D-示例": "绩效指标"}


def cases() -> list[Any]:
    found: list[Any] = []
    for file in sorted((Path(__file__).parent / "data").glob("checks-*.toml")):
        content = tomllib.loads(file.read_text(encoding="utf-8"))
        base = content["base"]
        if "document" in content:
            DOCUMENTS[base] = content["document"]
        found.extend(pytest.param(base, case, id=f"{base} {case['name']}") for case in content["case"])
    return found


def changed(base: str, case: dict[str, Any]) -> Document:
    document = written(base) if base in DOCUMENTS else sample(base)
    document.data.update(case.get("set", {}))
    rows = document.rows((LISTS.get(base, ""),))
    for number, values in case.get("rows", {}).items():
        rows[int(number) - 1].update(values)
    for name, values in case.get("fund", {}).items():
        row = next(row for row in document.rows(("预算执行情况",)) if row["资金来源"] == name)
        row.update(values)
    for number in sorted(case.get("drop", []), reverse=True):
        del rows[number - 1]
    for place, values in case.get("in", {}).items():
        found = document.get(path_of(place))
        assert isinstance(found, dict), place
        found.update(values)
    for place in sorted(case.get("without", []), reverse=True):
        path = path_of(place)
        del document.rows(path[:-1])[int(path[-1])]
    return document


def written(base: str) -> Document:
    data = json.dumps(DOCUMENTS[base]).encode()
    return jsonio.loads(data, name=base, catalogue=bundled())


def path_of(place: str) -> FieldPath:
    """`年度目标 1 指标 2`: the second indicator of the first goal."""
    return tuple(int(word) - 1 if word.isdecimal() else word for word in place.split())


def told(finding: Finding) -> str:
    place = [str(part + 1) if isinstance(part, int) else part for part in finding.path]
    return " ".join((finding.code, finding.level.value, *place))


@pytest.mark.parametrize(("base", "case"), cases())
def test_exactly_these_findings(base: str, case: dict[str, Any]) -> None:
    findings = check(evaluated(changed(base, case)))
    assert sorted(told(finding) for finding in findings) == sorted(case["finds"]), [
        finding.message for finding in findings
    ]
    for finding in findings:
        assert finding.message.strip()
        assert "\n" not in finding.message
        assert "{" not in finding.message, "every place in the message was filled"
    assert set(case.get("says", [])) <= {finding.message for finding in findings}
    if "blank" in case:
        assert [finding.code for finding in findings if finding.blank] == case["blank"], "only still to be filled"


def test_every_rule_of_the_editions_has_a_failing_case() -> None:
    seen = {line.split()[0] for param in cases() for line in param.values[1]["finds"]}
    for edition in bundled().editions:
        codes = {rule.code for rule in edition.rules}
        codes |= {field.required_code for field in edition.scalars.values()}
        codes |= {field.calculation.code for field in edition.scalars.values() if field.calculation} - {""}
        assert codes <= seen, f"{edition.form}: {sorted(codes - seen)}"


def test_findings_stay_right_edit_by_edit() -> None:
    """What is kept up to date incrementally equals what a check from the beginning finds, after each single edit."""
    document = sample("D-示例")
    evaluation = evaluated(document)
    checker = Checker(evaluation)
    edits: list[tuple[FieldPath, str | None]] = [
        (("绩效指标", 0, "完成值"), "300"),
        (("绩效指标", 0, "完成值"), "三百"),
        (("绩效指标", 0, "权重"), None),
        (("绩效指标", 0, "三级指标"), None),
        (("预算执行情况", 0, "预算执行数"), "100"),
        (("预算执行情况", 0, "调整后预算数"), "0"),
        (("存在问题",), "无"),
        (("绩效指标", 4, "得分"), None),
        (("绩效指标", 1, "得分"), "12"),
        (("绩效指标", 1, "得分说明"), "复核后扣分"),
        (("预算执行情况", 0, "调整后预算数"), "219.13"),
    ]
    for path, value in edits:
        holder = document.get(path[:-1]) if len(path) > 1 else document.data
        assert isinstance(holder, dict)
        holder[str(path[-1])] = value
        checker.update(evaluation.update([path]))
        assert checker.findings == check(evaluated(document)), path


def test_a_rule_over_a_blank_is_silent() -> None:
    document = sample("B-示例")
    edition = edition_of(document)
    document.data = {key: [] if isinstance(value, list) else None for key, value in document.data.items()}
    codes = {finding.code for finding in check(evaluated(document))}
    assert codes == {"X01", "B07", "B08", "B11"}, edition.form
