"""审核规则一览: the list of all checks on paper or as a file, for the wall and for those who ask why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from desktop.ui.busy import busy
from desktop.ui.dialogs import Dialogs
from desktop.ui.messagebar import MessageBar
from desktop.ui.services import ExportKind, Services

if TYPE_CHECKING:
    from desktop.session.printouts import Printout

TITLE = "审核规则一览"
Preview = Callable[["Sequence[Printout]"], None]


class RulesCommands:
    """Prints and exports; says in a line where it went."""

    def __init__(self, services: Services, messages: MessageBar, dialogs: Dialogs, preview: Preview) -> None:
        self._services, self._messages, self._dialogs, self._preview = services, messages, dialogs, preview

    def print(self) -> None:
        """Show the pages as they will be printed."""
        from desktop.session.printouts import Printout  # noqa: PLC0415  # loads the forms

        with self._messages.guard():
            with busy():
                pages = self._services.rule_pages()
            self._preview([Printout(TITLE, TITLE, lambda _: pages)])

    def export(self) -> None:
        """Write a PDF."""
        target = self._dialogs.file_to_save(TITLE, ExportKind.PDF)
        if target is None:
            return
        with self._messages.guard(), busy():
            self._services.export_rules(target)
            self._messages.info(f"已导出 {target}")
