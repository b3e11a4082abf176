"""A definition file (TOML) becomes an `Edition`, or a refusal that names file, key and what to do.

The file's parts are those of the form: `[form]` what it is, `[params]` dated parameters with their source, `[fields]`
and `[lists]` what is filled, `[terms]` and `[[rules]]` what is checked, `[[gather]]` what a summary
is made of, `[[chart]]` what is drawn, `[layout]` how it is printed. All references are resolved here; a file that loads
can be used without further surprises. `docs/` describes the format for those who write one.
"""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from hashlib import sha256
from pathlib import Path as FilePath

from desktop.errors import UserError, os_fault
from desktop.forms.assess_text import assess_of, bind_assess
from desktop.forms.binding import ATTRIBUTES
from desktop.forms.carry_text import carries_of
from desktop.forms.chart_text import charts_of
from desktop.forms.edition import (
    Calculation,
    Edition,
    Field,
    FieldType,
    Layout,
    ListField,
    Parameter,
)
from desktop.forms.expression import Node
from desktop.forms.findings import Level
from desktop.forms.gather_text import gathering_of
from desktop.forms.grid import Paper, Style
from desktop.forms.layout_text import parse_cell, parse_line, parse_rows
from desktop.forms.program import DefinitionFault, program_of
from desktop.forms.rule_text import about_of, code_of, hints_of, rules_of, terms_of
from desktop.forms.tables import Table
from desktop.forms.typography import REPORT_MARGINS

FORMAT = 1
MAX_BYTES = 512 * 1024
_SIZES = {"A4": (210.0, 297.0), "A3": (297.0, 420.0)}


def load_edition(file: FilePath) -> Edition:
    """Reads one definition file. Raises `UserError` with file, key and remedy in one line."""
    try:
        data = file.read_bytes()
    except OSError as error:
        raise UserError(
            "打不开这个表样文件", where=file.name, remedy=f"请检查文件是否还在（{os_fault(error)}）"
        ) from None
    return parse_edition(data, file.name)


def parse_edition(data: bytes, name: str) -> Edition:
    """The edition in a file's bytes; `name` is what messages call the file. Raises `UserError`."""
    table = table_of(data, name)
    try:
        edition = _edition(table, name, sha256(data).hexdigest())
        program_of(edition)
        bind_assess(edition)
    except DefinitionFault as fault:
        raise refusal(fault, name) from None
    return edition


def refusal(fault: DefinitionFault, name: str) -> UserError:
    """A fault of the file `name` as a person is told it."""
    return UserError(fault.message, where=f"{name} 的 {fault.key}", remedy="改正后再打开")


def table_of(data: bytes, name: str) -> Table:
    """What stands in a definition file, its references not yet resolved. Raises `UserError`."""
    if len(data) > MAX_BYTES:
        raise UserError("表样文件太大", where=name, remedy=f"不应超过 {MAX_BYTES // 1024} KB")
    try:
        return Table(tomllib.loads(data.decode("utf-8-sig"), parse_float=Decimal), "")
    except UnicodeDecodeError:
        raise UserError("不是 UTF-8 编码的文字", where=name, remedy="请用 UTF-8 另存后再试") from None
    except tomllib.TOMLDecodeError as error:
        raise UserError(f"不合 TOML 写法：{error}", where=name, remedy="请检查引号、等号和方括号") from None
    except RecursionError:
        raise UserError("嵌套太深", where=name, remedy="请检查方括号") from None


def _edition(table: Table, file: str, fingerprint: str) -> Edition:
    version = table.take("format", int)
    if version != FORMAT:
        raise table.fault("format", f"这个文件是第{version}版格式，本程序认得第{FORMAT}版，请换用相应的程序或文件")
    form = table.table("form")
    fields = _fields(table.table("fields"))
    fields |= _lists(table.table("lists"), fields)
    params = _params(table.table("params"))
    terms = terms_of(table.table("terms"), fields)
    years = form.take("years", list)
    if not 1 <= len(years) <= 2 or not all(isinstance(year, int) and 1990 <= year <= 2200 for year in years):
        raise form.fault("years", "应是 [起始年度] 或 [起始年度, 终止年度]")
    edition = Edition(
        form=form.text("name"),
        letter=form.text("letter"),
        edition=form.text("edition"),
        first_year=years[0],
        last_year=years[1] if len(years) == 2 else None,
        source=form.text("source"),
        unit_field=_known(form, "unit", fields),
        project_field=_known(form, "project", fields),
        fields=fields,
        params=params,
        rules=tuple(rule for item in table.tables("rules") for rule in rules_of(item, terms)),
        layout=_layout(table.table("layout"), fields),
        file=file,
        number=form.take("number", int, 0),
        carries=carries_of(table.tables("carry"), fields),
        gathering=gathering_of(table.table("summary"), table.tables("gather"), fields),
        fingerprint=fingerprint,
        charts=charts_of(table.tables("chart"), fields),
        assess=assess_of(table.table("assess"), fields),
    )
    form.done()
    table.done()
    return edition


