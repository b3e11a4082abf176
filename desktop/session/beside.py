"""What is kept with a row of the form but not printed: filled beside the form, at a printed place of the same row.

Also where the cursor goes for what has no place of its own, as a group of rows that is missing.

The reason for overruling a score belongs to that score alone, and so does what follows from it (等级), which is only
looked at; everything else belongs to the whole row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.forms.calculation import node_path
from desktop.forms.document import Row, Value
from desktop.forms.edition import ListField
from desktop.forms.findings import Finding
from desktop.forms.paths import Path, row_of
from desktop.forms.unprinted import followers, reasons, unprinted_columns
from desktop.forms.values import Missing
from desktop.session.rowwork import place_in_order, row_of_group

if TYPE_CHECKING:
    from desktop.session.session import Session


def unprinted(session: Session, path: Path) -> tuple[Path, ...]:
    """What can be filled at a printed place besides itself, in the order of the definition, and what follows from it.

    Nothing at a cell that stands for several rows, nor in a row that is not there yet and would begin with a group.
    """
    place = session.place(path)
    if place is None or len(place.covers) > 1 or (place.virtual and place.presets):
        return ()
    names = unprinted_columns(session.edition).get(node_path(path)[:-1], ())
    filled = tuple(beside for name in names if _belongs(session, path, beside := (*path[:-1], name)))
    return (*filled, *((*path[:-1], name) for name in followers(session.edition, node_path(path))))


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


def landing(session: Session, finding: Finding) -> Path:
    """What is seen to for a finding: its place, or of a group of rows that has nothing in it the first cell.

    A group without a row: where its row would come to stand, on the row above.
    """
    item = session.edition.lists.get(node_path(finding.path))
    if item is None or not finding.item or finding.path[-1:] != (item.key,):
        return finding.path
    rows = session.document.rows(finding.path)
    index = next((at for at, row in enumerate(rows) if finding.item in _groups(row, item)), None)
    if index is not None:
        return (*finding.path, index, _first_column(session, (*finding.path, index), item))
    if (path := _on_paper(session, finding)) is not None:
        return path
    row = row_of_group(item, finding.item)
    above = max((place_in_order(rows, item, row) if row is not None else len(rows)) - 1, 0)
    return (*finding.path, above, _first_column(session, (*finding.path, above), item))


def lacks_row(session: Session, finding: Finding) -> bool:
    """Whether a finding is about a group of the form that has no row, not even one that is only on paper."""
    item = session.edition.lists.get(node_path(finding.path))
    if item is None or item.fixed or not finding.item or row_of_group(item, finding.item) is None:
        return False
    rows = session.document.rows(finding.path)
    return not any(finding.item in _groups(row, item) for row in rows) and _on_paper(session, finding) is None


def _on_paper(session: Session, finding: Finding) -> Path | None:
    """A place of the group in a row that is printed though the document has none."""
    for cell in session.grid.cells:
        for place in cell.places:
            if place.virtual and place.path[:-2] == finding.path and finding.item in dict(place.presets).values():
                return place.path
    return None


def _groups(row: Row, item: ListField) -> tuple[Value, ...]:
    return tuple(row.get(group) for group in item.groups)


def _first_column(session: Session, row: Path, item: ListField) -> str:
    """The first column that is filled in each row by itself."""
    own = (key for key in item.columns if key not in item.groups)
    places = ((key, session.place((*row, key))) for key in own)
    return next((key for key, place in places if place is not None and place.editable), next(iter(item.columns)))


def _belongs(session: Session, path: Path, beside: Path) -> bool:
    score = reasons(session.edition).get(node_path(beside))
    if score is None:
        return row_of(path) is not None
    if score != node_path(path):
        return False
    # Where no rule decides there is nothing to overrule; a reason that came along can still be taken out.
    return not isinstance(session.evaluation.computed(path), Missing) or bool(session.document.get(beside))
