"""Files of the open draft. They wait for no 审核, and are not kept back by a disk that is full."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction, QGuiApplication

from desktop.forms.copying import column_to_copy, copied_texts
from desktop.ui.busy import busy
from desktop.ui.dialogs import Dialogs
from desktop.ui.messagebar import MessageBar
from desktop.ui.services import ExportKind, OpenDraft

if TYPE_CHECKING:
    from desktop.forms.edition import Edition
    from desktop.session.session import Session


class Output:
    """Exports; says in a line where it went."""

    def __init__(self, messages: MessageBar, dialogs: Dialogs) -> None:
        self._messages, self._dialogs = messages, dialogs

    def export(self, draft: OpenDraft, kind: ExportKind) -> None:
        """Write the draft into a file."""
        target = self._dialogs.file_to_save(draft.file_stem, kind)
        if target is None:
            return
        with self._messages.guard(), busy():
            draft.export(kind, target)
            self._messages.info(f"已导出 {target}")

    def sign(self, draft: OpenDraft) -> None:
        """Write the draft into a PDF that is signed with the unit's certificate."""
        with self._messages.guard():
            certificate = self._dialogs.certificate()
            target = certificate and self._dialogs.file_to_save(f"{draft.file_stem}-已签名", ExportKind.PDF)
            if certificate is None or target is None:
                return
            with busy():
                draft.export_signed(target, certificate.file, certificate.password)
            self._messages.info(f"已用“{certificate.holder}”的证书签名，导出 {target}")

    def copy_texts(self, session: Session) -> None:
        """Put the texts of a list that are wanted elsewhere on the clipboard."""
        texts = copied_texts(session.evaluation, session.grid)
        if texts is None or not texts.count:
            self._messages.note(f"还没有填{texts.name if texts is not None else '内容'}，没有复制")
            return
        QGuiApplication.clipboard().setText(texts.text)
        self._messages.info(f"已复制 {texts.count} 段{texts.name}，可以粘贴到 Word 或 WPS 里")


def offer_texts(action: QAction, edition: Edition) -> None:
    """Name the command that copies a list's texts after what it copies; hide it where the form has none."""
    column = column_to_copy(edition)
    action.setVisible(column is not None)
    if column is not None:
        action.setText(f"复制{edition.scalars[column].name}")
