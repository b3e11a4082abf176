"""How a document stands when it goes to paper, and what its pages carry for that.

Three cases: a draft or a document with open findings is marked 草稿; one in which nothing is left to object carries no
mark; one that passed 审核 (its revision says the how manieth time) carries the line and the code that tie the paper to
the file.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.forms.calculation import Evaluation
from desktop.forms.code import code_of
from desktop.forms.dressing import FREE, Dressing, SealChoice, Stamp
from desktop.forms.findings import Finding
from desktop.forms.fresh import unit_of
from desktop.forms.notes import is_open
from desktop.forms.qr import matrix, page_code


@dataclass(frozen=True, slots=True)
class Standing:
    """`draft`: not passed, or something in it is open. `seal`: how the unit has its seal places printed."""

    draft: bool = False
    seal: SealChoice = FREE


def standing_of(findings: Iterable[Finding]) -> Standing:
    """How a document from a file stands: by what the checks find in it, with the 说明 it carries."""
    return Standing(draft=any(map(is_open, findings)))


def dressing_of(evaluation: Evaluation, count: int, standing: Standing, digest: bytes) -> Dressing:
    """What the `count` pages of a document carry. `digest`: of its content (`desktop.forms.canonical`)."""
    edition, document = evaluation.edition, evaluation.document
    if standing.draft or document.revision < 1:
        return Dressing(draft=standing.draft, seal=standing.seal)
    matrices = tuple(
        matrix(page_code(edition, document, document.revision, page, count, digest=digest))
        for page in range(1, count + 1)
    )
    stamp = Stamp(edition.form, unit_of(edition, document), document.revision, code_of(digest), matrices)
    return Dressing(seal=standing.seal, stamp=stamp)
