"""The few windows the operating system has to open: choosing a file, a folder, a printer.

Behind one class, so that a test puts answers in its place. Windows shows its own dialogs, which people know; elsewhere
Qt's are shown, in Chinese through Qt's own translation (`desktop.ui.app`). The folder used last is where the next one
opens: most often the USB stick.
"""

from __future__ import annotations

import sys
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, QStorageInfo, QUrl
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from desktop.ui.services import ExportKind, Services

if TYPE_CHECKING:
    from desktop.ui.certificate import Certificate
    from desktop.ui.printers import Printers

FILTERS = {
    ExportKind.PDF: "PDF 文件 (*.pdf)", ExportKind.XLSX: "Excel 工作簿 (*.xlsx)", ExportKind.DOCX: "Word 文档 (*.docx)"
}  # fmt: skip
_IMPORTS = "表格文件 (*.json *.xlsx *.pdf *.jbz *.jbt);;所有文件 (*)"
_CERTIFICATE = "certificate"
"""Key under which the certificate used last is remembered."""
_VERIFIED = "图片和文件 (*.png *.jpg *.jpeg *.bmp *.tif *.tiff *.json *.xlsx *.pdf *.jbz);;所有文件 (*)"
_PROOFS = "PDF、图片、下级的上报包 (*.pdf *.png *.jpg *.jpeg *.tif *.tiff *.bmp *.jbz);;所有文件 (*)"
_PACKAGES = "上报包 (*.jbz)"
_RETURNS = "退回文件 (*.jbt)"
_WORKBOOKS = "Excel 工作簿 (*.xlsx);;所有文件 (*)"
_PICTURES = "图片 (*.png *.jpg *.jpeg *.bmp *.tif *.tiff);;所有文件 (*)"


