"""Who takes part in a year's round: units by number, their names made of parts; no place and no person of the world.

Counties are called by the sixty pairs of the old calendar, each has the same offices and the same stations in its
towns. The number alone decides the name, so that any part of the round is the same part in every run.
"""

from __future__ import annotations

from itertools import product

_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_COUNTIES = tuple(_STEMS[number % 10] + _BRANCHES[number % 12] for number in range(60))
_OFFICES = (
    "财政局", "审计局", "水利局", "教育局", "民政局", "司法局", "统计局", "林业局", "农业农村局", "交通运输局",
    "自然资源局", "生态环境局", "市场监督管理局", "卫生健康局", "医疗保障局", "应急管理局", "人力资源和社会保障局",
    "住房和城乡建设局", "文化广播电视和旅游局", "退役军人事务局", "乡村振兴局", "信访局", "档案馆", "公安局",
    "经济和信息化局", "行政审批局", "综合行政执法局", "残疾人联合会", "供销合作社", "机关事务服务中心",
)  # fmt: skip
TOWNS = (
    "东山镇", "河口乡", "柳林镇", "石门乡", "青龙镇", "双河街道", "龙泉镇", "永兴乡", "太平镇", "新桥街道", "白水镇",
    "马鞍乡", "清溪镇", "大塘乡", "桐梓镇", "黄金街道", "云顶镇", "梨花乡", "金竹镇", "花丛乡", "玉井镇", "高坡乡",
)  # fmt: skip
_STATIONS = ("人民政府", "卫生院", "中心学校", "便民服务中心", "农业服务站", "综合文化站", "财政所")
_BODIES = (*_OFFICES, *(town + station for town, station in product(TOWNS, _STATIONS)))
MOST = len(_COUNTIES) * len(_BODIES)
"""So many units there are."""


def unit_name(number: int) -> str:
    """The name of a unit, numbered from 0. Raises `ValueError` from `MOST` on."""
    if not 0 <= number < MOST:
        raise ValueError(f"no unit {number}, there are {MOST}")
    county, body = divmod(number, len(_BODIES))
    return f"某市{_COUNTIES[county]}县{_BODIES[body]}"


def is_small(number: int) -> bool:
    """Whether a unit is a station in a town: its amounts are a tenth of an office's."""
    return number % len(_BODIES) >= len(_OFFICES)
