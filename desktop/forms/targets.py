"""For definitions: an indicator's value taken apart into 指标性质, 指标值 and 度量单位, and the way back.

The approved form writes `≥96%` in one cell, the self-evaluation has three. A text goes apart only when it says a
comparison or is nothing but a quantity; whatever else it says (`专用打印机1台`, `12月31日前`) stays whole as 定性,
because which number of it counts only a person can say. With it come the small things that carrying over needs.
"""

from __future__ import annotations

from decimal import Decimal

from desktop.forms.names import plain
from desktop.forms.numbers import read_number
from desktop.forms.prose import QUALITATIVE, Target, canonical_sign, split_target
from desktop.forms.units import convert
from desktop.forms.values import BLANK, Missing, Scalar, Val

_EQUAL = "＝"


def target_sign(text: Val, bare: Val = _EQUAL) -> Val:
    """`≥ ≤ ＝ ＞ ＜` or 定性; `bare` for a quantity without a comparison."""
    target = _parts(text)
    if target is None:
        return BLANK
    return bare if target.value is not None and not target.explicit and isinstance(bare, str) else target.sign


def target_value(text: Val) -> Val:
    """The number alone, or the whole text of a 定性 target."""
    target = _parts(text)
    if target is None:
        return BLANK
    return target.text if target.value is None else f"{target.value:f}"


def target_unit(text: Val) -> Val:
    """The unit; blank where there is none."""
    target = _parts(text)
    return (target.unit if target is not None else "") or BLANK


def same_target(sign: Val, value: Val, unit: Val, texts: Val) -> Val:
    """Whether 指标性质, 指标值 and 度量单位 say what one of the texts says; blank while there is no value.

    A comparison that the text leaves open may be any; 万人 and 人 are compared as amounts.
    """
    written = _written(value)
    if not written:
        return BLANK
    own = f"{'' if canonical_sign(_written(sign)) == QUALITATIVE else _written(sign)}{written}{_written(unit)}"
    wanted = [_written(text) for text in (texts if isinstance(texts, tuple) else (texts,))]
    return any(_agree(own, written, text) for text in wanted if text)


def joined(*texts: Val) -> Val:
    """The texts one behind the other; blanks are left out."""
    flat: list[Scalar] = [item for text in texts for item in (text if isinstance(text, tuple) else (text,))]
    return "".join(_written(item) for item in flat) or BLANK


def number(text: Val) -> Val:
    """A number written as text (`24`); blank when the text is anything else."""
    value = read_number(text) if isinstance(text, str) else text
    return value if isinstance(value, Decimal) else BLANK


def _parts(text: Val) -> Target | None:
    target = split_target(text) if isinstance(text, str) else None
    if target is None or target.value is None or target.explicit or target.exact:
        return target
    return Target(QUALITATIVE, None, "", target.text, explicit=False)


def _agree(own: str, value: str, text: str) -> bool:
    if plain(text) in {plain(own), plain(value)}:
        return True
    one, other = split_target(own), split_target(text)
    if one is None or other is None or one.value is None or other.value is None:
        return False
    if one.explicit and other.explicit and one.sign != other.sign:
        return False
    return convert(one.value, one.unit, other.unit) == other.value


def _written(value: Val) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}"
    return "" if isinstance(value, Missing | tuple | bool) else value.strip()
