"""The groups findings are shown in: by level, and apart from them, last and grey, what is only still to be filled.

A new form is blank all over. That is no error yet: until the person asks for 审核, blanks are a group of their own;
from then on each counts at its level.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from desktop.forms.findings import Finding, Level
from desktop.session.neighbours import Elsewhere
from desktop.ui import theme


@dataclass(frozen=True, slots=True)
class _Words:
    """A group in words and colours."""

    name: str
    """Before a finding that is read out: `错误：…`."""
    counted: str
    """After its number in the line that counts."""
    heading: str
    ink: str
    bar: str


def _level(level: Level, counted: str) -> _Words:
    word, color = theme.LEVEL_WORD[level], theme.LEVEL_COLOR[level]
    return _Words(word, counted, word + " {}", color, color)


class Group(Enum):
    """In the order they are shown."""

    ERROR = _level(Level.ERROR, "处错误")
    WARNING = _level(Level.WARNING, "处需说明")
    INFO = _level(Level.INFO, "处提示")
    ELSEWHERE = _Words("别的表", "处在别的表里", "在别的表里 {}", theme.SOFT, theme.AMBER)
    """In another draft, about what this one says; it counts there."""
    EXPLAINED = _Words("已说明", "处已说明", "已说明 {}", theme.SOFT, theme.FAINT)
    BLANK = _Words("未填", "处未填", "还没有填 {} 处", theme.SOFT, theme.FAINT)

    @property
    def ink(self) -> str:
        """The colour of its words."""
        return self.value.ink

    @property
    def bar(self) -> str:
        """The colour of the bar before each of its findings."""
        return self.value.bar

    @property
    def word(self) -> str:
        """What one of its findings is."""
        return self.value.name

    def heading(self, count: int) -> str:
        """The line over its findings."""
        return self.value.heading.format(count)

    def counted(self, count: int) -> str:
        """`2 处错误`."""
        return f"{count} {self.value.counted}"


_OF_LEVEL = {Level.ERROR: Group.ERROR, Level.WARNING: Group.WARNING, Level.INFO: Group.INFO}


def group_of(finding: Finding, *, quiet: bool) -> Group:
    """Where a finding belongs; `quiet` as long as blanks are no errors yet."""
    if isinstance(finding, Elsewhere):
        return Group.ELSEWHERE
    if finding.note:
        return Group.EXPLAINED
    return Group.BLANK if quiet and finding.blank else _OF_LEVEL[finding.level]
