"""How each unit has its seal places printed: free, with a faint circle, or with its own picture of the seal.

Kept in the data file's settings by the unit's name. The picture stands under a key of its own, so that asking for the
choice reads a line and not a hundred kilobytes.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from desktop.forms.dressing import DIAMETER, GREATEST_DIAMETER, LEAST_DIAMETER, Seal, SealChoice

if TYPE_CHECKING:
    from pathlib import Path

    from desktop.forms.page import Image
    from desktop.store.settings import Json

NOTICE = "图片只是印章的样子，不是电子印章，没有电子签章的法律效力；用不用、怎么用，由本单位负责。"
"""What the program says once, before a unit's first picture."""
_TOLD = "seal.told"


class Memory(Protocol):
    """Where choices are kept; `desktop.store.settings.Settings` is one."""

    def get(self, key: str) -> Json:
        """What was put under a key, None for nothing."""

    def put(self, key: str, value: Json) -> None:
        """Keep a value; None forgets the key."""


class Seals:
    """The choices of the units of one data file."""

    def __init__(self, settings: Memory) -> None:
        self._settings = settings

    def choice(self, unit: str) -> SealChoice:
        """A unit's choice; what is kept and cannot be read counts as not there. Raises `UserError` for the disk."""
        kept = self._settings.get(f"seal.{unit}")
        if not isinstance(kept, dict):
            return SealChoice()
        kind = str(kept.get("kind"))
        diameter = kept.get("diameter")
        choice = SealChoice(
            Seal(kind) if kind in set(Seal) else Seal.FREE,
            _within(float(diameter)) if isinstance(diameter, int | float) else DIAMETER,
            across=kept.get("across") is True,
        )
        return replace(choice, image=self.image(unit)) if choice.kind is Seal.PICTURE else choice

    def image(self, unit: str) -> Image | None:
        """The unit's picture, also while another choice stands; None while it has none."""
        from desktop.export.seal import seal_image  # noqa: PLC0415  # Pillow is loaded for pictures only

        kept = self._settings.get(f"seal.picture.{unit}")
        if not isinstance(kept, str):
            return None
        try:
            return seal_image(base64.b64decode(kept, validate=True))
        except binascii.Error:
            return None

    def keep(self, unit: str, choice: SealChoice) -> None:
        """Keep a choice; its picture, if it has one, takes the place of the kept one. Raises `UserError`."""
        diameter = _within(choice.diameter)
        self._settings.put(f"seal.{unit}", {"kind": choice.kind.value, "diameter": diameter, "across": choice.across})
        if choice.image is not None:
            self._settings.put(f"seal.picture.{unit}", base64.b64encode(choice.image.png).decode("ascii"))

    def forget_image(self, unit: str) -> None:
        """The unit's picture is not to be kept any longer; its places are left free. Raises `UserError`."""
        self._settings.put(f"seal.picture.{unit}", None)
        self.keep(unit, replace(self.choice(unit), kind=Seal.FREE, image=None))

    @staticmethod
    def read(path: Path) -> Image:
        """The seal in a picture file, cleaned. Raises `UserError` when there is none."""
        from desktop.export.seal import cleaned_file  # noqa: PLC0415  # see above

        return cleaned_file(path)

    @property
    def told(self) -> bool:
        """Whether it was said that a picture is no electronic seal. Raises `UserError`."""
        return self._settings.get(_TOLD) is True

    def note_told(self) -> None:
        """It was said and read; it is not said again. Raises `UserError`."""
        self._settings.put(_TOLD, value=True)


def _within(diameter: float) -> float:
    return min(max(diameter, LEAST_DIAMETER), GREATEST_DIAMETER)
