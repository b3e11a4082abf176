"""The projects of a unit's year: the approved goals (B) and, of each, the self-evaluation (D) with its scores.

What a self-evaluation has to give reasons for is decided as the program's own scoring decides it, so that no check has
anything to say; how well a project went is drawn, so that all grades occur.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from desktop.forms.document import Document, Row
from desktop.forms.outcome import Score
from desktop.forms.scoring import quantitative_score

GOALS, EVALUATION = "部门预算项目支出绩效目标批复表", "部门预算项目支出绩效自评表"
_SUBJECTS = (
    "公共就业服务", "干部人事档案", "城乡居民养老保险", "农村饮水安全", "耕地质量监测", "基层医疗设备", "政务大厅窗口",
    "投资项目审计", "地质灾害防治", "职业技能培训", "困难群众救助", "中小河流巡查", "学校安全防护", "公益林管护",
)  # fmt: skip
_WORKS = ("整理", "购置", "维护", "宣传", "评估", "信息化建设", "人员聘用", "设施改造", "专项检查")
_UNITS = ("卷", "台", "人", "次", "处", "期", "份", "平方米")
_WHY = (
    "上半年受汛期影响，部分工作推迟到年末，已列入下年计划。", "供货单位交货延后，年内没有验收，下年一季度补齐。",
    "参加人员比预计少，下年先摸底再定任务数。", "合同跨年结算，尾款按进度在次年支付。",
)  # fmt: skip
_QUALITIES = ("well", "fairly", "so-so", "badly")
_CHANCES = (60, 25, 10, 5)
_EXECUTED = {"well": (92, 100), "fairly": (81, 100), "so-so": (55, 79), "badly": (20, 60)}
_MISSED = {"well": 8, "fairly": 45, "so-so": 80, "badly": 95}
"""Of a hundred indicators so many were not reached; and how far they came at least and at most, in percent."""
_REACHED = {"well": (85, 99), "fairly": (60, 95), "so-so": (40, 90), "badly": (20, 60)}
_FULL = 90
_STEP = 5
_MUCH = Decimal("0.3")
"""What is that far beyond its target has to be explained (财预〔2020〕10号; the forms' own parameter)."""
_MET, _PARTLY = 80, 60


@dataclass(frozen=True, slots=True)
class Indicator:
    """An approved indicator in parts; `level` and `kind` as the approved goals call them, `sign` `""` for 定性."""

    level: str
    kind: str
    name: str
    sign: str
    target: str
    measure: str = ""

    @property
    def text(self) -> str:
        """As the approved goals hold it."""
        return f"{self.sign}{self.target}{self.measure}"


@dataclass(frozen=True, slots=True)
class Project:
    """A project as it was approved. Amounts in 万元."""

    number: int
    name: str
    unit: str
    granted: Decimal
    other: Decimal
    indicators: tuple[Indicator, ...]
    is_new: bool
    bought: Decimal

    @property
    def total(self) -> Decimal:
        """年度资金总额."""
        return self.granted + self.other


def projects(chance: Random, unit: str, count: int, *, scale: int) -> list[Project]:
    """So many projects of a unit. `scale`: 万元 of the smallest."""
    subjects, works = chance.sample(_SUBJECTS, count), chance.choices(_WORKS, k=count)
    return [
        _project(chance, number, unit, subject, work, scale)
        for number, (subject, work) in enumerate(zip(subjects, works, strict=True), 1)
    ]


def _project(chance: Random, number: int, unit: str, subject: str, work: str, scale: int) -> Project:
    granted = Decimal(chance.randint(100 * scale, 3000 * scale)) / 100
    other = Decimal(chance.randint(10 * scale, 500 * scale)) / 100 if chance.randrange(2) == 0 else Decimal(0)
    bought = (granted / 2).quantize(Decimal("0.01")) if chance.randrange(2) == 0 else Decimal(0)
    indicators = _indicators(chance, subject, work, granted + other)
    return Project(
        number, f"{subject}{work}经费", unit, granted, other, indicators, chance.randrange(5) < 2, bought
    )  # fmt: skip


def _indicators(chance: Random, subject: str, work: str, total: Decimal) -> tuple[Indicator, ...]:
    output, effect = "产出指标", "效益指标"
    share = str(chance.randint(85, 98))
    found = [
        Indicator(output, "数量指标", f"{subject}{work}数量", "≥", str(chance.randint(5, 3000)), chance.choice(_UNITS)),
        Indicator(output, "质量指标", f"{work}验收合格率", "≥", share, "%"),
        Indicator(output, "时效指标", f"{work}完成时间", "", "12月31日前"),
        Indicator(output, "成本指标", "项目总成本", "≤", f"{total:f}", "万元"),
        Indicator(effect, "社会效益", f"{subject}事项办结率", "≥", str(chance.randint(85, 98)), "%"),
        Indicator(effect, "可持续影响", f"{subject}管理制度", "", "健全并长期执行"),
        Indicator("满意度指标", "服务对象满意度", "服务对象满意度", "≥", str(chance.randint(80, 95)), "%"),
    ]
    if chance.randrange(2) == 0:
        more = Indicator(output, "数量指标", f"{work}检查次数", "≥", str(chance.randint(2, 24)), "次")
        found.insert(1, more)
    return tuple(found)


def goals(project: Project, year: int) -> Row:
    """The content of the approved goals."""
    years, granted, other = 3, project.granted, project.other
    rows: list[Row] = [
        {"一级指标": one.level, "二级指标": one.kind, "三级指标": one.name, "指标值": one.text}
        for one in project.indicators
    ]
    return {
        "项目名称": project.name, "预算单位": project.unit,
        "实施单位及责任人": f"{project.unit}　张某", "项目属性": "新增项目" if project.is_new else "延续项目",
        "项目期限": "一次性" if project.is_new else "经常性", "立项依据": ["上级文件要求"],
        "中长期资金总额": f"{project.total * years:f}", "中长期财政拨款": f"{granted * years:f}",
        "中长期其他资金": _amount(other * years), "年度资金总额": f"{project.total:f}",
        "年度财政拨款": f"{granted:f}", "年度其他资金": _amount(other),
        "政府采购": _amount(project.bought), "政府购买服务": None,
        "以前年度预算安排": None if project.is_new else f"{granted:f}", "资金来源合计": f"{project.total:f}",
        "一般公共预算收入": f"{granted:f}", "政府性基金预算收入": None, "国有资本经营预算收入": None,
        "社会保险基金收入": None, "其他收入": _amount(other),
        "中长期目标起年": f"{year % 100:02}", "中长期目标止年": f"{(year + years - 1) % 100:02}",
        "中长期目标": f"三年内把{project.name[:-2]}做成常态，做到件件有登记、事事有回音。",
        "年度目标": f"年底前完成{project.name[:-2]}，资金使用符合财务制度，服务对象满意。",
        "中长期绩效指标": [], "年度绩效指标": rows,
    }  # fmt: skip


def evaluation(chance: Random, project: Project, year: int) -> Row:
    """The content of the self-evaluation."""
    (quality,) = chance.choices(_QUALITIES, _CHANCES)
    least, most = _EXECUTED[quality]
    rate = Decimal(most if chance.randrange(10) < 3 else chance.randint(least, most)) / 100
    granted, other = ((one * rate).quantize(Decimal("0.01")) for one in (project.granted, project.other))
    why = chance.choice(_WHY) if rate < Decimal("0.95") else None
    rows = _rows(chance, project.indicators, quality, granted + other)
    tail = project.name[:-2]
    paid: list[Row] = [
        _paid("总额", project.total, granted + other, why), _paid("财政资金", project.granted, granted, None),
        {"资金来源": "财政专户管理资金"}, {"资金来源": "单位资金"},
        _paid("其他资金", project.other, other, None) if project.other else {"资金来源": "其他资金"},
    ]  # fmt: skip
    return {
        "项目编码": f"510000{year % 100:02}T{_code(project):012}",
        "项目名称": project.name, "主管部门": project.unit, "实施单位": project.unit,
        "项目年度目标": f"年底前完成{tail}，资金使用符合财务制度，服务对象满意。",
        "年度目标完成情况": f"{tail}各项任务按计划推进，指标完成情况见下表。",
        "项目实施内容及过程概述": f"一季度定方案和采购，二、三季度实施{tail}，四季度验收和总结，按月报告进度。",
        "预算执行情况": paid, "绩效指标": rows, "评价结论": f"{tail}总体按计划完成，资金使用合规。",
        "存在问题": "个别任务进度前松后紧，预算编制时对实际需要估计不足。",
        "改进措施": "编制预算前先摸底，按季度检查进度，发现滞后及时调整。", "项目负责人": "张某", "财务负责人": "李某",
    }  # fmt: skip


def _rows(chance: Random, indicators: Sequence[Indicator], quality: str, paid: Decimal) -> list[Row]:
    return [
        _row(chance, one, weight, quality, paid)
        for one, weight in zip(indicators, _weights(chance, len(indicators)), strict=True)
    ]


def _weights(chance: Random, count: int) -> list[int]:
    """Weights that add up to 90, in fives."""
    weights = [_STEP] * count
    for _ in range((_FULL - _STEP * count) // _STEP):
        weights[chance.randrange(count)] += _STEP
    return weights


def _row(chance: Random, one: Indicator, weight: int, quality: str, paid: Decimal) -> Row:
    cost = one.kind == "成本指标"
    row: Row = {
        "一级指标": "成本指标" if cost else one.level,
        "二级指标": "经济成本指标" if cost else one.kind if one.kind.endswith("指标") else f"{one.kind}指标",
        "三级指标": one.name, "指标性质": one.sign or "定性", "指标值": one.target, "度量单位": one.measure,
        "权重": str(weight),
    }  # fmt: skip
    if not one.sign:
        return row | _judged(chance, weight, quality)
    achieved = f"{paid:f}" if cost else _achieved(chance, one, quality)
    score = quantitative_score(one.sign, one.target, one.measure, achieved, Decimal(weight))
    if not isinstance(score, Score):
        raise TypeError(f"no score for {one}: {score}")
    asks = score.exact < weight or (score.beyond or 0) >= _MUCH
    return row | {"完成值": achieved, "未完成原因分析": chance.choice(_WHY) if asks else None}


def _achieved(chance: Random, one: Indicator, quality: str) -> str:
    target = Decimal(one.target)
    if chance.randrange(100) >= _MISSED[quality]:
        more = Decimal(chance.choice((100, 100, 102, 110, 135)))
        reached = target * more / 100
    else:
        reached = target * chance.randint(*_REACHED[quality]) / 100
    if one.measure == "%":
        return f"{min(reached, Decimal(100)).quantize(Decimal('0.1')):f}"
    return f"{reached.to_integral_value():f}"


def _judged(chance: Random, weight: int, quality: str) -> Row:
    """Of what has no number: the step reached and the points a person gave, within the step."""
    if chance.randrange(100) >= _MISSED[quality]:
        return {"完成值": "达成", "得分": str(weight), "未完成原因分析": None}
    step, percent = ("部分达成", _PARTLY) if quality != "badly" else ("未达成", _PARTLY // 2)
    points = f"{Decimal(weight) * percent / 100:f}"
    return {"完成值": step, "得分": points, "未完成原因分析": chance.choice(_WHY)}


def _paid(source: str, planned: Decimal, paid: Decimal, why: str | None) -> Row:
    amount = f"{planned:f}"
    return {"资金来源": source, "年初预算": amount, "调整后预算数": amount, "预算执行数": f"{paid:f}", "原因": why}


def _amount(value: Decimal) -> str | None:
    return f"{value:f}" if value else None


def _code(project: Project) -> int:
    return int(project.total * 100) * 10 + project.number


def pair(chance: Random, project: Project, year: int) -> tuple[Document, Document]:
    """The approved goals and the self-evaluation of a project."""
    found = []
    for form, edition, data in (
        (GOALS, "巴中市-2022", goals(project, year)), (EVALUATION, "四川省-2022", evaluation(chance, project, year)),
    ):  # fmt: skip
        found.append(Document(form, edition, year, data, project.unit, revision=1))
    return found[0], found[1]
