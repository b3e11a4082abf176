"""转报: what was accepted goes on to the office above, as one package: a panel below the board, a line when it is done.

Between the units' packages the window answers; nothing is written before all of it is there.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from desktop.ui import fonts, theme
from desktop.ui.busy import busy
from desktop.ui.dialogs import Dialogs
from desktop.ui.messagebar import MessageBar
from desktop.ui.packing.done import Done
from desktop.ui.packing.place import proposed_place
from desktop.ui.services import Services
from desktop.ui.widgets import SPACE, ElidedLabel, button, label, link, make_action

if TYPE_CHECKING:
    from desktop.session.forwarding import Forwarding
    from desktop.session.packing import Packed

_OFFICE = "collect.office"
"""Key under which this office's own name is remembered."""
_FOLDER = "package.folder"
"""Where the last package went: the same place as for 上报."""


class ForwardPanel(QFrame):
    """Hidden until it is asked for."""

    printing = Signal(object)
    closed = Signal()

    def __init__(self, services: Services, messages: MessageBar, dialogs: Dialogs) -> None:
        super().__init__()
        self.setObjectName("carry")
        self._services, self._messages, self._dialogs = services, messages, dialogs
        self._year = 0
        self._target: Path | None = None
        self._packed: tuple[Packed, Path] | None = None
        self._making: Forwarding | None = None
        self._work: Iterator[int] | None = None
        self.head = ElidedLabel()
        self.office, self.password = QLineEdit(), QLineEdit()
        self.place, self.move_to = ElidedLabel(), link("更改…")
        self.go_action = make_action(self, "转报", "package", "Ctrl+Return", color=theme.PAPER)
        self.close_action = make_action(self, "取消", "x", "Esc", color=theme.SOFT)
        self.done = Done()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._step)
        self._lay_out()
        self.go_action.triggered.connect(self.forward)
        self.close_action.triggered.connect(self.leave)
        self.move_to.clicked.connect(self._ask_place)
        self.office.textChanged.connect(self._show_place)
        self.done.print_action.triggered.connect(self._print_note)
        self.done.folder_action.triggered.connect(self._open_folder)
        self.hide()

    def _lay_out(self) -> None:
        self.office.setPlaceholderText("本单位名称")
        self.office.setAccessibleName("本单位名称")
        self.office.setMinimumWidth(140)
        self.password.setPlaceholderText("不加密码")
        self.password.setAccessibleName("上报包的密码")
        self.password.setToolTip("不填就不加密码。填了要另外告诉收表单位，忘了谁也打不开")
        self.password.setMaximumWidth(110)
        head = QHBoxLayout()
        head.setContentsMargins(2 * SPACE, 4, SPACE, 0)
        head.addWidget(self.head, 1)
        head.addWidget(button(self.close_action, words=False))
        self._fields = QWidget()
        row = QHBoxLayout(self._fields)
        row.setContentsMargins(2 * SPACE, 4, SPACE, SPACE)
        row.setSpacing(SPACE)
        for caption, part, share in (("本单位", self.office, 2), ("密码", self.password, 0), ("放在", self.place, 3)):
            row.addWidget(label(caption, "plain"))
            row.addWidget(part, share)
        row.addWidget(self.move_to)
        row.addWidget(button(self.go_action, accent=True))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 1, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self._fields)
        layout.addWidget(self.done)

    def begin(self, year: int) -> None:
        """What of a year can be sent on."""
        self._year, self._target, self._packed = year, None, None
        with self._messages.guard():
            ready = self._services.collecting.forwardable(year)
            self.head.setText(
                f"{year} 年：{ready.line}" if ready.documents else f"{year} 年还没有接受过表，没有可转报的"
            )
            self.office.setText(self._services.remembered(_OFFICE) or self._services.summaries.unit)
            self.password.clear()
            self.done.hide()
            self._fields.setVisible(ready.documents > 0)
            self._show_place()
            self.show()
            first = self.office if not self.office.text() else self.password
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def forward(self) -> None:
        """Make the package."""
        if self._work is not None or not self.go_action.isEnabled():
            return
        self.done.hide()
        self._messages.clear()
        with self._messages.guard():
            office = self.office.text().strip()
            self._making = self._services.collecting.forwarding(self._year, office)
            self._services.remember(_OFFICE, office)
            self._work = self._making.work()
            self._timer.start(0)
        self._enable()

    def leave(self) -> None:
        """Nothing more is made; a package that is not finished is not there."""
        self.end()
        self.hide()
        self.closed.emit()

    def end(self) -> None:
        """Stop the work."""
        self._timer.stop()
        self._making = self._work = None
        self._enable()

    def _step(self) -> None:
        """One unit more."""
        try:
            self._forward_one()
        except Exception:  # a bug is told once, not with every tick
            self.end()
            raise

    def _forward_one(self) -> None:
        making, work = self._making, self._work
        if making is None or work is None:
            self.end()
            return
        with self._messages.guard(), busy():
            number = next(work, None)
            if number is not None:
                self.head.setText(f"正在做包：{number}/{making.total} 个单位…")
                return
            packed = making.packed
            assert packed is not None  # the work was gone through
            target = self._proposed()
            size = self._services.put_package(packed, target, self.password.text())
            self._services.remember(_FOLDER, str(target.parent))
            self._packed, self._target = (packed, target), None
            self.end()
            self._say_done(making)
            self.done.say(target, sum(one.forms for one in packed.note.units), size, packed.code)
            return
        self.end()  # something was refused, and said

    def _say_done(self, making: Forwarding) -> None:
        bare = making.bare
        note = f"；其中 {len(bare)} 个单位的表收得早，没有原来的清单" if bare else ""
        self.head.setText(f"{self._year} 年已接受的表已做成一个上报包{note}")
        self._fields.hide()

    def _enable(self) -> None:
        resting = self._work is None
        self._fields.setEnabled(resting)
        self.go_action.setEnabled(resting and bool(self.office.text().strip()))

    def _show_place(self) -> None:
        place = str(self._proposed())
        fonts.need(place)
        self.place.setText(place)
        self._enable()

    def _proposed(self) -> Path:
        """Where the package goes: as the person said, else a free name in the folder of the last one."""
        if self._target is not None:
            return self._target
        stem = self._services.collecting.forward_stem(self._year, self.office.text())
        return proposed_place(self._services, _FOLDER, stem)

    def _ask_place(self) -> None:
        with self._messages.guard():
            target = self._dialogs.package_to_save(self._proposed())
            if target is not None:
                self._target = target
                self._show_place()

    def _print_note(self) -> None:
        if self._packed is not None:
            with self._messages.guard():
                self.printing.emit([self._services.note_printout(self._packed[0])])

    def _open_folder(self) -> None:
        if self._packed is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._packed[1].parent)))
