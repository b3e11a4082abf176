"""Scores and sums that explain themselves: the rule with the numbers that decided it, and its source, in a sentence.

得分 = 10 × 219.13 ÷ 219.13 = 10.00（财预〔2020〕10号；执行率按调整后预算数）

What follows from a score without being printed (等级) is told with it. The expression with numbers for names is made
in `desktop.forms.workings`.
"""

from __future__ import annotations

from desktop.forms.binding import PARAMETERS
from desktop.forms.calculation import Evaluation, node_path, rows_of
from desktop.forms.edition import Calculation, Edition, Field, NodePath
from desktop.forms.expression import Call, Name, names
from desktop.forms.functions import FUNCTIONS, Function
from desktop.forms.grid import PlaceState
from desktop.forms.paths import Path
from desktop.forms.program import Program, Step
from desktop.forms.shown import shown_value
from desktop.forms.unprinted import followers
from desktop.forms.values import NONE, Missing, Val
from desktop.forms.workings import Workings

_SHOULD = ("应是", "应为", "应")


def explain(evaluation: Evaluation, path: Path) -> str:
    """The sentence for a computed place; `""` for an entered one."""
    sentence = _sentence(evaluation, path)
    if not sentence:
        return ""
    followed = (_sentence(evaluation, (*path[:-1], name)) for name in followers(evaluation.edition, node_path(path)))
    return "；".join([sentence, *followed])


def _sentence(evaluation: Evaluation, path: Path) -> str:
    step = _step(evaluation.program, node_path(path))
    if step is None or step.field.calculation is None:
        return ""
    calculation = step.field.calculation
    words, rule = _words(evaluation, path, step, calculation)
    about = "；".join(part for part in (rule, _source(evaluation.edition, calculation)) if part)
    return _with_state(evaluation, path, step, f"{words}（{about}）")


def _words(evaluation: Evaluation, path: Path, step: Step, calculation: Calculation) -> tuple[str, str]:
    """How the value came about, and the rule in words where the numbers do not say it."""
    field, computed = step.field, evaluation.computed(path)
    workings = Workings(evaluation, step.node[:-1], rows_of(path))
    function = _function(calculation)
    blank = isinstance(computed, Missing) and computed is not NONE
    if function is not None and function.why is not None and not (blank and function.strict):
        assert isinstance(calculation.node, Call)
        operands = [workings.value(part) for part in calculation.node.arguments]
        return _told(field, computed, function.why(operands, evaluation.value(path))), ""
    if computed is NONE:
        return f"{field.name}：没有（—），{workings.zero(calculation.node)}", ""
    if blank:
        return f"{field.name}：{workings.lacking(calculation.node)}", ""
    result = shown_value(field, computed)
    if calculation.why:
        return f"{field.name} = {result}：{_filled(workings, calculation)}", _rule(calculation)
    terms = workings.render(calculation.node)
    middle = f" = {terms}" if terms and terms != result else ""
    return f"{field.name}{middle} = {result}", _rule(calculation)


def _told(field: Field, computed: Val, why: str) -> str:
    """The sentence of a scoring rule, which knows best which of its operands decided."""
    return why if not isinstance(computed, Missing) else f"{field.name}：{why}"


def _function(calculation: Calculation) -> Function | None:
    node = calculation.node
    return FUNCTIONS.get(node.function) if isinstance(node, Call) else None


def _filled(workings: Workings, calculation: Calculation) -> str:
    words = calculation.why
    for spot, node in calculation.hints.items():
        shown = workings.shown(node) if isinstance(node, Name) else shown_value(None, workings.value(node))
        words = words.replace("{" + spot + "}", shown)
    return words


def _rule(calculation: Calculation) -> str:
    """`应是各项任务之和` is what a finding says; the rule is `各项任务之和`."""
    words = calculation.message
    return next((words.removeprefix(head) for head in _SHOULD if words.startswith(head)), words).strip()


def _source(edition: Edition, calculation: Calculation) -> str:
    """The document behind a rule: its own, that of the parameters in it, else the form it is printed on."""
    if calculation.source:
        return calculation.source
    found: dict[str, None] = {}
    for name, _ in names(calculation.node):
        if name.parts[0] == PARAMETERS and (parameter := edition.params.get(".".join(name.parts[1:]))) is not None:
            found[parameter.source] = None
    return "；".join(found) or f"表样：{edition.source}"


def _with_state(evaluation: Evaluation, path: Path, step: Step, sentence: str) -> str:
    calculation = step.field.calculation
    assert calculation is not None  # a step has one
    match evaluation.state(path):
        case PlaceState.PROVISIONAL if not isinstance(evaluation.computed(path), Missing):
            return sentence + "；还有没填的格，暂计"
        case PlaceState.OVERRULED:
            reason = evaluation.document.get((*path[:-1], calculation.overrule))
            return f"{sentence}；已改为 {shown_value(step.field, evaluation.value(path))}，理由：{reason}"
        case _:
            return sentence


def _step(program: Program, node: NodePath) -> Step | None:
    return next((step for step in program.steps if step.node == node), None)
