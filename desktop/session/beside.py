"""What is kept with a row of the form but not printed: filled beside the form, at a printed place of the same row.

The reason for overruling a score belongs to that score alone; everything else belongs to the whole row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.forms.calculation import node_path
from desktop.forms.paths import Path, row_of
from desktop.forms.unprinted import reasons, unprinted_columns
from desktop.forms.values import Missing

if TYPE_CHECKING:
    from desktop.session.session import Session


def unprinted(session: Session, path: Path) -> tuple[Path, ...]:
    """What can be filled at a printed place besides itself, in the order of the definition.

    Nothing at a cell that stands for several rows, nor in a row that is not there yet and would begin with a group.
    """
    place = session.place(path)
    if place is None or len(place.covers) > 1 or (place.virtual and place.presets):
        return ()
    names = unprinted_columns(session.edition).get(node_path(path)[:-1], ())
    return tuple(beside for name in names if _belongs(session, path, beside := (*path[:-1], name)))


def printed(session: Session, path: Path) -> Path:
    """Where the cursor stands to fill a path: the path itself unless it is one that the form does not print."""
    node = node_path(path)
    if not path or node[-1] not in unprinted_columns(session.edition).get(node[:-1], ()):
        return path
    if (score := reasons(session.edition).get(node)) is not None:
        return (*path[:-1], score[-1])
    columns = (other[-1] for other in session.edition.scalars if other[:-1] == node[:-1])
    places = ((*path[:-1], column) for column in columns)
    return next((place for place in places if path in unprinted(session, place)), path)


def _belongs(session: Session, path: Path, beside: Path) -> bool:
    score = reasons(session.edition).get(node_path(beside))
    if score is None:
        return row_of(path) is not None
    if score != node_path(path):
        return False
    # Where no rule decides there is nothing to overrule; a reason that came along can still be taken out.
    return not isinstance(session.evaluation.computed(path), Missing) or bool(session.document.get(beside))
