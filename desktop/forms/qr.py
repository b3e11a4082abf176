"""What the QR code in the margin says: whose page this is, which one, and the whole hash.

Letters and digits only: a USB scanner types it like a keyboard, and whatever keyboard layout or input method is on
must not spoil it. So the record is packed into bytes, given two bytes of check (a scanner may drop a key), and written
in base32. Names are in GB 18030, two bytes for most characters; what would make the symbol too fine to read is cut and
ends with `…`. The symbol is at most version 8 (49 modules): 0.37 mm a module at 18 mm. docs/核对码.md.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from desktop.errors import UserError
from desktop.forms.canonical import DIGEST_SIZE
from desktop.forms.canonical import digest as digest_of
from desktop.forms.code import code_of
from desktop.forms.fresh import project_of, unit_of

if TYPE_CHECKING:
    from desktop.forms.document import Document
    from desktop.forms.edition import Edition

PREFIX: Final = "JB1"
LEVEL: Final = "M"
"""Error correction: 15 %."""
MOST_VERSION: Final = 8
_MASK: Final = 0
"""The mask laid over the modules. The content is a hash and looks random under each of the eight, and trying them all
takes four fifths of the time a symbol costs."""
_ROOM: Final = 221
"""Letters and digits a symbol of version 8-M holds."""
_MOST_BYTES: Final = (_ROOM - len(PREFIX)) * 5 // 8
_CHECK: Final = 2
_FIRST_YEAR: Final = 1990
_ENCODING: Final = "gb18030"
_LONGEST_EDITION: Final = 24
_FOREIGN = UserError("这个二维码不是绩表的核对码", remedy="请对准页边上的核对码，不要扫发票等其他二维码")


@dataclass(frozen=True, slots=True)
class PageCode:
    """One page of a document that passed: what its QR code holds.

    `form` is the letter and number of the form (`B`, `G3`), `page` counts from 1. `unit` and `project` may be cut.
    """

    form: str
    edition: str
    unit: str
    project: str
    year: int
    revision: int
    page: int
    count: int
    digest: bytes

    @property
    def code(self) -> str:
        """The short code printed beside it."""
        return code_of(self.digest)


def page_code(
    edition: Edition, document: Document, revision: int, page: int, count: int, *, digest: bytes | None = None
) -> PageCode:
    """The code of one page. `digest`: of this document, when it is known already (it is the same for all pages)."""
    return PageCode(
        form=edition.mark, edition=edition.edition, unit=unit_of(edition, document),
        project=project_of(edition, document), year=document.year, revision=revision, page=page, count=count,
        digest=digest if digest is not None else digest_of(edition, document),
    )  # fmt: skip


def encode(payload: PageCode) -> str:
    """The text in the symbol: `JB1` and base32, at most 221 letters and digits."""
    record = bytearray(payload.digest)
    record.append(payload.year - _FIRST_YEAR)
    for number in (payload.revision, payload.page, payload.count):
        record += _varint(number)
    for text in (payload.form, _cut(payload.edition, _LONGEST_EDITION)):
        record += _text(text)
    room = _MOST_BYTES - _CHECK - len(record) - 2
    unit = len(payload.unit.encode(_ENCODING))
    project = _cut(payload.project, max(room // 2, room - unit))
    record += _text(_cut(payload.unit, room - len(project.encode(_ENCODING))))
    record += _text(project)
    record += _checked(record)
    return PREFIX + base64.b32encode(record).decode().rstrip("=")


def decode(text: str) -> PageCode:
    """What a symbol says. Raises `UserError` for a foreign one, a newer one, or one that was typed with gaps."""
    bare = _bare(text)
    if not bare.startswith(PREFIX[:-1]):
        raise _FOREIGN
    if not bare.startswith(PREFIX):
        raise UserError("这个核对码是更新版本的绩表印的", remedy="请换用较新的程序")
    body = bare[len(PREFIX) :]
    try:
        record = base64.b32decode(body + "=" * (-len(body) % 8))
    except (binascii.Error, ValueError):
        raise _gaps() from None
    if len(record) <= DIGEST_SIZE + _CHECK or _checked(record[:-_CHECK]) != record[-_CHECK:]:
        raise _gaps()
    try:
        return _read(record[:-_CHECK])
    except (IndexError, UnicodeDecodeError):
        raise _FOREIGN from None


def matrix(payload: PageCode) -> tuple[tuple[bool, ...], ...]:
    """The symbol as dark modules, row by row, without the quiet zone (4 modules of white all round)."""
    import segno  # noqa: PLC0415  # loaded when the first page that passed is drawn

    symbol = segno.make_qr(encode(payload), error=LEVEL, boost_error=True, mode="alphanumeric", mask=_MASK)
    return tuple(tuple(bool(module) for module in row) for row in symbol.matrix)


def looks_like_payload(text: str) -> bool:
    """Whether a text is meant as the content of a symbol, and not as a short code or a file's name."""
    bare = _bare(text)
    return bare.startswith(PREFIX[:-1]) and len(bare) > DIGEST_SIZE and bare.isascii() and bare.isalnum()


def _bare(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).upper()


def _gaps() -> UserError:
    return UserError("二维码的内容不完整", remedy="请再扫一次；扫描枪太快时把它的发送间隔调大一些")


def _checked(record: bytes | bytearray) -> bytes:
    return hashlib.sha256(record).digest()[:_CHECK]


def _varint(number: int) -> bytes:
    """Seven bits a byte, the lowest first; the high bit says that more follow."""
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


def _text(text: str) -> bytes:
    data = text.encode(_ENCODING)
    return bytes([len(data)]) + data


def _cut(text: str, room: int) -> str:
    """As much of a text as `room` bytes hold."""
    text = "".join(text.split())
    if len(text.encode(_ENCODING)) <= room:
        return text
    while text and len((text + "…").encode(_ENCODING)) > room:
        text = text[:-1]
    return text + "…"


def _read(record: bytes) -> PageCode:
    at = DIGEST_SIZE + 1
    numbers = []
    for _ in range(3):
        number = shift = 0
        while True:
            byte = record[at]
            at += 1
            number |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                break
        numbers.append(number)
    texts = []
    for _ in range(4):
        length = record[at]
        if at + 1 + length > len(record):
            raise IndexError
        texts.append(record[at + 1 : at + 1 + length].decode(_ENCODING))
        at += 1 + length
    revision, page, count = numbers
    form, edition, unit, project = texts
    return PageCode(
        form=form, edition=edition, unit=unit, project=project, year=record[DIGEST_SIZE] + _FIRST_YEAR,
        revision=revision, page=page, count=count, digest=record[:DIGEST_SIZE],
    )  # fmt: skip
