"""The words around a number that make it a quantity or forbid it: units, comparison words, dates, codes.

Tables and patterns only; `desktop.forms.quantities` walks over the text with them. All patterns work on text whose
full-width characters were replaced one to one (`HALF_WIDTH`), so that positions stay those of the original.
"""

from __future__ import annotations

import re

from desktop.forms.numerals import DIGITS

HALF_WIDTH = str.maketrans("０１２３４５６７８９．％－−＋＝＞＜／（）［］　＊～\u00a0", "0123456789.%--+=></()[] *~ ")
"""Not the full-width comma and colon: in prose they separate; only half-width ones group thousands or tell the time."""

_MONEY = "元 圆"
_COUNTED = (
    "人次 人天 人月 人 名 位 户次 户 家次 家 个工作日 个百分点 个千分点 个月 个 项次 项 台次 台套 台 套 件次 件"
    " 份次 份 卷 册 本 张 场次 场 期 次 批次 批 篇次 篇 条 宗 起 辆次 辆 艘 架 栋 幢 座 处 间 所 支 种 类 门 节"
    " 课时 学时 班次 车次 趟 枚 盏 株 棵 头 只 块 根 部 幅 眼 口 层 轮 岁 倍"
    " 包 箱 瓶 组 对 分钟 分 小时 工作日 日 天 年 周 百分点 千分点 百分比"
)
_MEASURES = (
    "平方公里 平方米 立方米 公顷 公里 公斤 千瓦时 千瓦 千克 千米 厘米 毫米 米 亩 吨 克 斤 升"
    " km² km kg kWh kW m² m2 ㎡ MB GB TB"
)
_COUNTED_IN_WORDS = (
    "人次 人天 人 名 户次 户 家 个工作日 个百分点 个月 个 项 台套 台 套 件 份 册 场次 场 次 批次 篇 辆 小时"
    " 平方公里 平方米 公里 公顷 亩 吨 倍"
)
"""Fewer units after Chinese numerals: 一起, 十分, 一期, 一年来 are mostly words."""

_GUARDS = {
    "人": "民币",
    "元": "[旦素件宵首老]",
    "年": "[级龄轻货]",
    "日": "[常报志期]",
    "天": "[然气津]",
    "件": "数",
    "台": "[账湾词风阶县市]",
    "本": "[级市单年人局县省次部]",
    "家": "[庭属政长具]",
    "场": "[所地馆景面]",
    "期": "[间限刊末望货满]",
    "次": "[性序要级日年]",
    "处": "[理长置于级分方室]",
    "所": "[有需属得以在]",
    "条": "[件例款]",
    "名": "[单称录]",
    "位": "[置于]",
    "批": "[复准示评发]",
    "户": "[口籍外]",
    "班": "[子级]",
    "节": "[约能日省点]",
    "门": "[户诊类]",
    "类": "[别型]",
    "种": "[植子]",
    "部": "[门分署队]",
    "口": "[径头岸罩]",
    "头": "部",
    "支": "[出付持部队撑]",
    "分": "[之别类层批局会院公析配解布管红享散期]",
    "周": "[年边期转]",
    "层": "[次面级]",
    "根": "[据本治]",
    "块": "地",
    "包": "[括干含机]",
    "组": "[织成建长]",
    "对": "[于应照外口接]",
}
"""What follows when the character is not a unit but the head of a word: 2次 but 一次性, 3台 but 台账."""


def _alternatives(units: str) -> str:
    names = sorted(units.split(), key=len, reverse=True)
    return "|".join(re.escape(name) + (f"(?!{_GUARDS[name]})" if name in _GUARDS else "") for name in names)


_MAGNITUDE = r"万亿|[十百千]?[万亿]|千(?![克米瓦分])|百(?!分)"
_THINGS = _alternatives(f"{_COUNTED} {_MEASURES}")
UNIT_AFTER_DIGITS = re.compile(
    rf" ?(?P<vague>[余多])?(?P<magnitude>{_MAGNITUDE})?(?P<more>[余多])?"
    rf"(?P<base>%|‰|‱|{_alternatives(_MONEY)}|{_THINGS})?"
)
"""All parts are optional: without a base it is a bare number or a bare 万."""
UNKNOWN_UNIT = re.compile(
    r"[一-龥](?<![号月日年时届级类楼层室区路期点线院局科班组的为和与及至到以等余多左])"
    r"(?=[，,。；;、()\s]|\Z)"
)
"""A single character that ends the clause is taken for the unit (`3枪`), a word is not (`12333热线`)."""
UNIT_AFTER_NUMERAL = re.compile(
    rf"(?P<vague>[余多])?(?P<base>%|{_alternatives(_MONEY)}|{_alternatives(_COUNTED_IN_WORDS)})(?!一)"
)
"""`一人一档` is a slogan."""
ARTICLE_UNITS = frozenset("个项家名件套份场篇")
"""After 一 these say 「a」 (一项重要工作), not 「one」."""

PER = re.compile(rf" ?/ ?(?P<per>{_THINGS}|季度|季|月|村|县|校|学年)(?![\d.])")
"""`元/人`: a price for each; `40人/4次` is none."""
EACH = re.compile(
    r"每(?P<verb>[少多超增减升降低高]|完成|开展|出现|发生|下降|提高|新增|逾期)"
    rf"|每[一1]?(?P<per>[百千万]?(?:{_THINGS})|季度|[^\W\d_])|(?P<mean>[人户件场次])均|(?P<price>单价)"
)
CLAUSE_END = re.compile(r"[，,。；;：:、\n(]")

