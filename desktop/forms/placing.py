"""Where the places of one document are in a later one of the same form: what was said about a cell follows its row.

Rows are told by what stands in them (`rowmatch`), not by their number. Both sides of a return ask here: the office,
whose remarks go over to the document that came in, and the sender, who sees them in the draft as it stands by now.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from desktop.forms.calculation import Evaluation, node_path
from desktop.forms.canonical import ContentRow, Node, content
from desktop.forms.compare import Difference, compare
from desktop.forms.edition import ListField
from desktop.forms.paths import Path
from desktop.forms.rowmatch import match_rows
from desktop.forms.shown import shown_value

_Content = Mapping[str, Node]


class Placing:
    """One document laid beside another; matches each list of rows once, however many places are asked for.

    It speaks of the documents as they are when a thing is first asked: after an edit another one is made.
    """

    def __init__(self, ours: Evaluation, theirs: Evaluation) -> None:
        """Both of the same edition."""
        self.ours, self.theirs = ours, theirs
        self._rows: dict[Path, dict[int, _Content]] = {}
        """By the path of a list in ours: the content of each of its rows that says something."""
        self._pairs: dict[Path, dict[int, tuple[int, _Content]]] = {}
        """By the path of a list in ours: the number and content of the row in theirs that each row is."""

    def place(self, path: Path) -> Path | None:
        """Where a place of ours is in theirs; None when one of the rows along its path is not there any more."""
        place: Path = ()
        one: _Content = self._contents[0]
        two: _Content = self._contents[1]
        for at, part in enumerate(path):
            if isinstance(part, str):
                place = (*place, part)
                continue
            above = path[:at]
            if not self._match(above, one, two):
                return None
            if part not in self._rows[above]:  # it says nothing: only its number tells it from others
                place = (*place, part)
                one, two = {}, {}
            elif part in self._pairs[above]:
                one = self._rows[above][part]
                to, two = self._pairs[above][part]
                place = (*place, to)
            else:
                return None
        return place if is_there(self.theirs, place) else None

    def changed(self, path: Path, place: Path) -> bool:
        """Whether theirs says something else at `place` than ours does at `path`; never of the whole, `()`."""
        if not path:
            return False
        if node_path(path) in self.ours.edition.scalars:
            return shown_at(self.ours, path) != shown_at(self.theirs, place)
        return any(path in {one.path[: len(path)], one.other[: len(path)]} for one in self._differences)

    @cached_property
    def _contents(self) -> tuple[_Content, _Content]:
        ours, theirs = self.ours, self.theirs
        return content(ours.edition, ours.document, ours), content(theirs.edition, theirs.document, theirs)

    @cached_property
    def _differences(self) -> list[Difference]:
        return compare(self.ours.edition, self.ours.document, self.theirs.document)

    def _match(self, path: Path, one: _Content, two: _Content) -> bool:
        """Has the rows of a list matched; False when the path leads to none."""
        if path in self._rows:
            return True
        item = self.ours.edition.lists.get(node_path(path))
        key = path[-1] if path else None
        if not isinstance(item, ListField) or not isinstance(key, str):
            return False
        mine, other = _rows(one.get(key)), _rows(two.get(key))
        self._rows[path] = {row.at: row.values for row in mine}
        self._pairs[path] = {
            pair.ours.at: (pair.theirs.at, pair.theirs.values)
            for pair in match_rows(item, mine, other)
            if pair.ours is not None and pair.theirs is not None
        }
        return True


def is_there(evaluation: Evaluation, path: Path) -> bool:
    """Whether a form has this place and its document these rows."""
    node = node_path(path)
    if path and node not in evaluation.edition.scalars and node not in evaluation.edition.lists:
        return False
    return all(_is_row(evaluation, path[:at], part) for at, part in enumerate(path) if isinstance(part, int))


def shown_at(evaluation: Evaluation, path: Path) -> str:
    """What the form shows at a place, in one line; of what cannot be read as it was typed; `""` for no single place."""
    field = evaluation.edition.scalars.get(node_path(path))
    if field is None:
        return ""
    raw = evaluation.document.get(path)
    return " ".join(shown_value(field, evaluation.value(path)).split()) or (raw.strip() if isinstance(raw, str) else "")


def _is_row(evaluation: Evaluation, table: Path, number: int) -> bool:
    """Whether a list of the form has a row of this number; the boxes ticked in a field are no rows."""
    is_list = bool(table) and isinstance(table[-1], str) and node_path(table) in evaluation.edition.lists
    return is_list and 0 <= number < len(evaluation.document.rows(table))


def _rows(node: Node | None) -> list[ContentRow]:
    return [row for row in node if isinstance(row, ContentRow)] if isinstance(node, list) else []
