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
    (re.compile(r"argument ([^:]*): invalid _number value: (.*)"), r"\1 后面的 \2 不是整数"),
    (re.compile(r"argument [^:]*: invalid choice: (\S+).*"), r"没有 \1 这个命令"),
    (re.compile(r"argument (\S+): ignored explicit argument (.*)"), r"\1 后面不能写内容"),
)
_EXPORT = (
    "按官方版式导出 PDF、Excel 和 Word。先像 check 那样审核所给的文件：有错误未改、或有需说明而没有说明的，"
    "PDF 每页印“草稿”；"
    "审核通过过的（文件里“修订”不小于 1）而且现在这些都没有的，每页页边印表名、单位、页码、修订、核对码和二维码；"
    "这些都没有、但从未审核通过的，两样都不印。"
)


_PACK = (
    "把审核通过的表打成一个上报包：各表的文件、PDF 和工作簿，问题的说明，附件，还有一张上报清单。先像 check "
    "那样审核：有错误未改、或有需说明而没有说明的，不打包，退出码 1。这一套里还缺的表先列出来，不拦打包。"
    "写好后再读一遍核对；写不完整就什么也不留下。加 --accepted 是转报：收表的单位把已接受的表一字不改地报给上级。"
)

_COLLECT = (
    "一个包、一百个包或整个文件夹。每个包先整个看过再收：是否完整、内容与清单是否相符、版式认不认识，用这里的规则重新审核，"
    "同一单位的各表合起来核对。收过的不再收，旧的不收；比已收的新就列出哪里不同，等确认（--yes 直接替换）。"
    "坏的包不妨碍其余的。中途可以按 Ctrl+C 停下，再运行一次接着收。加了密码的包：先设环境变量 JIBIAO_PASSWORD。"
)


_SUMMARIZE = (
    "由收到的表做一张汇总表（Excel、PDF 和 CSV），或把一种表的内容导出成数据表（CSV，加 --parquet 还有 Parquet）："
    "一份表一行，表里的每个列表另有一个文件，一行一条。只用已接受的表，加 --all 用全部已收的。"
    "每份表只算一次，记在数据文件里，下次只算新来的和改过的。可以按 Ctrl+C 停下，再运行一次接着做。"
)


_TOO_LARGE = 2**63
"""SQLite's largest number, and one more."""


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
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


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
        "files",
        nargs="+",
        type=Path,
        metavar="文件",
        help="填好的表（.json）、本程序导出的工作簿（.xlsx）、PDF 或上报包（.jbz）",
    )
    _json(check)
    _export_command(commands.add_parser("export", help="按官方版式导出 PDF、Excel 和 Word", description=_EXPORT))
    _read_command(commands.add_parser("read", help="把导出的工作簿、PDF 或上报包读回来，变成文件"))
    _sign_command(commands.add_parser("sign", help="用单位的证书给 PDF 签名，原有的签名不动"))
    _pack_command(commands.add_parser("pack", help="打成上报包（.jbz）", description=_PACK))
    _verify_command(commands.add_parser("verify", help="核对：纸上的码、拍下的页是不是这份文件，上报包是否完整"))
    _collect_command(commands.add_parser("collect", help="收表：把下级报来的包收进数据文件", description=_COLLECT))
    _status_command(commands.add_parser("status", help="谁报了什么，还缺什么，哪些有错误、已退回、已接受"))
    _return_command(commands.add_parser("return", help="退回：写明理由，生成交给报送单位的退回文件"))
    accept = commands.add_parser("accept", help="接受：以后再报来的是新的修订，要重新接受")
    _documents(accept)
    accept.add_argument("--why", default="", metavar="理由", help="还有错误也接受时必须写")
    _summarize_command(commands.add_parser("summarize", help="汇总：由收到的表做汇总表", description=_SUMMARIZE))
    rules = commands.add_parser("rules", help="列出全部审核规则：代码、级别、查什么、依据")
    rules.add_argument("--out", type=Path, metavar="文件.pdf", help="印成两页 A4 的 PDF，写到这个文件")
    _json(rules)
    demo = commands.add_parser("demo", help="填好示例表，审核，写出 PDF 和工作簿（没有显示器时的试用）")
    demo.add_argument("--out", type=Path, default=Path("out"), metavar="文件夹", help="写到哪个文件夹（默认 out）")
    bench = commands.add_parser("bench", help="本程序自己的测速，给出比值")
    bench.add_argument("--large", action="store_true", help="收表按一千个包和一万个包测（十来分钟，要 5 GB 空间）")
    _json(bench)
    return parser


