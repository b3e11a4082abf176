"""Where things lie: in a checkout, installed, frozen; and where the person's data go."""

from __future__ import annotations

import sys
from pathlib import Path

import platformdirs
import pytest

import desktop.forms
from desktop import resources
from desktop.errors import UserError


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's data folder of one's own; not there yet."""
    folder = tmp_path / "home" / "Jibiao"
    monkeypatch.setattr(platformdirs, "user_data_path", lambda *_, **__: folder)
    monkeypatch.delenv("JIBIAO_DB", raising=False)
    return folder


def laid_out(root: Path, *names: str) -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()


def test_the_checkout_has_the_fonts() -> None:
    assert resources.asset("fonts/NotoSerifSC-Regular.ttf").is_file()
    assert resources.asset("fonts").is_dir()


@pytest.mark.parametrize("layout", ["desktop/assets/icons/save.svg", "assets/icons/save.svg"])
def test_assets_of_a_wheel_and_of_a_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, layout: str) -> None:
    laid_out(tmp_path, layout)
    monkeypatch.setattr(resources, "__file__", str(tmp_path / "desktop" / "resources.py"))
    assert resources.asset("icons/save.svg") == tmp_path.resolve() / layout


@pytest.mark.parametrize("layout", ["desktop/assets/icons/save.svg", "assets/icons/save.svg"])
def test_a_frozen_program_looks_where_it_was_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, layout: str
) -> None:
    laid_out(tmp_path, layout)
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert resources.asset("icons/save.svg") == tmp_path / layout
    assert resources.definitions_dir() == tmp_path / "desktop" / "forms" / "definitions"


def test_a_missing_asset_is_told_in_one_line() -> None:
    with pytest.raises(UserError, match=r"^fonts/无\.ttf：程序自带的文件缺失。请重新安装绩表。$"):
        resources.asset("fonts/无.ttf")


def test_definitions_lie_in_the_forms_package() -> None:
    assert desktop.forms.__file__ is not None
    assert resources.definitions_dir() == Path(desktop.forms.__file__).resolve().parent / "definitions"


def test_the_data_folder_is_made_when_asked_for(home: Path) -> None:
    assert not home.exists()
    assert resources.user_data_dir() == home
    assert home.is_dir()


def test_looking_for_the_users_definitions_makes_nothing(home: Path) -> None:
    assert resources.user_definitions_dir() == home / "表样"
    assert not home.exists()
    assert resources.user_definitions_dir(create=True).is_dir()


def test_a_data_folder_that_cannot_be_made_is_told(home: Path) -> None:
    laid_out(home.parent, "Jibiao")
    with pytest.raises(UserError, match="用户数据文件夹无法建立") as caught:
        resources.user_data_dir()
    assert str(home) in str(caught.value)


class TestDatabasePath:
    """`--db`, else JIBIAO_DB, else the user's data folder."""

    def test_the_users_data_folder(self, home: Path) -> None:
        assert resources.database_path() == home / "jibiao.db"
        assert home.is_dir()

    def test_the_variable(self, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("JIBIAO_DB", str(tmp_path / "由变量.db"))
        assert resources.database_path() == tmp_path / "由变量.db"
        assert not home.exists()

    def test_an_empty_variable_is_none(self, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("JIBIAO_DB", "")
        assert resources.database_path() == home / "jibiao.db"

    def test_the_option_before_the_variable(self, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("JIBIAO_DB", str(tmp_path / "由变量.db"))
        assert resources.database_path(tmp_path / "没有" / "指定.db") == tmp_path / "没有" / "指定.db"
        assert not home.exists()
        assert list(tmp_path.iterdir()) == []

    def test_the_tilde_is_the_home_folder(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("JIBIAO_DB", "~/绩表.db")
        assert resources.database_path() == Path.home() / "绩表.db"
