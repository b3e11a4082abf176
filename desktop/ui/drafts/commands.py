"""What is done to drafts from the list: copy, bin, files in and out. Each says in a line what it did."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from desktop.ui.busy import busy
from desktop.ui.dialogs import Dialogs
from desktop.ui.drafts.wording import file_stem, short_name
from desktop.ui.messagebar import MessageBar
from desktop.ui.services import DraftRow, ExportKind, Services

Show = Callable[[Sequence[int]], None]
"""Reads the list anew and selects these drafts."""


class DraftCommands:
    """Asks the services, speaks in the message bar, and has the list shown anew."""

    def __init__(self, services: Services, messages: MessageBar, dialogs: Dialogs, show: Show) -> None:
        self._services, self._messages, self._dialogs, self._show = services, messages, dialogs, show

    def import_files(self, files: Sequence[Path]) -> list[int]:
        """Take files in; what cannot be read is said, the others are taken all the same. Returns the new ids."""
        taken: list[int] = []
        failed = 0
        with busy():
            for file in files:
                before = len(taken)
                with self._messages.guard():
                    taken.extend(self._services.import_file(file))
                failed += len(taken) == before
        if taken:
            self._show(taken)
        if taken and not failed:
            self._messages.info(f"已导入 {len(taken)} 份")
        elif failed > 1:
            self._messages.error(f"{failed} 个文件未能导入。最后一个：{self._messages.text}")
        return taken

    def duplicate(self, rows: Sequence[DraftRow]) -> None:
        """Copy drafts."""
        copies: list[int] = []
        with self._messages.guard():
            copies.extend(self._services.duplicate(row.id) for row in rows)
        if copies:
            self._show(copies)
            self._messages.info(f"已复制{_named(rows[: len(copies)])}")

    def delete(self, rows: Sequence[DraftRow]) -> None:
        """Put drafts into the bin; the line offers them back."""
        ids = [row.id for row in rows]
        with self._messages.guard():
            self._services.delete(ids)
            self._show(())
            self._messages.info(f"已删除{_named(rows)}", "撤销", lambda: self.restore(ids))

    def restore(self, ids: Sequence[int]) -> None:
        """Take drafts out of the bin."""
        with self._messages.guard():
            self._services.restore(ids)
            self._show(ids)
            self._messages.info(f"已恢复 {len(ids)} 份草稿")

    def export(self, rows: Sequence[DraftRow], kind: ExportKind) -> None:
        """Write each draft into a file of its own: one where the person says, several into a folder."""
        if len(rows) == 1:
            self._export_one(rows[0], kind)
            return
        folder = self._dialogs.folder_to_save() if rows else None
        if folder is None:
            return
        with self._messages.guard(), busy():
            files = self._services.export([row.id for row in rows], kind, folder)
            self._messages.info(f"已导出 {len(files)} 个文件到 {folder}")

    def export_bound(self, rows: Sequence[DraftRow]) -> None:
        """Write drafts into one PDF, in the order of the list."""
        target = self._dialogs.file_to_save(f"{file_stem(rows[0])}等{len(rows)}份", ExportKind.PDF) if rows else None
        if target is None:
            return
        with self._messages.guard(), busy():
            self._services.export_bound([row.id for row in rows], target)
            self._messages.info(f"已导出 {target}")

    def _export_one(self, row: DraftRow, kind: ExportKind) -> None:
        target = self._dialogs.file_to_save(file_stem(row), kind)
        if target is None:
            return
        with self._messages.guard(), busy():
            draft = self._services.open(row.id)
            try:
                draft.export(kind, target)
            finally:
                draft.close()
            self._messages.info(f"已导出 {target}")


def _named(rows: Sequence[DraftRow]) -> str:
    return f"「{short_name(rows[0])}」" if len(rows) == 1 else f" {len(rows)} 份草稿"
