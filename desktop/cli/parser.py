"""The command line's grammar, with help and complaints in Chinese."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NoReturn

from desktop import __version__
from desktop.errors import UserError

_COMPLAINTS = (
    (re.compile(r"the following arguments are required: (.*)"), r"缺少 \1"),
    (re.compile(r"unrecognized arguments: (.*)"), r"不认识 \1"),
    (re.compile(r"argument (\S+): expected one argument"), r"\1 后面要写内容"),
    (re.compile(r"argument (\S+): expected at least one argument"), r"\1 后面至少写一项"),
    (re.compile(r"argument [^:]*: invalid choice: (\S+).*"), r"没有 \1 这个命令"),
    (re.compile(r"argument (\S+): ignored explicit argument (.*)"), r"\1 后面不能写内容"),
)


class _Formatter(argparse.HelpFormatter):
    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=28, width=100)

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, prefix or "用法：")


class Parser(argparse.ArgumentParser):
    """argparse in Chinese; a wrong call is a `UserError` like any other."""

    def __init__(self, *, prog: str | None = None, description: str | None = None) -> None:
        super().__init__(
            prog=prog, description=description, formatter_class=_Formatter, add_help=False, allow_abbrev=False
        )
        self._positionals.title, self._optionals.title = "要写的", "可选的"
        self.add_argument("-h", "--help", action="help", help="显示这份说明")

    def error(self, message: str) -> NoReturn:
        """Raises `UserError` in place of printing and leaving."""
        for pattern, chinese in _COMPLAINTS:
            if pattern.search(message):
                message = pattern.sub(chinese, message)
                break
        raise UserError(f"命令写得不对：{message}", remedy=f"{self.prog} --help 有说明")


def build_parser() -> Parser:
    """All commands."""
    parser = Parser(prog="jibiao", description="绩表：填报、审核、打印绩效目标批复表和自评表。不写命令则打开窗口。")
    parser.add_argument("--version", action="version", version=f"绩表 {__version__}", help="显示版本")
    _database(parser)
    parser.add_argument("--sample", action="store_true", help="打开窗口时带一张填好的示例表")
    commands = parser.add_subparsers(dest="command", title="命令", metavar="命令", parser_class=Parser)
    forms = commands.add_parser("forms", help="列出有哪些表和版式")
    _json(forms)
    check = commands.add_parser("check", help="审核文件")
    check.add_argument(
        "files", nargs="+", type=Path, metavar="文件", help="填好的表（.json）或本程序导出的工作簿（.xlsx）"
    )
    _json(check)
    export = commands.add_parser("export", help="按官方版式导出 PDF 和 Excel")
    export.add_argument("files", nargs="+", type=Path, metavar="文件", help="填好的表（.json、.xlsx）")
    export.add_argument("--out", type=Path, required=True, metavar="文件夹", help="写到哪个文件夹")
    export.add_argument("--pdf", action="store_true", help="只要 PDF（不写 --pdf 和 --xlsx 则两样都要）")
    export.add_argument("--xlsx", action="store_true", help="只要 Excel 工作簿")
    export.add_argument("--one-pdf", metavar="文件名", help="把所有表装订成一个 PDF")
    read = commands.add_parser("read", help="把导出的工作簿读回来，变成文件")
    read.add_argument("file", type=Path, metavar="文件.xlsx", help="本程序导出的工作簿，其间可以改过")
    read.add_argument("-o", dest="out", type=Path, metavar="文件.json", help="写到哪个文件；不写则显示在屏幕上")
    demo = commands.add_parser("demo", help="填好示例表，审核，写出 PDF 和工作簿（没有显示器时的试用）")
    demo.add_argument("--out", type=Path, default=Path("out"), metavar="文件夹", help="写到哪个文件夹（默认 out）")
    bench = commands.add_parser("bench", help="本程序自己的测速，给出比值")
    _json(bench)
    return parser


def _json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="在标准输出上写一个 JSON 对象")


def _database(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--db", type=Path, metavar="文件", help="数据文件；不写则用 JIBIAO_DB 所指的，再不然用个人数据文件夹里的"
    )
