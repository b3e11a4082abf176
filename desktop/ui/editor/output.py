"""Paper and files of the open draft. Neither waits for 审核, and neither is kept back by a disk that is full."""

from __future__ import annotations

from PySide6.QtPrintSupport import QPrinter

from desktop.ui.busy import busy
from desktop.ui.dialogs import Dialogs
from desktop.ui.drafts.wording import full_name
from desktop.ui.messagebar import MessageBar
from desktop.ui.services import ExportKind, OpenDraft


class Output:
    """Prints and exports; says in a line where it went."""

    def __init__(self, messages: MessageBar, dialogs: Dialogs) -> None:
        self._messages, self._dialogs = messages, dialogs

    def print(self, draft: OpenDraft) -> None:
        """Print the pages the person picks in the printer's dialog."""
        from desktop.ui.printing import print_pages  # noqa: PLC0415  # with the printers' module, when first needed

        with self._messages.guard():
            pages = draft.pages()
            printer = self._dialogs.printer(full_name(draft.row), len(pages), draft.row.form)
            if printer is None:
                return
            chosen = pages[_first(printer) : _last(printer, len(pages))]
            with busy():
                print_pages(printer, chosen)
            self._messages.info(f"已送往打印机 {printer.printerName()}，共 {len(chosen)} 页")

    def export(self, draft: OpenDraft, kind: ExportKind) -> None:
        """Write the draft into a file."""
        target = self._dialogs.file_to_save(draft.file_stem, kind)
        if target is None:
            return
        with self._messages.guard(), busy():
            draft.export(kind, target)
            self._messages.info(f"已导出 {target}")


def _first(printer: QPrinter) -> int:
    """Qt counts pages from 1, and says 0 for all of them."""
    return max(printer.fromPage() - 1, 0)


def _last(printer: QPrinter, count: int) -> int:
    return printer.toPage() or count
