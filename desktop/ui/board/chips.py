"""The counts over the board: each is a button that shows only the units it counts."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QWidget

from desktop.session.overview import Overview, Pick
from desktop.ui.board.look import SIGN, sign_icon
from desktop.ui.widgets import SPACE

_LEAST = 320
"""px of width; with less than all words need, signs stand for them."""
_TIPS = {
    Pick.ALL: "所有单位",
    Pick.MISSING: "还有表没有报来的单位",
    Pick.LATE: "过了日子还没有报来、或退回后没有重报的单位",
    Pick.WRONG: "报来的表里有错误的单位",
    Pick.WAITING: "有更新的一份等着确认的单位",
    Pick.RETURNED: "有表退回去的单位",
    Pick.RECEIVED: "有表收下、还没有接受的单位",
    Pick.ACCEPTED: "有表已经接受的单位",
}


class Chips(QWidget):
    """One of them is pressed. What counts nothing is not shown, so that the row says how things stand."""

    picked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._buttons: dict[Pick, QToolButton] = {}
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        self.setMinimumWidth(_LEAST)
        row.setSpacing(SPACE // 2)
        for pick in Pick:
            one = self._buttons[pick] = QToolButton()
            one.setCheckable(True)
            one.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            one.setToolTip(_TIPS[pick])
            one.setProperty("chip", True)
            if not (icon := sign_icon(pick)).isNull():
                one.setIcon(icon)
                one.setIconSize(QSize(SIGN, SIGN))
                one.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            self._group.addButton(one)
            row.addWidget(one)
        row.addStretch(1)
        self._buttons[Pick.ALL].setChecked(True)
        self._group.buttonClicked.connect(lambda _: self.picked.emit())

    @property
    def pick(self) -> Pick:
        """Which is pressed."""
        return next(pick for pick, one in self._buttons.items() if one.isChecked())

    def button(self, pick: Pick) -> QToolButton:
        """The button of one."""
        return self._buttons[pick]

    def choose(self, pick: Pick) -> None:
        """Press one."""
        self._buttons[pick].setChecked(True)
        self.picked.emit()

    def show_counts(self, overview: Overview | None) -> None:
        """Say how many units each shows; None while that is not known.

        The one that is pressed stays, also when it counts nothing any more.
        """
        for pick, one in self._buttons.items():
            count = overview.counts[pick] if overview is not None else None
            one.setAccessibleName(pick.word if count is None else f"{pick.word} {count}")
            one.setVisible(bool(count) or one.isChecked())
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room for all words, signs must do."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self._word(short=False)
        layout = self.layout()
        assert layout is not None
        if layout.sizeHint().width() > self.width():
            self._word(short=True)

    def _word(self, *, short: bool) -> None:
        for pick, one in self._buttons.items():
            words = one.accessibleName()
            if not one.icon().isNull():
                words = f" {words.removeprefix(pick.word).strip() if short else words}"
            one.setText(words)
