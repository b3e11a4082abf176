"""The forms of a whole unit in a year's round: approved goals (A) or self-evaluation (C), and the assessment (E)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby
from random import Random

from desktop.bench.round_projects import Project
from desktop.forms.document import Document, Row

WHOLE, WHOLE_EVALUATION, ASSESSMENT = "部门整体支出绩效目标批复表", "部门整体支出绩效自评表", "目标绩效考核细则"
_PUBLIC = "0000-0000000"
_GOALS = (
    ("做好本职公共服务", ("办理服务事项", "件"), ("开展上门服务", "次"), ("按时办结率", "%")),
    ("管好用好财政资金", ("完成财务检查", "次"), ("问题整改率", "%"), ("预算公开率", "%")),
    ("提高干部队伍能力", ("培训干部人次", "人次"), ("开展警示教育", "次"), ("考试合格率", "%")),
    ("夯实基层工作基础", ("建成示范点", "个"), ("巡查辖区", "次"), ("台账完整率", "%")),
)
_TASKS = {
    "职能职责": (
        "完成年度服务事项", "完成上级下达的专项任务", "开展辖区检查四次", "按月报送业务报表", "办好群众来信来访",
    ),
    "工作效能": ("公文按时办结", "信息公开及时准确", "预算执行达到序时进度"),
    "重点特色工作": ("建成示范点三个", "办好便民服务窗口", "完成档案数字化"),
}  # fmt: skip
_SHARES = {"职能职责": 25, "工作效能": 10, "重点特色工作": 15}
_LATE = "个别月份进度偏慢，已安排专人按周督办，下年提前安排。"
_RULE = "完成率=实际完成数÷目标任务数×100%，得分=分值×完成率，最高得满分。"


def whole(chance: Random, unit: str, projects: Sequence[Project], year: int) -> Document:
    """The approved goals of the unit: its projects with their amounts stand in the last task."""
    staff, office = Decimal(chance.randint(5000, 90000)) / 100, Decimal(chance.randint(500, 9000)) / 100
    running = Decimal(chance.randint(200, 3000)) / 100
    granted = sum((one.granted for one in projects), Decimal(0))
    other = sum((one.other for one in projects), Decimal(0))
    named = "，".join(f"{one.name}{one.total:f}万元" for one in projects)
    tasks: list[Row] = [
        _task("人员支出", None, staff), _task("公用经费", _parts(office, "办公费", "差旅费", "福利费"), office),
        _task("其他运转类项目", _parts(running, "职工体检费", "党建工作经费", "食堂运行经费"), running),
        _task("特定目标类项目", named, granted, other),
    ]  # fmt: skip
    indicators = [
        ("完成指标", "数量指标", "办理服务事项", f"≥{chance.randint(100, 9000)}件"),
        ("完成指标", "质量指标", "按时办结率", f"≥{chance.randint(90, 99)}%"),
        ("完成指标", "时效指标", "全年任务完成时间", "12月31日前"),
        ("完成指标", "成本指标", "人员支出", f"{staff:f}万元"),
        ("完成指标", "成本指标", "特定目标类项目", f"{granted + other:f}万元"),
        ("效益指标", "社会效益指标", *_same(projects[0], "社会效益")),
        ("效益指标", "可持续影响指标", "各项管理制度", "健全并长期执行"),
        ("满意度指标", "服务对象满意度指标", "办事群众满意度", f"≥{chance.randint(85, 98)}%"),
    ]
    rows: list[Row] = [
        {"一级指标": level, "二级指标": kind, "三级指标": name, "指标值": value}
        for level, kind, name, value in indicators
    ]
    data: Row = {
        "部门名称": unit, "年度主要任务": tasks,
        "合计": f"{staff + office + running + granted + other:f}", "财政拨款合计": None, "其他资金合计": None,
        "年度总体目标": "各项职能任务全面完成，群众办事便捷，资金使用规范，干部队伍稳定。",
        "年度绩效指标": rows,
    }  # fmt: skip
    return Document(WHOLE, "巴中市-2022", year, data, unit, revision=1)


def _task(name: str, text: str | None, granted: Decimal, other: Decimal = Decimal(0)) -> Row:
    return {
        "任务名称": name, "主要内容": text, "合计": f"{granted + other:f}", "财政拨款": f"{granted:f}",
        "其他资金": f"{other:f}" if other else None,
    }  # fmt: skip


def _parts(total: Decimal, *names: str) -> str:
    """What a sum is made up of, in words; the last part takes what is left."""
    share = (total / len(names)).quantize(Decimal("0.01"))
    *first, last = names
    parts = [f"{name}{share:f}万元" for name in first]
    return "、".join([*parts, f"{last}{total - share * len(first):f}万元"])


def _same(project: Project, kind: str) -> tuple[str, str]:
    """An indicator of a project that the unit's own goals have as well, with the same target."""
    found = next(one for one in project.indicators if one.kind == kind)
    return found.name, found.text


