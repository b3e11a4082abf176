"""结转 and 生成 from the list: what would be made is shown below it first, then made in one go, and can be undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING

from desktop.ui.busy import busy
from desktop.ui.messagebar import MessageBar
from desktop.ui.services import Services

if TYPE_CHECKING:
    from desktop.ui.carry.plans import Making, PlansPanel

Place = Callable[["PlansPanel"], None]
"""Puts the panel below the list, when it is first wanted."""
Show = Callable[[Sequence[int]], None]
"""Reads the list anew and selects these drafts."""


class PlanCommands:
    """Asks the services, shows the panel, and speaks in the message bar."""

    def __init__(
        self, services: Services, messages: MessageBar, place: Place, show: Show, leave: Callable[[], None]
    ) -> None:
        """`leave`: gives the keyboard back to the list."""
        self._services, self._messages, self._place, self._show, self._leave = services, messages, place, show, leave

    @cached_property
    def panel(self) -> PlansPanel:
        """Made when it is first wanted."""
        from desktop.ui.carry.plans import PlansPanel  # noqa: PLC0415  # not needed for the start

        panel = PlansPanel()
        panel.confirmed.connect(self._make)
        panel.left.connect(self._close)
        self._place(panel)
        return panel

    def roll_over(self, ids: Sequence[int]) -> None:
        """结转: each draft into the year after its own."""
        from desktop.ui.carry.plans import Making  # noqa: PLC0415  # see `panel`

        with self._messages.guard(), busy():
            plans = self._services.rollovers(ids)
            years = {plan.year for plan in plans}
            title = f"结转到 {years.pop()} 年度" if len(years) == 1 else "结转到下一年度"
            self._begin([Making("结转", title, "calendar-plus", plans)], ids)

    def derive(self, ids: Sequence[int]) -> None:
        """生成: other forms of the same projects; with a single draft selected, of all of its unit and year."""
        from desktop.ui.carry.plans import Making  # noqa: PLC0415  # see `panel`

        with self._messages.guard(), busy():
            found = self._services.successors(ids)
            if found:
                self._begin(
                    [Making("生成", f"生成《{one.form}》", "list-plus", one.plans, one.form) for one in found], ids
                )
            else:
                self._messages.note("没有表可以由选中的草稿按项目生成")

    def _begin(self, makings: Sequence[Making], ids: Sequence[int]) -> None:
        self._messages.clear_notice()
        self.panel.begin(makings, ids[0] if len(ids) == 1 else 0)

    def _make(self) -> None:
        making, plans = self.panel.making, self.panel.ticked()
        with self._messages.guard(), busy():
            made = self._services.make(plans)
            self._close()
            self._show(made)
            undo = partial(self._unmake, making.verb, made)
            self._messages.info(f"已{making.title} {len(made)} 份", "撤销", undo)

    def _unmake(self, verb: str, ids: Sequence[int]) -> None:
        with self._messages.guard():
            self._services.delete(ids)
            self._show(())
            self._messages.note(f"{verb}的 {len(ids)} 份已放进回收站")

    def _close(self) -> None:
        self._leave()
        self.panel.hide()
