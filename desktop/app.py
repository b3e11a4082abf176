"""Wires the window: data file, forms, window, and the order in which they are opened and closed."""

from __future__ import annotations

import gc
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.resources import database_path, user_definitions_dir
from desktop.session.workspace import Workspace
from desktop.store import Store
from desktop.ui import app

if TYPE_CHECKING:
    from desktop.forms.catalogue import Catalogue


def run_window(database: Path | None, *, sample: bool = False) -> int:
    """Opens the window and stays until it is closed; returns the exit code.

    `database`: the data file, where the platform has it when None. `sample`: begins with a filled example.
    """
    calm_collector()
    with ExitStack() as stack:

        def services() -> Workspace:
            return Workspace(stack.enter_context(Store.open(database_path(database))), _catalogue)

        return app.run(services, sample=sample)


def calm_collector() -> None:
    """Keeps Python's full garbage collections out of the typing.

    A form of 1,000 rows is some 100,000 objects that live as long as it is open; going through all of them takes 30 ms,
    twice what a keystroke may. What was loaded at the start is left out for good, the rest looked through less often.
    """
    gc.freeze()
    gc.set_threshold(20_000, 50, 100)
    gc.enable()


def _catalogue() -> Catalogue:
    from desktop.forms.catalogue import load_catalogue  # noqa: PLC0415  # the list of drafts is shown without it

    return load_catalogue(user_definitions_dir())
