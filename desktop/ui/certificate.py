"""Choosing the certificate to sign with, and its password. It is opened at once, so that a slip is told here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop.errors import UserError
from desktop.ui import theme
from desktop.ui.busy import busy
from desktop.ui.widgets import SPACE, ElidedLabel, label, link, set_wrong

_WIDTH = 420
_NONE = "还没有选（.p12 或 .pfx 文件）"
_NOTE = "签名时间取本机时间。口令不保存。"


class Certificate(NamedTuple):
    """A certificate that opened."""

    file: Path
    password: str
    holder: str


class CertificateDialog(QDialog):
    """`chosen` is what was settled on, None when it was cancelled."""

    def __init__(
        self, parent: QWidget, file: Path | None, choose: Callable[[], Path | None], opens: Callable[[Path, str], str]
    ) -> None:
        """`file` is the one used last; `choose` asks for another; `opens` tells the holder or raises `UserError`."""
        super().__init__(parent)
        self.setWindowTitle("用单位的证书签名")
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Window, QColor(theme.PAPER))
        self.setPalette(palette)
        self._choose, self._opens, self._file = choose, opens, file
        self.chosen: Certificate | None = None
        self.name = ElidedLabel()
        self.pick = link("选择…")
        self.pick.clicked.connect(self._ask)
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setAccessibleName("证书的口令")
        self.password.textEdited.connect(lambda: self._tell(""))
        self.told = label(_NOTE, "soft", wrap=True)
        self.told.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.told.setMinimumHeight(2 * self.fontMetrics().lineSpacing())  # so that nothing jumps when a slip is told
        self.done_button = QPushButton("签名")
        self.done_button.setDefault(True)
        self.done_button.clicked.connect(self._finish)
        self.cancel = QPushButton("取消")
        self.cancel.setAutoDefault(False)
        self.cancel.clicked.connect(self.reject)
        self._lay_out()
        self._show_file()

    def _lay_out(self) -> None:
        fields = QGridLayout()
        fields.setHorizontalSpacing(2 * SPACE)
        fields.setVerticalSpacing(SPACE)
        fields.setColumnStretch(1, 1)
        fields.addWidget(label("证书", "plain"), 0, 0)
        fields.addWidget(self.name, 0, 1)
        fields.addWidget(self.pick, 0, 2)
        fields.addWidget(label("口令", "plain"), 1, 0)
        fields.addWidget(self.password, 1, 1, 1, 2)
        sheet = QFrame()
        sheet.setObjectName("seal")
        sheet.setFixedWidth(_WIDTH)
        body = QVBoxLayout(sheet)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(SPACE)
        body.addLayout(fields)
        body.addWidget(self.told)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.done_button)
        foot.addWidget(self.cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * SPACE, 2 * SPACE, 3 * SPACE, 2 * SPACE)
        layout.setSpacing(2 * SPACE)
        layout.addWidget(sheet)
        layout.addLayout(foot)
        layout.setSizeConstraint(QVBoxLayout.SizeConstraint.SetMinimumSize)

    def _ask(self) -> None:
        if (file := self._choose()) is not None:
            self._file = file
            self._tell("")
            self._show_file()

    def _show_file(self) -> None:
        self.name.setText(self._file.name if self._file else _NONE)
        (self.password if self._file else self.pick).setFocus()

    def _finish(self) -> None:
        """Opens the certificate; the window stays open with a line when it does not."""
        if self._file is None:
            self._tell("请先选证书文件")
            return
        try:
            with busy():
                holder = self._opens(self._file, self.password.text())
        except UserError as error:
            self._tell(str(error))
            self.password.selectAll()
            self.password.setFocus()
            return
        self.chosen = Certificate(self._file, self.password.text(), holder)
        self.accept()

    def _tell(self, fault: str) -> None:
        self.told.setText(fault or _NOTE)
        set_wrong(self.told, wrong=bool(fault))
