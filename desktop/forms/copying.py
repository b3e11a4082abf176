"""Texts of a list that are wanted elsewhere, all rows together: the 决算 paragraphs of a report's projects.

A column says so in its definition (`copy = true`). What is copied is what is printed of the row as text, its heading
and its paragraphs; of a column that stands in a table, its own text.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop.forms.calculation import Evaluation
from desktop.forms.edition import Edition, NodePath
from desktop.forms.grid import Grid
from desktop.forms.paths import Path


@dataclass(frozen=True, slots=True)
class Texts:
    """What a column gives: its name, in how many rows something is filled, and the text, a line for each paragraph."""

    name: str
    count: int
    text: str


def column_to_copy(edition: Edition) -> NodePath | None:
    """The column whose texts are wanted elsewhere; None when the form has none."""
    return next((path for path, field in edition.scalars.items() if field.copy), None)


def copied_texts(evaluation: Evaluation, grid: Grid) -> Texts | None:
    """The texts of the form's column, rows without one left out; None when the form has no such column."""
    column = column_to_copy(evaluation.edition)
    if column is None:
        return None
    printed: dict[Path, list[str]] = {}
    for cell in grid.cells:
        if cell.is_text:
            for path, index in grid.rows[cell.row].bands:
                printed.setdefault((*path, index), []).append(cell.text.strip())
    found = []
    for path in evaluation.paths(column):
        value = evaluation.document.get(path)
        if isinstance(value, str) and value.strip():
            found.append("\n".join(printed.get(path[:-1]) or [value.strip()]))
    field = evaluation.edition.scalars[column]
    return Texts(field.name, len(found), "\n".join(found))
