"""Private-use code points from old GBK files, turned into the characters they stood for.

GBK had places for characters that Unicode did not know yet; Windows and the programs of that time put them at U+E766 to
U+E864 of the private-use area, where today's fonts show nothing. GB 18030 has said since what they are (2000, 2005 and
2022 editions). Names of people and places typed twenty years ago still come in spelled like that. What an office drew
for itself (U+E000 to U+E765) nobody else can know: it stays, and is named as a character that cannot be printed.
"""

from __future__ import annotations

import re

from desktop.forms.document import Document, Row, Value

_RUNS: dict[int, str] = {
    0xE76C: "\u20ac",
    0xE78D: "\ufe10\ufe12\ufe11\ufe13\ufe14\ufe15\ufe16\ufe17\ufe18\ufe19",
    0xE7C7: "\u1e3f\u01f9",
    0xE7E7: "\u303e\u2ff0\u2ff1\u2ff2\u2ff3\u2ff4\u2ff5\u2ff6\u2ff7\u2ff8\u2ff9\u2ffa\u2ffb",
    0xE815: (
        "\u2e81𠂇𠂉𠃌\u2e84㑳㑇\u2e88\u2e8b龴㖞㘚㘎\u2e8c\u2e97㥮"
        "㤘龵㧏㧟㩳㧐龶龷㭎㱮㳠\u2ea7𡗗龸\u2eaa䁖"
        "䅟\u2eae䌷\u2eb3\u2eb6\u2eb7𢦏䎱䎬\u2ebb䏝䓖䙡䙌龹䜣"
        "䜩䝼䞍\u2eca䥇䥺䥽䦂䦃䦅䦆䦟䦛䦷䦶龺"
        "𤇾䲣䲟䲠䲡䱷䲢䴓䴔䴕䴖䴗䴘䴙䶮龻"
    ),
}
"""GB 18030: the characters that stand for the private-use code points from the number on."""
_TABLE = {start + at: char for start, chars in _RUNS.items() for at, char in enumerate(chars)}
_OLD = re.compile("[\ue766-\ue864]")


def modern(text: str) -> str:
    """The text with today's characters; the same object when there is nothing to turn."""
    return text.translate(_TABLE) if _OLD.search(text) else text


def modernise(document: Document) -> str:
    """Turns the characters of a whole document, in place; returns the ones that came in, each once."""
    found: dict[str, None] = {}

    def turned(value: Value) -> Value:
        if isinstance(value, str):
            result = modern(value)
            if result is not value:
                found.update(dict.fromkeys(char for old, char in zip(value, result, strict=True) if old != char))
            return result
        if not isinstance(value, list):
            return value
        return [row(item) if isinstance(item, dict) else turned(item) for item in value]  # type: ignore[return-value]  # a list stays of its kind

    def row(content: Row) -> Row:
        return {key: turned(value) for key, value in content.items()}

    document.data = row(document.data)
    if document.unit is not None:
        document.unit = modern(document.unit)
    return "".join(found)
