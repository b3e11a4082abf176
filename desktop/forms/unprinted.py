"""What a form asks for but does not print, as its layout has it: found once for each edition."""

from __future__ import annotations

from functools import lru_cache

from desktop.forms.edition import Edition, NodePath
from desktop.forms.program import program_of

_EDITIONS = 64


@lru_cache(maxsize=_EDITIONS)
def unprinted_columns(edition: Edition) -> dict[NodePath, tuple[str, ...]]:
    """What is entered but not printed: columns by their list, fields of the document under `()`.

    Columns that say which row it is (groups, the key) are not among them: the form prints those in words.
    """
    shown = _shown(edition)
    found: dict[NodePath, tuple[str, ...]] = {}
    for node, field in edition.scalars.items():
        if field.calculation is None and node not in shown:
            found[node[:-1]] = (*found.get(node[:-1], ()), node[-1])
    return found


@lru_cache(maxsize=_EDITIONS)
def unprinted_results(edition: Edition) -> dict[NodePath, tuple[str, ...]]:
    """What is computed from a field and not printed, by that field: 等级 by 合计得分."""
    shown = _shown(edition)
    found: dict[NodePath, tuple[str, ...]] = {}
    for step in program_of(edition).steps:
        if step.node not in shown:
            for read in {read.path for read in step.reads if read.path[:-1] == step.node[:-1]}:
                found[read] = (*found.get(read, ()), step.node[-1])
    return found


def followers(edition: Edition, node: NodePath) -> tuple[str, ...]:
    """The names of what follows from a field without being printed, beside it."""
    return unprinted_results(edition).get(node, ())


def _shown(edition: Edition) -> set[NodePath]:
    layout = edition.layout
    cells = [layout.title, *(cell for row in layout.rows for cell in row.cells)]
    cells += [cell for line in (*layout.head, *layout.above, *layout.below) for cell in line]
    shown = {place.path for cell in cells for place in cell.places}
    for path, item in edition.lists.items():
        shown.update((*path, column) for column in (*item.groups, item.row_key))
    return shown


@lru_cache(maxsize=_EDITIONS)
def reasons(edition: Edition) -> dict[NodePath, NodePath]:
    """The fields that hold the reason for overruling a score, each with its score."""
    return {
        (*node[:-1], field.calculation.overrule): node
        for node, field in edition.scalars.items()
        if field.calculation is not None and field.calculation.overrule
    }
