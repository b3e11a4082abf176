"""Units of measure in Chinese prose and in 度量单位 columns: which belong together and how one becomes another.

A unit is an optional magnitude and a base: 万人 is 10,000 人, 亿元 is 10^8 元. Units are convertible when they have the
same base. 人 and 人次 count different things and are not; 百分点 is not %.
"""

from __future__ import annotations

from decimal import Context, Decimal
from functools import lru_cache

_MAGNITUDES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_RELATED: dict[str, tuple[Decimal, str]] = {
    "圆": (Decimal(1), "元"),
    "名": (Decimal(1), "人"),
    "位": (Decimal(1), "人"),
    "个人": (Decimal(1), "人"),
    "％": (Decimal(1), "%"),
    "百分比": (Decimal(1), "%"),
    "‰": (Decimal("0.1"), "%"),
    "‱": (Decimal("0.01"), "%"),
    "百分点": (Decimal(1), "个百分点"),
    "个千分点": (Decimal("0.1"), "个百分点"),
    "千分点": (Decimal("0.1"), "个百分点"),
    "天": (Decimal(1), "日"),
    "工作日": (Decimal(1), "个工作日"),
    "月": (Decimal(1), "个月"),
    "年": (Decimal(12), "个月"),
    "小时": (Decimal(60), "分钟"),
    "公里": (Decimal(1000), "米"),
    "平方公里": (Decimal(10**6), "平方米"),
    "㎡": (Decimal(1), "平方米"),
    "m²": (Decimal(1), "平方米"),
    "m2": (Decimal(1), "平方米"),
    "公顷": (Decimal(10**4), "平方米"),
    "吨": (Decimal(10**6), "克"),
    "公斤": (Decimal(1000), "克"),
    "斤": (Decimal(500), "克"),
}
_LONGEST = 12
"""A longer text is no unit."""
_EXACT = Context(prec=60)


@lru_cache(maxsize=1024)
def base_unit(unit: str) -> tuple[Decimal, str]:
    """`(factor, base)`: 万人 is `(10000, "人")`, 万 alone `(10000, "")`, an unknown unit is its own base."""
    unit = "".join(unit.split())
    if unit in _RELATED:
        return _RELATED[unit]
    size = _MAGNITUDES.get(unit[:1])
    if size is None or len(unit) > _LONGEST:
        return Decimal(1), unit
    factor, base = base_unit(unit[1:])
    return size * factor, base


def convert(value: Decimal, unit: str, to: str) -> Decimal | None:
    """The value in another unit, None when the units do not belong together. Exact up to 60 digits."""
    factor, base = base_unit(unit)
    target_factor, target_base = base_unit(to)
    if base != target_base:
        return None
    if factor == target_factor:
        return value
    return plain(_EXACT.divide(_EXACT.multiply(value, factor), target_factor))


def plain(value: Decimal) -> Decimal:
    """The same value without trailing zeros and without an exponent: 49700, not 4.97E+4."""
    value = _EXACT.normalize(value)
    exponent = value.as_tuple().exponent
    return value.quantize(Decimal(1), context=_EXACT) if isinstance(exponent, int) and exponent > 0 else value
