"""What is done from the board besides taking in: the list of units, and the paper that reminds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from desktop.ui.busy import busy
from desktop.ui.dialogs import Dialogs
from desktop.ui.messagebar import MessageBar
from desktop.ui.services import ExportKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.session.collectdesk import CollectDesk
    from desktop.session.overview import Overview
    from desktop.session.received import ReceivedDesk

_NONE_OWES = "没有单位欠报：应报的都报来了"


class BoardCommands:
    """Asks the desk, speaks in the message bar, and has the board read anew."""

    def __init__(
        self,
        desk: CollectDesk,
        messages: MessageBar,
        dialogs: Dialogs,
        show: Callable[[], None],
        print_out: Callable[[object], None],
        received: Callable[[], ReceivedDesk],
    ) -> None:
        self._desk, self._messages, self._dialogs, self._received = desk, messages, dialogs, received
        self._show, self._print = show, print_out

    def import_units(self) -> None:
        """Ask for a workbook and put the list in it in place of the one there was."""
        file = self._dialogs.unit_list_to_open()
        if file is None:
            return
        with self._messages.guard():
            with busy():
                count, notes = self._desk.import_units(file)
            self._show()
            line = f"单位名单已换成 {file.name} 里的 {count} 个单位"
            if notes:
                self._messages.warn(line, *notes)
            else:
                self._messages.info(line)

    def ask_clean(self, units: Sequence[str], year: int) -> None:
        """接受无错误的 of these units (their keys), once the line has said of how much that is."""
        with self._messages.guard():
            numbers = self._desk.documents_of(units, year)
            if not numbers:
                self._messages.note("列出的单位还没有报来表")
                return
            self._messages.note(
                f"列出的单位报来 {len(numbers)} 份，其中没有错误、没有意见的都接受？",
                "接受",
                lambda: self._clean(numbers),
            )

    def _clean(self, numbers: Sequence[int]) -> None:
        with self._messages.guard(), busy():
            accepted = self._received().accept_clean(numbers)
            self._show()
            self._messages.info(accepted.line)

    def print_reminder(self, overview: Overview | None) -> None:
        """催报单, as it will be printed."""
        if overview is None:
            return
        with self._messages.guard():
            if not self._desk.owing(overview):
                self._messages.note(_NONE_OWES)
                return
            with busy():
                printout = self._desk.reminder(overview, _now())
            self._print([printout])

    def save_reminder(self, overview: Overview | None) -> None:
        """催报单 as a PDF file, where the person says."""
        if overview is None:
            return
        with self._messages.guard():
            if not self._desk.owing(overview):
                self._messages.note(_NONE_OWES)
                return
            target = self._dialogs.file_to_save(self._desk.reminder_stem(overview.board.year), ExportKind.PDF)
            if target is not None:
                with busy():
                    self._desk.write_reminder(overview, _now(), target)
                self._messages.info(f"已导出 {target}")


def _now() -> datetime:
    return datetime.now().astimezone()
