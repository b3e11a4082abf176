"""A package under a password."""

from __future__ import annotations

import unicodedata
from typing import Literal

import pytest

from desktop.errors import PasswordError, UserError
from desktop.export.package.locking import is_locked, lock, unlock
from desktop.export.package.reading import is_package, read_package
from tests.export.package.test_package import FILES, written

PASSWORD = "绩效é2022"


def test_it_opens_with_its_password_and_says_that_it_had_one() -> None:
    package = read_package(lock(written(), PASSWORD), name="某局.jbz", password=PASSWORD)
    assert package.files == FILES
    assert package.locked
    assert not read_package(written(), name="某局.jbz").locked
    assert package.content == read_package(written(), name="某局.jbz").content


def test_a_password_that_is_not_needed_does_no_harm() -> None:
    assert read_package(written(), name="某局.jbz", password="口令").files == FILES


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_however_the_characters_were_composed(form: Literal["NFC", "NFD"]) -> None:
    composed = unicodedata.normalize(form, PASSWORD)
    assert unlock(lock(b"data", PASSWORD), composed, name="包") == b"data"


def test_without_a_password_it_asks_for_one() -> None:
    for password in (None, ""):
        with pytest.raises(PasswordError, match=r"某局\.jbz：上报包加了密码。请向报送单位要密码"):
            read_package(lock(written(), PASSWORD), name="某局.jbz", password=password)


def test_another_password_is_one_line() -> None:
    with pytest.raises(PasswordError, match="密码不对，或上报包已损坏"):
        read_package(lock(written(), PASSWORD), name="某局.jbz", password="绩效E2022")


@pytest.mark.parametrize("at", [3, 20, 40, 44, 60, -1])
def test_every_changed_byte_is_noticed(at: int) -> None:
    data = bytearray(lock(written(), PASSWORD))
    data[at] ^= 1
    with pytest.raises(UserError):
        read_package(bytes(data), name="某局.jbz", password=PASSWORD)


@pytest.mark.parametrize("length", [16, 30, 59, 200])
def test_a_cut_file_is_refused(length: int) -> None:
    with pytest.raises(PasswordError):
        read_package(lock(written(), PASSWORD)[:length], name="某局.jbz", password=PASSWORD)


def test_nothing_of_it_is_seen_from_outside_and_it_is_never_twice_the_same() -> None:
    data = lock(written(), PASSWORD)
    assert "文档".encode() not in data
    assert b"PK\x03\x04" not in data
    assert data != lock(written(), PASSWORD)
    assert is_locked(data)
    assert is_package(data)


def test_no_password_is_no_lock() -> None:
    with pytest.raises(ValueError, match="empty"):
        lock(written(), "")
