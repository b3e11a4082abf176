"""What is done to drafts from the list: copy, bin, files in and out. Each says in a line what it did."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from desktop.errors import PasswordError, UserError
from desktop.ui.busy import busy
from desktop.ui.dialogs import Dialogs
from desktop.ui.drafts.wording import short_name
from desktop.ui.messagebar import MessageBar
from desktop.ui.services import DraftRow, ExportKind, Imported, OpenDraft, Services

_BOUND_STEM = 70
"""Characters of the first draft's file name in that of several: with what follows it stays within 255 bytes."""
Show = Callable[[Sequence[int]], None]
"""Reads the list anew and selects these drafts."""


@dataclass
class TakenIn:
    """What became of the files that were taken in."""

    ids: list[int] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """What the person should know about them."""
    faults: list[str] = field(default_factory=list)
    """Why files were not taken."""
    returned: int = 0
    """How many of `ids` are no new drafts but came back from the office above."""


class DraftCommands:
    """Asks the services, speaks in the message bar, and has the list shown anew."""

    def __init__(self, services: Services, messages: MessageBar, dialogs: Dialogs, show: Show) -> None:
        self._services, self._messages, self._dialogs, self._show = services, messages, dialogs, show

    def import_files(self, files: Sequence[Path]) -> TakenIn:
        """Take files in; those that cannot be read do not keep out the others. `tell_import` says how it went."""
        taken = TakenIn()
        with busy():
            for file in files:
                try:
                    imported = self._import(file)
                except UserError as error:
                    taken.faults.append(str(error))
                    continue
                taken.ids += [number for number in imported.ids if number not in taken.ids]
                taken.returned += imported.returned
                taken.notes += [_about(file, note) for note in imported.notes]
        if taken.ids:
            self._show(taken.ids)
        return taken

    def _import(self, file: Path) -> Imported:
        """Takes a file in; of a package under a password, asks until it opens or the person gives up."""
        password: str | None = None
        while True:
            try:
                return self._services.import_file(file, password)
            except PasswordError as error:
                password = self._dialogs.password(f"{file.name}：{error.what}")
                if password is None:
                    raise

    def tell_import(self, taken: TakenIn) -> None:
        """Say what was not taken, or only with a proviso; else, that all was."""
        if taken.faults:
            self._messages.error(*taken.faults, *taken.notes)
        elif taken.notes:
            self._messages.warn(*taken.notes)
        elif taken.ids:
            new = len(taken.ids) - taken.returned
            brought = [f"已导入 {new} 份"] if new else []
            self._messages.info("，".join([*brought, *([f"收到退回 {taken.returned} 份"] if taken.returned else [])]))

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
        if not rows:
            return
        with self._messages.guard(), self._opened(rows[0]) as first:
            stem = f"{first.file_stem[:_BOUND_STEM]}等{len(rows)}份"
            target = self._dialogs.file_to_save(stem, ExportKind.PDF)
            if target is None:
                return
            with busy():
                self._services.export_bound([row.id for row in rows], target)
            self._messages.info(f"已导出 {target}")

    def _export_one(self, row: DraftRow, kind: ExportKind) -> None:
        with self._messages.guard(), self._opened(row) as draft:
            target = self._dialogs.file_to_save(draft.file_stem, kind)
            if target is None:
                return
            with busy():
                draft.export(kind, target)
            self._messages.info(f"已导出 {target}")

    @contextmanager
    def _opened(self, row: DraftRow) -> Iterator[OpenDraft]:
        draft = self._services.open(row.id)
        try:
            yield draft
        finally:
            draft.close()


def _about(file: Path, note: str) -> str:
    return note if note.startswith(file.name) else f"{file.name}：{note}"


def _named(rows: Sequence[DraftRow]) -> str:
    return f"「{short_name(rows[0])}」" if len(rows) == 1 else f" {len(rows)} 份草稿"
