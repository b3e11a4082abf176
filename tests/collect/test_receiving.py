"""A morning at the receiving office: good packages, again, newer, older, damaged, lying ones, a stick pulled out."""

from __future__ import annotations

import io
import json
import os
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import pytest

from desktop.collect import judges
from desktop.collect.judging import Fault, Parcel
from desktop.collect.keeping import unpack_findings
from desktop.collect.outcome import NAMES, Kind, Outcome
from desktop.collect.receiving import confirm, receive
from desktop.export.package.locking import lock
from desktop.export.package.reading import read_package
from desktop.forms import jsonio
from desktop.forms.catalogue import bundled
from desktop.store import Store
from desktop.store.collect_records import WAITING
from tests.collect.packages import UNITS, B, budget, goals, package, put, spoiled

CATALOGUE = bundled()


def taken(store: Store, *paths: Path, replace_newer: bool = False) -> list[Outcome]:
    return list(receive(paths, store, CATALOGUE, replace_newer=replace_newer))


def one(store: Store, path: Path, *, replace_newer: bool = False) -> Outcome:
    (outcome,) = taken(store, path, replace_newer=replace_newer)
    return outcome


def test_a_package_is_taken_in_with_what_is_in_it(store: Store, stick: Path) -> None:
    outcome = one(store, put(stick, "人社局", package([goals(), goals(project="职业培训经费")])))
    assert outcome.kind is Kind.RECEIVED
    assert outcome.line == f"人社局.jbz：已收（{UNITS[0]} 2022 年，2 张表）"
    held = store.collected.of_unit(UNITS[0], 2022)
    assert [(d.form, d.project, d.revision, d.counts.errors) for d in held] == [
        (B, "档案整理经费", 1, 0),
        (B, "职业培训经费", 1, 0),
    ]
    assert [d.id for d in store.collected.of_code(held[0].code)] == [held[0].id]


def test_the_same_package_again_changes_nothing(store: Store, stick: Path) -> None:
    path = put(stick, "人社局", package([goals()]))
    one(store, path)
    assert one(store, path).kind is Kind.SAME
    packed_anew = put(stick, "又打了一次", package([goals()], made="2022-03-02T09:00:00+08:00"))
    assert one(store, packed_anew).kind is Kind.SAME
    assert len(store.collected.digests()) == 1
    assert len(store.collected.of_year(2022)) == 1


def test_something_newer_is_shown_before_it_replaces(store: Store, stick: Path) -> None:
    one(store, put(stick, "一", package([goals(revision=2)])))
    outcome = one(store, put(stick, "二", package([goals(revision=3, 年度其他资金="6", 年度资金总额="16")])))
    assert outcome.kind is Kind.WAITING
    (item,) = outcome.items
    assert "修订 2 → 3，2 处不同" in item.line
    assert [difference.line(NAMES) for difference in item.differences] == [
        "年度资金总额：已收的是 15.00，新报的是 16.00",
        "年度其他资金：已收的是 5.00，新报的是 6.00",
    ]
    (held,) = store.collected.of_unit(UNITS[0], 2022)
    assert held.revision == 2
    confirm(store, CATALOGUE, [item.id])
    (held,) = store.collected.of_unit(UNITS[0], 2022)
    assert (held.revision, held.replaces) == (3, item.before)
    assert store.collected.of_unit(UNITS[0], 2022, standing=WAITING) == []


def test_with_yes_the_newer_one_replaces_at_once_also_one_that_waits(store: Store, stick: Path) -> None:
    one(store, put(stick, "一", package([goals()])))
    second = put(stick, "二", package([goals(revision=2, 年度目标="改了")]))
    assert one(store, second).kind is Kind.WAITING
    assert one(store, second, replace_newer=True).kind is Kind.REPLACED
    third = put(stick, "三", package([goals(revision=3, 年度目标="又改了")]))
    outcome = one(store, third, replace_newer=True)
    assert (outcome.kind, len(outcome.items[0].differences)) == (Kind.REPLACED, 1)
    assert [d.revision for d in store.collected.of_unit(UNITS[0], 2022)] == [3]


