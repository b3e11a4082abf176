"""What becomes of drafts, below the list: 结转 into the next year, or another form made of each.

Left the drafts, right what comes over into the one with the cursor, and the button that makes them all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui import icons, theme
from desktop.ui.carry.lines import FIELD, THEN, LinesModel, LinesTable
from desktop.ui.carry.planlist import PlanList
from desktop.ui.widgets import SPACE, ElidedLabel, button, label, link, make_action, set_word

if TYPE_CHECKING:
    from desktop.session.planning import Prospect

_MOST_OF_FORM = 340
"""px of width for the form to choose."""


@dataclass(frozen=True, slots=True)
class Making:
    """One thing that can be done: 「结转到 2023 年度」 or 「生成《…自评表》」, and what for.

    `name` tells it from others in the list to choose from.
    """

    verb: str
    title: str
    icon: str
    plans: Sequence[Prospect]
    name: str = ""


class PlansPanel(QFrame):
    """Hidden while nothing is being made."""

    confirmed = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("carry")
        self._makings: Sequence[Making] = ()
        self.title = label("", "head")
        self.which = QComboBox()
        self.note = ElidedLabel()
        self.note.setObjectName("soft")
        self.all_link = link("全选")
        self.take_action = make_action(self, "生成", "list-plus", color=theme.PAPER)
        self.leave_action = make_action(self, "取消", shortcut="Esc")
        self.drafts = PlanList()
        # What comes over is the form's own rule; the person changes it in the form afterwards.
        self.model = LinesModel(self, tickable=False)
        self.table = LinesTable(self.model, (FIELD, THEN))
        self._lay_out()
        self.take_action.triggered.connect(self.confirmed)
        self.leave_action.triggered.connect(self.left)
        self.which.activated.connect(self._choose)
        self.all_link.clicked.connect(self._tick_all)
        self.drafts.taken.connect(self._take)
        self.table.taken.connect(self._take)
        self.drafts.pointed.connect(self._show)
        self.drafts.ticksChanged.connect(self._tell_count)
        self.hide()

    def _lay_out(self) -> None:
        self.which.setMaximumWidth(_MOST_OF_FORM)
        head = QHBoxLayout()
        head.setContentsMargins(2 * SPACE, 6, SPACE, 6)
        head.setSpacing(SPACE)
        head.addWidget(self.title)
        head.addWidget(self.which)
        head.addWidget(self.note, 1)
        for part in (self.all_link, button(self.leave_action), button(self.take_action, accent=True)):
            head.addWidget(part)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.drafts, 5)
        rule = QFrame()
        rule.setObjectName("divider")
        rule.setFixedWidth(1)
        body.addWidget(rule)
        body.addWidget(self.table, 4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 1, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addLayout(body, 1)
        for one, other in ((self.which, self.drafts), (self.drafts, self.table), (self.table, self.all_link)):
            QWidget.setTabOrder(one, other)

    @property
    def making(self) -> Making:
        """What is being done."""
        return self._makings[max(0, self.which.currentIndex())]

    def begin(self, makings: Sequence[Making], first: int = 0) -> None:
        """Show what would be made, the first of `makings` first. `first`: the draft that has the cursor in the list."""
        self._makings = makings
        self.which.clear()
        self.which.addItems([making.name for making in makings])
        self.which.setVisible(len(makings) > 1)
        self._choose(first=first)
        self.show()
        self.drafts.setFocus(Qt.FocusReason.OtherFocusReason)

    def ticked(self) -> list[Prospect]:
        """Those to make."""
        return [self.making.plans[row] for row in self.drafts.ticked()]

    def _choose(self, _: int = 0, *, first: int = 0) -> None:
        making = self.making
        self.title.setText(making.title if len(self._makings) == 1 else making.verb)
        self.take_action.setIcon(icons.icon(making.icon, theme.PAPER))
        self.drafts.set_plans(making.plans)
        can = [row for row, plan in enumerate(making.plans) if not plan.fault]
        own = [row for row in can if making.plans[row].info.id == first]
        self.drafts.go_to((own or can or [0])[0])

    def _show(self, row: int) -> None:
        plan = self.making.plans[row] if 0 <= row < len(self.making.plans) else None
        proposal = plan.proposal if plan is not None else None
        self.model.set_lines(proposal.lines if proposal is not None else ())
        words = (plan.fault, plan.warning, proposal.carry.note if proposal is not None else "") if plan else ()
        self.note.setText("；".join(word for word in words if word))

    def _tick_all(self) -> None:
        rows = self.drafts.tickable()
        self.drafts.tick(rows, on=len(self.drafts.ticked()) < len(rows))

    def _tell_count(self) -> None:
        count, most = len(self.drafts.ticked()), len(self.drafts.tickable())
        verb = self.making.verb
        self.take_action.setText(f"{verb} {count} 份" if count else verb)
        set_word(self.take_action, self.take_action.text())
        self.take_action.setEnabled(count > 0)
        self.all_link.setText("全不选" if most and count == most else "全选")
        self.all_link.setVisible(most > 1)

    def _take(self) -> None:
        if self.take_action.isEnabled():
            self.confirmed.emit()
