"""核对 at the receiving office: the stamped paper against the forms that were received.

The office seldom has a draft of what it receives, so a code is looked for among what came in as well: a paper may be
what stands here now, what waits to replace it, or something that was replaced since; then it says in which fields.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from desktop.collect.differing import differences_between
from desktop.forms.catalogue import Catalogue
from desktop.session.verdict import RECEIVED, Outcome, Verdict
from desktop.session.verify import Paper, Verifier
from desktop.store import Store
from desktop.store.collect_records import CURRENT, WAITING, ReceivedDocument


def against_all(verifier: Verifier, paper: Paper) -> Verdict:
    """Whether this paper is one of the drafts, or one of the forms that were received. Raises `UserError`.

    A draft of this very content comes first: an office that fills the form itself means its own.
    """
    own = verifier.against_drafts(paper)
    if own.outcome is Outcome.SAME or verifier.store is None:
        return own
    came = against_received(verifier.store, verifier.catalogue, paper)
    if came is None or (own.outcome is Outcome.DIFFERS and came.outcome is not Outcome.SAME):
        return own
    return came


def against_received(store: Store, catalogue: Catalogue, paper: Paper) -> Verdict | None:
    """What is known of this paper among what was received; None when it was never received."""
    alike = [one for one in store.collected.of_code(paper.code) if paper.is_of(bytes.fromhex(one.digest))]
    if not alike:
        return _list_of(store, paper)
    order = {CURRENT: 0, WAITING: 1}
    found = min(alike, key=lambda one: (order.get(one.standing, 2), -one.id))
    known = Verdict(
        Outcome.SAME, paper.code, "", page=paper.page, revision=found.revision, held=found.revision,
        received=found.id, sides=(paper.side, RECEIVED),
    )  # fmt: skip
    came = f"{_day(found.received)} 随 {found.file} 收到"
    if found.standing == CURRENT:
        title = f"一致：{paper.noun}就是{_named(found)}的修订 {found.revision}，与收到的相同"
        return replace(known, title=title, details=(came, *_answered(found)))
    if found.standing == WAITING:
        title = f"一致：{paper.noun}就是{_named(found)}的修订 {found.revision}，它新报来，还没有替换原来的"
        return replace(known, title=title, details=(came,))
    now = store.collected.current_of(found.id)
    if now is None:
        return replace(known, title=f"一致：{paper.noun}就是{_named(found)}的修订 {found.revision}", details=(came,))
    differing = tuple(differences_between(store, catalogue, found.id, now.id))
    title = (
        f"不一致：{paper.noun}是{_named(found)}的修订 {found.revision}，现在收着的是修订 {now.revision}，"
        f"以下 {len(differing)} 处不同"
    )
    return replace(
        known, outcome=Outcome.DIFFERS, title=title, details=(came,), differences=differing, held=now.revision,
        received=now.id,
    )  # fmt: skip


def _list_of(store: Store, paper: Paper) -> Verdict | None:
    """A 上报清单 bears the code of its package; None when no such package came in."""
    for file, unit, received in store.origins.packages_of(paper.code):
        return Verdict(
            Outcome.SAME, paper.code, f"一致：这张上报清单是{unit}报来的 {file} 的", (f"{_day(received)} 收到",),
            sides=(paper.side, RECEIVED),
        )  # fmt: skip
    return None


def _day(received: str) -> str:
    """The day at this office; what is stored is the time in UTC, eight hours behind China's."""
    return f"{datetime.fromisoformat(received).astimezone():%Y-%m-%d}"


def _named(found: ReceivedDocument) -> str:
    return f"{found.author or found.unit}{f'“{found.project}”' if found.project else ''}{found.year}年《{found.form}》"


def _answered(found: ReceivedDocument) -> tuple[str, ...]:
    return (f"这份表{found.answer}",) if found.answer else ()
