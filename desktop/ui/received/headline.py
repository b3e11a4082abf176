"""Under the tool bar: how far the document is, whose it is and how it came; and the line about another revision."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from desktop.collect.board import State
from desktop.session.received import Received
from desktop.ui import fonts
from desktop.ui.drafts.wording import plain_time
from desktop.ui.widgets import SPACE, ElidedLabel, link

HEIGHT = 32
_TONES = {State.WRONG: "wrong", State.ACCEPTED: "done"}


def when_received(received: str, now: datetime) -> str:
    """`今天 09:12 收到`; `received` in ISO 8601 with zone."""
    return f"{plain_time(datetime.fromisoformat(received), now)} 收到"


class Headline(QFrame):
    """One line; it is told everything."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("headline")
        self.setFixedHeight(HEIGHT)
        self.state, self.about, self.code = QLabel(), ElidedLabel(), QLabel()
        self.state.setObjectName("state")
        self.about.setObjectName("soft")
        self.code.setObjectName("soft")
        self.state.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * SPACE, 0, 2 * SPACE, 0)
        row.setSpacing(SPACE + 4)
        row.addWidget(self.state)
        row.addWidget(self.about, 1)
        row.addWidget(self.code)

    def tell(self, received: Received) -> None:
        """Show how a document stands and where it came from."""
        head = received.head
        counts = head.counts
        number = counts.errors if received.state is State.WRONG else 0
        self.state.setText(f"{number} 处错误" if number else received.state.value)
        self.state.setProperty("tone", _TONES.get(received.state, ""))
        self.state.style().unpolish(self.state)
        self.state.style().polish(self.state)
        parts = [head.unit]
        parts += [f"表上写的是 {head.author}"] if head.author and head.author != head.unit else []
        parts += [f"修订 {head.revision}" if head.revision else "没有审核通过过"]
        parts += [when_received(head.received, datetime.now().astimezone())]
        parts += [f"经 {'、'.join(head.via)} 报来"] if head.via else []
        answer = head.answer.removeprefix("已")
        parts += [f"{answer}的理由：{head.why}"] if answer and head.why else []
        fonts.need("".join(parts))
        self.about.setText("　".join(parts))
        self.code.setText(f"核对码 {head.code}")


class Strip(QFrame):
    """A line about another revision, with what can be done about it. Hidden while there is none."""

    looked = Signal()
    """The person wants to see the other revision, or comes back from it."""
    taken = Signal()
    """The newer one shall take the place of what is here."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("strip")
        self.setFixedHeight(HEIGHT)
        self.text = ElidedLabel()
        self.look, self.take = link(""), link("")
        self.look.setToolTip("Ctrl+D")
        self.look.clicked.connect(self.looked)
        self.take.clicked.connect(self.taken)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * SPACE, 0, 2 * SPACE, 0)
        row.setSpacing(SPACE)
        row.addWidget(self.text, 1)
        row.addWidget(self.look)
        row.addWidget(self.take)
        self.hide()

    def say(self, text: str, look: str, take: str = "") -> None:
        """`""` as the text: nothing to say."""
        self.text.setText(text)
        self.look.setText(look)
        self.look.setVisible(bool(look))
        self.take.setText(take)
        self.take.setVisible(bool(take))
        self.setVisible(bool(text))


class Foot(QWidget):
    """The foot line: what belongs into the cell, and the zoom."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.hint, self.zoom = ElidedLabel(), QLabel()
        self.zoom.setMinimumWidth(self.fontMetrics().horizontalAdvance("200%"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.hint, 1)
        row.addWidget(self.zoom)

    def tell_zoom(self, zoom: float) -> None:
        """1.0 is the size of the paper."""
        self.zoom.setText(f"{round(zoom * 100)}%")
