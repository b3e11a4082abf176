"""The list of units, imported once from the workbook in which the office keeps it anyway."""

from __future__ import annotations

from desktop.errors import UserError
from desktop.export.unitlist import read_unit_rows
from desktop.forms.names import plain
from desktop.store import Store
from desktop.store.collect_records import Unit


def import_units(store: Store, data: bytes, *, name: str) -> tuple[list[Unit], tuple[str, ...]]:
    """Puts the list in a workbook's bytes in place of the one there was; the units, and a line for each left out.

    Raises `UserError`: no workbook, nothing in it; the list is then as it was.
    """
    units: dict[str, Unit] = {}
    notes = []
    for row in read_unit_rows(data, name=name):
        key = plain(row.name)
        if key in units:
            notes.append(f"第 {row.number} 行“{row.name}”前面已经有了，没有再列")
        else:
            units[key] = Unit(key, row.name, row.code, row.contact)
    if not units:
        raise UserError("没有找到单位", where=name, remedy="请在第一张工作表里放一列“单位名称”")
    store.board.put_units(list(units.values()))
    return list(units.values()), tuple(notes)
