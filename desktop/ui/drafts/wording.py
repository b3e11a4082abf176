"""How a draft is called in lists and lines."""

from __future__ import annotations

from datetime import datetime, timedelta

from desktop.ui.services import DraftRow


def plain_time(when: datetime, now: datetime) -> str:
    """今天 14:03, 昨天 09:20, 11月19日, 2021年11月19日; both times with their zones, told in that of `now`."""
    local = when.astimezone(now.tzinfo)
    if local.date() == now.date():
        return f"今天 {local:%H:%M}"
    if local.date() == (now - timedelta(days=1)).date():
        return f"昨天 {local:%H:%M}"
    day = f"{local.month}月{local.day}日"
    return day if local.year == now.year else f"{local.year}年{day}"


def short_name(row: DraftRow) -> str:
    """What a person calls it: the project, else the form."""
    return row.project or row.form
