"""Packages within packages: as deep as there are offices above each other, all together no larger than memory bears.

Each of them is within the bounds of a package; a file that holds a hundred, each of which holds a hundred, is not what
an office sends on but what somebody made to keep the computer busy for days.
"""

from __future__ import annotations

from desktop.errors import UserError
from desktop.export.package.reading import MAX_UNPACKED, unpacked_size

LEVELS = 4
"""So many offices above a unit: town, county, city, province."""
MAX_WITHIN = 8 * MAX_UNPACKED
"""Bytes that the packages within one file may unpack to, one after the other."""
_ASK = "请向对方核实来源"


class Room:
    """What one file may still bring along."""

    def __init__(self) -> None:
        """For a file that is about to be opened."""
        self._left = MAX_WITHIN

    def admit(self, content: bytes, level: int, *, name: str) -> None:
        """Before a package from within another one is opened; `level` counts the offices that it came through.

        Raises `UserError` when it lies too deep, or there is no room left.
        """
        if level > LEVELS:
            raise UserError(f"包里套包超过 {LEVELS} 层，没有打开", where=name, remedy=_ASK)
        self.take(unpacked_size(content))
        if self._left < 0:
            raise UserError("里面的包展开后加起来太大，没有打开", where=name, remedy=_ASK)

    def take(self, size: int) -> None:
        """So many bytes more: a locked package tells its size only when it is open."""
        self._left -= size
