"""Beside the documents: what is missing of the set, attachments, password, signature, and where the package goes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QListWidget, QVBoxLayout, QWidget

from desktop.ui import fonts
from desktop.ui.packing.proofs import ProofList
from desktop.ui.widgets import SPACE, ElidedLabel, label, link

if TYPE_CHECKING:
    from desktop.ui.certificate import Certificate

_WIDTH = 320
_PROOFS = 92
_COMPLETE = "这一套的表都齐了"
_NONE = "先选要上报的表"
_UNSIGNED = "不签名"


class Side(QFrame):
    """Holds what the person settles besides the documents; asks nobody."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setFixedWidth(_WIDTH)
        self.certificate: Certificate | None = None
        self.missing_head = label("", "plain")
        self.missing = QListWidget()
        self.missing.setObjectName("missing")
        self.missing.setAccessibleName("这一套里还缺的")
        self.missing.setWordWrap(True)
        self.missing.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        self.missing.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.add_proof = link("添加…")
        self.add_proof.setToolTip("PDF 或图片，也可以拖进来（Ctrl+O）")
        self.proofs = ProofList()
        self.proofs.setMaximumHeight(_PROOFS)
        self.proofs.hide()
        self.password = QLineEdit()
        self.password.setPlaceholderText("不加密码")
        self.password.setAccessibleName("上报包的密码")
        self.password.setToolTip("不填就不加密码。填了要另外告诉收表单位，忘了谁也打不开")
        self.signer, self.sign = ElidedLabel(_UNSIGNED), link("签名…")
        self.place, self.move_to = ElidedLabel(), link("更改…")
        self._lay_out()
        self.proofs.changed.connect(self._show_proofs)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, SPACE)
        layout.setSpacing(SPACE // 2)
        layout.addWidget(self.missing_head)
        layout.addWidget(self.missing, 1)
        layout.addLayout(_row(label("附件", "plain"), None, self.add_proof))
        layout.addWidget(self.proofs)
        layout.addLayout(_row(_caption("密码"), self.password))
        layout.addLayout(_row(_caption("签名"), self.signer, self.sign))
        layout.addLayout(_row(_caption("放在"), self.place, self.move_to))

    def show_missing(self, lines: Sequence[str], chosen: int, unanswered: Sequence[str] = ()) -> None:
        """Say what is missing of the set when so many documents go, and first which came back and leave remarks open.

        None of it keeps the package from being made.
        """
        self.missing.clear()
        fonts.need("".join((*unanswered, *lines)))
        self.missing.addItems([*unanswered, *lines])
        head = f"这一套里还缺 {len(lines)} 项（不拦上报）" if lines else _COMPLETE
        if unanswered:
            head = f"{len(unanswered)} 份还有没答复的意见{f'，还缺 {len(lines)} 项' if lines else ''}（不拦上报）"
        self.missing_head.setText(head if chosen else _NONE)

    def missing_lines(self) -> list[str]:
        """What is shown as missing."""
        return [self.missing.item(row).text() for row in range(self.missing.count())]

    def show_signer(self, certificate: Certificate | None) -> None:
        """Who signs the note; None: nobody."""
        self.certificate = certificate
        self.signer.setText(certificate.holder if certificate is not None else _UNSIGNED)
        self.sign.setText("不签" if certificate is not None else "签名…")

    def show_place(self, target: Path) -> None:
        """Where the package goes."""
        fonts.need(str(target))
        self.place.setText(str(target))

    def _show_proofs(self) -> None:
        self.proofs.setVisible(bool(self.proofs.proofs()))


def _caption(text: str) -> QWidget:
    result = label(text, "plain")
    result.setFixedWidth(34)
    return result


def _row(*parts: QWidget | None) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(SPACE)
    for part in parts:
        if part is None:
            row.addStretch(1)
        else:
            row.addWidget(part, 1 if isinstance(part, ElidedLabel | QLineEdit) else 0)
    return row
