"""The line under the form: what belongs into the cell, when it was saved, how many pages, the zoom."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from desktop.ui.drafts.wording import plain_time
from desktop.ui.widgets import SPACE, ElidedLabel, divider, set_wrong


class StatusLine(QWidget):
    """Only shows; it is told everything."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hint = ElidedLabel()
        self.saved, self.pages, self.zoom = QLabel(), QLabel(), QLabel()
        self.zoom.setMinimumWidth(self.fontMetrics().horizontalAdvance("200%"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE + 4)
        row.addWidget(self.hint, 1)
        for number, part in enumerate((self.saved, self.pages, self.zoom)):
            if number:
                line = divider()
                line.setFixedHeight(12)
                row.addWidget(line)
            row.addWidget(part)

    def tell_saved(self, when: datetime | None, *, failed: bool) -> None:
        """`when` as in `OpenDraft.saved_at`; `failed` when the last attempt to write was refused."""
        set_wrong(self.saved, failed)
        if failed:
            self.saved.setText("未保存")
        elif when is None:
            self.saved.setText("正在保存")
        else:
            now = datetime.now().astimezone()
            local = when.astimezone(now.tzinfo)
            today = local.date() == now.date()
            self.saved.setText(f"已保存 {f'{local:%H:%M:%S}' if today else plain_time(when, now)}")

    def tell_pages(self, count: int | None) -> None:
        """None while it is not known."""
        self.pages.setText(f"打印 {count} 页" if count is not None else "打印 … 页")

    def tell_zoom(self, zoom: float) -> None:
        """1.0 is the size of the paper."""
        self.zoom.setText(f"{round(zoom * 100)}%")
