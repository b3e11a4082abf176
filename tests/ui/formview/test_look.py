"""What only the screen shows: computed, provisional, found, selected; and how little is painted anew."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QColor, QImage, QPaintEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from desktop.forms.grid import PlaceState
from desktop.forms.paths import Path
from desktop.session.session import Session
from desktop.ui.formview import FormView, colors
from desktop.ui.formview.pointing import Pointer
from tests.ui.formview.clerk import Clerk

TOTAL = ("资金来源合计",)


def _rect(clerk: Clerk, path: Path) -> QRect:
    form = clerk.view.form
    assert form is not None
    spot = form.places.exact(path)
    assert spot is not None
    clerk.view.show_spot(spot)
    return clerk.view.desk.to_view(form.places.area(spot)).toRect()


def _seen(clerk: Clerk) -> QImage:
    return clerk.view.viewport().grab().toImage()


def _ground(clerk: Clerk, path: Path) -> QColor:
    """The colour behind the words, near the lower left corner."""
    rect = _rect(clerk, path)
    return _seen(clerk).pixelColor(rect.left() + 4, rect.bottom() - 4)


def _colors_in(image: QImage, rect: QRect) -> set[int]:
    return {
        image.pixel(x, y)
        for x in range(rect.left(), rect.right() + 1)
        for y in range(rect.top(), rect.bottom() + 1)
        if image.valid(x, y)
    }


def _ink(clerk: Clerk, path: Path) -> set[int]:
    """All colours inside a cell."""
    rect = _rect(clerk, path).adjusted(3, 3, -3, -3)
    return _colors_in(_seen(clerk), rect)


def _foot(clerk: Clerk, path: Path) -> set[int]:
    """All colours at the lower edge of a place between words."""
    rect = _rect(clerk, path)
    return _colors_in(_seen(clerk), rect.adjusted(2, rect.height() // 2, -2, 4))


def _corner(clerk: Clerk, path: Path) -> QColor:
    """The colour just inside the upper right corner."""
    rect = _rect(clerk, path)
    return _seen(clerk).pixelColor(rect.right() - 2, rect.top() + 3)


def test_a_computed_cell_looks_it(reviewer: Clerk) -> None:
    assert _ground(reviewer, ("预算执行情况", 1, "预算执行率")) == colors.COMPUTED
    assert _ground(reviewer, ("预算执行情况", 1, "年初预算")) == colors.PAPER


def test_a_total_over_unfinished_parts_is_grey_until_it_is_final(reviewer: Clerk) -> None:
    session = reviewer.view.session
    assert session is not None
    total = ("合计得分",)
    place = session.place(total)
    assert place is not None
    assert place.state is PlaceState.PROVISIONAL
    black, grey = QColor("black").rgb(), colors.PROVISIONAL.rgb()
    before = _ink(reviewer, total)
    assert black not in before
    assert grey in before
    for path, text in {
        (("预算执行情况", 0, "年初预算")): "10", (("预算执行情况", 0, "调整后预算数")): "10",
        (("预算执行情况", 0, "预算执行数")): "9", (("绩效指标", 2, "完成值")): "96",
    }.items():  # fmt: skip
        session.set_text(path, text)
    place = session.place(total)
    assert place is not None
    assert place.state is PlaceState.COMPUTED
    after = _ink(reviewer, total)
    assert black in after
    assert grey not in after


def test_findings_are_marked_in_their_cells(clerk: Clerk) -> None:
    goal, amount = ("年度目标",), ("以前年度预算安排",)
    clerk.view.go_to(("项目名称",))
    assert _ground(clerk, goal) == colors.ERROR_TINT
    assert _corner(clerk, goal) == colors.ERROR
    clerk.view.go_to(goal)
    clerk.type("done")
    clerk.press("Enter")
    assert _ground(clerk, goal) == colors.PAPER
    clerk.click(("项目属性",), option=1)
    clerk.view.go_to(("项目名称",))
    assert colors.WARNING_TINT.rgb() in _ink(clerk, amount)


def test_what_is_only_still_to_be_filled_can_be_marked_quietly(clerk: Clerk) -> None:
    goal = ("年度目标",)
    clerk.view.set_quiet(True)
    clerk.view.go_to(("项目名称",))
    assert _ground(clerk, goal) == colors.PAPER
    assert _corner(clerk, goal) == colors.PAPER
    assert Pointer(clerk.view).tooltip(clerk.point(goal)) == "<p style='white-space: pre-wrap'>年度目标没有填</p>"
    rect = _rect(clerk, goal)
    assert _seen(clerk).pixelColor(rect.right() - 6, rect.top() + 7) == colors.TO_FILL
    clerk.view.go_to(("年度绩效指标", 0, "三级指标"))
    clerk.view.commands.row_below.trigger()
    assert _ground(clerk, goal) == colors.PAPER, "also when the grid was made anew"
    clerk.view.set_quiet(False)
    assert _ground(clerk, goal) == colors.ERROR_TINT


def test_between_words_the_dot_stands_at_the_place_it_is_about(clerk: Clerk) -> None:
    clerk.view.set_quiet(True)
    clerk.view.go_to(("项目名称",))

    def dotted(path: Path) -> bool:
        return colors.TO_FILL.rgb() in _colors_in(_seen(clerk), _rect(clerk, path))

    assert dotted(("年度资金总额",))
    assert not dotted(("中长期资金总额",)), "nobody has to fill it"


def test_a_blank_place_between_words_shows_where_to_write(clerk: Clerk) -> None:
    clerk.view.go_to(("项目名称",))
    assert colors.ROOM.rgb() in _foot(clerk, ("政府采购",))
    session = clerk.view.session
    assert session is not None
    session.set_text(("政府采购",), "5")
    clerk.view.go_to(("项目名称",))
    assert colors.ROOM.rgb() not in _foot(clerk, ("政府采购",))


def test_the_cursors_frame_is_the_accent_while_the_form_has_the_keyboard(clerk: Clerk, qtbot: QtBot) -> None:
    def frame() -> QColor:
        rect = clerk.view.selection_rect().toRect()
        return _seen(clerk).pixelColor(rect.center().x(), rect.top())

    assert frame() == colors.ACCENT
    other = QLineEdit(clerk.view)
    other.show()
    other.setFocus()
    qtbot.waitUntil(other.hasFocus)
    assert frame() == colors.ACCENT_IDLE


def test_a_block_is_tinted(reviewer: Clerk) -> None:
    path = ("绩效指标", 0, "指标值")
    assert _ground(reviewer, path) == colors.PAPER
    reviewer.view.go_to(path)
    reviewer.press("Shift+Down")
    assert _ground(reviewer, path) not in (colors.PAPER, colors.ERROR_TINT)


def test_an_overruled_score_has_a_corner(reviewer: Clerk) -> None:
    session = reviewer.view.session
    assert session is not None
    path = ("绩效指标", 0, "得分")
    session.set_text(("绩效指标", 0, "得分说明"), "按专家意见")
    session.set_text(path, "35")
    place = session.place(path)
    assert place is not None
    assert place.state is PlaceState.OVERRULED
    reviewer.view.go_to(("项目名称",))
    rect = _rect(reviewer, path)
    assert _seen(reviewer).pixelColor(rect.left() + 2, rect.top() + 3) == colors.ACCENT


class _Paints(QObject):
    """Notes what a widget is asked to paint."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rects: list[QRect] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and isinstance(event, QPaintEvent):
            self.rects.append(QRect(event.rect()))
        return super().eventFilter(watched, event)


