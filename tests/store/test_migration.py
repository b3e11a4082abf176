"""Files of earlier versions: brought up to date with all that is in them, or left exactly as they were."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlite_utils import Database

from desktop.errors import UserError
from desktop.store import Pending, Store, Summary, backup
from desktop.store.collect_records import ACCEPTED, CURRENT, PAST, WAITING
from desktop.store.schema import MIGRATIONS, Migration


def content(path: Path) -> list[str]:
    """Everything in a database file, as SQL."""
    with closing(sqlite3.connect(path)) as db:
        return [str(db.execute("PRAGMA user_version").fetchone()), *db.iterdump()]


def rebuild_drafts(db: Database) -> None:
    """A step as a later version may need it: the table the others refer to is written anew."""
    db.table("drafts").transform(rename={"project": "item"})


def fail(db: Database) -> None:
    """A step with a bug, after it has done some of its work."""
    db.execute("DELETE FROM edits")
    raise RuntimeError("bug in a migration")


def lose_a_draft(db: Database) -> None:
    """A step that leaves documents without their draft."""
    db.execute("DELETE FROM drafts WHERE id = 1")


def fill_the_disk(db: Database) -> None:
    """A step during which the disk gets full."""
    db.execute("DELETE FROM edits")
    pages = db.execute("PRAGMA page_count").fetchone()[0]
    db.execute(f"PRAGMA max_page_count = {pages + 2}")
    db.execute("CREATE TABLE large AS SELECT zeroblob(1000000) AS x")


def test_a_version_1_file_opens_with_everything_in_it(old_file: Path) -> None:
    with Store.open(old_file) as store:
        assert [(d.id, d.state, d.revision) for d in store.drafts.find()] == [(2, "审核通过", 2), (1, "草稿", 5)]
        assert [d.id for d in store.drafts.find(deleted=True)] == [4]
        draft = store.drafts.load(1)
        assert draft.edits == ['{"年度资金总额": "30"}', '{"年度财政拨款": "30"}']
        assert draft.info.changed == datetime(2022, 1, 12, 8, 30, tzinfo=UTC)
        assert [d.id for d in store.drafts.find("水质 自评")] == [2]
        store.settings.put("窗口", 1)
        store.drafts.append_edits(1, ["三"], revision=5)
        new = store.drafts.create(Summary(form="目标绩效考核细则", edition="某市-2022", year=2022), "{}")
        assert new.id == 8


def test_a_version_2_file_opens_with_everything_in_it(file_of_version_2: Path) -> None:
    with Store.open(file_of_version_2) as store:
        assert [(d.id, d.state, d.revision) for d in store.drafts.find()] == [(2, "审核通过", 1), (1, "草稿", 2)]
        assert [d.project for d in store.drafts.find(deleted=True)] == ["管网更新"]
        draft = store.drafts.load(1)
        assert (len(draft.edits), draft.pending) == (2, None)
        assert store.settings.get("window.panel") == "folded"
        store.drafts.keep_pending(1, Pending('["项目名称"]', "水"))
        assert store.drafts.load(1).pending == Pending('["项目名称"]', "水")
    (copy,) = backup.copies(file_of_version_2)
    assert copy.name.startswith("jibiao.db.备份-v2-")


def test_in_a_version_5_file_each_form_becomes_one_whoever_sent_it(file_of_version_5: Path) -> None:
    with Store.open(file_of_version_5) as store:
        held = {
            (d.project, d.unit, d.revision, d.standing, d.answer)
            for standing in (CURRENT, WAITING)
            for d in store.collected.of_year(2022, standing=standing)
        }
        assert held == {
            ("泵站维护", "市水务局", 1, CURRENT, ""),
            ("泵站维护", "市水务局", 3, WAITING, ""),
            ("管网更新", "市供水站", 2, WAITING, ""),
            ("管网更新", "市水务局", 1, CURRENT, ACCEPTED),
            ("节水宣传", "市审计局", 1, CURRENT, ""),
            ("节水宣传", "市水务局", 1, CURRENT, ""),
            ("水质监测", "市供水站", 2, CURRENT, ""),
        }
        assert {d.replaces for d in store.collected.of_year(2022, standing=WAITING)} == {3, 5}
        assert store.remarks.to_carry() == [(1, 2)]
        assert store.collected.uncompared() == [("市供水站", 2022), ("市水务局", 2022)]
        assert store.origins.codes(2022) == {}
        assert len(store.collected.of_year(2022, standing=PAST)) == 3
    with closing(sqlite3.connect(file_of_version_5)) as db:
        subjects = {subject for (subject,) in db.execute("SELECT subject FROM received WHERE project = '节水宣传'")}
    assert subjects == {"市水务局\n节水宣传", "市审计局\n节水宣传"}


def test_the_present_tables_are_those_that_the_steps_make(old_file: Path, tmp_path: Path) -> None:
    """An old file brought up to date and a new one have the same tables."""
    new = tmp_path / "new.db"
    Store.open(old_file).close()
    Store.open(new).close()
    schemas = []
    for path in (old_file, new):
        with closing(sqlite3.connect(path)) as db:
            schemas.append(
                {
                    (name, " ".join(sql.split()))
                    for name, sql in db.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
                }
            )
    assert schemas[0] == schemas[1]


def test_a_copy_of_the_old_file_is_kept(old_file: Path) -> None:
    before = content(old_file)
    Store.open(old_file).close()
    (copy,) = backup.copies(old_file)
    assert copy.name.startswith("jibiao.db.备份-v1-")
    assert content(copy) == before
    assert content(old_file)[0] == f"({len(MIGRATIONS)},)"


def test_the_copy_holds_what_was_still_in_the_log(old_file: Path) -> None:
    with closing(sqlite3.connect(old_file)) as other:
        with other:
            other.execute("UPDATE documents SET document = '最新' WHERE draft_id = 2")
        Store.open(old_file).close()
    (copy,) = backup.copies(old_file)
    with closing(sqlite3.connect(copy)) as db:
        assert db.execute("SELECT document FROM documents WHERE draft_id = 2").fetchone() == ("最新",)


def test_no_copy_of_a_new_or_present_file(path: Path) -> None:
    Store.open(path).close()
    Store.open(path).close()
    assert list(path.parent.iterdir()) == [path]


def test_only_five_copies_stay(old_file: Path) -> None:
    other = old_file.with_name("jibiao.db.备份-v1-给老王")
    other.touch()
    for year in range(2015, 2022):
        old_file.with_name(f"jibiao.db.备份-v1-{year}-12-31-083000").touch()
    Store.open(old_file).close()
    years = [copy.name.split("-")[2] for copy in backup.copies(old_file)]
    assert years[:4] == ["2018", "2019", "2020", "2021"]
    assert len(years) == backup.KEPT
    assert other.exists()


def test_two_copies_within_one_second(old_file: Path) -> None:
    now = datetime(2024, 1, 31, 8, 30, tzinfo=UTC)
    with closing(sqlite3.connect(old_file)) as source:
        made = [backup.make_copy(old_file, 1, source=source, now=now) for _ in range(3)]
    assert [copy.name for copy in made] == [
        "jibiao.db.备份-v1-2024-01-31-083000",
        "jibiao.db.备份-v1-2024-01-31-083000-2",
        "jibiao.db.备份-v1-2024-01-31-083000-3",
    ]
    assert backup.copies(old_file) == made


@pytest.mark.parametrize(
    ("step", "error", "says"),
    [
        (fail, RuntimeError, "bug in a migration"),
        (lose_a_draft, RuntimeError, "references"),
        (fill_the_disk, UserError, "磁盘已满"),
    ],
)
def test_a_failing_step_leaves_the_file_as_it_was(
    old_file: Path, step: Migration, error: type[Exception], says: str
) -> None:
    before = content(old_file)
    with pytest.raises(error, match=says):
        Store.open(old_file, migrations=(*MIGRATIONS, step))
    assert content(old_file) == before
    assert [content(copy) for copy in backup.copies(old_file)] == [before]
    with Store.open(old_file) as store:
        assert len(store.drafts.load(1).edits) == 2


def test_without_a_copy_nothing_is_changed(old_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_room(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    before = content(old_file)
    monkeypatch.setattr(backup, "make_copy", no_room)
    with pytest.raises(UserError, match="磁盘"):
        Store.open(old_file)
    assert content(old_file) == before


def test_a_copy_that_fails_leaves_no_half_file(old_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: int) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("os.fsync", broken)
    with pytest.raises(UserError, match="磁盘读写出错"):
        Store.open(old_file)
    assert [file.name for file in old_file.parent.iterdir() if "备份" in file.name] == []


def test_rewriting_a_table_keeps_what_refers_to_it(old_file: Path) -> None:
    Store.open(old_file, migrations=(*MIGRATIONS, rebuild_drafts)).close()
    with closing(sqlite3.connect(old_file)) as db:
        assert db.execute("SELECT item FROM drafts WHERE id = 1").fetchone() == ("水质监测",)
        assert db.execute("SELECT count(*) FROM edits").fetchone() == (2,)
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []


def test_the_version_is_in_the_file_itself_while_it_is_open(old_file: Path) -> None:
    """An older program looks at the file alone, not at the log."""
    with Store.open(old_file):
        header = old_file.read_bytes()[:100]
    assert int.from_bytes(header[60:64], "big") == len(MIGRATIONS)


def test_a_second_window_that_was_quicker(old_file: Path) -> None:
    """While this one waits for the lock, another brings the file up to date: the steps run once."""
    runs: list[str] = []

    def step(_: Database) -> None:
        runs.append("ran")

    steps: Sequence[Migration] = (*MIGRATIONS, step)
    with Store.open(old_file, migrations=steps), Store.open(old_file, migrations=steps):
        pass
    assert runs == ["ran"]
    assert len(backup.copies(old_file)) == 1
