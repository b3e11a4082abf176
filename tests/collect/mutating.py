"""Good packages spoiled in every way that a stick, a virus or a clever person thinks of; the same for the same seed."""

from __future__ import annotations

import hashlib
import io
import json
import warnings
import zipfile
from collections.abc import Callable
from random import Random
from typing import Any, TypeAlias

from desktop.export.package import MANIFEST

Members: TypeAlias = "list[tuple[str, bytes]]"
Spoil: TypeAlias = "Callable[[Random, bytes], bytes]"

_ODD: tuple[Any, ...] = (
    None, "", 0, -1, 1, 2, 2021, 10**30, 1.5, True, [], {}, "x", "某县财政局", "部门预算项目支出绩效自评表",
    "../../etc", "文档/01.json", "0" * 64, "\u202e", "长" * 3000, [[]], {"文件": 1},
)  # fmt: skip


def cut(chance: Random, data: bytes) -> bytes:
    """The copy broke off."""
    return data[: chance.randrange(len(data))]


def flip(chance: Random, data: bytes) -> bytes:
    """A few bits fell over."""
    found = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        found[chance.randrange(len(found))] ^= 1 << chance.randrange(8)
    return bytes(found)


def blot(chance: Random, data: bytes) -> bytes:
    """A sector is zero, or holds something of another file."""
    at, size = chance.randrange(len(data)), chance.choice((1, 16, 512, 4096))
    filling = bytes(size) if chance.random() < 0.5 else chance.randbytes(size)
    return (data[:at] + filling + data[at + size :])[: len(data)]


def pad(chance: Random, data: bytes) -> bytes:
    """Something before it, behind it, or in between; or a piece twice."""
    at = chance.choice((0, len(data), chance.randrange(len(data))))
    piece = chance.choice((b"\0", chance.randbytes(40), data[:200], data))
    return data[:at] + piece + data[at:]


def reorder(chance: Random, data: bytes) -> bytes:
    """The same files in another order."""
    members = _members(data)
    chance.shuffle(members)
    return _zipped(members)


def double(chance: Random, data: bytes) -> bytes:
    """A file is there twice, the second perhaps another one, or spelled with other capitals."""
    members = _members(data)
    name, content = chance.choice(members)
    other = chance.choice((name, name.upper(), name.replace("/", "//"), f"./{name}"))
    members.insert(chance.randrange(len(members) + 1), (other, chance.choice((content, content + b" ", b"{}"))))
    return _zipped(members)


def drop(chance: Random, data: bytes) -> bytes:
    """A file is missing, or one is there that nobody names."""
    members = _members(data)
    if chance.random() < 0.5:
        members.pop(chance.randrange(len(members)))
    else:
        members.append((chance.choice(("文档/99.json", "附件/a.pdf", "../a", "a.exe")), b"MZ"))
    return _zipped(members)


def swap(chance: Random, data: bytes) -> bytes:
    """Two files have changed places."""
    members = _members(data)
    one, other = chance.sample(range(len(members)), 2)
    (name, content), (second, other_content) = members[one], members[other]
    members[one], members[other] = (name, other_content), (second, content)
    return _zipped(members, right_sums=chance.random() < 0.5)


def lie(chance: Random, data: bytes) -> bytes:
    """The manifest says something else somewhere, and its sums are right."""
    members = _members(data)
    raw = json.loads(dict(members)[MANIFEST])
    for _ in range(chance.randint(1, 2)):
        table = chance.choice([raw, *raw["文件"]])
        key = chance.choice(list(table))
        if key == "文件" or chance.random() < 0.1:
            table.pop(key, None)
        elif chance.random() < 0.3:
            table[key] = chance.choice([raw, *raw["文件"]]).get(key, "")
        else:
            table[key] = chance.choice(_ODD)
        if not isinstance(raw.get("文件"), list) or not raw["文件"]:
            break
    return _zipped([(name, _json(raw) if name == MANIFEST else content) for name, content in members])


def forge(chance: Random, data: bytes) -> bytes:
    """A document says something else, the sums of the files are right, what the manifest says of it is as it was."""
    members = _members(data)
    at = chance.choice([number for number, (name, _) in enumerate(members) if name.startswith("文档/")])
    name, content = members[at]
    raw = json.loads(content)
    table = chance.choice([raw, raw["数据"], *_rows(raw["数据"])])
    key = chance.choice(list(table))
    table[key] = chance.choice((*_ODD, "123.45", "达成", "12月底"))
    members[at] = name, _json(raw)
    return _zipped(members, right_sums=True)


SPOILS: tuple[Spoil, ...] = (cut, flip, blot, pad, reorder, double, drop, swap, lie, forge)


def _members(data: bytes) -> Members:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [(info.filename, archive.read(info)) for info in archive.infolist()]


def _rows(value: Any) -> list[dict[str, Any]]:
    """All rows of all lists of a document."""
    found: list[dict[str, Any]] = []
    for inner in value.values():
        for row in inner if isinstance(inner, list) else ():
            if isinstance(row, dict) and row:
                found += [row, *_rows(row)]
    return found


def _zipped(members: Members, *, right_sums: bool = False) -> bytes:
    if right_sums:
        sums = {name: hashlib.sha256(content).hexdigest() for name, content in members if name != MANIFEST}
        raw = json.loads(dict(members)[MANIFEST]) | {"校验": sums} if _is_json(dict(members)[MANIFEST]) else None
        members = [(name, _json(raw) if name == MANIFEST and raw else content) for name, content in members]
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore", UserWarning)  # that a name is there twice is meant so
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), content)
    return out.getvalue()


def _is_json(data: bytes) -> bool:
    try:
        return isinstance(json.loads(data), dict)
    except ValueError:
        return False


def _json(raw: object) -> bytes:
    return json.dumps(raw, ensure_ascii=True, indent=1).encode()
