"""A unit's certificate file and what it signs. Nothing is kept of either, least of all the password."""

from __future__ import annotations

from pathlib import Path

from desktop.errors import UserError, os_fault
from desktop.export.signing import certificate_holder, require_signing, sign_pdf

__all__ = ["holder", "read_certificate", "require_signing", "signed"]

MAX_BYTES = 1024 * 1024
"""Of a certificate file; a few kB are usual."""


def read_certificate(file: Path) -> bytes:
    """What stands in a .p12 or .pfx file. Raises `UserError`."""
    try:
        with file.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise UserError(f"打不开证书文件：{os_fault(error)}", where=file.name, remedy="请检查文件名和位置") from None
    if len(data) > MAX_BYTES:
        raise UserError("文件太大，不是证书", where=file.name, remedy="请选 .p12 或 .pfx 文件")
    return data


def holder(file: Path, password: str) -> str:
    """Who a certificate was issued to. Raises `UserError` when it does not open or is not valid today."""
    return certificate_holder(read_certificate(file), password)


def signed(pdf: bytes, file: Path, password: str) -> bytes:
    """The PDF with a signature. Raises `UserError`."""
    return sign_pdf(pdf, read_certificate(file), password)
