"""`jibiao collect`, `status`, `return`, `accept`: the receiving office without its window."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

from desktop.cli.commands import forms_catalogue
from desktop.cli.datafile import last_year, opened_data
from desktop.cli.outcome import FOUND, INTERRUPTED, OK, UNREADABLE, say, show
from desktop.cli.passwords import PASSWORD_ENV
from desktop.cli.standing import board_json, board_text
from desktop.cli.stopping import stopping
from desktop.collect.answering import accept as accept_document
from desktop.collect.answering import returnable, send_back, undone
from desktop.collect.board import board as board_of
from desktop.collect.outcome import NAMES, Item, Kind, Outcome
from desktop.collect.pace import Pace
from desktop.collect.receiving import receive
from desktop.collect.remarking import checked_text, remark_all
from desktop.collect.units import import_units
from desktop.errors import UserError, os_fault
from desktop.export.atomic import faults_told, write_file
from desktop.export.package.proofs import member_stem
from desktop.export.package.returning import SUFFIX
from desktop.forms.compare import Difference
from desktop.forms.paths import Path as FieldPath
from desktop.store import Store
from desktop.store.collect_records import ACCEPTED, RETURNED

_SECONDS = 2.0
"""Between two lines that tell how far it is."""
_TO_LOOK_AT = {Kind.WRONG, Kind.WAITING, Kind.OLDER, Kind.CONFLICT}


def collect(arguments: argparse.Namespace) -> int:
    """Takes packages in; a line for each of them."""
    if not arguments.paths and arguments.units is None:
        raise UserError("没有写要收的文件或文件夹", remedy="jibiao collect --help 有说明")
    catalogue = forms_catalogue()
    told: list[dict[str, object]] = []
    kinds: Counter[Kind] = Counter()
    across = 0
    with opened_data(arguments.db, create=True) as store, stopping("收完手上这个包就停……") as stopped:
        if arguments.units is not None:
            _take_units(store, arguments.units)
        passwords = tuple(filter(None, [os.environ.get(PASSWORD_ENV)]))
        progress = _Progress()
        for outcome in receive(
            arguments.paths, store, catalogue, replace_newer=arguments.yes, passwords=passwords,
            stopped=lambda: bool(stopped),
        ):  # fmt: skip
            kinds[outcome.kind] += 1
            across += outcome.kind is Kind.COMPARED and outcome.errors
            told += [_outcome_json(outcome)] if arguments.json else []
            if not arguments.json:
                show("\n  ".join(_lines(outcome)))
            progress.tell(outcome)
    packages = sum(kinds.values()) - kinds[Kind.COMPARED]
    if arguments.json:
        counts = {kind.value: number for kind, number in kinds.items()}
        result = {"packages": packages, "counts": counts, "stopped": bool(stopped), "results": told}
        show(json.dumps(result, ensure_ascii=False, indent=1))
    if not packages and not stopped and arguments.paths:
        say(f"没有看到上报包（.jbz）：{'、'.join(map(str, arguments.paths))}")
    if packages or stopped:
        parts = "，".join(f"{kinds[kind]} 个{kind.word}" for kind in Kind if kinds[kind] and kind is not Kind.COMPARED)
        say(f"{'停下了：' if stopped else ''}看了 {packages} 个包：{parts or '没有'}。")
    if stopped:
        return INTERRUPTED
    if kinds[Kind.REFUSED]:
        return UNREADABLE
    return FOUND if across or any(kinds[kind] for kind in _TO_LOOK_AT) else OK


def status(arguments: argparse.Namespace) -> int:
    """Who sent what, what is missing, wrong, returned, accepted."""
    catalogue = forms_catalogue()
    with opened_data(arguments.db) as store:
        year = last_year(store) if arguments.year is None else arguments.year
        for text in arguments.due or ():
            form, _, day = text.partition("=")
            if not catalogue.of_form(form):
                raise UserError(f"不认识《{form}》这种表", remedy="表名见 jibiao forms")
            _put_due(store, year, form, day)
        found = board_of(store, catalogue, year)
        if arguments.out is not None:
            from desktop.collect.reminder import reminder_pdf  # noqa: PLC0415  # loads reportlab

            write_file(arguments.out, reminder_pdf(found, made=datetime.now().astimezone()))
            say(f"已写出 {arguments.out}")
        if arguments.json:
            show(json.dumps(board_json(store, found), ensure_ascii=False, indent=1))
        else:
            show("\n".join(board_text(store, found, catalogue, late=arguments.late)))
    return OK


def send_return(arguments: argparse.Namespace) -> int:
    """Returns documents with a reason; writes the file that goes back."""
    catalogue = forms_catalogue()
    with opened_data(arguments.db) as store:
        numbers = list(dict.fromkeys(arguments.ids))
        checked_text(arguments.why, "退回的理由")
        first, *_ = returnable(store, numbers)
        target = arguments.out or Path(f"退回-{member_stem(first.unit)}-{first.id}{SUFFIX}")
        with _room_for(target):
            remark_all(store, catalogue, first.id, list(map(_remark, arguments.remark or ())))
            lines = [undone(store, number, RETURNED) for number in numbers]
            data = send_back(store, catalogue, numbers, arguments.why)
            try:
                write_file(target, data)
            except UserError as error:
                what = f"退回文件没有写出：{error.what}"
                raise UserError(what, where=error.where, remedy="表已记为退回，请用 -o 换一个位置再退回一次") from None
    for line in filter(None, lines):
        say(line)
    through = f"经{'、'.join(first.via)}" if first.via else ""
    say(f"已退回 {first.unit} 的 {len(numbers)} 张表，退回文件 {target}，请{through}交给该单位")
    return OK


def accept(arguments: argparse.Namespace) -> int:
    """Accepts documents."""
    catalogue = forms_catalogue()
    with opened_data(arguments.db) as store:
        for number in arguments.ids:
            store.collected.document(number)  # a slip in one of them is told before anything is accepted
        for number in dict.fromkeys(arguments.ids):
            line = undone(store, number, ACCEPTED)
            found = accept_document(store, catalogue, number, why=arguments.why)
            if line:
                say(line)
            say(f"已接受 {found.unit}《{found.form}》{found.project} 修订 {found.revision}")
    return OK


@contextmanager
def _room_for(target: Path) -> Iterator[None]:
    """Something is recorded only when what goes with it can be written: the file's place is taken before."""
    with faults_told(target):
        there = target.exists()
    if not there:
        write_file(target, b"")
    try:
        yield
    except BaseException:
        if not there:
            target.unlink(missing_ok=True)
        raise


