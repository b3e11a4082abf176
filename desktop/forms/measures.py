"""Target and achieved value of an indicator brought to one unit, or refused: never compared blindly.

指标值 is usually a bare number beside 度量单位, but people also write `90%` or `3.5万人` there. 完成值 may be
`4.97万人`, `98%`, `27000元`, a bare number (in the target's unit then), or a sentence with one fitting quantity.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from desktop.forms.numbers import parse_number
from desktop.forms.outcome import Refused
from desktop.forms.quantities import Quantity, quantities
from desktop.forms.units import base_unit, convert

_RATE_AT_LEAST = Decimal(10)
"""A bare 完成值 up to 1 beside a percentage target from here on looks like a fraction typed for a percentage."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A value in a unit. `note` says how it was converted, `""` when it was not."""

    value: Decimal
    unit: str
    note: str = ""

    def __str__(self) -> str:
        return f"{self.value:f}{self.unit}"


def read_target(text: str, unit: str) -> Measure | Refused:
    """The target; `unit` is 度量单位, blank when the text itself carries it."""
    bare = _bare(text, unit)
    if bare is not None:
        return Measure(bare, unit)
    found = quantities(text)
    if len(found) != 1 or found[0].upper is not None:
        return Refused(f"指标值“{_short(text)}”不是一个确定的数", "请填一个数，说不出数的请把性质改为定性")
    quantity = found[0]
    if not unit:
        return Measure(quantity.value, _full_unit(quantity))
    value = _in(quantity, unit)
    if value is None:
        return Refused(f"指标值“{_short(text)}”的单位与度量单位“{unit}”不同", "请把指标值改成数字，单位填在度量单位里")
    return Measure(value, unit)


def read_achieved(text: str, target: Measure) -> Measure | Refused:
    """The achieved value in the target's unit."""
    bare = _bare(text, target.unit)
    if bare is not None:
        if "%" not in text and "％" not in text and _is_fraction(bare, target):
            percent = f"{bare * 100:f}".rstrip("0").rstrip(".")
            return Refused(
                f"完成值 {bare:f} 与指标值 {target} 相差悬殊",
                f"若是 {percent}%，请填 {percent}；若确是 {bare:f}%，请填 {bare:f}%",
            )
        return Measure(bare, target.unit)
    found = quantities(text)
    if not found:
        unit = f"，单位为{target.unit}" if target.unit else ""
        return Refused(f"完成值“{_short(text)}”里没有数", "请填数字" + unit)
    fitting = _fitting(found, target.unit)
    if not fitting:
        return _misfit(found[0], target)
    if len({value for _, value in fitting}) > 1 or any(quantity.upper is not None for quantity, _ in fitting):
        return Refused(f"完成值“{_short(text)}”里有不止一个数", f"请只填一个数，单位为{target.unit}")
    quantity, value = fitting[0]
    same = value == quantity.value
    return Measure(value, target.unit, "" if same else f"{quantity.text.strip()} = {value:f}{target.unit}")


def _fitting(found: tuple[Quantity, ...], unit: str) -> list[tuple[Quantity, Decimal]]:
    """The quantities in a unit that becomes the target's; only without any, bare numbers and bare 万."""
    measured = [quantity for quantity in found if base_unit(quantity.unit)[1]]
    bare = [quantity for quantity in found if quantity not in measured]
    for group in (measured, bare):
        if fitting := [(quantity, value) for quantity in group if (value := _in(quantity, unit)) is not None]:
            return fitting
    return []


def _misfit(quantity: Quantity, target: Measure) -> Refused:
    if not target.unit:
        return Refused(f"指标值没有单位，完成值的单位是{_full_unit(quantity)}，不能比较", "请补填度量单位")
    unit = _full_unit(quantity)
    reason = f"完成值的单位是{unit}，指标值的单位是{target.unit}，不能比较"
    return Refused(reason, f"请把完成值换算成{target.unit}后填写")


def _bare(text: str, unit: str) -> Decimal | None:
    """A plain number, also one with exactly the unit of the column behind it (`30人/次`)."""
    body = text.strip()
    if unit and body.endswith(unit):
        body = body[: -len(unit)]
    return parse_number(body, percent=unit in ("%", "％", "百分比")).value


def _in(quantity: Quantity, unit: str) -> Decimal | None:
    full = _full_unit(quantity)
    if full in ("", unit):
        return quantity.value
    if quantity.per not in ("", "年"):
        return None
    base = base_unit(unit)[1]
    written = quantity.unit if base_unit(quantity.unit)[1] or not base else quantity.unit + base
    return convert(quantity.value, written, unit)


def _full_unit(quantity: Quantity) -> str:
    return f"{quantity.unit}/{quantity.per}" if quantity.per not in ("", "年") else quantity.unit


def _is_fraction(bare: Decimal, target: Measure) -> bool:
    return target.unit in ("%", "％", "百分比") and 0 < bare <= 1 and target.value >= _RATE_AT_LEAST


def _short(text: str) -> str:
    text = "".join(text.split())
    return text if len(text) <= 16 else text[:16] + "…"
