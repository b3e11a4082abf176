"""One JSON object from outside, taken apart key by key: every key is known, every value bounded, nothing is left over.

What a package and a return say about themselves is read through this; each says in its own words what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

from desktop.errors import UserError

Fault = Callable[[str], UserError]
"""The refusal for a place in the file: `文件第2项 摘要`."""
Own = TypeVar("Own", bound="JsonTable")
_SHA256 = re.compile(r"[0-9a-f]{64}")


class JsonTable:
    """Every method takes a key out and raises `UserError` when what stands there cannot be it."""

    max_number: ClassVar[int] = 2**53
    """The first number that is none of ours."""

    def __init__(self, raw: object, fault: Fault, place: str = "") -> None:
        self._fault_of, self._place = fault, place
        if not isinstance(raw, dict):
            raise self.fault("")
        self._left: dict[str, Any] = dict(raw)

    def allows(self, text: str) -> bool:
        """Whether a text can stand in this file."""
        raise NotImplementedError

    def text(self, key: str) -> str:
        """A text."""
        value = self.take(key)
        if not isinstance(value, str) or not self.allows(value):
            raise self.fault(key)
        return value

    def number(self, key: str) -> int:
        """A whole number from 0."""
        value = self.take(key)
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < self.max_number:
            raise self.fault(key)
        return value

    def digest(self, key: str) -> str:
        """A SHA-256 in hex."""
        return self.sum_of(self.take(key), key)

    def table(self: Own, key: str) -> Own | None:
        """An object within, or null."""
        value = self.take(key)
        return None if value is None else type(self)(value, self._fault_of, key)

    def tables(self: Own, key: str, most: int) -> list[Own]:
        """A list of objects."""
        rows = self.items(key, most)
        return [type(self)(item, self._fault_of, f"{key}第{number}项") for number, item in enumerate(rows, 1)]

    def done(self) -> None:
        """There must be nothing else."""
        if self._left:
            raise self.fault(next(iter(self._left))[:20])

    def take(self, key: str) -> Any:
        """Whatever stands there."""
        if key not in self._left:
            raise self.fault(key)
        return self._left.pop(key)

    def items(self, key: str, most: int) -> list[Any]:
        """A list of at most so many."""
        value = self.take(key)
        if not isinstance(value, list) or len(value) > most:
            raise self.fault(key)
        return value

    def sum_of(self, value: object, key: str) -> str:
        """The value, when it is a SHA-256."""
        if not isinstance(value, str) or not _SHA256.fullmatch(value):
            raise self.fault(key)
        return value

    def fault(self, key: str) -> UserError:
        """What to raise about a key."""
        return self._fault_of(" ".join(filter(None, (self._place, key))))


def no_number(text: str) -> float:
    """For `json.loads`: no fractions, no NaN."""
    raise ValueError(text)
