"""Expressions over a document of another form: bound to its edition; file and key are named where one does not fit.

What is carried over (`carry_source`) and what a summary gathers (`gather_source`) are written in the field names of the
form they come from. A definition is loaded without knowing the other forms, so the names are looked up here, once for
each edition of the other form.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from desktop.errors import UserError
from desktop.forms.binding import Binder
from desktop.forms.carry import Wording
from desktop.forms.edition import Edition, Field, FieldType, NodePath
from desktop.forms.expression import ExpressionError, Name, Node
from desktop.forms.numbers import format_number
from desktop.forms.operators import Reader, Rows, Run
from desktop.forms.shown import shown_value
from desktop.forms.values import BLANK, Missing, Val

GAP = "＿＿"
"""Stands in a drafted sentence where the source says nothing: a person sees at once what is still to be written."""

_TWO_MARKS = re.compile("[。；，、：][ \u3000\n]*([。；，])")


class SourceBinder:
    """Binds expressions of the definition `file` to one edition of the form they take from."""

    def __init__(self, binder: Binder, edition: Edition, file: str) -> None:
        self.binder, self.edition, self.file = binder, edition, file

    def require_list(self, table: NodePath, place: str) -> None:
        """Raises `UserError` when the edition has no such list; `()` is the document itself."""
        if table and table not in self.edition.lists:
            raise self._refusal(place, f"没有叫“{'.'.join(table)}”的列表")

    def run(self, what: Node | Wording, scope: NodePath, place: str) -> Run:
        """What an expression or sentence gives within a list of the edition. Raises `UserError`."""
        try:
            if isinstance(what, Wording):
                return self._sentence(what, scope)
            return self.binder.bind(what, scope).run
        except ExpressionError as error:
            raise self._refusal(place, str(error)) from None

    def _sentence(self, wording: Wording, scope: NodePath) -> Run:
        parts = [part if isinstance(part, str) else self._place(part, scope) for part in wording.parts]

        def run(reader: Reader, rows: Rows) -> Val:
            texts = [part if isinstance(part, str) else part(reader, rows) for part in parts]
            places = [text for text, part in zip(texts, parts, strict=True) if not isinstance(part, str)]
            if places and not any(places):
                return BLANK
            return _one_mark("".join(GAP if text is None else text for text in texts))

        return run

    def _place(self, part: Node, scope: NodePath) -> Callable[[Reader, Rows], str | None]:
        """What an expression says in a sentence: an amount with its decimals, a percentage without its sign.

        None for what is blank; an expression may leave a clause out by saying `""`.
        """
        operand, field = self.binder.bind(part, scope).run, self._field(part, scope)

        def text(reader: Reader, rows: Rows) -> str | None:
            value = operand(reader, rows)
            if isinstance(value, Decimal):
                return format_number(value, field.decimals if field is not None else None)
            return shown_value(None, value).strip() or ("" if value == "" else None)

        return text

    def _field(self, part: Node, scope: NodePath) -> Field | None:
        if not isinstance(part, Name):
            return None
        try:
            return self.edition.scalars.get(self.binder.find(part, scope)[0])
        except ExpressionError:  # 年度, a parameter, a row's number
            return None

    def _refusal(self, place: str, message: str) -> UserError:
        form = f"《{self.edition.form}》（{self.edition.edition}）"
        return UserError(f"{form}{message}", where=f"{self.file} 的 {place}", remedy="请改正表样里的算式")


def _one_mark(text: str) -> str:
    """Where what was filled in ends with a mark of its own (`已完成。` + `。`), the mark that follows it counts."""
    return _TWO_MARKS.sub(r"\1", text)


def text_of(target: Field, value: Val) -> str | list[str] | None:
    """A value as it is entered into a field; None for nothing. Boxes that the field does not have are left out."""
    if isinstance(value, Missing):
        return None
    items = value if isinstance(value, tuple) else (value,)
    texts = [text for item in items if not isinstance(item, Missing) and (text := shown_value(None, item).strip())]
    if target.type is FieldType.TICKS:
        return [text for text in texts if text in target.options] or None
    if target.type is FieldType.TICK:
        return next((text for text in texts if text in target.options), None)
    return "、".join(texts) or None
