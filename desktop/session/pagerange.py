"""Which pages of a print are wanted, as people write it: `1-3,5`, also with the signs of a Chinese keyboard."""

from __future__ import annotations

import re
import unicodedata

from desktop.errors import UserError

_BETWEEN = re.compile(r"[,，、;；\s]+")
_TO = r"(?:-|–|—|~|〜|～|至|到|\.\.)"
_PART = re.compile(rf"(\d{{1,5}})(?:{_TO}+(\d{{1,5}})?)?|{_TO}+(\d{{1,5}})")
_AROUND_TO = re.compile(rf"\s*({_TO}+)\s*")
_EXAMPLE = "请写成 1-3,5 这样；空着就是全部"


def parse_pages(text: str, count: int) -> list[int]:
    """The numbers of the wanted pages, from 1, each once and in order; all of them when nothing is written.

    `3-` goes on to the last page, `-3` begins with the first. Raises `UserError` for what cannot be read, runs
    backwards or is not there.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    parts = [part for part in _BETWEEN.split(_AROUND_TO.sub(r"\1", plain)) if part]
    if not parts:
        return list(range(1, count + 1))
    wanted: set[int] = set()
    for part in parts:
        wanted.update(_pages(part.removeprefix("第").removesuffix("页"), count))
    return sorted(wanted)


def _pages(part: str, count: int) -> range:
    found = _PART.fullmatch(part)
    if found is None:
        raise UserError(f"页码“{part}”看不懂", remedy=_EXAMPLE)
    single, last, only_last = found.groups()
    open_end = single is not None and last is None and not part.isdigit()
    first = int(single or 1)
    end = count if open_end else int(last or only_last or first)
    if not 1 <= first <= count or end > count or end < 1:
        raise UserError(f"没有第 {first if not 1 <= first <= count else end} 页", remedy=f"一共 {count} 页")
    if end < first:
        raise UserError(f"页码“{part}”前后颠倒了", remedy=_EXAMPLE)
    return range(first, end + 1)
