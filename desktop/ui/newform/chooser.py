"""Choosing a form, with the year and the unit, ready to go: Enter anywhere begins it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from desktop.ui import theme
from desktop.ui.newform.formlist import FormList
from desktop.ui.services import DraftRow, FormRow
from desktop.ui.widgets import SPACE, button, label, make_action

WIDTH = 720
_FIELD = 32


class FormChooser(QFrame):
    """A white sheet with the list of forms and, at its foot, year, unit and the button."""

    chosen = Signal(str, str, int, str)
    """Form, edition, year, unit."""

    def __init__(self, forms: Sequence[FormRow], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sheet")
        self.forms = FormList(forms)
        self.year = QSpinBox()
        self.year.setRange(2000, 2099)
        self.year.setValue(datetime.now().astimezone().year)
        # Qt leaves the style sheet's padding out of the field inside a spin box.
        self.year.lineEdit().setTextMargins(7, 0, 0, 0)
        self.year.setFixedSize(76, _FIELD)
        self.unit = QLineEdit()
        self.unit.setFixedHeight(_FIELD)
        self.unit.setPlaceholderText("填报单位，可以先空着")
        self.fits = label()
        self.begin_action = make_action(self, "新建", "file-plus", color=theme.PAPER)
        self.begin_button = button(self.begin_action, accent=True)
        self._lay_out()
        self.forms.taken.connect(self.begin)
        self.unit.returnPressed.connect(self.begin)
        self.year.lineEdit().returnPressed.connect(self.begin)
        self.begin_action.triggered.connect(self.begin)
        self.forms.selectionModel().currentChanged.connect(self._tell_fit)
        self.year.valueChanged.connect(self._tell_fit)
        self._tell_fit()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 6, 1, 0)
        layout.setSpacing(0)
        layout.addWidget(self.forms, 1)
        rule = QFrame()
        rule.setObjectName("divider")
        rule.setFixedHeight(1)
        layout.addWidget(rule)
        row = QHBoxLayout()
        row.setContentsMargins(14, 12, 14, 12)
        row.setSpacing(SPACE)
        for words, field, stretch in (("年度", self.year, 0), ("单位", self.unit, 1)):
            name = label(words)
            name.setBuddy(field)
            row.addWidget(name)
            row.addWidget(field, stretch)
            row.addSpacing(SPACE)
        row.addWidget(self.fits)
        row.addWidget(self.begin_button)
        layout.addLayout(row)

    def prefill(self, last: DraftRow | None) -> None:
        """Propose what the draft changed last has; people fill several forms for the same unit and year."""
        if last is not None:
            self.year.setValue(last.year)
            self.unit.setText(last.unit)
            self.forms.choose(last.form)
        self.forms.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin(self) -> None:
        """Take what is chosen."""
        form = self.forms.current()
        if form is not None:
            self.year.interpretText()
            self.chosen.emit(form.form, form.edition, self.year.value(), self.unit.text().strip())

    def _tell_fit(self) -> None:
        """Say for which years an edition is meant when the year is another; it may be wanted all the same."""
        form, year = self.forms.current(), self.year.value()
        self.begin_action.setEnabled(form is not None)
        misfit = form is not None and not form.first_year <= year <= (form.last_year or year)
        self.fits.setText(f"此版式用于 {_years(form)}" if form is not None and misfit else "")
        self.fits.setVisible(misfit)


def centred(*parts: QWidget) -> QWidget:
    """Parts one above the other in a column in the middle of the desk, not wider than is good to read."""
    desk, holder = QWidget(), QWidget()
    holder.setMaximumWidth(WIDTH)
    inner = QVBoxLayout(holder)
    inner.setContentsMargins(0, 0, 0, 0)
    inner.setSpacing(SPACE + 4)
    for part in parts:
        inner.addWidget(part)
    inner.addStretch(1)
    layout = QHBoxLayout(desk)
    layout.setContentsMargins(2 * SPACE, 3 * SPACE, 2 * SPACE, 3 * SPACE)
    layout.addStretch(1)
    layout.addWidget(holder, 20)
    layout.addStretch(1)
    return desk


def _years(form: FormRow) -> str:
    if form.last_year is None:
        return f"{form.first_year} 年起"
    return f"{form.first_year} 年" if form.last_year == form.first_year else f"{form.first_year}—{form.last_year} 年"
