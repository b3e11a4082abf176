"""Tables that are read as lists of lines: whole lines are chosen, nothing is typed into them, no grid is drawn.

Qt's table begins as a spreadsheet. What it takes to make it a quiet list stands here once, so that all lists of the
program look and behave alike.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QTableView


def make_plain(table: QTableView, *, row: int, head: int) -> None:
    """Turn a table into a list of lines, `row` px high under a line of captions of `head` px."""
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(row)
    captions = table.horizontalHeader()
    captions.setHighlightSections(False)
    captions.setFixedHeight(head)
    captions.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
