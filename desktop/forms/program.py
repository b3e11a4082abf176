"""What of an edition has to run, bound and ordered once per edition.

The order of computation is a topological order over what each calculation reads; a cycle is refused with the names of
the fields in it. Built when the definition is loaded (`loader` calls `program_of` so that a faulty file is refused at
once) and kept with the edition.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple, TypeVar
from weakref import WeakKeyDictionary

from desktop.forms.binding import Binder, Bound, Read
from desktop.forms.chart import Chart
from desktop.forms.edition import Edition, Field, ListField, NodePath, Rule
from desktop.forms.entered import Reading, reading_of
from desktop.forms.expression import ExpressionError, Name
from desktop.forms.figures import figure_of
from desktop.forms.operators import Locate, Reader, Rows
from desktop.forms.plainness import Plain, plainness_of

T = TypeVar("T")


class DefinitionFault(Exception):
    """A fault in a definition: `key` is the place in the file, the message Chinese."""

    def __init__(self, key: str, message: str) -> None:
        self.key, self.message = key, message
        super().__init__(f"{key}：{message}")


@dataclass(frozen=True, slots=True)
class Step:
    """One computed field."""

    node: NodePath
    field: Field
    bound: Bound
    reads: frozenset[Read]


@dataclass(frozen=True, slots=True)
class BoundRule:
    """One rule, ready to run. `reads` is all it and its message read.

    `figures`: the fields that the numbers in the message are like; `like` the one that expected and actual are.
    """

    rule: Rule
    fails: Callable[[Reader, Rows], bool]
    """Whether `when` holds in a row and `test` does not."""
    test: Bound
    when: Bound | None
    expected: Bound | None
    actual: Bound | None
    at: tuple[Locate, ...]
    hints: dict[str, Bound]
    figures: dict[str, Field | None]
    like: Field | None
    reads: frozenset[Read]


class Asked(NamedTuple):
    """A field by its key in its row; `asks`: a blank may be a finding; `plain`: about which texts there is none."""

    key: str
    field: Field
    asks: bool
    plain: Plain


@dataclass(frozen=True, slots=True)
class Program:
    """Everything runnable of an edition."""

    entered: tuple[tuple[NodePath, tuple[tuple[str, Reading], ...]], ...]
    """What is entered, list by list: the columns with how each is read."""
    places: tuple[tuple[NodePath, tuple[Asked, ...]], ...]
    """All fields, list by list."""
    reading_order: dict[NodePath, int]
    """Where each field and list stands in the form."""
    steps: tuple[Step, ...]
    rules: tuple[BoundRule, ...]
    required: dict[NodePath, Bound]
    offered: dict[NodePath, Bound]
    """When a field's options are offered (`Field.options_when`)."""
    always_required: frozenset[NodePath]
    binder: Binder


_programs: WeakKeyDictionary[Edition, Program] = WeakKeyDictionary()


def program_of(edition: Edition) -> Program:
    """The edition's program. Raises `DefinitionFault`."""
    program = _programs.get(edition)
    if program is None:
        program = _programs[edition] = _build(edition)
    return program


def _build(edition: Edition) -> Program:
    binder = Binder(edition.fields, edition.params)
    scalars = edition.scalars
    steps: dict[NodePath, Step] = {}
    required: dict[NodePath, Bound] = {}
    offered: dict[NodePath, Bound] = {}
    for node, field in scalars.items():
        if not isinstance(field.required, bool):
            required[node] = _bound(binder, field.required, node[:-1], ".".join(node) + ".required")
        if field.options_when is not None:
            offered[node] = _bound(binder, field.options_when, node[:-1], ".".join(node) + ".options_when")
        if field.calculation is not None:
            for hint in field.calculation.hints.values():
                _bound(binder, hint, node[:-1], ".".join(node) + ".why")
            bound = _bound(binder, field.calculation.node, node[:-1], ".".join(node) + ".calc")
            reads = set(bound.reads)
            if field.calculation.overrule:
                reads.add(Read((*node[:-1], field.calculation.overrule), own_row=len(node) > 1))
            steps[node] = Step(node, field, bound, frozenset(reads))
    for chart in edition.charts:
        _bind_chart(binder, chart)
    return Program(
        entered=_by_list(
            {node: (node[-1], reading_of(field)) for node, field in scalars.items() if field.calculation is None}
        ),
        places=_by_list(
            {
                node: Asked(node[-1], field, asks=field.required is not False, plain=plainness_of(field))
                for node, field in scalars.items()
            }
        ),
        reading_order={node: at for at, node in enumerate(_nodes(edition.fields, ()))},
        steps=tuple(steps[node] for node in _order(steps)),
        rules=tuple(_rule(edition, binder, rule, index) for index, rule in enumerate(edition.rules)),
        required=required,
        offered=offered,
        always_required=frozenset(node for node, field in scalars.items() if field.required is True),
        binder=binder,
    )


