"""Line breaks as a person setting a form would make them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.forms.faces import Face
from desktop.forms.grid import Run
from desktop.forms.page import Block
from desktop.forms.textunits import BLANKS
from desktop.forms.typeset import typeset

SIZE = 10.0
NEVER_FIRST = "、，。；：！？）》」』】”’…%‰℃"
NEVER_LAST = "（《「『【“‘"


def lines(block: Block) -> list[str]:
    return ["".join(piece.text for piece in line.pieces) for line in block.lines]


def broken(text: str, width: float, *, even: bool = False) -> str:
    """The lines of a text in a width of so many characters, `/` between them."""
    return "/".join(lines(typeset((Run(text),), width * SIZE, SIZE, even=even)))


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("举办专场招聘会", 7, "举办专场招聘会"),
        ("举办专场招聘会十场", 5, "举办专场招/聘会十场"),
        # 、，。；： never begin a line: the empty half of the mark hangs out, or a character goes along
        ("全年办结信访，按时答复", 6, "全年办结信/访，按时答复"),
        ("全年办结信访，按时答复", 6.5, "全年办结信访，/按时答复"),
        ("完成率（含续建）上升", 7.5, "完成率（含续建）/上升"),
        ("印发《实施细则》并执行", 3, "印发/《实施/细则》/并执行"),
        ("做到“零投诉”为止", 4, "做到“零/投诉”为/止"),
        ("继续……推进", 3, "继/续……/推进"),
        # numbers, dates and amounts stay whole
        ("本年支出219.13万元整", 6, "本年支出/219.13万元整"),
        ("年初预算为1,234.50元", 7, "年初预算为/1,234.50元"),
        ("须在2022年12月31日前完成", 9, "须在/2022年12月31日前/完成"),
        ("于12月31日前报送材料", 6, "于/12月31日前/报送材料"),
        ("合格率不低于≥96%为准", 7.5, "合格率不低于/≥96%为准"),
        ("人数要在 ≥ 400 以上", 5, "人数要在/≥ 400 以/上"),
        ("投资总额为1,219.13万元", 5.5, "投资总额为/1,219.13/万元"),
        ("预计考生18000人参加", 6, "预计考生/18000人参加"),
        ("全年安排资金30 万元用于", 8, "全年安排资金/30 万元用于"),
        ("参加COVID-19处置演练", 7, "参加/COVID-19处置/演练"),
        ("使用WPS表格填报", 4, "使用/WPS表/格填报"),
        ("1.一般公共预算收入", 2, "1.一/般公/共预/算收/入"),
        # wider than the line: a date is cut between year, month and day, a number anywhere
        ("2022年12月31日前", 6, "2022年12月/31日前"),
        ("1234567890", 3, "12345/67890"),
        # a character is not left alone in the last line
        ("组织县级就业活动", 7, "组织县级就业/活动"),
        (" i COMMIT完", 5.35, " i COMMIT/完"),
        ("很长的一个标题", 3, "很长的/一个标/题"),
        # line breaks as typed; blanks hang at a line's end
        ("张某\n13800000000\r\n", 20, "张某/13800000000"),
        ("第一行\n\n第三行", 20, "第一行//第三行"),
        ("张　　某　王某", 4, "张　　某/王某"),
        ("一\t二\x07三", 20, "一 二 三"),
        ("粘贴\u200b来的\ufeff字", 20, "粘贴来的字"),
    ],
)
def test_lines_end_where_they_may(text: str, width: float, expected: str) -> None:
    assert broken(text, width) == expected


@pytest.mark.parametrize(
    ("caption", "width", "expected"),
    [
        ("数量指标", 3, "数量/指标"),
        ("项目资金来源", 5, "项目资金/来源"),
        ("实施单位及责任人", 5, "实施单位/及责任人"),
        ("财政专户管理资金", 6.6, "财政专户/管理资金"),
        ("3.国有资本经营预算收入", 4.2, "3.国有/资本经营/预算收入"),
        ("指标值（含数字及文字描述）", 5.2, "指标值/（含数字及/文字描述）"),
        ("预算执行情况（10分）", 3.4, "预算执/行情况/（10分）"),
        ("绩效指标", 1.7, "绩/效/指/标"),
        ("1.项目年度目标\n完成情况", 4, "1.项目/年度目标/完成情况"),
    ],
)
def test_captions_are_broken_evenly_and_between_words(caption: str, width: float, expected: str) -> None:
    assert broken(caption, width, even=True) == expected


def test_the_empty_half_of_brackets_hangs_out_where_the_words_would_not_fit_else() -> None:
    (line,) = typeset((Run("（10分）"),), 3.1 * SIZE, SIZE).lines
    assert line.width <= 3.1 * SIZE
    assert line.pieces[0].x == -0.5 * SIZE


PEN = Run("　　　", 0)


@pytest.mark.parametrize(
    ("runs", "width", "expected"),
    [
        # room for a pen is never dropped or cut, and keeps its unit
        ((Run("其中：财政拨款 "), PEN, Run(" 万元")), 11, ["其中：财政拨款", "　　　 万元"]),
        ((Run("财务负责人："), PEN), 8, ["财务负责人：", "　　　"]),
        ((Run("期（20"), Run("　", 0), Run("年—20"), Run("　", 1), Run("年）")), 5.5, ["期", "（20　年—", "20　年）"]),
        ((Run("其中：财政拨款 "), Run("10", 0), Run(" 万元")), 9, ["其中：财政拨款", "10 万元"]),
        # an option keeps together with its box, and is broken only where a line is too short for it
        ((Run("□新增项目", 0, 0), Run(" "), Run("☑延续项目", 0, 1)), 9, ["□新增项目", "☑延续项目"]),
        ((Run("□新增", 0, 0), Run("☑延续", 0, 1)), 5, ["□新增", "☑延续"]),
        ((Run("☑市委市政府领导指示", 0, 0),), 6, ["☑市委市政府", "领导指示"]),
    ],
)  # fmt: skip
def test_places_stay_in_one_piece(runs: tuple[Run, ...], width: float, expected: list[str]) -> None:
    assert lines(typeset(runs, width * SIZE, SIZE)) == expected


def test_pieces_follow_each_other_and_tell_their_run_and_face() -> None:
    block = typeset((Run("负责人："), Run("张𡋤", 0), Run("（☑在职）")), 300, SIZE)
    (line,) = block.lines
    assert [(piece.text, piece.face, piece.run) for piece in line.pieces] == [
        ("负责人：", Face.SERIF, 0),
        ("张", Face.SERIF, 1),
        ("𡋤", Face.RARE, 1),
        ("（", Face.SERIF, 2),
        ("☑", Face.SYMBOLS, 2),
        ("在职）", Face.SERIF, 2),
    ]
    ends = [piece.x + piece.width for piece in line.pieces]
    assert [piece.x for piece in line.pieces] == pytest.approx([0.0, *ends[:-1]])
    assert line.width == pytest.approx(ends[-1])


def test_blanks_at_the_end_of_a_line_do_not_count() -> None:
    (line,) = typeset((Run("合计  　"),), 300, SIZE).lines
    assert line.width == pytest.approx(2 * SIZE)


def test_nothing_has_no_lines_and_blanks_have_one() -> None:
    assert typeset((), 100, SIZE).height == 0
    assert typeset((Run("", 0),), 100, SIZE).height == 0
    assert len(typeset((Run("　"),), 100, SIZE).lines) == 1


def test_the_em_box_stands_in_the_middle_of_the_line() -> None:
    block = typeset((Run("绩效"),), 100, SIZE, line_factor=1.5)
    assert block.line_height == 15.0
    assert block.ascent == pytest.approx(2.5 + 8.8)


def test_titles_are_set_in_bold() -> None:
    (line,) = typeset((Run("绩效2022囍"),), 300, SIZE, bold=True).lines
    assert [piece.face for piece in line.pieces] == [Face.SERIF_BOLD, Face.SERIF]


OFFICE_TEXT = st.text(
    st.one_of(
        st.sampled_from("绩效目标完成县级就业培训人数资金年月日前"),
        st.sampled_from("0123456789.,-%≥ABCxyz "),
        st.sampled_from(NEVER_FIRST + NEVER_LAST + "　\n𡋤☑□—·"),
    ),
    max_size=80,
)


@given(text=OFFICE_TEXT, width=st.floats(1.0, 30.0), even=st.booleans())
def test_every_character_is_set_once_in_order_and_no_line_is_too_wide(text: str, width: float, even: bool) -> None:
    block = typeset((Run(text),), width * SIZE, SIZE, even=even)
    blanks = str.maketrans("", "", BLANKS + "\n")
    assert "".join(lines(block)).translate(blanks) == text.translate(blanks)
    assert all(line.width <= width * SIZE + 1e-3 for line in block.lines)


SENTENCE = st.lists(
    st.builds(
        lambda before, words, after: before + words + after,
        st.sampled_from(["", "（", "《", "“", "（“"]),
        st.text("绩效目标完成县级就业培训", min_size=1, max_size=6),
        st.sampled_from(["", "，", "。", "）", "”，", "》）。", "%", "…"]),
    ),
    max_size=12,
).map("".join)


@given(text=SENTENCE, width=st.floats(6.0, 20.0), even=st.booleans())
def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one(text: str, width: float, even: bool) -> None:
    found = lines(typeset((Run(text),), width * SIZE, SIZE, even=even))
    assert all(line[0] not in NEVER_FIRST for line in found[1:])
    assert all(line[-1] not in NEVER_LAST for line in found[:-1])
