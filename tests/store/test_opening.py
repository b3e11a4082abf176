"""What is opened, and what is refused with one line and left as it is."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from desktop.errors import UserError
from desktop.store import Store, Summary, connection, opening
from desktop.store.connection import wal_of
from desktop.store.schema import APPLICATION_ID, MIGRATIONS


def filled(path: Path, goals: Summary, count: int = 40) -> Path:
    """A data file with drafts over many pages, closed cleanly."""
    with Store.open(path) as store:
        for number in range(count):
            store.drafts.create(goals, f"{number}" * 3000)
    return path


def refusal(path: Path) -> str:
    """The line that opening the file gives."""
    with pytest.raises(UserError) as caught:
        Store.open(path, busy_seconds=0)
    line = str(caught.value)
    assert "\n" not in line
    assert str(path) in line
    assert line.endswith("。")
    return line


def a_folder(path: Path) -> None:
    path.mkdir()


def a_text_file(path: Path) -> None:
    path.write_text("项目名称,金额\n" * 500, encoding="utf-8")


def a_workbook_cut_short(path: Path) -> None:
    path.write_bytes(b"PK\x03\x04")


def another_programs_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE bookmarks (url TEXT)")


def another_programs_empty_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA application_id = 77")


def a_newer_file(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.executescript(
            f"PRAGMA journal_mode = WAL; PRAGMA application_id = {APPLICATION_ID};"
            f"PRAGMA user_version = {len(MIGRATIONS) + 1}; CREATE TABLE drafts (id); CREATE TABLE future (x);"
        )


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (a_folder, "这是文件夹"),
        (a_text_file, "不是绩表的数据文件"),
        (a_workbook_cut_short, "不是绩表的数据文件"),
        (another_programs_database, "其他程序的数据库"),
        (another_programs_empty_database, "其他程序的数据库"),
        (a_newer_file, "更新版本的绩表"),
    ],
)
def test_a_wrong_file_is_refused_and_untouched(path: Path, make: Callable[[Path], None], says: str) -> None:
    make(path)
    before = path.read_bytes() if path.is_file() else None
    assert says in refusal(path)
    assert list(path.parent.iterdir()) == [path]
    assert (path.read_bytes() if path.is_file() else None) == before


def test_a_newer_file_whose_program_died_is_refused_and_untouched(path: Path, tmp_path: Path) -> None:
    """The version stands only in the log then."""
    live = tmp_path / "live.db"
    with closing(sqlite3.connect(live, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA wal_autocheckpoint = 0")
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute("PRAGMA user_version = 99")
        shutil.copy(live, path)
        shutil.copy(wal_of(live), wal_of(path))
    before = (path.read_bytes(), wal_of(path).read_bytes())
    assert "第99版" in refusal(path)
    assert (path.read_bytes(), wal_of(path).read_bytes()) == before


def test_a_folder_that_is_not_there_is_told_and_not_made(path: Path) -> None:
    assert "所在的文件夹不存在" in refusal(path.parent / "没有" / "jibiao.db")
    assert list(path.parent.iterdir()) == []


def test_a_truncated_file_is_refused_and_untouched(path: Path, goals: Summary) -> None:
    whole = filled(path, goals).read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert "数据文件已损坏" in refusal(path)
    assert path.read_bytes() == whole[: len(whole) // 2]


def test_the_line_about_damage_names_the_newest_copy(path: Path, goals: Summary) -> None:
    whole = filled(path, goals).read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    for when in ("2024-01-31-083000", "2023-12-31-083000"):
        path.with_name(f"jibiao.db.备份-v1-{when}").touch()
    assert "「jibiao.db.备份-v1-2024-01-31-083000」" in refusal(path)


def left_open(path: Path, goals: Summary, tmp_path: Path) -> Path:
    """The files as a program that died left them: the log still beside the file."""
    live = tmp_path / "live.db"
    filled(live, goals)
    with Store.open(live) as store:
        store.drafts.create(goals, "最后")
        shutil.copy(live, path)
        shutil.copy(wal_of(live), wal_of(path))
    return path


def test_after_an_unclean_end_everything_is_there(path: Path, tmp_path: Path, goals: Summary) -> None:
    left_open(path, goals, tmp_path)
    with Store.open(path) as store:
        newest = store.drafts.find()[0]
        assert store.drafts.load(newest.id).document_json == "最后"
        assert len(store.drafts.find()) == 41


def test_after_an_unclean_end_the_pages_are_checked(path: Path, tmp_path: Path, goals: Summary) -> None:
    left_open(path, goals, tmp_path)
    damaged = bytearray(path.read_bytes())
    for start in range(10 * 4096, len(damaged), 4096):
        damaged[start : start + 64] = b"\xff" * 64
    path.write_bytes(damaged)
    assert "数据文件已损坏" in refusal(path)


def test_a_cleanly_closed_file_is_opened_without_the_slow_check(
    path: Path, tmp_path: Path, goals: Summary, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked: list[Path] = []
    monkeypatch.setattr(opening, "_check_pages", lambda opened: checked.append(opened.path))
    filled(path, goals)
    Store.open(path).close()
    assert checked == []
    died = left_open(tmp_path / "died.db", goals, tmp_path)
    Store.open(died).close()
    assert checked == [died.resolve()]


@pytest.mark.parametrize("make", [lambda path: None, lambda path: path.touch()])
def test_a_missing_or_empty_file_becomes_a_data_file(
    path: Path, make: Callable[[Path], object], goals: Summary
) -> None:
    make(path)
    with Store.open(path) as store:
        store.drafts.create(goals, "{}")
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert db.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)


@pytest.mark.parametrize("name", ["绩效 表#1.db", "100%.db", "a&mode=ro.db", "'引号'.db"])
def test_any_file_name_will_do(tmp_path: Path, name: str, goals: Summary) -> None:
    path = tmp_path / "张某 的文件" / name
    path.parent.mkdir()
    with Store.open(path) as store:
        assert store.path == path.resolve()
        store.drafts.create(goals, "{}")
        store.flush()
    assert [file.name for file in path.parent.iterdir()] == [name]


def test_a_link_to_the_file_opens_the_file(path: Path, tmp_path: Path, goals: Summary) -> None:
    filled(path, goals, 1)
    link = tmp_path / "快捷方式.db"
    try:
        link.symlink_to(path)
    except OSError:
        pytest.skip("this system lets only administrators make links")
    with Store.open(link) as store:
        assert len(store.drafts.find()) == 1
        assert store.path == path.resolve()


class TestLocked:
    """Another program holds the file."""

    def test_opening_tells_so_and_works_later(self, path: Path, goals: Summary) -> None:
        filled(path, goals, 1)
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            assert "正被另一个程序占用" in refusal(path)
            other.execute("ROLLBACK")
            Store.open(path, busy_seconds=0).close()

    def test_held_for_itself_alone(self, path: Path, goals: Summary) -> None:
        filled(path, goals, 1)
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("PRAGMA locking_mode = EXCLUSIVE")
            other.execute("BEGIN EXCLUSIVE")
            other.execute("COMMIT")
            assert "正被另一个程序占用" in refusal(path)

    def test_a_cell_that_could_not_be_written_can_be_written_again(self, path: Path, goals: Summary) -> None:
        with Store.open(path, busy_seconds=0) as store, closing(sqlite3.connect(path, isolation_level=None)) as other:
            draft = store.drafts.create(goals, "{}")
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(UserError, match="正被另一个程序占用"):
                store.drafts.append_edits(draft.id, ["一"], revision=1)
            assert store.drafts.load(draft.id).edits == []
            other.execute("ROLLBACK")
            store.drafts.append_edits(draft.id, ["一"], revision=1)
            assert store.drafts.load(draft.id).edits == ["一"]


class TestReadOnly:
    """The file may be read but not written."""

    def test_told_when_opening(self, path: Path, goals: Summary, monkeypatch: pytest.MonkeyPatch) -> None:
        """As SQLite does it by itself where the system forbids writing: the file is opened for reading."""
        filled(path, goals, 1)
        real = connection.connect
        monkeypatch.setattr(connection, "connect", lambda path, _mode, **rest: real(path, "ro", **rest))
        assert "只能读取" in refusal(path)

    def test_refused_before_anything_is_left_beside_the_file(
        self, path: Path, goals: Summary, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        filled(path, goals, 1)
        monkeypatch.setattr("os.access", lambda file, _mode: file != path)
        assert "只能读取" in refusal(path)
        assert list(path.parent.iterdir()) == [path]
