"""What the store gives out: plain values, nothing that is tied to the file."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, fields
from datetime import datetime

from desktop.errors import UserError

DRAFT = "草稿"
"""The state a draft begins in; the other states are the words of the layers above."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What a list shows of a draft. The caller takes it out of the document: the store cannot read one."""

    form: str
    edition: str
    year: int
    unit: str = ""
    project: str = ""
    state: str = DRAFT


SUMMARY_FIELDS = tuple(field.name for field in fields(Summary))


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftInfo(Summary):
    """One line of the list of drafts. Times are in UTC.

    `revision` grows by one with each write and is handed back with the next one: so two windows cannot overwrite each
    other. `deleted` is when the draft went into the bin.
    """

    id: int
    revision: int
    created: datetime
    changed: datetime
    deleted: datetime | None = None


@dataclass(frozen=True, slots=True)
class Pending:
    """What was being typed when the program ended: where, in the caller's own words, and the text so far."""

    path: str
    text: str


def summary_in(info: DraftInfo) -> Summary:
    """What the list shows of a draft, to be written again as it is."""
    return Summary(**{name: getattr(info, name) for name in SUMMARY_FIELDS})


@dataclass(frozen=True, slots=True)
class StoredDraft:
    """A draft as it lies on disk: the document last written whole, and the edits made since, oldest first."""

    info: DraftInfo
    document_json: str
    edits: list[str]
    pending: Pending | None = None


class DraftConflictError(UserError):
    """The draft was written by another window since this one read it; nothing was written now."""

    def __init__(self) -> None:
        """The line is always the same: the window knows which draft it is."""
        super().__init__(
            "此草稿已在另一窗口中修改，这里的修改未保存", remedy="请重新打开此草稿再改；本窗口中的内容仍可复制"
        )


def searchable(summary: Summary) -> str:
    """The text that searching looks through. One line per part, so that no word is found across two of them."""
    return fold("\n".join((summary.form, summary.project, summary.unit, str(summary.year), summary.state)))


def fold(text: str) -> str:
    """Text without the difference of full and half width and of capitals: input methods type `２０２２` and `ＩＴ`."""
    return unicodedata.normalize("NFKC", text).casefold()
