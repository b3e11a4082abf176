"""Files that come in: a document (.json), a workbook, PDF or package of this program, told by content before ending."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop.errors import UserError, os_fault
from desktop.forms import jsonio
from desktop.forms.catalogue import Catalogue
from desktop.forms.document import Document
from desktop.forms.privateuse import modernise

MAX_BYTES = 64 * 1024 * 1024
_RETURN = ".jbt"
PACKAGE = ".jbz"
_HEAD, _KIND = 200, '"种类": "退回"'.encode()
_ZIP = b"PK\x03\x04"
_LOCKED = b"JIBIAO"
_OLE = b"\xd0\xcf\x11\xe0"
PDF_MAGIC = b"%PDF-"


@dataclass(frozen=True, slots=True)
class Intake:
    """The documents of a file. `notes`: a line for each thing that was not taken over, or only with a proviso."""

    documents: list[Document]
    notes: tuple[str, ...] = ()


def read_file(path: Path, catalogue: Catalogue, password: str | None = None) -> Intake:
    """The documents in a file, each checked against its edition. `password`: for a package that has one.

    Raises `UserError`, one line naming the file; `PasswordError` when a password is needed.
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise UserError(f"打不开文件：{os_fault(error)}", where=path.name, remedy="请检查文件名和位置") from None
    if _is_package(data, path):
        return _with_modern_characters(_package(path, catalogue, password))
    if not data.strip():
        raise UserError("文件是空的", where=path.name, remedy="请重新导出或索取")
    if len(data) > MAX_BYTES:
        raise UserError(f"文件超过 {MAX_BYTES // 1024 // 1024} MB，不是填好的表", where=path.name)
    if data.startswith(_OLE):
        raise UserError(
            "是旧式 .xls 或加了密码的文件", where=path.name, remedy="请在 WPS 或 Excel 里另存为不加密的 .xlsx"
        )
    if data.startswith(_ZIP) or path.suffix.lower() == ".xlsx":
        return _with_modern_characters(_workbook(data, path.name, catalogue))
    if data.startswith(PDF_MAGIC) or path.suffix.lower() == ".pdf":
        return _with_modern_characters(_pdf(data, path.name, catalogue))
    if path.suffix.lower() == _RETURN:
        raise UserError("是上级的退回文件，不是表", where=path.name, remedy="请在窗口里打开，会转到退回的那份草稿")
    return _with_modern_characters(Intake([jsonio.loads(data, name=path.name, catalogue=catalogue)]))


def is_return(path: Path) -> bool:
    """Whether a file is a return from the office above: by its ending, or by the words it begins with."""
    if path.suffix.lower() == _RETURN:
        return True
    try:
        with path.open("rb") as stream:
            head = stream.read(_HEAD)
    except OSError:
        return False
    return head.lstrip().startswith(b"{") and _KIND in head


def _is_package(data: bytes, path: Path) -> bool:
    """Whether it is meant to be one. A workbook is a zip as well, so a zip is looked into."""
    if path.suffix.lower() == PACKAGE:
        return True
    from desktop.export.package.reading import is_package  # noqa: PLC0415  # not needed for a document

    return data.startswith((_ZIP, _LOCKED)) and is_package(data)


def _package(path: Path, catalogue: Catalogue, password: str | None) -> Intake:
    """The documents of a package; what was printed and the proofs are not read."""
    from desktop.session.packages import documents_of, load_package  # noqa: PLC0415  # loads pypdf's reader

    package = load_package(path, password)
    if not package.manifest.entries:
        number = len(package.manifest.attachments)
        raise UserError(f"包里没有自己的表，是转报的 {number} 个下级的包", where=path.name, remedy="请用收表来收")
    return Intake(documents_of(package, catalogue, name=path.name))


def _with_modern_characters(intake: Intake) -> Intake:
    """Names from old GBK files, spelled as today; said, because the characters of the file were others."""
    turned = "".join(dict.fromkeys("".join(map(modernise, intake.documents))))
    if not turned:
        return intake
    return Intake(intake.documents, (*intake.notes, f"旧编码的字已换成现在的字：{'、'.join(turned)}，请核对"))


def _workbook(data: bytes, name: str, catalogue: Catalogue) -> Intake:
    from desktop.export.workbook import read_workbook  # noqa: PLC0415  # openpyxl is loaded when first needed

    found = read_workbook(data, name=name)
    for document in found.documents:
        # What a person typed into the sheet is checked like any file, so that nothing foreign gets in through Excel.
        jsonio.loads(jsonio.dumps(document), name=name, catalogue=catalogue)
    return Intake(list(found.documents), found.notes)


def _pdf(data: bytes, name: str, catalogue: Catalogue) -> Intake:
    """The documents attached to a PDF. When the codes on its pages are of something else, that is said."""
    from desktop.session.pdfproof import attached, strange_codes  # noqa: PLC0415  # pypdf is loaded when first needed

    documents = attached(data, catalogue, name=name)
    strange = strange_codes(data, documents, catalogue, name=name)
    notes = [f"第 {page} 页印的核对码 {code} 与附带的表不符，这个 PDF 可能被改动过" for page, code in strange[:1]]
    return Intake(documents, tuple(notes))
