"""退回 in the editor: a draft that came back opens at its first remark, and its remarks are gone through one by one."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from desktop.forms.paths import Path
from desktop.session.returned import unanswered_words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.session.returned import Returned
    from desktop.ui.editor.page import EditorPage
    from desktop.ui.editor.remarks import ReturnPanel
    from desktop.ui.messagebar import MessageBar
    from desktop.ui.services import OpenDraft, Services

_NAME = "退回意见"


class Returning:
    """Belongs to the editor page; the panel is made with the first draft that came back."""

    def __init__(self, page: EditorPage, services: Services, messages: MessageBar) -> None:
        self._page, self._services, self._messages = page, services, messages
        self._returned: Returned | None = None
        self._made = False

    @cached_property
    def panel(self) -> ReturnPanel:
        """The remarks, beside the findings."""
        from desktop.ui.editor.remarks import ReturnPanel  # noqa: PLC0415  # not needed for the start

        page, panel = self._page, ReturnPanel()
        page.side.add(panel, _NAME)
        panel.marked.connect(page.view.set_remarks)
        panel.counted.connect(lambda count: page.side.name(panel, f"{_NAME} {count}" if count else _NAME))
        panel.list.chosen.connect(self._go_to)
        panel.list.edited.connect(self._write)
        panel.list.left.connect(page.view.setFocus)
        panel.box.left.connect(page.view.setFocus)
        panel.box.refused.connect(page.refuse)
        page.view.cursorMoved.connect(panel.set_path)
        page.view.changed.connect(panel.refresh_soon)
        self._made = True
        return panel

    @property
    def open_count(self) -> int:
        """How many remarks are neither heeded nor answered."""
        return self._returned.open_count if self._returned is not None else 0

    @property
    def stops(self) -> list[QWidget]:
        """Where the keyboard can go in the panel, in order; nowhere while it is not the part that is shown."""
        shown = self._made and self._page.side.part is self.panel
        return [self.panel.list, self.panel.box.edit] if shown else []

    def take(self, draft: OpenDraft | None) -> None:
        """Look after this draft from now on; None for none. The form must show it already."""
        if self._returned is not None:
            self._returned.close()
            self._returned = None
        if draft is not None:
            with self._messages.guard():
                self._returned = self._services.returns.open(draft.row.id, draft.session)
        self._page.side.show_tabs(self._returned is not None)
        self._page.view.commands.extra[:] = [self._page.commands.reply] if self._returned is not None else []
        if self._returned is not None or self._made:
            self.panel.take(self._returned)
        if self._returned is not None:
            self._page.commands.panel.setChecked(True)
            self._page.side.show_part(self.panel)
            self.go_to_next()

    def commit(self) -> bool:
        """Hand in an answer that is being written. False when it was refused."""
        return not self._made or self.panel.commit()

    def go_to_next(self) -> None:
        """Shift+F8: to the next remark that nothing was done about."""
        if self._returned is None:
            self._messages.note("这份表没有退回的意见")
            return
        one = self.panel.next()
        self._page.commands.panel.setChecked(True)
        self._page.side.show_part(self.panel)
        if one is None:
            return
        if one.path:
            self._page.show_place(one.path)
        self.panel.list.mark(one.number)

    def reply(self) -> None:
        """Ctrl+M: answer the remark about the cursor's place, or the one that is selected."""
        current = self.panel.list.current() if self._returned is not None else None
        if current is None:
            self._messages.note("光标所在的格没有退回意见")
            return
        self._page.commands.panel.setChecked(True)
        self._page.side.show_part(self.panel)
        self._write(current.number)

    def passed_words(self) -> str:
        """What 审核通过 adds while remarks are open; `""` for nothing."""
        return f"；{unanswered_words(self.open_count)}" if self.open_count else ""

    def _write(self, number: int) -> None:
        """Answer a remark, with its place in view."""
        if self._returned is not None and self._page.view.commit_pending():
            self._page.view.go_to(self._returned.remark(number).path)
            self.panel.write(number)

    def _go_to(self, path: Path) -> None:
        draft = self._page.draft
        if draft is None or not path:
            return
        if draft.session.printed(path) != path:  # filled beside the form, where the findings are
            self._page.side.show_part(self._page.panel)
        self._page.show_place(path)
