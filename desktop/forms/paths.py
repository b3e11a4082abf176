"""How a place in a document is named: the path from the document's root to one value.

A path alternates field keys and row indices counted from 0: `("年度资金总额",)`,
`("年度绩效指标", 3, "指标值")`, `("年度目标", 0, "指标", 2, "分值")`. A path to a list is `("年度绩效指标",)`, to a
row of it `("年度绩效指标", 3)`. Plain tuples, because they are hashed and compared thousands of times an edit.
"""

from __future__ import annotations

import json
from typing import TypeAlias

Path: TypeAlias = tuple[str | int, ...]

_ROWS = "行"


def path_json(path: Path) -> str:
    """A path as it is kept in a data file."""
    return json.dumps(path, ensure_ascii=False)


def read_path(text: str) -> Path:
    """A path that was kept so."""
    return tuple(json.loads(text))


def path_text(path: Path) -> str:
    """The path in words for messages, rows counted from 1: `年度绩效指标 第4行 指标值`."""
    return " ".join(f"第{part + 1}行" if isinstance(part, int) else part for part in path)


def row_words(path: Path) -> str:
    """What goes before a column's name in a sentence: `绩效指标第3行的`, `""` for a plain field.

    In a nested list `年度目标第1行指标第2行的`. A list that is the whole table is called 行: `第3行的` says it all.
    """
    words = "".join(
        f"{'' if path[at - 1] == _ROWS else path[at - 1]}第{part + 1}行"
        for at, part in enumerate(path)
        if isinstance(part, int)
    )
    return words and words + "的"


def list_of(path: Path) -> Path | None:
    """The path of the innermost list `path` lies in, or None for a plain field."""
    for end in range(len(path) - 1, 0, -1):
        if isinstance(path[end], int):
            return path[:end]
    return None


def row_of(path: Path) -> Path | None:
    """The path of the innermost row `path` lies in, or None for a plain field."""
    for end in range(len(path) - 1, 0, -1):
        if isinstance(path[end], int):
            return path[: end + 1]
    return None
