"""The measurements from end to end, at a size that shows only that they run and report. No time is asserted."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from desktop.bench.processes import Processes
from desktop.bench.run import run
from desktop.bench.scale import TINY
from desktop.errors import UserError

COMMON = {"key", "name", "ours", "baseline", "ratio", "goal", "reached"}
COMPARED = COMMON | {"ours_runs", "baseline_runs"}
EDITED = COMMON | {"edits", "p50", "p99", "longest", "within", "pause"}


def test_everything_is_measured_and_told_as_one_json_object(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(as_json=True, scale=TINY) == 0
    told = capsys.readouterr()
    measures = {one["key"]: one for one in json.loads(told.out)["measures"]}
    office = measures.pop("office", None)
    assert (office is None) == ("没有 LibreOffice" in told.err)
    assert office is None or set(office) == COMMON | {"pdf_bytes", "xlsx_bytes"}
    assert {key: set(one) for key, one in measures.items()} == {
        "window": COMPARED, "pdf_first": COMPARED, "pdf_again": COMPARED, "pdf_click": COMPARED | {"bytes"},
        "edit": EDITED, "recompute": COMPARED, "year": COMMON | {"documents", "findings", "parse", "ours_runs"},
        "year_growth": COMMON | {"documents", "findings"},
        "receive": COMPARED | {"documents", "per_second", "cpu", "baseline_cpu"},
        "receive_growth": COMMON | {"documents"}, "receive_memory": COMMON,
        "board": COMMON | {"documents", "ours_runs", "first", "whole", "counted"},
        "summary": COMMON | {"documents", "summed"}, "summary_again": COMMON | {"documents", "summed"},
    }  # fmt: skip
    assert [len(measures[key]["ours_runs"]) for key in ("window", "pdf_first")] == [TINY.window_runs, TINY.pdf_runs]
    assert measures["edit"]["edits"] == TINY.edits
    assert measures["receive"]["documents"] == 6 * TINY.packages
    assert measures["receive_growth"]["documents"] == 6 * TINY.many_packages
    assert all(one["ours"] > 0 and one["baseline"] > 0 for one in measures.values())
    assert told.err.count("正在测") == 10


def test_a_process_that_fails_is_one_line_for_the_person(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(UserError, match="pdf_process"):
        Processes(tmp_path).answer("pdf_process", "ours", "many")
    assert "ValueError" in capfd.readouterr().err


def test_a_packed_program_says_that_it_cannot_measure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    with pytest.raises(UserError, match="源码"):
        Processes(tmp_path).answer("pdf_process", "ours", "1")