def test_a_second_newer_one_takes_the_place_of_the_one_that_waits(store: Store, stick: Path) -> None:
    one(store, put(stick, "一", package([goals()])))
    one(store, put(stick, "二", package([goals(revision=2, 年度目标="改了")])))
    one(store, put(stick, "三", package([goals(revision=3, 年度目标="又改了")])))
    assert [d.revision for d in store.collected.of_year(2022, standing=WAITING)] == [3]
    assert (
        one(store, put(stick, "二又来", package([goals(revision=2, 年度目标="改了")], made="2022"))).kind is Kind.OLDER
    )


def test_something_older_is_refused(store: Store, stick: Path) -> None:
    one(store, put(stick, "新", package([goals(revision=3)])))
    outcome = one(store, put(stick, "旧", package([goals(revision=2, 年度目标="旧的")])))
    assert outcome.kind is Kind.OLDER
    assert outcome.items[0].line == f"《{B}》档案整理经费：报来的是修订 2，已收的是修订 3"
    assert [d.revision for d in store.collected.of_year(2022)] == [3]


def test_one_revision_cannot_say_two_things(store: Store, stick: Path) -> None:
    one(store, put(stick, "甲", package([goals(revision=2)])))
    outcome = one(store, put(stick, "乙", package([goals(revision=2, 年度目标="另一个")])))
    assert outcome.kind is Kind.CONFLICT
    assert "请对方重新审核通过后再报" in outcome.items[0].line
    assert not outcome.stored


def test_without_revisions_the_time_of_packing_decides(store: Store, stick: Path) -> None:
    times = ("2022-03-02T09:00:00+08:00", "2022-03-03T08:00:00+08:00", "2022-03-01T09:00:00+08:00")
    kinds = [
        one(store, put(stick, time[:10], package([goals(revision=0, 年度目标=time)], made=time))).kind for time in times
    ]
    assert kinds == [Kind.RECEIVED, Kind.WAITING, Kind.OLDER]


def test_of_a_package_what_is_new_is_taken_and_what_is_old_is_told(store: Store, stick: Path) -> None:
    one(store, put(stick, "一", package([goals(revision=2), goals(project="培训经费")])))
    mixed = [goals(revision=1, 年度目标="旧"), goals(project="培训经费"), goals(project="宣传经费")]
    outcome = one(store, put(stick, "二", package(mixed)))
    assert [item.kind for item in outcome.items] == [Kind.OLDER, Kind.SAME, Kind.RECEIVED]
    assert "3 张表，1 张没有错误，1 张收过了，1 张较旧，没有收" in outcome.line
    assert {d.project for d in store.collected.of_year(2022)} == {"档案整理经费", "培训经费", "宣传经费"}


def test_checks_are_run_anew_and_errors_are_kept(store: Store, stick: Path) -> None:
    """The sender's program found nothing, or says so; here the sum is wrong."""
    outcome = one(store, put(stick, "错", package([goals(年度其他资金="4")])))
    assert outcome.kind is Kind.WRONG
    (held,) = store.collected.of_year(2022)
    assert held.counts.errors == outcome.items[0].counts.errors > 0
    _, findings, _ = store.collected.content(held.id)
    assert "B01" in {finding.code for finding in unpack_findings(findings)}


def changed_inside() -> bytes:
    return package([goals()]).replace("档案".encode(), "案档".encode(), 1)


def short_of_its_end() -> bytes:
    return package([goals()])[:-300]


def with_unknown_field() -> bytes:
    raw = json.loads(jsonio.dumps(goals()))
    return spoiled(goals(), 数据=raw["数据"] | {"不认识的一格": "1"})


