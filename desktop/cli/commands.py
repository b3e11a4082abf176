"""What each command does: reads files, asks the layers below, prints. Results to standard output, the rest to error."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from desktop.cli.outcome import FOUND, OK, UNREADABLE, say, show
from desktop.errors import UserError, os_fault
from desktop.export.atomic import write_file
from desktop.export.official import OUTPUTS, file_stem, pdf_of, render
from desktop.forms import jsonio
from desktop.forms.calculation import Evaluation
from desktop.forms.catalogue import Catalogue, load_catalogue
from desktop.forms.checks import check as run_checks
from desktop.forms.edition import Edition
from desktop.forms.findings import Finding, Level
from desktop.forms.together import check_together
from desktop.resources import asset, user_definitions_dir
from desktop.session.intake import read_file

_LEVELS = {Level.ERROR: "错误", Level.WARNING: "需说明", Level.INFO: "提示"}


@dataclass(frozen=True, slots=True)
class Item:
    """A document that was read, with the file it came from."""

    file: Path
    evaluation: Evaluation


def forms_catalogue() -> Catalogue:
    """The bundled forms and the person's own; what is wrong with a file of the person's is said."""
    catalogue = load_catalogue(user_definitions_dir())
    for fault in catalogue.faults:
        say(str(fault))
    return catalogue


def read_all(files: Iterable[Path], catalogue: Catalogue) -> tuple[list[Item], bool]:
    """Every document in the files; one that cannot be read is told and left out. Whether all could be read."""
    items: list[Item] = []
    complete = True
    for file in files:
        try:
            intake = read_file(file, catalogue)
        except UserError as error:
            say(str(error))
            complete = False
            continue
        for note in intake.notes:
            say(f"{file.name}：{note}")
        for document in intake.documents:
            edition = catalogue.for_document(document.form, document.edition, document.year, where=file.name)
            if document.edition_implied:
                say(f"{file.name}：没有写版式，按“{edition.edition}”处理。")
            items.append(Item(file, Evaluation(edition, document)))
    return items, complete


def forms(arguments: argparse.Namespace) -> int:
    """Lists forms and editions."""
    editions = forms_catalogue().editions
    if arguments.json:
        _print_json({"forms": [
            {"表": item.form, "版式": item.edition, "代号": item.letter, "起始年度": item.first_year,
             "终止年度": item.last_year, "依据": item.source}
            for item in editions
        ]})  # fmt: skip
        return OK
    show("\n".join(
        f"{item.letter}  {item.form}  {item.edition}  {item.first_year}年至{_until(item)}  {item.source}"
        for item in editions
    ))  # fmt: skip
    return OK


def _until(edition: Edition) -> str:
    return f"{edition.last_year}年" if edition.last_year else "今"


def check(arguments: argparse.Namespace) -> int:
    """Runs all checks over the files."""
    items, complete = read_all(arguments.files, forms_catalogue())
    found = _findings(items)
    if arguments.json:
        _print_json({"documents": len(items), "findings": [_as_json(item, finding) for item, finding in found]})
    else:
        if found:
            show("\n".join(
                f"{item.file.name}  {finding.code} {_LEVELS[finding.level]}  {finding.message}"
                for item, finding in found
            ))  # fmt: skip
        if items:
            say(_tally(len(items), [finding for _, finding in found]))
    if not complete:
        return UNREADABLE
    return FOUND if any(finding.level is Level.ERROR for _, finding in found) else OK


def _findings(items: list[Item]) -> list[tuple[Item, Finding]]:
    """Each document's own findings, followed by what other documents say against it."""
    found = {number: list(run_checks(item.evaluation)) for number, item in enumerate(items)}
    for placed in check_together([item.evaluation for item in items]):
        found[placed.number].append(placed.finding)
    return [(items[number], finding) for number, findings in found.items() for finding in findings]


