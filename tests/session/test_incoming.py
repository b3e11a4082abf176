"""A stamped paper comes to the receiving office: is it one of the forms that were received?"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.collect.answering import accept
from desktop.collect.receiving import receive
from desktop.export.package.reading import read_package
from desktop.forms import jsonio
from desktop.forms.canonical import digest
from desktop.forms.catalogue import bundled
from desktop.forms.code import code_of
from desktop.forms.document import Document
from desktop.session.verdict import Outcome, Verdict
from desktop.session.workspace import Workspace
from desktop.store import Store
from tests.collect.packages import goals, package
from tests.forms.samples import edition_of


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "收表.db") as opened:
        yield opened


@pytest.fixture
def first(store: Store, tmp_path: Path) -> Document:
    """Revision 1, received and accepted."""
    document = goals()
    take(store, tmp_path, "甲.jbz", document)
    accept(store, bundled(), 1)
    return document


def take(store: Store, folder: Path, name: str, document: Document, made: str = "2022-03-01T09:00:00+08:00") -> None:
    file = folder / name
    file.write_bytes(package([document], made=made))
    assert [outcome for outcome in receive([file], store, bundled()) if outcome.fault] == []


def typed(store: Store, document: Document) -> Verdict:
    """What the window says when the code on a paper of this document is typed."""
    code = code_of(digest(edition_of(document), document))
    (verdict,) = Workspace(store, bundled).verify(code)
    return verdict


def test_the_paper_of_what_was_received_is_known(store: Store, first: Document) -> None:
    verdict = typed(store, first)
    assert (verdict.outcome, verdict.received, verdict.draft_id) == (Outcome.SAME, 1, None)
    assert "与收到的相同" in verdict.title
    assert verdict.details[-1] == "这份表已接受"
    assert "甲.jbz" in verdict.details[0]


def test_the_paper_of_what_waits_says_that_it_waits(store: Store, first: Document, tmp_path: Path) -> None:
    newer = goals(revision=2, 年度目标="整理档案四千卷")
    take(store, tmp_path, "乙.jbz", newer, "2022-04-01T09:00:00+08:00")
    assert "还没有替换" in typed(store, newer).title
    assert typed(store, first).outcome is Outcome.SAME


def test_an_old_paper_differs_from_what_replaced_it(store: Store, first: Document, tmp_path: Path) -> None:
    newer = goals(revision=2, 年度目标="整理档案四千卷")
    take(store, tmp_path, "乙.jbz", newer, "2022-04-01T09:00:00+08:00")
    accept(store, bundled(), 2)
    verdict = typed(store, first)
    assert (verdict.outcome, verdict.received) == (Outcome.DIFFERS, 2)
    assert [item.theirs for item in verdict.differences] == ["整理档案四千卷"]
    assert verdict.difference_lines[0].endswith("收到的是“整理档案四千卷”")
    assert typed(store, newer).outcome is Outcome.SAME


def test_a_paper_that_never_came_is_unknown(store: Store, first: Document) -> None:
    assert first is not None
    assert typed(store, goals(项目名称="办案经费")).outcome is Outcome.UNKNOWN


def test_the_list_that_came_with_a_package_is_known_by_its_code(store: Store, tmp_path: Path) -> None:
    take(store, tmp_path, "甲.jbz", goals())
    (verdict,) = Workspace(store, bundled).verify(read_package((tmp_path / "甲.jbz").read_bytes(), name="甲").code)
    assert verdict.outcome is Outcome.SAME
    assert verdict.title == f"一致：这张上报清单是{goals().unit}报来的 甲.jbz 的"
    assert (verdict.received, verdict.draft_id) == (None, None)


def test_an_old_file_differs_like_its_paper(store: Store, first: Document, tmp_path: Path) -> None:
    take(store, tmp_path, "乙.jbz", goals(revision=2, 年度目标="整理档案四千卷"), "2022-04-01T09:00:00+08:00")
    accept(store, bundled(), 2)
    file = tmp_path / "旧表.json"
    file.write_bytes(jsonio.dumps(first))
    (verdict,) = Workspace(store, bundled).verify_file(file)
    assert verdict.title.startswith("不一致：这份文件是")
    assert "文件里是" in verdict.difference_lines[0]


@pytest.fixture
def china(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The computer's clock is set for China, whatever zone the test runs in."""
    with monkeypatch.context() as there:
        there.setenv("TZ", "CST-8")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows has one time zone for all programs")
@pytest.mark.usefixtures("china")
def test_the_day_is_that_of_the_office(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half past eight in the evening at Greenwich is the next morning in China."""
    monkeypatch.setattr("desktop.collect.receiving._now", lambda: "2022-03-01T20:30:00+00:00")
    take(store, tmp_path, "甲.jbz", goals())
    assert typed(store, goals()).details[0] == "2022-03-02 随 甲.jbz 收到"
