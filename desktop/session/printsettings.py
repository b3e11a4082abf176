"""How a form is printed, and what is remembered of it: printer, tray and the rest by form, the shift by printer.

A printer that draws its paper in crooked does so with every form, so the correction belongs to it; which printer and
tray a form goes to is a matter of the form. The pages of one print are not remembered: next time it is all of them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from desktop.forms.margins import Margins

if TYPE_CHECKING:
    from desktop.store.settings import Json

MOST_COPIES = 99
GREATEST_SHIFT = 15.0
"""mm; a printer that is further off is broken."""
SEVERAL = "多份"
"""Instead of a form's name: documents of several forms printed together."""


class Sides(StrEnum):
    """One side of the paper, or both, and over which edge the sheet is turned."""

    ONE = "单面"
    LONG = "双面，沿长边翻"
    SHORT = "双面，沿短边翻"


class Stock(StrEnum):
    """The paper in the printer."""

    FORM = "按表样"
    A4 = "A4"
    A3 = "A3"


class Scale(StrEnum):
    """Nothing is made smaller unless it was asked for, and nothing is ever made larger."""

    ACTUAL = "实际大小"
    FIT = "缩到纸张"


@dataclass(frozen=True, slots=True)
class PrintSettings:
    """`printer` `""`: the system's usual one. `tray` `""`: the printer's choice. `margins` None: the edition's."""

    printer: str = ""
    tray: str = ""
    copies: int = 1
    collate: bool = True
    sides: Sides = Sides.ONE
    stock: Stock = Stock.FORM
    scale: Scale = Scale.ACTUAL
    margins: Margins | None = None
    cover: bool = False
    """A list on top of several documents."""


@dataclass(frozen=True, slots=True)
class Shift:
    """mm that everything is moved to the right and down on the upright sheet, because the printer moves it back."""

    right: float = 0.0
    down: float = 0.0

    def __bool__(self) -> bool:
        """Whether it moves anything."""
        return bool(self.right or self.down)


class Memory(Protocol):
    """Where settings are kept; `desktop.store.settings.Settings` is one."""

    def get(self, key: str) -> Json:
        """What was put under a key, None for nothing."""

    def put(self, key: str, value: Json) -> None:
        """Keep a value; None forgets the key."""


class PrintMemory:
    """What one data file remembers. A value that cannot be read counts as not there; all may raise `UserError`."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def settings(self, form: str) -> PrintSettings:
        """Those a form was last printed with; at first the usual ones, on the printer used last."""
        kept = self._memory.get(f"print.{form}")
        if isinstance(kept, dict):
            return _settings(kept)
        return PrintSettings(printer=_text(self._memory.get("print.printer")))

    def keep(self, form: str, settings: PrintSettings) -> None:
        """The next print of the form begins with these."""
        margins = settings.margins
        self._memory.put(
            f"print.{form}",
            {
                "printer": settings.printer, "tray": settings.tray, "copies": settings.copies,
                "collate": settings.collate, "sides": settings.sides.name, "stock": settings.stock.name,
                "scale": settings.scale.name, "cover": settings.cover,
                "margins": [margins.left, margins.right, margins.top, margins.bottom] if margins else None,
            },
        )  # fmt: skip
        self._memory.put("print.printer", settings.printer)

    def shift(self, printer: str) -> Shift:
        """How much a printer is corrected."""
        kept = self._memory.get(f"print.shift.{printer}")
        right, down = kept if isinstance(kept, list) and len(kept) == 2 else (0.0, 0.0)
        return Shift(_shift(right), _shift(down))

    def keep_shift(self, printer: str, shift: Shift) -> None:
        """Correct all that is printed on a printer from now on."""
        value: Json = [_shift(shift.right), _shift(shift.down)] if shift else None
        self._memory.put(f"print.shift.{printer}", value)


def _settings(kept: dict[str, Json]) -> PrintSettings:
    copies = kept.get("copies")
    usual = PrintSettings(
        printer=_text(kept.get("printer")),
        tray=_text(kept.get("tray")),
        copies=min(max(copies, 1), MOST_COPIES) if isinstance(copies, int) else 1,
        collate=kept.get("collate") is not False,
        cover=kept.get("cover") is True,
        margins=_margins(kept.get("margins")),
    )
    sides, stock, scale = (_text(kept.get(name)) for name in ("sides", "stock", "scale"))
    return replace(
        usual,
        sides=Sides.__members__.get(sides, Sides.ONE),
        stock=Stock.__members__.get(stock, Stock.FORM),
        scale=Scale.__members__.get(scale, Scale.ACTUAL),
    )


def _margins(kept: Json) -> Margins | None:
    if not isinstance(kept, list):
        return None
    numbers = [float(mm) for mm in kept if isinstance(mm, int | float) and not isinstance(mm, bool)]
    return Margins(*numbers) if len(numbers) == len(kept) == 4 else None


def _text(kept: Json) -> str:
    return kept if isinstance(kept, str) else ""


def _shift(kept: object) -> float:
    mm = float(kept) if isinstance(kept, int | float) else 0.0
    return min(max(mm, -GREATEST_SHIFT), GREATEST_SHIFT)
