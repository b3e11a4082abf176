"""Signing and verifying with pyHanko. Importing this loads it; what it does is said in `desktop.export.signing`."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime

from asn1crypto import pem, x509
from pyhanko.pdf_utils.content import PdfContent, PdfResources
from pyhanko.pdf_utils.extensions import DeveloperExtension
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.misc import PdfError, PdfReadError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter, enumerate_sig_fields
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator import ValidationContext

from desktop.errors import UserError
from desktop.export.pdf.stamp import stamp
from desktop.export.signing import Rect, Request, Signature
from desktop.forms.page import MM

FIELD = "签名"
_WIDTH, _HEIGHT, _LEFT, _RIGHT, _LOWEST, _STEP = 62.0, 7.5, 20.0, 18.0, 2.0, 8.0
"""mm of a signature at the foot of a page: two in a row, left and right of the page number, two rows."""
_ROWS = 2
_DEEPEST = 100
"""Of a page tree; one that turns in circles has no end."""
_KEY_USAGE = {"digital_signature", "non_repudiation"}


def sign(data: bytes, p12: bytes, password: str, request: Request) -> bytes:
    """See `signing.sign_pdf`."""
    now = datetime.now().astimezone()
    signer, _ = _opened(p12, password, now)
    with _quiet():
        try:
            return _signed(data, signer, request, now)
        except (PdfError, SigningError) as error:
            raise UserError("这个 PDF 不能签名，文件可能已损坏或加了密码", remedy="请重新导出后再签") from error


def holder(p12: bytes, password: str) -> str:
    """See `signing.certificate_holder`."""
    _, certificate = _opened(p12, password, datetime.now().astimezone())
    return _name(certificate.subject)


def _opened(p12: bytes, password: str, now: datetime) -> tuple[SimpleSigner, x509.Certificate]:
    """The signer and its certificate, which is valid `now`."""
    signer = _signer(p12, password)
    certificate = signer.signing_cert
    if certificate is None:
        raise UserError("证书文件里没有证书", remedy="请检查选对了 .p12 或 .pfx 文件")
    begins, ends = certificate.not_valid_before, certificate.not_valid_after
    if not begins <= now <= ends:
        when = f"{begins:%Y-%m-%d} 至 {ends:%Y-%m-%d}"
        raise UserError(f"证书的有效期是 {when}，今天不能用", remedy="请检查电脑的日期，或换一个证书")
    return signer, certificate


def _signer(p12: bytes, password: str) -> SimpleSigner:
    with _quiet():
        try:
            signer: SimpleSigner = SimpleSigner.load_pkcs12_data(p12, (), password.encode() if password else None)
        except (ValueError, TypeError, AttributeError, NotImplementedError):
            raise UserError(
                "证书打不开：口令不对，或者不是 .p12、.pfx 文件，或者是签名组件不支持的证书（如国密 SM2）",
                remedy="请核对口令和文件",
            ) from None
    return signer


def _signed(data: bytes, signer: SimpleSigner, request: Request, now: datetime) -> bytes:
    writer = _Appending(io.BytesIO(data))
    taken = [name for name, _, _ in enumerate_sig_fields(writer.prev)]
    field = request.field or next(name for n in range(1, len(taken) + 2) if (name := f"{FIELD}{n}") not in taken)
    if field in taken:
        raise UserError(f"已有名为“{field}”的签名", remedy="请换一个名字")
    certificate = signer.signing_cert
    name = request.name or (_name(certificate.subject) if certificate else "")
    rect = request.box or _free_place(writer, len(taken))
    box = None if rect is None else _points(rect)
    style = None if box is None else _style(stamp(name, now, box[2] - box[0], box[3] - box[1]))
    metadata = PdfSignatureMetadata(
        field_name=field, md_algorithm="sha256", reason=request.reason or None, name=name or None,
        subfilter=SigSeedSubFilter.PADES,
    )  # fmt: skip
    place = SigFieldSpec(field, on_page=-1, box=box)
    out = PdfSigner(metadata, signer=signer, stamp_style=style, new_field_spec=place).sign_pdf(writer)
    return bytes(out.getvalue())


def _free_place(writer: IncrementalPdfFileWriter, taken: int) -> Rect | None:
    """At the foot of the last page; None when all places are taken."""
    row, right = divmod(taken, 2)
    if row >= _ROWS:
        return None
    left, edge = _width(writer)
    x = (edge - left) / MM - _RIGHT - _WIDTH if right else _LEFT
    return Rect(x, _LOWEST + (_ROWS - 1 - row) * _STEP, _WIDTH, _HEIGHT)


def _width(writer: IncrementalPdfFileWriter) -> tuple[float, float]:
    """The left and right edges of the last page, pt."""
    page, box = writer.root["/Pages"], None
    for _ in range(_DEEPEST):
        box = page.get("/MediaBox", box)
        kids = page.get("/Kids")
        if kids is None and box is not None:
            left, _, right, _ = (float(value) for value in box)
            return left, right
        if not kids:
            break
        page = kids[-1]
    raise PdfReadError("no last page")


def _points(rect: Rect) -> tuple[int, int, int, int]:
    """Its corners in whole pt, as pyHanko takes them."""
    x, y = round(rect.x * MM), round(rect.y * MM)
    return x, y, x + round(rect.width * MM), y + round(rect.height * MM)


class _Appending(IncrementalPdfFileWriter):
    """Appends to a PDF/A-3, which is PDF 1.7 whatever was appended, and leaves the properties as they are.

    pyHanko would write itself into the properties, but not the same in both places where they stand, and call the file
    PDF 2.0 for a certificate with elliptic curves, which readers of 1.7 know by ETSI's extension.
    """

    def ensure_output_version(self, version: tuple[int, int]) -> None:
        if version < (2, 0):
            super().ensure_output_version(version)  # type: ignore[no-untyped-call]  # pyHanko left it without

    def register_extension(self, ext: DeveloperExtension) -> None:
        if ext.base_version != "/2.0":
            super().register_extension(ext)

    def _update_meta(self) -> None:
        pass


class _Drawing(PdfContent):
    """The page of a small PDF as what a signature shows."""

    def __init__(self, data: bytes) -> None:
        super().__init__(PdfResources())  # type: ignore[no-untyped-call]  # pyHanko left it without
        self._data = data

    def render(self) -> bytes:
        writer = self.writer
        assert isinstance(writer, BasePdfFileWriter)
        drawn = writer.import_page_as_xobject(PdfFileReader(io.BytesIO(self._data)))
        self.resources.xobject["/Stamp"] = drawn
        x0, y0, x1, y1 = (float(value) for value in drawn.get_object()["/BBox"])
        self.box = BoxConstraints(width=round(x1 - x0), height=round(y1 - y0))
        return b"/Stamp Do"


def _style(drawing: bytes) -> StaticStampStyle:
    start = AxisAlignment.ALIGN_MIN
    layout = SimpleBoxLayoutRule(x_align=start, y_align=start, margins=Margins())
    return StaticStampStyle(
        border_width=0, background=_Drawing(drawing), background_layout=layout, background_opacity=1.0
    )


def verify(data: bytes, roots: Sequence[bytes]) -> list[Signature]:
    """See `signing.verify_signatures`."""
    with _quiet():
        try:
            embedded = PdfFileReader(io.BytesIO(data), strict=False).embedded_signatures
        except Exception as error:  # whatever a broken file breaks in the reader is the file's fault
            raise UserError("PDF 文件已损坏，签名读不出来", remedy="请重新索取") from error
        found = [_looked_at(signature, roots) for signature in embedded]
    if found and not any(signature.whole for signature in found):
        # Behind the last signature only another one would be in order.
        found[-1] = replace(found[-1], changed=True)
    return found


def _looked_at(signature: EmbeddedPdfSignature, roots: Sequence[bytes]) -> Signature:
    try:
        context = ValidationContext(
            trust_roots=[_certificate(root) for root in roots], allow_fetching=False, revocation_mode="soft-fail"
        )
        usage = KeyUsageConstraints(key_usage=_KEY_USAGE, match_all_key_usages=False)
        status = validate_pdf_signature(signature, context, key_usage_settings=usage)
        return _told(signature, status)
    except Exception as error:  # a signature that cannot be read is one that does not hold
        kind = type(error).__name__
        return Signature(str(signature.field_name), "", "", None, "", False, False, True, False, kind)


def _told(signature: EmbeddedPdfSignature, status: PdfSignatureStatus) -> Signature:
    certificate = signature.signer_cert
    when = signature.self_reported_timestamp
    whole = status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    covered = status.coverage is not None and status.coverage >= SignatureCoverageLevel.ENTIRE_REVISION
    return Signature(
        field=str(signature.field_name),
        signer=_name(certificate.subject),
        issuer=_name(certificate.issuer),
        when=when.astimezone() if when else None,
        reason=str(signature.sig_object.get("/Reason", "")),
        intact=bool(status.intact and status.valid and covered),
        whole=whole,
        changed=not (whole or (covered and bool(status.docmdp_ok))),
        trusted=bool(status.trusted),
    )


def _name(name: x509.Name) -> str:
    """What a certificate calls its holder: common name, else organisation, else all of it."""
    parts = name.native
    found = parts.get("common_name") or parts.get("organization_name") or name.human_friendly
    return str(found[0] if isinstance(found, list) else found)


def _certificate(data: bytes) -> x509.Certificate:
    if pem.detect(data):
        _, _, data = pem.unarmor(data)
    return x509.Certificate.load(data)


@contextmanager
def _quiet() -> Iterator[None]:
    """pyHanko tells its findings to the log as well; they are told by what is returned or raised."""
    logs = [logging.getLogger(name) for name in ("pyhanko", "pyhanko_certvalidator")]
    before = [log.level for log in logs]
    for log in logs:
        log.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for log, level in zip(logs, before, strict=True):
            log.setLevel(level)
