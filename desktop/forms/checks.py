"""The checks: a document's findings, kept up to date edit by edit.

Three families. What every field's definition implies (X01 blank, X02 no number, X03 template leftovers, X04 too long,
X05 characters that no font holds). What every calculation implies (a received value that differs from the computed one,
under the calculation's own code). And the edition's rules. A rule over missing values is silent, because the blank is a
finding of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from desktop.forms import printable, wording
from desktop.forms.agreement import agrees
from desktop.forms.binding import Read
from desktop.forms.calculation import Evaluation, node_path, rows_of
from desktop.forms.edition import Field, NodePath
from desktop.forms.figures import figure
from desktop.forms.findings import Finding, Level
from desktop.forms.numbers import number_fault
from desktop.forms.operators import Rows
from desktop.forms.paths import Path, row_words
from desktop.forms.program import BoundRule, Step
from desktop.forms.shown import shown_value
from desktop.forms.values import BLANK, NONE, UNKNOWN, Missing, Val

_QUOTED = 24
"""Characters of a cell that a message quotes."""


@dataclass(frozen=True, slots=True)
class _Hit:
    """A finding with the rule's rows and what silences it."""

    finding: Finding
    rows: Rows
    unless: tuple[str, ...] = ()


class _Standing(dict[NodePath, "list[Rows]"]):
    """Which rows there are of a scope, gone through once for all rules."""

    def __init__(self, rows: Callable[[NodePath], list[Rows]]) -> None:
        self._rows = rows

    def __missing__(self, scope: NodePath) -> list[Rows]:
        found = self[scope] = self._rows(scope)
        return found


