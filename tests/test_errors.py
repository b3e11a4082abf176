"""Errors of the person or the machine are one plain Chinese line: 什么、在哪里、怎么办."""

from __future__ import annotations

import errno
import re
from pathlib import Path

import pytest

from desktop.errors import UserError, os_fault


def test_a_line_has_place_matter_and_remedy() -> None:
    assert (
        str(UserError("打不开文件。", where="表.json", remedy="请检查\n权限")) == "表.json：打不开文件。请检查 权限。"
    )
    assert str(UserError("打不开文件")) == "打不开文件。"


@pytest.mark.parametrize(
    "code",
    [
        errno.ENOENT,
        errno.EISDIR,
        errno.ENOTDIR,
        errno.EEXIST,
        errno.EACCES,
        errno.EPERM,
        errno.EIO,
        errno.ENOSPC,
        errno.ENAMETOOLONG,
    ],
)
def test_the_system_speaks_chinese(code: int) -> None:
    words = os_fault(OSError(code, "in the words of the machine"))
    assert not re.search("[A-Za-z]", words)


def test_opening_a_folder_as_a_file(tmp_path: Path) -> None:
    with pytest.raises((IsADirectoryError, PermissionError)) as caught:
        tmp_path.open("rb")
    assert os_fault(caught.value) in {"这是一个文件夹，不是文件", "没有权限，或正被其他程序占用"}
