"""The board as text and as JSON: units down, forms across."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from desktop.collect.board import Board, Field, Line, State, state_of
from desktop.forms.catalogue import Catalogue
from desktop.store import Store
from desktop.store.collect_records import WAITING, ReceivedDocument

_NAMED = 8
"""Units of one way."""


def board_json(store: Store, board: Board) -> dict[str, object]:
    """One object: the units with their forms, the documents, and what waits."""
    codes = store.origins.codes(board.year)
    return {
        "year": board.year, "forms": list(board.forms), "due": dict(board.due),
        "counts": {form: {state.value: n for state, n in board.totals(form).items()} for form in board.forms},
        "units": [_line_json(line, board) for line in board.lines],
        "documents": [_document_json(one, codes) for one in store.collected.of_year(board.year)],
        "waiting": [_document_json(one, codes) for one in store.collected.of_year(board.year, standing=WAITING)],
    }  # fmt: skip


def _line_json(line: Line, board: Board) -> dict[str, object]:
    forms = {form: line.fields.get(form, Field()) for form in board.forms}
    return {
        "单位": line.unit.name, "代码": line.unit.code, "listed": line.listed, "late": list(line.late),
        "forms": {
            form: {"state": field.state.value, "documents": field.number, "waiting": field.waiting, "open": field.open}
            for form, field in forms.items()
        },
    }  # fmt: skip


def _document_json(one: ReceivedDocument, codes: Mapping[int, Sequence[str]]) -> dict[str, object]:
    return {
        "id": one.id, "package": one.package, "单位": one.unit, "填报单位": one.author, "表": one.form,
        "版式": one.edition, "年度": one.year, "项目": one.project, "修订": one.revision, "核对码": one.code,
        "state": state_of(one.answer, one.counts.errors).value, "why": one.why, "errors": one.counts.errors,
        "warnings": one.counts.warnings, "open": one.counts.open_warnings, "file": one.file, "received": one.received,
        "via": list(one.via), "origins": list(codes.get(one.package, ())),
    }  # fmt: skip


def board_text(store: Store, board: Board, catalogue: Catalogue, *, late: bool) -> list[str]:
    """The board as lines of even columns, then a line for each document that asks for something."""
    lines = board.where(late=late)
    heads = [
        f"{letter}{form}" if len(form) < 12 else f"{letter}{form[:10]}…" for letter, form in _letters(board, catalogue)
    ]
    rows = [["单位", *heads], *([_name(line), *(_state(line, form) for form in board.forms)] for line in lines)]
    found = [f"{board.year} 年度，{len(lines)} 个单位", *_aligned(rows)]
    for form in board.forms:
        totals = board.totals(form)
        found.append(f"{form}：{'，'.join(f'{totals[state]} 个{state}' for state in State if totals[state])}")
    shown = {line.unit.key for line in lines}
    documents = [one for one in store.collected.of_year(board.year) if one.unit_key in shown]
    for one in documents:
        state = state_of(one.answer, one.counts.errors)
        if state in {State.WRONG, State.RETURNED}:
            errors = f"{one.counts.errors} 处错误" if state is State.WRONG else one.why
            found.append(f"[{one.id}] {one.unit}《{one.form}》{one.project} {state}：{errors}")
    waiting = (one for one in store.collected.of_year(board.year, standing=WAITING) if one.unit_key in shown)
    found += [f"[{one.id}] {one.unit}《{one.form}》{one.project} 修订 {one.revision} 待确认" for one in waiting]
    return [*found, *_through(documents)]


def _through(documents: Sequence[ReceivedDocument]) -> Iterator[str]:
    """Which units' documents did not come from them but through offices below, a line for each way."""
    ways: dict[tuple[str, ...], list[ReceivedDocument]] = {}
    for one in documents:
        if one.via:
            ways.setdefault(one.via, []).append(one)
    for via, those in ways.items():
        units = list(dict.fromkeys(one.unit for one in those))
        more = f" 等 {len(units)} 个单位" if len(units) > _NAMED else ""
        yield f"经{'、'.join(via)}报来 {len(those)} 张表：{'、'.join(units[:_NAMED])}{more}"


def _letters(board: Board, catalogue: Catalogue) -> list[tuple[str, str]]:
    return [(next((item.letter for item in catalogue.of_form(form)), ""), form) for form in board.forms]


def _name(line: Line) -> str:
    return line.unit.name if line.listed else f"{line.unit.name}（不在名单里）"


def _state(line: Line, form: str) -> str:
    field = line.fields.get(form, Field())
    many = f"×{field.number}" if field.number > 1 else ""
    waits = f"，{field.waiting} 待确认" if field.waiting else ""
    return f"{field.state}{many}{waits}{'，迟' if form in line.late else ''}"


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(_width(row[col]) for row in rows) for col in range(len(rows[0]))]
    return [
        "  ".join(text + " " * (width - _width(text)) for text, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]


def _width(text: str) -> int:
    """Columns of a terminal: a character of Chinese takes two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
