"""The page with the preview: sheets, settings, and the button that prints. Binds them; each knows its own business."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.session.imposition import Side
from desktop.session.printjob import PrintJob
from desktop.session.printouts import Printout
from desktop.session.printsettings import Sides
from desktop.ui import theme
from desktop.ui.busy import busy
from desktop.ui.dialogs import Dialogs
from desktop.ui.messagebar import MessageBar
from desktop.ui.printers import Abilities
from desktop.ui.printing import print_sides, set_up, taken_back
from desktop.ui.printpreview.column import SettingsColumn
from desktop.ui.printpreview.paperview import PaperView
from desktop.ui.printpreview.stack import Fit
from desktop.ui.services import ExportKind, Services
from desktop.ui.widgets import ElidedLabel, bar, button, divider, label, make_action

_UNKNOWN = Abilities(both_sides=True, edges=(0.0, 0.0, 0.0, 0.0))
_ONE_SIDED = "这台打印机不会自动双面，会一面一张"


class PreviewPage(QWidget):
    """Shows one job at a time."""

    left = Signal()
    """Back to where one came from; the print is on its way, or was given up."""

    def __init__(self, services: Services, messages: MessageBar, dialogs: Dialogs) -> None:
        super().__init__()
        self._services, self._messages, self._dialogs = services, messages, dialogs
        self.job: PrintJob | None = None
        self._abilities: dict[str, Abilities] = {}
        self.view = PaperView()
        self.column = SettingsColumn(trays=dialogs.printers.trays)
        self.status = label()
        self._name, self._where = ElidedLabel(greedy=False), label()
        self._make_actions()
        self._lay_out()
        self._connect()

    def _make_actions(self) -> None:
        self.back = make_action(self, "返回", "arrow-left", "Esc", color=theme.SOFT)
        self.print = make_action(self, "打印", "printer", "Ctrl+P", color=theme.PAPER)
        self.whole = make_action(self, "整页", shortcut="Ctrl+0")
        self.fit_width = make_action(self, "页宽", shortcut="Ctrl+2")
        self.full = make_action(self, "100%", shortcut="Ctrl+1")
        self.smaller = make_action(self, "缩小", "minus", "Ctrl+-")
        self.larger = make_action(self, "放大", "plus", "Ctrl+=")
        self.other_side = make_action(self, "转到设置或预览", shortcut="F6")
        for action in (self.whole, self.fit_width, self.full):
            action.setCheckable(True)

    def _lay_out(self) -> None:
        self._name.setObjectName("head")
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.view, 1)
        middle.addWidget(self.column)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        tools = bar(
            button(self.back), self._name, None, self._where, divider(), button(self.smaller, words=False),
            button(self.whole), button(self.fit_width), button(self.full), button(self.larger, words=False), divider(),
            button(self.print, accent=True),
        )  # fmt: skip
        layout.addWidget(tools)
        layout.addLayout(middle, 1)
        QWidget.setTabOrder(self.view, self.column)

    def _connect(self) -> None:
        self.back.triggered.connect(self.left)
        self.print.triggered.connect(self.send)
        self.whole.triggered.connect(partial(self.view.set_fit, Fit.PAGE))
        self.fit_width.triggered.connect(partial(self.view.set_fit, Fit.WIDTH))
        self.full.triggered.connect(partial(self.view.set_zoom, 1.0))
        self.smaller.triggered.connect(partial(self.view.step_zoom, up=False))
        self.larger.triggered.connect(partial(self.view.step_zoom, up=True))
        self.other_side.triggered.connect(self._change_side)
        self.view.moved.connect(self._tell_where)
        self.view.zoomed.connect(self._tell_zoom)
        self.column.changed.connect(self.refresh)
        self.column.refused.connect(self._messages.error)
        self.column.seal_asked.connect(self._choose_seal)
        self.column.more_asked.connect(self._adjust)

    def show_job(self, printouts: Sequence[Printout]) -> None:
        """Show documents as they will be printed. Raises `UserError` when they cannot be laid out."""
        printers = self._dialogs.printers.names()
        with busy():
            self.job = PrintJob(printouts, self._services.printing, printers, self._dialogs.printers.usual())
            self._name.setText(f"打印：{self.job.title}")
            self.column.take(self.job, printers, seal=len(self._units(self.job)) == 1)
            self.view.stack.fit = Fit.PAGE
            self._show(self.job)
        self.view.verticalScrollBar().setValue(0)
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Show what has changed."""
        if self.job is not None:
            self.job.refresh()
            with self._messages.guard(), busy():
                self._show(self.job)

    def leave(self) -> None:
        """Let the documents go."""
        self.job = None
        self.view.show_sides((), (), _UNKNOWN.edges)

    def send(self) -> None:
        """Print."""
        job = self.job
        if job is None or self._is_stopped(job):
            return
        with self._messages.guard():
            printer = self._dialogs.printers.open(job.settings.printer, job.title)
            set_up(printer, job.settings)
            self._print(job, printer)

    def _print(self, job: PrintJob, printer: QPrinter) -> None:
        sides = job.sides
        with busy():
            print_sides(printer, sides, job.settings, upright=bool(job.shift))
        job.keep()
        pages = sum(side.page is not None for side in sides)
        copies = f"，{job.settings.copies} 份" if job.settings.copies > 1 else ""
        name = job.settings.printer
        self.left.emit()
        self._messages.info(f"已送往打印机 {name}，共 {pages} 页{copies}")

    def _is_stopped(self, job: PrintJob) -> bool:
        """Whether there is nothing to print on, or nothing that was asked for; said in a line."""
        self.column.commit()
        if self.column.wrong_pages.text():
            self.column.pages.setFocus()
            self.column.pages.selectAll()
            return True
        if job.settings.printer:
            return False
        ids = [item.draft_id for item in job.printouts if item.draft_id is not None]
        if ids:
            self._messages.note("没有找到打印机，可以先导出 PDF", "导出 PDF…", partial(self._export, job, ids))
        else:
            self._messages.note("没有找到打印机，请先在系统里装好打印机")
        return True

    def _export(self, job: PrintJob, ids: Sequence[int]) -> None:
        first = job.printouts[0].stem
        stem = first if len(ids) == 1 else f"{first[:70]}等{len(ids)}份"
        target = self._dialogs.file_to_save(stem, ExportKind.PDF)
        if target is None:
            return
        with self._messages.guard(), busy():
            self._services.export_bound(ids, target)
            self._messages.info(f"已导出 {target}")

    def _adjust(self) -> None:
        """The printer's own dialog; what was set there holds for this print."""
        job = self.job
        if job is None or self._is_stopped(job):
            return
        with self._messages.guard():
            printer = self._dialogs.printers.open(job.settings.printer, job.title)
            set_up(printer, job.settings)
            if self._dialogs.printers.adjust(printer, self):
                job.change(taken_back(printer, job.settings))
                self._print(job, printer)

    def _choose_seal(self) -> None:
        from desktop.ui.seal.dialog import SealDialog  # noqa: PLC0415  # asked for once in a unit's life

        if self.job is None:
            return
        with self._messages.guard():
            (unit,) = self._units(self.job)
            dialog = SealDialog(self._services.seals, self._dialogs, unit, self)
            dialog.panel.changed.connect(self.refresh)
            dialog.open()

    @staticmethod
    def _units(job: PrintJob) -> set[str]:
        return {item.unit for item in job.printouts if item.draft_id is not None}

    def _show(self, job: PrintJob) -> None:
        able = self._able(job.settings.printer)
        sides = job.sides
        self.view.show_sides(sides, _captions(job, sides), able.edges)
        notes = job.notes(able.edges)
        if job.settings.sides is not Sides.ONE and not able.both_sides:
            notes.append(_ONE_SIDED)
        self.column.tell_notes(notes)
        self._tell_sheets(job, sides)

    def _able(self, printer: str) -> Abilities:
        if not printer:
            return _UNKNOWN
        if printer not in self._abilities:
            self._abilities[printer] = self._dialogs.printers.abilities(printer)
        return self._abilities[printer]

    def _tell_sheets(self, job: PrintJob, sides: Sequence[Side]) -> None:
        pages = sum(side.page is not None for side in sides)
        sheets = len(sides) if job.settings.sides is Sides.ONE else -(-len(sides) // 2)
        copies = f"，{job.settings.copies} 份共 {sheets * job.settings.copies} 张" if job.settings.copies > 1 else ""
        scales = sorted({round(side.scale * 100) for side in sides if side.scale < 1})
        reduced = f"，缩到 {'、'.join(f'{percent}%' for percent in scales)}" if scales else ""
        self.status.setText(f"{pages} 页，{sheets} 张纸{copies}{reduced}　　PgUp、PgDn 翻页，Ctrl+P 打印，Esc 返回")

    def _tell_where(self, number: int) -> None:
        if self.job is None or not self.view.sides:
            self._where.clear()
            return
        side = self.view.sides[number]
        page = f"第 {side.number} 页" if side.page is not None else f"第 {side.number} 页反面"
        self._where.setText(f"{page}，共 {self.job.count} 页　")

    def _tell_zoom(self, zoom: float) -> None:
        fit = self.view.stack.fit
        self.whole.setChecked(fit is Fit.PAGE)
        self.fit_width.setChecked(fit is Fit.WIDTH)
        self.full.setChecked(fit is None and abs(zoom - 1) < 0.005)

    def _change_side(self) -> None:
        first = self.column.printer if self.column.printer.isEnabled() else self.column.copies
        target: QWidget = first if self.view.hasFocus() else self.view
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)


def _captions(job: PrintJob, sides: Sequence[Side]) -> list[str]:
    """Under each sheet: its number, and of several documents which one it is of."""
    if not job.several:
        return [f"第 {side.number} 页" if side.page is not None else "反面" for side in sides]
    names = ["清单"] * (len(job.documents) - len(job.printouts)) + [item.title for item in job.printouts]
    of_page = [name for name, pages in zip(names, job.documents, strict=True) for _ in pages]
    return [f"{side.number}　{of_page[side.number - 1]}" if side.page is not None else "反面" for side in sides]