def _export_command(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", nargs="+", type=Path, metavar="文件", help="填好的表（.json、.xlsx、.pdf、.jbz）")
    parser.add_argument("--out", type=Path, required=True, metavar="文件夹", help="写到哪个文件夹")
    parser.add_argument("--pdf", action="store_true", help="只要 PDF（什么都不写则 PDF 和 Excel 都要，报告还有 Word）")
    parser.add_argument("--xlsx", action="store_true", help="只要 Excel 工作簿")
    parser.add_argument("--docx", action="store_true", help="只要 Word 文档")
    parser.add_argument("--one-pdf", metavar="文件名", help="把所有表装订成一个 PDF")
    _sign_option(parser)


def _read_command(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="文件", help="本程序导出的工作簿（其间可以改过）、PDF 或上报包")
    parser.add_argument(
        "-o",
        dest="out",
        type=Path,
        metavar="文件.json",
        help="写到哪个文件，不写则显示在屏幕上；里面有几张表时写文件夹",
    )


def _verify_command(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "items",
        nargs="+",
        metavar="核对码或文件",
        help="纸上的核对码、二维码的内容、页面的照片（.png .jpg .tif .bmp）；再写文件（.json .xlsx .pdf "
        ".jbz）就与文件比，不写就与数据文件里的各表比；只写上报包（.jbz）就核对这个包",
    )
    _database(parser, again=True)
    _json(parser)


def _collect_command(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="*", type=Path, metavar="包或文件夹", help="上报包（.jbz）或放着它们的文件夹")
    parser.add_argument("--yes", action="store_true", help="比已收的新就直接替换，不等确认（已接受的除外）")
    parser.add_argument("--units", type=Path, metavar="名单.xlsx", help="先导入单位名单：第一张表里有“单位名称”一列")
    _database(parser, again=True)
    _json(parser)


def _status_command(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--year", type=_number, metavar="年度", help="看哪一年，不写则看最近收过的一年")
    parser.add_argument("--late", action="store_true", help="只列过了期限还没有报的单位")
    parser.add_argument(
        "--due", action="append", metavar="表[=日期]", help="每个单位都要报这种表，到哪天（2022-12-31）；记在数据文件里"
    )
    parser.add_argument("--out", type=Path, metavar="催报.pdf", help="把没有报齐的单位印成催报单")
    _database(parser, again=True)
    _json(parser)


def _return_command(parser: argparse.ArgumentParser) -> None:
    _documents(parser)
    parser.add_argument("--why", required=True, metavar="理由", help="为什么退回")
    parser.add_argument(
        "--remark",
        action="append",
        metavar="位置=意见",
        help="写在某一格上的意见，可写几次，如 年度绩效指标/3/指标值=请核实；只用于第一个编号",
    )
    parser.add_argument("-o", dest="out", type=Path, metavar="文件.jbt", help="退回文件写到哪里")


def _summarize_command(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--form", required=True, metavar="名称", help="汇总表或表的名称、代号（S1、D），见 jibiao forms；all 是各种表"
    )
    parser.add_argument("--out", type=Path, required=True, metavar="文件夹", help="写到哪个文件夹")
    parser.add_argument("--year", type=_number, metavar="年度", help="哪一年，不写则是最近收过的一年")
    parser.add_argument("--unit", metavar="单位", help="印在汇总表上的汇总单位，写一次就记住")
    parser.add_argument("--all", action="store_true", help="用全部已收的表，不只是已接受的")
    parser.add_argument("--parquet", action="store_true", help="数据表还写成 Parquet（给 DuckDB 等），要装 pyarrow")
    _database(parser, again=True)


def _documents(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("ids", nargs="+", type=_number, metavar="编号", help="表的编号，见 jibiao status")
    _database(parser, again=True)


def _sign_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--sign", type=Path, metavar="证书", help="用单位的证书（.p12、.pfx）给 PDF 签名；口令在终端里问"
    )


def _pack_command(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "files", nargs="*", type=Path, metavar="文件", help="要上报的表（.json、.xlsx、.pdf），同一单位同一年度的"
    )
    parser.add_argument(
        "--accepted",
        action="store_true",
        help="转报：不写文件，把数据文件里已接受的下级的表，连同各单位的原清单，打成本单位的包",
    )
    parser.add_argument("--unit", metavar="单位", help="转报时本单位的名称")
    parser.add_argument("--year", type=_number, metavar="年度", help="转报哪一年的，不写则是最近收过的一年")
    _database(parser, again=True)
    parser.add_argument("-o", dest="out", type=Path, required=True, metavar="文件.jbz", help="写到哪个文件，可以是U盘")
    parser.add_argument(
        "--attach", type=Path, action="append", metavar="附件", help="随包附上的 PDF、图片或下级的上报包，可写几次"
    )
    parser.add_argument(
        "--attach-to", nargs=2, action="append", metavar=("序号", "附件"), help="附在第几份表上的 PDF 或图片，可写几次"
    )
    parser.add_argument(
        "--password", action="store_true", help="加密码（AES-256）；在终端里问，或取环境变量 JIBIAO_PASSWORD"
    )
    parser.add_argument(
        "--sign", type=Path, metavar="证书", help="用单位的证书（.p12、.pfx）给上报清单签名，连同整个包；口令在终端里问"
    )


def _sign_command(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="文件.pdf", help="要签名的 PDF")
    parser.add_argument(
        "--with", dest="certificate", type=Path, required=True, metavar="证书", help="单位的证书（.p12、.pfx）"
    )
    parser.add_argument("--reason", metavar="事由", help="写在签名里的事由，如 上报、审核通过")
    parser.add_argument(
        "-o", dest="out", type=Path, metavar="文件.pdf", help="写到哪个文件；不写则另存为“…-已签名.pdf”"
    )


def _number(text: str) -> int:
    """A year or the number of a document, as large as the data file can hold. Raises `ValueError`, `UserError`."""
    number = int(text)
    if abs(number) >= _TOO_LARGE:
        raise UserError(f"命令写得不对：{text[:20]}… 太大", remedy="请核对年度或编号")
    return number


def _json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="在标准输出上写一个 JSON 对象")


def _database(parser: argparse.ArgumentParser, *, again: bool = False) -> None:
    """`again`: behind a command; not given there, what stood before the command counts."""
    parser.add_argument(
        "--db",
        type=Path,
        metavar="文件",
        default=argparse.SUPPRESS if again else None,
        help="数据文件；不写则用 JIBIAO_DB 所指的，再不然用个人数据文件夹里的",
    )
