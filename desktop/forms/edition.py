"""An edition of a form, as loaded: what a definition file says, checked and with its references resolved.

Plain immutable data. `desktop.forms.loader` makes it, evaluation, checks and resolve read it. One edition is one file
and never changes once it was used; last year's documents stay openable in last year's edition.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import TypeAlias

from desktop.forms.assess_spec import Assess
from desktop.forms.carry import Carry
from desktop.forms.chart import Chart
from desktop.forms.expression import Name, Node
from desktop.forms.findings import Level
from desktop.forms.gather import Gathering
from desktop.forms.grid import Align, Paper, Style

NodePath: TypeAlias = tuple[str, ...]
"""A field of the definition: `("年度资金总额",)`, `("年度绩效指标", "指标值")`; a document path without row numbers."""


class FieldType(StrEnum):
    """What a field holds."""

    TEXT = "text"
    PROSE = "prose"
    NUMBER = "number"
    MONEY = "money"
    PERCENT = "percent"
    CHOICE = "choice"
    TICK = "tick"
    TICKS = "ticks"

    @cached_property
    def numeric(self) -> bool:
        """Whether the value is a decimal number."""
        return self in {FieldType.NUMBER, FieldType.MONEY, FieldType.PERCENT}


@dataclass(frozen=True, slots=True)
class Calculation:
    """How a computed field gets its value.

    `code`: the check under which a received value that differs is reported. `overrule`: the field that holds the
    reason when a person replaces the computed value. `source`: document or rule, for the explanation. `about`: the
    check in plain words, for the list of rules. `why`: the explanation, where the operands alone do not say it.
    """

    node: Node
    text: str
    code: str = ""
    level: Level = Level.ERROR
    overrule: str = ""
    source: str = ""
    message: str = ""
    """What the finding says besides expected and actual: 「应为五项来源之和」."""
    about: str = ""
    why: str = ""
    hints: dict[str, Node] = field(default_factory=dict)
    """The expressions in `why`, by their text."""


@dataclass(frozen=True, slots=True)
class Field:
    """One place to fill or to compute. `decimals` are digits after the point when shown; None: as entered."""

    key: str
    type: FieldType = FieldType.TEXT
    unit: str = ""
    decimals: int | None = None
    required: bool | Node = False
    """True, or the condition (over the row and the document) under which a blank is a finding."""
    required_code: str = "X01"
    max_chars: int | None = None
    options: tuple[str, ...] = ()
    options_when: Node | None = None
    """Over the row and the document: the options are offered where this holds, elsewhere it is plain text."""
    pattern: re.Pattern[str] | None = None
    calculation: Calculation | None = None
    dash: bool = False
    """A number that need not exist: `—` says so and is no fault."""
    hint: str = ""
    label: str = ""
    """How messages call it when the key alone would not do."""
    copy: bool = False
    """A column whose texts are wanted elsewhere, all rows together: there is a command to copy them."""

    @property
    def name(self) -> str:
        """The name in messages."""
        return self.label or self.key


@dataclass(frozen=True, slots=True)
class ListField:
    """Rows of the same columns.

    `groups` are the columns by which rows belong together (一级指标, 二级指标), `order` the order of their values on
    the printed form. `blank` are the rows of an empty form. `fixed`: the rows are printed on the form; `key` names the
    column that tells them apart. `captions` are columns whose words are the form's own: shown, never typed over, and
    the rows they stand in are fixed as the document has them.
    """

    key: str
    columns: dict[str, Field | ListField]
    groups: tuple[str, ...] = ()
    order: tuple[tuple[str, ...], ...] = ()
    blank: tuple[dict[str, str], ...] = ()
    fixed: bool = False
    row_key: str = ""
    label: str = ""
    captions: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name in messages."""
        return self.label or self.key


def item_at(fields: Mapping[str, Field | ListField], path: NodePath) -> Field | ListField | None:
    """The field, column or list at a path, None when there is none."""
    found: Field | ListField | None = None
    for part in path:
        found = fields.get(part)
        if found is None:
            return None
        fields = found.columns if isinstance(found, ListField) else {}
    return found


@dataclass(frozen=True, slots=True)
class Rule:
    """A check: where `when` holds and `test` fails there is a finding at `at`.

    `scope` is the list whose every row is checked, `()` the document. `message` may hold `{name}` places, each an
    expression. `unless` are codes whose findings (in the same row, or anywhere for a document rule) make this one say
    nothing new.
    """

    code: str
    level: Level
    test: Node
    text: str
    message: str
    scope: NodePath = ()
    when: Node | None = None
    at: tuple[Name, ...] = ()
    expected: Node | None = None
    actual: Node | None = None
    unless: tuple[str, ...] = ()
    blank: bool = False
    """What it finds is something still to be filled, not something wrong."""
    hints: dict[str, Node] = field(default_factory=dict)
    """The expressions in `message`, by their text."""
    item: str = ""
    """Which of `each` it is about."""
    about: str = ""
    """The rule in plain words, for the list of rules."""
    source: str = ""
    """The document it comes from, where that is another than the form's own."""


