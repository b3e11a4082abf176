"""Packages as units send them, made for the tests: written with the program's own writer, spoiled by hand."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from desktop.export.package.manifest import Attachment, Entry, Manifest
from desktop.export.package.writing import write_package
from desktop.forms import jsonio
from desktop.forms.canonical import digest
from desktop.forms.catalogue import bundled
from desktop.forms.document import Document, Row
from desktop.forms.fresh import new_document, project_of, unit_of
from tests.forms.samples import edition_of, sample

UNITS = ("某市人力资源和社会保障局", "某市水利局", "某市审计局")
BUDGET = "一般公共预算项目支出预算表"
B, D = "部门预算项目支出绩效目标批复表", "部门预算项目支出绩效自评表"


def goals(unit: str = UNITS[0], project: str = "档案整理经费", *, revision: int = 1, **data: Any) -> Document:
    """A B form without errors, as it passed for the `revision`th time."""
    document = sample("B-示例")
    document.unit, document.revision = unit, revision
    document.data |= {"预算单位": unit, "项目名称": project, **data}
    return document


def budget(unit: str, project: str, amount: str) -> Document:
    """The budget table that names a project with its amount."""
    document = new_document(bundled().for_document(BUDGET, None, 2022), 2022, unit)
    document.revision = 1
    name = "单位名称（科目名称）"
    rows: list[Row] = [
        {name: "合计", "金额": amount},
        {name: "综合业务管理", "功能科目编码（类款项）": "2080199", "项目名称": project, "金额": amount},
    ]
    document.data["行"] = rows
    return document


def package(
    documents: Sequence[Document],
    *,
    unit: str = "",
    made: str = "2022-03-01T09:00:00+08:00",
    attachments: Sequence[tuple[str, str, bytes]] = (),
    lies: dict[str, Any] | None = None,
) -> bytes:
    """`attachments`: file, title, content. `lies`: what the manifest says of the first document, untrue."""
    files: dict[str, bytes] = {}
    entries = []
    for number, document in enumerate(documents, 1):
        edition = edition_of(document)
        file = f"文档/{number:02}.json"
        files[file] = jsonio.dumps(document)
        entries.append(
            Entry(
                file, document.form, document.edition, document.year, unit_of(edition, document),
                project_of(edition, document), document.revision, digest(edition, document).hex(),
            )
        )  # fmt: skip
    entries[0] = replace(entries[0], **(lies or {}))
    files |= {file: content for file, _, content in attachments}
    manifest = Manifest(
        unit or entries[0].unit, documents[0].year, made, "绩表 0.2", tuple(entries),
        tuple(Attachment(file, title) for file, title, _ in attachments),
    )  # fmt: skip
    return write_package(manifest, files)


def spoiled(document: Document, **head: Any) -> bytes:
    """A package whose only document says something in its head that its edition does not."""
    raw = json.loads(jsonio.dumps(document)) | head
    edition = edition_of(document)
    entry = Entry(
        "文档/01.json", raw["表"], raw["版式"], document.year, unit_of(edition, document),
        project_of(edition, document), document.revision, digest(edition, document).hex(),
    )  # fmt: skip
    manifest = Manifest(entry.unit, document.year, "2022-03-01T09:00:00+08:00", "绩表 0.2", (entry,))
    return write_package(manifest, {entry.file: json.dumps(raw, ensure_ascii=False).encode()})


def put(folder: Path, name: str, data: bytes) -> Path:
    """A package on the stick."""
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.jbz"
    path.write_bytes(data)
    return path
