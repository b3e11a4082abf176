"""A data file of the receiving office, and a stick."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """The office's data file, new and empty."""
    with Store.open(tmp_path / "收表.db") as opened:
        yield opened


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """Where the packages lie."""
    folder = tmp_path / "U盘"
    folder.mkdir()
    return folder
