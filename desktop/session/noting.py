"""意见 on a received document, as its page lists them: the open ones, the answers to them, and what became of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.collect.differing import document_of
from desktop.collect.remarking import checked_text, place_of, remark
from desktop.forms.calculation import Evaluation
from desktop.forms.catalogue import Catalogue
from desktop.forms.findings import Finding, Level
from desktop.forms.paths import Path, path_text
from desktop.forms.placing import Placing, is_there, shown_at
from desktop.store import Store
from desktop.store.collect_records import RETURNED, ReceivedDocument, Remark


@dataclass(frozen=True, slots=True)
class Noted:
    """A remark. `path`: where it is in the document that is shown; `now`: what stands there when that is another thing.

    `gone` names a place that is not there any more. `carried`: it was made on the revision before and is still open;
    `settled`: the new revision answered it.
    """

    number: int
    path: Path
    text: str
    shown: str
    reply: str
    now: str = ""
    carried: bool = False
    settled: bool = False
    gone: str = ""


class Noting:
    """Writes and reads remarks. Every method raises `UserError`."""

    def __init__(self, store: Store, catalogue: Catalogue) -> None:
        self._store, self._catalogue = store, catalogue

    def of(self, head: ReceivedDocument, evaluation: Evaluation) -> list[Noted]:
        """The remarks on a document: the open ones in the order they were made, then those the new revision answered.

        `evaluation` is the document's own.
        """
        noted = [_open(one, head, evaluation) for one in self._store.remarks.of(head.id)]
        former = self._store.remarks.of(head.replaces, cleared=True) if head.replaces else []
        settled = [one for one in former if one.cleared]
        if settled:
            before = Evaluation(*document_of(self._store, self._catalogue, head.replaces))
            placing = Placing(before, evaluation) if before.edition.edition == evaluation.edition.edition else None
            noted += [_settled(one, placing, evaluation) for one in settled]
        return noted

    def add(self, document: int, path: Path, text: str) -> int:
        """A remark at a place, `()` for the whole."""
        return remark(self._store, self._catalogue, document, path, text)

    def reword(self, number: int, text: str) -> None:
        """Other words for one that was not sent."""
        checked_text(text, "意见")
        self._store.remarks.reword(number, text.strip())

    def remove(self, number: int) -> None:
        """Takes one away that was not sent."""
        self._store.remarks.remove(number)

    def quote(self, document: int, findings: Iterable[Finding], *, evaluation: Evaluation) -> int:
        """引用问题: each finding becomes a remark at its cell, unless it is one already; how many did."""
        known = {(place_of(one), one.text) for one in self._store.remarks.of(document)}
        done = 0
        for finding in findings:
            path = finding.path if is_there(evaluation, finding.path) else ()
            text = quoted(finding)
            if (path, text) not in known:
                known.add((path, text))
                self.add(document, path, text)
                done += 1
        return done


def quoted(finding: Finding) -> str:
    """A finding as a remark: its sentence, with its code so that both sides can look it up."""
    return f"{finding.message}（{finding.code}）"


def errors_of(findings: Iterable[Finding]) -> list[Finding]:
    """Those that keep a document from being accepted without a word."""
    return [finding for finding in findings if finding.level is Level.ERROR]


def can_reword(head: ReceivedDocument) -> bool:
    """Whether remarks on a document can still be changed: not when they went out with it."""
    return head.answer != RETURNED


def _open(one: Remark, head: ReceivedDocument, evaluation: Evaluation) -> Noted:
    path = place_of(one)
    now = shown_at(evaluation, path) if path else ""
    carried = bool(head.replaces) and one.at <= head.received  # nobody remarks in the second in which it comes
    return Noted(one.id, path, one.text, one.shown, one.reply, now if now != one.shown else "", carried=carried)


def _settled(one: Remark, placing: Placing | None, evaluation: Evaluation) -> Noted:
    path = place_of(one)
    place = placing.place(path) if placing is not None else (path if is_there(evaluation, path) else None)
    if place is None:
        return Noted(one.id, (), one.text, one.shown, one.reply, settled=True, gone=path_text(path))
    now = shown_at(evaluation, place) if place else ""
    return Noted(one.id, place, one.text, one.shown, one.reply, now if now != one.shown else "", settled=True)