_DAYS = r"(?: ?\d{1,2}(?:[-—–~至到、]\d{1,2})? ?[日号])"
_MONTHS = r"(?:1[0-2]|0?[1-9])(?:[-—–~至到、](?:1[0-2]|0?[1-9]))? ?月(?:份|底|初|末|[上中下]旬)?"
DATE = re.compile(
    rf"(?:19|20)\d\d ?(?:[-—–~至到、]+ ?(?:19|20)?\d\d ?)?学?年(?:度|初|底|末)?(?: ?{_MONTHS})?{_DAYS}?"
    r"|(?:19|20)\d\d([-./])\d{1,2}(?:\1\d{1,2}(?!\d)|月)"
    r"|\d\d年(?=[度初底末]|\d{1,2}月)"
    rf"|{_MONTHS}{_DAYS}?"
    r"|\d{1,2}(?:[-—–~至到]\d{1,2})?日(?=之?前|起|上午|下午|止)"
    r"|\d{1,2}:\d{1,2}(?!\d)"
)
CODE = re.compile(
    r"\d+\*{2,}[\d*]*"  # 139****4345, 20**年
    r"|1[3-9]\d{9}(?!\d)|0\d{2,3}-\d{7,8}|\d{7,8}-\d+|0\d{2,}(?![.\d])"  # telephones, leading zeros
    r"|\d+(?!(?:km²?|kg|kWh|kW|m²|m2|MB|GB|TB)(?![A-Za-z]))[A-Za-z][A-Za-z0-9]*"  # 100M, 5G, T000…
    r"|\d+(?:[-—]\d+)? ?号|\d+[-.]\d+[-.]\d+"
    r"|\d+(?:\.\d+)?(?: ?[×xX✕*] ?\d+(?:\.\d+)?)+"  # 5×8小时
    r"|\d+/\d+(?![\d.万亿人名次个项台件场份册家户])"
)
BEFORE_CODE = re.compile(
    r"(?:[A-Za-z_*×]-?|第|前|[〔\[【]|编号|编码|代码|邮编|电话|热线|传真|手机|拨打|No\.?|№)[：: ]?\Z", re.IGNORECASE
)
"""Right before a number that is none: letters (A4, T000…), 第3届, 前3名, 〔2020〕, telephones."""
CODE_REST = re.compile(r"[\dA-Za-z*.]+(?:[-—–~至/、]\d+)*")
LIST_MARK = re.compile(r"\d{1,2}(?:、|\)|\.(?!\d))")
"""`1、` `2.` at the start of a clause number the clauses."""
CLAUSE_START = frozenset("。；;：:\n(， ,")

_NOT = "(?:不|不得|不能|不应|不可|未|没有)"
SIGN_BEFORE = re.compile(
    rf"(?:(?P<ge>[≥≧⩾]|> ?=|=>|{_NOT}(?:低于|少于|小于|短于)|至少|最少|最低|大于或?等于|(?<![未没不])达到|达成|高达|达)"
    rf"|(?P<le>[≤≦⩽]|< ?=|=<|{_NOT}(?:超过|超出|高于|多于|大于|突破|超|长于)|最高|最多|至多|小于或?等于"
    r"|低于或等于|控制在)"
    r"|(?P<gt>>|超过|超出|大于|高于|多于|突破)|(?P<lt><|低于|小于|少于|短于)|(?P<eq>=|等于))"
    r" ?(?:大?约|近|将近)?[¥￥$]? ?\Z"
)
SIGN_LAST = frozenset("≥≧⩾>=≤≦⩽<于少低到达成高多破过超出在约近¥￥$")
"""Last characters of `SIGN_BEFORE`: a cheap test before the pattern runs."""
SIGN_REACH = 9
"""Characters before a number that `SIGN_BEFORE` may take."""
SIGNS = {"ge": "≥", "le": "≤", "gt": "＞", "lt": "＜", "eq": "＝"}
AFTER = re.compile(
    r" ?(?P<vague>左右|上下)?(?:\([^()]{0,3}\))?(?:及|或)?"
    r"(?:(?P<ge>以上)|(?P<le>以下|以内|之内|内(?![容部控外涵需设])))?"
)
VAGUE_BEFORE = re.compile(r"(?:约|近|大概)[¥￥$]? ?\Z")
RANGE = re.compile(r" ?(?:[-~至到]|—{1,2}|–) ?(?=\d)")
JOINT = re.compile(r"(?:\([^()]{1,4}\))? ?[、和及与，,；;]? ?")
"""Between the parts of `分别达到204万人、14.35万人`."""
NEGATIVE_AFTER = frozenset("≥≤><=：:( ，,、长降减为达到约")
"""Before a `-` that is a minus and no dash."""

NUMERAL_START = "".join(char for char in DIGITS if char not in "零〇") + "十拾"
BEFORE_NUMERAL = re.compile(r"[第每同统唯任逐某另这那哪之单专数几近上头其初前后十百千万亿]\Z")
PER_HUNDRED = re.compile(r"(?P<base>[百千万])分之(?P<numeral>[零〇一二两三四五六七八九十百点]+|\d+(?:\.\d+)?)")
HUNDREDTHS = {"百": "%", "千": "‰", "万": "‱"}
SMALL_MONEY = re.compile(
    rf"(?:零?(?P<jiao>[0-9{''.join(DIGITS)}])角)?(?:零?(?P<fen>[0-9{''.join(DIGITS)}])分)?(?![0-9之钟])"
)
"""`元五角二分`; only looked for after 元."""
QUOTED = re.compile(r"[“\"「『][^“”\"「」『』]{1,14}[”\"」』]")
TITLE = re.compile(r"《[^《》]*》")
