"""Findings by the place they are about, so that a cell can be asked what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import IntEnum

from desktop.forms.findings import Finding, Level
from desktop.forms.paths import Path
from desktop.ui.formview.areas import CellKey
from desktop.ui.formview.places import PlaceMap


class Sign(IntEnum):
    """How a cell is marked, the gravest last."""

    TO_FILL = 0
    """Nothing is wrong, something is still missing."""
    WARNING = 1
    ERROR = 2


_SIGNS = {Level.WARNING: Sign.WARNING, Level.ERROR: Sign.ERROR}


class Marks:
    """What was found, for one state of a document. Information marks no cell."""

    def __init__(
        self,
        findings: Iterable[Finding] = (),
        *,
        quiet: bool = False,
        where: Callable[[Path], Path] = lambda path: path,
    ) -> None:
        """`findings` in the order they are to be told; `quiet`: blanks are not told as errors yet.

        `where` tells at which printed place a finding is marked.
        """
        self._quiet = quiet
        self._by_path: dict[Path, list[Finding]] = {}
        for finding in findings:
            self._by_path.setdefault(where(finding.path), []).append(finding)

    def at(self, path: Path, covers: tuple[Path, ...] = ()) -> list[Finding]:
        """The findings about one place; `covers` as in `Place`."""
        found = list(self._by_path.get(path, ()))
        for other in covers:
            if other != path:
                found.extend(self._by_path.get(other, ()))
        return found

    def sign(self, path: Path, covers: tuple[Path, ...] = ()) -> Sign | None:
        """The gravest sign at a place; None when there is nothing to mark."""
        if not self._by_path:
            return None
        signs = [self.sign_of(finding) for finding in self.at(path, covers)]
        return max((sign for sign in signs if sign is not None), default=None)

    def sign_of(self, finding: Finding) -> Sign | None:
        """How one finding is marked."""
        if finding.note:
            return None
        return Sign.TO_FILL if self._quiet and finding.blank else _SIGNS.get(finding.level)

    def differing(self, other: Marks) -> set[Path]:
        """The paths at which two states differ."""
        mine, theirs = self._by_path, other._by_path
        return {path for path in mine.keys() | theirs.keys() if mine.get(path) != theirs.get(path)}


def marked_cells(places: PlaceMap, paths: Iterable[Path]) -> set[CellKey]:
    """The cells whose marks depend on the paths."""
    spots = (places.exact(path) for path in paths)
    return {spot.cell for spot in spots if spot is not None}
