"""`jibiao rules`: all checks there are, as lines, as JSON, or as the two pages that are handed out."""

from __future__ import annotations

import argparse
import json

from desktop.cli.commands import forms_catalogue
from desktop.cli.outcome import OK, say, show
from desktop.export.atomic import write_file
from desktop.forms.rulelist import RuleLine, Section, sections
from desktop.forms.together_rules import together_edition


def rules(arguments: argparse.Namespace) -> int:
    """Lists the checks of the bundled forms and of the person's own."""
    catalogue = forms_catalogue()
    found = sections(catalogue.editions, together_edition(catalogue))
    if arguments.out is not None:
        from desktop.export.handout import handout_pdf  # noqa: PLC0415  # loads reportlab

        write_file(arguments.out, handout_pdf(found))
        say(f"已写出 {arguments.out}")
    if arguments.json:
        listed = [_as_json(section, line) for section in found for line in section.lines]
        show(json.dumps({"rules": listed}, ensure_ascii=False, indent=1))
    elif arguments.out is None:
        show("\n".join(text for section in found for text in _text(section)))
    return OK


def _text(section: Section) -> list[str]:
    return [section.title, *(f"  {line.code}  {line.level_words}  {line.about}" for line in section.lines)]


def _as_json(section: Section, line: RuleLine) -> dict[str, object]:
    return {
        "code": line.code, "levels": [level.value for level in line.levels], "表": section.title,
        "about": line.about, "source": line.source,
    }  # fmt: skip
