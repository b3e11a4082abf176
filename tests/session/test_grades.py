"""定性 indicators: the grade is chosen where 指标性质 says 定性, the points lie in its band, the score says so."""

from __future__ import annotations

from desktop.forms.grid import PlaceKind
from desktop.forms.paths import Path
from desktop.session.session import Session
from tests.forms.samples import edition_of, sample

GRADES = ("达成", "部分达成", "未达成")
COUNTED: Path = ("绩效指标", 0)
JUDGED: Path = ("绩效指标", 4)


def opened() -> Session:
    document = sample("D-示例")
    return Session(edition_of(document), document)


def kind(session: Session, row: Path) -> tuple[PlaceKind, tuple[str, ...]]:
    place = session.place((*row, "完成值"))
    assert place is not None
    return place.kind, place.options


def codes(session: Session) -> list[str]:
    return [finding.code for finding in session.findings]


def test_grades_are_offered_where_they_are_given_and_nowhere_else() -> None:
    session = opened()
    assert kind(session, JUDGED) == (PlaceKind.CHOICE, GRADES)
    assert kind(session, COUNTED) == (PlaceKind.TEXT, ())


def test_they_are_offered_as_soon_as_the_indicator_is_one_and_no_longer() -> None:
    session = opened()
    change = session.set_text((*COUNTED, "指标性质"), "定性")
    assert not change.rebuilt
    assert (*COUNTED, "完成值") in [place.path for cell in change.cells for place in cell.places]
    assert kind(session, COUNTED) == (PlaceKind.CHOICE, GRADES)
    session.undo()
    assert kind(session, COUNTED) == (PlaceKind.TEXT, ())


def test_grade_first_then_points_within_its_band() -> None:
    session = opened()
    score = (*JUDGED, "得分")
    session.set_text(score, "")
    session.set_text((*JUDGED, "完成值"), "部分达成")
    assert codes(session) == ["D05"]
    assert "“部分达成”可得 6–8 分（不含 8），得分还没有评定" in session.explain(score)
    session.set_text((*JUDGED, "未完成原因分析"), "两项制度没有印发")
    session.set_text(score, "9")
    (finding,) = session.findings
    assert (finding.code, finding.path) == ("D06", score)
    assert finding.message == "指标“管理制度”的完成值是“部分达成”，得分应在 6–8 分（不含 8），现为 9.00"
    session.set_text(score, "7")
    assert codes(session) == []


def test_words_of_ones_own_are_no_grade() -> None:
    session = opened()
    session.set_text((*JUDGED, "完成值"), "健全，已印发执行")
    session.set_text((*JUDGED, "得分"), "10")
    assert codes(session) == []
    assert "属“达成”一档，8–10 分" in session.explain((*JUDGED, "得分"))
