"""The line of the status bar about the place the cursor is at."""

from __future__ import annotations

from decimal import Decimal

from desktop.forms.grid import PlaceKind, PlaceState
from desktop.ui.formview.openform import OpenForm

_MIN_NUMBERS = 2
_FIXED = "收到的表不能在这里改；有意见按 Ctrl+M 写下来，退回由对方改。"
_TICKS = {PlaceKind.TICK_ONE, PlaceKind.TICK_MANY}


def status(form: OpenForm) -> str:
    """What belongs here, or how the value came about; of a block its size and sum; `""` without a cursor."""
    if form.selection.block() is not None:
        return _of_block(form)
    place = form.place()
    if place is None:
        return ""
    hint, explained = form.session.hint(place.path), form.session.explain(place.path)
    if explained:
        return f"尚不完整。{explained}" if place.state is PlaceState.PROVISIONAL else explained
    if form.session.fixed:
        return hint
    if len(rows := {path[:-1] for path in place.covers}) > 1:
        hint = f"这一组 {len(rows)} 行一起改，Ctrl+G 从光标所在行另起一组。{hint}"
    if place.kind is PlaceKind.CHOICE and place.options:
        return f"{hint}（Alt+↓ 选择：{'、'.join(place.options)}）"
    return hint


def _of_block(form: OpenForm) -> str:
    """As spreadsheets have it: how many cells, and what they add up to."""
    places = [form.places.place(spot) for spot in form.selection.spots() if spot.option < 0]
    numbers = [place.number for place in places if place.number is not None]
    if len(numbers) < _MIN_NUMBERS:
        return f"选中 {len(places)} 格"
    return f"选中 {len(places)} 格，其中 {len(numbers)} 个数合计 {sum(numbers, Decimal(0)):f}"


def refusal(form: OpenForm) -> str:
    """Why the cursor's place takes no typing."""
    if form.session.fixed:
        return _FIXED
    place = form.place()
    if place is not None and place.kind in _TICKS:
        return "这里用空格键或鼠标勾选。"
    return f"这一格由程序计算，不能输入。{status(form)}"
