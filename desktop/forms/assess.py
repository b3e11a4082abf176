"""A superior's own scores beside the self-given ones: where a document has them, and the copy in which they count.

The received document is never touched. Its assessed copy is a document like any other, with the superior's scores in
the places the edition names (`[assess]`), so that total, grade, summaries and forms filled from it follow by the one
evaluation. Nothing is said of a score that still lacks its reason: it does not count before it has one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from desktop.errors import UserError
from desktop.forms.agreement import says_nothing_new
from desktop.forms.assess_spec import Ask, Judged
from desktop.forms.calculation import Evaluation, rows_of
from desktop.forms.document import Document, Row
from desktop.forms.edition import Field, NodePath
from desktop.forms.expression import Node
from desktop.forms.figures import figure, figure_of
from desktop.forms.numbers import format_number, parse_number, read_number
from desktop.forms.operators import Run
from desktop.forms.paths import Path, path_text
from desktop.forms.prose import points
from desktop.forms.shown import shown_value
from desktop.forms.values import BLANK, NO_VALUE_TEXT, NONE, Missing, Val
from desktop.forms.wording import NONE_MARKS

MAX_DECIMALS = 2
"""Digits after the point of a score whose field does not say how many it has."""
_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Score:
    """A superior's score in plain spelling (`8.5`; `—` where there need not be one), and why."""

    text: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """One score of a document. `path` is that of the self-given one, `given` what it is worth.

    `full` is None where the row does not say. `said`: what the row itself says for a reason.
    """

    path: Path
    name: str
    full: Decimal | None
    least: Decimal
    given: Val
    said: str
    field: Field
    judged: Judged

    @property
    def listed(self) -> bool:
        """Whether it only counts in the total and is not judged: it follows from other figures."""
        return self.judged.listed

    @property
    def shown(self) -> str:
        """The self-given score as the form shows it."""
        return shown_value(self.field, self.given)


@dataclass(frozen=True, slots=True)
class Result:
    """The total as the form writes it, and the grade, `""` where there is none."""

    total: str
    grade: str


def places(evaluation: Evaluation) -> list[Place]:
    """All scores of a document in the order of the edition's `[assess]`; rows without points have none."""
    assess = evaluation.edition.assess
    return [place for judged in assess.scores for place in _places(evaluation, judged)] if assess else []


def _places(evaluation: Evaluation, judged: Judged) -> Iterator[Place]:
    bind = evaluation.program.binder.bind
    full = bind(judged.full, judged.scope).run
    least = None if judged.least is None else bind(judged.least, judged.scope).run
    name = [part if isinstance(part, str) else bind(part, judged.scope).run for part in judged.name]
    field = evaluation.edition.scalars[judged.path]
    for path in _paths(evaluation, judged):
        rows = rows_of(path)
        most, given = full(evaluation, rows), evaluation.value(path)
        if isinstance(most, Missing) and isinstance(given, Missing):
            continue
        lowest = _ZERO if least is None else least(evaluation, rows)
        said = evaluation.document.get((*path[:-1], judged.reason)) if judged.reason else ""
        yield Place(
            path,
            _worded(name, evaluation, rows) or path_text(path[:-1]),
            most if isinstance(most, Decimal) else None,
            lowest if isinstance(lowest, Decimal) else _ZERO,
            given,
            said.strip() if isinstance(said, str) else "",
            field,
            judged,
        )


def _paths(evaluation: Evaluation, judged: Judged) -> list[Path]:
    if judged.at.key is None:
        return list(evaluation.paths(judged.path))
    table, column = judged.path
    row = evaluation.fixed_row((table,), judged.at.key)
    return [] if row is None else [(table, row, column)]


def _worded(parts: list[str | Run], evaluation: Evaluation, rows: tuple[int, ...]) -> str:
    words = (part if isinstance(part, str) else shown_value(None, part(evaluation, rows)) for part in parts)
    return " ".join("".join(words).split())


def read_score(place: Place, typed: str) -> str:
    """The plain spelling of a score that was typed for a place. Raises `UserError` for what cannot stand there."""
    text = typed.strip()
    if place.listed:
        raise UserError(f"{place.field.name}由程序计算，不能改", remedy="它所依据的数不对的，请退回")
    if place.field.dash and text in NONE_MARKS:
        return NO_VALUE_TEXT
    if place.full is None:
        raise UserError("这一行没有分值，不能考评", remedy="请退回，让单位补上分值")
    reading = parse_number(text)
    if reading.value is None:
        raise UserError(reading.reason or "没有写得分", remedy=reading.remedy or "请填一个数")
    if not place.least <= reading.value <= place.full:
        bounds = f"{format_number(place.least, None)} 到 {format_number(place.full, None)}"
        raise UserError(f"得分 {reading.text} 不在 {bounds} 之间", remedy="请核对")
    decimals = MAX_DECIMALS if place.field.decimals is None else place.field.decimals
    if -int(reading.value.normalize().as_tuple().exponent) > decimals:
        raise UserError(f"得分 {reading.text} 的小数太长", remedy=f"最多 {decimals} 位小数")
    return reading.text