class Checker:
    """The findings of one evaluation."""

    def __init__(self, evaluation: Evaluation, *, at_once: bool = True) -> None:
        """Checks everything; without `at_once` nothing yet, for rules that are gone through with `rules`."""
        self.evaluation = evaluation
        self._hits: dict[tuple[object, Path | Rows], _Hit | None] = {}
        self._kept: tuple[Finding, ...] | None = None
        if at_once:
            self.check_all()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All findings in the order of the form."""
        if self._kept is None:
            self._kept = self._arranged()
        return self._kept

    def check_all(self) -> None:
        """Everything anew."""
        self.clear()
        program = self.evaluation.program
        for scope, fields in program.places:
            for at, row in self.evaluation.rows_at(scope):
                for key, field, asks, plain in fields:
                    raw = row.get(key)
                    if asks if raw is None else raw.__class__ is not str or not plain(raw):
                        self._check_field((*at, key), field)
        said = self.evaluation.document.get
        for step in program.steps:
            for path in self.evaluation.paths(step.node):
                if said(path):  # what nobody wrote differs from nothing
                    self._check_computed(step, path)
        self.check_rules()

    def check_rules(self) -> None:
        """All rules at once, nothing having been found by them yet."""
        evaluation, standing = self.evaluation, _Standing(self._rows)
        for bound in evaluation.program.rules:
            fails = bound.fails
            for rows in standing[bound.rule.scope]:
                # Nearly always nothing is found: this is gone through half a million times a batch.
                if fails(evaluation, rows):
                    self._check_rule(bound, rows)
        evaluation.looked()
        self._kept = None

    def clear(self) -> None:
        """Nothing was found: before rows that came or went are checked anew."""
        self._hits.clear()
        self._kept = None

    def rules(self, changed: Iterable[Path] | None = None) -> Iterator[None]:
        """The rules alone, one row at a time, to be gone through to the end: all, or after these places changed.

        For checks over thousands of rows that must not keep anybody waiting.
        """
        nodes: dict[NodePath, set[Path]] = {}
        for path in changed or ():
            nodes.setdefault(node_path(path), set()).add(path)
        standing = _Standing(self._rows)
        for bound in self.evaluation.program.rules:
            scope = bound.rule.scope
            for rows in standing[scope] if changed is None else self._affected(scope, bound.reads, nodes):
                if bound.fails(self.evaluation, rows) or (id(bound), rows) in self._hits:
                    self._check_rule(bound, rows)
                yield
        self.evaluation.looked()
        self._kept = None

    def update(self, changed: Iterable[Path]) -> bool:
        """After these places changed (as `Evaluation.update` returns them). Whether any finding is now another."""
        nodes: dict[NodePath, set[Path]] = {}
        touched = False
        for path in changed:
            nodes.setdefault(node_path(path), set()).add(path)
        for node, paths in nodes.items():
            field = self.evaluation.edition.scalars.get(node)
            if field is not None:
                for path in paths:
                    touched |= self._check_field(path, field)
        touched |= self._update_required(nodes)
        for step in self.evaluation.program.steps:
            for path in nodes.get(step.node, ()):
                touched |= self._check_computed(step, path)
        for bound in self.evaluation.program.rules:
            for rows in self._affected(bound.rule.scope, bound.reads, nodes):
                touched |= self._check_rule(bound, rows)
        self.evaluation.looked()
        if touched:
            self._kept = None
        return touched

    def _update_required(self, nodes: dict[NodePath, set[Path]]) -> bool:
        touched = False
        for node, bound in self.evaluation.program.required.items():
            for rows in self._affected(node[:-1], bound.reads, nodes):
                for path in self.evaluation.paths(node, rows):
                    touched |= self._check_field(path, self.evaluation.edition.scalars[node])
        return touched

    def _rows(self, scope: NodePath, within: Rows = ()) -> list[Rows]:
        if not scope:
            return [()]
        if len(scope) == 1 and not within:
            return [(row,) for row in range(self.evaluation.row_count(scope))]
        return [rows_of(path) for path in self.evaluation.paths((*scope, ""), within)]

    def _affected(self, scope: NodePath, reads: frozenset[Read], nodes: dict[NodePath, set[Path]]) -> Iterable[Rows]:
        found: set[Rows] = set()
        for read in reads:
            hit = nodes.get(read.path)
            if not hit:
                continue
            if read.part is not None:
                rows_moved = self.evaluation.moved(read.part, by_row=read.by_row)
                if rows_moved is None:
                    return self._rows(scope)
                found.update((row,) for row in rows_moved)
                continue
            if not read.depth:
                return self._rows(scope)
            for rows in {rows_of(path)[: read.depth] for path in hit}:
                found.update([rows[: len(scope)]] if len(rows) >= len(scope) else self._rows(scope, rows))
        return found

    def _put(self, key: tuple[object, Path | Rows], hit: _Hit | None) -> bool:
        before = self._hits.get(key)
        if hit is None and before is None:
            return False
        if hit is None:
            self._hits.pop(key, None)
        else:
            self._hits[key] = hit
        return (before.finding if before else None) != (hit.finding if hit else None)

    def _check_field(self, path: Path, field: Field) -> bool:
        finding = _field_finding(self.evaluation, path, field)
        return self._put(("field", path), None if finding is None else _Hit(finding, rows_of(path)))

    def _check_computed(self, step: Step, path: Path) -> bool:
        finding = _computed_finding(self.evaluation, step, path)
        return self._put(("computed", path), None if finding is None else _Hit(finding, rows_of(path)))

    def _check_rule(self, bound: BoundRule, rows: Rows) -> bool:
        if not bound.fails(self.evaluation, rows):
            return self._put((id(bound), rows), None)
        finding = _rule_finding(self.evaluation, bound, rows)
        return self._put((id(bound), rows), _Hit(finding, rows, bound.rule.unless))

    def _arranged(self) -> tuple[Finding, ...]:
        if not self._hits:
            return ()
        rank: dict[object, int] = {id(bound): at for at, bound in enumerate(self.evaluation.program.rules)}
        # In the order of the rules, not in that in which they came to fail.
        known = sorted(self._hits.items(), key=lambda item: rank.get(item[0][0], -1))
        hits = [hit for _, hit in known if hit is not None]
        codes: dict[str, set[Rows]] = {}
        for hit in hits:
            codes.setdefault(hit.finding.code, set()).add(hit.rows)
        kept = [hit.finding for hit in hits if not _silenced(hit, codes)]
        order = self.evaluation.program.reading_order
        last = len(order)

        def place(finding: Finding) -> tuple[object, ...]:
            node = node_path(finding.path)
            outer = order.get(node[:1], last)
            return (outer, rows_of(finding.path), order.get(node, last), finding.code)

        return tuple(sorted(kept, key=place))


def check(evaluation: Evaluation) -> tuple[Finding, ...]:
    """All findings of a document."""
    return Checker(evaluation).findings


def _silenced(hit: _Hit, codes: dict[str, set[Rows]]) -> bool:
    return any(code in codes and (not hit.rows or hit.rows in codes[code] or () in codes[code]) for code in hit.unless)


def _field_finding(evaluation: Evaluation, path: Path, field: Field) -> Finding | None:
    raw = evaluation.document.get(path)
    value = evaluation.value(path)  # of what is entered: as it was read
    text = raw if isinstance(raw, str) else ""
    if value is UNKNOWN and field.type.numeric and field.calculation is None:
        return Finding(
            "X02", Level.ERROR, path, f"{row_words(path)}{field.name}：{number_fault(text, field.unit)}", "数字", text
        )
    if (
        field.calculation is not None
        and text
        and evaluation.received(path) is UNKNOWN
        and text.strip() not in wording.NONE_MARKS
    ):
        return Finding(
            "X02", Level.ERROR, path, f"{row_words(path)}{field.name}：{number_fault(text, field.unit)}", "数字", text
        )
    if (value is BLANK or value == ()) and evaluation.required(path):
        message = f"{row_words(path)}{field.name}没有填"
        return Finding(field.required_code, Level.ERROR, path, message, "应填写", "空白", blank=True)
    if field.calculation is not None or not text:
        return None
    if field.pattern is None and (leftover := wording.template_leftover(text)):
        return Finding(
            "X03",
            Level.WARNING,
            path,
            f"{row_words(path)}{field.name}里还有样表的原字“{leftover}”，请改成实际内容",
            "",
            leftover,
            basis=(text.strip(),),
        )
    if without_shape := printable.missing(text):
        shapes = "、".join(f"“{char}”（U+{ord(char):04X}）" for char in without_shape)
        message = f"{row_words(path)}{field.name}里的{shapes}印不出来，请换成别的字，或写明印后手填"
        return Finding("X05", Level.WARNING, path, message, "", without_shape, basis=(without_shape,))
    count = wording.length(text)
    if field.max_chars is not None and count > field.max_chars:
        message = (
            f"{row_words(path)}{field.name}有{count}字，最多{field.max_chars}字，请删去{count - field.max_chars}字"
        )
        return Finding("X04", Level.ERROR, path, message, f"≤{field.max_chars}", str(count))
    return None


def _computed_finding(evaluation: Evaluation, step: Step, path: Path) -> Finding | None:
    calculation = step.field.calculation
    if calculation is None or not calculation.code or evaluation.document.get(path) in (None, ""):
        return None
    received, computed = evaluation.received(path), evaluation.computed(path)
    if isinstance(received, Missing) or evaluation.state(path) == "overruled":
        return None
    if evaluation.state(path) == "provisional":
        # Over blanks that are findings of their own a received total can be neither right nor wrong.
        return None
    if isinstance(computed, Missing):
        if computed is not NONE or received == 0:
            return None
    elif agrees(received, computed, step.field):
        return None
    expected, actual = shown_value(step.field, computed), shown_value(step.field, received)
    why = calculation.message or "与计算不符"
    message = f"{row_words(path)}{step.field.name}应为 {expected}，表中是 {actual}：{why}"
    return Finding(
        calculation.code, calculation.level, path, message, expected, actual,
        basis=(expected, actual),
    )  # fmt: skip


def _rule_finding(evaluation: Evaluation, bound: BoundRule, rows: Rows) -> Finding:
    rule = bound.rule
    places = [locate(evaluation, rows) for locate in bound.at]
    field = evaluation.edition.scalars.get(node_path(places[0]))
    if field is None or not field.type.numeric:
        field = bound.like
    expected = "" if bound.expected is None else shown_value(field, bound.expected.run(evaluation, rows))
    actual = "" if bound.actual is None else shown_value(field, bound.actual.run(evaluation, rows))
    message = rule.message
    basis = [expected, actual, *(_written(evaluation.value(place)) for place in places)]
    for name, hint in bound.hints.items():
        value = hint.run(evaluation, rows)
        message = message.replace("{" + name + "}", _short(figure(bound.figures[name], value)))
        basis.append(_written(value))
    return Finding(
        rule.code, rule.level, places[0], message, expected, actual, tuple(places[1:]),
        blank=rule.blank, item=rule.item, basis=tuple(basis),
    )  # fmt: skip


def _written(value: Val) -> str:
    """A value as a basis holds it: `30` and `30.00` are the same amount."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return "\x1e".join(_written(item) for item in value) if isinstance(value, tuple) else shown_value(None, value)


def _short(text: str) -> str:
    """What a message quotes: enough to recognise the cell by, on one line."""
    text = " ".join(text.split())
    return text if len(text) <= _QUOTED else text[: _QUOTED - 1] + "…"
