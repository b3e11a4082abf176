"""A tagged file as a screen reader goes through it: the elements in order, each with its text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

_MARK = re.compile(rb"/(\w+) (?:<</MCID (\d+)>> BDC|BMC)\n(.*?)\nEMC", re.DOTALL)
_OPERATOR = re.compile(rb"/(F\d+) [\d.]+ Tf|<([0-9A-F]*)> Tj")
_MAPPING = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]+)>")


@dataclass
class Element:
    """One element; `spans` are rows and columns."""

    tag: str
    text: str = ""
    spans: tuple[int, int] = (1, 1)
    kids: list[Element] = field(default_factory=list)

    def walk(self) -> Iterator[Element]:
        """This one and all below, in order."""
        yield self
        for kid in self.kids:
            yield from kid.walk()


def structure(reader: Any) -> Element:
    """The one element at the top."""
    texts = {page.indirect_reference.idnum: marks(page)[0] for page in reader.pages}
    return _element(reader.trailer["/Root"]["/StructTreeRoot"]["/K"], texts)


def marks(page: Any) -> tuple[dict[int, str], list[str]]:
    """The texts of a page's marked content by number, and those of its artefacts."""
    fonts = {name[1:]: _characters(font) for name, font in page["/Resources"]["/Font"].items()}
    numbered: dict[int, str] = {}
    artefacts = []
    font: dict[bytes, str] = {}
    for match in _MARK.finditer(page.get_contents().get_data()):
        text = ""
        for name, codes in _OPERATOR.findall(match[3]):
            if name:
                font = fonts[name.decode()]
            text += "".join(font[codes[at : at + 4]] for at in range(0, len(codes), 4))
        if match[2] is None:
            artefacts.append(text)
        else:
            assert int(match[2]) not in numbered
            numbered[int(match[2])] = text
    return numbered, artefacts


def _characters(font: Any) -> dict[bytes, str]:
    found = _MAPPING.findall(font["/ToUnicode"].get_data())
    return {code: bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in found}


def _element(node: Any, texts: dict[int, dict[int, str]]) -> Element:
    node = node.get_object()
    attributes = node.get("/A", {})
    element = Element(node["/S"][1:], spans=(attributes.get("/RowSpan", 1), attributes.get("/ColSpan", 1)))
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, list) else [kids]:
        if isinstance(kid, int):
            element.text += texts[node.raw_get("/Pg").idnum][kid]
        elif "/MCID" in kid.get_object():
            element.text += texts[kid.get_object().raw_get("/Pg").idnum][kid.get_object()["/MCID"]]
        else:
            assert kid.get_object()["/P"] == node
            element.kids.append(_element(kid, texts))
    return element