def _bind_chart(binder: Binder, chart: Chart) -> None:
    """Refuses what a chart's expressions may not say; they run when it is drawn."""
    if chart.where is not None:
        _bound(binder, chart.where, chart.rows, f"{chart.place}.where")
    if chart.line is not None:
        _bound(binder, chart.line, (), f"{chart.place}.line")
    for name, wording in (("title", chart.title), ("note", chart.note)):
        for hint in wording.hints.values() if wording is not None else ():
            _bound(binder, hint, (), f"{chart.place}.{name}")


def _by_list(items: dict[NodePath, T]) -> tuple[tuple[NodePath, tuple[T, ...]], ...]:
    """What belongs to fields, those of one list together."""
    found: dict[NodePath, list[T]] = {}
    for node, item in items.items():
        found.setdefault(node[:-1], []).append(item)
    return tuple((scope, tuple(columns)) for scope, columns in found.items())


def _nodes(fields: Mapping[str, Field | ListField], prefix: NodePath) -> Iterator[NodePath]:
    for key, item in fields.items():
        yield (*prefix, key)
        if isinstance(item, ListField):
            yield from _nodes(item.columns, (*prefix, key))


def _order(steps: dict[NodePath, Step]) -> list[NodePath]:
    graph = {node: {read.path for read in step.reads if read.path in steps} for node, step in steps.items()}
    try:
        return list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        cycle = " → ".join(".".join(node) for node in reversed(error.args[1]))
        raise DefinitionFault(".".join(error.args[1][0]) + ".calc", f"互相引用，算不出来：{cycle}") from None


def _rule(edition: Edition, binder: Binder, rule: Rule, index: int) -> BoundRule:
    key = f"rules 第{index + 1}条（{rule.code}）"
    if rule.scope and rule.scope not in edition.lists:
        raise DefinitionFault(key + ".rows", f"没有叫“{'.'.join(rule.scope)}”的列表")
    test = _bound(binder, rule.test, rule.scope, key + ".test")
    when = _bound(binder, rule.when, rule.scope, key + ".when") if rule.when is not None else None
    expected = _bound(binder, rule.expected, rule.scope, key + ".expected") if rule.expected is not None else None
    actual = _bound(binder, rule.actual, rule.scope, key + ".actual") if rule.actual is not None else None
    hints = {name: _bound(binder, node, rule.scope, key + ".message") for name, node in rule.hints.items()}
    at = tuple(_located(binder, name, rule.scope, key + ".at") for name in rule.at)
    parts = (test, when, expected, actual, *hints.values())
    reads = {read for part in parts if part is not None for read in part.reads}
    # A finding rests on what stands at its places, too, whether the test reads it or not.
    reads.update(read for name in rule.at if (read := _place_read(edition, binder, name, rule.scope)) is not None)
    figures = {name: figure_of(node, rule.scope, binder) for name, node in rule.hints.items()}
    like = figure_of(rule.actual, rule.scope, binder) or figure_of(rule.expected, rule.scope, binder)
    fails = _failing(when, test)
    return BoundRule(rule, fails, test, when, expected, actual, at, hints, figures, like, frozenset(reads))


def _failing(when: Bound | None, test: Bound) -> Callable[[Reader, Rows], bool]:
    run = test.run
    if when is None:
        return lambda reader, rows: run(reader, rows) is False
    holds = when.run
    return lambda reader, rows: holds(reader, rows) is True and run(reader, rows) is False


def _place_read(edition: Edition, binder: Binder, name: Name, scope: NodePath) -> Read | None:
    """A place as one that is read; None for a whole list."""
    path, depth = binder.find(name, scope)
    if path not in edition.scalars:
        return None
    if name.key is not None:
        return Read(path, own_row=False)
    return Read(path, own_row=len(path) - 1 == depth > 0, depth=depth)


def _bound(binder: Binder, node: object, scope: NodePath, key: str) -> Bound:
    try:
        return binder.bind(node, scope)  # type: ignore[arg-type]  # callers hand in parsed trees only
    except ExpressionError as error:
        raise DefinitionFault(key, str(error)) from None


def _located(binder: Binder, name: Name, scope: NodePath, key: str) -> Locate:
    try:
        return binder.locate(name, scope)
    except ExpressionError as error:
        raise DefinitionFault(key, str(error)) from None
