"""What is delivered is complete: the locks hold what the project asks for, wheel and source archive all it needs."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from hatchling.builders.sdist import SdistBuilder
from hatchling.builders.wheel import WheelBuilder
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

ENTRY = re.compile(r"^(?P<pin>[^\s#-].*?)(?: \\\n +--hash=sha256:[0-9a-f]{64})+$", re.MULTILINE)


def locked(name: str) -> dict[str, Requirement]:
    """The pinned packages of a lock file; every one of its lines has to be a pin with checksums."""
    text = re.sub(r"^ *#.*\n", "", (ROOT / name).read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert ENTRY.sub("", text).strip() == ""
    found = (Requirement(entry["pin"]) for entry in ENTRY.finditer(text))
    return {canonicalize_name(requirement.name): requirement for requirement in found}


def pinned(requirement: Requirement) -> Version:
    """The one version a lock's entry allows."""
    (only,) = requirement.specifier
    assert only.operator == "=="
    return Version(only.version)


@pytest.mark.parametrize(
    ("lock", "asked"),
    [
        ("requirements.lock", PROJECT["dependencies"]),
        ("requirements-dev.lock", PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"]),
    ],
)
def test_the_lock_holds_what_the_project_asks_for(lock: str, asked: list[str]) -> None:
    held = locked(lock)
    for requirement in map(Requirement, asked):
        entry = held[canonicalize_name(requirement.name)]
        assert pinned(entry) in requirement.specifier
        assert entry.marker is None


def test_program_and_tests_run_with_the_same_packages() -> None:
    program, tests = locked("requirements.lock"), locked("requirements-dev.lock")
    assert {name: pinned(entry) for name, entry in program.items()}.items() <= {
        name: pinned(entry) for name, entry in tests.items()
    }.items()


def test_the_qt_that_kills_python_3_11_is_not_taken() -> None:
    (qt,) = (Requirement(text) for text in PROJECT["dependencies"] if text.startswith("PySide6"))
    assert qt.specifier == SpecifierSet(">=6.10,<6.12")


def files(folder: str, *, pattern: str = "*") -> set[str]:
    """The files below a folder of the project, as the project names them, without what running leaves behind."""
    found = (path for path in (ROOT / folder).rglob(pattern) if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(ROOT).as_posix() for path in found}


def delivered(builder: type[WheelBuilder | SdistBuilder]) -> set[str]:
    """The paths inside the archive that this builder would write."""
    made = builder(str(ROOT))
    data = made.get_default_build_data()
    made.set_build_data_defaults(data)
    with made.config.set_build_data(data):
        return {Path(file.distribution_path).as_posix() for file in made.recurse_included_files()}


def test_the_wheel_is_the_whole_program_and_nothing_else() -> None:
    assets = {f"desktop/{path}" for path in files("assets")}
    assert delivered(WheelBuilder) == files("desktop") | assets


@pytest.mark.parametrize(
    "kind", ["fonts/*.ttf", "fonts/LICENSE-*", "fonts/metrics.json", "samples/*.json", "icons/*.svg"]
)
def test_fonts_samples_and_icons_are_there_to_be_delivered(kind: str) -> None:
    assert list((ROOT / "assets").glob(kind))


def test_forms_are_there_to_be_delivered() -> None:
    assert files("desktop/forms/definitions", pattern="*.toml")


def test_from_the_source_archive_all_can_be_built_and_tested() -> None:
    wanted = files("desktop") | files("assets") | files("tests") | {".ci/run", "dev.py", "pyproject.toml", "README.md"}
    wanted |= {"LICENSE", "build.spec", "requirements.lock", "requirements-dev.lock"}
    assert wanted <= delivered(SdistBuilder)
