"""Documents to measure with: the bundled samples with other texts and numbers, the same ones in every run."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from itertools import product
from pathlib import Path
from random import Random

from desktop.forms import jsonio
from desktop.forms.catalogue import bundled
from desktop.forms.document import Document, Row
from desktop.resources import asset
from desktop.session.draft import summary_of
from desktop.session.session import Session
from desktop.store import DRAFT, Store

_OFFICES = ("人力资源和社会保障局", "财政局", "审计局", "自然资源和规划局", "农业农村局", "卫生健康委员会", "水利局")
_PLACES = (
    "东山镇", "河口乡", "柳林镇", "石门乡", "青龙镇", "双河街道", "龙泉镇", "永兴乡", "太平镇", "新桥街道", "白水镇",
    "马鞍乡", "清溪镇", "大塘乡", "桐梓镇", "黄金街道", "云顶镇", "梨花乡", "金竹镇", "花丛乡", "玉井镇", "高坡乡",
)  # fmt: skip
"""A form's texts hold its own place, so that hardly a line of one form stands in another."""
_SUBJECTS = (
    "公共就业服务", "干部人事档案", "城乡居民养老保险", "农村饮水安全", "耕地质量监测", "基层医疗设备", "政务大厅窗口",
    "投资项目审计", "地质灾害防治", "职业技能培训", "困难群众救助", "中小河流巡查",
)  # fmt: skip
_WORKS = ("整理", "购置", "维护", "宣传", "评估", "信息化建设", "人员聘用", "设施改造", "专项检查")
_UNITS = ("卷", "台", "人", "次", "处", "期", "份", "平方米")
_AIMS = (
    "全年完成{subject}{work}{number}{unit}，做到件件有登记、事事有回音。",
    "按季度检查{subject}工作，问题整改率不低于{share}%，年底前全部销号。",
    "聘用专业人员{number}名，其中中级以上职称不少于{share}%，保证{subject}有人管、管得好。",
    "{subject}预算执行进度六月底达到50%、十一月底达到{share}%，资金使用符合财务制度。",
    "通过{subject}{work}，让办事群众少跑一趟路、少交一份材料，服务对象满意度达到{share}%以上。",
    "建立健全{subject}管理制度，明确责任科室和完成时限，长期执行。",
)
_DETAILS = {
    "数量指标": ("{subject}{work}数量", "{number}{unit}"),
    "质量指标": ("{subject}{work}合格率", "≥{share}%"),
    "时效指标": ("{subject}完成时间", "{year}年12月31日前"),
    "成本指标": ("{subject}{work}费", "≤{money}万元"),
    "社会效益": ("{subject}办结率", "≥{share}%"),
    "可持续影响": ("{subject}管理制度", "健全并长期执行"),
    "服务对象满意度": ("{subject}服务对象满意度", "≥{share}%"),
}
_PERIOD_YEARS = 3


def budget_forms(count: int, *, seed: int = 1) -> list[Document]:
    """So many different approved-goals forms (B), each consistent in itself; another seed gives other ones."""
    chance = Random(seed)
    projects = chance.sample(list(product(_PLACES, _SUBJECTS, _WORKS)), count)
    return [_budget_form(chance, place + subject, work) for place, subject, work in projects]


def large_form(rows: int) -> Document:
    """A self-evaluation (D) with so many indicator rows, of all levels and kinds, filled."""
    chance = Random(1)
    document = sample("D-示例.json")
    patterns = [row for row in document.rows(("绩效指标",)) if row["指标性质"] != "定性"]
    document.data["绩效指标"] = [
        {
            **patterns[number * len(patterns) // rows],
            "三级指标": f"{chance.choice(_SUBJECTS)}{chance.choice(_WORKS)}（第{number + 1}项）",
            "指标值": str(chance.randint(10, 900)),
            "完成值": str(chance.randint(10, 900)),
            "权重": str(Decimal(90) / rows)[:6],
        }
        for number in range(rows)
    ]
    return document


def store_drafts(database: Path, documents: Iterable[Document]) -> list[int]:
    """Puts documents into a data file as drafts; returns their ids."""
    ids = []
    with Store.open(database) as store:
        for document in documents:
            edition = bundled().for_document(document.form, document.edition, document.year)
            summary = summary_of(edition, Session(edition, document), DRAFT)
            ids.append(store.drafts.create(summary, jsonio.dumps(document).decode()).id)
    return ids


def _budget_form(chance: Random, subject: str, work: str) -> Document:
    document = sample("B-示例.json")
    unit = f"某市{chance.choice(_OFFICES)}"
    document.unit = unit
    document.data |= {
        "项目名称": f"{subject}{work}经费",
        "预算单位": unit,
        "实施单位及责任人": f"{subject}服务中心 张某　{work}科 李某",
        "中长期目标": _prose(chance, subject, work, 2),
        "年度目标": _prose(chance, subject, work, 3),
        **_amounts(chance),
    }
    for path in (("中长期绩效指标",), ("年度绩效指标",)):
        for row in document.rows(path):
            _vary(chance, row, subject, work)
    return document


def _amounts(chance: Random) -> Row:
    granted, other = _amount(chance), _amount(chance)
    total, bought = granted + other, _amount(chance).min(granted)
    return {
        "年度资金总额": str(total), "年度财政拨款": str(granted), "年度其他资金": str(other),
        "中长期资金总额": str(total * _PERIOD_YEARS), "中长期财政拨款": str(granted * _PERIOD_YEARS),
        "中长期其他资金": str(other * _PERIOD_YEARS), "政府采购": str(bought), "政府购买服务": str(bought),
        "以前年度预算安排": str(_amount(chance)), "一般公共预算收入": str(granted), "其他收入": str(other),
    }  # fmt: skip


def _amount(chance: Random) -> Decimal:
    return Decimal(chance.randint(100, 30000)) / 100


def _prose(chance: Random, subject: str, work: str, sentences: int) -> str:
    return "".join(_filled(chance, aim, subject, work) for aim in chance.sample(_AIMS, sentences))


def _vary(chance: Random, row: Row, subject: str, work: str) -> None:
    name, target = _DETAILS[str(row["二级指标"])]
    row["三级指标"] = _filled(chance, name, subject, work)
    row["指标值"] = _filled(chance, target, subject, work)


def _filled(chance: Random, pattern: str, subject: str, work: str) -> str:
    return pattern.format(
        subject=subject, work=work, number=chance.randint(2, 3000), unit=chance.choice(_UNITS),
        share=chance.randint(85, 100), money=_amount(chance), year=chance.randint(2022, 2024),
    )  # fmt: skip


def sample(name: str) -> Document:
    """A bundled sample (`B-示例.json`)."""
    return jsonio.loads(asset(f"samples/{name}").read_bytes(), name=name, catalogue=bundled())
