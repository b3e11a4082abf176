"""The measurements as a table for people and as one JSON object."""

from __future__ import annotations

import json
import os
import platform
import unicodedata
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version

from desktop import __version__
from desktop.bench.measure import Measure

_HEAD = ("项目", "本程序", "对照", "比值", "目标", "")
_PARTS = ("PySide6-Essentials", "reportlab", "rl-accel")
"""What the figures depend on most; rl-accel makes reportlab, and so the baseline, faster."""


def table(measures: Sequence[Measure]) -> str:
    """A line for each, the columns under each other also on a screen where Chinese takes two places."""
    lines = [_HEAD, *(_line(one) for one in measures)]
    widths = [max(map(_places, column)) for column in zip(*lines, strict=True)]
    return "\n".join("  ".join(_padded(text, width) for text, width in zip(line, widths, strict=True)).rstrip()
                     for line in lines)  # fmt: skip


def as_json(measures: Sequence[Measure]) -> str:
    """One object; `measures` holds the keys of `Measure.as_json`, times in seconds."""
    machine = {"python": platform.python_version(), "system": platform.platform(), "cpus": os.cpu_count()}
    versions = {name: _version(name) for name in _PARTS}
    found = {"jibiao": __version__, **machine, **versions, "measures": [one.as_json() for one in measures]}
    return json.dumps(found, ensure_ascii=False, indent=1)


def _line(one: Measure) -> tuple[str, ...]:
    shown = _time if one.unit == "s" else _megabytes
    told = one.name, shown(one.ours), shown(one.baseline), f"{one.ratio:.2f}"
    if one.goal is None:
        return (*told, "", "")
    return (*told, f"{'≥' if one.at_least else '≤'} {one.goal:g}", "达到" if one.reached else "未达到")


def _time(value: float) -> str:
    return f"{value:.2f} 秒" if value >= 1 else f"{value * 1000:.1f} 毫秒"


def _megabytes(value: float) -> str:
    return f"{value:.1f} MB"


def _places(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "FW" else 1 for char in text)


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _places(text))


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
