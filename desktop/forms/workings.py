"""A calculation with its numbers in place of its names, as one would write it on paper beside the form.

Only the operands that had a part in the result, each as it stands on the form: `50 + 0.30 − 0.05`. Written for the
explanations (`desktop.forms.explain`); what cannot be written out is its value.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from desktop.forms.binding import PARAMETERS, PARENT, ROW_NUMBER, THIS_ROW
from desktop.forms.calculation import Evaluation
from desktop.forms.edition import Field, NodePath
from desktop.forms.expression import Call, ExpressionError, Name, Node, Operation, Where, names
from desktop.forms.operators import Rows
from desktop.forms.shown import shown_value
from desktop.forms.values import BLANK, UNKNOWN, Val

_SIGNS = {"*": " × ", "/": " ÷ ", "+": " + ", "-": " − "}
_PRODUCTS = ("*", "/")
_MOST, _SHOWN = 16, 12
"""So many terms of a sum are written out; of more than that the first ones, and what the others come to."""
_EXTREMES = {"min": "较小", "max": "较大"}


@dataclass(frozen=True, slots=True)
class Workings:
    """One calculation in the row it stands in."""

    evaluation: Evaluation
    scope: NodePath
    rows: Rows

    def value(self, node: Node) -> Val:
        """What a part comes to."""
        if isinstance(node, Where):
            node = Call("column", (node,))
        return self.evaluation.run(node, self.scope, self.rows)

    def shown(self, name: Name) -> str:
        """What a name stands for, as its own field shows it."""
        return shown_value(self._field(name), self.value(name))

    def render(self, node: Node) -> str:
        """The expression with numbers."""
        match node:
            case Name():
                return self.shown(node)
            case Operation(operator, (left, right)) if operator in _SIGNS:
                return _SIGNS[operator].join((self._within(operator, left), self._within(operator, right, last=True)))
            case Call("sum", arguments):
                return _added([term for part in arguments for term in self._terms(part)])
            case Call("if", (condition, yes, *rest)):
                chosen = yes if self.value(condition) is True else rest[0] if rest else None
                return self.render(chosen) if chosen is not None else ""
            case Call("rate", (part, whole)):
                return f"{self.render(part)} ÷ {self.render(whole)} × 100%"
            case Call(function, arguments) if function in _EXTREMES:
                terms = [text for part in arguments for text, _ in self._terms(part)]
                return f"{'、'.join(terms)} 中{_EXTREMES[function]}的" if len(terms) > 1 else "".join(terms)
            case Call("round", (part, _)):
                return self.render(part)
            case _:
                return shown_value(None, self.value(node))

    def lacking(self, node: Node) -> str:
        """Why there is no result: what is blank or cannot be read; where nothing is, the rule is not for this row."""
        blank, unread = [], []
        for name in self._fields(node):
            value = self.value(name)
            if value is UNKNOWN or (isinstance(value, tuple) and UNKNOWN in value):
                unread.append(self._called(name))
            elif value is BLANK or (isinstance(value, tuple) and all(item is BLANK for item in value)):
                if (reason := self._own_reason(name)) is not None:
                    return reason
                blank.append(self._called(name))
        if unread:
            return f"还算不出来，{'、'.join(unread)}读不懂"
        return f"还算不出来，{'、'.join(blank)}还没有填" if blank else "这一行不计"

    def zero(self, node: Node) -> str:
        """Why there is nothing by which to divide."""
        found = [self._called(name) for name in self._fields(node) if self.value(name) == 0]
        return f"{'、'.join(found[-1:])}是 0" if found else "没有可比的数"

    def _own_reason(self, name: Name) -> str | None:
        """A blank that is computed itself says why, when it is not for this row."""
        field = self._field(name)
        if field is None or field.calculation is None:
            return None
        reason = self.lacking(field.calculation.node)
        return f"{field.name}{reason}" if reason == "这一行不计" else None

    def _within(self, operator: str, node: Node, *, last: bool = False) -> str:
        """An operand, in brackets where it would otherwise be read wrongly."""
        text = self.render(node)
        if not isinstance(node, Operation) or node.operator not in _SIGNS:
            return text
        weaker = operator in _PRODUCTS and node.operator not in _PRODUCTS
        return f"（{text}）" if weaker or (last and operator in ("-", "/")) else text

    def _terms(self, node: Node) -> Iterator[tuple[str, Decimal]]:
        source = node.source if isinstance(node, Where) else node
        value = self.value(node)
        if not isinstance(source, Name) and not isinstance(value, tuple):
            if isinstance(value, Decimal):
                yield self.render(node), value
            return
        field = self._field(source) if isinstance(source, Name) else None
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, Decimal):
                yield shown_value(field, item), item

    def _fields(self, node: Node) -> Iterator[Name]:
        """The fields and columns a calculation is over, each once."""
        found: dict[Name, None] = {}
        for name, condition in names(node):
            if not condition and self._field(name) is not None:
                found[name] = None
        return iter(found)

    def _field(self, name: Name) -> Field | None:
        if name.parts[0] in (PARAMETERS, THIS_ROW, PARENT) or name.parts[-1] == ROW_NUMBER:
            return None
        try:
            path, _ = self.evaluation.program.binder.find(name, self.scope)
        except ExpressionError:
            return None  # 年度 and 单位 are of the document, not of the form
        return self.evaluation.edition.scalars.get(path)

    def _called(self, name: Name) -> str:
        field = self._field(name)
        key = f"{name.key}的" if name.key is not None else ""
        return key + (field.name if field is not None else name.parts[-1])


def _added(terms: list[tuple[str, Decimal]]) -> str:
    """`50 + 0.3 − 0.05`; of a long list the last ones as one number."""
    if len(terms) > _MOST:
        rest = sum((number for _, number in terms[_SHOWN:]), Decimal(0))
        terms = [*terms[:_SHOWN], (f"其余{len(terms) - _SHOWN}项共{shown_value(None, rest)}", Decimal(0))]
    words = ""
    for text, number in terms:
        sign = " − " if number < 0 else " + "
        words += (sign if words else "") + (text.removeprefix("-") if words and number < 0 else text)
    return words
