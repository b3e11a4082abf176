"""What passed is found again by the code on its paper."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.store import Store, Summary

CODE, OTHER = "ABCD-EFGH-JKMN-PQRS", "2222-2222-2222-2222"


def test_passed_states_are_there_after_reopening(path: Path, goals: Summary) -> None:
    before = datetime.now(UTC)
    with Store.open(path) as store:
        draft = store.drafts.create(goals, "{}")
        store.revisions.add(draft.id, 1, code=CODE, digest="aa", document_json="一")
        store.revisions.add(draft.id, 2, code=OTHER, digest="bb", document_json="二")
        store.revisions.add(draft.id, 3, code=CODE, digest="aa", document_json="一")
    with Store.open(path) as store:
        assert [item.revision for item in store.revisions.of_code(CODE)] == [3, 1]
        last = store.revisions.last(draft.id)
    assert last is not None
    assert (last.draft_id, last.revision, last.digest, last.document_json) == (draft.id, 3, "aa", "一")
    assert before <= last.at <= datetime.now(UTC)


def test_nothing_passed_and_no_such_code(store: Store, goals: Summary) -> None:
    draft = store.drafts.create(goals, "{}")
    assert store.revisions.last(draft.id) is None
    assert store.revisions.of_code(CODE) == []


def test_what_passed_before_a_revision(store: Store, goals: Summary) -> None:
    draft, other = (store.drafts.create(goals, "{}") for _ in range(2))
    for number, digest in ((1, "aa"), (2, "bb"), (4, "cc")):
        store.revisions.add(draft.id, number, code=CODE, digest=digest, document_json="{}")
    store.revisions.add(other.id, 3, code=CODE, digest="dd", document_json="{}")
    found = {number: store.revisions.before(draft.id, number) for number in (1, 2, 4)}
    assert {number: item and item.digest for number, item in found.items()} == {1: None, 2: "aa", 4: "bb"}


def test_what_is_purged_takes_its_passed_states_with_it(store: Store, goals: Summary) -> None:
    draft = store.drafts.create(goals, "{}")
    store.revisions.add(draft.id, 1, code=CODE, digest="aa", document_json="{}")
    store.drafts.delete(draft.id)
    assert len(store.revisions.of_code(CODE)) == 1
    store.drafts.purge(draft.id)
    assert store.revisions.of_code(CODE) == []


def test_a_passed_state_is_never_written_over(store: Store, goals: Summary) -> None:
    draft = store.drafts.create(goals, "{}")
    store.revisions.add(draft.id, 1, code=CODE, digest="aa", document_json="{}")
    with pytest.raises(sqlite3.IntegrityError):
        store.revisions.add(draft.id, 1, code=OTHER, digest="bb", document_json="{}")
    assert store.revisions.of_code(OTHER) == []
