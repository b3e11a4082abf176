"""The choice of a unit for its seal: left free, a faint circle, or the unit's own picture. To be put anywhere.

Every change is kept at once; `changed` tells whoever shows pages. That a picture is no electronic seal is said in the
panel itself when a picture is first chosen, until it was read.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QFrame, QHBoxLayout, QLabel, QRadioButton, QSpinBox, QWidget

from desktop.errors import UserError
from desktop.forms.dressing import GREATEST_DIAMETER, LEAST_DIAMETER, Seal, SealChoice
from desktop.forms.page import Image
from desktop.session.seals import NOTICE, Seals
from desktop.ui.dialogs import Dialogs
from desktop.ui.widgets import SPACE, column, label, link, set_wrong

_WORDS = {
    Seal.FREE: "留空，打印后盖章",
    Seal.RING: "印一个淡圆圈，照着盖章",
    Seal.PICTURE: "印本单位的印章图片",
}
_ASK = "PNG，或在白纸上盖章后的彩色扫描件"
_SHOWN = 84
"""px of the picture in the panel."""
_INDENT = 22
"""px by which what belongs to the picture stands in."""


class SealPanel(QFrame):
    """One unit's choice."""

    changed = Signal()

    def __init__(self, seals: Seals, dialogs: Dialogs, unit: str, parent: QWidget | None = None) -> None:
        """Raises `UserError` when the choice cannot be read."""
        super().__init__(parent)
        self.setObjectName("seal")
        self._seals, self._dialogs, self._unit = seals, dialogs, unit
        self._choice = seals.choice(unit)
        self._image = seals.image(unit) if unit else None
        self.kinds = {kind: QRadioButton(words) for kind, words in _WORDS.items()}
        group = QButtonGroup(self)
        for button in self.kinds.values():
            group.addButton(button)
        self.diameter = QSpinBox()
        self.diameter.setRange(round(LEAST_DIAMETER), round(GREATEST_DIAMETER))
        self.diameter.setSuffix(" 毫米")
        self.diameter.setAccessibleName("印章直径")
        self.picture = _PictureBox()
        self.notice = _Notice()
        self.fault = label("", "plain", wrap=True)
        set_wrong(self.fault, wrong=True)
        self._lay_out()
        self._connect()
        self._tell()

    def _lay_out(self) -> None:
        size = QHBoxLayout()
        size.setSpacing(SPACE)
        size.addWidget(label("直径", "plain"))
        size.addWidget(self.diameter)
        size.addWidget(label("盖在单位名称的末尾；草稿上不印图片"))
        size.addStretch(1)
        layout = column(self, label(f"{self._unit or '先在表上填好单位名称'}", "head"), gap=SPACE)
        layout.addWidget(self.kinds[Seal.FREE])
        layout.addWidget(self.kinds[Seal.RING])
        layout.addWidget(self.kinds[Seal.PICTURE])
        layout.addWidget(self.notice)
        layout.addWidget(self.picture)
        layout.addSpacing(SPACE // 2)
        layout.addLayout(size)
        layout.addWidget(self.fault)

    def _connect(self) -> None:
        for kind, button in self.kinds.items():
            button.clicked.connect(lambda _checked, chosen=kind: self._choose(chosen))
        self.diameter.valueChanged.connect(lambda value: self._keep(replace(self._choice, diameter=float(value))))
        self.picture.across.clicked.connect(lambda checked: self._keep(replace(self._choice, across=checked)))
        self.picture.pick.clicked.connect(self._pick)
        self.picture.drop.clicked.connect(self._drop)
        self.notice.read.clicked.connect(self._read)

    def _choose(self, kind: Seal) -> None:
        if kind is Seal.PICTURE and self._image is None:
            # Only shown as chosen: without a picture the places stay as they were.
            self._tell(shown=kind)
            return
        self._keep(replace(self._choice, kind=kind, image=self._image if kind is Seal.PICTURE else None))

    def _pick(self) -> None:
        file = self._dialogs.picture_to_open()
        if file is None:
            return
        try:
            self._image = self._seals.read(file)
        except UserError as error:
            self._tell(shown=Seal.PICTURE, fault=str(error))
            return
        self._keep(replace(self._choice, kind=Seal.PICTURE, image=self._image))

    def _drop(self) -> None:
        self._attempt(lambda: self._seals.forget_image(self._unit), SealChoice(diameter=self._choice.diameter))
        self._image = None
        self._tell()

    def _read(self) -> None:
        self._attempt(self._seals.note_told, self._choice)
        self._tell(shown=Seal.PICTURE)

    def _keep(self, choice: SealChoice) -> None:
        if self._attempt(lambda: self._seals.keep(self._unit, choice), choice):
            self.changed.emit()

    def _attempt(self, act: Callable[[], None], choice: SealChoice) -> bool:
        """Do it and show the choice that stands then; a fault of the disk is one line."""
        try:
            act()
        except UserError as error:
            self._tell(fault=str(error))
            return False
        self._choice = choice
        self._tell()
        return True

    def _tell(self, *, shown: Seal | None = None, fault: str = "") -> None:
        """Show what is so: `shown` is the kind that is marked when it is not the one that is kept."""
        kind = shown or self._choice.kind
        self.setEnabled(bool(self._unit))
        self.kinds[kind].setChecked(True)
        self.diameter.blockSignals(True)
        self.diameter.setValue(round(self._choice.diameter))
        self.diameter.blockSignals(False)
        self.picture.setVisible(kind is Seal.PICTURE)
        self.picture.tell(self._image, across=self._choice.across)
        self.notice.setVisible(kind is Seal.PICTURE and not self._seals.told)
        self.fault.setText(fault)
        self.fault.setVisible(bool(fault))


class _Notice(QWidget):
    """What is said once."""

    def __init__(self) -> None:
        super().__init__()
        self.read = link("知道了")
        row = QHBoxLayout(self)
        row.setContentsMargins(_INDENT, 0, 0, 0)
        row.setSpacing(SPACE)
        row.addWidget(label(NOTICE, "plain", wrap=True), 1)
        row.addWidget(self.read, 0, Qt.AlignmentFlag.AlignBottom)


class _PictureBox(QWidget):
    """The picture, and what can be done with it."""

    def __init__(self) -> None:
        super().__init__()
        self.pick, self.drop = link("选图片…"), link("删除图片")
        self.across = QCheckBox("骑缝章：有几页时，各页右边各印一部分")
        self._shown = QLabel()
        self._shown.setFixedSize(_SHOWN, _SHOWN)
        self._hint = label(_ASK)
        links = QHBoxLayout()
        links.setSpacing(SPACE)
        links.addWidget(self.pick)
        links.addWidget(self.drop)
        links.addStretch(1)
        words = QWidget()
        beside = column(words, self._hint, gap=SPACE // 2)
        beside.insertLayout(0, links)
        beside.addWidget(self.across)
        beside.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(_INDENT, 0, 0, 0)
        row.setSpacing(2 * SPACE)
        row.addWidget(self._shown, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(words, 1)

    def tell(self, image: Image | None, *, across: bool) -> None:
        """Show a picture, or that there is none."""
        self.pick.setText("选图片…" if image is None else "换一张…")
        self.drop.setVisible(image is not None)
        self._shown.setVisible(image is not None)
        self.across.setVisible(image is not None)
        self.across.setChecked(across)
        if image is not None:
            ratio = self.devicePixelRatioF()
            smooth = Qt.TransformationMode.SmoothTransformation
            pixels = QPixmap.fromImage(QImage.fromData(image.png).scaledToWidth(round(_SHOWN * ratio), smooth))
            pixels.setDevicePixelRatio(ratio)
            self._shown.setPixmap(pixels)