def whole_evaluation(chance: Random, unit: str, projects: Sequence[Project], year: int) -> Document:
    """The self-evaluation of the unit."""
    spent = sum((one.total for one in projects), Decimal(0))
    basic = Decimal(chance.randint(5000, 90000)) / 100
    planned = basic + spent
    paid = (planned * chance.randint(72, 100) / 100).quantize(Decimal("0.01"))
    goals: list[Row] = [_goal(chance, *goal) for goal in chance.sample(_GOALS, 2)]
    limit: Row = dict.fromkeys(("分值", "年初目标值", "实际完成值", "得分", "偏差原因分析及改进措施"), "—")
    limit |= {
        "一级指标": "约束性指标",
        "三级指标": "资金管理",
        "指标说明": "资金使用是否符合规定。",
        "评分标准": "酌情扣分。",
    }
    data: Row = {
        "填报单位": unit, "填报人": "张某", "联系电话": _PUBLIC, "填报日期": f"{year + 1}年4月14日", "单位名称": unit,
        "基本支出总额": f"{basic:f}", "项目支出总额": f"{spent:f}", "预算数": f"{planned:f}", "执行数": f"{paid:f}",
        "未执行完原因和改进措施": _LATE if paid < planned else None,
        "年度目标": goals, "约束性指标": [limit],
    }  # fmt: skip
    return Document(WHOLE_EVALUATION, "十堰市-2021", year, data, unit, revision=1)


def _goal(chance: Random, name: str, *wanted: tuple[str, str]) -> Row:
    """40 points: three outputs of ten, and one effect of ten."""
    rows = [_point(chance, "产出指标", "75%", title, measure) for title, measure in wanted]
    rows.append(_point(chance, "效益指标", "25%", f"{name}受益面", "人"))
    return {"目标": name, "分值": "40", "指标": rows}


def _point(chance: Random, level: str, share: str, title: str, measure: str) -> Row:
    kind = "社会效益指标" if level == "效益指标" else "质量指标" if measure == "%" else "数量指标"
    target = chance.randint(80, 98) if measure == "%" else chance.randint(4, 2000)
    percent = 100 if chance.randrange(4) < 3 else chance.randint(40, 95)
    achieved = Decimal(target) * percent / 100
    points = Decimal(10) * percent / 100
    return {
        "一级指标": level, "一级权重": share, "二级指标": kind, "三级指标": title, "分值": "10",
        "指标说明": f"全年{title}", "评分标准": _RULE, "年初目标值": f"{target}{measure}",
        "实际完成值": f"{achieved.normalize():f}{measure}", "得分": f"{points.normalize():f}",
        "偏差原因分析及改进措施": _LATE if percent < 100 else None,
    }  # fmt: skip


def assessment(chance: Random, unit: str, year: int) -> Document:
    """What the unit is assessed by at the year's end, with its own scores."""
    kinds = [kind for kind, tasks in _TASKS.items() for _ in range(min(len(tasks), chance.randint(2, 3)))]
    rows: list[Row] = []
    for kind, group in groupby(kinds):
        tasks = chance.sample(_TASKS[kind], len(list(group)))
        shares = _split(_SHARES[kind], len(tasks))
        for task, points in zip(tasks, shares, strict=True):
            rows.append(_duty(chance, kind, len(rows) + 1, task, points))
    data: Row = {
        "地区": "某市", "被考核单位": unit, "责任人": "张某", "联系人": "李某", "电话": _PUBLIC, "考核内容": rows,
    }  # fmt: skip
    return Document(ASSESSMENT, "巴中市-2015", year, data, unit, revision=1)


def _split(total: int, count: int) -> list[int]:
    """Whole points that add up to the total."""
    return [total // count + (at < total % count) for at in range(count)]


def _duty(chance: Random, kind: str, number: int, task: str, points: int) -> Row:
    off = Decimal(chance.choice((0, 0, 0, 5, 10, 20))) / 10
    return {
        "类别": kind, "类别分值": str(_SHARES[kind]), "序号": str(number), "考核内容及目标任务": task,
        "分值": str(points), "完成时限": f"{chance.randint(6, 12)}月底", "评分标准及认定依据": "按完成比例计分",
        "责任领导": "王某", "责任科室": chance.choice(("办公室", "业务科", "综合科")),
        "具体责任人及电话": f"赵某\n{_PUBLIC}", "自评得分": f"{points - off:f}",
        "扣分原因": "进度偏慢" if off else None,
    }  # fmt: skip
