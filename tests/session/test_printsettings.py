"""What is remembered of printing: by form, and the shift by printer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.forms.margins import Margins
from desktop.session.printsettings import PrintMemory, PrintSettings, Scale, Shift, Sides, Stock
from desktop.store import Store
from desktop.store.settings import Json

FORM, OTHER = "部门预算项目支出绩效自评表", "部门预算收支总表"
OFFICE, HALL = "办公室打印机", "走廊打印机"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "数据.db") as store:
        yield store


@pytest.fixture
def memory(store: Store) -> PrintMemory:
    return PrintMemory(store.settings)


def test_the_first_time_one_copy_on_one_side_at_its_real_size(memory: PrintMemory) -> None:
    settings = memory.settings(FORM)
    assert settings == PrintSettings()
    assert (settings.copies, settings.sides, settings.stock, settings.scale) == (
        1, Sides.ONE, Stock.FORM, Scale.ACTUAL
    )  # fmt: skip
    assert settings.margins is None


def test_each_form_keeps_its_printer_and_its_tray(memory: PrintMemory) -> None:
    wanted = PrintSettings(
        OFFICE, "Manual", 3, False, Sides.SHORT, Stock.A4, Scale.FIT, Margins(25, 15, 20, 18), cover=True
    )
    memory.keep(FORM, wanted)
    memory.keep(OTHER, PrintSettings(HALL))
    assert memory.settings(FORM) == wanted
    assert memory.settings(OTHER) == PrintSettings(HALL)


def test_a_form_not_printed_yet_goes_where_the_last_one_went(memory: PrintMemory) -> None:
    memory.keep(FORM, PrintSettings(HALL, "Lower", copies=5))
    assert memory.settings(OTHER) == PrintSettings(HALL)


def test_the_shift_belongs_to_the_printer_whatever_the_form(memory: PrintMemory) -> None:
    memory.keep_shift(OFFICE, Shift(2.5, -1))
    memory.keep(FORM, PrintSettings(HALL))
    assert memory.shift(OFFICE) == Shift(2.5, -1)
    assert not memory.shift(HALL)
    memory.keep_shift(OFFICE, Shift())
    assert not memory.shift(OFFICE)


@pytest.mark.parametrize(
    ("kept", "read"),
    [
        (None, PrintSettings()),
        ("A4", PrintSettings()),
        ({"copies": 0, "sides": "BOTH", "stock": 4, "scale": None}, PrintSettings()),
        ({"copies": 5000}, PrintSettings(copies=99)),
        ({"copies": "3", "margins": [1, 2]}, PrintSettings()),
        ({"margins": [20, "18", 18, 18]}, PrintSettings()),
        ({"margins": [True, 18, 18, 18]}, PrintSettings()),
        ({"printer": ["x"], "tray": 3, "collate": None}, PrintSettings()),
        ({"sides": "LONG", "later": 1}, PrintSettings(sides=Sides.LONG)),
    ],
)
def test_what_cannot_be_read_counts_as_not_there(
    store: Store, memory: PrintMemory, kept: Json, read: PrintSettings
) -> None:
    store.settings.put(f"print.{FORM}", kept)
    assert memory.settings(FORM) == read


@pytest.mark.parametrize(
    ("kept", "read"),
    [([2.5, -1], Shift(2.5, -1)), ([99, -99], Shift(15, -15)), ([1], Shift()), (["a", 2], Shift(0, 2)), ("x", Shift())],
)
def test_a_shift_is_within_what_a_printer_can_be_off(
    store: Store, memory: PrintMemory, kept: Json, read: Shift
) -> None:
    store.settings.put(f"print.shift.{OFFICE}", kept)
    assert memory.shift(OFFICE) == read