BAD: dict[str, tuple[Callable[[], bytes], Fault, str]] = {
    "空的": (lambda: b"", Fault.DAMAGED, "文件是空的"),
    "断了": (short_of_its_end, Fault.DAMAGED, "不完整或已损坏"),
    "加了密码": (lambda: lock(package([goals()]), "口令"), Fault.LOCKED, "加了密码"),
    "没有这种表": (lambda: spoiled(goals(), 表="没有这种表"), Fault.UNKNOWN, "不认识《没有这种表》"),
    "没有这个版式": (lambda: spoiled(goals(), 版式="某县-2031"), Fault.UNKNOWN, "没有“某县-2031”版式"),
    "不认识的字段": (with_unknown_field, Fault.CONTENT, "是不认识的字段"),
    "不认识的一项": (lambda: spoiled(goals(), 程序="x"), Fault.CONTENT, "不认识“程序”一项"),
    "摘要是假的": (lambda: package([goals()], lies={"digest": "0" * 64}), Fault.FALSE, "清单里写的内容与表不符"),
    "修订是假的": (lambda: package([goals()], lies={"revision": 9}), Fault.FALSE, "清单里写的修订与表不符"),
    "年度是假的": (lambda: package([goals()], lies={"year": 2023}), Fault.FALSE, "清单里写的年度与表不符"),
    "项目是假的": (lambda: package([goals()], lies={"project": "别的"}), Fault.FALSE, "清单里写的项目与表不符"),
    "单位是假的": (
        lambda: package([goals()], unit=UNITS[0], lies={"unit": "别的局"}), Fault.FALSE, "清单里写的单位与表不符",
    ),
    "表名是假的": (
        lambda: package([goals()], lies={"form": "目标绩效考核细则", "edition": "巴中市-2015"}), Fault.FALSE,
        "清单里写的表名与表不符",
    ),
    "同一张表两份": (lambda: package([goals(), goals(年度目标="另")]), Fault.FALSE, "在包里有两份"),
    "没有单位": (lambda: package([goals()], unit="　"), Fault.FALSE, "没有写是哪个单位报的"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_bad_package_is_refused_with_a_line_and_nothing_of_it_is_stored(store: Store, stick: Path, name: str) -> None:
    made, fault, words = BAD[name]
    outcome = one(store, put(stick, name, made()))
    assert (outcome.kind, outcome.fault) == (Kind.REFUSED, fault)
    assert outcome.line.startswith(f"{name}.jbz")
    assert words in outcome.line
    assert "\n" not in outcome.line
    assert store.collected.of_year(2022) == []
    assert store.collected.digests() == frozenset()


def test_a_locked_package_opens_with_its_password(store: Store, stick: Path) -> None:
    path = put(stick, "密", lock(package([goals()]), "口令"))
    (outcome,) = receive([path], store, CATALOGUE, passwords=["别的", "口令"])
    assert outcome.kind is Kind.RECEIVED


def test_bad_ones_do_not_stop_the_rest(store: Store, stick: Path) -> None:
    for number in range(5):
        put(stick, f"{number}-好", package([goals(UNITS[0], f"第{number}个项目经费")]))
        put(stick, f"{number}-坏", short_of_its_end())
    (stick / "说明.txt").write_text("不是包", encoding="utf-8")
    put(stick / "下级", "水利局", package([goals(UNITS[1])]))
    outcomes = taken(store, stick)
    assert [outcome.kind for outcome in outcomes] == [Kind.REFUSED, Kind.RECEIVED] * 5 + [Kind.RECEIVED]
    assert [(outcome.number, outcome.total) for outcome in outcomes][-1] == (11, 11)
    assert len(store.collected.of_year(2022)) == 6


def test_a_stick_pulled_out_in_the_middle(store: Store, stick: Path) -> None:
    paths = [put(stick, str(number), package([goals(project=f"第{number}个项目经费")])) for number in range(4)]
    run = receive(paths, store, CATALOGUE)
    assert next(run).kind is Kind.RECEIVED
    for path in paths[1:]:
        path.unlink()
    rest = list(run)
    assert [outcome.fault for outcome in rest] == [Fault.UNREADABLE] * 3
    assert "请检查 U 盘" in rest[0].line


def test_a_stick_pulled_out_while_a_file_is_read(store: Store, stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = [put(stick, str(number), package([goals(project=f"第{number}个项目经费")])) for number in range(3)]

    class Broken(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            raise OSError(5, "Input/output error")

    whole = Path.open

    def half(path: Path, mode: str = "r") -> object:
        return Broken() if path == paths[1] else whole(path, mode)

    monkeypatch.setattr(Path, "open", half)
    outcomes = taken(store, *paths)
    assert [outcome.fault for outcome in outcomes] == [None, Fault.UNREADABLE, None]
    assert outcomes[1].line.startswith("1.jbz：打不开文件：读写失败（5）。请检查 U 盘是否还插着")
    assert "\n" not in outcomes[1].line


def test_a_folder_that_cannot_be_read_is_told_in_its_turn(
    store: Store, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(stick, "一", package([goals()]))
    put(stick / "坏扇区", "二", package([goals(UNITS[1])]))
    scan = os.scandir

    def broken(path: str | Path) -> object:
        if Path(path).name == "坏扇区":
            raise OSError(5, "Input/output error", str(path))
        return scan(path)

    with monkeypatch.context() as patched:
        patched.setattr(os, "scandir", broken)
        outcomes = taken(store, stick)
    assert [outcome.fault for outcome in outcomes] == [None, Fault.UNREADABLE]
    assert outcomes[1].line.startswith("坏扇区：打不开文件")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such files in folders")
def test_what_is_no_file_is_not_waited_for(store: Store, stick: Path) -> None:
    os.mkfifo(stick / "管道.jbz")
    put(stick, "好的", package([goals()]))
    outcomes = taken(store, stick)
    assert [(outcome.kind, outcome.fault) for outcome in outcomes] == [
        (Kind.RECEIVED, None),
        (Kind.REFUSED, Fault.UNREADABLE),
    ]


def test_what_was_named_by_mistake_is_not_called_broken(store: Store, stick: Path) -> None:
    for name in ("填好的表.xlsx", "退回.jbt"):
        (stick / name).write_bytes(b"PK")
        (outcome,) = taken(store, stick / name)
        assert outcome.line.startswith(f"{name}：不是上报包（.jbz）。")
    whole = put(stick, "好的", package([goals()])).rename(stick / "改了名.zip")
    assert one(store, whole).kind is Kind.RECEIVED


def test_what_was_stopped_goes_on_where_it_was(store: Store, stick: Path) -> None:
    for number in range(4):
        put(stick, str(number), package([goals(project=f"第{number}个项目经费")]))
    assert [outcome.kind for outcome in islice(receive([stick], store, CATALOGUE), 2)] == [Kind.RECEIVED] * 2
    assert len(store.collected.of_year(2022)) == 2
    assert store.collected.uncompared() == [(UNITS[0], 2022)]
    kinds = [outcome.kind for outcome in taken(store, stick)]
    assert kinds == [Kind.SAME] * 2 + [Kind.RECEIVED] * 2
    assert store.collected.uncompared() == []


def test_two_packages_of_a_unit_that_contradict_each_other(store: Store, stick: Path) -> None:
    first = put(stick, "批复表", package([goals()]))
    second = put(stick, "预算表", package([budget(UNITS[0], "档案整理经费", "99")], unit=UNITS[0]))
    outcomes = taken(store, first, second)
    assert [outcome.kind for outcome in outcomes] == [Kind.RECEIVED, Kind.RECEIVED, Kind.COMPARED]
    assert outcomes[-1].errors > 0
    assert "几个包里的表合起来核对" in outcomes[-1].line
    (held,) = (d for d in store.collected.of_year(2022) if d.form == B)
    _, own, across = store.collected.content(held.id)
    assert unpack_findings(own) == [] or all(finding.level != "E" for finding in unpack_findings(own))
    assert held.counts.errors == sum(finding.level == "E" for finding in unpack_findings(across)) > 0
    # Put right, the error goes from the form that was never sent again.
    right = budget(UNITS[0], "档案整理经费", "15")
    right.revision = 2
    outcomes = taken(store, put(stick, "改好的", package([right], unit=UNITS[0])), replace_newer=True)
    assert [(outcome.kind, outcome.errors) for outcome in outcomes] == [(Kind.REPLACED, 0), (Kind.COMPARED, 0)]
    assert store.collected.document(held.id).counts.errors == 0


def test_one_package_that_contradicts_itself_says_so_at_once(store: Store, stick: Path) -> None:
    both = package([goals(), budget(UNITS[0], "档案整理经费", "99")], unit=UNITS[0])
    outcome = one(store, put(stick, "全", both))
    assert outcome.kind is Kind.WRONG
    assert sum(d.counts.errors for d in store.collected.of_year(2022)) == sum(
        item.counts.errors for item in outcome.items
    )
    assert store.collected.uncompared() == []


def test_other_units_and_years_are_not_compared(store: Store, stick: Path) -> None:
    put(stick, "一", package([goals()]))
    put(stick, "二", package([budget(UNITS[1], "档案整理经费", "99")], unit=UNITS[1]))
    assert [outcome.kind for outcome in taken(store, stick)] == [Kind.RECEIVED] * 2


def test_what_an_office_passes_on_comes_with_where_it_came_from(store: Store, stick: Path) -> None:
    town = package([goals("某镇政府", "水渠经费")])
    bad = ("附件/02.jbz", "某乡政府.jbz", short_of_its_end())
    county = package([goals()], attachments=[("附件/01.jbz", "某镇政府.jbz", town), bad])
    outcomes = taken(store, put(stick, "县局", county))
    assert [outcome.kind for outcome in outcomes] == [Kind.RECEIVED, Kind.RECEIVED, Kind.REFUSED]
    code = read_package(town, name="镇").code
    assert outcomes[1].line.endswith(f"1 张表，经{UNITS[0]}报来，原清单核对码 {code}）")
    (held,) = store.collected.of_unit("某镇政府", 2022)
    assert held.via == (UNITS[0],)
    assert outcomes[2].line.startswith("县局.jbz 里的 某乡政府.jbz")


def test_proofs_are_kept_with_the_package(store: Store, stick: Path) -> None:
    outcome = one(store, put(stick, "一", package([goals()], attachments=[("附件/01.pdf", "合同", b"%PDF-1.7")])))
    (proof,) = store.collected.proofs(outcome.package)
    assert (proof.title, proof.content) == ("合同", b"%PDF-1.7")


def test_many_processes_judge_as_one_does(store: Store, stick: Path) -> None:
    for number in range(4):
        put(stick, f"{number}", package([goals(project=f"第{number}个项目经费")]))
    put(stick, "坏", short_of_its_end())
    rules = judges.Rules(CATALOGUE)
    paths = sorted(stick.iterdir())
    alone = list(judges.judgements(paths, rules, processes=0))
    assert list(judges.judgements(paths, rules, processes=2)) == alone
    assert [path for path, _ in alone] == paths


def test_a_process_that_dies_is_done_without(stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = [put(stick, str(number), package([goals(project=f"第{number}个项目经费")])) for number in range(3)]
    monkeypatch.setattr("desktop.collect.crew.pickle.dumps", lambda _: b"no rules")
    found = list(judges.judgements(paths, judges.Rules(CATALOGUE), processes=2))
    assert [path for path, _ in found] == paths
    assert all(isinstance(judgement, Parcel) for _, judgement in found)
