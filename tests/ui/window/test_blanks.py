"""What is only still to be filled is no error until the person asks for 审核."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor, QImage

from desktop.forms.findings import Finding, Level
from desktop.forms.paths import Path
from desktop.ui import theme
from desktop.ui.editor.page import EditorPage
from desktop.ui.editor.verdict import failed
from desktop.ui.findings.groups import Group
from desktop.ui.formview import colors
from desktop.ui.mainwindow import MainWindow
from tests.ui.window.hand import Key, press

GOAL = ("年度目标",)


def words(editor: EditorPage) -> list[str]:
    QCoreApplication.processEvents()
    model = editor.panel.model
    return [str(model.index(line, 0).data()) for line in range(model.rowCount())]


def picture(editor: EditorPage, path: Path) -> QImage:
    """A cell as it is seen, away from the cursor."""
    view = editor.view
    view.go_to(("项目名称",))
    assert view.form is not None
    spot = view.form.places.exact(path)
    assert spot is not None
    view.show_spot(spot)
    return view.viewport().grab(view.desk.to_view(view.form.places.area(spot)).toRect()).toImage()


def inks(image: QImage) -> set[str]:
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


def list_inks(editor: EditorPage) -> set[str]:
    return inks(editor.panel.list.viewport().grab().toImage())


@pytest.fixture
def mixed(editor: EditorPage) -> EditorPage:
    """Two errors, one thing to explain, and much that is still blank."""
    assert editor.draft is not None
    for path, text in {"年度资金总额": "15", "年度财政拨款": "14", "一般公共预算收入": "13"}.items():
        editor.draft.session.set_text((path,), text)
    QCoreApplication.processEvents()
    return editor


def test_a_new_form_raises_no_alarm(editor: EditorPage) -> None:
    panel = editor.panel
    assert panel.model.findings
    assert panel.model.count(Group.BLANK) == len(panel.model.findings)
    assert panel.summary.text() == f'<span style="color:{theme.SOFT}">{len(panel.model.findings)} 处未填</span>'
    assert theme.RED.lower() not in list_inks(editor)
    seen = inks(picture(editor, GOAL))
    assert colors.ERROR.name() not in seen
    assert colors.ERROR_TINT.name() not in seen


def test_where_something_is_to_be_filled_a_grey_dot_says_so(editor: EditorPage) -> None:
    def dots(path: Path) -> bool:
        seen = picture(editor, path)
        return colors.TO_FILL.name() in inks(seen.copy(seen.width() - 12, 2, 10, 10))

    assert dots(GOAL)
    assert not dots(("中长期目标",)), "nobody has to fill it"
    assert not dots(("资金来源合计",)), "it fills itself"
    assert editor.draft is not None
    editor.draft.session.set_text(GOAL, "完成全年考务")
    assert not dots(GOAL)


def test_blanks_are_a_group_of_their_own_and_the_last(mixed: EditorPage) -> None:
    model = mixed.panel.model
    counts = [model.count(group) for group in (Group.ERROR, Group.WARNING, Group.BLANK)]
    assert min(counts) > 0
    heads = [line for line in words(mixed) if "（" not in line]
    assert heads == [f"错误 {counts[0]}", f"需说明 {counts[1]}", f"还没有填 {counts[2]} 处"]
    line = re.sub("<[^>]+>", "", mixed.panel.summary.text())
    assert line == f"{counts[0]} 处错误 · {counts[1]} 处需说明 · {counts[2]} 处未填"


def test_f8_goes_through_what_is_wrong_first_then_through_what_is_blank(mixed: EditorPage) -> None:
    findings = mixed.panel.model.findings
    assert [finding.blank for finding in findings] == sorted(finding.blank for finding in findings)
    assert mixed.draft is not None
    assert set(findings) == set(mixed.draft.session.findings)
    mixed.view.go_to(findings[0].path)
    for finding in (*findings[1:], findings[0]):
        press(Key.Key_F8)
        assert mixed.panel.list.current() == finding


def test_review_makes_errors_of_them(window: MainWindow, mixed: EditorPage) -> None:
    errors, blanks = mixed.panel.model.count(Group.ERROR), mixed.panel.model.count(Group.BLANK)
    assert mixed.draft is not None
    press(Key.Key_F7)
    assert mixed.panel.model.count(Group.BLANK) == 0
    assert mixed.panel.model.count(Group.ERROR) == errors + blanks
    assert mixed.panel.model.findings == mixed.draft.session.findings, "again in the order of the form"
    assert window.messages.text == f"审核未通过：{errors + blanks} 处错误（其中 {blanks} 处没有填），1 处需说明"
    seen = picture(mixed, GOAL)
    assert colors.ERROR.name() in inks(seen)
    assert QColor(seen.pixelColor(4, seen.height() - 4)) == colors.ERROR_TINT


def test_once_asked_for_it_stays_so_in_this_sitting_for_this_draft(window: MainWindow, editor: EditorPage) -> None:
    press(Key.Key_F7)
    window.show_drafts()
    window.open_draft(3)
    assert editor.panel.model.count(Group.ERROR) == 0, "another draft, which nobody asked about"
    window.show_drafts()
    window.open_draft(1)
    assert editor.panel.model.count(Group.BLANK) == 0
    assert colors.ERROR.name() in inks(picture(editor, GOAL))


def test_what_is_wrong_beside_a_blank_is_red_all_the_same(editor: EditorPage) -> None:
    assert editor.draft is not None
    editor.draft.session.set_text(("年度资金总额",), "十五")
    QCoreApplication.processEvents()
    assert colors.ERROR_TINT.name() in inks(picture(editor, ("年度资金总额",)))
    assert editor.panel.model.count(Group.ERROR) == 1


@pytest.mark.parametrize(
    ("errors", "blanks", "warnings", "line"),
    [
        (0, 0, 0, ""),
        (2, 0, 0, "审核未通过：2 处错误"),
        (0, 3, 0, "审核未通过：3 处错误（都是没有填的）"),
        (2, 3, 1, "审核未通过：5 处错误（其中 3 处没有填），1 处需说明"),
        (0, 0, 1, "审核未通过：1 处需说明"),
    ],
)
def test_the_line_after_review(errors: int, blanks: int, warnings: int, line: str) -> None:
    def some(level: Level, count: int, *, blank: bool = False) -> list[Finding]:
        return [Finding("X01", level, (str(number),), "", blank=blank) for number in range(count)]

    findings = some(Level.ERROR, errors) + some(Level.ERROR, blanks, blank=True) + some(Level.WARNING, warnings)
    assert failed([*findings, *some(Level.INFO, 1)]) == line