class _Progress:
    """Lines on standard error, seldom enough to be read."""

    def __init__(self) -> None:
        self._pace, self._told = Pace(), time.monotonic()

    def tell(self, outcome: Outcome) -> None:
        now = time.monotonic()
        if outcome.total and outcome.number < outcome.total and now - self._told >= _SECONDS:
            self._told = now
            print(self._pace.line(outcome.number, outcome.total), file=sys.stderr, flush=True)


def _take_units(store: Store, file: Path) -> None:
    try:
        data = file.read_bytes()
    except OSError as error:
        raise UserError(f"打不开文件：{os_fault(error)}", where=file.name, remedy="请检查文件名和位置") from None
    units, notes = import_units(store, data, name=file.name)
    for note in notes:
        say(f"{file.name}：{note}")
    say(f"单位名单已换成 {file.name} 里的 {len(units)} 个单位")


def _put_due(store: Store, year: int, form: str, day: str) -> None:
    try:
        store.board.put_due(year, form, day and date.fromisoformat(day).isoformat())
    except ValueError:
        raise UserError(f"“{day}”不是日期", remedy="写成 表=2022-12-31") from None


def _remark(text: str) -> tuple[FieldPath, str]:
    place, equals, words = text.partition("=")
    if not equals:
        raise UserError(f"--remark 后面的“{text}”不对", remedy="写成 位置=意见，如 年度绩效指标/3/指标值=请核实")
    return _path(place), words


def _path(text: str) -> FieldPath:
    """`年度绩效指标/3/指标值` as a path: rows are counted from 1 there."""
    parts = [part.strip() for part in text.split("/") if part.strip()]
    return tuple(int(part) - 1 if part.isdecimal() else part for part in parts)


def _lines(outcome: Outcome) -> list[str]:
    found = [outcome.line]
    for item in outcome.items:
        if item.kind not in {Kind.RECEIVED, Kind.SAME} or item.formerly:
            number = f"[{item.id}] " if item.id else ""
            found.append(f"{number}{item.line}")
            found += [f"  {difference.line(NAMES)}" for difference in item.differences]
    return found


def _outcome_json(outcome: Outcome) -> dict[str, object]:
    return {
        "file": outcome.file, "result": outcome.kind.value, "fault": outcome.fault, "message": outcome.line,
        "单位": outcome.unit, "年度": outcome.year, "package": outcome.package or None, "via": list(outcome.via),
        "inner": outcome.inner, "origins": [{"核对码": one.code, "signed": bool(one.note)} for one in outcome.origins],
        "documents": [_item_json(item) for item in outcome.items],
    }  # fmt: skip


def _item_json(item: Item) -> dict[str, object]:
    return {
        "id": item.id or None, "表": item.form, "版式": item.edition, "年度": item.year, "单位": item.author,
        "项目": item.project, "修订": item.revision, "result": item.kind.value, "errors": item.counts.errors,
        "warnings": item.counts.warnings, "open": item.counts.open_warnings, "held_revision": item.held or None,
        "held_from": item.formerly or None, "held_accepted": item.locked,
        "message": item.line, "differences": [_difference_json(one) for one in item.differences],
    }  # fmt: skip


def _difference_json(item: Difference) -> dict[str, object]:
    here = item.path if item.kind != "added" else item.other
    return {
        "kind": item.kind.value, "field": next((part for part in reversed(here) if isinstance(part, str)), ""),
        "row": next((part + 1 for part in reversed(here) if isinstance(part, int)), None), "held": item.ours,
        "new": item.theirs, "message": item.line(NAMES),
    }  # fmt: skip
