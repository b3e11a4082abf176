"""Whether what a file says for a computed place is what the program computes there.

Received values are never trusted, only compared; the checks and the verification code have to mean the same by it.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from desktop.forms.calculation import node_path
from desktop.forms.edition import Field, FieldType
from desktop.forms.numbers import round_half_up
from desktop.forms.values import NONE, Missing, Val
from desktop.forms.wording import NONE_MARKS

if TYPE_CHECKING:
    from desktop.forms.calculation import Evaluation
    from desktop.forms.paths import Path


def agrees(received: Val, computed: Val, field: Field) -> bool:
    """Equal; a percentage also when it was printed with fewer decimals (`100%` for 100.00)."""
    if received == computed:
        return True
    if field.type is FieldType.PERCENT and isinstance(received, Decimal) and isinstance(computed, Decimal):
        decimals = max(0, -int(received.as_tuple().exponent))
        return decimals < (field.decimals or 0) and round_half_up(computed, decimals) == received
    return False


def says_nothing_new(evaluation: Evaluation, path: Path) -> bool:
    """Whether the file's value for a computed place is just what follows from the rest, so that it may be left out."""
    computed = evaluation.computed(path)
    received = evaluation.received(path)
    if isinstance(computed, Missing):
        raw = evaluation.document.get(path)
        return (isinstance(raw, str) and raw.strip() in NONE_MARKS) or (computed is NONE and received == 0)
    return agrees(received, computed, evaluation.edition.scalars[node_path(path)])
