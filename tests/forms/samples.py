"""The project's own filled forms, and changes to them as a clerk would make them."""

from __future__ import annotations

import json
from typing import Any

from desktop.forms import jsonio
from desktop.forms.calculation import Evaluation
from desktop.forms.catalogue import bundled
from desktop.forms.document import Document
from desktop.forms.edition import Edition
from desktop.resources import asset


def sample(name: str) -> Document:
    """A sample from assets/samples (`B-示例`)."""
    file = asset(f"samples/{name}.json")
    return jsonio.loads(file.read_bytes(), name=file.name, catalogue=bundled())


def edition_of(document: Document) -> Edition:
    return bundled().for_document(document.form, document.edition, document.year)


def evaluated(document: Document) -> Evaluation:
    return Evaluation(edition_of(document), document)


def raw_sample(name: str) -> dict[str, Any]:
    """The sample as parsed JSON, to be spoiled."""
    loaded: dict[str, Any] = json.loads(asset(f"samples/{name}.json").read_bytes())
    return loaded


def grown(name: str, table: str, count: int) -> Document:
    """A sample whose list `table` has `count` rows, made from its own rows in turn."""
    document = sample(name)
    rows = document.rows((table,))
    document.data[table] = [dict(rows[number * len(rows) // count]) for number in range(count)]
    return document
