"""The few windows the operating system has to open: choosing a file, a folder, a printer.

Behind one class, so that a test puts answers in its place. Windows shows its own dialogs, which people know; elsewhere
Qt's are shown, in Chinese through Qt's own translation (`desktop.ui.app`). The folder used last is where the next one
opens: most often the USB stick.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, QStorageInfo, QUrl
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from desktop.ui.services import ExportKind, Services

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

FILTERS = {ExportKind.PDF: "PDF 文件 (*.pdf)", ExportKind.XLSX: "Excel 工作簿 (*.xlsx)"}
_IMPORTS = "表格文件 (*.json *.xlsx);;所有文件 (*)"


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

    def file_to_save(self, stem: str, kind: ExportKind) -> Path | None:
        """Where to write one file; the person was asked about overwriting."""
        dialog = self._dialog("导出为", FILTERS[kind])
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        # The suffix is added before the question about overwriting, so that it is asked about the right file.
        dialog.setDefaultSuffix(kind.value)
        dialog.selectFile(f"{stem}.{kind.value}")
        return next(iter(self._answer(dialog)), None)

    def folder_to_save(self) -> Path | None:
        """Where to write several files."""
        dialog = self._dialog("导出到文件夹", "")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        return next(iter(self._answer(dialog)), None)

    def printer(self, title: str, pages: int, form: str) -> QPrinter | None:
        """A printer, set up by the person; the one last used for this form is proposed."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415  # not needed for the start

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        known = self._services.remembered(f"printer.{form}")
        if known:
            printer.setPrinterName(known)
        printer.setDocName(title)
        dialog = QPrintDialog(printer, self._owner)
        dialog.setWindowTitle("打印")
        dialog.setMinMax(1, pages)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        if not accepted:
            return None
        self._services.remember(f"printer.{form}", printer.printerName())
        return printer

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
