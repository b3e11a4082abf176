"""The narrow column beside the sheets: how it is printed. Each change is in the preview at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from desktop.errors import UserError
from desktop.forms.margins import GREATEST, LEAST, Margins
from desktop.session.printjob import PrintJob
from desktop.session.printsettings import GREATEST_SHIFT, MOST_COPIES, PrintSettings, Scale, Shift, Sides, Stock
from desktop.ui.printers import TRAYS
from desktop.ui.printpreview.fields import Pair, Rows, choice, millimetres, number
from desktop.ui.widgets import SPACE, label, link, set_wrong

_WIDTH = 300
_NO_PRINTER = "没有找到打印机"
_OWN_MARGINS = ("按表样", "自定")
_LINK_PADDING = 10
"""px between a link's edge and its word; taken off, so that words stand under each other."""
_SHIFT_TIP = "按纸竖着放的方向。印出来偏左 2 毫米，就填右移 2；偏右就填 -2。每台打印机各记各的。"


class SettingsColumn(QFrame):
    """Shows the settings of a `PrintJob` and changes them."""

    changed = Signal()
    """Something about the sheets."""
    refused = Signal(str)
    """Why something could not be kept."""
    seal_asked = Signal()
    more_asked = Signal()
    """The printer's own dialog."""

    def __init__(self, *, trays: bool) -> None:
        """`trays`: whether the tray can be chosen here."""
        super().__init__()
        self.setObjectName("panel")
        self.setFixedWidth(_WIDTH)
        self._job: PrintJob | None = None
        self._telling = False
        self._trays = trays
        self._make_fields()
        self._lay_out()
        self._connect()

    def _make_fields(self) -> None:
        self.printer = choice("打印机", ())
        self.tray = choice("纸盒", ((words, key) for key, words in TRAYS.items()))
        self.copies = number("份数", 1, MOST_COPIES)
        self.collate = QCheckBox("逐份打印")
        self.pages = QLineEdit()
        self.pages.setPlaceholderText("全部，或如 1-3,5")
        self.pages.setAccessibleName("页码")
        self.sides = choice("单双面", ((item.value, item) for item in Sides))
        self.stock = choice("纸张", ((item.value, item) for item in Stock))
        self.scale = choice("缩放", ((item.value, item) for item in Scale))
        self.own_margins = choice("页边距", ((words, number == 1) for number, words in enumerate(_OWN_MARGINS)))
        self.margins = [
            millimetres(f"页边距{edge}", least, GREATEST)
            for edge, least in zip("左右上下", (LEAST.left, LEAST.right, LEAST.top, LEAST.bottom), strict=True)
        ]
        most = GREATEST_SHIFT
        self.right, self.down = (millimetres(f"打印机{way}", -most, most) for way in ("右移", "下移"))
        self.cover = QCheckBox("最上面加一张清单")
        self.seal, self.more = link("印章…"), link("打印机自己的设置…")
        self.wrong_pages = label("", "plain", wrap=True)
        set_wrong(self.wrong_pages, wrong=True)
        self.draft_line = label("", wrap=True)
        self.notes = label("", "notes", wrap=True)

    def _lay_out(self) -> None:
        rows = self._rows = Rows()
        rows.add("打印机", self.printer)
        rows.add("纸盒", self.tray)
        rows.add("份数", self.copies)
        rows.add("", self.collate)
        rows.add("页码", self.pages)
        rows.add("", self.wrong_pages)
        rows.add("单双面", self.sides)
        rows.add("纸张", self.stock)
        rows.add("缩放", self.scale)
        rows.add("页边距", self.own_margins)
        left, right, top, bottom = self.margins
        self._pairs = [Pair(("左", left), ("右", right)), Pair(("上", top), ("下", bottom))]
        for pair in self._pairs:
            rows.add("", pair)
        shift = self._shift = Pair(("右移", self.right), ("下移", self.down))
        rows.add("校正", shift)
        shift.setToolTip(_SHIFT_TIP)
        hint = label("长度单位都是毫米")
        rows.add("", hint)
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        layout.setSpacing(SPACE)
        layout.addWidget(self.notes)
        layout.addLayout(rows)
        layout.addWidget(self.cover)
        links = QHBoxLayout()
        links.addSpacing(-_LINK_PADDING)
        for part in (self.more, self.seal):
            links.addWidget(part)
        links.addStretch(1)
        layout.addLayout(links)
        layout.addWidget(self.draft_line)
        layout.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 0, 0, 0)
        outer.addWidget(scroll)

    def _connect(self) -> None:
        for box in (self.printer, self.tray, self.sides, self.stock, self.scale):
            box.activated.connect(self._changed)
        self.own_margins.activated.connect(self._margins_chosen)
        self.copies.valueChanged.connect(self._changed)
        for check in (self.collate, self.cover):
            check.clicked.connect(self._changed)
        for margin in self.margins:
            margin.valueChanged.connect(self._changed)
        for way in (self.right, self.down):
            way.valueChanged.connect(self._corrected)
        self.pages.textChanged.connect(self._wanted)
        self.seal.clicked.connect(self.seal_asked)
        self.more.clicked.connect(self.more_asked)

    def take(self, job: PrintJob, printers: Sequence[str], *, seal: bool) -> None:
        """Show the settings of a job. `seal`: there is a unit whose choice can be made here."""
        self._job = job
        self.printer.clear()
        for name in printers or (_NO_PRINTER,):
            self.printer.addItem(name, name if printers else "")
        self.printer.setEnabled(bool(printers))
        self.more.setVisible(bool(printers))
        self.seal.setVisible(seal)
        self.cover.setVisible(job.several)
        self._rows.show_row(self.tray, self._trays)
        self.pages.setText(job.wanted)
        self.tell()

    def commit(self) -> None:
        """Take what is still being typed into a field."""
        for field in (self.copies, *self.margins, self.right, self.down):
            field.interpretText()

    def tell(self) -> None:
        """Show what is so."""
        job = self._job
        if job is None:
            return
        settings, self._telling = job.settings, True
        for box, value in (
            (self.printer, settings.printer), (self.tray, settings.tray), (self.sides, settings.sides),
            (self.stock, settings.stock), (self.scale, settings.scale),
            (self.own_margins, settings.margins is not None),
        ):  # fmt: skip
            box.setCurrentIndex(max(box.findData(value), 0))
        self.printer.setToolTip(settings.printer)
        self.copies.setValue(settings.copies)
        self.collate.setChecked(settings.collate)
        self._rows.show_row(self.collate, settings.copies > 1)
        self.cover.setChecked(settings.cover)
        for pair in self._pairs:
            self._rows.show_row(pair, settings.margins is not None)
        if settings.margins is not None:
            self._tell_margins(settings.margins)
        self.right.setValue(job.shift.right)
        self.down.setValue(job.shift.down)
        self._rows.show_row(self.wrong_pages, bool(self.wrong_pages.text()))
        self.draft_line.setText(job.draft_line)
        self.draft_line.setVisible(bool(job.draft_line))
        self._telling = False

    def _tell_margins(self, margins: Margins) -> None:
        for field, mm in zip(self.margins, (margins.left, margins.right, margins.top, margins.bottom), strict=True):
            field.setValue(mm)

    def tell_notes(self, lines: Sequence[str]) -> None:
        """What the paper will not show as the form has it."""
        self.notes.setText("\n".join(lines))
        self.notes.setVisible(bool(lines))

    def _settings(self, job: PrintJob) -> PrintSettings:
        own = self.own_margins.currentData()
        return replace(
            job.settings,
            printer=self.printer.currentData(),
            tray=self.tray.currentData(),
            copies=self.copies.value(),
            collate=self.collate.isChecked(),
            sides=Sides(self.sides.currentData()),
            stock=Stock(self.stock.currentData()),
            scale=Scale(self.scale.currentData()),
            cover=self.cover.isChecked(),
            margins=Margins(*(field.value() for field in self.margins)) if own else None,
        )

    def _margins_chosen(self) -> None:
        """One's own begin with what the form has."""
        job = self._job
        if job is not None and self.own_margins.currentData() and job.settings.margins is None:
            self._telling = True
            self._tell_margins(job.printouts[0].margins)
            self._telling = False
        self._changed()

    def _changed(self) -> None:
        self._do(lambda job: job.change(self._settings(job)))

    def _corrected(self) -> None:
        self._do(lambda job: job.correct(Shift(self.right.value(), self.down.value())))

    def _wanted(self, text: str) -> None:
        """Told beside the field: a dash is no error until the number after it is typed."""
        job = self._job
        if job is None:
            return
        try:
            job.want(text)
        except UserError as error:
            self.wrong_pages.setText(str(error))
        else:
            self.wrong_pages.setText("")
        self._do(lambda _: None)

    def _do(self, act: Callable[[PrintJob], None]) -> None:
        if self._job is None or self._telling:
            return
        try:
            act(self._job)
        except UserError as error:
            self.refused.emit(str(error))
        self.tell()
        self.changed.emit()
