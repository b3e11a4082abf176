"""What each command does: reads files, asks the layers below, prints. Results to standard output, the rest to error."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from desktop.cli.outcome import FOUND, OK, UNREADABLE, say, show
from desktop.cli.passwords import opened
from desktop.cli.sign import signer
from desktop.errors import UserError, os_fault
from desktop.export.atomic import write_file
from desktop.export.official import OUTPUTS, file_stem, pdf_of, render, usual_outputs
from desktop.forms import jsonio
from desktop.forms.calculation import Evaluation
from desktop.forms.catalogue import Catalogue, load_catalogue
from desktop.forms.checks import check as run_checks
from desktop.forms.document import Document
from desktop.forms.edition import Edition
from desktop.forms.findings import Finding, Level
from desktop.forms.notes import with_notes
from desktop.forms.standing import Standing, standing_of
from desktop.forms.together import check_together
from desktop.resources import asset, user_definitions_dir
from desktop.session.intake import read_file

_LEVELS = {Level.ERROR: "错误", Level.WARNING: "需说明", Level.INFO: "提示"}
_NOTED = "已说明"


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
            intake = opened(file, partial(read_file, file, catalogue))
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
    catalogue = forms_catalogue()
    if arguments.json:
        _print_json({"forms": list(map(_edition_json, catalogue.editions)),
                     "summaries": list(map(_edition_json, catalogue.summaries))})  # fmt: skip
        return OK
    lines = list(map(_edition_line, catalogue.editions))
    if catalogue.summaries:
        lines += ["", "汇总表（由收到的表做成，见 jibiao summarize --help）："]
        lines += map(_edition_line, catalogue.summaries)
    show("\n".join(lines))
    return OK


def _edition_json(item: Edition) -> dict[str, object]:
    return {
        "表": item.form, "版式": item.edition, "代号": _code(item), "起始年度": item.first_year,
        "终止年度": item.last_year, "依据": item.source,
    }  # fmt: skip


def _edition_line(item: Edition) -> str:
    return f"{_code(item)}  {item.form}  {item.edition}  {item.first_year}年至{_until(item)}  {item.source}"


def _code(item: Edition) -> str:
    """Its letter; of a summary with its number, by which one asks for it."""
    return item.letter if item.gathering is None else item.mark


def _until(edition: Edition) -> str:
    return f"{edition.last_year}年" if edition.last_year else "今"


def check(arguments: argparse.Namespace) -> int:
    """Runs all checks over the files."""
    catalogue = forms_catalogue()
    items, complete = read_all(arguments.files, catalogue)
    found = findings_of(items, catalogue)
    if arguments.json:
        _print_json({"documents": len(items), "findings": [_as_json(item, finding) for item, finding in found]})
    else:
        if found:
            show("\n".join(
                f"{item.file.name}  {finding.code} {_word(finding)}  {finding.message}"
                for item, finding in found
            ))  # fmt: skip
        if items:
            say(_tally(len(items), [finding for _, finding in found]))
    if not complete:
        return UNREADABLE
    return FOUND if any(finding.level is Level.ERROR for _, finding in found) else OK


def findings_of(items: list[Item], catalogue: Catalogue) -> list[tuple[Item, Finding]]:
    """Each document's own findings, followed by what other documents say against it."""
    found = {number: list(run_checks(item.evaluation)) for number, item in enumerate(items)}
    for placed in check_together([item.evaluation for item in items], catalogue):
        found[placed.number].append(placed.finding)
    return [
        (items[number], finding)
        for number, findings in found.items()
        for finding in with_notes(findings, items[number].evaluation.edition, items[number].evaluation.document)
    ]


