"""与另一份的不同: field by field in plain lines; a click goes to the cell."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.forms.compare import Difference
from desktop.session.received import difference_line
from desktop.ui import fonts
from desktop.ui.received.lines import Lines
from desktop.ui.widgets import SPACE, label, link


class DifferencesPage(QWidget):
    """The lines, and above them which two revisions they are about."""

    chosen = Signal(object)
    """The path, in the revision that is shown, of a difference the person wants to see."""
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.head = label("", wrap=True)
        self.look = link("")
        self.look.setToolTip("Ctrl+D")
        above = QHBoxLayout()
        above.setContentsMargins(2 * SPACE, SPACE // 2, SPACE, SPACE // 2)
        above.addWidget(self.head, 1)
        above.addWidget(self.look)
        self.list = Lines("与另一份的不同")
        self.list.itemClicked.connect(self.list.choose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(above)
        layout.addWidget(self.list, 1)
        self.list.chosen.connect(self.chosen)
        self.list.left.connect(self.left)

    def show_differences(
        self, head: str, found: Sequence[Difference], names: tuple[str, str], *, newer_shown: bool
    ) -> None:
        """Show these; `names` are what the older and the newer one are called."""
        lines = [difference_line(one, names, newer_shown=newer_shown) for one in found]
        fonts.need("".join(lines))
        self.head.setText(head)
        self.list.clear()
        for one, line in zip(found, lines, strict=True):
            self.list.add(line, one.other if newer_shown else one.path)
