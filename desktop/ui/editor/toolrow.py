"""The tool bar: one row, whatever the window's width. Words leave the buttons before buttons leave the row."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

from desktop.ui import theme
from desktop.ui.editor.actions import EditorActions
from desktop.ui.formview import FormView
from desktop.ui.services import DraftRow
from desktop.ui.widgets import SPACE, ElidedLabel, button, column, divider

_ROOMY, _NARROW, _LEAST = 1280, 1080, 700
"""Widths, px, below which the buttons used less, then all but 审核, are icons alone; and the least there must be."""


class ToolRow(QFrame):
    """Where one is, and the buttons."""

    def __init__(self, page: QWidget, actions: EditorActions, view: FormView) -> None:
        super().__init__(page)
        self.setObjectName("bar")
        self.setFixedHeight(theme.BAR_HEIGHT)
        commands = view.commands
        self._first = [button(actions.back), button(actions.print), self._export(page, actions)]
        self._second = [button(commands.row_below), button(commands.delete_rows), button(commands.next_finding),
                        button(actions.carry)]  # fmt: skip
        self._name, self._form = ElidedLabel(), ElidedLabel()
        self._name.setObjectName("head")
        self._form.setObjectName("soft")
        title = QWidget()
        title.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        column(title, self._name, self._form)
        back, printing, exporting = self._first
        below, remove, following, carrying = self._second
        fit = button(commands.zoom_fit)
        fit.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        groups: list[list[QWidget]] = [
            [button(commands.undo, words=False), button(commands.redo, words=False)],
            [below, remove],
            [carrying],
            [button(commands.zoom_out, words=False), fit, button(commands.zoom_in, words=False)],
            [button(actions.review, accent=True), following],
            [printing, exporting],
            [button(actions.panel, words=False)],
        ]
        self._lay_out(back, title, groups)

    def _lay_out(self, back: QWidget, title: QWidget, groups: list[list[QWidget]]) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE, 0, SPACE, 0)
        row.setSpacing(2)
        row.addWidget(back)
        row.addSpacing(SPACE)
        row.addWidget(title, 1)
        for group in groups:
            row.addSpacing(SPACE - 2)
            row.addWidget(divider())
            row.addSpacing(SPACE - 2)
            for part in group:
                row.addWidget(part)

    def _export(self, page: QWidget, actions: EditorActions) -> QToolButton:
        menu = QMenu(page)
        menu.addActions([actions.pdf, actions.sign, actions.xlsx, actions.docx, actions.copy_texts])
        menu.addSeparator()
        menu.addAction(actions.seal)
        return menu_button(actions.export, menu)

    def tell(self, row: DraftRow) -> None:
        """Name the draft; how it stands comes first, because the end of a long line is cut off."""
        self._name.setText(row.project or row.unit or row.form)
        about = f"{row.form}　{row.year} 年度" if row.project or row.unit else f"{row.year} 年度"
        self._form.setText(about if row.state == "草稿" else f"{row.state}　{about}")

    def minimumSizeHint(self) -> QSize:
        """With all words gone it still fits; asking for more would keep the window from being made narrower."""
        return QSize(_LEAST, theme.BAR_HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take words off the buttons, or put them back."""
        super().resizeEvent(event)
        width = event.size().width()
        for buttons, least in ((self._second, _ROOMY), (self._first, _NARROW)):
            for part in buttons:
                beside, alone = Qt.ToolButtonStyle.ToolButtonTextBesideIcon, Qt.ToolButtonStyle.ToolButtonIconOnly
                part.setToolButtonStyle(beside if width >= least else alone)
