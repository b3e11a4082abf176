"""Files put on the disk whole or not at all, with one plain line when it cannot be done.

The bytes go into a new file beside the old one, onto the disk, and then take its name: a power cut leaves the old file
or the new one, never half of one. Some network drives and synced folders refuse to replace a file; there the old
content is copied aside while the file is written in place, and the copy stays when that breaks off.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import shutil
import stat
from collections.abc import Iterator
from itertools import chain, count
from pathlib import Path

from desktop.errors import UserError

_ON_WINDOWS = os.name == "nt"
_BACKUP_SUFFIX = ".原文件"
_SHORT = 40
"""Characters of the file's name in the temporary one, which must not become too long."""
_OVERWRITE = os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0)
_NEW_FILE = _OVERWRITE | os.O_EXCL

_FAULTS: dict[int, tuple[str, str]] = {
    errno.ENOENT: ("文件夹不存在", "请检查位置，或换一个文件夹"),
    errno.ENOTDIR: ("文件夹不存在", "请检查位置，或换一个文件夹"),
    errno.EISDIR: ("这里已有一个同名的文件夹", "请换一个文件名"),
    errno.EACCES: ("没有写入权限", "请换一个文件夹，或请管理员开放权限"),
    errno.EPERM: ("没有写入权限", "请换一个文件夹，或请管理员开放权限"),
    errno.EROFS: ("这个磁盘是只读的", "请换一个磁盘，或打开U盘的写保护开关"),
    errno.ENOSPC: ("磁盘已满", "请清理空间，或换一个磁盘"),
    errno.EDQUOT: ("磁盘空间配额已用完", "请清理空间，或换一个磁盘"),
    errno.EFBIG: ("文件太大，这个磁盘放不下", "请换一个磁盘"),
    errno.ENAMETOOLONG: ("文件名太长", "请换一个短一些的文件名"),
    errno.EINVAL: ("文件名含有不允许的字符", "请换一个文件名"),
    errno.ETXTBSY: ("文件正被其他程序打开", "请关闭该程序后重试"),
    errno.EBUSY: ("文件正被其他程序打开", "请关闭该程序后重试"),
    errno.EIO: ("磁盘或U盘读写出错", "请检查是否插好，或换一个U盘后重试"),
    errno.ENODEV: ("磁盘或U盘已拔出", "请重新插好后再试"),
    errno.ENXIO: ("磁盘或U盘已拔出", "请重新插好后再试"),
}
_OTHER_FAULT = ("写入失败", "请检查磁盘、U盘或网络连接后重试")

_OPEN_ELSEWHERE = _FAULTS[errno.EBUSY]
_GONE = _FAULTS[errno.ENODEV]
_WINDOWS_FAULTS = {
    32: _OPEN_ELSEWHERE, 33: _OPEN_ELSEWHERE, 112: _FAULTS[errno.ENOSPC], 123: _FAULTS[errno.EINVAL],
    21: _GONE, 433: _GONE, 1167: _GONE,
}  # fmt: skip
"""Windows' own codes where errno is too coarse: sharing violation, lock violation, disk full, invalid name, no disk."""


def write_file(path: Path, data: bytes, *, checked: bool = False) -> None:
    """Write a file so that it is never seen half written. An existing file keeps its permissions; links are followed.

    `checked`: what was written is read back, from the medium where the system allows to ask for that, before it takes
    its name: a stick that keeps something else is told, and what lay there before is still there.

    Raises:
        UserError: folder missing, no permission, disk full, file open in another program… The old file is as it was,
            or, where it had to be written in place and that broke off, a copy of it lies beside it under the name
            that the message gives.
    """
    target = Path(os.path.realpath(path))
    fresh = target.with_name(f".{target.name[:_SHORT]}.{secrets.token_hex(4)}.tmp")
    try:
        with faults_told(path):
            if target.is_dir():
                raise IsADirectoryError(errno.EISDIR, "is a folder")
            _write_new(fresh, data)
            if checked:
                _read_back(fresh, data)
            _keep_permissions(target, fresh)
            try:
                fresh.replace(target)
            except OSError:
                _remove(fresh)  # its room may be needed
                _write_in_place(target, data, checked=checked)
            _sync_folder(target.parent)
    finally:
        _remove(fresh)


