"""The elements of a Word file that both text and tables are made of. Lengths in pt, in the file in twips (1/20 pt)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from desktop.forms.grid import Align

JUSTIFY = {Align.LEFT: "left", Align.CENTER: "center", Align.RIGHT: "right"}
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def twips(pt: float) -> str:
    """A length as the file writes it."""
    return str(round(pt * 20))


def element(tag: str, attributes: Mapping[str, str] | None = None, children: Iterable[Any] = ()) -> Any:
    """`element("w:jc", {"w:val": "center"})`."""
    made = OxmlElement(tag)
    for name, value in (attributes or {}).items():
        made.set(qn(name), value)
    for child in children:
        made.append(child)
    return made


def value(tag: str, content: str) -> Any:
    """An element that holds one value: `<w:jc w:val="center"/>`."""
    return element(tag, {"w:val": content})


def storable(text: str) -> str:
    """The text with blanks for what a Word file cannot hold."""
    return _NOT_IN_XML.sub(" ", text)


def run(text: str, properties: Sequence[Any] = ()) -> Any:
    """A stretch of text; line breaks and tabs in it become those of Word."""
    made = element("w:r")
    if properties:
        made.append(element("w:rPr", children=properties))
    for part in re.split("([\n\t])", storable(text.replace("\r\n", "\n").replace("\r", "\n"))):
        if part == "\n":
            made.append(element("w:br"))
        elif part == "\t":
            made.append(element("w:tab"))
        elif part:
            words = element("w:t", {"xml:space": "preserve"})
            words.text = part
            made.append(words)
    return made


def exactly(line_height: float, *, before: float = 0.0, after: float = 0.0) -> Any:
    """Lines of one height, however large the type in them."""
    return element("w:spacing", {
        "w:before": twips(before), "w:after": twips(after), "w:line": twips(line_height), "w:lineRule": "exact",
    })  # fmt: skip


def paragraph(style: str, properties: Sequence[Any] = (), runs: Sequence[Any] = ()) -> Any:
    """A paragraph in a style (`""` for the plain one) with properties of its own, in the order of the schema."""
    own = [*([value("w:pStyle", style)] if style else []), *properties]
    return element("w:p", children=[*([element("w:pPr", children=own)] if own else []), *runs])


def page_field() -> list[Any]:
    """`— 1 —`: the number of the page it stands on."""
    kinds = [
        element("w:r", children=[element("w:fldChar", {"w:fldCharType": kind})])
        for kind in ("begin", "separate", "end")
    ]
    begin, separate, end = kinds
    code = element("w:instrText", {"xml:space": "preserve"})
    code.text = " PAGE "
    return [run("— "), begin, element("w:r", children=[code]), separate, run("1"), end, run(" —")]
