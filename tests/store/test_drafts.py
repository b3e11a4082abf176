"""Typing, listing, throwing away and fetching back."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.errors import UserError
from desktop.store import DraftConflictError, Pending, Store, Summary
from desktop.store.connection import wal_of

DOCUMENT = '{"数据": {"项目名称": "水质监测"}}'


def test_a_new_draft_is_there_after_reopening(path: Path, goals: Summary) -> None:
    before = datetime.now(UTC)
    with Store.open(path) as store:
        made = store.drafts.create(goals, DOCUMENT)
    with Store.open(path) as store:
        loaded = store.drafts.load(made.id)
    assert loaded.info == made
    assert (loaded.document_json, loaded.edits) == (DOCUMENT, [])
    assert (made.revision, made.deleted, made.state, made.unit) == (1, None, "草稿", "市供水站")
    assert before <= made.created == made.changed <= datetime.now(UTC)


def test_edits_come_back_in_the_order_typed(path: Path, goals: Summary) -> None:
    with Store.open(path) as store:
        draft = store.drafts.create(goals, DOCUMENT)
        revision = store.drafts.append_edits(draft.id, ["一"], revision=draft.revision)
        revision = store.drafts.append_edits(draft.id, ["二", "三"], revision=revision)
        assert store.drafts.append_edits(draft.id, [], revision=revision) == revision
    with Store.open(path) as store:
        loaded = store.drafts.load(draft.id)
    assert loaded.edits == ["一", "二", "三"]
    assert loaded.document_json == DOCUMENT
    assert loaded.info.revision == revision
    assert loaded.info.changed > draft.changed


def test_a_snapshot_takes_the_place_of_document_and_journal(store: Store, goals: Summary) -> None:
    draft = store.drafts.create(goals, DOCUMENT)
    revision = store.drafts.append_edits(draft.id, ["一"], revision=draft.revision)
    passed = replace(goals, project="水质在线监测", state="审核通过")
    revision = store.drafts.snapshot(draft.id, "{}", passed, revision=revision)
    loaded = store.drafts.load(draft.id)
    assert (loaded.document_json, loaded.edits, loaded.info.revision) == ("{}", [], revision)
    assert (loaded.info.project, loaded.info.state) == ("水质在线监测", "审核通过")
    assert [found.id for found in store.drafts.find("在线 通过")] == [draft.id]
    store.drafts.append_edits(draft.id, ["二"], revision=revision)
    assert store.drafts.load(draft.id).edits == ["二"]


def test_rare_characters_and_any_text_come_back_unchanged(store: Store, goals: Summary) -> None:
    text = "䶮 㛃 𬭎 𫖯 𡋤 \x00 ' \" \\ \n ％"
    draft = store.drafts.create(replace(goals, project=text), text)
    store.drafts.append_edits(draft.id, [text], revision=1)
    loaded = store.drafts.load(draft.id)
    assert (loaded.info.project, loaded.document_json, loaded.edits) == (text, text, [text])


@pytest.fixture
def shelf(store: Store) -> dict[str, int]:
    """Five drafts of three units, entered in this order."""
    rows = {
        "水质": ("部门预算项目支出绩效目标批复表", 2022, "市供水站", "水质监测", "审核通过"),
        "管网": ("部门预算项目支出绩效目标批复表", 2022, "市供水站", "管网更新", "草稿"),
        "自评": ("部门预算项目支出绩效自评表", 2023, "市供水站", "水质监测", "草稿"),
        "考核": ("目标绩效考核细则", 2022, "市档案馆", "", "草稿"),
        "系统": ("部门预算项目支出绩效目标批复表", 2023, "市招商中心", "IT系统运维100%上云", "退回"),
    }
    return {
        name: store.drafts.create(
            Summary(form=form, edition="某市-2022", year=year, unit=unit, project=project, state=state), "{}"
        ).id
        for name, (form, year, unit, project, state) in rows.items()
    }


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("", ["系统", "考核", "自评", "管网", "水质"]),
        ("水质", ["自评", "水质"]),
        ("水质 2022", ["水质"]),
        ("  2022　供水站 ", ["管网", "水质"]),
        ("２０２３", ["系统", "自评"]),
        ("审核通过", ["水质"]),
        ("it", ["系统"]),
        ("100%", ["系统"]),
        ("_", []),
        ("监测市供", []),
        ("水质 招商", []),
    ],
)
def test_every_word_must_occur_somewhere(
    store: Store, shelf: dict[str, int], search: str, found: Sequence[str]
) -> None:
    assert [draft.id for draft in store.drafts.find(search)] == [shelf[name] for name in found]


def test_the_list_is_narrowed_by_form_year_and_unit(store: Store, shelf: dict[str, int]) -> None:
    form = "部门预算项目支出绩效目标批复表"
    assert [d.id for d in store.drafts.find(form=form, year=2022)] == [shelf["管网"], shelf["水质"]]
    assert [d.id for d in store.drafts.find("水质", unit="市供水站", year=2023)] == [shelf["自评"]]
    assert store.drafts.find(unit="市供水") == []
    assert [d.id for d in store.drafts.find(limit=2)] == [shelf["系统"], shelf["考核"]]


def test_the_draft_changed_last_is_on_top(store: Store, shelf: dict[str, int]) -> None:
    store.drafts.append_edits(shelf["水质"], ["改"], revision=1)
    assert store.drafts.find()[0].id == shelf["水质"]


def test_the_bin(store: Store, shelf: dict[str, int]) -> None:
    store.drafts.delete(shelf["管网"])
    store.drafts.delete(shelf["水质"])
    assert [d.id for d in store.drafts.find("供水站")] == [shelf["自评"]]
    binned = store.drafts.find("供水站", deleted=True)
    assert [d.id for d in binned] == [shelf["水质"], shelf["管网"]]
    assert binned[0].deleted is not None
    store.drafts.restore(shelf["管网"])
    assert [d.id for d in store.drafts.find("供水站")] == [shelf["自评"], shelf["管网"]]
    assert store.drafts.info(shelf["管网"]).deleted is None


def test_what_is_typed_into_a_binned_draft_is_kept(store: Store, goals: Summary) -> None:
    draft = store.drafts.create(goals, DOCUMENT)
    store.drafts.delete(draft.id)
    store.drafts.append_edits(draft.id, ["改"], revision=draft.revision)
    store.drafts.restore(draft.id)
    assert store.drafts.load(draft.id).edits == ["改"]


def test_a_purged_draft_leaves_nothing_and_its_number_is_not_used_again(path: Path, goals: Summary) -> None:
    with Store.open(path) as store:
        draft = store.drafts.create(goals, DOCUMENT)
        revision = store.drafts.append_edits(draft.id, ["改"], revision=draft.revision)
    with Store.open(path) as store:
        store.drafts.purge(draft.id)
        with pytest.raises(UserError, match="已被彻底删除"):
            store.drafts.append_edits(draft.id, ["再改"], revision=revision)
        assert store.drafts.create(goals, DOCUMENT).id > draft.id
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("SELECT count(*) FROM edits").fetchone() == (0,)
        assert db.execute("SELECT count(*) FROM documents").fetchone() == (1,)


@pytest.mark.parametrize("action", ["load", "info", "delete", "restore", "purge", "duplicate"])
def test_a_draft_that_is_not_there_is_told_in_one_line(store: Store, action: str) -> None:
    with pytest.raises(UserError, match=r"^此草稿已被彻底删除。.*。$"):
        getattr(store.drafts, action)(99)


def test_a_duplicate_has_all_that_was_typed_and_goes_its_own_way(store: Store, goals: Summary) -> None:
    original = store.drafts.create(replace(goals, state="审核通过"), DOCUMENT)
    revision = store.drafts.append_edits(original.id, ["一", "二"], revision=original.revision)
    copy = store.drafts.duplicate(original.id)
    store.drafts.append_edits(original.id, ["三"], revision=revision)
    loaded = store.drafts.load(copy.id)
    assert (loaded.document_json, loaded.edits) == (DOCUMENT, ["一", "二"])
    assert (copy.state, copy.revision, copy.project) == ("草稿", 1, "水质监测")
    assert [d.id for d in store.drafts.find("草稿")] == [copy.id]


class TestPending:
    """What is being typed into an open cell."""

    FIRST, LATER = Pending('["项目名称"]', "水"), Pending('["项目名称"]', "水质")

    def test_the_latest_is_there_after_reopening(self, path: Path, goals: Summary) -> None:
        with Store.open(path) as store:
            draft = store.drafts.create(goals, DOCUMENT)
            store.drafts.keep_pending(draft.id, self.FIRST)
            store.drafts.keep_pending(draft.id, self.LATER)
        with Store.open(path) as store:
            loaded = store.drafts.load(draft.id)
        assert loaded.pending == self.LATER
        assert loaded.info == draft, "nothing was handed in yet"

    def test_it_goes_with_what_is_handed_in_and_not_with_writing_the_document_whole(
        self, store: Store, goals: Summary
    ) -> None:
        draft = store.drafts.create(goals, DOCUMENT)
        store.drafts.keep_pending(draft.id, self.FIRST)
        revision = store.drafts.snapshot(draft.id, DOCUMENT, goals, revision=draft.revision)
        assert store.drafts.load(draft.id).pending == self.FIRST
        store.drafts.append_edits(draft.id, ["一"], revision=revision)
        assert store.drafts.load(draft.id).pending is None

    def test_it_is_forgotten_when_the_cell_is_given_up(self, store: Store, goals: Summary) -> None:
        draft = store.drafts.create(goals, DOCUMENT)
        store.drafts.keep_pending(draft.id, self.FIRST)
        store.drafts.drop_pending(draft.id)
        assert store.drafts.load(draft.id).pending is None

    def test_each_draft_has_its_own_and_a_purged_one_leaves_none(self, path: Path, goals: Summary) -> None:
        with Store.open(path) as store:
            one, other = (store.drafts.create(goals, DOCUMENT).id for _ in range(2))
            store.drafts.keep_pending(one, self.FIRST)
            store.drafts.keep_pending(other, self.LATER)
            copy = store.drafts.duplicate(one)
            assert store.drafts.load(copy.id).pending is None
            store.drafts.purge(one)
            store.drafts.keep_pending(one, self.FIRST)
            assert store.drafts.load(other).pending == self.LATER
        with closing(sqlite3.connect(path)) as db:
            assert db.execute("SELECT draft_id FROM pending").fetchall() == [(other,)]


def test_the_list_shows_what_an_edit_made_of_the_draft(store: Store, goals: Summary) -> None:
    draft = store.drafts.create(goals, DOCUMENT)
    renamed = replace(goals, project="水质在线监测")
    revision = store.drafts.append_edits(draft.id, ["一"], revision=draft.revision, summary=renamed)
    store.drafts.append_edits(draft.id, ["二"], revision=revision)
    assert [found.project for found in store.drafts.find("在线")] == ["水质在线监测"]
    assert store.drafts.load(draft.id).edits == ["一", "二"]


class TestTwoWindows:
    """Two windows on one file, of one program or of two."""

    def test_the_second_to_write_is_told_and_nothing_is_overwritten(self, path: Path, goals: Summary) -> None:
        with Store.open(path) as one, Store.open(path) as two:
            draft = one.drafts.create(goals, DOCUMENT)
            seen = two.drafts.load(draft.id).info.revision
            revision = one.drafts.append_edits(draft.id, ["一号窗口"], revision=draft.revision)
            with pytest.raises(DraftConflictError, match=r"^此草稿已在另一窗口中修改"):
                two.drafts.append_edits(draft.id, ["二号窗口"], revision=seen)
            with pytest.raises(DraftConflictError):
                two.drafts.snapshot(draft.id, "{}", goals, revision=seen)
            loaded = two.drafts.load(draft.id)
            assert (loaded.edits, loaded.document_json, loaded.info.revision) == (["一号窗口"], DOCUMENT, revision)

    def test_each_works_on_a_draft_of_its_own(self, path: Path, goals: Summary) -> None:
        with Store.open(path) as one, Store.open(path) as two:
            first, second = one.drafts.create(goals, DOCUMENT), two.drafts.create(goals, DOCUMENT)
            one.drafts.append_edits(first.id, ["一"], revision=1)
            two.drafts.append_edits(second.id, ["二"], revision=1)
            assert one.drafts.load(second.id).edits == ["二"]
            assert two.drafts.load(first.id).edits == ["一"]

    def test_after_reloading_the_second_window_goes_on(self, path: Path, goals: Summary) -> None:
        with Store.open(path) as one, Store.open(path) as two:
            draft = one.drafts.create(goals, DOCUMENT)
            one.drafts.append_edits(draft.id, ["一"], revision=draft.revision)
            two.drafts.append_edits(draft.id, ["二"], revision=two.drafts.info(draft.id).revision)
            assert one.drafts.load(draft.id).edits == ["一", "二"]

    def test_what_one_has_read_for_writing_the_other_cannot_change(self, path: Path, goals: Summary) -> None:
        with Store.open(path) as one, Store.open(path, busy_seconds=0) as two:
            draft = one.drafts.create(goals, DOCUMENT)
            with one._connection.writing() as db:
                db.execute("SELECT revision FROM drafts").fetchall()
                with pytest.raises(UserError, match="正被另一个程序占用"):
                    two.drafts.append_edits(draft.id, ["二"], revision=draft.revision)
            two.drafts.append_edits(draft.id, ["二"], revision=draft.revision)

    def test_the_last_to_close_leaves_one_file(self, path: Path, goals: Summary) -> None:
        with Store.open(path) as one:
            with Store.open(path) as two:
                two.drafts.create(goals, DOCUMENT)
            assert len(one.drafts.find()) == 1
            assert wal_of(path).exists()
        assert list(path.parent.iterdir()) == [path]
