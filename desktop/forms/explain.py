"""Scores and sums that explain themselves: the rule with the numbers that decided it, and its source, in a sentence.

得分 = 10 × 219.13 ÷ 219.13 = 10.00（执行率按调整后预算数）
"""

from __future__ import annotations

from decimal import Decimal

from desktop.forms.calculation import Evaluation, node_path, rows_of
from desktop.forms.edition import NodePath
from desktop.forms.expression import Call, Literal, Name, Node, Operation
from desktop.forms.functions import FUNCTIONS
from desktop.forms.grid import PlaceState
from desktop.forms.operators import Rows
from desktop.forms.paths import Path
from desktop.forms.program import Program, Step
from desktop.forms.shown import shown_value
from desktop.forms.values import NONE, Missing, Val

_SIGNS = {"*": " × ", "/": " ÷ ", "+": " + ", "-": " − "}
_MOST_TERMS = 8


def explain(evaluation: Evaluation, path: Path) -> str:
    """The sentence for a computed place; `""` for an entered one."""
    step = _step(evaluation.program, node_path(path))
    if step is None or step.field.calculation is None:
        return ""
    calculation, field = step.field.calculation, step.field
    computed = evaluation.computed(path)
    result = shown_value(field, computed)
    if computed is NONE:
        return f"{field.name}：没有，因为除数是零或没有预算"
    if (why := _rule_sentence(evaluation, step, path)) is not None:
        return _with_state(evaluation, path, step, why)
    if isinstance(computed, Missing):
        return f"{field.name}：还算不出来，所依据的格没有填全（{calculation.text}）"
    terms = _render(evaluation, calculation.node, step.node[:-1], rows_of(path))
    middle = f" = {terms}" if terms and terms != result else ""
    return _with_state(evaluation, path, step, f"{field.name}{middle} = {result}")


def _rule_sentence(evaluation: Evaluation, step: Step, path: Path) -> str | None:
    """The sentence of a scoring rule, which knows best which of its operands decided."""
    node = step.field.calculation.node if step.field.calculation is not None else None
    if not isinstance(node, Call) or (function := FUNCTIONS.get(node.function)) is None or function.why is None:
        return None
    return function.why(*(evaluation.run(part, step.node[:-1], rows_of(path)) for part in node.arguments))


def _with_state(evaluation: Evaluation, path: Path, step: Step, sentence: str) -> str:
    calculation = step.field.calculation
    assert calculation is not None  # a step has one
    sentence += f"（{calculation.source}）" if calculation.source else ""
    match evaluation.state(path):
        case PlaceState.PROVISIONAL:
            return sentence + "；还有没填的格，暂计"
        case PlaceState.OVERRULED:
            reason = evaluation.document.get((*path[:-1], calculation.overrule))
            return f"{sentence}；已改为 {shown_value(step.field, evaluation.value(path))}，理由：{reason}"
        case _:
            return sentence


def _step(program: Program, node: NodePath) -> Step | None:
    return next((step for step in program.steps if step.node == node), None)


def _render(evaluation: Evaluation, node: Node, scope: NodePath, rows: Rows) -> str:
    """The expression with numbers in place of names; only the operands that had a part in the result."""
    match node:
        case Literal(value):
            return shown_value(None, value)
        case Name():
            return _shown(evaluation, node, scope, rows)
        case Operation(operator, (left, right)) if operator in _SIGNS:
            return _SIGNS[operator].join(_render(evaluation, part, scope, rows) for part in (left, right))
        case Call("sum", arguments):
            terms = [term for part in arguments for term in _terms(evaluation, part, scope, rows)]
            return _joined([term for term in terms if term], " + ")
        case Call("if", (condition, yes, *rest)):
            holds = evaluation.run(condition, scope, rows)
            chosen = yes if holds is True else rest[0] if rest else None
            return _render(evaluation, chosen, scope, rows) if chosen is not None else ""
        case Call("rate", (part, whole)):
            return " ÷ ".join(_render(evaluation, item, scope, rows) for item in (part, whole)) + " × 100%"
        case _:
            return ""


def _terms(evaluation: Evaluation, node: Node, scope: NodePath, rows: Rows) -> list[str]:
    value = evaluation.run(node, scope, rows)
    values: tuple[Val, ...] = value if isinstance(value, tuple) else (value,)
    return [shown_value(None, item) for item in values if isinstance(item, Decimal)]


def _shown(evaluation: Evaluation, name: Name, scope: NodePath, rows: Rows) -> str:
    return shown_value(None, evaluation.run(name, scope, rows))


def _joined(terms: list[str], sign: str) -> str:
    if len(terms) > _MOST_TERMS:
        return sign.join([*terms[: _MOST_TERMS - 1], f"……（共{len(terms)}项）"])
    return sign.join(terms)
