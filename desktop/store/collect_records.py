"""What the receiving office's part of the store takes and gives: plain values, the words of the trade as they stand."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

CURRENT, WAITING, PAST = "current", "waiting", "past"
"""How a document stands among those of its year, form and subject."""
RETURNED, ACCEPTED = "已退回", "已接受"
"""What the office answered; `""` before it did."""


class Unit(NamedTuple):
    """A line of the list of units. `key`: the name spelled plainly, by which packages are matched with it.

    A tuple, because a large board makes ten thousand of them at once.
    """

    key: str
    name: str
    code: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many findings: errors, warnings, and of these the ones without a 说明."""

    errors: int = 0
    warnings: int = 0
    open_warnings: int = 0


@dataclass(frozen=True, slots=True)
class NewPackage:
    """A package as it came. `digest` of its manifest, hex; `via`: through which offices, the last one nearest."""

    digest: str
    unit: str
    name: str
    year: int
    period: str
    made: str
    received: str
    file: str
    program: str
    via: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A document as it is to be kept; `document`, `findings` and `across` are packed by the caller."""

    form: str
    edition: str
    year: int
    author: str
    project: str
    subject: str
    revision: int
    digest: str
    code: str
    document: bytes
    findings: bytes = b""
    across: bytes = b""
    """What the other documents of its package say against it."""
    counts: Counts = Counts()
    across_counts: Counts = Counts()


@dataclass(frozen=True, slots=True)
class Proof:
    """A proof that came with a package; `about` is the code of the document it is about, `""` for all."""

    file: str
    title: str
    about: str
    content: bytes


@dataclass(frozen=True, slots=True)
class ProofHead:
    """A proof as a list shows it; `size` in bytes."""

    file: str
    title: str
    about: str
    size: int


@dataclass(frozen=True, slots=True)
class Origin:
    """A manifest as its unit made it, packed, and the note that was signed under it, `b""` for none.

    `code`: the short code of that package, as its note bears it.
    """

    code: str
    manifest: bytes
    note: bytes = b""


@dataclass(frozen=True, slots=True)
class Held:
    """What is there already of the same year, form and subject. `made`: when its package was made.

    `unit_key`, `unit`: its sender's, spelled plainly and as the sender writes it.
    """

    id: int
    revision: int
    digest: str
    answer: str
    made: str
    unit_key: str
    unit: str


class Action(StrEnum):
    """What becomes of a document that came in."""

    KEEP = "keep"
    """Nothing of it is there: it is current."""
    WAIT = "wait"
    """It is newer than what is there, and waits until somebody looked at the difference."""
    REPLACE = "replace"
    SAME = "same"
    """It is there already; nothing is stored."""
    OLDER = "older"
    CONFLICT = "conflict"
    """The same revision is there with another content; nothing is stored."""

    @property
    def stores(self) -> bool:
        """Whether the document goes into the file."""
        return self in {Action.KEEP, Action.WAIT, Action.REPLACE}


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one document. `id`: as it is kept now, 0 when it was not; `before`: what was there, 0 for none."""

    action: Action
    id: int = 0
    before: int = 0


@dataclass(frozen=True, slots=True)
class ReceivedDocument:
    """A document as the list shows it. `unit` is its sender's name, `author` the unit the form itself names."""

    id: int
    package: int
    unit_key: str
    unit: str
    year: int
    form: str
    edition: str
    author: str
    project: str
    revision: int
    digest: str
    code: str
    standing: str
    answer: str
    why: str
    replaces: int
    counts: Counts
    file: str
    received: str
    via: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """A remark of the office. `path` is JSON, `[]` for the whole; `shown` what stood there; `reply` the sender's."""

    id: int
    document: int
    path: str
    shown: str
    text: str
    at: str
    reply: str = ""
    cleared: str = ""


class Standing(NamedTuple):
    """How far one document of a unit is: its form, what it was answered, whether there is an error, an open warning."""

    form: str
    answer: str
    wrong: bool
    open: bool
