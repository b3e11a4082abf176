"""Set-up in two commands: what dev.py does on machines that lack something, and what it says when it cannot go on."""

from __future__ import annotations

import ast
import hashlib
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import dev

ROOT = Path(__file__).resolve().parent.parent
WHEEL = b"the wheel of pip"


class Machine:
    """Commands are written down instead of run; those that contain a word of `failing` fail."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        self.failing: list[str] = []

    def call(self, *command: object, quiet: bool = False) -> bool:
        del quiet
        line = " ".join(map(str, command))
        self.calls.append(line)
        if "-m venv" in line:
            dev.VENV.mkdir()
        return not any(word in line for word in self.failing)

    def program(self, *arguments: str) -> int:
        return 0 if self.call(*arguments) else 1


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Machine:
    """A Linux machine with apt-get, all libraries and no display, on which the project lies in an empty folder."""
    made, venv = Machine(), tmp_path / ".venv"
    (tmp_path / "requirements.lock").write_text(LOCK, encoding="utf-8")
    (tmp_path / "requirements-dev.lock").write_text(LOCK, encoding="utf-8")
    replaced: dict[str, object] = {
        "ROOT": tmp_path, "VENV": venv, "VENV_PYTHON": venv / "bin" / "python", "WINDOWS": False,
        "call": made.call, "program": made.program, "loads": lambda _: True, "may_install": lambda: ("sudo", "-n"),
    }  # fmt: skip
    for name, value in replaced.items():
        monkeypatch.setattr(dev, name, value)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "PIP_INDEX_URL", "PIP_CERT", "PIP_CONFIG_FILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("QT_QPA_PLATFORM", "")
    venv.mkdir()
    return made


LOCK = f"""\
openpyxl==3.1.5 \\
    --hash=sha256:{"0" * 64}
pip==26.3 \\
    --hash=sha256:{"1" * 64} \\
    --hash=sha256:{hashlib.sha256(WHEEL).hexdigest()}
    # via sqlite-utils
