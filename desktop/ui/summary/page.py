"""汇总: summaries of what was received. Binds the list, the work and the pages; each knows its own business."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.collect.summarizing import Scope
from desktop.session.excerpt import excerpt_of
from desktop.session.imposition import sides_of
from desktop.session.printsettings import PrintSettings, Shift
from desktop.ui.busy import busy
from desktop.ui.dialogs import Dialogs
from desktop.ui.messagebar import MessageBar
from desktop.ui.printpreview.paperview import PaperView
from desktop.ui.printpreview.stack import Fit
from desktop.ui.services import ExportKind, Services
from desktop.ui.summary.maker import Maker
from desktop.ui.summary.picker import Choice, Picker
from desktop.ui.summary.sheets import Nothing, ToMake, Working
from desktop.ui.summary.tools import SummaryTools
from desktop.ui.widgets import label

if TYPE_CHECKING:
    from desktop.session.assessed_summary import SummaryPlan
    from desktop.session.summaries import Made

_YEAR, _FORM, _SCOPE = "summary.year", "summary.form", "summary.scope"
"""Keys under which the choice of last time is remembered."""
_NO_EDGES = (0.0, 0.0, 0.0, 0.0)


class SummaryPage(QWidget):
    """One summary at a time, as it will be printed."""

    opened_draft = Signal(int)
    """A draft that was made here."""
    printing = Signal(object)
    """The `Printout`s the person wants on paper."""

    def __init__(self, services: Services, messages: MessageBar, dialogs: Dialogs) -> None:
        super().__init__()
        self._services, self._messages, self._dialogs = services, messages, dialogs
        self.desk = services.summaries
        self.made: Made | None = None
        self.year = 0
        self._plans: dict[str, SummaryPlan] = {}
        self._lacking = ""
        self.tools, self.picker = SummaryTools(self), Picker()
        self.view, self.working, self.nothing, self.to_make = PaperView(), Working(), Nothing(), ToMake(self)
        self.maker = Maker(self, self.desk, messages)
        self.status = label()
        self._lay_out()
        self._connect()
        self._recall()

    def _lay_out(self) -> None:
        self.view.setAccessibleName("汇总表")
        self.view.stack.fit = Fit.WIDTH
        self.stack = QStackedWidget()
        for part in (self.nothing, self.view, self.working, self.to_make):
            self.stack.addWidget(part)
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(self.picker)
        across.addWidget(self.stack, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.tools.bar)
        layout.addLayout(across, 1)

    def _connect(self) -> None:
        acts, view = self.tools, self.view
        for action in (acts.accepted, acts.all):
            action.triggered.connect(self._scope_chosen)
        acts.reread.triggered.connect(self.refresh)
        acts.whole.triggered.connect(partial(view.set_fit, Fit.PAGE))
        acts.fit_width.triggered.connect(partial(view.set_fit, Fit.WIDTH))
        acts.smaller.triggered.connect(partial(view.step_zoom, up=False))
        acts.larger.triggered.connect(partial(view.step_zoom, up=True))
        acts.pdf.triggered.connect(partial(self._export, ExportKind.PDF))
        acts.workbook.triggered.connect(partial(self._export, ExportKind.XLSX))
        acts.csv.triggered.connect(self._export_data)
        acts.keep.triggered.connect(self._keep)
        acts.print.triggered.connect(self._print)
        view.zoomed.connect(self._tell_zoom)
        self.picker.picked.connect(self._picked)
        self.picker.unit_named.connect(self._name_unit)
        self.maker.slow.connect(partial(self._show_part, self.working))
        self.maker.moved.connect(self.working.show_progress)
        self.maker.made.connect(self._show)
        self.maker.failed.connect(partial(self._say_nothing, "没有汇总成", "", "再试一次"))
        self.working.stop_link.clicked.connect(self._stop)
        self.nothing.way.clicked.connect(self._go_on)
        self.to_make.make.triggered.connect(self._make)

    def _recall(self) -> None:
        with self._messages.guard():
            self.picker.unit.setText(self.desk.unit)
            if self._services.remembered(_SCOPE) == Scope.ALL:
                self.tools.all.setChecked(True)
            known = self._services.remembered(_YEAR)
            years = self.desk.years()
            this = datetime.now().astimezone().year
            self.year = int(known) if known.isdecimal() and int(known) in years else next(iter(years), this)

    @property
    def scope(self) -> Scope:
        """Which documents are summed up."""
        return Scope.ALL if self.tools.all.isChecked() else Scope.ACCEPTED

    def refresh(self) -> None:
        """Count anew, and make the summary anew: documents may have come, and been accepted or judged."""
        with self._messages.guard():
            years = self.desk.years()
            for action in self.tools.years.show_years(sorted({*years, self.year}, reverse=True), self.year):
                action.triggered.connect(partial(self.show_year, action.data()))
            self._plans = {plan.form: plan for plan in self._services.assessing.summary_plans(self.year)}
            first = not self.picker.choices
            self.picker.show_choices(self._choices())
            if first:
                self.picker.choose(self._services.remembered(_FORM))
        self._begin()

    def _choices(self) -> list[Choice]:
        found = []
        for form, (received, accepted) in self.desk.feeding(self.year).items():
            count = (
                f"已接受 {accepted} 份" if self.scope is Scope.ACCEPTED else f"已收 {received} 份，已接受 {accepted}"
            )
            found.append(Choice(form, count, not (accepted if self.scope is Scope.ACCEPTED else received)))
        return found + [
            Choice(plan.form, f"已接受并考评完 {len(plan.taken)} 份", not plan.taken, judged=True)
            for plan in self._plans.values()
        ]

    def show_year(self, year: int) -> None:
        """The summaries of another year."""
        self.year = year
        with self._messages.guard():
            self._services.remember(_YEAR, str(year))
        self.refresh()

    def take_focus(self) -> None:
        """Give the keyboard to the list."""
        self.picker.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The list knows its room."""
        super().resizeEvent(event)
        self.picker.fit(event.size().width())

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing is made for nobody; what was worked out is kept. That another program lies over it is no matter."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.maker.stop()

    # making

    def _picked(self) -> None:
        with self._messages.guard():
            self._services.remember(_FORM, self.picker.form)
        self.view.verticalScrollBar().setValue(0)
        self._begin()

    def _scope_chosen(self) -> None:
        with self._messages.guard():
            self._services.remember(_SCOPE, self.scope)
            self.picker.show_choices(self._choices())
        self._begin()

    def _name_unit(self, name: str) -> None:
        with self._messages.guard():
            if name != self.desk.unit:
                self.desk.unit = name
                self._begin()

    def _begin(self) -> None:
        """Show what the cursor of the list is on."""
        self.maker.stop()
        choice = self.picker.choice
        if choice is None:
            self._say_nothing("没有汇总表样", "汇总表样和别的表样放在一起。")
        elif choice.judged:
            self._show_plan(self._plans[choice.form])
        elif choice.idle:
            self._say_idle()
        else:
            if self.made is None or self.made.evaluation.document.form != choice.form:
                self._say_nothing("", "")
            self.working.show_progress(0, 1)
            self.maker.begin(choice.form, self.year, self.scope)

    def _say_idle(self) -> None:
        received, _ = self.desk.feeding(self.year).get(self.picker.form, (0, 0))
        if received:
            self._say_nothing(
                f"{self.year} 年还没有已接受的表",
                f"已收 {received} 份。在“收表”里看过、接受以后就汇总进来（Alt+2）。",
                "先看全部已收的",
            )
        else:
            self._say_nothing(
                f"{self.year} 年还没有可汇总的表", "先在“收表”里收下各单位的上报包，看过后接受（Alt+2）。"
            )

    def _say_nothing(self, head: str, words: str, way: str = "") -> None:
        self.made = None
        self.nothing.say(head, words, way)
        self._show_part(self.nothing)
        self.status.clear()

    def _show_plan(self, plan: SummaryPlan) -> None:
        self.made = None
        lines = plan.line.split("；")
        if not plan.taken:
            lines.append("在“收表”里接受并考评以后，就能由它们生成（Alt+2）。")
        self.to_make.say(plan.form, "\n".join(lines), there=bool(plan.draft), some=bool(plan.taken))
        self._show_part(self.to_make)
        self.status.setText("由已接受并考评完的表生成一份草稿，可以再改")

    def _show_part(self, part: QWidget, *, printable: bool = True) -> None:
        self.stack.setCurrentWidget(part)
        self.tools.show_pages(part is self.view, printable=printable)

    def _show(self, made: Made) -> None:
        self.made = made
        excerpt = excerpt_of(made.evaluation)
        sides = sides_of([excerpt.pages], PrintSettings(), Shift())
        more = f"，后面还有 {excerpt.left_out} 行" if excerpt.left_out else ""
        captions = [f"第 {side.number} 页" for side in sides]
        if more:
            captions[-1] += more
        self.view.show_sides(sides, captions, _NO_EDGES)
        self._show_part(self.view, printable=not excerpt.left_out)
        self.tools.print.setToolTip("太长，请导出 PDF 再打印" if more else "打印（Ctrl+P）")
        whole = "" if more else f"共 {len(sides)} 页"
        shown = f"共 {excerpt.rows} 行，这里是前 {len(sides)} 页，导出的文件里有全部" if more else whole
        self.status.setText(f"{shown}，由 {made.number} 份表汇总（{made.scope}）")
        lacking: list[str] = []
        if made.faults:
            lacking += [f"有 {len(made.faults)} 份表读不出来，没有汇总进去", *map(str, made.faults)]
        if made.unsure:
            lacking += [f"有 {len(made.unsure)} 份表里有算不出的数，用到它的合计空着", *made.unsure]
        if lacking:
            self._messages.warn(*lacking)
        elif self._lacking and self._messages.text.startswith(self._lacking):
            self._messages.clear()  # it was said of the summary before
        self._lacking = lacking[0] if lacking else ""

    def _stop(self) -> None:
        self.maker.stop()
        self._say_nothing("停下了", "算好的都留着，再汇总时从这里接着算。", "接着汇总")

    def _go_on(self) -> None:
        choice = self.picker.choice
        if choice is not None and choice.idle:
            self.tools.all.trigger()
        else:
            self._begin()

    # what is done with it

    def _print(self) -> None:
        if self.made is not None:
            self.printing.emit([self.made.printout])

    def _export(self, kind: ExportKind) -> None:
        if self.made is not None:
            self._write(self._dialogs.file_to_save(self.made.stem, kind))

    def _export_data(self) -> None:
        if self.made is not None:
            self._write(self._dialogs.data_to_save(self.made.stem))

    def _write(self, target: Path | None) -> None:
        if target is None or self.made is None:
            return
        said = self.status.text()
        self.status.setText(f"正在写 {target.name}…")
        self.status.repaint()  # thousands of rows take some seconds
        with self._messages.guard(), busy():
            files = self.made.write(target)
            several = f"等 {len(files)} 个文件" if len(files) > 1 else ""
            self._messages.info(f"已导出 {files[0]}{several}")
        self.status.setText(said)

    def _keep(self) -> None:
        if self.made is not None:
            with self._messages.guard():
                self.opened_draft.emit(self.desk.keep(self.made))

    def _make(self) -> None:
        """The form that is filled from what was judged, as a draft."""
        plan = self._plans.get(self.picker.form)
        if plan is None:
            return
        with self._messages.guard():
            with busy():
                made = self._services.assessing.make_summary(plan.form, self.year)
            self.opened_draft.emit(made.draft)
            if made.new:
                self._messages.info(made.line)
            else:
                self._messages.note(made.line)

    def _tell_zoom(self, _: float) -> None:
        fit = self.view.stack.fit
        self.tools.whole.setChecked(fit is Fit.PAGE)
        self.tools.fit_width.setChecked(fit is Fit.WIDTH)