def export(arguments: argparse.Namespace) -> int:
    """Writes the official layouts."""
    if arguments.one_pdf is not None and (arguments.one_pdf != Path(arguments.one_pdf).name or not arguments.one_pdf):
        raise UserError(f"--one-pdf 后面的“{arguments.one_pdf}”不是文件名", remedy="只写文件名，文件夹写在 --out 后面")
    catalogue = forms_catalogue()
    items, complete = read_all(arguments.files, catalogue)
    if not complete:
        return UNREADABLE
    standings = _standings(items, catalogue)
    folder = made(arguments.out)
    kinds = [kind for kind in OUTPUTS if getattr(arguments, kind)]
    sign = signer(arguments.sign)
    if sign and kinds and "pdf" not in kinds and arguments.one_pdf is None:
        raise UserError("--sign 只用于 PDF", remedy="请加上 --pdf 或 --one-pdf")
    names = _names(items)
    for item, standing, name in zip(items, standings, names, strict=True):
        for kind in kinds or ([] if arguments.one_pdf else usual_outputs(item.evaluation.edition)):
            make = partial(render, item.evaluation, kind, standing)
            _write(folder / f"{name}{OUTPUTS[kind].suffix}", make, sign if kind == "pdf" else None)
    if arguments.one_pdf is not None:
        name = arguments.one_pdf if arguments.one_pdf.lower().endswith(".pdf") else f"{arguments.one_pdf}.pdf"
        make_bound = partial(pdf_of, [item.evaluation for item in items], standings, title=Path(name).stem)
        _write(folder / name, make_bound, sign)
    return OK


def _standings(items: list[Item], catalogue: Catalogue) -> list[Standing]:
    """How each document stands, by what `check` says of the same files."""
    found: dict[int, list[Finding]] = {id(item): [] for item in items}
    for item, finding in findings_of(items, catalogue):
        found[id(item)].append(finding)
    return list(map(standing_of, found.values()))


def read(arguments: argparse.Namespace) -> int:
    """Takes a workbook or PDF back into documents."""
    intake = opened(arguments.file, partial(read_file, arguments.file, forms_catalogue()))
    documents = intake.documents
    for note in intake.notes:
        say(f"{arguments.file.name}：{note}")
    if len(documents) > 1:
        return _read_several(documents, arguments)
    data = jsonio.dumps(documents[0])
    if arguments.out is None:
        show(data.decode().rstrip())
    else:
        write_file(arguments.out, data)
        say(f"已写出 {arguments.out}")
    return OK


def _read_several(documents: list[Document], arguments: argparse.Namespace) -> int:
    """Several documents of one file: each into a file of its own, in the folder that `-o` names."""
    name, folder = arguments.file.name, arguments.out
    if folder is None or folder.suffix.lower() == ".json":
        raise UserError(f"文件里有 {len(documents)} 张表", where=name, remedy="请在 -o 后面写一个文件夹")
    made(folder)
    for number, document in enumerate(documents, 1):
        target = folder / f"{arguments.file.stem}-{number:0{len(str(len(documents)))}}.json"
        _write(target, partial(jsonio.dumps, document))
    return OK


def demo(arguments: argparse.Namespace) -> int:
    """Fills the samples, checks them, writes PDF and workbook, and says so."""
    catalogue = forms_catalogue()
    items, _ = read_all(sorted(asset("samples").glob("*.json")), catalogue)
    folder = made(arguments.out)
    for item in items:
        findings = run_checks(item.evaluation)
        standing = standing_of(findings)
        say(f"《{item.evaluation.edition.form}》已填好，{_tally(1, findings)}")
        for kind in usual_outputs(item.evaluation.edition):
            _write(
                folder / f"{file_stem(item.evaluation)}{OUTPUTS[kind].suffix}",
                partial(render, item.evaluation, kind, standing),
            )
    return OK


def made(folder: Path) -> Path:
    """A folder that is there, created when it was not."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"建不了文件夹（{os_fault(error)}）", where=str(folder), remedy="请换一个位置") from None
    return folder


def _write(target: Path, make: Callable[[], bytes], sign: Callable[[bytes], bytes] | None = None) -> None:
    data = make()
    write_file(target, sign(data) if sign else data)
    say(f"已写出 {target}{'，已签名' if sign else ''}")


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
        "actual": finding.actual, **({"note": finding.note} if finding.note else {}),
    }  # fmt: skip


def _word(finding: Finding) -> str:
    return _NOTED if finding.note else _LEVELS[finding.level]


def _tally(documents: int, findings: Iterable[Finding]) -> str:
    counts = Counter(map(_word, findings))
    parts = [f"{counts[word]} 处{word}" for word in (*_LEVELS.values(), _NOTED) if counts[word]]
    return f"审核 {documents} 张表：{'，'.join(parts) or '没有发现问题'}。"


def _print_json(value: object) -> None:
    show(json.dumps(value, ensure_ascii=False, indent=1))