@pytest.fixture
def long_form(qtbot: QtBot, review: Session) -> Clerk:
    """300 indicators."""
    row = review.document.rows(("绩效指标",))[0]
    review.document.data["绩效指标"] = [dict(row, 三级指标=f"指标{number}", 权重="0.3") for number in range(300)]
    view = FormView()
    qtbot.addWidget(view)
    view.resize(1080, 660)
    view.set_session(Session(review.edition, review.document))
    return Clerk(qtbot, view)


def test_one_edit_paints_only_what_it_changed(long_form: Clerk, qtbot: QtBot) -> None:
    viewport = long_form.view.viewport()
    long_form.view.go_to(("绩效指标", 150, "完成值"))
    session = long_form.view.session
    assert session is not None
    QApplication.processEvents()
    paints = _Paints(viewport)
    viewport.installEventFilter(paints)
    session.set_text(("绩效指标", 150, "完成值"), "11")
    QApplication.processEvents()
    painted = sum(rect.width() * rect.height() for rect in paints.rects)
    assert painted > 0
    assert painted < viewport.width() * viewport.height() / 4


def test_only_what_is_in_sight_is_drawn(long_form: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    from desktop.ui.painter import BoxPainter  # noqa: PLC0415  # to count what it is given

    drawn: list[int] = []
    original = BoxPainter.text

    def counted(self: BoxPainter, boxes: list[object], ink: object = None) -> None:
        drawn.append(len(boxes))
        original(self, boxes, ink)  # type: ignore[arg-type]  # passed through as it came

    monkeypatch.setattr(BoxPainter, "text", counted)
    long_form.view.viewport().grab()
    assert 0 < sum(drawn) < 300


def test_scrolling_and_typing_far_down_leaves_no_trace_of_the_frame(long_form: Clerk) -> None:
    """The picture after moving about is the one a fresh paint gives."""
    long_form.view.go_to(("绩效指标", 200, "完成值"))
    long_form.press("Down", "Shift+Right", "Up", "PgUp", "Tab")
    long_form.type("8")
    long_form.press("Enter", "Left")
    QApplication.processEvents()
    seen = long_form.view.grab().toImage()
    long_form.view.viewport().update()
    QApplication.processEvents()
    assert long_form.view.grab().toImage() == seen
    assert long_form.view.viewport().testAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
