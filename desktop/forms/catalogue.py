"""Which forms and editions there are: those that come with the program and those in the user's own folder.

A definition from the user's folder can do all that a bundled one can. One faulty file there must not take the program
down: it is left out and told (`faults`); a faulty bundled file is a bug and does raise.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path as FilePath

from desktop.errors import UserError
from desktop.forms.edition import Edition
from desktop.forms.loader import load_edition
from desktop.resources import definitions_dir

SETS = "上报套表.toml"
"""The file that says what a unit hands in together; no form, and of an office's own, in place of the bundled one."""


class Catalogue:
    """All editions, by form. `sets`: where the file of the sets lies, None for the one that comes with the program."""

    def __init__(
        self, editions: tuple[Edition, ...], faults: tuple[UserError, ...] = (), sets: FilePath | None = None
    ) -> None:
        self.faults, self.sets = faults, sets
        self._editions = sorted(editions, key=lambda item: (item.letter, item.number, item.form, -item.first_year))
        self._by_form: dict[str, list[Edition]] = {}
        for edition in self._editions:
            self._by_form.setdefault(edition.form, []).append(edition)

    @property
    def editions(self) -> list[Edition]:
        """The forms that are filled, in the order of the letters, the newest edition of each form first."""
        return [edition for edition in self._editions if edition.gathering is None]

    @property
    def summaries(self) -> list[Edition]:
        """The summaries, which are gathered and not filled, in the same order."""
        return [edition for edition in self._editions if edition.gathering is not None]

    @property
    def every(self) -> list[Edition]:
        """Forms and summaries, in the same order."""
        return list(self._editions)

    def of_form(self, form: str) -> list[Edition]:
        """The editions of a form, newest first."""
        return list(self._by_form.get(form, ()))

    def for_document(self, form: str, edition: str | None, year: int, *, where: str = "") -> Edition:
        """The edition a document is in; without a 版式 the newest that covers the year. Raises `UserError`."""
        candidates = self.of_form(form)
        if not candidates:
            raise UserError(
                f"不认识《{form[:40]}》这种表",
                where=where,
                remedy="请换用较新的程序，或把这种表的表样文件放进表样文件夹",
            )
        if edition is not None:
            for item in candidates:
                if item.edition == edition:
                    return item
            known = "、".join(item.edition for item in candidates)
            raise UserError(f"《{form}》没有“{edition[:40]}”版式", where=where, remedy=f"本程序有 {known}")
        for item in candidates:
            if item.first_year <= year and (item.last_year is None or year <= item.last_year):
                return item
        raise UserError(f"《{form}》没有适用于 {year} 年度的版式", where=where, remedy="请检查年度，或在文件里写明版式")


def load_catalogue(*folders: FilePath) -> Catalogue:
    """The bundled definitions and those in `folders`; without any there, the very same as `bundled`."""
    own = [file for folder in folders if folder.is_dir() for file in sorted(folder.rglob("*.toml"))]
    if not own:
        return bundled()
    editions = list(_bundled_editions())
    faults: list[UserError] = []
    sets: FilePath | None = None
    for file in own:
        if file.name == SETS:
            sets = file
            continue
        try:
            edition = load_edition(file)
        except UserError as error:
            faults.append(error)
            continue
        same = next((item for item in editions if (item.form, item.edition) == (edition.form, edition.edition)), None)
        if same is None:
            editions.append(edition)
        else:
            remedy = f"《{edition.form}》的“{edition.edition}”版式已有（{same.file}），请改用另一个版式名"
            faults.append(UserError("版式重名", where=file.name, remedy=remedy))
    faults += _sources_unknown(editions)
    return Catalogue(tuple(editions), tuple(faults), sets)


@lru_cache(maxsize=1)
def _bundled_editions() -> tuple[Edition, ...]:
    """Read once: editions never change."""
    return tuple(load_edition(file) for file in sorted(definitions_dir().glob("*/*.toml")))


def _sources_unknown(editions: Sequence[Edition]) -> Iterator[UserError]:
    """A form that is to be carried over or summed up from one that there is not: told, as nothing would ever come."""
    forms = {edition.form for edition in editions}
    for edition in editions:
        wanted = {"带入": [carry.form for carry in edition.carries]}
        wanted["汇总"] = list(edition.gathering.forms) if edition.gathering is not None else []
        for what, names in wanted.items():
            for name in names:
                if name not in forms:
                    near = get_close_matches(name, forms, 1, 0.6)
                    remedy = f"是不是《{near[0]}》" if near else "请核对表名，或把那种表的表样也放进来"
                    yield UserError(f"“{what}”的来源《{name}》没有这种表", where=edition.file, remedy=remedy)


@lru_cache(maxsize=1)
def bundled() -> Catalogue:
    """The definitions that come with the program; loaded once."""
    editions = _bundled_editions()
    return Catalogue(editions, tuple(_sources_unknown(editions)))
