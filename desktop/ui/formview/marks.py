"""Findings by the place they are about, so that a cell can be asked what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable

from desktop.forms.findings import Finding, Level
from desktop.forms.paths import Path
from desktop.ui.formview.areas import CellKey
from desktop.ui.formview.places import PlaceMap

_WEIGHT = {Level.INFO: 0, Level.WARNING: 1, Level.ERROR: 2}


class Marks:
    """What was found, for one state of a document. Only errors and warnings mark a cell."""

    def __init__(self, findings: Iterable[Finding] = ()) -> None:
        """`findings` in the order they are to be told."""
        self._by_path: dict[Path, list[Finding]] = {}
        for finding in findings:
            self._by_path.setdefault(finding.path, []).append(finding)

    def at(self, path: Path, covers: tuple[Path, ...] = ()) -> list[Finding]:
        """The findings about one place; `covers` as in `Place`."""
        found = list(self._by_path.get(path, ()))
        for other in covers:
            if other != path:
                found.extend(self._by_path.get(other, ()))
        return found

    def level(self, path: Path, covers: tuple[Path, ...] = ()) -> Level | None:
        """The gravest level at a place; None when there is nothing to mark."""
        if not self._by_path:
            return None
        levels = [finding.level for finding in self.at(path, covers) if finding.level is not Level.INFO]
        return max(levels, key=_WEIGHT.__getitem__, default=None)

    def differing(self, other: Marks) -> set[Path]:
        """The paths at which two states differ."""
        mine, theirs = self._by_path, other._by_path
        return {path for path in mine.keys() | theirs.keys() if mine.get(path) != theirs.get(path)}


def marked_cells(places: PlaceMap, paths: Iterable[Path]) -> set[CellKey]:
    """The cells whose marks depend on the paths."""
    spots = (places.exact(path) for path in paths)
    return {spot.cell for spot in spots if spot is not None}
