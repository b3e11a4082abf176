r"""The layout part of a definition: a text in which a person sees the printed form.

One line is one printed row, `|` between cells:

    | 主管部门 | {主管部门} ×4 | 实施单位（盖章） ×2 | {实施单位} ×4 @公章 |
    = | 绩效指标\n（90分） | 一级指标 | 二级指标 | …
    *绩效指标 | ^ | {一级指标} !merge | {二级指标} !merge | {三级指标} | …

`×n` spans columns, `^` goes on from the row above, `{键}` is a place to fill (`{键 w4}` with room of 4 characters when
blank), `{列表.列 #}` a list inside this one cell, a numbered line for each of its rows, `\n` breaks a line. Behind a
cell's text: `!merge` (equal neighbours below print as one cell), `!left !center !right`, `!bold`, `@公章` (the seal's
place). In a report `!heading`, `!subheading` and `!text` make a row a heading or paragraphs in place of a row of a
table; such a cell is alone in its row. Before the first `|`: `=` repeats the row on the next page while the list below
goes on, `h12` makes the row at least 12 mm high, `*列表` prints it for every row of a list, `*列表[总额]` for one fixed
row, `*左列表&右列表 by 一级指标,二级指标` two lists side by side, aligned by these columns.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from desktop.forms.binding import ROW_NUMBER
from desktop.forms.edition import CellSpec, Field, ListField, NodePath, PlaceSpec, RowSpec, item_at
from desktop.forms.grid import Align, Style
from desktop.forms.program import DefinitionFault

Fields = Mapping[str, "Field | ListField"]
_PLACE = re.compile(r"\{([^{}]*)\}")
_SUFFIX = re.compile(r"\s+(?:×(?P<span>\d+)|!(?P<flag>[a-z]+)|@(?P<seal>[^\s@!×]+))\s*$")
_BAND = re.compile(r"\*(?P<lists>[^\s\[\]]+)(?:\[(?P<key>[^\]]+)\])?(?:\s+by\s+(?P<by>[^|\s]+))?")
_STYLES = {style.value: style for style in Style if style is not Style.TABLE}
_ALIGNS = {"left": Align.LEFT, "center": Align.CENTER, "right": Align.RIGHT}
DEFAULT_MIN_HEIGHT = 7.0


def parse_rows(text: str, key: str, columns: int, fields: Fields, attributes: tuple[str, ...]) -> tuple[RowSpec, ...]:
    """The rows of a grid. Every row must fill all columns. Raises `DefinitionFault` naming the line."""
    rows: list[RowSpec] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        place = f"{key} 第{number}行"
        row = _row(line, place, number, fields, attributes)
        width = sum(cell.colspan for cell in row.cells)
        if width != columns:
            raise DefinitionFault(place, f"这一行有{width}栏，表共{columns}栏，请改 ×n 或增减单元格")
        _goes_on(row, rows[-1] if rows else None, place)
        rows.append(row)
    if not rows:
        raise DefinitionFault(key, "表格是空的，至少要有一行")
    return tuple(rows)


def parse_cell(text: str, place: str, find: Callable[[str], NodePath | None]) -> CellSpec:
    """One cell's text with its suffixes."""
    colspan, merge, align, bold, seal, ditto = 1, False, None, False, "", False
    style = Style.TABLE
    text = " " + text.strip()
    while (match := _SUFFIX.search(text)) is not None:
        if match["span"]:
            colspan = int(match["span"])
        elif match["seal"]:
            seal = match["seal"]
        elif match["flag"] == "merge":
            merge = True
        elif match["flag"] == "bold":
            bold = True
        elif match["flag"] == "ditto":
            ditto = True
        elif match["flag"] in _ALIGNS:
            align = _ALIGNS[match["flag"]]
        elif match["flag"] in _STYLES:
            style = _STYLES[match["flag"]]
        else:
            known = "!merge !left !center !right !bold !ditto，报告里还有 !heading !subheading !text"
            raise DefinitionFault(place, f"不认识“!{match['flag']}”，可用 {known}")
        text = text[: match.start()]
    text = text.strip()
    if not 1 <= colspan <= 50:
        raise DefinitionFault(place, f"×{colspan} 不对，栏数应在 1 到 50 之间")
    if text == "^":
        return CellSpec((), colspan, goes_on=True)
    return CellSpec(_parts(text, place, find), colspan, False, merge, align, bold, seal, ditto, style)


def parse_line(text: str, place: str, fields: Fields, attributes: tuple[str, ...]) -> tuple[CellSpec, ...]:
    """A line above or below the table: cells with `|` between them."""
    find = _finder((), fields, attributes)
    return tuple(parse_cell(cell, place, find) for cell in text.strip().strip("|").split("|"))


