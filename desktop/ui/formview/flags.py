"""What is said at cells besides findings: remarks on them, and what they were in another revision.

Both are told by the page the view is on, by path; a remark about a row stands at its first place, a change of a row at
all of them. No Qt in here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desktop.forms.paths import Path

Words = Mapping[Path, str]


class Flags:
    """For one state of the grid."""

    def __init__(self, remarks: Words, changes: Words, where: Callable[[Path], Path | None]) -> None:
        """`where` tells at which printed place a remark stands, None for nowhere."""
        self._changes = changes
        self._remarks: dict[Path, str] = {}
        for path, text in remarks.items():
            place = where(path) if path else None
            if place is not None:
                before = self._remarks.get(place)
                self._remarks[place] = f"{before}\n{text}" if before else text

    def remark(self, path: Path, covers: tuple[Path, ...] = ()) -> str:
        """What was remarked at a place, `""` for nothing; `covers` as in `Place`."""
        if not self._remarks:
            return ""
        found = (self._remarks.get(one) for one in dict.fromkeys((path, *covers)))
        return "\n".join(text for text in found if text)

    def change(self, path: Path, covers: tuple[Path, ...] = ()) -> str:
        """What is said about a place, or a row it lies in, having changed; `""` for nothing."""
        if not self._changes:
            return ""
        return next((text for one in dict.fromkeys((path, *covers)) if (text := self._changed(one))), "")

    def _changed(self, path: Path) -> str:
        ends = (end for end in range(len(path), 0, -1) if end == len(path) or isinstance(path[end - 1], int))
        return next((self._changes[path[:end]] for end in ends if path[:end] in self._changes), "")
