"""How long it will still take, told from what was done."""

from __future__ import annotations

import pytest

from desktop.collect.pace import Pace


@pytest.mark.parametrize(
    ("seconds", "done", "total", "words"),
    [
        (5, 1, 1000, "已看 1/1000 个包"),
        (10, 100, 1000, "已看 100/1000 个包，还要约 2 分钟"),
        (10, 500, 1000, "已看 500/1000 个包，还要约 10 秒"),
        (60, 50, 10_000, "已看 50/10000 个包，还要约 3 小时 19 分钟"),
        (60, 1000, 1000, "已看 1000/1000 个包"),
    ],
)
def test_what_is_left_is_told_in_words(seconds: float, done: int, total: int, words: str) -> None:
    times = iter([100.0, 100.0 + seconds])
    assert Pace(lambda: next(times)).line(done, total) == words
