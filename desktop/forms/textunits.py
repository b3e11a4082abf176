"""What of a text stays on one line: the units that lines are made of.

A unit is a word, a number with its unit (`30万元`, `≥ 96%`), a date (`2022年12月31日前`), room for a pen, the option
of a tick, or one Chinese character; in front of it stand the opening marks that must not end a line, behind it the
closing ones that must not begin one (kinsoku, as in GB/T 15834 and CLREQ). A unit wider than a line is cut into smaller
units, and at last into characters. The patterns know the words of this trade: units of measure, terms in captions.
"""

from __future__ import annotations

import re

PEN = "\ufdd0"
"""Stands in a mask for a blank of a place: room for a pen, kept in one piece and never dropped."""
WHOLE = "\ufdd1\ufdd2"
"""Stand in a mask for a stretch to be kept in one piece, alternately."""
BLANKS = " \u3000\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"
"""They hang at the end of a line and never begin one."""

_OPEN = r"（《「『【〔〈｛［“‘〖(\[{«‹￥¥＄$￡£€№§＃#"
_CLOSE = r"、，。．；：！？）》」』】〕〉｝］”’〗…％‰℃%°′″·・—–～／々)\]}»›,.;:!?/~\-"
_SIGN = r"≥≤≧≦≈≠＞＜><＝=±＋+−\-"
_DIGIT = "0-9０-９"
_LETTER = "0-9A-Za-zÀ-ɏͰ-ϿЀ-ӿ０-９Ａ-Ｚａ-ｚ"
_JOIN = r".,:/\-_~～–—'’&@+#*=×·．：／"
_HAN = "\u3400-\u9fff\U00020000-\U000323af"
_IS_HAN = re.compile(f"[{_HAN}]")
_WORD = rf"[{_LETTER}]+(?:[{_JOIN}]+[{_LETTER}]+)*"
_UNIT = (
    rf"(?:平方公里|平方米|立方米|工作日|百分点|万人次|千瓦时|[{_HAN}]{{1,2}}(?![{_HAN}])"
    "|[万亿千百]元|[万亿千百][人户亩吨份次]|[人份场批台][次套]|公[里顷斤]|小时|分钟|个月|千米|毫米|厘米|日前|年前"
    "|[元角分万亿千百十人个名位台套项次份件期户家辆天日月年号周季度卷册篇场批条款处所座间栋幢层吨斤克升米亩里时秒"
    "岁级类种门班课节站只头株棵张页本幅块片组队轮遍笔宗例起届卡倍折字章])"
)
_DATE = (
    rf"[{_DIGIT}]{{2,4}}[{BLANKS}]?年(?:[{BLANKS}]?[{_DIGIT}]{{1,2}}[{BLANKS}]?月"
    rf"(?:[{BLANKS}]?[{_DIGIT}]{{1,2}}[{BLANKS}]?[日号])?)?"
    rf"|[{_DIGIT}]{{1,2}}[{BLANKS}]?月(?:[{BLANKS}]?[{_DIGIT}]{{1,2}}[{BLANKS}]?[日号])?"
    rf"|[{_DIGIT}]{{1,2}}[日号]"
)
_HAS_DATE = re.compile(_DATE)
_WHEN = "(?:中旬|上旬|下旬|年末|年底)|[底末初前后内起止度份]"
_BEFORE = rf"(?:[{_OPEN}][{BLANKS}]*)*"
_AFTER = rf"(?:[{BLANKS}]*[{_CLOSE}])*"

_UNITS = re.compile(
    rf"[{BLANKS}]+"
    rf"|(?:^[{_DIGIT}]{{1,2}}[.．、][{BLANKS}]*(?![{_DIGIT}]))?{_BEFORE}(?:"
    rf"[{_DIGIT}]*{PEN}+(?:[{BLANKS}]?{_UNIT})?"
    rf"|{WHOLE[0]}+|{WHOLE[1]}+"
    rf"|(?:[{_SIGN}][{BLANKS}]*)?第?(?:{_DATE})(?:{_WHEN})?"
    rf"|(?:[{_SIGN}][{BLANKS}]*)?第?{_WORD}(?:(?<=[{_DIGIT}])[{BLANKS}]?(?:[%％‰]|{_UNIT}))?"
    rf"|[万亿]元|——|……|.){_AFTER}"
)
"""The units of a paragraph; together they are the whole paragraph."""
_SMALLER = re.compile(
    rf"[{BLANKS}]+"
    rf"|{_BEFORE}(?:{PEN}+|(?:[{_SIGN}][{BLANKS}]*)?{_WORD}[年月日]?[前底]?|[万亿千百][元人户亩吨份次]|.){_AFTER}"
)
"""The same, cut further: a date into year, month and day, a number off its unit."""
_SMALLEST = re.compile(rf"{PEN}+|[{_SIGN}]?{_WORD}|.")
"""Cut once more, marks for themselves; after this come single characters."""
_TERMS = re.compile(
    "满意度|责任人|负责人|可持续|一次性|经常性|考评|考核|指标|绩效|目标|项目|资金|预算|收入|支出|单位|部门|名称|内容|情况|完成|年度|"
    "原因|分析|改进|措施|执行|得分|权重|分值|一级|二级|三级|数量|质量|时效|成本|效益|经济|社会|生态|环境|影响|服务|对象|"
    "国有|资本|经营|政府|基金|保险|公共|财政|专户|管理|拨款|其他|合计|总额|调整|年初|性质|度量|说明|标准|评分|依据|认定|"
    "时限|责任|领导|科室|电话|任务|主要|人员|经费|运转|公用|特定|过程|管控|名次|属性|期限|立项|来源|总体|实施|描述|文字|"
    "数字|偏差|实际|评价|结论|存在|问题|编码|采购|购买|联系|填报|日期|基本|概述|建设|保障|就业|培训|人数|金额|人事|考试"
)
"""Words of the forms' captions that are better not broken when there is a choice."""


def units_of(mask: str) -> list[str]:
    """The units of a paragraph, together the whole paragraph. `mask` is its text with `PEN` and `WHOLE` set in."""
    return _UNITS.findall(mask)


def smaller_units(unit: str, text: str) -> tuple[list[str], bool]:
    """Parts of a unit that is too wide for a line: of the stretch `text`, which looks like `unit` in the mask.

    And whether that breaks something that ought never to be broken: all but a number parted from its unit.
    """
    if unit[0] in WHOLE or unit[-1] in WHOLE:
        return _UNITS.findall(text), True
    parts: list[str] = _SMALLER.findall(unit)
    if len(parts) > 1:
        return parts, _HAS_DATE.search(unit) is not None
    parts = _SMALLEST.findall(unit)
    return (parts if len(parts) > 1 else list(unit)), True


def is_han(char: str) -> bool:
    """Whether it is a Chinese character, not a mark, a letter or a digit."""
    return _IS_HAN.match(char) is not None


def inside_terms(text: str) -> set[int]:
    """The places inside words of the forms' captions: where a line had better not end."""
    return {place for term in _TERMS.finditer(text) for place in range(term.start() + 1, term.end())}