class Dialogs:
    """Asks the person; every answer is None or empty when it was cancelled."""

    def __init__(self, owner: QWidget, services: Services) -> None:
        """`owner` is the window the dialogs belong to."""
        self._owner, self._services = owner, services

    def files_to_open(self) -> list[Path]:
        """Files to take in."""
        dialog = self._dialog("打开文件", _IMPORTS)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        return self._answer(dialog)

    def picture_to_open(self) -> Path | None:
        """A picture of a seal."""
        dialog = self._dialog("选印章图片", _PICTURES)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        return next(iter(self._answer(dialog)), None)

    def file_to_verify(self) -> Path | None:
        """A picture of a page, or a file."""
        dialog = self._dialog("选要核对的图片或文件", _VERIFIED)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        return next(iter(self._answer(dialog)), None)

    def file_to_save(self, stem: str, kind: ExportKind) -> Path | None:
        """Where to write one file; the person was asked about overwriting."""
        dialog = self._dialog("导出为", FILTERS[kind])
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        # The suffix is added before the question about overwriting, so that it is asked about the right file.
        dialog.setDefaultSuffix(kind.value)
        dialog.selectFile(f"{stem}.{kind.value}")
        return next(iter(self._answer(dialog)), None)

    def package_to_save(self, proposed: Path) -> Path | None:
        """Where to put a package; the person was asked about overwriting."""
        dialog = self._dialog("上报包放在", _PACKAGES)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("jbz")
        dialog.setDirectory(str(proposed.parent))
        dialog.selectFile(proposed.name)
        return next(iter(self._answer(dialog)), None)

    def packages_to_open(self) -> list[Path]:
        """Packages to take in."""
        dialog = self._dialog("收上报包", f"{_PACKAGES};;所有文件 (*)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        return self._answer(dialog)

    def folder_to_receive(self) -> Path | None:
        """A folder with packages in it."""
        dialog = self._dialog("收文件夹里的上报包", "")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        return next(iter(self._answer(dialog)), None)

    def unit_list_to_open(self) -> Path | None:
        """A workbook with the list of units."""
        dialog = self._dialog("选单位名单", _WORKBOOKS)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        return next(iter(self._answer(dialog)), None)

    def return_to_save(self, name: str) -> Path | None:
        """Where to write a return file."""
        return self._save_as("退回文件存到", _RETURNS, name)

    def data_to_save(self, stem: str) -> Path | None:
        """Where to write the bare data of a table."""
        return self._save_as("导出为", "CSV 文件 (*.csv)", f"{stem}.csv")

    def proof_to_save(self, name: str) -> Path | None:
        """Where to write an attachment that came in; its ending says what is in it."""
        suffix = Path(name).suffix
        return self._save_as("附件另存为", f"附件 (*{suffix})", name)

    def _save_as(self, title: str, filters: str, name: str) -> Path | None:
        dialog = self._dialog(title, filters)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(Path(name).suffix.removeprefix("."))
        dialog.selectFile(name)
        return next(iter(self._answer(dialog)), None)

    def proofs_to_open(self) -> list[Path]:
        """Files to go along with a package."""
        dialog = self._dialog("选附件", _PROOFS)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        return self._answer(dialog)

    def password(self, line: str) -> str | None:
        """The password of a package that needs one; `line` says which, or that the last one was wrong."""
        from desktop.ui.password import PasswordDialog  # noqa: PLC0415  # asked for seldom

        dialog = PasswordDialog(self._owner, line)
        dialog.exec()
        typed = dialog.typed
        dialog.deleteLater()
        return typed

    def certificate(self) -> Certificate | None:
        """What to sign with; the certificate used last is proposed. Raises `UserError` when nothing can be signed."""
        from desktop.session.signatures import holder, require_signing  # noqa: PLC0415  # asked for seldom
        from desktop.ui.certificate import CertificateDialog  # noqa: PLC0415  # see above

        require_signing()
        known = Path(self._services.remembered(_CERTIFICATE))
        dialog = CertificateDialog(self._owner, known if known.is_file() else None, self._certificate_to_open, holder)
        dialog.exec()
        chosen = dialog.chosen
        dialog.deleteLater()
        if chosen is not None:
            self._services.remember(_CERTIFICATE, str(chosen.file))
        return chosen

    def _certificate_to_open(self) -> Path | None:
        dialog = self._dialog("选证书", "证书 (*.p12 *.pfx);;所有文件 (*)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        return next(iter(self._answer(dialog)), None)

    def folder_to_save(self) -> Path | None:
        """Where to write several files."""
        dialog = self._dialog("导出到文件夹", "")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        return next(iter(self._answer(dialog)), None)

    @cached_property
    def printers(self) -> Printers:
        """The printers of this machine."""
        from desktop.ui.printers import Printers  # noqa: PLC0415  # Qt's print module is not needed for the start

        return Printers()

    def _dialog(self, title: str, filters: str) -> QFileDialog:
        dialog = QFileDialog(self._owner, title, self._folder(), filters)
        if sys.platform != "win32":
            dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
            dialog.setSidebarUrls([QUrl.fromLocalFile(str(place)) for place in places()])
            # Two of its words Qt's translation leaves out.
            dialog.setLabelText(QFileDialog.DialogLabel.LookIn, "位置：")
            dialog.setLabelText(QFileDialog.DialogLabel.FileType, "文件类型：")
        return dialog

    def _answer(self, dialog: QFileDialog) -> list[Path]:
        """Run it; the folder of what was chosen is remembered."""
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        chosen = [Path(name) for name in dialog.selectedFiles()] if accepted else []
        dialog.deleteLater()
        if chosen:
            folder = chosen[0] if chosen[0].is_dir() else chosen[0].parent
            self._services.remember("folder", str(folder))
        return chosen

    def _folder(self) -> str:
        known = self._services.remembered("folder")
        return known if known and Path(known).is_dir() else str(Path.home())


def places() -> list[Path]:
    """Where people keep files: desktop, documents, home, and what is plugged in."""
    standard = QStandardPaths.StandardLocation
    found = [
        Path(QStandardPaths.writableLocation(place))
        for place in (standard.DesktopLocation, standard.DocumentsLocation, standard.HomeLocation)
    ]
    plugged = [Path(volume.rootPath()) for volume in QStorageInfo.mountedVolumes() if volume.isReady()]
    found += [root for root in plugged if root.parts[1:2] == ("media",) or root.parts[1:3] == ("run", "media")]
    return [place for number, place in enumerate(found) if place.is_dir() and place not in found[:number]]
