"""The superior's scores follow their rows into the next revision; what changed is asked again."""

from __future__ import annotations

import json
import zlib
from pathlib import Path

from desktop.collect.assessing import carry_assessments, scores_of
from desktop.collect.differing import document_of
from desktop.collect.keeping import pack
from desktop.forms.assess import Score, assessed_result, own_result, with_scores
from desktop.forms.calculation import Evaluation
from desktop.forms.catalogue import Catalogue, bundled
from desktop.forms.document import Document
from desktop.forms.loader import parse_edition
from desktop.forms.paths import path_json
from desktop.resources import definitions_dir
from desktop.store import Store
from desktop.store.assessments import KeptScore
from tests.collect.packages import goals
from tests.collect.targets import at, receive_one, targets

UNIT = "某市水利局"
SCORES = [
    KeptScore(path_json(at(0)), "25", ""),
    KeptScore(path_json(at(1)), "9.5", "超时一次"),
    KeptScore(path_json(at(2)), "14.7", "少一项"),
]


def judge(store: Store, stick: Path, document: Document) -> int:
    number = receive_one(store, stick, document)
    store.assessments.put(number, SCORES)
    return number


def shown(store: Store, number: int) -> dict[str, tuple[str, str, str]]:
    return {one.path: (one.score, one.why, one.former) for one in store.assessments.of(number)}


def test_what_summaries_read_is_a_copy_with_the_scores_in_it(store: Store, stick: Path) -> None:
    number = judge(store, stick, targets(UNIT))
    received = Evaluation(*document_of(store, bundled(), number))
    copy = with_scores(received, scores_of(store, number))
    assert copy is not None
    assert (own_result(received).total, assessed_result(copy).total) == ("50", "49.2")
    assert received.document.data == targets(UNIT).data


def test_what_was_not_judged_is_read_as_it_came(store: Store, stick: Path) -> None:
    for document in (targets(UNIT), goals()):
        number = receive_one(store, stick, document)
        assert with_scores(Evaluation(*document_of(store, bundled(), number)), scores_of(store, number)) is None


def test_scores_stay_with_rows_that_came_again_as_they_were(store: Store, stick: Path) -> None:
    old = judge(store, stick, targets(UNIT))
    newer = targets(UNIT, revision=2)
    newer.data["联系人"] = "王某"
    number = receive_one(store, stick, newer)
    assert number != old
    assert scores_of(store, number) == {
        at(0): Score("25"),
        at(1): Score("9.5", "超时一次"),
        at(2): Score("14.7", "少一项"),
    }
    assert store.assessments.of(old) == []


def test_a_row_that_changed_is_asked_again_with_the_former_score_at_hand(store: Store, stick: Path) -> None:
    judge(store, stick, targets(UNIT))
    number = receive_one(store, stick, targets(UNIT, ("25", "9", "15"), revision=2))
    assert shown(store, number) == {
        path_json(at(0)): ("25", "", ""),
        path_json(at(1)): ("", "超时一次", "9.5"),
        path_json(at(2)): ("14.7", "少一项", ""),
    }
    assert at(1) not in scores_of(store, number)


def test_scores_follow_rows_that_moved_and_go_with_those_that_went(store: Store, stick: Path) -> None:
    judge(store, stick, targets(UNIT))
    newer = targets(UNIT, revision=2)
    rows = newer.rows(("考核内容",))
    newer.data["考核内容"] = [rows[2], rows[0]]
    number = receive_one(store, stick, newer)
    assert shown(store, number) == {
        path_json(at(0)): ("14.7", "少一项", ""),
        path_json(at(1)): ("25", "", ""),
    }


def test_what_is_asked_again_stays_so_over_two_revisions(store: Store, stick: Path) -> None:
    judge(store, stick, targets(UNIT))
    receive_one(store, stick, targets(UNIT, ("25", "9", "15"), revision=2))
    number = receive_one(store, stick, targets(UNIT, ("24", "9", "15"), revision=3))
    assert shown(store, number) == {
        path_json(at(0)): ("", "", "25"),
        path_json(at(1)): ("", "超时一次", "9.5"),
        path_json(at(2)): ("14.7", "少一项", ""),
    }


def test_in_another_edition_everything_is_asked_again(store: Store, stick: Path) -> None:
    text = (definitions_dir() / "E" / "巴中市-2015.toml").read_text(encoding="utf-8")
    newer = parse_edition(text.replace('edition = "巴中市-2015"', 'edition = "巴中市-2023"').encode(), "新.toml")
    catalogue = Catalogue((*bundled().editions, newer))
    old = judge(store, stick, targets(UNIT))
    number = receive_one(store, stick, targets(UNIT, revision=2))
    store.assessments.carry(number, old, store.assessments.of(number))
    content = json.dumps(json.loads(zlib.decompress(store.collected.content(number)[0])) | {"版式": "巴中市-2023"})
    with store._connection.writing() as db:  # the unit's program had the newer edition
        db.execute("UPDATE received_contents SET document = ? WHERE id = ?", (pack(content.encode()), number))
    carry_assessments(store, catalogue)
    assert {former for _, _, former in shown(store, number).values()} == {"25", "9.5", "14.7"}
    assert scores_of(store, number) == {}


def test_what_cannot_be_read_any_more_keeps_its_scores(store: Store, stick: Path) -> None:
    old = judge(store, stick, targets(UNIT))
    number = receive_one(store, stick, targets(UNIT, revision=2))
    store.assessments.carry(number, old, store.assessments.of(number))
    carry_assessments(store, Catalogue(tuple(one for one in bundled().editions if one.letter != "E")))
    assert len(store.assessments.of(old)) == 3
    carry_assessments(store, bundled())
    assert len(store.assessments.of(number)) == 3
