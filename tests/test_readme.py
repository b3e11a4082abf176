"""The README promises nothing that does not work: its commands exist, its links and pictures lead somewhere."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TEXT = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = sorted(set(re.findall(r"\bjibiao ([a-z]+)", TEXT)))
LINKS = sorted(set(re.findall(r"\]\((?!https?:)([^)#]+)", TEXT)))
PLACES = sorted(set(re.findall(r"`((?:desktop|assets|tests|docs)/[\w/.-]*)`", TEXT)))


def test_the_readme_names_commands_links_and_places() -> None:
    assert COMMANDS
    assert LINKS
    assert PLACES


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_the_readme_exists_and_has_help_in_chinese(command: str) -> None:
    line = [sys.executable, "-m", "desktop", command, "--help"]
    shown = subprocess.run(line, capture_output=True, encoding="utf-8", cwd=ROOT, check=False)
    assert shown.returncode == 0, shown.stderr
    assert re.search(r"[一-鿿]", shown.stdout)


@pytest.mark.parametrize("place", LINKS + PLACES)
def test_a_place_the_readme_names_is_there(place: str) -> None:
    assert (ROOT / place).exists()


def test_the_readme_names_the_two_commands_of_the_set_up() -> None:
    assert re.findall(r"^python3 (dev\.py \w+)$", TEXT, re.MULTILINE) == ["dev.py run", "dev.py test"]
