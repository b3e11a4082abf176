"""修订: which content passed 审核 the how manieth time, kept so that a paper can be compared with what is held now."""

from __future__ import annotations

from desktop.forms import jsonio
from desktop.forms.calculation import Evaluation
from desktop.forms.canonical import digest as content_digest
from desktop.forms.code import code_of
from desktop.store import Store


def keep_revision(
    store: Store, draft_id: int, evaluation: Evaluation, *, received: bool = False, beyond: int = 0
) -> None:
    """A document passed: gives it its revision and keeps it as it is. Passing again unchanged is no new revision.

    `received`: it came from elsewhere with its revision, which it keeps. `beyond`: the revision the office above
    returned; what goes there again is a later one, also when it was answered without changing the form. Raises
    `UserError`.
    """
    document = evaluation.document
    digest = content_digest(evaluation.edition, document, evaluation)
    last = store.revisions.last(draft_id)
    if last is not None and last.digest == digest.hex() and last.revision > beyond:
        document.revision = last.revision
        return
    if not received:
        document.revision = max(document.revision, last.revision if last is not None else 0, beyond) + 1
    store.revisions.add(
        draft_id, document.revision, code=code_of(digest), digest=digest.hex(),
        document_json=jsonio.dumps(document).decode(),
    )  # fmt: skip
