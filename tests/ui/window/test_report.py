"""A report in the window: it is typed into like a form, goes out as Word, and gives its paragraphs to the clipboard."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QTextEdit

from desktop.forms import jsonio
from desktop.forms.catalogue import bundled
from desktop.resources import asset
from desktop.ui.editor.page import EditorPage
from desktop.ui.formview.editors import ProseEditor
from desktop.ui.mainwindow import MainWindow
from tests.ui.window.standins import StandInServices


@pytest.fixture
def report(window: MainWindow, services: StandInServices) -> EditorPage:
    """The sample report."""
    number = services.add("项目支出绩效自评报告", 2022)
    file = asset("samples/H-示例.json")
    services.documents[number] = jsonio.loads(file.read_bytes(), name=file.name, catalogue=bundled())
    window.open_draft(number)
    assert window.editor is not None
    return window.editor


def test_the_paragraphs_go_to_the_clipboard_with_their_headings(window: MainWindow, report: EditorPage) -> None:
    assert report.commands.copy_texts.isVisible()
    assert report.commands.copy_texts.text() == "复制决算段落"
    report.commands.copy_texts.trigger()
    lines = QGuiApplication.clipboard().text().split("\n")
    assert [lines[0], lines[2]] == ["1. 东西部协作联络站建设", "2. 流动人员档案整理"]
    assert window.messages.text == "已复制 2 段决算段落，可以粘贴到 Word 或 WPS 里"


def test_what_is_being_typed_is_copied_too(report: EditorPage) -> None:
    report.view.go_to(("项目", 0, "决算段落"))
    report.view.edit()
    editor = report.view.editing.editor
    assert isinstance(editor, ProseEditor)
    editor.setPlainText("项目已经完成。")
    report.commands.copy_texts.trigger()
    assert QGuiApplication.clipboard().text().split("\n")[1] == "项目已经完成。"


def test_nothing_is_copied_while_nothing_is_written(window: MainWindow, services: StandInServices) -> None:
    QGuiApplication.clipboard().setText("原来的")
    window.open_draft(services.add("项目支出绩效自评报告", 2022))
    assert window.editor is not None
    window.editor.commands.copy_texts.trigger()
    assert QGuiApplication.clipboard().text() == "原来的"
    assert window.messages.text == "还没有填决算段落，没有复制"


def test_a_form_without_such_paragraphs_does_not_offer_the_command(editor: EditorPage) -> None:
    assert not editor.commands.copy_texts.isVisible()


def test_a_report_goes_out_as_word(report: EditorPage, services: StandInServices) -> None:
    report.commands.docx.trigger()
    assert services.opened[-1].written[-1].startswith("export docx 文件 ")


@pytest.mark.parametrize("zoom", [0.9, 1.0, 1.25, 1.5])
def test_the_open_paragraph_has_the_lines_it_has_on_paper(report: EditorPage, zoom: float) -> None:
    view = report.view
    view.set_zoom(zoom)
    view.go_to(("基本情况",))
    view.edit()
    editor = view.editing.editor
    assert isinstance(editor, QTextEdit)
    assert view.form is not None
    spot = view.form.selection.current
    assert spot is not None
    box = view.form.places.box(spot.cell)
    assert box is not None
    block, lines = editor.document().begin(), []
    while block.isValid():
        layout = block.layout()
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            lines.append(block.text()[line.textStart() : line.textStart() + line.textLength()])
        block = block.next()
    assert lines == ["".join(piece.text for piece in put.line.pieces) for put in box.lines]
