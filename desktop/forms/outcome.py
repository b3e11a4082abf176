"""What a scoring rule gives: a score, nothing yet, or a refusal.

Blank is not zero: over blank parts a score is `Undecided`, which is no error (the blank is a finding of its own). What
cannot be compared (人次 with 人) is `Refused` with a reason and a remedy. Each carries an explanation that names the
rule and only the operands that decided, so that a person can check it with a pocket calculator.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import ClassVar, TypeAlias


@dataclass(frozen=True, slots=True)
class Score:
    """A result. `value` is rounded half up, `exact` is not; `reached`: the target was met (None: no target).

    `beyond` is the share by which the target was exceeded when that has to be explained (0.42 is 42 %), else None.
    """

    value: Decimal
    words: str | Callable[[], str] = field(compare=False)
    """The explanation, or what writes it: of a thousand scores a person asks after one."""
    exact: Decimal
    reached: bool | None = None
    beyond: Decimal | None = None

    @property
    def explanation(self) -> str:
        """How the score comes about, one line without full stop."""
        return self.words if isinstance(self.words, str) else self.words()


@dataclass(frozen=True, slots=True)
class Undecided:
    """No result yet. `blank` names what is missing; empty when nothing is (a budget of zero, a 定性 indicator)."""

    reason: str
    blank: tuple[str, ...] = ()
    value: ClassVar[None] = None

    @property
    def explanation(self) -> str:
        """The reason."""
        return self.reason


@dataclass(frozen=True, slots=True)
class Refused:
    """What was entered allows no result."""

    reason: str
    remedy: str
    value: ClassVar[None] = None

    @property
    def explanation(self) -> str:
        """Reason and remedy, one line without full stop."""
        return f"{self.reason}，{self.remedy}"


Outcome: TypeAlias = Score | Undecided | Refused


def undecided(**parts: object) -> Undecided:
    """`Undecided` that names those of the parts that are blank (None or an empty text)."""
    blank = tuple(name for name, part in parts.items() if part is None or part == "")
    return Undecided("、".join(blank) + "还没有填", blank)
