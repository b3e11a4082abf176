"""What is remembered between two runs."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop.store import Store
from desktop.store.settings import Json


@pytest.mark.parametrize("value", ["打印机一", 3, False, [1, 2], {"窗口": [0, 0, 1366, 768]}, 0.5])
def test_a_value_is_there_after_reopening(path: Path, value: Json) -> None:
    with Store.open(path) as store:
        store.settings.put("最近", "旧")
        store.settings.put("最近", value)
    with Store.open(path) as store:
        assert store.settings.get("最近") == value


def test_what_was_never_put_or_was_forgotten_is_the_default(store: Store) -> None:
    assert store.settings.get("无") is None
    store.settings.put("有", 1)
    store.settings.put("有", None)
    assert store.settings.get("有", "默认") == "默认"


def test_a_value_that_cannot_be_read_counts_as_absent(path: Path) -> None:
    with Store.open(path) as store:
        store.settings.put("窗口", [1])
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE settings SET value = '[1'")
    with Store.open(path) as store:
        assert store.settings.get("窗口", "默认") == "默认"


def test_the_last_value_wins_also_over_many_writes(store: Store) -> None:
    """The table has no row numbers of its own; a helper that asks for them fails at the second write."""
    for number in range(3):
        store.settings.put("window.place", str(number))
    assert store.settings.get("window.place") == "2"