def worth(text: str) -> Decimal:
    """What a score that was read counts in the total."""
    value = read_number(text)
    return _ZERO if isinstance(value, Missing) else value


def own_score(place: Place) -> str:
    """The self-given score as the superior's: what 同自评 puts there, `""` where there is none or none that can be."""
    if place.listed or (place.given is not NONE and not isinstance(place.given, Decimal)):
        return ""
    try:
        return read_score(place, NO_VALUE_TEXT if place.given is NONE else format_number(place.given, None))  # type: ignore[arg-type]  # a Decimal, as asked above
    except UserError:
        return ""


def lacks_reason(place: Place, score: Score) -> bool:
    """Whether a score needs a reason that is not written yet."""
    if score.why.strip():
        return False
    value = worth(score.text)
    same = value == (_ZERO if place.given is NONE else place.given)
    if place.judged.ask is Ask.BELOW:
        return place.full is not None and value < place.full and not (same and place.said)
    return not same and place.given is not BLANK


def misnames_points(place: Place, score: Score) -> bool:
    """Whether a reason names points (`扣0.5分`) other than those that are off the full or the self-given ones."""
    named = points(score.why)
    if not named or place.full is None:
        return False
    own = place.given if isinstance(place.given, Decimal) else _ZERO
    return sum(named, _ZERO) not in {worth(score.text) - place.full, worth(score.text) - own}


def counts(place: Place, score: Score | None) -> bool:
    """Whether there is a score for a place and nothing lacks of it."""
    if score is None or place.listed:
        return False
    try:
        return read_score(place, score.text) == score.text and not lacks_reason(place, score)
    except UserError:
        return False


def assessed(evaluation: Evaluation, scores: Mapping[Path, Score]) -> Document:
    """A copy of the received document with the superior's scores, by the paths of the self-given ones.

    Where the superior's have a column of their own, only those stand there, whatever the sender wrote. Totals that
    came with the document and no longer follow are left out, so that they are computed.
    """
    document = evaluation.document.copy()
    for place in places(evaluation):
        if not place.listed:
            _put(document, place, scores.get(place.path))
    copy = Evaluation(evaluation.edition, document)
    for path in copy.computed_paths():
        if copy.is_stale(path) and not says_nothing_new(copy, path):
            _row(document, path)[str(path[-1])] = None
    return document


def with_scores(evaluation: Evaluation, scores: Mapping[Path, Score]) -> Evaluation | None:
    """The assessed copy, computed; None when nothing is judged in such forms, or nothing was in this one."""
    if evaluation.edition.assess is None or not scores:
        return None
    return Evaluation(evaluation.edition, assessed(evaluation, scores))


def _put(document: Document, place: Place, score: Score | None) -> None:
    row, judged = _row(document, place.path), place.judged
    own_column = judged.into != place.path[-1]
    if own_column:
        row[judged.into] = None
    if score is None or not counts(place, score):
        return
    if not own_column and worth(score.text) == (_ZERO if place.given is NONE else place.given):
        return  # as the unit has it, with its own reason
    row[judged.into] = score.text
    if judged.reason and score.why.strip():
        row[judged.reason] = score.why.strip()


def _row(document: Document, path: Path) -> Row:
    row = document.data if len(path) == 1 else document.get(path[:-1])
    assert isinstance(row, dict)  # the place was found in this document
    return row


def own_result(evaluation: Evaluation) -> Result:
    """What the unit gave itself."""
    assess = evaluation.edition.assess
    return Result("", "") if assess is None else _result(evaluation, assess.own, assess.grade)


def assessed_result(evaluation: Evaluation) -> Result:
    """What the superior gives, of an evaluated copy (`assessed`)."""
    assess = evaluation.edition.assess
    return Result("", "") if assess is None else _result(evaluation, assess.total, assess.grade)


def _result(evaluation: Evaluation, total: Node, grade: Node | None) -> Result:
    binder = evaluation.program.binder
    scope: NodePath = ()
    value = binder.bind(total, scope).run(evaluation, ())
    said = BLANK if grade is None else binder.bind(grade, scope).run(evaluation, ())
    return Result(figure(figure_of(total, scope, binder), value), shown_value(None, said))
