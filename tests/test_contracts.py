"""The shape of the house, checked: what may import what, how large a module may grow, where no float may count money.

The import contracts themselves stand in pyproject.toml; that they can fail is proved on copies with an import too many.
"""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
MODULES = sorted((ROOT / "desktop").rglob("*.py"))

MODULE_LINES = 400
FUNCTION_LINES = 60

MONEY = [
    path
    for path in MODULES
    if re.search(r"^(from|import) decimal\b", path.read_text(encoding="utf-8"), re.MULTILINE)
    and not path.is_relative_to(ROOT / "desktop" / "export")
]
"""The modules in which amounts and scores are counted, in Decimal. The others measure paper, in floats of pt and mm;
a workbook's cells hold floats because the file format does, but nothing is counted there any more."""
READS_WIDTHS = {"chartscale", "loader", "tables"}
"""Modules of both kinds: they read amounts and column widths from the text of a definition, or draw amounts."""

TRESPASSES = {
    "forms import the window": ("forms/values.py", "import desktop.ui", "layers"),
    "forms import the store": ("forms/values.py", "import desktop.store", "layers"),
    "store and export know each other": ("store/trespass.py", "import desktop.export", "layers"),
    "a module without a place": ("trespass.py", "", "layers"),
    "a database in the forms": ("forms/values.py", "import sqlite_utils", "forms"),
    "Qt outside the window": ("store/trespass.py", "from PySide6.QtCore import QSettings", "qt"),
    "PDF outside the exporters": ("ui/trespass.py", "import reportlab", "writers"),
    "SQL outside the store": ("ui/trespass.py", "import sqlite_utils", "database"),
}


def verdict(root: Path, *contracts: str) -> subprocess.CompletedProcess[str]:
    """What import-linter says about the tree at `root`, about all contracts or those named."""
    only = [word for name in contracts for word in ("--contract", name)]
    program = "import sys; from importlinter.cli import lint_imports_command as c; c(prog_name='lint-imports')"
    command = [
        sys.executable,
        "-c",
        program,
        "--config",
        str(ROOT / "pyproject.toml"),
        "--no-cache",
        "--no-logo",
        *only,
    ]
    return subprocess.run(command, capture_output=True, encoding="utf-8", cwd=root, check=False)


def test_imports_keep_the_contracts() -> None:
    ended = verdict(ROOT)
    assert ended.returncode == 0, ended.stdout + ended.stderr


@pytest.mark.parametrize("trespass", TRESPASSES)
def test_the_contracts_can_be_broken(tmp_path: Path, trespass: str) -> None:
    place, line, contract = TRESPASSES[trespass]
    shutil.copytree(ROOT / "desktop", tmp_path / "desktop", ignore=shutil.ignore_patterns("*.toml", "__pycache__"))
    with (tmp_path / "desktop" / place).open("a", encoding="utf-8") as module:
        module.write(f"\n{line}\n")
    ended = verdict(tmp_path, contract)
    assert ended.returncode == 1, ended.stdout + ended.stderr
    assert "BROKEN" in ended.stdout


def named(modules: list[Path]) -> list[object]:
    """Test parameters with readable names."""
    return [pytest.param(path, id=path.relative_to(ROOT).as_posix()) for path in modules]


@pytest.mark.parametrize("path", named(MODULES))
def test_a_module_says_what_it_is_for_and_stays_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    assert ast.get_docstring(tree)
    assert text.count("\n") <= MODULE_LINES
    assert long_functions(tree) == []


def long_functions(tree: ast.AST) -> list[str]:
    """The functions that outgrew a page, by name."""
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    return [node.name for node in functions if (node.end_lineno or 0) - node.lineno >= FUNCTION_LINES]


@pytest.mark.parametrize("path", named([path for path in MONEY if path.stem not in READS_WIDTHS]))
def test_money_and_scores_are_never_floats(path: Path) -> None:
    assert list(floats(ast.parse(path.read_text(encoding="utf-8")))) == []


def floats(tree: ast.AST) -> Iterator[str]:
    """Where a float is made of something, or counts: float(…), Decimal(0.1), a sum or comparison with 0.1."""
    for node in ast.walk(tree):
        called = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
        counts = called == "Decimal" or isinstance(node, ast.BinOp | ast.AugAssign | ast.Compare)
        if called == "float" or (counts and any(map(is_float, ast.iter_child_nodes(node)))):
            yield f"line {getattr(node, 'lineno', '?')}: {ast.unparse(node)}"


def is_float(node: ast.AST) -> bool:
    """Whether this is a number like 0.1 in the source."""
    return isinstance(node, ast.Constant) and isinstance(node.value, float)


@pytest.mark.parametrize("line", ["x = float(text)", "total += 0.1", "Decimal(0.1)", "a * 0.1", "a > 0.5"])
def test_a_float_is_found(line: str) -> None:
    assert list(floats(ast.parse(line)))
