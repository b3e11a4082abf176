"""The superior's scores on disk: kept by document and place, and handed on to the revision that came."""

from __future__ import annotations

from pathlib import Path

from desktop.store import Store
from desktop.store.assessments import KeptScore
from tests.collect.targets import receive_one, targets

A, B = '["考核内容",0,"自评得分"]', '["考核内容",1,"自评得分"]'


def test_a_score_takes_the_place_of_the_one_before_and_can_be_taken_away(tmp_path: Path) -> None:
    with Store.open(tmp_path / "收表.db") as store:
        number = receive_one(store, tmp_path / "U盘", targets("某市水利局"))
        store.assessments.put(number, [KeptScore(A, "25", ""), KeptScore(B, "9", "迟报")])
        store.assessments.put(number, [KeptScore(B, "9.5", "迟报一次")])
        assert sorted(store.assessments.of(number), key=lambda one: one.path) == [
            KeptScore(A, "25", ""),
            KeptScore(B, "9.5", "迟报一次"),
        ]
        store.assessments.put(number, (), drop=[A])
    with Store.open(tmp_path / "收表.db") as store:
        assert [one.path for one in store.assessments.of(number)] == [B]


def test_the_newer_revision_gets_what_it_does_not_have_itself(tmp_path: Path) -> None:
    with Store.open(tmp_path / "收表.db") as store:
        old = receive_one(store, tmp_path / "U盘", targets("某市水利局"))
        other = receive_one(store, tmp_path / "U盘", targets("某市审计局"))
        store.assessments.put(old, [KeptScore(A, "25", ""), KeptScore(B, "9", "迟报")])
        store.assessments.put(other, [KeptScore(B, "10", "")])
        assert store.assessments.to_carry() == []
        store.assessments.carry(old, other, [KeptScore(A, "24", "", ""), KeptScore(B, "", "迟报", "9")])
        assert store.assessments.of(old) == []
        assert sorted(one.score for one in store.assessments.of(other)) == ["10", "24"]
