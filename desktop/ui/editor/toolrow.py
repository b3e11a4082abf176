"""The tool bar over a draft."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from desktop.ui.editor.actions import EditorActions
from desktop.ui.formview import FormView
from desktop.ui.services import DraftRow
from desktop.ui.toolrow import FormToolRow
from desktop.ui.widgets import button, menu_button

_ROOMY, _NARROW = 1280, 1080
"""Widths, px, below which the buttons used less, then all but 审核, are icons alone."""


class ToolRow(FormToolRow):
    """Where one is, and the buttons."""

    def __init__(self, page: QWidget, actions: EditorActions, view: FormView) -> None:
        super().__init__(page)
        commands = view.commands
        back, printing, exporting = button(actions.back), button(actions.print), self._export(page, actions)
        below, remove = button(commands.row_below), button(commands.delete_rows)
        following, carrying = button(commands.next_finding), button(actions.carry)
        groups: list[list[QWidget]] = [
            [button(commands.undo, words=False), button(commands.redo, words=False)],
            [below, remove],
            [carrying],
            self._zooming(view),
            [button(actions.review, accent=True), following],
            [printing, exporting],
            [button(actions.panel, words=False)],
        ]
        worded = (((below, remove, following, carrying), _ROOMY), ((back, printing, exporting), _NARROW))
        self._lay_out([back], groups, worded)

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
