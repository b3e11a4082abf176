"""The rules of docs/核对码.md, written down once more from that text alone: nothing of the program is used here."""

from __future__ import annotations

import hashlib
import re
from decimal import Decimal
from typing import Any

SPACES = "".join(
    map(
        chr,
        (
            *range(0x09, 0x0E), *range(0x1C, 0x21), 0x85, 0xA0, 0x1680, *range(0x2000, 0x200E), 0x2028, 0x2029, 0x202F,
            0x205F, 0x2060, 0x3000, 0xFEFF,
        ),
    )
)  # fmt: skip
AROUND_NUMBERS = " \t\r\n\u3000\u00a0\u200b\u200c\u200d\u2060\ufeff"
DASHES = {"—", "——", "-", "/", "－", "／"}
LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def text(value: str) -> str:
    out: list[str] = []
    at = 0
    while at < len(value):
        if value[at] not in SPACES:
            out.append(value[at])
            at += 1
            continue
        end = at
        while end < len(value) and value[end] in SPACES:
            end += 1
        before, after = (out[-1] if out else ""), value[end : end + 1]
        if "!" <= before <= "~" and "!" <= after <= "~":
            out.append(" ")
        at = end
    return "".join(out)


def number(value: str, percent: bool, dash: bool) -> str:
    if dash and value.strip() in DASHES:
        return "—"
    plain = value.strip(AROUND_NUMBERS)
    for wide, narrow in zip("０１２３４５６７８９．－＋％，−﹣", "0123456789.-+%,--", strict=True):
        plain = plain.replace(wide, narrow)
    if percent and plain.endswith("%"):
        plain = plain[:-1].rstrip(AROUND_NUMBERS)
    if re.fullmatch(r"[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]*)?", plain):
        plain = plain.replace(",", "")
    digits = sum(char in "0123456789" for char in plain)
    if not re.fullmatch(r"[+-]?[0-9]*(\.[0-9]*)?", plain) or not 1 <= digits <= 18:
        return text(value)
    sign, plain = ("-" if plain.startswith("-") else ""), plain.lstrip("+-")
    whole, _, part = plain.partition(".")
    whole, part = whole.lstrip("0") or "0", part.rstrip("0")
    spelt = f"{whole}.{part}" if part else whole
    return sign + spelt if spelt != "0" else "0"


def quoted(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def written(value: Any) -> str:
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, list):
        return "[" + ",".join(map(written, value)) + "]"
    pairs = sorted(value.items(), key=lambda pair: pair[0].encode())
    return "{" + ",".join(f"{quoted(key)}:{written(item)}" for key, item in pairs) + "}"


class Canonical:
    """One example of the text: which field is of which kind, the file, and what the form computes."""

    def __init__(self, example: dict[str, Any]) -> None:
        self.example = example
        self.computed: dict[str, str | None] = example.get("算得", {})

    def string(self) -> str:
        file, fields = self.example["文件"], self.example["字段"]
        content: dict[str, Any] = {
            "规则": "绩表核对码1", "表": file["表"], "版式": file["版式"], "年度": str(file["年度"]),
            "数据": self.row(file["数据"], fields, ""),
        }  # fmt: skip
        unit = text(file.get("单位") or "")
        if unit and unit != text(file["数据"].get(self.example["单位字段"]) or ""):
            content["单位"] = unit
        return written(content)

    def row(self, row: dict[str, Any], fields: dict[str, Any], place: str) -> dict[str, Any]:
        values = {key: self.value(value, fields[key], f"{place}{key}") for key, value in row.items()}
        return {key: value for key, value in values.items() if value}

    def value(self, value: Any, kind: Any, place: str) -> Any:
        if value is None:
            return ""
        if isinstance(kind, dict):
            return self.rows(value, kind, place)
        if isinstance(value, int | float):
            value = format(Decimal(str(value)), "f")
        if kind == "多选":
            return sorted(
                {text(item) for item in ([value] if isinstance(value, str) else value)} - {""}, key=str.encode
            )
        if kind == "文字":
            return text(value)
        spelt = number(value, "百分数" in kind, "可写" in kind)
        return "" if kind.startswith("算得") and self.follows(value, spelt, place) else spelt

    def follows(self, value: str, spelt: str, place: str) -> bool:
        expected = self.computed[place]
        if expected is None:
            return value.strip() in DASHES
        if number(expected, percent=False, dash=False) == spelt:
            return True
        decimals = len(spelt.partition(".")[2])
        return decimals < len(expected.partition(".")[2]) and round(Decimal(expected), decimals) == Decimal(spelt)

    def rows(self, rows: list[dict[str, Any]], kind: dict[str, Any], place: str) -> list[dict[str, Any]]:
        columns = kind.get("列表") or kind["固定列表"]
        found = [self.row(row, columns, f"{place}/{at}/") for at, row in enumerate(rows, 1)]
        found = [row for row in found if row]
        if "固定列表" in kind:
            name = kind["行名"]
            found = [row for row in found if set(row) != {name} or row[name] not in kind["各行"]]
            found.sort(key=lambda row: row.get(name, "").encode())
        return found


def code(digest: bytes) -> str:
    number_ = int.from_bytes(digest[:8], "big") % 31**12
    digits = [number_ // 31**at % 31 for at in range(11, -1, -1)]
    groups = []
    for group in range(4):
        a, b, c = digits[group * 3 : group * 3 + 3]
        check = next(d for d in range(31) if (2 * a + 3 * b + 5 * c + d + 7 * (group + 1)) % 31 == 0)
        groups.append("".join(LETTERS[value] for value in (a, b, c, check)))
    return "-".join(groups)


def sha256(canonical: str) -> bytes:
    return hashlib.sha256(canonical.encode()).digest()
