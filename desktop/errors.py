"""The one family of errors that people see.

A fault of the user or of the machine (an unreadable file, a full disk, a foreign workbook) is raised as
`UserError` and reaches the person as one plain Chinese line: 什么、在哪里、怎么办. Everything else that is
raised is a bug and goes to the crash log. Findings about a form's content are values (`desktop.forms.findings`),
never exceptions.
"""

from __future__ import annotations

import errno


class UserError(Exception):
    """One line of Chinese for the person: what is wrong, where, and what to do."""

    def __init__(self, what: str, *, where: str = "", remedy: str = "") -> None:
        """`what` is a sentence without closing stop, `where` a file or place in it, `remedy` what to do."""
        self.what, self.where, self.remedy = _one_line(what), _one_line(where), _one_line(remedy)
        head = f"{self.where}：{self.what}" if self.where else self.what
        super().__init__(f"{head}。{self.remedy}。" if self.remedy else f"{head}。")


class PasswordError(UserError):
    """A file opens only with its password: none was given, or one that does not open it. The window asks for it."""


def _one_line(text: str) -> str:
    return " ".join(text.split()).rstrip("。")


def os_fault(error: OSError) -> str:
    """Why the system refused, in plain Chinese: its own words are in the language of the machine."""
    for kind, words in (
        (FileNotFoundError, "找不到"),
        (IsADirectoryError, "这是一个文件夹，不是文件"),
        (NotADirectoryError, "这是一个文件，不是文件夹"),
        (FileExistsError, "已有同名的文件"),
        (PermissionError, "没有权限，或正被其他程序占用"),
    ):
        if isinstance(error, kind):
            return words
    if error.errno == errno.ENOSPC:
        return "磁盘已满"
    if error.errno == errno.ENAMETOOLONG:
        return "文件名太长"
    return f"读写失败（{error.errno}）"
