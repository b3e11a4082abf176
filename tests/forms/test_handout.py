"""The list of all checks: nothing left out, nothing said twice, and two pages that can be read."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.export.handout import handout_pdf
from desktop.forms.catalogue import bundled, load_catalogue
from desktop.forms.findings import Level
from desktop.forms.handout import handout_grid, handout_pages
from desktop.forms.rulelist import LEVELS, RuleLine, Section, sections
from desktop.forms.together_rules import together_edition

GUIDE = (Path(__file__).parents[2] / "docs" / "表样.md").read_text(encoding="utf-8")


def bundled_sections() -> tuple[Section, ...]:
    return sections(bundled().editions, together_edition(bundled()))


def line(code: str) -> RuleLine:
    return next(line for section in bundled_sections() for line in section.lines if line.code == code)


def test_every_bundled_rule_says_in_plain_words_what_it_checks() -> None:
    for edition in (*bundled().editions, together_edition(bundled())):
        for rule in edition.rules:
            assert rule.about, f"{edition.form} {rule.code}"
        for field in edition.scalars.values():
            assert field.calculation is None or not field.calculation.code or field.calculation.about, field.key


def test_every_code_of_the_definitions_is_listed_once_in_its_form() -> None:
    by_letter = {section.title[0]: section for section in bundled_sections()}
    for edition in bundled().editions:
        codes = [line.code for line in by_letter[edition.letter].lines]
        assert len(codes) == len(set(codes))
        assert {rule.code for rule in edition.rules} <= set(codes)
        assert codes == sorted(codes, key=lambda code: (code[0] != edition.letter, code))


def test_rules_of_one_code_share_a_line() -> None:
    assert line("B08").levels == (Level.ERROR, Level.WARNING)
    assert line("B08").about.count("；") == 1
    assert line("G01").levels == (Level.ERROR, Level.INFO)
    assert line("G01").level_words == "错误、提示"
    assert line("B06").about == "政府购买服务不多于政府采购，政府采购不多于年度资金总额", "said once for three rules"


def test_a_rule_names_its_own_source_and_otherwise_the_forms() -> None:
    assert line("D11").source == "财预〔2020〕10号"
    assert line("D07").source == "茂县人力资源和社会保障局 2022 年部门决算公开"
    assert line("K01").source == "同一单位同一年度的几张表互相对照"


def test_the_form_and_its_source_stand_once_beside_all_its_rules() -> None:
    grid = handout_grid(bundled_sections())
    texts = [cell.text for cell in grid.cells if cell.col == 0]
    assert len(texts) == len(set(texts))
    area = sum(cell.rowspan * cell.colspan for cell in grid.cells)
    assert area == len(grid.rows) * len(grid.columns), "the cells tile the table"
    assert abs(sum(grid.columns) - grid.paper.table_width) < 1e-6


def test_it_is_two_pages_in_type_that_can_be_read() -> None:
    pages = handout_pages(bundled_sections())
    assert len(pages) == 2
    assert min(box.size for page in pages for box in page.boxes) >= 7.5
    shown = "".join(piece.text for page in pages for box in page.boxes for placed in box.lines
                    for piece in placed.line.pieces)  # fmt: skip
    for section in bundled_sections():
        for item in section.lines:
            assert item.code in shown
    assert re.sub(r"\s", "", line("C09").about) in re.sub(r"\s", "", shown)
    assert all(word in shown for word in LEVELS.values())


def test_the_file_is_the_same_whenever_it_is_made_of_the_same_rules() -> None:
    made = [handout_pdf(bundled_sections(), created=datetime(2024, 1, 1, tzinfo=UTC)) for _ in range(2)]
    assert made[0] == made[1]
    assert made[0].startswith(b"%PDF")


@pytest.mark.parametrize("plainly", [True, False])
def test_a_form_of_ones_own_is_listed_too(tmp_path: Path, plainly: bool) -> None:
    example = re.search(r"```toml\n(.*?)```", GUIDE, re.DOTALL)
    assert example is not None
    text = example[1] if plainly else re.sub(r'(?m)^about = .*\n|, about = "[^"]*"', "", example[1])
    (tmp_path / "培训班.toml").write_text(text, encoding="utf-8")
    catalogue = load_catalogue(tmp_path)
    assert not catalogue.faults
    (own,) = (section for section in sections(catalogue.editions) if section.title.startswith("P "))
    assert [item.code for item in own.lines] == ["P01", "P02", "P03"]
    said = own.lines[1].about
    assert said == ("支出合计不超过预算数" if plainly else "支出合计 … 万元超过了预算数 … 万元")