def _parts(text: str, place: str, find: Callable[[str], NodePath | None]) -> tuple[str | PlaceSpec, ...]:
    parts: list[str | PlaceSpec] = []
    at = 0
    for match in _PLACE.finditer(text):
        if match.start() > at:
            parts.append(_wording(text[at : match.start()], place))
        words = match[1].split()
        path = find(words[0]) if words else None
        if path is None:
            raise DefinitionFault(place, f"{{{match[1]}}}：没有叫这个名字的字段，请在 fields 或 lists 里先写上")
        width = 3
        numbered = words[1:2] == ["#"]
        for word in words[2 if numbered else 1 :]:
            if not re.fullmatch(r"w[1-9]\d?", word):
                raise DefinitionFault(place, f"{{{match[1]}}}：“{word}”读不懂，只能写 # 或 w加字数")
            width = int(word[1:])
        parts.append(PlaceSpec(path, width, numbered))
        at = match.end()
    if at < len(text):
        parts.append(_wording(text[at:], place))
    return tuple(parts)


def _wording(text: str, place: str) -> str:
    if "{" in text or "}" in text:
        raise DefinitionFault(place, "大括号 { } 没有成对")
    return text.replace("\\n", "\n")


def _row(line: str, place: str, number: int, fields: Fields, attributes: tuple[str, ...]) -> RowSpec:
    prefix, bar, body = line.partition("|")
    if not bar:
        raise DefinitionFault(place, "单元格之间要用 | 隔开")
    band: tuple[NodePath, ...] = ()
    by: tuple[str, ...] = ()
    key: str | None = None
    header, min_height = False, DEFAULT_MIN_HEIGHT
    prefix = prefix.strip()
    if (match := _BAND.search(prefix)) is not None:
        band = tuple(tuple(name.split(".")) for name in match["lists"].split("&"))
        by = tuple(match["by"].split(",")) if match["by"] else ()
        key = match["key"]
        _check_band(band, by, key, place, fields)
        prefix = prefix[: match.start()] + prefix[match.end() :]
    for word in prefix.split():
        if word == "=":
            header = True
        elif re.fullmatch(r"h\d+(\.\d+)?", word):
            min_height = float(word[1:])
        else:
            raise DefinitionFault(place, f"行首的“{word}”读不懂，可用 = 、h加毫米数、*列表")
    body = body.strip()
    if not body.endswith("|"):
        raise DefinitionFault(place, "一行要以 | 结尾")
    find = _finder(band, fields, attributes, shared=by)
    cells = tuple(parse_cell(cell, place, find) for cell in body[:-1].split("|"))
    if any(cell.style is not Style.TABLE for cell in cells):
        if len(cells) > 1:
            raise DefinitionFault(place, "!heading !subheading !text 的一行只能有一个单元格，请用 ×n 占满各栏")
        min_height = 0.0 if min_height == DEFAULT_MIN_HEIGHT else min_height
    return RowSpec(cells, band, by, key, header, min_height, number)


def _check_band(band: tuple[NodePath, ...], by: tuple[str, ...], key: str | None, place: str, fields: Fields) -> None:
    if len(band) > 2:
        raise DefinitionFault(place, "最多两个列表并排")
    for path in band:
        item = item_at(fields, path)
        if not isinstance(item, ListField):
            raise DefinitionFault(place, f"*{'.'.join(path)}：没有叫这个名字的列表，请在 lists 里先写上")
        for column in by:
            if column not in item.columns:
                raise DefinitionFault(place, f"by {column}：列表“{item.key}”没有这一列")
        if key is not None and (not item.fixed or key not in {row.get(item.row_key) for row in item.blank}):
            raise DefinitionFault(place, f"[{key}]：列表“{item.key}”没有这个固定行")
    if len(band) == 2 and not by:
        raise DefinitionFault(place, "两个列表并排，要用 by 写明按哪几列对齐")


def _goes_on(row: RowSpec, above: RowSpec | None, place: str) -> None:
    edges = set()
    if above is not None:
        at = 0
        for cell in above.cells:
            edges.add((at, cell.colspan))
            at += cell.colspan
    at = 0
    for cell in row.cells:
        if cell.goes_on and (at, cell.colspan) not in edges:
            raise DefinitionFault(place, f"第{at + 1}栏的 ^ 上面没有同样宽的单元格")
        at += cell.colspan


def _finder(
    band: tuple[NodePath, ...], fields: Fields, attributes: tuple[str, ...], shared: tuple[str, ...] = ()
) -> Callable[[str], NodePath | None]:
    """Names in a band's row mean the row's columns first; side by side only the shared ones go without a list."""

    def find(name: str) -> NodePath | None:
        path = tuple(name.split("."))
        if len(band) == 2 and name in shared:
            return (*band[-1], name)
        if len(band) == 1 and name == ROW_NUMBER:
            return (*band[0], ROW_NUMBER)
        prefixes = [band[0][:depth] for depth in range(len(band[0]), 0, -1)] if len(band) == 1 else []
        for prefix in (*prefixes, ()):
            if isinstance(item_at(fields, (*prefix, *path)), Field):
                return (*prefix, *path)
        return (name,) if name in attributes else None

    return find