"""


# ---- the command line


@pytest.mark.parametrize("arguments", [[], ["build"], ["--help"]])
def test_an_unknown_command_gets_the_two_there_are(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert dev.main(arguments) == 2
    said = capsys.readouterr().err
    assert "dev.py run" in said
    assert "dev.py test" in said
    assert said.count("\n") == 1


def test_an_older_python_is_told_what_it_needs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 12))
    assert dev.main(["run"]) == 2
    assert "Python 3.11" in capsys.readouterr().err


def test_an_older_python_can_read_the_file() -> None:
    assert ast.parse((ROOT / "dev.py").read_text(encoding="utf-8"), feature_version=(3, 7)).body
    with pytest.raises(SyntaxError):
        ast.parse("match command:\n    case _: pass", feature_version=(3, 7))


def test_the_machine_that_judges_runs_the_second_command() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert script.startswith("#!/usr/bin/env bash\n")
    assert re.search(r"^exec python3 dev\.py test\b", script, re.MULTILINE)


# ---- environment and packages


def test_a_second_run_installs_nothing(machine: Machine) -> None:
    dev.prepare("run")
    assert any("pip install" in call and "requirements.lock" in call for call in machine.calls)
    machine.calls.clear()
    dev.prepare("run")
    assert not any(" install " in call for call in machine.calls)


def test_a_new_lock_is_installed(machine: Machine) -> None:
    dev.prepare("run")
    (dev.ROOT / "requirements.lock").write_text(LOCK.replace("3.1.5", "3.1.6"), encoding="utf-8")
    machine.calls.clear()
    dev.prepare("run")
    assert any("pip install" in call for call in machine.calls)


def test_the_packages_of_the_tests_include_the_programs(machine: Machine) -> None:
    dev.prepare("test")
    machine.calls.clear()
    dev.prepare("run")
    assert not any(" install " in call for call in machine.calls)


def test_a_failed_installation_is_said_and_not_taken_for_done(machine: Machine) -> None:
    machine.failing = ["pip install"]
    for _ in range(2):
        with pytest.raises(dev.SetupError, match="组件安装失败"):
            dev.prepare("run")


def test_an_environment_of_another_python_is_made_anew(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    (dev.VENV / "old").touch()
    monkeypatch.setattr(dev, "sound", iter([False, True]).__next__)
    dev.prepare("run")
    assert not (dev.VENV / "old").exists()
    assert any("venv --without-pip" in call for call in machine.calls)


WAYS = {
    "ensurepip": [],
    "another pip": ["ensurepip"],
    "pip3": ["ensurepip", f"{sys.executable} -m pip --python"],
    "download": ["ensurepip", "--python"],
}
SIGNS = {
    "ensurepip": "-m ensurepip",
    "another pip": f"{sys.executable} -m pip --python",
    "pip3": "pip3 --python",
    "download": "pip-26.3-py3-none-any.whl",
}


@pytest.mark.parametrize("way", WAYS)
def test_pip_comes_by_the_first_way_that_works(machine: Machine, monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    machine.failing = WAYS[way]
    monkeypatch.setattr(dev, "download", lambda *_: WHEEL)
    dev.create()
    *_, last, probe = machine.calls
    assert SIGNS[way] in last
    assert "import pip" in probe


def test_a_wheel_that_is_not_the_locked_one_is_not_run(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "download", lambda *_: b"something else")
    assert not dev.pip_by_download()
    assert machine.calls == []


def test_without_any_pip_the_person_gets_the_line_to_type(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    machine.failing = ["ensurepip", "--python"]
    monkeypatch.setattr(dev, "download", lambda *_: b"")
    with pytest.raises(dev.SetupError, match=r"请运行：sudo apt-get install -y .*python3-venv$"):
        dev.create()


INDEX_PAGE = b"""<a href="../../p/pip-25.0-py3-none-any.whl#sha256=aa">pip-25.0-py3-none-any.whl</a>
<a href="../../p/pip-26.3-py3-none-any.whl#sha256=bb">pip-26.3-py3-none-any.whl</a>"""


def test_the_wheel_is_found_on_the_page_of_the_index(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = {"https://a.example/simple/pip/": INDEX_PAGE, "https://a.example/p/pip-26.3-py3-none-any.whl": WHEEL}
    monkeypatch.setattr(dev, "fetch", pages.__getitem__)
    assert dev.download("https://a.example/simple/pip/", "pip-26.3-py3-none-any.whl") == WHEEL
    with pytest.raises(ValueError, match="没有"):
        dev.download("https://a.example/simple/pip/", "pip-99-py3-none-any.whl")


def test_pips_own_settings_name_the_index(machine: Machine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    del machine
    file = tmp_path / "pip.conf"
    monkeypatch.setenv("PIP_CONFIG_FILE", str(file))
    file.write_text("[global]\nindex-url = https://mirror.example/simple\n", encoding="utf-8")
    assert dev.pip_setting("index-url", "") == "https://mirror.example/simple"
    monkeypatch.setenv("PIP_INDEX_URL", "https://other.example/simple")
    assert dev.pip_setting("index-url", "") == "https://other.example/simple"
    file.write_text("not an ini file", encoding="utf-8")
    assert dev.pip_setting("no-such-setting", "none") == "none"


# ---- system libraries


def lacking(*libraries: str) -> Callable[[str], bool]:
    """A loader that does not find these."""
    return lambda library: library not in libraries


@pytest.mark.parametrize(
    ("screen", "missing", "packages"),
    [
        (False, ["libEGL.so.1"], "libegl1"),
        (False, ["libxcb-cursor.so.0"], ""),
        (True, ["libxcb-cursor.so.0", "libEGL.so.1"], "libegl1 libxcb-cursor0"),
        (True, [], ""),
    ],
)
def test_the_person_is_told_which_packages_to_install(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, screen: bool, missing: list[str], packages: str
) -> None:
    monkeypatch.setattr(dev, "loads", lacking(*missing))
    machine.failing = ["apt-get install"]
    if not packages:
        dev.provide_libraries(screen=screen)
        return
    with pytest.raises(dev.SetupError) as told:
        dev.provide_libraries(screen=screen)
    assert str(told.value) == f"请运行：sudo apt-get install -y --no-install-recommends {packages}"


def test_missing_libraries_are_installed_where_that_is_allowed(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    present = iter([False, True])
    monkeypatch.setattr(dev, "loads", lambda library: library != "libGL.so.1" or next(present))
    dev.provide_libraries(screen=False)
    assert machine.calls[-1].startswith("sudo -n env DEBIAN_FRONTEND=noninteractive apt-get install")
    assert machine.calls[-1].endswith(" libgl1")


def test_nothing_is_installed_without_permission(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "loads", lacking("libGL.so.1"))
    monkeypatch.setattr(dev, "may_install", lambda: None)
    with pytest.raises(dev.SetupError, match=r"libgl1$"):
        dev.provide_libraries(screen=False)
    assert machine.calls == []


def test_without_apt_the_missing_files_are_named(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    del machine
    monkeypatch.setattr(dev, "loads", lacking("libGL.so.1"))
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(dev.SetupError, match=r"libGL\.so\.1$"):
        dev.provide_libraries(screen=False)


# ---- the two commands


@pytest.mark.parametrize(
    ("session", "answers", "started"),
    [
        ({}, True, "-m desktop demo --out out"),
        ({"DISPLAY": ":0"}, True, "-m desktop --sample"),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True, "-m desktop --sample"),
        ({"DISPLAY": ":0"}, False, "-m desktop demo --out out"),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, True, "-m desktop demo --out out"),
    ],
)
def test_the_window_opens_where_there_is_a_display(
    machine: Machine, monkeypatch: pytest.MonkeyPatch, session: dict[str, str], answers: bool, started: str
) -> None:
    for name, value in session.items():
        monkeypatch.setenv(name, value)
    machine.failing = [] if answers else ["QGuiApplication"]
    assert dev.main(["run"]) == 0
    assert machine.calls[-1] == started


def test_windows_has_a_display(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "WINDOWS", True)
    assert dev.main(["run"]) == 0
    assert machine.calls[-1] == "-m desktop --sample"


def test_further_arguments_go_to_the_program(machine: Machine) -> None:
    machine.failing = ["-m desktop"]
    assert dev.main(["run", "forms", "--json"]) == 1
    assert machine.calls[-1] == "-m desktop forms --json"


@pytest.mark.parametrize("failing", ["", "-m ruff check", "-m ruff format", "-m mypy", "-m pytest"])
def test_every_check_counts_and_the_tests_come_last(machine: Machine, failing: str) -> None:
    machine.failing = [failing] if failing else []
    assert dev.main(["test", "-k", "forms"]) == (1 if failing else 0)
    assert machine.calls[-4:] == ["-m ruff check", "-m ruff format --check", "-m mypy", "-m pytest -k forms"]


def test_a_command_that_does_not_exist_is_a_failure() -> None:
    assert not dev.call("no-such-program-here")
    assert dev.call(sys.executable, "-c", "pass")
    assert not dev.call(sys.executable, "-c", "raise SystemExit(3)")


def test_the_environment_of_the_caller_leads_nothing_astray(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONHOME", "/nowhere")
    monkeypatch.setenv("PYTHONPATH", "/nowhere")
    monkeypatch.setenv("PIP_INDEX_URL", "https://mirror.example/simple")
    command = [sys.executable, "-c", "import os; print(os.environ['PIP_INDEX_URL'])"]
    shown = subprocess.run(command, capture_output=True, encoding="utf-8", env=dev.clean(), check=False)
    assert (shown.returncode, shown.stdout) == (0, "https://mirror.example/simple\n")
