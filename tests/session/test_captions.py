"""Tables whose rows are printed on the form: their words stay, whatever a person does."""

from __future__ import annotations

import pytest

from desktop.errors import UserError
from desktop.forms.catalogue import bundled
from desktop.forms.document import Document
from desktop.forms.fresh import new_document
from desktop.session.session import Session

FORM, EDITION = "部门预算收支总表", "巴中市-2022"
ROWS = ("行",)
INCOME, SPENDING = "收入/预算数", "支出/预算数"


def opened(document: Document) -> Session:
    return Session(bundled().for_document(FORM, EDITION, 2022), document)


def fresh() -> Session:
    return opened(new_document(bundled().for_document(FORM, EDITION, 2022), 2022, "某局"))


def without_rows() -> Session:
    return opened(Document(FORM, EDITION, 2022, {"单位名称": "某局"}))


def words(session: Session) -> list[tuple[object, object]]:
    return [(row.get("收入/项目"), row.get("支出/项目")) for row in session.document.rows(ROWS)]


def test_rows_can_neither_come_nor_go() -> None:
    session = fresh()
    with pytest.raises(UserError, match="表上印好"):
        session.insert_row(ROWS, 1)
    with pytest.raises(UserError, match="表上印好"):
        session.delete_rows(ROWS, [0])
    with pytest.raises(UserError, match="表上印好"):
        session.move_rows(ROWS, [0], 1)


def test_the_words_are_no_place_to_type_into() -> None:
    session = fresh()
    assert session.place(("行", 1, "收入/项目")) is None
    assert session.place(("行", 1, INCOME)) is not None


def test_clearing_all_places_leaves_the_words() -> None:
    session = fresh()
    before = words(session)
    session.set_text(("行", 1, INCOME), "5")
    session.clear([place.path for cell in session.grid.cells for place in cell.places])
    assert words(session) == before
    assert session.document.get(("行", 1, INCOME)) is None


def test_a_pasted_block_fills_the_amounts_only() -> None:
    session = fresh()
    before = words(session)
    session.fill(("行", 1, INCOME), [["5", "1"], ["6", "2"]])
    assert [session.document.get(("行", row, column)) for row in (1, 2) for column in (INCOME, SPENDING)] == [
        "5", "1", "6", "2",
    ]  # fmt: skip
    assert words(session) == before
    with pytest.raises(UserError, match="超出了表格"):
        session.fill(("行", 32, INCOME), [["5"], ["6"]])


@pytest.mark.parametrize("paste", [False, True])
def test_filling_a_document_without_rows_makes_all_of_them(paste: bool) -> None:
    session = without_rows()
    if paste:
        session.fill(("行", 2, INCOME), [["5"]])
    else:
        session.set_text(("行", 2, INCOME), "5")
    assert words(session) == words(fresh())
    assert session.document.get(("行", 2, INCOME)) == "5"
    assert session.place(("行", 2, INCOME)) is not None
    session.undo()
    assert session.document.rows(ROWS) == []
    session.redo()
    assert session.document.get(("行", 2, INCOME)) == "5"
