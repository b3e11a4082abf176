"""Where a package goes before the person said: a free name in the folder of the last one."""

from __future__ import annotations

from pathlib import Path

from desktop.ui.services import Services


def proposed_place(services: Services, key: str, stem: str) -> Path:
    """`key`: under which the folder of the last package is remembered; `stem`: the name without ending.

    Without one, or where it is gone, the folder of the last export, or home.
    """
    from desktop.session.desk import free_name  # noqa: PLC0415  # loads the forms

    known = Path(services.remembered(key) or services.remembered("folder") or Path.home())
    return free_name(known if known.is_dir() else Path.home(), stem, ".jbz")
