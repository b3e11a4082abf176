"""What a form asks for but does not print, as its layout has it: found once for each edition."""

from __future__ import annotations

from functools import lru_cache

from desktop.forms.edition import Edition, NodePath

_EDITIONS = 64


@lru_cache(maxsize=_EDITIONS)
def unprinted_columns(edition: Edition) -> dict[NodePath, tuple[str, ...]]:
    """What is entered but not printed: columns by their list, fields of the document under `()`.

    Columns that say which row it is (groups, the key) are not among them: the form prints those in words.
    """
    layout = edition.layout
    cells = [layout.title, *(cell for row in layout.rows for cell in row.cells)]
    cells += [cell for line in (*layout.head, *layout.above, *layout.below) for cell in line]
    shown = {place.path for cell in cells for place in cell.places}
    for path, item in edition.lists.items():
        shown.update((*path, column) for column in (*item.groups, item.row_key))
    found: dict[NodePath, tuple[str, ...]] = {}
    for node, field in edition.scalars.items():
        if field.calculation is None and node not in shown:
            found[node[:-1]] = (*found.get(node[:-1], ()), node[-1])
    return found


@lru_cache(maxsize=_EDITIONS)
def reasons(edition: Edition) -> dict[NodePath, NodePath]:
    """The fields that hold the reason for overruling a score, each with its score."""
    return {
        (*node[:-1], field.calculation.overrule): node
        for node, field in edition.scalars.items()
        if field.calculation is not None and field.calculation.overrule
    }
