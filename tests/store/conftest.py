"""A data file of one's own for every test."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from desktop.store import Store, Summary

DATA = Path(__file__).parent / "data"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the data file is to be."""
    return tmp_path / "jibiao.db"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """An open store, new and empty."""
    with Store.open(path) as opened:
        yield opened


@pytest.fixture
def old_file(path: Path) -> Path:
    """A file that version 1 wrote."""
    with closing(sqlite3.connect(path)) as db:
        db.executescript((DATA / "version-1.sql").read_text(encoding="utf-8"))
    return path


@pytest.fixture
def file_of_version_2(path: Path) -> Path:
    """A file that version 2 wrote."""
    with closing(sqlite3.connect(path)) as db:
        db.executescript((DATA / "version-2.sql").read_text(encoding="utf-8"))
    return path


@pytest.fixture
def file_of_version_5(path: Path) -> Path:
    """A file that version 5 wrote, of an office that received."""
    with closing(sqlite3.connect(path)) as db:
        db.executescript((DATA / "version-5.sql").read_text(encoding="utf-8"))
    return path


@pytest.fixture
def goals() -> Summary:
    """The line of a B form in the list."""
    return Summary(
        form="部门预算项目支出绩效目标批复表", edition="巴中市-2022", year=2022, unit="市供水站", project="水质监测"
    )
