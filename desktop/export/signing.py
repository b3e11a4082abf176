"""Digital signatures of a PDF with a unit's certificate (.p12, .pfx): PAdES baseline B, offline.

A signature covers the whole file as it is, attached documents included, and is appended: what was signed before stays
signed, so unit and superior sign one after the other. The time in it is the machine's. pyHanko does the work
(`desktop.export.pades`); it is optional, and nothing of it is loaded before the first signature.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.util import find_spec
from typing import NamedTuple

from desktop.errors import UserError

MISSING = "没有安装签名组件 pyHanko"
MAX_BYTES = 64 * 1024 * 1024
"""Of a file to be signed or verified."""


class Rect(NamedTuple):
    """Where a signature is shown: mm from the left and lower edges of the last page."""

    x: float
    y: float
    width: float
    height: float


class Request(NamedTuple):
    """How to sign; see `sign_pdf`."""

    reason: str
    name: str
    field: str
    box: Rect | None


@dataclass(frozen=True, slots=True)
class Signature:
    """What is to be said of a signature in a file.

    `intact`: the signed bytes are as they were signed and the signature fits its certificate. `whole`: nothing was
    added after it. `changed`: what was added since is more than further signatures. `trusted`: the certificate comes
    from an authority that was given; False says only that nobody vouched for it here. `fault`: why it could not be
    looked at, `""` otherwise.
    """

    field: str
    signer: str
    issuer: str
    when: datetime | None
    reason: str
    intact: bool
    whole: bool
    changed: bool
    trusted: bool
    fault: str = ""

    @property
    def holds(self) -> bool:
        """Whether the file says what the signer signed."""
        return self.intact and not self.changed

    @property
    def line(self) -> str:
        """All of it in one line for a person."""
        when = f"{self.when:%Y-%m-%d %H:%M}" if self.when else "时间不明"
        who = f"{self.signer or '签名人不明'}　{when}"
        if self.fault:
            return f"{who}　签名读不出来（{self.fault}）"
        if not self.intact:
            return f"{who}　签名无效，文件在签名后被改动"
        if self.changed:
            return f"{who}　签名后文件里另加了内容，不能作数"
        added = "" if self.whole else "，其后只加了别的签名"
        return f"{who}　签名有效{added}；{'证书可信' if self.trusted else f'证书由“{self.issuer}”签发，本机无法核实'}"


def signing_available() -> bool:
    """Whether pyHanko is installed. Does not load it."""
    return find_spec("pyhanko") is not None


def sign_pdf(
    data: bytes,
    p12: bytes,
    password: str,
    *,
    reason: str = "",
    name: str = "",
    field: str = "",
    box: Rect | None = None,
) -> bytes:
    """The PDF with one more signature, everything in it before unchanged.

    `name` is shown as the signer, by default the certificate's own. `field` names the signature, by default
    `签名1`, `签名2`… `box`: by default the next free place at the foot of the last page; when the four there are taken,
    the signature is not drawn.

    Raises:
        UserError: pyHanko is not installed; certificate, password or PDF cannot be used.
    """
    _bounded(data)
    require_signing()
    from desktop.export import pades  # noqa: PLC0415  # loads pyHanko

    return pades.sign(data, p12, password, Request(reason.strip(), name.strip(), field.strip(), box))


def certificate_holder(p12: bytes, password: str) -> str:
    """Who a certificate was issued to.

    Raises:
        UserError: pyHanko is not installed; it does not open, or is not valid today.
    """
    require_signing()
    from desktop.export import pades  # noqa: PLC0415  # loads pyHanko

    return pades.holder(p12, password)


def verify_signatures(data: bytes, *, roots: Sequence[bytes] = ()) -> list[Signature]:
    """The signatures of a PDF in the order they were made; empty when there is none. Works offline.

    `roots`: certificates (DER or PEM) of the authorities to be trusted.

    Raises:
        UserError: pyHanko is not installed, or the file is no PDF that can be read.
    """
    _bounded(data)
    require_signing()
    from desktop.export import pades  # noqa: PLC0415  # loads pyHanko

    return pades.verify(data, roots)


def has_signature(data: bytes) -> bool:
    """Whether a PDF may hold a signature. Needs no pyHanko: so that its absence can be told where it matters."""
    return b"/ByteRange" in data


def _bounded(data: bytes) -> None:
    if len(data) > MAX_BYTES:
        raise UserError(f"PDF 超过 {MAX_BYTES // 1024 // 1024} MB，不能签名或核对签名")


def require_signing() -> None:
    """Raises `UserError` when pyHanko is not installed."""
    if not signing_available():
        raise UserError(MISSING, remedy="不签名也可以照常导出；要签名，请安装带签名组件的绩表（jibiao[sign]）")
