"""How 审核 came out, in one line."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.forms.findings import Finding, Level
from desktop.forms.notes import is_open


def failed(findings: Sequence[Finding]) -> str:
    """`审核未通过：13 处错误（其中 11 处没有填），1 处需说明`; `""` when nothing stands in the way."""
    errors = [finding for finding in findings if finding.level is Level.ERROR]
    warnings = sum(finding.level is Level.WARNING and is_open(finding) for finding in findings)
    blanks = sum(finding.blank for finding in errors)
    aside = "都是没有填的" if blanks == len(errors) else f"其中 {blanks} 处没有填"
    parts = [f"{len(errors)} 处错误{f'（{aside}）' if blanks else ''}"] if errors else []
    parts += [f"{warnings} 处需说明"] if warnings else []
    return f"审核未通过：{'，'.join(parts)}" if parts else ""