def export(arguments: argparse.Namespace) -> int:
    """Writes the official layouts."""
    if arguments.one_pdf is not None and (arguments.one_pdf != Path(arguments.one_pdf).name or not arguments.one_pdf):
        raise UserError(f"--one-pdf 后面的“{arguments.one_pdf}”不是文件名", remedy="只写文件名，文件夹写在 --out 后面")
    items, complete = read_all(arguments.files, forms_catalogue())
    if not complete:
        return UNREADABLE
    folder = made(arguments.out)
    kinds = [kind for kind in OUTPUTS if getattr(arguments, kind)]
    if not kinds and arguments.one_pdf is None:
        kinds = list(OUTPUTS)
    names = _names(items)
    for item, name in zip(items, names, strict=True):
        for kind in kinds:
            _write(folder / f"{name}{OUTPUTS[kind].suffix}", partial(render, item.evaluation, kind))
    if arguments.one_pdf is not None:
        name = arguments.one_pdf if arguments.one_pdf.lower().endswith(".pdf") else f"{arguments.one_pdf}.pdf"
        _write(folder / name, lambda: pdf_of([item.evaluation for item in items], title=Path(name).stem))
    return OK


def read(arguments: argparse.Namespace) -> int:
    """Takes a workbook back into documents."""
    intake = read_file(arguments.file, forms_catalogue())
    documents = intake.documents
    for note in intake.notes:
        say(f"{arguments.file.name}：{note}")
    if len(documents) > 1:
        raise UserError(f"工作簿里有 {len(documents)} 张表", where=arguments.file.name, remedy="请一张表一个工作簿")
    data = jsonio.dumps(documents[0])
    if arguments.out is None:
        show(data.decode().rstrip())
    else:
        write_file(arguments.out, data)
        say(f"已写出 {arguments.out}")
    return OK


def demo(arguments: argparse.Namespace) -> int:
    """Fills the samples, checks them, writes PDF and workbook, and says so."""
    catalogue = forms_catalogue()
    items, _ = read_all(sorted(asset("samples").glob("*.json")), catalogue)
    folder = made(arguments.out)
    for item in items:
        findings = run_checks(item.evaluation)
        say(f"《{item.evaluation.edition.form}》已填好，{_tally(1, findings)}")
        for kind, output in OUTPUTS.items():
            _write(
                folder / f"{file_stem(item.evaluation)}{output.suffix}",
                partial(render, item.evaluation, kind),
            )
    return OK


def made(folder: Path) -> Path:
    """A folder that is there, created when it was not."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"建不了文件夹（{os_fault(error)}）", where=str(folder), remedy="请换一个位置") from None
    return folder


def _write(target: Path, make: Callable[[], bytes]) -> None:
    write_file(target, make())
    say(f"已写出 {target}")


def _names(items: list[Item]) -> list[str]:
    """Output names after the input files; a name that comes twice gets a number."""
    seen: dict[str, int] = {}
    names = []
    for item in items:
        stem = item.file.stem
        seen[stem] = seen.get(stem, 0) + 1
        names.append(stem if seen[stem] == 1 else f"{stem}-{seen[stem]}")
    return names


def _as_json(item: Item, finding: Finding) -> dict[str, object]:
    return {
        "code": finding.code, "level": finding.level.value, "file": str(item.file), "表": item.evaluation.edition.form,
        "field": finding.field_key, "row": finding.row, "message": finding.message, "expected": finding.expected,
        "actual": finding.actual,
    }  # fmt: skip


def _tally(documents: int, findings: Iterable[Finding]) -> str:
    counts = {level: sum(1 for finding in findings if finding.level is level) for level in Level}
    parts = [f"{count} 处{_LEVELS[level]}" for level, count in counts.items() if count]
    return f"审核 {documents} 张表：{'，'.join(parts) or '没有发现问题'}。"


def _print_json(value: object) -> None:
    show(json.dumps(value, ensure_ascii=False, indent=1))
