"""What stands in the place of the board while there is nothing on it yet: in two lines, what to do first."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from desktop.ui.widgets import SPACE, label, link, middle

_WIDTH = 620


class EmptyBoard(QWidget):
    """Two lines, each with its way to go on."""

    def __init__(self) -> None:
        super().__init__()
        self.head = label("", "head")
        self.units_link, self.due_link = link("导入单位名单…"), link("定应报的表…")
        self.files_link, self.folder_link = link("收包…"), link("收文件夹…")
        self.first, self.second = label("", wrap=True), label("", wrap=True)
        inner = middle(self, _WIDTH, gap=SPACE // 2)
        inner.addWidget(self.head)
        for words, links in (
            (self.first, (self.units_link, self.due_link)),
            (self.second, (self.files_link, self.folder_link)),
        ):
            inner.addSpacing(SPACE)
            inner.addWidget(words)
            row = QHBoxLayout()
            row.setSpacing(SPACE)
            row.setContentsMargins(0, 0, 0, 0)
            for one in links:
                row.addWidget(one)
            row.addStretch(1)
            inner.addLayout(row)

    @property
    def first_link(self) -> QToolButton:
        """Where the keyboard begins."""
        return self.due_link if self.units_link.isHidden() else self.units_link

    def say(self, year: int, units: int) -> None:
        """`units`: how many stand in the list; with some, only the forms are missing."""
        went_on = bool(units) and self.units_link.hasFocus()
        self.due_link.setVisible(bool(units))
        if went_on:
            self.due_link.setFocus()
        self.units_link.setVisible(not units)
        if units:
            self.head.setText(f"{year} 年还没有收到表")
            self.first.setText(
                f"1　单位名单里有 {units} 个单位。定好要他们报哪些表、到哪一天，就看得到谁没有报、谁迟了。"
            )
        else:
            self.head.setText("还没有收过表")
            self.first.setText("1　先导入单位名单：一张 Excel 工作表，里面有一列“单位名称”，就看得到谁还没有报。")
        self.second.setText("2　再把收到的上报包，或放着它们的文件夹、U 盘，拖到这里来；收过的不会重复收。")
