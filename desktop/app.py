"""Wires the window: data file, forms, window, and the order in which they are opened and closed."""

from __future__ import annotations

import gc
from contextlib import ExitStack
from pathlib import Path

from desktop import crash
from desktop.forms.catalogue import load_catalogue
from desktop.resources import database_path, user_definitions_dir
from desktop.session.workspace import Workspace
from desktop.store import Store
from desktop.ui import app


def run_window(database: Path | None, *, sample: bool = False) -> int:
    """Opens the window and stays until it is closed; returns the exit code.

    `database`: the data file, where the platform has it when None. `sample`: begins with a filled example.
    """
    crash.set_up_log()
    calm_collector()
    with ExitStack() as stack:

        def services() -> Workspace:
            store = stack.enter_context(Store.open(database_path(database)))
            return Workspace(store, load_catalogue(user_definitions_dir()))

        return app.run(services, sample=sample)


def calm_collector() -> None:
    """Keeps Python's full garbage collections out of the typing.

    A form of 1,000 rows is some 100,000 objects that live as long as it is open; going through all of them takes 30 ms,
    twice what a keystroke may. What is alive now is left out for good, and the rest is looked through less often.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 50, 100)
