"""A rare name goes through every form and every kind of file, and comes back as the person wrote it."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from desktop.export.official import render, usual_outputs
from desktop.export.package.manifest import Entry, Manifest
from desktop.export.package.reading import read_package
from desktop.export.package.writing import write_package
from desktop.forms import jsonio
from desktop.forms.calculation import Evaluation
from desktop.forms.canonical import digest
from desktop.forms.catalogue import bundled
from desktop.forms.checks import check
from desktop.forms.document import Document
from desktop.forms.edition import Edition, Field, FieldType
from desktop.forms.fresh import new_document
from desktop.forms.resolve import resolve
from desktop.forms.standing import Standing
from desktop.resources import asset
from desktop.session.intake import read_file
from tests.export import pdf_pages

NAME = "张䶮㛃𬭎𫖯𡋤"
"""GB 18030-2022, level 3; the last three are beyond U+FFFF."""
_TEXT = {FieldType.TEXT, FieldType.PROSE}


def filled(edition: Edition) -> Document:
    """A form in which the name stands wherever words can be entered, in the first row of each list too."""
    file = next((file for file in sorted(asset("samples").glob("*.json")) if _is_of(file, edition)), None)
    if file is None:
        document = new_document(edition, edition.first_year, "")
    else:
        document = jsonio.loads(file.read_bytes(), name=file.name, catalogue=bundled())
    for node, field in edition.scalars.items():
        if field.type in _TEXT and field.calculation is None and field.pattern is None and not field.options:
            _put(document, edition, node, field)
    return document


def _is_of(file: Path, edition: Edition) -> bool:
    raw = json.loads(file.read_bytes())
    return (raw["表"], raw["版式"]) == (edition.form, edition.edition)


def _put(document: Document, edition: Edition, node: tuple[str, ...], field: Field) -> None:
    holder = document.data
    for at in range(1, len(node)):
        rows = document.rows(node[:1]) if at == 1 else holder.get(node[at - 1])
        if not isinstance(rows, list) or not rows or not isinstance(rows[0], dict):
            return
        item = edition.lists[node[:at]]
        if field.key in (*item.captions, *item.groups, item.row_key):
            return
        holder = rows[0]
    holder[field.key] = NAME


EDITIONS = pytest.mark.parametrize(
    "edition", bundled().editions, ids=lambda edition: f"{edition.letter}-{edition.form}"
)


@EDITIONS
def test_a_rare_name_on_paper_and_back_from_every_file(edition: Edition, tmp_path: Path) -> None:
    document = filled(edition)
    evaluation = Evaluation(edition, document)
    shown = sum(cell.text.count(NAME) for cell in resolve(evaluation).cells)
    # Two budget tables have printed captions and amounts only; their 单位名称 is kept and not printed.
    assert shown > 0 or edition.form.endswith(("部门预算收支总表", "财政拨款收支预算总表"))
    assert not [finding for finding in check(evaluation) if finding.code == "X05"]
    files = {kind: tmp_path / f"表.{kind}" for kind in {*usual_outputs(edition), "pdf", "xlsx", "docx"}}
    for kind, file in files.items():
        file.write_bytes(render(evaluation, kind, Standing()))
    pages = pdf_pages.mupdf(files["pdf"].read_bytes())
    printed = "".join("".join(page.get_text().split()) for page in pages)
    # A cell too narrow for the name breaks it over two lines, between which nothing else stands.
    assert printed.count(NAME) >= shown
    with zipfile.ZipFile(files["docx"]) as word:
        assert word.read("word/document.xml").decode().count(NAME) >= shown
    for kind in ("pdf", "xlsx"):
        (back,) = read_file(files[kind], bundled()).documents
        assert back.data == document.data
        assert digest(edition, back) == digest(edition, document)


@EDITIONS
def test_a_rare_name_upward_in_a_package(edition: Edition) -> None:
    document = filled(edition)
    data, mark = jsonio.dumps(document), digest(edition, document).hex()
    entry = Entry("文档/01.json", edition.form, edition.edition, document.year, NAME, NAME, 1, mark)
    made = Manifest(NAME, document.year, "2022-03-01T09:00:00+08:00", "绩表", (entry,))
    package = read_package(write_package(made, {entry.file: data}), name="某局.jbz")
    assert package.manifest.entries == (entry,)
    back = jsonio.loads(package.files[entry.file], name="某局.jbz", catalogue=bundled())
    assert back == document


def test_it_is_the_same_character_and_not_a_look_alike() -> None:
    """Compatibility forms and radicals would print alike and match nothing that is searched for."""
    assert [f"{ord(char):X}" for char in NAME] == ["5F20", "4DAE", "36C3", "2CB4E", "2B5AF", "212E4"]
