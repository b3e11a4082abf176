"""What happened to each package, in one plain line: the list a person reads after a hundred were taken in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from desktop.collect.judging import Fault, Parcel
from desktop.forms.compare import Difference
from desktop.store.collect_records import Action, Counts, Origin

NAMES = "已收的", "新报的"
"""What the document here and the newer one are called in a line about their difference."""


class Kind(StrEnum):
    """What became of a package as a whole."""

    RECEIVED = "received"
    WRONG = "received-with-errors"
    WAITING = "newer"
    """Something in it is newer than what is here and waits for a confirmation."""
    REPLACED = "replaced"
    SAME = "same"
    OLDER = "older"
    CONFLICT = "conflict"
    REFUSED = "refused"
    COMPARED = "compared"
    """No package: what the documents of a unit say against each other, now that several packages are in."""

    @property
    def word(self) -> str:
        """As the list shows it."""
        return _WORDS[self]


_WORDS = {
    Kind.RECEIVED: "已收", Kind.WRONG: "已收，有错误", Kind.WAITING: "有更新，待确认", Kind.REPLACED: "已替换",
    Kind.SAME: "收过了", Kind.OLDER: "较旧，没有收", Kind.CONFLICT: "修订号相同、内容不同，没有收",
    Kind.REFUSED: "没有收", Kind.COMPARED: "跨表审核",
}  # fmt: skip
_OF_DOCUMENTS = {Kind.RECEIVED: "没有错误", Kind.WRONG: "有错误"}
_ORDER = (Action.WAIT, Action.REPLACE, Action.KEEP, Action.CONFLICT, Action.OLDER, Action.SAME)
"""Of several things that became of the documents of a package, the first is what the package's line begins with."""
_KINDS = {
    Action.WAIT: Kind.WAITING, Action.REPLACE: Kind.REPLACED, Action.KEEP: Kind.RECEIVED,
    Action.CONFLICT: Kind.CONFLICT, Action.OLDER: Kind.OLDER, Action.SAME: Kind.SAME,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Item:
    """One document of a package. `id`: its number here, 0 when it was not stored; `held`: the revision there was."""

    action: Action
    form: str
    project: str
    author: str
    year: int
    edition: str
    revision: int
    counts: Counts
    id: int = 0
    before: int = 0
    held: int = 0
    differences: tuple[Difference, ...] = ()
    locked: bool = False
    """What is here was accepted: it is replaced by accepting the new one alone."""
    formerly: str = ""
    """Who sent what is here, when it was another unit; `""` for the same."""

    @property
    def kind(self) -> Kind:
        """What became of it, in the words for packages."""
        wrong = self.action is Action.KEEP and self.counts.errors
        return Kind.WRONG if wrong else _KINDS[self.action]

    @property
    def title(self) -> str:
        """`《表》项目`."""
        return f"《{self.form}》{self.project}"

    @property
    def line(self) -> str:
        """One line of what happened to it."""
        return f"{self._what}，已收的是{self.formerly}报来的" if self.formerly else self._what

    @property
    def _what(self) -> str:
        match self.action:
            case Action.WAIT | Action.REPLACE:
                number = len(self.differences)
                what = f"{number} 处不同" if number else "内容没有变"
                asks = "，现存的已接受，要换请接受新的" if self.locked and self.action is Action.WAIT else ""
                return f"{self.title}：修订 {self.held} → {self.revision}，{what}{asks}{_errors(self.counts)}"
            case Action.OLDER:
                return f"{self.title}：报来的是修订 {self.revision}，已收的是修订 {self.held}"
            case Action.CONFLICT:
                return f"{self.title}：都是修订 {self.revision}，内容却不同，请对方重新审核通过后再报"
            case _:
                return f"{self.title}{_errors(self.counts)}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What happened to one package. `number` of `total` counts from 1; `package`: its number here, 0 for none."""

    file: str
    kind: Kind
    line: str
    number: int = 0
    total: int = 0
    unit: str = ""
    year: int = 0
    package: int = 0
    via: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()
    origins: tuple[Origin, ...] = ()
    """What its unit first sent: the codes on the notes that came, or stayed, with the paper."""
    inner: int = 0
    """How many packages from below it brought along; each of them has an outcome of its own."""
    fault: Fault | None = None
    errors: int = 0
    """Of documents that were compared: the errors between them."""

    @property
    def stored(self) -> bool:
        """Whether something of it is here now that was not before."""
        return any(item.action.stores for item in self.items)


def outcome_of(
    file: str,
    parcel: Parcel,
    package: int,
    items: Sequence[Item],
    via: tuple[str, ...],
    origins: Sequence[Origin],
    *,
    again: bool = False,
) -> Outcome:
    """The outcome of a package that could be judged; `again`: the very package was here."""
    unknown = Action.SAME if again else Action.KEEP
    action = next((one for one in _ORDER if any(item.action is one for item in items)), unknown)
    kind = _KINDS[action]
    wrong = sum(item.counts.errors for item in items if item.action.stores)
    if kind is Kind.RECEIVED and wrong:
        kind = Kind.WRONG
    through = f"，经{'、'.join(via)}报来{_first(origins) if items else ''}" if via else ""
    line = f"{file}：{kind.word}（{parcel.name} {parcel.year} 年，{_tally(items, len(parcel.inner))}{through}）"
    return Outcome(
        file, kind, line, unit=parcel.name, year=parcel.year, package=package, via=via, items=tuple(items),
        origins=tuple(origins), inner=len(parcel.inner),
    )  # fmt: skip


def _first(origins: Sequence[Origin]) -> str:
    codes = "、".join(f"{one.code}{'（有电子签名）' if one.note else ''}" for one in origins)
    return f"，原清单核对码 {codes}" if codes else ""


def _tally(items: Sequence[Item], inner: int) -> str:
    counts = Counter(item.kind for item in items)
    parts = [f"{len(items)} 张表"] if items else []
    parts += [f"{inner} 个下级的包"] if inner else []
    if len(counts) > 1:
        parts += [f"{counts[kind]} 张{_OF_DOCUMENTS.get(kind, kind.word)}" for kind in Kind if counts[kind]]
    stored = [item.counts for item in items if item.action.stores]
    for word, number in (
        ("错误", sum(one.errors for one in stored)),
        ("没有说明", sum(one.open_warnings for one in stored)),
    ):
        parts += [f"{number} 处{word}"] if number else []
    return "，".join(parts)


def _errors(counts: Counts) -> str:
    return f"，{counts.errors} 处错误" if counts.errors else ""
