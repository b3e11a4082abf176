"""The program's window, watched until its list of drafts can be used. Arguments: the data file, drafts in it."""

from __future__ import annotations

import sys

from desktop.bench.joined import Wait, start


def main(database: str, drafts: int) -> int:
    """Opens the window and closes it."""
    return start(database, lambda wait: _watch(drafts, wait))


def _watch(drafts: int, wait: Wait) -> int:
    from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView  # noqa: PLC0415  # loaded by the start

    from desktop.bench.usable import Watch, press_key  # noqa: PLC0415  # see above

    views = [
        view
        for window in QApplication.topLevelWidgets()
        for view in window.findChildren(QAbstractItemView)
        if view.isVisible() and not isinstance(view, QHeaderView) and view.model().rowCount() == drafts
    ]
    if len(views) != 1:
        raise LookupError(f"{len(views)} lists of {drafts} drafts in the window")
    Watch(views[0].viewport(), press_key)
    views[0].viewport().update()
    return wait()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2])))
