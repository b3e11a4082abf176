"""Nothing typed is lost: not when the program dies, not when the power goes, not when the disk is full."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

import desktop
from desktop.errors import UserError
from desktop.store import Store, Summary
from desktop.store.connection import Connection, wal_of
from desktop.store.durability import Flusher, sync_file

TYPIST = """
import json, sys
from pathlib import Path
from desktop.store import Store, Summary
store = Store.open(Path(sys.argv[1]))
summary = Summary(form="表", edition="某市-2022", year=2022)
draft = store.drafts.create(summary, "[]")
revision, whole = draft.revision, []
print(draft.id, flush=True)
for number in range(1_000_000):
    revision = store.drafts.append_edits(draft.id, [json.dumps(number)], revision=revision)
    whole.append(number)
    print(number, flush=True)
    if number % 50 == 49:
        revision = store.drafts.snapshot(draft.id, json.dumps(whole), summary, revision=revision)
"""
"""Types numbers, tells each one after it was committed, and writes the whole now and then."""


@pytest.mark.parametrize("committed", [1, 49, 50, 173])
def test_after_kill_9_every_committed_cell_is_there(path: Path, committed: int) -> None:
    root = str(Path(desktop.__file__).parent.parent)
    with subprocess.Popen(
        [sys.executable, "-c", TYPIST, str(path)],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": root},
    ) as typist:
        assert typist.stdout is not None
        draft_id = int(typist.stdout.readline())
        told = [int(typist.stdout.readline()) for _ in range(committed)]
        typist.kill()
        told += [int(line) for line in typist.stdout.read().split("\n")[:-1]]
    assert wal_of(path).exists()
    with Store.open(path) as store:
        draft = store.drafts.load(draft_id)
        kept = json.loads(draft.document_json) + [int(edit) for edit in draft.edits]
        assert kept[: len(told)] == told
        assert kept == list(range(len(kept)))
        assert len(kept) <= len(told) + 1
        store.drafts.append_edits(draft_id, ["继续"], revision=draft.info.revision)


def test_a_whole_document_is_synced_and_a_cell_is_not(path: Path) -> None:
    Store.open(path).close()
    connection = Connection(path, busy_seconds=0, flush_seconds=60)
    connection.configure()
    with connection.writing() as db:
        assert db.execute("PRAGMA synchronous").fetchone() == (1,)
    with connection.writing(durable=True) as db:
        assert db.execute("PRAGMA synchronous").fetchone() == (2,)
    with connection.writing() as db:
        assert db.execute("PRAGMA synchronous").fetchone() == (1,)
    connection.close()


def test_cells_are_synced_in_the_background(path: Path, goals: Summary, monkeypatch: pytest.MonkeyPatch) -> None:
    synced = threading.Event()
    monkeypatch.setattr("os.fsync", lambda _: synced.set())
    with Store.open(path, flush_seconds=0) as store:
        draft = store.drafts.create(goals, "{}")
        store.drafts.append_edits(draft.id, ["一"], revision=1)
        assert synced.wait(timeout=30)


def test_flush_syncs_what_was_written_and_only_then(
    path: Path, goals: Summary, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[int] = []
    monkeypatch.setattr("os.fsync", synced.append)
    with Store.open(path, flush_seconds=60) as store:
        draft = store.drafts.create(goals, "{}")
        store.flush()
        assert len(synced) == 0
        revision = store.drafts.append_edits(draft.id, ["一"], revision=1)
        store.drafts.append_edits(draft.id, ["二"], revision=revision)
        store.flush()
        store.flush()
        assert len(synced) == 1


def test_a_disk_that_refuses_to_sync_is_told_once(path: Path, goals: Summary, monkeypatch: pytest.MonkeyPatch) -> None:
    def unplugged(_: int) -> None:
        raise OSError(5, "Input/output error")

    with Store.open(path, flush_seconds=60) as store:
        draft = store.drafts.create(goals, "{}")
        revision = store.drafts.append_edits(draft.id, ["一"], revision=1)
        monkeypatch.setattr("os.fsync", unplugged)
        with pytest.raises(UserError, match=r"^.*磁盘读写出错.*$"):
            store.flush()
        monkeypatch.undo()
        store.drafts.append_edits(draft.id, ["二"], revision=revision)
        store.flush()
        assert store.drafts.load(draft.id).edits == ["一", "二"]


def test_a_disk_that_refuses_in_the_background_is_told_with_the_next_cell(
    path: Path, goals: Summary, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = threading.Event()

    def unplugged(_: int) -> None:
        refused.set()
        raise OSError(5, "Input/output error")

    with Store.open(path, flush_seconds=0) as store:
        draft = store.drafts.create(goals, "{}")
        monkeypatch.setattr("os.fsync", unplugged)
        revision = store.drafts.append_edits(draft.id, ["一"], revision=1)
        assert refused.wait(timeout=30)
        monkeypatch.undo()
        with store._connection._flusher._turn:
            pass  # the thread has noted its failure when it gives the turn back
        with pytest.raises(UserError, match="磁盘读写出错"):
            store.drafts.append_edits(draft.id, ["二"], revision=revision)
        store.drafts.append_edits(draft.id, ["二"], revision=revision)
        assert store.drafts.load(draft.id).edits == ["一", "二"]


class TestFlusher:
    """The thread that syncs."""

    def test_one_sync_for_all_writes_in_between(self, path: Path) -> None:
        synced: list[Path] = []
        flusher = Flusher(path, seconds=60, sync=synced.append)
        for _ in range(100):
            flusher.wake()
        flusher.flush()
        flusher.close()
        assert synced == [path]

    def test_a_flush_waits_for_the_sync_under_way(self, path: Path) -> None:
        begun, go_on = threading.Event(), threading.Event()

        def slow(_: Path) -> None:
            begun.set()
            go_on.wait(timeout=30)

        flusher = Flusher(path, seconds=0, sync=slow)
        flusher.wake()
        assert begun.wait(timeout=30)
        waiting = threading.Thread(target=flusher.flush)
        waiting.start()
        waiting.join(timeout=0.05)
        assert waiting.is_alive()
        go_on.set()
        waiting.join(timeout=30)
        assert not waiting.is_alive()
        flusher.close()

    def test_a_failure_in_the_background_comes_out_at_the_next_call(self, path: Path) -> None:
        failed = threading.Event()

        def broken(_: Path) -> None:
            failed.set()
            raise OSError(5, "Input/output error")

        flusher = Flusher(path, seconds=0, sync=broken)
        flusher.wake()
        assert failed.wait(timeout=30)
        with pytest.raises(OSError, match="Input/output"):
            flusher.flush()
        flusher.report()
        flusher.close()

    def test_no_thread_is_left_over(self, path: Path, goals: Summary) -> None:
        before = threading.active_count()
        with Store.open(path) as store:
            draft = store.drafts.create(goals, "{}")
            store.drafts.append_edits(draft.id, ["一"], revision=1)
            assert threading.active_count() == before + 1
        assert threading.active_count() == before
        store.close()

    def test_a_log_that_is_not_there_has_nothing_to_sync(self, path: Path) -> None:
        sync_file(path)
        assert not path.exists()


def test_a_full_disk_is_told_and_the_draft_goes_on_when_there_is_room(store: Store, goals: Summary) -> None:
    db = store._connection.db
    draft = store.drafts.create(goals, "{}")
    revision = store.drafts.append_edits(draft.id, ["一"], revision=1)
    pages = db.execute("PRAGMA page_count").fetchone()[0]
    db.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(UserError, match=r"^.*磁盘已满，未能保存.*$"):
        store.drafts.append_edits(draft.id, ["长" * 20_000], revision=revision)
    with pytest.raises(UserError, match="磁盘已满"):
        store.drafts.snapshot(draft.id, "长" * 20_000, goals, revision=revision)
    loaded = store.drafts.load(draft.id)
    assert (loaded.document_json, loaded.edits, loaded.info.revision) == ("{}", ["一"], revision)
    db.execute(f"PRAGMA max_page_count = {pages + 1000}")
    store.drafts.append_edits(draft.id, ["长" * 20_000], revision=revision)
    assert store.drafts.load(draft.id).edits == ["一", "长" * 20_000]


def test_a_bug_in_a_statement_is_not_the_persons_fault(store: Store) -> None:
    with pytest.raises(Exception, match="no such table") as caught, store._connection.writing() as db:
        db.execute("INSERT INTO nowhere VALUES (1)")
    assert not isinstance(caught.value, UserError)