@contextlib.contextmanager
def faults_told(path: Path) -> Iterator[None]:
    """In the block faults of the disk are raised as `UserError`, which names this file."""
    try:
        yield
    except OSError as error:
        what, remedy = _explained(error)
        raise UserError(what, where=str(path), remedy=remedy) from error


def _write_new(path: Path, data: bytes) -> None:
    """A file that was not there before, with the permissions the person's settings give."""
    with os.fdopen(os.open(path, _NEW_FILE, 0o666), "wb") as file:
        _put(file.fileno(), data)


def _put(descriptor: int, data: bytes) -> None:
    """All bytes, through to the disk."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]
    os.fsync(descriptor)


def _keep_permissions(old: Path, new: Path) -> None:
    with contextlib.suppress(OSError):  # no old file, or a file system without permissions
        shutil.copymode(old, new)


def _read_back(path: Path, data: bytes) -> None:
    """Raises `OSError` (EIO) when a file holds anything else than what was written into it."""
    with path.open("rb") as file:
        if hasattr(os, "posix_fadvise"):
            with contextlib.suppress(OSError):  # only a wish; some file systems know none
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        if file.read(len(data) + 1) != data:
            raise OSError(errno.EIO, "read back otherwise than written")


def _write_in_place(target: Path, data: bytes, *, checked: bool = False) -> None:
    """For folders that do not let a file be replaced. A copy of the old content lies beside it while this goes on."""
    backup = _free_name(target) if target.exists() else None
    descriptor = _open_for_overwriting(target)
    try:
        if backup:
            shutil.copyfile(target, backup)
    except OSError:
        os.close(descriptor)
        _remove(backup)
        raise
    try:
        with os.fdopen(descriptor, "wb"):
            os.ftruncate(descriptor, 0)
            _put(descriptor, data)
        if checked:
            _read_back(target, data)
    except OSError as error:
        if backup is None:
            _remove(target)
            raise
        what, remedy = _explained(error)
        raise UserError(
            f"{what}，写入中断", where=str(target), remedy=f"原来的内容在同一文件夹的「{backup.name}」中；{remedy}"
        ) from error
    _remove(backup)


def _free_name(target: Path) -> Path:
    """A name for the copy. One left by a write that broke off earlier may be all there is, so it is not reused."""
    names = (target.with_name(f"{target.name}{_BACKUP_SUFFIX}{number}") for number in chain([""], count(2)))
    return next(name for name in names if not name.exists())


def _open_for_overwriting(target: Path) -> int:
    """The file opened with its content untouched so far.

    Raises:
        OSError: EBUSY where Windows says no more than "access denied" about a file that another program holds.
    """
    try:
        return os.open(target, _OVERWRITE, 0o666)
    except PermissionError as error:
        if _ON_WINDOWS and target.exists() and target.stat().st_mode & stat.S_IWRITE:
            raise OSError(errno.EBUSY, "held by another program") from error
        raise


def _remove(path: Path | None) -> None:
    with contextlib.suppress(OSError):  # what is left over does no harm
        if path is not None:
            path.unlink()


def _explained(error: OSError) -> tuple[str, str]:
    """What happened and what to do, in words."""
    by_windows = _WINDOWS_FAULTS.get(getattr(error, "winerror", None) or 0)
    return by_windows or _FAULTS.get(error.errno or 0, _OTHER_FAULT)


def _sync_folder(folder: Path) -> None:
    """The new name onto the disk as well. Windows has no such call, and some network drives refuse it."""
    if _ON_WINDOWS:
        return
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
