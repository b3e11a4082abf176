"""上报清单, the sheet that goes with a package."""

from __future__ import annotations

from desktop.forms.page import MM
from desktop.forms.sendlist import SendLine, SendNote, UnitLine, note_grid, note_pages

LINE = SendLine("部门预算项目支出绩效目标批复表", "水质监测", 2, 3, "ABCD-EFGH-JKMN-PQRS")
UNIT = "某市生态环境局"


def note(count: int = 2, proofs: tuple[str, ...] = ()) -> SendNote:
    return SendNote(UNIT, 2022, "年初", "2022-03-01 09:00", (LINE,) * count, proofs, "2345-6789-ABCD-EFGH")


def texts(given: SendNote) -> list[list[str]]:
    grid = note_grid(given)
    return [[cell.text for cell in grid.cells if cell.row == row] for row in range(len(grid.rows))]


def test_documents_with_their_codes_then_the_code_of_the_package() -> None:
    captions, first, _, total, proofs, code, *signing = texts(note())
    assert captions == ["序号", "表名", "项目", "页数", "修订", "核对码"]
    assert first == ["1", LINE.form, "水质监测", "2", "3", LINE.code]
    assert total == ["共 2 份", "4", ""]
    assert proofs == ["附件", "无"]
    assert code == ["上报包核对码", "2345-6789-ABCD-EFGH"]
    assert [row[0] for row in signing] == ["经办人", "负责人", "日期"]


def test_attachments_are_named() -> None:
    assert texts(note(proofs=("采购合同", "会议纪要")))[4] == ["附件（2 个）", "采购合同；会议纪要"]


def test_whose_it_is_and_when_it_was_made_stands_above() -> None:
    (line,) = note_grid(note()).above
    assert [cell.text for cell in line.cells] == [f"报送单位：{UNIT}", "2022 年度（年初）　2022-03-01 09:00"]


def test_the_table_is_closed_and_a_seal_has_room() -> None:
    grid = note_grid(note(3))
    tiles = {
        (cell.row + down, cell.col + right)
        for cell in grid.cells for down in range(cell.rowspan) for right in range(cell.colspan)
    }  # fmt: skip
    assert tiles == {(row, col) for row in range(len(grid.rows)) for col in range(len(grid.columns))}
    assert sum(cell.rowspan * cell.colspan for cell in grid.cells) == len(tiles)
    assert sum(grid.columns) == grid.paper.table_width
    (page,) = note_pages(note(3))
    (seal,) = (box for box in page.boxes if box.cell.seal == "公章")
    assert seal.height >= 42 * MM
    assert seal.width >= 42 * MM


def test_codes_stand_in_one_line_and_a_long_list_goes_on_with_its_captions() -> None:
    pages = note_pages(note(80))
    assert len(pages) > 1
    for page in pages[:-1]:
        assert any(box.cell.text == "核对码" for box in page.boxes)
        assert all(len(box.lines) == 1 for box in page.boxes if box.cell.text == LINE.code)


def test_what_an_office_sends_on_is_listed_by_units() -> None:
    units = (
        UnitLine("某市水利局", ("某县财政局", "某镇政府"), 3, (LINE.code, "2222-3333-4444-5555"), 1),
        UnitLine("某市水利局", ("某县财政局", "某镇政府"), 2, (), 0),
        UnitLine("某市审计局", (), 1, (LINE.code,), 0),
    )
    given = SendNote("某市财政局", 2022, "", "2022-03-01 09:00", (), (), "2345-6789-ABCD-EFGH", units)
    captions, first, second, third, total, *_ = texts(given)
    assert captions == ["序号", "填报单位", "经由", "表数", "签名", "原清单核对码"]
    assert first == ["1", "某市水利局", "某县财政局\n某镇政府", "3", "1份", f"{LINE.code}\n2222-3333-4444-5555"]
    assert second[3:] == ["2", "无", "无"]
    assert third == ["3", "某市审计局", "", "1", "无", LINE.code]
    assert total == ["共 2 个单位", "6", ""]
    assert len(note_pages(SendNote("某局", 2022, "", "2022-03-01 09:00", (), (), LINE.code, units * 40))) > 1
