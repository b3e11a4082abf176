"""How far a long piece of work is and how long it will still take, in words."""

from __future__ import annotations

import time
from collections.abc import Callable

_ENOUGH = 5
"""Packages after which the pace says something."""


class Pace:
    """Begins with the work. `clock` gives seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._began = clock, clock()

    def seconds_left(self, done: int, total: int) -> int | None:
        """Seconds until the end at the pace so far; None while that is not known."""
        if done < _ENOUGH or done > total:
            return None
        return round((self._clock() - self._began) / done * (total - done))

    def line(self, done: int, total: int, things: str = "个包") -> str:
        """`已看 120/1000 个包，还要约 2 分钟`."""
        left = self.seconds_left(done, total)
        return f"已看 {done}/{total} {things}" + (f"，还要约 {_in_words(left)}" if left else "")


def _in_words(seconds: int) -> str:
    if seconds < 90:
        return f"{seconds} 秒"
    if seconds < 90 * 60:
        return f"{round(seconds / 60)} 分钟"
    return f"{seconds // 3600} 小时 {seconds % 3600 // 60} 分钟"
