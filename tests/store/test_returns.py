"""What came back is kept with its remarks, open until the answers were sent."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from desktop.errors import UserError
from desktop.store import DRAFT, Store, Summary
from desktop.store.returns import NewReturn, StoredRemark

BACK = "已退回"
REMARKS = (
    StoredRemark(7, '["年度绩效指标", 2, "指标值"]', "3000卷", "与批复不符"),
    StoredRemark(9, "[]", "", "请盖章\n再报"),
)


def new(draft_id: int, why: str = "请改", made: str = "2022-03-05T09:00:00+08:00") -> NewReturn:
    return NewReturn(draft_id, 1, "aa", why, made, "{}", REMARKS)


def test_a_return_is_there_after_reopening(path: Path, goals: Summary) -> None:
    with Store.open(path) as store:
        draft = store.drafts.create(goals, "{}")
        assert store.returns.open_of(draft.id) is None
        store.returns.take([new(draft.id)], BACK)
        store.returns.reply(store.returns.of(draft.id)[0].id, 9, "已盖")
    with Store.open(path) as store:
        found = store.returns.open_of(draft.id)
        info = store.drafts.info(draft.id)
    assert found is not None
    assert (found.why, found.revision, found.document, found.settled) == ("请改", 1, "{}", "")
    assert found.remarks == (REMARKS[0], replace(REMARKS[1], reply="已盖"))
    assert (info.state, info.revision) == (BACK, draft.revision), "a window that has it open goes on writing"


def test_it_is_found_by_its_state_and_comes_out_of_the_bin(store: Store, goals: Summary) -> None:
    draft = store.drafts.create(goals, "{}")
    store.drafts.delete(draft.id)
    store.returns.take([new(draft.id)], BACK)
    assert [info.id for info in store.drafts.find(BACK)] == [draft.id]
    assert store.drafts.find(DRAFT) == []


def test_the_latest_is_open_and_the_ones_before_are_kept(store: Store, goals: Summary) -> None:
    draft, other = (store.drafts.create(goals, "{}") for _ in range(2))
    for why in ("一", "二"):
        store.returns.take([new(draft.id, why), new(other.id, why)], BACK)
    assert [(one.why, bool(one.settled)) for one in store.returns.of(draft.id)] == [("二", False), ("一", True)]
    store.returns.settle([draft.id])
    assert store.returns.open_of(draft.id) is None
    assert store.returns.open_of(other.id) is not None
    settled = store.returns.of(draft.id)[0].settled
    store.returns.settle([draft.id])
    assert store.returns.of(draft.id)[0].settled == settled, "when it was sent stays"


def test_all_of_a_file_or_nothing(store: Store, goals: Summary) -> None:
    draft = store.drafts.create(goals, "{}")
    with pytest.raises(UserError, match="彻底删除"):
        store.returns.take([new(draft.id), new(draft.id + 1)], BACK)
    assert store.returns.of(draft.id) == []
    assert store.drafts.info(draft.id).state == DRAFT


def test_what_is_purged_takes_its_returns_with_it(store: Store, goals: Summary) -> None:
    draft = store.drafts.create(goals, "{}")
    store.returns.take([new(draft.id)], BACK)
    store.drafts.purge(draft.id)
    assert store.returns.of(draft.id) == []


def test_what_passed_is_found_by_its_content(store: Store, goals: Summary) -> None:
    draft, other = (store.drafts.create(goals, "{}") for _ in range(2))
    for number, digest in ((1, "aa"), (2, "bb"), (3, "aa")):
        store.revisions.add(draft.id, number, code="C", digest=digest, document_json="{}")
    store.revisions.add(other.id, 1, code="C", digest="bb", document_json="{}")
    assert [(one.draft_id, one.revision) for one in store.revisions.of_digest("aa")] == [(draft.id, 3), (draft.id, 1)]
    assert {one.draft_id for one in store.revisions.of_digest("bb")} == {draft.id, other.id}
    assert store.revisions.of_digest("cc") == []
