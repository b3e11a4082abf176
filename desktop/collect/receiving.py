"""Taking packages in: one, a hundred, or a folder of ten thousand. A bad one does not stop the rest.

One package after the other is judged and stored in one transaction; nothing of it is kept in memory. Between two
packages the work can be left at any time, and begun again with the same files: what is here is known by its digest.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from desktop.collect.across import Compared, settle
from desktop.collect.assessing import carry_assessments
from desktop.collect.differing import differences_between
from desktop.collect.judges import Judgement, Refusal, Rules, judgements
from desktop.collect.judging import Parcel
from desktop.collect.nesting import Nesting
from desktop.collect.outcome import Item, Kind, Outcome, outcome_of
from desktop.collect.remarking import carry_remarks, take_replies
from desktop.collect.sources import packages_in
from desktop.forms.catalogue import Catalogue
from desktop.forms.compare import Difference
from desktop.store import Store
from desktop.store.collect_changes import AcceptedError
from desktop.store.collect_records import (
    ACCEPTED,
    WAITING,
    Action,
    Counts,
    Held,
    NewDocument,
    NewPackage,
    ReceivedDocument,
    Taken,
)
from desktop.store.collected import PackageHereError


def receive(
    paths: Iterable[Path],
    store: Store,
    catalogue: Catalogue,
    *,
    replace_newer: bool = False,
    passwords: Sequence[str] = (),
    processes: int | None = None,
    stopped: Callable[[], bool] = lambda: False,
) -> Generator[Outcome]:
    """Takes in what lies at the paths; an outcome for each package.

    Then follows one for each unit of which several packages do not agree, or did not and now do. Leaving the iteration
    between two outcomes leaves everything in order. `replace_newer`: what is newer than what is here takes its place at
    once and does not wait for `confirm`; what was accepted waits in any case. `processes`: see `judgements`. `stopped`
    is asked after each package: no further one is looked at then, and what is here is still compared.

    Raises:
        UserError: a fault of the data file or its disk. Packages that came before are stored.
    """
    files = packages_in(paths)
    rules = Rules(catalogue, store.collected.digests(), tuple(passwords))
    receiver = _Receiver(store, rules, replace_newer=replace_newer)
    for number, (path, judgement) in enumerate(judgements(files, rules, processes=processes), 1):
        for outcome in receiver.outcomes(judgement, path.name):
            yield replace(outcome, number=number, total=len(files))
        if stopped():
            break
    yield from finish(store, catalogue)


def finish(store: Store, catalogue: Catalogue) -> Iterator[Outcome]:
    """What is left to do after packages came in, also from a run that was broken off. Raises `UserError`."""
    carry_remarks(store, catalogue)
    carry_assessments(store, catalogue)
    names = None
    for compared in settle(store, catalogue):
        if not compared.errors and not compared.before:
            continue
        names = store.board.senders() if names is None else names
        yield _compared(compared, names.get(compared.unit, compared.unit))


def confirm(store: Store, catalogue: Catalogue, documents: Sequence[int]) -> list[Outcome]:
    """Newer documents take the place of those that are here.

    Raises:
        AcceptedError: one is here in an accepted state, which is replaced by accepting the newer one alone. Nothing was
            changed then.
        UserError: a fault of the data file or its disk.
    """
    store.collected.confirm(*documents)
    return list(finish(store, catalogue))


def accepted_before(store: Store, waiting: ReceivedDocument) -> ReceivedDocument | None:
    """The accepted document that one which waits would replace, None when there is none. Raises `UserError`."""
    current = store.collected.current(waiting.id)
    return current if current is not None and current.answer == ACCEPTED else None


class _Receiver:
    """One run."""

    def __init__(self, store: Store, rules: Rules, *, replace_newer: bool) -> None:
        self.store, self.rules, self.replace_newer = store, rules, replace_newer

    def outcomes(self, judgement: Judgement, name: str) -> Iterator[Outcome]:
        """What becomes of a package in a file, and of those it brings along from below."""
        yield from self._outcomes(judgement, name, (), Nesting(self.rules))

    def _outcomes(self, judgement: Judgement, name: str, via: tuple[str, ...], nesting: Nesting) -> Iterator[Outcome]:
        if isinstance(judgement, Refusal):
            yield Outcome(name, Kind.REFUSED, judgement.line, via=via, fault=judgement.fault)
            return
        # One that came in since this run began is found out when it is to be stored.
        number = self.store.collected.package_of(judgement.digest) if judgement.known else 0
        yield self.again(judgement, number, name, via) if number else self.new(judgement, name, via)
        through = (*via, judgement.name)
        for title, content in judgement.inner:
            inner = f"{name} 里的 {title}"
            yield from self._outcomes(nesting.judged(content, inner, len(through)), inner, through, nesting)

    def new(self, parcel: Parcel, name: str, via: tuple[str, ...]) -> Outcome:
        """What becomes of a package that is not here yet, or that another window took in at this moment."""
        package = NewPackage(
            parcel.digest, parcel.unit, parcel.name, parcel.year, parcel.period, parcel.made, _now(), name,
            parcel.program, via,
        )  # fmt: skip
        decision = _Decision(parcel.made, replace_newer=self.replace_newer)
        try:
            number, taken = self.store.collected.take(
                package, parcel.documents, parcel.proofs, decision, parcel.origins
            )
        except PackageHereError as here:
            return self.again(parcel, here.number, name, via)
        items = [
            self.item(document, one, held, parcel.unit)
            for document, one, held in zip(parcel.documents, taken, decision.measures(taken), strict=True)
        ]
        if number:
            take_replies(self.store, [item.before for item in items if item.action.stores], parcel.proofs)
        return outcome_of(name, parcel, number, items, via, parcel.origins)

    def item(self, document: NewDocument, taken: Taken, held: Held | None, sender: str) -> Item:
        own, across = document.counts, document.across_counts
        counts = Counts(
            own.errors + across.errors, own.warnings + across.warnings, own.open_warnings + across.open_warnings
        )
        return Item(
            taken.action, document.form, document.project, document.author, document.year, document.edition,
            document.revision, counts, id=taken.id, before=taken.before, held=held.revision if held else 0,
            differences=self.differences(taken), locked=held is not None and held.answer == ACCEPTED,
            formerly=held.unit if held is not None and held.unit_key != sender else "",
        )  # fmt: skip

    def again(self, parcel: Parcel, number: int, name: str, via: tuple[str, ...]) -> Outcome:
        """The very package is here: nothing to do, but for what waits in it when newer ones are to replace."""
        items = []
        for one in self.store.collected.of_package(number):
            before = self.store.collected.document(one.replaces) if one.standing == WAITING else None
            locked = before is not None and before.answer == ACCEPTED
            taken = Taken(Action.SAME if before is None else Action.WAIT, one.id, before.id if before else 0)
            if before is not None and self.replace_newer and not locked:
                with suppress(AcceptedError):  # at this moment, in another window: then it waits on
                    self.store.collected.confirm(one.id)
                    taken = replace(taken, action=Action.REPLACE)
            items.append(
                Item(
                    taken.action,
                    one.form,
                    one.project,
                    one.author,
                    one.year,
                    one.edition,
                    one.revision,
                    one.counts,
                    id=one.id,
                    before=taken.before,
                    held=before.revision if before else 0,
                    differences=self.differences(taken),
                    locked=locked,
                    formerly=before.unit if before is not None and before.unit_key != one.unit_key else "",
                )
            )
        return outcome_of(name, parcel, number, items, via, self.store.origins.of(number), again=True)

    def differences(self, taken: Taken) -> tuple[Difference, ...]:
        if taken.action not in {Action.WAIT, Action.REPLACE} or not taken.before:
            return ()
        return tuple(differences_between(self.store, self.rules.catalogue, taken.before, taken.id))


class _Decision:
    """What becomes of each document of a package made at this time; remembers what was there."""

    def __init__(self, made: str, *, replace_newer: bool) -> None:
        self.made, self.replace_newer = made, replace_newer
        self._helds: list[tuple[Held | None, Held | None]] = []

    def measures(self, taken: Sequence[Taken]) -> list[Held | None]:
        """What each document is measured by: what it is to replace, or the newest that is here already."""
        replacing = {Action.WAIT, Action.REPLACE}
        pairs = zip(taken, self._helds, strict=True)
        return [current if one.action in replacing else waiting or current for one, (current, waiting) in pairs]

    def __call__(self, document: NewDocument, current: Held | None, waiting: Held | None) -> Action:
        self._helds.append((current, waiting))
        if current is None:
            return Action.KEEP
        if any(_same(document, held) for held in (waiting, current) if held is not None):
            return Action.SAME
        newest = waiting or current
        if document.revision < newest.revision:
            return Action.OLDER
        if document.revision == newest.revision:
            # Without a revision (it never passed 审核 at the sender's) the time of packing is all there is to go by.
            if document.revision or _time(self.made) == _time(newest.made):
                return Action.CONFLICT
            if _time(self.made) < _time(newest.made):
                return Action.OLDER
        return Action.REPLACE if self.replace_newer and current.answer != ACCEPTED else Action.WAIT


def _same(document: NewDocument, held: Held) -> bool:
    return (held.revision, held.digest) == (document.revision, document.digest)


def _time(made: str) -> datetime:
    """When a package was made; what cannot be read as a time is older than all."""
    try:
        return datetime.fromisoformat(made).astimezone(UTC)
    except (ValueError, OverflowError):
        return datetime.min.replace(tzinfo=UTC)


def _compared(compared: Compared, name: str) -> Outcome:
    found = f"{compared.errors} 处错误（{'、'.join(compared.codes)}）" if compared.errors else "没有错误"
    line = f"{name} {compared.year} 年：几个包里的表合起来核对，{found}"
    return Outcome("", Kind.COMPARED, line, unit=name, year=compared.year, errors=compared.errors)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
