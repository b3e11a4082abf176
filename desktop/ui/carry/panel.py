"""带入, below the form it is for: from which document, line by line, and the button that does it.

It stands under the form and does not cover it: choosing a line shows its place up there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui import theme
from desktop.ui.carry.lines import LinesModel, LinesTable
from desktop.ui.widgets import SPACE, ElidedLabel, button, label, link, make_action, set_word

if TYPE_CHECKING:
    from desktop.forms.carrying import Line, Proposal
    from desktop.session.carrydesk import Offer

Ask = Callable[["Offer", Sequence[int]], "Proposal | None"]
"""What an offer gives from these drafts; None when that was refused and said elsewhere."""


class CarryPanel(QFrame):
    """Hidden while nothing is being taken over."""

    confirmed = Signal()
    left = Signal()
    pointed = Signal(object)
    """The path of the line that was chosen, when it is a place of the form."""

    def __init__(self, ask: Ask, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("carry")
        self._ask = ask
        self._offers: Sequence[Offer] = ()
        self.what, self.which = QComboBox(), QComboBox()
        self.title, self.source = ElidedLabel(greedy=False), ElidedLabel(greedy=False)
        self.note = ElidedLabel()
        self.note.setObjectName("soft")
        self.all_link = link("全选")
        self.take_action = make_action(self, "带入", "import", color=theme.PAPER)
        self.leave_action = make_action(self, "取消", shortcut="Esc")
        self.take_button = button(self.take_action, accent=True)
        self.model = LinesModel(self)
        self.table = LinesTable(self.model)
        self._lay_out()
        self._connect()
        self.hide()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(2 * SPACE, 6, SPACE, 6)
        head.setSpacing(SPACE)
        for left in (label("带入", "head"), self.what, self.title, self.which, self.source):
            head.addWidget(left)
        head.addWidget(self.note, 1)
        for right in (self.all_link, button(self.leave_action), self.take_button):
            head.addWidget(right)
        self.what.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.which.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.which.setMaximumWidth(340)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 1, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self.table, 1)
        for one, other in ((self.what, self.which), (self.which, self.table), (self.table, self.all_link)):
            QWidget.setTabOrder(one, other)

    def _connect(self) -> None:
        self.what.activated.connect(self._choose_offer)
        self.which.activated.connect(lambda: self._show(keep=False))
        self.all_link.clicked.connect(self._tick_all)
        self.take_action.triggered.connect(self.confirmed)
        self.leave_action.triggered.connect(self.left)
        self.table.taken.connect(self._take)
        self.model.ticksChanged.connect(self._tell_count)
        self.table.selectionModel().currentRowChanged.connect(self._point)

    @property
    def offer(self) -> Offer | None:
        """What is being taken over."""
        return self._offers[self.what.currentIndex()] if self._offers else None

    def begin(self, offers: Sequence[Offer]) -> None:
        """Show what there is, the first offer first."""
        self._offers = offers
        self.what.clear()
        self.what.addItems([offer.title for offer in offers])
        self.what.setVisible(len(offers) > 1)
        self._choose_offer()
        self.show()
        self.table.begin()

    def refresh(self) -> None:
        """The form was changed: what would come in may be something else now."""
        self._show(keep=True)

    def ticked(self) -> list[Line]:
        """The lines the person wants."""
        return self.model.ticked()

    def _choose_offer(self) -> None:
        offer = self.offer
        if offer is None:
            return
        self.which.clear()
        self.which.addItems([_source(info.project or info.unit or info.form, info.state) for info in offer.sources])
        one = len(offer.sources) == 1
        self.which.setVisible(not offer.several and not one)
        self.title.setText(offer.title)
        self.title.setVisible(len(self._offers) == 1)
        self.source.setText(self.which.itemText(0) if one else f"共 {len(offer.sources)} 份")
        self.source.setVisible(one or offer.several)
        self._show(keep=False)

    def _show(self, *, keep: bool) -> None:
        offer = self.offer
        if offer is None:
            return
        chosen = offer.sources if offer.several else offer.sources[max(0, self.which.currentIndex()) :][:1]
        proposal = self._ask(offer, [info.id for info in chosen])
        lines = proposal.lines if proposal is not None else ()
        self.model.set_lines(lines, keep=keep)
        same = f"已有 {proposal.same} 处相同" if proposal is not None and proposal.same else ""
        self.note.setText("　".join(words for words in (same, offer.note) if words))

    def _tick_all(self) -> None:
        rows = range(len(self.model.lines))
        self.model.tick(rows, on=len(self.model.ticked()) < len(rows))

    def _tell_count(self) -> None:
        count = len(self.model.ticked())
        self.take_action.setText(f"带入 {count} 项" if count else "带入")
        set_word(self.take_action, self.take_action.text())
        self.take_action.setEnabled(count > 0)
        self.all_link.setText("全不选" if self.model.lines and count == len(self.model.lines) else "全选")
        self.all_link.setEnabled(bool(self.model.lines))

    def _take(self) -> None:
        if self.take_action.isEnabled():
            self.confirmed.emit()

    def _point(self) -> None:
        row = self.table.currentIndex().row()
        if 0 <= row < len(self.model.lines) and self.isVisible():
            line = self.model.lines[row]
            self.pointed.emit(line.path if line.row is None and not line.gone else None)


def _source(name: str, state: str) -> str:
    return f"{name}（{state}）"
