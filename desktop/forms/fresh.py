"""A blank form: what a person gets who begins one."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.forms.document import Document, Row
from desktop.forms.edition import Edition, FieldType, ListField


def new_document(edition: Edition, year: int, unit: str = "") -> Document:
    """An empty document with the rows the printed form has; the unit stands in its field where the form has one."""
    data: Row = {}
    for key, item in edition.fields.items():
        if isinstance(item, ListField):
            data[key] = blank_rows(item)
        elif item.type is FieldType.TICKS:
            data[key] = []
        elif item.calculation is None:
            data[key] = None
    if unit and edition.unit_field:
        data[edition.unit_field] = unit
    return Document(edition.form, edition.edition, year, data, unit or None)


def blank_rows(item: ListField) -> list[Row]:
    """The rows of an empty list."""
    return [blank_row(item, row) for row in item.blank]


def blank_row(item: ListField, presets: Mapping[str, str]) -> Row:
    """A new row that starts with `presets`; the lists inside it start with the rows their form prints."""
    row: Row = {**presets}
    for key, column in item.columns.items():
        if isinstance(column, ListField):
            row[key] = blank_rows(column)
    return row


def unit_of(edition: Edition, document: Document) -> str:
    """The unit a document is from: what its unit field says, else 单位 of the file."""
    value = document.get((edition.unit_field,)) if edition.unit_field else None
    return value.strip() if isinstance(value, str) and value.strip() else document.unit or ""


def project_of(edition: Edition, document: Document) -> str:
    """The project a document is about, `""` for forms of the whole unit."""
    value = document.get((edition.project_field,)) if edition.project_field else None
    return value.strip() if isinstance(value, str) else ""