@dataclass(frozen=True, slots=True)
class PlaceSpec:
    """`{键}` in a layout. `width` in ems is the room of a blank one inside wording.

    `numbered`: the column of a list inside the row, printed in this one cell, a numbered line for each of its rows.
    """

    path: NodePath
    width: int = 3
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class CellSpec:
    """One cell of the layout: wording and places in order, and how it is drawn."""

    parts: tuple[str | PlaceSpec, ...]
    colspan: int = 1
    goes_on: bool = False
    """`^`: the cell above in these columns goes on."""
    merge: bool = False
    align: Align | None = None
    bold: bool = False
    seal: str = ""
    ditto: bool = False
    """A text that says the same as in the row above prints as 同上."""
    style: Style = Style.TABLE

    @property
    def places(self) -> tuple[PlaceSpec, ...]:
        """The places in it."""
        return tuple(part for part in self.parts if isinstance(part, PlaceSpec))


@dataclass(frozen=True, slots=True)
class RowSpec:
    """One line of the layout. `band`: the lists whose rows it stands for (two when side by side), () a plain row.

    `key`: it stands for one fixed row of the list. `by`: side-by-side lists are aligned by these columns.
    """

    cells: tuple[CellSpec, ...]
    band: tuple[NodePath, ...] = ()
    by: tuple[str, ...] = ()
    key: str | None = None
    header: bool = False
    min_height: float = 7.0
    line: int = 0


@dataclass(frozen=True, slots=True)
class Layout:
    """The printed form."""

    paper: Paper
    columns: tuple[float, ...]
    title: CellSpec
    rows: tuple[RowSpec, ...]
    above: tuple[tuple[CellSpec, ...], ...] = ()
    below: tuple[tuple[CellSpec, ...], ...] = ()
    head: tuple[tuple[CellSpec, ...], ...] = ()
    """Lines over the title."""
    report: bool = False
    """Set as a report; only then there may be cells that are text."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A dated number or text of a rule: weight, threshold, band. `source` names the document."""

    key: str
    value: Decimal | str
    source: str = ""
    date: str = ""


@dataclass(frozen=True, eq=False)
class Edition:
    """One form in one edition."""

    form: str
    letter: str
    edition: str
    first_year: int
    last_year: int | None
    source: str
    unit_field: str
    project_field: str
    fields: dict[str, Field | ListField]
    params: dict[str, Parameter]
    rules: tuple[Rule, ...]
    layout: Layout
    file: str = ""
    number: int = 0
    """Which of several tables with one letter it is, in the order they are bound."""
    carries: tuple[Carry, ...] = ()
    """What can be taken over from other forms, and from last year's."""
    charts: tuple[Chart, ...] = ()
    """What is drawn of a summary, in the order of the pages before its table."""
    assess: Assess | None = None
    """Which scores a superior judges."""

    gathering: Gathering | None = None
    """What makes it a summary: where its rows come from."""
    fingerprint: str = ""
    """SHA-256 of the definition, hex: another one when anything in it changed."""

    @property
    def mark(self) -> str:
        """Its letter and, where several forms share one, its number: `B`, `G3`."""
        return f"{self.letter}{self.number or ''}"

    @property
    def paper(self) -> Paper:
        """The sheet it is printed on."""
        return self.layout.paper

    def field(self, path: NodePath) -> Field | ListField | None:
        """The definition of a field or column, None when there is none."""
        return item_at(self.fields, path)

    @cached_property
    def scalars(self) -> dict[NodePath, Field]:
        """All fields and columns that hold a value, by their path."""
        found: dict[NodePath, Field] = {}

        def walk(fields: dict[str, Field | ListField], prefix: NodePath) -> None:
            for key, item in fields.items():
                if isinstance(item, ListField):
                    walk(item.columns, (*prefix, key))
                else:
                    found[(*prefix, key)] = item

        walk(self.fields, ())
        return found

    @cached_property
    def lists(self) -> dict[NodePath, ListField]:
        """All lists, nested ones too, by their path."""
        found: dict[NodePath, ListField] = {}

        def walk(fields: dict[str, Field | ListField], prefix: NodePath) -> None:
            for key, item in fields.items():
                if isinstance(item, ListField):
                    found[(*prefix, key)] = item
                    walk(item.columns, (*prefix, key))

        walk(self.fields, ())
        return found