def _known(table: Table, name: str, fields: dict[str, Field | ListField]) -> str:
    key = table.take(name, str, "")
    if key and not isinstance(fields.get(key), Field):
        raise table.fault(name, f"fields 里没有“{key}”")
    return key


def _fields(table: Table) -> dict[str, Field | ListField]:
    found: dict[str, Field | ListField] = {}
    for key in table.data:
        entry = table.table(key)
        found[key] = _field(key, entry)
        entry.done()
    return found


def _field(key: str, entry: Table) -> Field:
    if not key.strip() or any(mark in key for mark in "{}|[]「」\n"):
        raise DefinitionFault(entry.key, "字段名里不能有 { } | [ ] 「 」 和换行")
    try:
        kind = FieldType(entry.text("type"))
    except ValueError:
        raise entry.fault("type", f"不认识这种类型，可用 {' '.join(FieldType)}") from None
    options = entry.texts("options")
    if kind in {FieldType.TICK, FieldType.TICKS, FieldType.CHOICE} and not options:
        raise entry.fault("options", "勾选和选择的字段要写出可选项")
    decimals = entry.take("decimals", int, 2 if kind in {FieldType.MONEY, FieldType.PERCENT} else -1)
    if not -1 <= decimals <= 8:
        raise entry.fault("decimals", "小数位数应在 0 到 8 之间")
    maximum = entry.take("max", int, 0)
    calculation = _calculation(entry)
    return Field(
        key=key,
        type=kind,
        unit=entry.text(
            "unit", "万元" if kind is FieldType.MONEY else "%" if kind is FieldType.PERCENT else " "
        ).strip(),
        decimals=decimals if kind.numeric and decimals >= 0 else None,
        required=_required(entry),
        required_code=code_of(entry, "required_code", "X01"),
        max_chars=maximum or None,
        options=options,
        options_when=_options_when(entry, kind),
        pattern=_pattern(entry),
        calculation=calculation,
        dash=_dash(entry, kind),
        hint=entry.take("hint", str, ""),
        label=entry.take("label", str, ""),
        copy=entry.take("copy", bool, False),
    )


def _dash(entry: Table, kind: FieldType) -> bool:
    dash = entry.take("dash", bool, False)
    if dash and not kind.numeric:
        raise entry.fault("dash", "只有数字、金额和百分比才能写这一项")
    return dash


def _options_when(entry: Table, kind: FieldType) -> Node | None:
    node = entry.expression("options_when")
    if node is not None and kind is not FieldType.CHOICE:
        raise entry.fault("options_when", "只有 choice 的字段才能写这一项")
    return node


def _required(entry: Table) -> bool | Node:
    value = entry.data.get("required", False)
    if isinstance(value, str):
        return entry.expression("required") or False
    return entry.take("required", bool, False)


def _pattern(entry: Table) -> re.Pattern[str] | None:
    text = entry.take("pattern", str, "")
    try:
        return re.compile(text) if text else None
    except re.error as error:
        raise entry.fault("pattern", f"格式写法不对（{error}）") from None


def _calculation(entry: Table) -> Calculation | None:
    node = entry.expression("calc")
    extras = ("code", "overrule", "because", "source", "about", "why")
    if node is None:
        for name in extras:
            if name in entry.data:
                raise entry.fault(name, "只有算出来的字段（有 calc）才能写这一项")
        return None
    code = code_of(entry, "code", "")
    overrule, because, source, why = (entry.take(name, str, "") for name in ("overrule", "because", "source", "why"))
    return Calculation(
        node, entry.data["calc"], code, Level.ERROR, overrule, source, because, about_of(entry), why,
        hints_of(entry, "why", why),
    )  # fmt: skip


def _lists(table: Table, fields: dict[str, Field | ListField]) -> dict[str, Field | ListField]:
    found: dict[str, Field | ListField] = {}
    for key in table.data:
        entry = table.table(key)
        if key in fields:
            raise DefinitionFault(entry.key, f"“{key}”已经是 fields 里的字段，请换一个名字")
        found[key] = _list(key, entry, found)
        entry.done()
    return found


