"""带入 in the editor: finds what there is, shows it below the form, does what was ticked, and says so."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout

if TYPE_CHECKING:
    from desktop.forms.carrying import Proposal
    from desktop.forms.paths import Path
    from desktop.session.carrydesk import Offer
    from desktop.ui.carry.panel import CarryPanel
    from desktop.ui.editor.page import EditorPage
    from desktop.ui.messagebar import MessageBar
    from desktop.ui.services import Services

_SHARE = 4
"""Of the page's height against the form's 5."""


class CarryOver:
    """Belongs to the editor page; the panel is made when it is first wanted."""

    def __init__(self, page: EditorPage, services: Services, messages: MessageBar) -> None:
        self._page, self._services, self._messages = page, services, messages
        self._made = False

    @cached_property
    def panel(self) -> CarryPanel:
        """The lines, below the form."""
        from desktop.ui.carry.panel import CarryPanel  # noqa: PLC0415  # not needed for the start

        panel = CarryPanel(self._ask)
        layout = self._page.layout()
        assert isinstance(layout, QBoxLayout)
        layout.addWidget(panel, _SHARE)
        panel.confirmed.connect(self._take)
        panel.left.connect(self.close)
        panel.pointed.connect(self._point)
        self._page.view.changed.connect(self._follow)
        self._made = True
        return panel

    @property
    def is_open(self) -> bool:
        """Whether something is being taken over now."""
        return self._made and self.panel.isVisible()

    def begin(self) -> None:
        """「带入…」: show what can be taken over, or say why nothing can."""
        draft = self._page.draft
        if draft is None or not self._page.save():
            return
        offers = self._offers()
        if offers:
            self._messages.clear_notice()
            self.panel.begin(offers)
        elif offers is not None:
            self._messages.note(_nothing(draft.session.edition.carries, draft.row.year))

    def propose(self) -> None:
        """A new form was begun: say in the line what could be taken over."""
        offers = self._offers()
        if offers:
            first = offers[0].sources[0]
            more = f"等 {len(offers[0].sources)} 份" if len(offers[0].sources) > 1 else ""
            name = first.project or first.unit or first.form
            self._messages.note(f"{offers[0].title}可以带入：{name}（{first.state}）{more}", "带入…", self.begin)

    def close(self) -> None:
        """Leave it; the keyboard goes back to the form."""
        if self.is_open:
            self._page.view.setFocus(Qt.FocusReason.OtherFocusReason)
            self.panel.hide()

    def _offers(self) -> Sequence[Offer] | None:
        draft = self._page.draft
        if draft is not None:
            with self._messages.guard():
                return self._services.carry_offers(draft.row.id)
        return None

    def _ask(self, offer: Offer, chosen: Sequence[int]) -> Proposal | None:
        draft = self._page.draft
        if draft is not None:
            with self._messages.guard():
                return self._services.carry_proposal(draft.row.id, offer, chosen)
        return None

    def _take(self) -> None:
        draft, offer = self._page.draft, self.panel.offer
        if draft is None or offer is None or not self._page.view.commit_pending():
            return
        lines = self.panel.ticked()
        with self._messages.guard():
            self.close()
            draft.session.carry_over(lines)
            self._page.save()
            after = f"；{offer.carry.note}" if offer.carry.note else ""
            self._messages.info(f"已带入 {len(lines)} 项{after}", "撤销", self._page.view.commands.undo.trigger)

    def _follow(self) -> None:
        if self.is_open:
            self.panel.refresh()

    def _point(self, path: Path | None) -> None:
        draft = self._page.draft
        if draft is not None and path is not None:
            self._page.view.go_to(draft.session.printed(path))


def _nothing(carries: Sequence[object], year: int) -> str:
    """Why nothing can be taken over."""
    forms = list(
        dict.fromkeys(f"{year + carry.years} 年度的《{carry.form}》" for carry in carries)  # type: ignore[attr-defined]  # `Carry`, not imported for the start
    )
    return f"没有找到可以带入的{'、'.join(forms)}" if forms else "这种表没有可以带入的"
