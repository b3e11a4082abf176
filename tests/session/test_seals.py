"""How a unit has its seal places printed is kept by unit, and comes back as it was."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest

from desktop.errors import UserError
from desktop.export.seal import cleaned_seal
from desktop.forms.catalogue import bundled
from desktop.forms.dressing import FREE, Seal, SealChoice
from desktop.forms.page import Matrix, Page, Picture, Ring, Wording
from desktop.resources import asset
from desktop.session.seals import Seals
from desktop.session.workspace import Workspace
from desktop.store import Store
from tests.seals import data, seal

UNIT, OTHER = "某县人力资源和社会保障局", "某县审计局"
IMAGE = cleaned_seal(data(seal(400)))


@pytest.fixture
def store(tmp_path: Path) -> Generator[Store]:
    with Store.open(tmp_path / "jibiao.db") as store:
        yield store


@pytest.fixture
def seals(store: Store) -> Seals:
    return Seals(store.settings)


def test_at_first_the_place_is_left_free(seals: Seals) -> None:
    assert seals.choice(UNIT) == FREE
    assert seals.image(UNIT) is None


@pytest.mark.parametrize(
    "choice",
    [SealChoice(Seal.RING, 45), SealChoice(Seal.PICTURE, 38, IMAGE, across=True), SealChoice(Seal.FREE, 50)],
    ids=["circle", "picture", "free"],
)
def test_each_unit_has_its_own(seals: Seals, store: Store, choice: SealChoice) -> None:
    seals.keep(UNIT, choice)
    assert Seals(store.settings).choice(UNIT) == choice
    assert seals.choice(OTHER) == FREE


@pytest.mark.parametrize(("asked", "kept"), [(10.0, 38.0), (44.0, 44.0), (90.0, 50.0)])
def test_a_seal_is_38_to_50_mm_wide(seals: Seals, asked: float, kept: float) -> None:
    seals.keep(UNIT, SealChoice(Seal.RING, asked))
    assert seals.choice(UNIT).diameter == kept


def test_a_picture_stays_while_another_choice_stands_until_it_is_deleted(seals: Seals) -> None:
    seals.keep(UNIT, SealChoice(Seal.PICTURE, 42, IMAGE))
    seals.keep(UNIT, SealChoice(Seal.RING))
    assert seals.choice(UNIT).image is None
    assert seals.image(UNIT) == IMAGE
    seals.forget_image(UNIT)
    assert seals.image(UNIT) is None
    assert seals.choice(UNIT) == FREE


def test_what_cannot_be_read_counts_as_not_there(seals: Seals, store: Store) -> None:
    store.settings.put(f"seal.{UNIT}", {"kind": "gold", "diameter": "large", "across": 3})
    assert seals.choice(UNIT) == FREE
    store.settings.put(f"seal.picture.{UNIT}", "no picture")
    assert seals.image(UNIT) is None


def test_that_a_picture_is_no_electronic_seal_is_said_once(seals: Seals, store: Store) -> None:
    assert not seals.told
    seals.note_told()
    assert Seals(store.settings).told


def test_a_file_without_a_seal_is_refused(seals: Seals, tmp_path: Path) -> None:
    file = tmp_path / "表.txt"
    file.write_text("表", encoding="utf-8")
    with pytest.raises(UserError, match="不是图片"):
        seals.read(file)


def kinds(page: Page) -> list[type]:
    return [type(mark) for mark in page.marks]


def test_a_draft_goes_to_paper_as_it_stands(store: Store) -> None:
    workspace = Workspace(store, bundled)
    number = workspace.import_file(asset("samples/B-示例.json")).ids[0]
    draft = workspace.open(number)
    assert kinds(draft.pages()[0]) == [Wording], "草稿"
    workspace.seals.keep(draft.row.unit, SealChoice(Seal.RING))
    assert kinds(draft.pages()[0]) == [Wording, Ring], "a choice is seen at once"


def test_what_passed_carries_seal_and_code_until_the_next_edit(store: Store) -> None:
    workspace = Workspace(store, bundled)
    number = workspace.import_file(asset("samples/D-示例.json")).ids[0]
    draft = workspace.open(number)
    workspace.seals.keep(draft.row.unit, SealChoice(Seal.PICTURE, 42, IMAGE))
    draft.review()
    assert draft.row.state == "审核通过"
    assert set(kinds(draft.pages()[0])) == {Picture, Matrix, Wording}
    draft.session.set_text(("存在问题",), "设备到位较晚，已催办。")
    assert kinds(draft.pages()[0]) == [Wording], "草稿"