def _list(key: str, entry: Table, others: dict[str, Field | ListField]) -> ListField:
    like = entry.take("like", str, "")
    model = others.get(like)
    if like:
        if not isinstance(model, ListField):
            raise entry.fault("like", f"前面没有叫“{like}”的列表")
        return ListField(key, model.columns, model.groups, model.order, model.blank, model.fixed, model.row_key,
                         entry.take("label", str, ""), model.captions)  # fmt: skip
    columns = _fields(entry.table("columns"))
    columns |= _lists(entry.table("lists"), columns)
    if not columns:
        raise entry.fault("columns", "列表至少要有一列")
    groups = entry.texts("groups")
    fixed, captions = entry.texts("fixed"), entry.texts("captions")
    row_key = entry.take("key", str, "")
    for name, wanted in (("groups", groups), ("captions", captions), ("key", (row_key,) if row_key else ())):
        for column in wanted:
            if not isinstance(columns.get(column), Field):
                raise entry.fault(name, f"columns 里没有“{column}”")
    if bool(fixed) != bool(row_key):
        raise entry.fault("fixed", "固定行要同时写 fixed（各行的名称）和 key（写名称的那一列）")
    blank = tuple({row_key: name} for name in fixed) if fixed else _blank_rows(entry, columns)
    if captions and (fixed or not blank):
        raise entry.fault("captions", "印好文字的列要在 blank 里写出各行，不和 fixed 同用")
    order = tuple(dict.fromkeys(tuple(row.get(group, "") for group in groups) for row in blank)) if groups else ()
    label = entry.take("label", str, "")
    return ListField(key, columns, groups, order, blank, bool(fixed or captions), row_key, label, captions)


def _blank_rows(entry: Table, columns: dict[str, Field | ListField]) -> tuple[dict[str, str], ...]:
    rows: list[dict[str, str]] = []
    for index, row in enumerate(entry.take("blank", list, [])):
        if not isinstance(row, dict) or not all(isinstance(value, str) for value in row.values()):
            raise entry.fault("blank", f'第{index + 1}项应是 {{列 = "内容"}}')
        for column in row:
            if not isinstance(columns.get(column), Field):
                raise entry.fault("blank", f"第{index + 1}项的“{column}”不在 columns 里")
        rows.append(dict(row))
    return tuple(rows)


def _params(table: Table) -> dict[str, Parameter]:
    found: dict[str, Parameter] = {}
    for key in table.data:
        entry = table.table(key)
        value = entry.data.get("value")
        entry.taken.add("value")
        if isinstance(value, bool) or not isinstance(value, int | Decimal | str):
            raise entry.fault("value", "应是数字或文字")
        found[key] = Parameter(
            key,
            value if isinstance(value, str) else Decimal(value),
            entry.text("source"),
            str(entry.data.get("date", "")),
        )
        entry.taken.add("date")
        entry.done()
    return found


def _layout(table: Table, fields: dict[str, Field | ListField]) -> Layout:
    size = table.text("paper", "A4")
    if size not in _SIZES:
        raise table.fault("paper", f"纸张应是 {' 或 '.join(_SIZES)}")
    width, height = _SIZES[size]
    if table.take("landscape", bool, False):
        width, height = height, width
    report = table.take("style", str, "table") == "report"
    if table.data.get("style", "table") not in {"table", "report"}:
        raise table.fault("style", '应是 "table"（表）或 "report"（报告）')
    margins = REPORT_MARGINS if report else {}
    paper = Paper(width, height, fit_one_page=table.take("fit", str, "") == "1 page", **margins)
    if table.data.get("fit", "1 page") != "1 page":
        raise table.fault("fit", '只能写 "1 page"')
    if report and paper.fit_one_page:
        raise table.fault("fit", "报告有多少页算多少页，请删去")
    widths = table.take("columns", list)
    if not widths or not all(isinstance(mm, int | Decimal) and not isinstance(mm, bool) and mm > 0 for mm in widths):
        raise table.fault("columns", "应是各栏宽度（毫米），如 [20, 30.5, 30]")
    total = sum(float(mm) for mm in widths)
    columns = tuple(float(mm) * paper.table_width / total for mm in widths)
    title = parse_cell(
        table.text("title"),
        table.place("title"),
        lambda name: (name,) if name in ATTRIBUTES or name in fields else None,
    )
    rows = parse_rows(table.text("grid"), table.place("grid"), len(columns), fields, ATTRIBUTES)
    if not report and any(cell.style is not Style.TABLE for row in rows for cell in row.cells):
        raise table.fault("grid", '!heading !subheading !text 只用在报告里，请在 layout 里写 style = "report"')
    head, above, below = (
        tuple(parse_line(line, table.place(name), fields, ATTRIBUTES) for line in table.texts(name))
        for name in ("head", "above", "below")
    )
    table.done()
    return Layout(paper, columns, title, rows, above, below, head, report)
