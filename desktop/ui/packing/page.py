"""上报: drafts that passed 审核 become a package, on a stick or in a folder. One page, and a line when it is done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.errors import UserError
from desktop.ui import theme
from desktop.ui.busy import busy
from desktop.ui.dialogs import Dialogs
from desktop.ui.messagebar import MessageBar
from desktop.ui.packing.documents import Documents
from desktop.ui.packing.done import Done
from desktop.ui.packing.place import proposed_place
from desktop.ui.packing.side import Side
from desktop.ui.services import Services
from desktop.ui.widgets import SPACE, bar, button, dropped_files, label, link, make_action

if TYPE_CHECKING:
    from desktop.session.packdesk import Plan
    from desktop.session.packing import Packed, Packing, Proof

_FOLDER = "package.folder"
"""Key under which the folder of the last package is remembered."""


class PackingPage(QWidget):
    """Lists what may go, and packs what is ticked."""

    left = Signal()
    opened = Signal(int, object)
    """A draft's id, and the place in it where something is to be seen to."""
    printing = Signal(object)
    """The `Printout`s the person wants on paper."""

    def __init__(self, services: Services, messages: MessageBar, dialogs: Dialogs) -> None:
        super().__init__()
        self._services, self._messages, self._dialogs = services, messages, dialogs
        self._plan: Plan | None = None
        self._target: Path | None = None
        """Where the person said; None: a free name in the folder used last."""
        self._packing: Packing | None = None
        self._work: Iterator[int] | None = None
        self._packed: tuple[Packed, Path] | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._step)
        self.head, self.status = label("", "head"), label("空格选或不选；回车打开那一处；Ctrl+回车打包；Esc 返回")
        self.documents, self.side, self.done = Documents(), Side(), Done()
        self.count, self.all_link, self.none_link = label(), link("全部已审核"), link("都不选")
        self.back_action = make_action(self, "返回", "arrow-left", "Esc", color=theme.SOFT)
        self.pack_action = make_action(self, "打包", "package", "Ctrl+Return", color=theme.PAPER)
        self.proof_action = make_action(self, "添加附件…", shortcut="Ctrl+O")
        self._lay_out()
        self._connect()
        self.setAcceptDrops(True)

    def _lay_out(self) -> None:
        above = QHBoxLayout()
        above.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, SPACE // 2)
        above.addWidget(self.count)
        above.addStretch(1)
        above.addWidget(self.all_link)
        above.addWidget(self.none_link)
        sheet = QFrame()
        sheet.setObjectName("packed")
        left = QVBoxLayout(sheet)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        left.addLayout(above)
        left.addWidget(self.documents, 1)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(sheet, 1)
        body.addWidget(self.side)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.pack_button = button(self.pack_action, accent=True)
        layout.addWidget(bar(button(self.back_action), self.head, None, self.pack_button))
        layout.addLayout(body, 1)
        layout.addWidget(self.done)

    def _connect(self) -> None:
        self.back_action.triggered.connect(self.leave)
        self.pack_action.triggered.connect(self.pack)
        self.proof_action.triggered.connect(self._ask_proofs)
        self.documents.ticked.connect(self._show_chosen)
        self.documents.opened.connect(self.opened)
        self.all_link.clicked.connect(lambda: self.documents.tick(self._passed()))
        self.none_link.clicked.connect(lambda: self.documents.tick(()))
        self.side.add_proof.clicked.connect(self._ask_proofs)
        self.side.move_to.clicked.connect(self._ask_place)
        self.side.sign.clicked.connect(self._ask_signer)
        self.done.print_action.triggered.connect(self._print_note)
        self.done.folder_action.triggered.connect(self._open_folder)

    def begin(self, plan: Plan, chosen: Sequence[int]) -> None:
        """Show what of the plan may go. Several chosen drafts are ticked; one stands for 全部已审核 of its unit."""
        self._plan, self._packed, self._target = plan, None, None
        self.done.hide()
        self.side.proofs.clear()
        self.side.password.clear()
        self.side.show_signer(None)
        ticked = set(chosen) if len(chosen) > 1 else {*self._passed(), *chosen}
        self.documents.show_candidates(plan.candidates, ticked)
        self._show_chosen()

    def take_focus(self) -> None:
        """The keyboard goes to the list; when the package is made, to what comes next."""
        first = self.documents if self.done.isHidden() else self.done.print_button
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Back to the list of drafts; a package that is not finished yet is not made."""
        self._stop()
        self._plan = None
        self.left.emit()

    def pack(self) -> None:
        """Make the package of what is ticked."""
        chosen = self.documents.chosen()
        if self._plan is None or not chosen or self._work is not None:
            return
        self.done.hide()
        self._messages.clear()
        with self._messages.guard(), busy():
            signer = self.side.certificate
            certificate = (signer.file, signer.password) if signer is not None else None
            self._packing = self._services.packing(self._plan, chosen, self._proofs(chosen), certificate)
            self._work = self._packing.work()
            self._timer.start(0)
            self._enable()

    def add_proofs(self, files: Sequence[Path]) -> None:
        """Files to go along; what is no PDF or picture is told and left out."""
        from desktop.session.packing import look_at_proof  # noqa: PLC0415  # loads what packing needs

        faults = []
        for file in files:
            try:
                look_at_proof(file)
            except UserError as error:
                faults.append(str(error))
            else:
                self.side.proofs.add(file)
        if faults:
            self._messages.error(*faults)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Attachments are welcome."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take them along."""
        self.add_proofs(dropped_files(event))

    def _step(self) -> None:
        """One document more; the window stays alive between them."""
        try:
            self._pack_one()
        except Exception:  # a bug is told once, not with every tick
            self._finish()
            raise

    def _pack_one(self) -> None:
        if self._work is None or self._packing is None:
            self._stop()
            return
        with self._messages.guard(), busy():
            number = next(self._work, None)
            if number is not None:
                self.count.setText(f"正在打包 {number}/{len(self.documents.chosen())}…")
                return
            packed = self._packing.packed
            assert packed is not None  # the work was gone through
            target = self._place()
            size = self._services.put_package(packed, target, self.side.password.text())
            self._services.remember(_FOLDER, str(target.parent))
            self._packed, self._target = (packed, target), None
            self._finish()
            self.done.say(target, len(packed.manifest.entries), size, packed.code)
            return
        self._finish()  # something was refused, and said

    def _finish(self) -> None:
        self._stop()
        if self._plan is not None:
            self.documents.show_candidates(self._plan.candidates, self.documents.chosen())
        self._show_chosen()

    def _stop(self) -> None:
        self._timer.stop()
        self._work = self._packing = None
        self._enable()

    def _enable(self) -> None:
        resting = self._work is None
        self.pack_action.setEnabled(resting and bool(self.documents.chosen()))
        for part in (self.documents, self.side, self.all_link, self.none_link):
            part.setEnabled(resting)

    def _show_chosen(self) -> None:
        plan, chosen = self._plan, self.documents.chosen()
        if plan is None:
            return
        with self._messages.guard():
            units = plan.units(chosen)
            self.head.setText("　".join(["上报", *units[:1], f"{plan.year} 年度"]))
            held = sum(not one.ready for one in plan.candidates)
            kept = f"，{held} 份还不能上报" if held else ""
            others = f"，包里有 {len(units)} 个单位的表" if len(units) > 1 else ""
            self.count.setText(f"共 {len(plan.candidates)} 份，选了 {len(chosen)} 份{kept}{others}")
            self.side.show_missing(plan.lacking(chosen) if chosen else (), len(chosen), plan.unanswered(chosen))
            self.side.proofs.offer([one for one in plan.candidates if one.info.id in chosen])
            self.side.show_place(self._place())
        self._enable()

    def _passed(self) -> list[int]:
        return [one.info.id for one in self._plan.candidates if one.passed] if self._plan is not None else []

    def _proofs(self, chosen: Sequence[int]) -> list[Proof]:
        from desktop.session.packing import Proof  # noqa: PLC0415  # loads what packing needs

        return [
            Proof(file, None if draft_id is None else chosen.index(draft_id))
            for file, draft_id in self.side.proofs.proofs()
        ]

    def _place(self) -> Path:
        """Where the package goes: as the person said, else a free name in the folder of the last one."""
        if self._target is not None:
            return self._target
        stem = self._plan.stem(self.documents.chosen()) if self._plan is not None else "上报"
        return proposed_place(self._services, _FOLDER, stem)

    def _ask_place(self) -> None:
        with self._messages.guard():
            target = self._dialogs.package_to_save(self._place())
            if target is not None:
                self._target = target
                self.side.show_place(target)

    def _ask_proofs(self) -> None:
        self.add_proofs(self._dialogs.proofs_to_open())

    def _ask_signer(self) -> None:
        with self._messages.guard():
            self.side.show_signer(None if self.side.certificate is not None else self._dialogs.certificate())

    def _print_note(self) -> None:
        if self._packed is not None:
            with self._messages.guard():
                self.printing.emit([self._services.note_printout(self._packed[0])])

    def _open_folder(self) -> None:
        if self._packed is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._packed[1].parent)))
