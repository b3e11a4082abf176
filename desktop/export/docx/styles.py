"""Word's styles for a form: those of official letters for a report, those of the printed table for a table.

Fonts are named, not embedded. Where a machine lacks one, the font table names the next of kin, so that a title without
小标宋 comes out in 宋体 and not in whatever stands first in the alphabet.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml.ns import nsdecls

from desktop.export.docx.elements import element, exactly, twips, value
from desktop.forms.cellbox import INDENT
from desktop.forms.grid import Style
from desktop.forms.sheet import Sheet
from desktop.forms.typography import Typography

TITLE, SIGNED, TABLE = "Title", "Signature", "TableText"
TEXT_STYLES = {Style.HEADING: "Heading1", Style.SUBHEADING: "Heading2", Style.TEXT: "BodyText"}
SONG, FANGSONG, HEI, KAI, XIAOBIAOSONG = "宋体", "仿宋", "黑体", "楷体", "方正小标宋简体"
_LATIN = "Times New Roman"
_KIN = {SONG: "SimSun", FANGSONG: "仿宋_GB2312", HEI: "SimHei", KAI: "楷体_GB2312", XIAOBIAOSONG: SONG}
"""What stands in for a font: another name of it, or the nearest there is."""


def set_styles(document: Document, sheet: Sheet) -> None:
    """The styles the paragraphs of this form refer to, in place of the template's own."""
    typography, report = sheet.typography, sheet.grid.report
    styles = document.styles.element
    for child in list(styles):
        styles.remove(child)
    plain = [_fonts(FANGSONG if report else SONG), *_size(typography.size)]
    language = element("w:lang", {"w:val": "en-US", "w:eastAsia": "zh-CN"})
    defaults = element("w:rPrDefault", children=[element("w:rPr", children=[*plain, language])])
    title = [_fonts(XIAOBIAOSONG if report else SONG), *([] if report else [element("w:b")])]
    size = typography.title_size
    room = exactly(size * typography.line_factor, after=typography.title_gap)
    # A style is known by its English name, in whatever language Word shows it.
    styles.extend([
        element("w:docDefaults", children=[defaults, element("w:pPrDefault")]),
        _style("Normal", "Normal"),
        _style(TITLE, "Title", [room, value("w:jc", "center")], [*title, *_size(size)]),
        *_of_text(typography),
        _style(TABLE, "Table Text", [value("w:autoSpaceDE", "0"), value("w:autoSpaceDN", "0")], [_fonts(SONG)]),
    ])  # fmt: skip
    _set_font_table(document)


def _of_text(typography: Typography) -> list[Any]:
    """Headings, paragraphs and who signs."""

    def size() -> list[Any]:
        return _size(typography.text_size)

    def line() -> Any:
        return exactly(typography.text_line)

    return [
        _style(TEXT_STYLES[Style.HEADING], "heading 1",
               [element("w:keepNext"), line(), _indent("firstLine", typography), value("w:outlineLvl", "0")],
               [_fonts(HEI), *size()]),
        _style(TEXT_STYLES[Style.SUBHEADING], "heading 2",
               [element("w:keepNext"), line(), _indent("firstLine", typography), value("w:outlineLvl", "1")],
               [_fonts(KAI), element("w:b"), *size()]),
        _style(TEXT_STYLES[Style.TEXT], "Body Text",
               [line(), _indent("firstLine", typography), value("w:jc", "both")], [_fonts(FANGSONG), *size()]),
        _style(SIGNED, "Signature",
               [line(), _indent("right", typography), value("w:jc", "right")], [_fonts(FANGSONG), *size()]),
    ]  # fmt: skip


def _indent(side: str, typography: Typography) -> Any:
    """Two characters; Word goes by the characters, others by the length."""
    chars, length = str(round(INDENT * 100)), twips(INDENT * typography.text_size)
    return element("w:ind", {f"w:{side}Chars": chars, f"w:{side}": length})


def _style(key: str, name: str, paragraph: Sequence[Any] = (), text: Sequence[Any] = ()) -> Any:
    normal = key == "Normal"
    made = element("w:style", {"w:type": "paragraph", "w:styleId": key, **({"w:default": "1"} if normal else {})})
    made.append(value("w:name", name))
    if not normal:
        made.append(value("w:basedOn", "Normal"))
    made.append(element("w:qFormat"))
    if paragraph:
        made.append(element("w:pPr", children=paragraph))
    if text:
        made.append(element("w:rPr", children=text))
    return made


def _fonts(east: str) -> Any:
    """`east` for Chinese, and for the marks that both scripts have (“ ” — …)."""
    return element("w:rFonts", {
        "w:hint": "eastAsia", "w:ascii": _LATIN, "w:eastAsia": east, "w:hAnsi": _LATIN, "w:cs": _LATIN,
    })  # fmt: skip


def _size(pt: float) -> list[Any]:
    half_points = str(round(pt * 2))
    return [value("w:sz", half_points), value("w:szCs", half_points)]


def _set_font_table(document: Document) -> None:
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{kin}"/><w:charset w:val="86"/></w:font>'
        for name, kin in _KIN.items()
    )
    xml = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts {nsdecls("w")}>{fonts}</w:fonts>'
    part = document.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    assert isinstance(part, Part)  # of the template
    part._blob = xml.encode()  # noqa: SLF001  # python-docx hands parts it has no words for through as they are
