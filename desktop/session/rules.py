"""The list of all checks, for the window: the pages to print, the file to hand out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from desktop.export.atomic import write_file
from desktop.export.handout import handout_pdf
from desktop.forms.catalogue import Catalogue
from desktop.forms.handout import handout_pages
from desktop.forms.page import Page
from desktop.forms.rulelist import Section, sections
from desktop.forms.together_rules import together_edition


def rules_of(catalogue: Catalogue) -> tuple[Section, ...]:
    """The checks of the bundled forms and of the person's own, and those between forms. Raises `UserError`."""
    return sections(catalogue.editions, together_edition(catalogue))


def rule_pages(catalogue: Catalogue) -> Sequence[Page]:
    """What is printed."""
    return handout_pages(rules_of(catalogue))


def write_rules(catalogue: Catalogue, target: Path) -> None:
    """The same as a PDF. Raises `UserError`."""
    write_file(target, handout_pdf(rules_of(catalogue)))
