"""Files are whole or untouched, and what goes wrong on a disk is one plain line."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.errors import UserError
from desktop.export import atomic
from desktop.export.atomic import write_file

OLD, NEW = "去年的表".encode(), "今年的表".encode() * 1000


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "目标表.pdf"


@pytest.fixture
def existing(target: Path) -> Path:
    target.write_bytes(OLD)
    return target


def refuse(code: int) -> Callable[..., None]:
    """A stand-in for a system call that fails."""

    def fail(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    return fail


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_new_file(target: Path) -> None:
    write_file(target, NEW)
    assert target.read_bytes() == NEW
    assert names(target.parent) == [target.name]


def test_an_existing_file_is_replaced(existing: Path) -> None:
    write_file(existing, NEW)
    assert existing.read_bytes() == NEW
    assert names(existing.parent) == [existing.name]


def test_an_empty_file(existing: Path) -> None:
    write_file(existing, b"")
    assert existing.read_bytes() == b""


def test_the_longest_name_a_disk_takes(tmp_path: Path) -> None:
    target = tmp_path / ("绩" * 83 + ".pdf")
    write_file(target, NEW)
    assert target.read_bytes() == NEW


def test_whoever_has_the_old_file_open_still_reads_the_old_one(existing: Path) -> None:
    with existing.open("rb") as reader:
        write_file(existing, NEW)
        assert reader.read() == OLD


def test_the_bytes_are_on_the_disk_before_the_name_changes(existing: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []
    sync, replace = os.fsync, Path.replace

    def synced(descriptor: int) -> None:
        calls.append("sync")
        sync(descriptor)

    def replaced(self: Path, target: Path) -> Path:
        calls.append("replace")
        assert self.read_bytes() == NEW
        assert target.read_bytes() == OLD
        return replace(self, target)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(Path, "replace", replaced)
    write_file(existing, NEW)
    assert calls[:2] == ["sync", "replace"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no permissions of this kind")
def test_permissions(target: Path, tmp_path: Path) -> None:
    plain = tmp_path / "另一个"
    plain.touch()
    write_file(target, NEW)
    assert stat.S_IMODE(target.stat().st_mode) == stat.S_IMODE(plain.stat().st_mode)
    target.chmod(0o640)
    write_file(target, OLD)
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right of their own on Windows")
def test_a_link_stays_a_link(existing: Path, tmp_path: Path) -> None:
    link = tmp_path / "桌面上的链接.pdf"
    link.symlink_to(existing)
    write_file(link, NEW)
    assert link.is_symlink()
    assert existing.read_bytes() == NEW


@pytest.mark.parametrize(
    ("call", "code", "said"),
    [
        ("open", errno.EACCES, "没有写入权限"),
        ("open", errno.EROFS, "这个磁盘是只读的"),
        ("write", errno.ENOSPC, "磁盘已满"),
        ("write", errno.EDQUOT, "磁盘空间配额已用完"),
        ("fsync", errno.ENOSPC, "磁盘已满"),
        ("fsync", errno.EIO, "磁盘或U盘读写出错"),
        ("fsync", errno.ENODEV, "磁盘或U盘已拔出"),
        ("fsync", errno.EPIPE, "写入失败"),
    ],
)
def test_a_failure_leaves_the_old_file_and_nothing_else(
    existing: Path, monkeypatch: pytest.MonkeyPatch, call: str, code: int, said: str
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(os, call, refuse(code))
        with pytest.raises(UserError, match=said) as caught:
            write_file(existing, NEW)
    assert str(existing) in str(caught.value)
    assert "\n" not in str(caught.value)
    assert existing.read_bytes() == OLD
    assert names(existing.parent) == [existing.name]


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="文件夹不存在"):
        write_file(tmp_path / "没有" / "表.pdf", NEW)
    assert names(tmp_path) == []


def test_a_file_where_a_folder_should_be(existing: Path) -> None:
    with pytest.raises(UserError, match="文件夹不存在"):
        write_file(existing / "表.pdf", NEW)


def test_a_folder_of_the_same_name(tmp_path: Path) -> None:
    (tmp_path / "表.pdf").mkdir()
    with pytest.raises(UserError, match="同名的文件夹"):
        write_file(tmp_path / "表.pdf", NEW)
    assert names(tmp_path) == ["表.pdf"]


def test_a_name_too_long(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="文件名太长"):
        write_file(tmp_path / ("绩" * 300), NEW)
    assert names(tmp_path) == []


class TestAFolderThatLetsNoFileBeReplaced:
    """Some network drives and synced folders: written in place, a copy of the old content beside it meanwhile."""

    @pytest.fixture(autouse=True)
    def no_replacing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(Path, "replace", refuse(errno.EACCES))

    def test_an_existing_file(self, existing: Path) -> None:
        write_file(existing, NEW)
        assert existing.read_bytes() == NEW
        assert names(existing.parent) == [existing.name]

    def test_a_shorter_content(self, target: Path) -> None:
        target.write_bytes(NEW)
        write_file(target, OLD)
        assert target.read_bytes() == OLD

    def test_a_new_file(self, target: Path) -> None:
        write_file(target, NEW)
        assert target.read_bytes() == NEW
        assert names(target.parent) == [target.name]

    def test_the_copy_is_there_before_the_first_byte(self, existing: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        truncate, seen = os.ftruncate, list[bytes]()

        def truncated(descriptor: int, length: int) -> None:
            seen.append(existing.with_name(existing.name + ".原文件").read_bytes())
            truncate(descriptor, length)

        monkeypatch.setattr(os, "ftruncate", truncated)
        write_file(existing, NEW)
        assert seen == [OLD]

    def test_the_disk_fills_up_while_writing(self, existing: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.fail_after_truncating(monkeypatch)
        with pytest.raises(UserError, match=r"磁盘已满，写入中断。原来的内容在同一文件夹的「目标表\.pdf\.原文件」中"):
            write_file(existing, NEW)
        assert existing.with_name("目标表.pdf.原文件").read_bytes() == OLD

    def test_the_copy_left_by_an_earlier_break_is_not_overwritten(
        self, existing: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        first = existing.with_name("目标表.pdf.原文件")
        first.write_bytes(b"whole")
        with monkeypatch.context() as patched:
            self.fail_after_truncating(patched)
            with pytest.raises(UserError, match=r"「目标表\.pdf\.原文件2」"):
                write_file(existing, NEW)
        write_file(existing, NEW)
        assert first.read_bytes() == b"whole"
        assert existing.with_name("目标表.pdf.原文件2").read_bytes() == OLD
        assert existing.read_bytes() == NEW

    def test_the_disk_fills_up_while_writing_a_new_file(self, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.fail_after_truncating(monkeypatch)
        with pytest.raises(UserError, match="磁盘已满"):
            write_file(target, NEW)
        assert names(target.parent) == []

    @staticmethod
    def fail_after_truncating(monkeypatch: pytest.MonkeyPatch) -> None:
        truncate = os.ftruncate

        def truncated(descriptor: int, length: int) -> None:
            truncate(descriptor, length)
            monkeypatch.setattr(os, "write", refuse(errno.ENOSPC))

        monkeypatch.setattr(os, "ftruncate", truncated)

    def test_no_room_for_the_copy(self, existing: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(shutil, "copyfile", refuse(errno.ENOSPC))
        with pytest.raises(UserError, match="磁盘已满"):
            write_file(existing, NEW)
        assert existing.read_bytes() == OLD
        assert names(existing.parent) == [existing.name]

    @pytest.mark.parametrize(("on_windows", "said"), [(True, "文件正被其他程序打开"), (False, "没有写入权限")])
    def test_the_file_cannot_be_opened_either(
        self, existing: Path, monkeypatch: pytest.MonkeyPatch, on_windows: bool, said: str
    ) -> None:
        opened = os.open

        def held(path: Path, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
            if path == existing:
                raise PermissionError(errno.EACCES, "held")
            return opened(path, flags, mode, dir_fd=dir_fd)

        monkeypatch.setattr(os, "open", held)
        monkeypatch.setattr(atomic, "_ON_WINDOWS", on_windows)
        with pytest.raises(UserError, match=said):
            write_file(existing, NEW)
        assert existing.read_bytes() == OLD
        assert names(existing.parent) == [existing.name]


@pytest.mark.parametrize(
    ("code", "said"),
    [(32, "文件正被其他程序打开"), (33, "文件正被其他程序打开"), (112, "磁盘已满"), (123, "不允许的字符")],
)
def test_the_codes_of_windows_say_more(target: Path, monkeypatch: pytest.MonkeyPatch, code: int, said: str) -> None:
    def fail(*_: object) -> None:
        error = PermissionError(errno.EACCES, "denied")
        error.winerror = code  # type: ignore[attr-defined,unused-ignore]  # other systems' errors have no such code
        raise error

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(UserError, match=said):
        write_file(target, NEW)
