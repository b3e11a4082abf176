"""Every check there is has a case that it finds and a case that it passes, in the files a clerk can read (data/).

A passing case of a code is one named after it that does not find it; the codes are those of the printed list of rules.
"""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path

import pytest

from desktop.forms.catalogue import bundled
from desktop.forms.rulelist import sections
from desktop.forms.together_rules import together_edition

DATA = Path(__file__).parent / "data"
CODES = tuple(
    dict.fromkeys(
        line.code for section in sections(bundled().editions, together_edition(bundled())) for line in section.lines
    )
)


@lru_cache(maxsize=1)
def cases() -> tuple[tuple[str, frozenset[str]], ...]:
    """Each case's name, and the words of what it finds."""
    files = [*sorted(DATA.glob("checks-*.toml")), DATA / "together.toml"]
    tables = (tomllib.loads(file.read_text(encoding="utf-8")) for file in files)
    return tuple(
        (case["name"], frozenset(word for line in case["finds"] for word in line.split()))
        for table in tables
        for case in table["case"]
    )


@pytest.mark.parametrize("code", CODES)
def test_it_is_found(code: str) -> None:
    assert [name for name, found in cases() if code in found]


@pytest.mark.parametrize("code", CODES)
def test_it_is_passed(code: str) -> None:
    assert [name for name, found in cases() if name.startswith(code) and code not in found]


def test_the_codes_are_those_of_the_trade() -> None:
    assert {"X01", "X04", "X05", "A04", "B13", "C10", "D11", "E03", "F04", "G04", "K08", "K09"} <= set(CODES)
