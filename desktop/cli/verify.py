"""`jibiao verify`: does this printed code, this photographed page, belong to that file, or to what is held here."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from desktop.cli.commands import forms_catalogue
from desktop.cli.datafile import is_there, refuse_empty
from desktop.cli.outcome import FOUND, OK, UNREADABLE, say, show
from desktop.cli.passwords import opened
from desktop.errors import UserError
from desktop.export.signing import Signature
from desktop.forms.canonical import digest as content_digest
from desktop.forms.catalogue import Catalogue
from desktop.forms.code import code_of, looks_like_code
from desktop.forms.compare import Difference
from desktop.forms.document import Document
from desktop.forms.qr import looks_like_payload
from desktop.resources import database_path
from desktop.session.incoming import against_all
from desktop.session.intake import PACKAGE, read_file
from desktop.session.packages import PackageProof, load_package, prove_package
from desktop.session.pdfproof import PdfProof, is_pdf, prove
from desktop.session.verdict import Outcome, Verdict
from desktop.session.verify import PICTURES, Paper, Verifier, read_any, read_paper
from desktop.store import Store

_FINE = {Outcome.SAME, Outcome.ALONE}


@dataclass(slots=True)
class _Given:
    """What was named on the command line: papers with what they were called, and the documents of files."""

    papers: list[tuple[str, Paper]] = field(default_factory=list)
    files: list[tuple[str, list[Document]]] = field(default_factory=list)
    proofs: list[tuple[str, PdfProof]] = field(default_factory=list)
    """What the PDFs among the files prove by themselves."""
    packages: list[PackageProof] = field(default_factory=list)
    """What is to be said of the packages among them."""
    complete: bool = True


def verify(arguments: argparse.Namespace) -> int:
    """Holds papers against files, or against the data file when no file is named."""
    catalogue = forms_catalogue()
    given = _given(arguments.items, catalogue)
    with ExitStack() as stack:
        verifier = Verifier(_store(arguments.db, stack), catalogue)
        verdicts = _verdicts(given, verifier, catalogue)
    if arguments.json:
        told: dict[str, object] = {"results": [_as_json(name, verdict) for name, verdict in verdicts]}
        if given.proofs:
            told["pdf"] = [_proof_as_json(name, proof) for name, proof in given.proofs]
        if given.packages:
            told["packages"] = list(map(_package_as_json, given.packages))
        show(json.dumps(told, ensure_ascii=False))
        return _ended(given, verdicts)
    for package in given.packages:
        show("\n  ".join(f"{package.name}  {line}" if not at else line for at, line in enumerate(package.lines)))
    if verdicts:
        show("\n".join("\n  ".join([f"{name}  {verdict.title}", *verdict.lines[1:]]) for name, verdict in verdicts))
        for name, proof in given.proofs:
            show("\n".join(f"{name}  {line}" for line in proof.lines))
    return _ended(given, verdicts)


def _ended(given: _Given, verdicts: Sequence[tuple[str, Verdict]]) -> int:
    if not given.complete:
        return UNREADABLE
    proven = all(proof.holds for _, proof in given.proofs) and all(proof.holds for proof in given.packages)
    return OK if proven and all(verdict.outcome in _FINE for _, verdict in verdicts) else FOUND


def _verdicts(given: _Given, verifier: Verifier, catalogue: Catalogue) -> list[tuple[str, Verdict]]:
    found: list[tuple[str, Verdict]] = []
    if not given.papers:
        packages = {proof.name for proof in given.packages}
        for name, documents in given.files:
            if name in packages:
                continue  # its own lines say all of it
            found += [(name, _file_alone(document, verifier, catalogue)) for document in documents]
        return found
    documents = [document for _, members in given.files for document in members]
    called = given.files[0][0] if len(given.files) == 1 else f"这 {len(given.files)} 个文件"
    for name, paper in given.papers:
        if whole := next(filter(None, (proof.of_code(paper.code) for proof in given.packages)), ""):
            found.append((name, Verdict(Outcome.SAME, paper.code, f"一致：{whole}")))
        elif documents:
            found.append((name, verifier.against_documents(paper, documents, called)))
        else:
            found.append((name, against_all(verifier, paper)))
    return found


def _file_alone(document: Document, verifier: Verifier, catalogue: Catalogue) -> Verdict:
    """A file without a paper: its code, and what is held of it here."""
    edition = catalogue.for_document(document.form, document.edition, document.year)
    digest = content_digest(edition, document)
    verdict = against_all(verifier, Paper.of_content(digest, document))
    if verdict.outcome is not Outcome.UNKNOWN:
        return verdict
    passed = f"修订 {document.revision}" if document.revision else "还没有审核通过"
    title = f"《{document.form}》{document.year}年，{passed}，核对码 {code_of(digest)}"
    return Verdict(Outcome.ALONE, code_of(digest), title, revision=document.revision, held=document.revision)


def _given(items: Sequence[str], catalogue: Catalogue) -> _Given:
    given = _Given()
    for item in items:
        try:
            _take(item, given, catalogue)
        except UserError as error:
            say(str(error))
            given.complete = False
    return given


def _take(item: str, given: _Given, catalogue: Catalogue) -> None:
    path = Path(item)
    if not is_there(path) and (looks_like_payload(item) or (looks_like_code(item) and not path.suffix)):
        paper = read_paper(item)
        given.papers.append((paper.code, paper))
    elif path.suffix.lower() == PACKAGE:
        package = opened(path, partial(load_package, path))
        proof = prove_package(package, catalogue, name=path.name)
        given.packages.append(proof)
        given.files.append((path.name, [document for one in proof.everything for document in one.documents]))
    elif path.suffix.lower() in PICTURES:
        given.papers += [(path.name, paper) for paper in read_any(path, catalogue)]
    else:
        intake = opened(path, partial(read_file, path, catalogue))
        for note in intake.notes:
            say(f"{path.name}：{note}")
        given.files.append((path.name, intake.documents))
        if is_pdf(path):
            given.proofs.append((path.name, prove(path, catalogue)))


def _store(given: Path | None, stack: ExitStack) -> Store | None:
    """The data file when there is one: looking for a paper must not create it."""
    path = database_path(given)
    if is_there(path):
        refuse_empty(path)
        return stack.enter_context(Store.open(path))
    if given is not None:
        raise UserError("没有这个数据文件", where=str(given), remedy="请核对 --db 后面的文件名")
    return None


def _as_json(name: str, verdict: Verdict) -> dict[str, object]:
    page = verdict.page
    return {
        "source": name, "result": verdict.outcome.value, "code": verdict.code,
        "digest": page.digest.hex() if page is not None else None,
        "单位": page.unit if page is not None else None, "项目": page.project if page is not None else None,
        "年度": page.year if page is not None else None,
        "page": page.page if page is not None else None, "pages": page.count if page is not None else None,
        "revision": verdict.revision or None, "held_revision": verdict.held or None, "draft": verdict.draft_id,
        "received": verdict.received,
        "message": verdict.title, "details": list(verdict.details),
        "differences": [
            _difference(item, line) for item, line in zip(verdict.differences, verdict.difference_lines, strict=True)
        ],
    }  # fmt: skip


def _proof_as_json(name: str, proof: PdfProof) -> dict[str, object]:
    return {
        "source": name,
        "holds": proof.holds,
        "message": proof.lines,
        "strange": [{"page": page, "code": code} for page, code in proof.strange],
        "signatures": list(map(_signature_as_json, proof.signatures)),
    }


def _package_as_json(proof: PackageProof) -> dict[str, object]:
    manifest = proof.package.manifest
    return {
        "source": proof.name, "holds": proof.holds, "code": proof.package.code, "digest": proof.package.content.hex(),
        "单位": manifest.unit, "年度": manifest.year, "期间": manifest.period, "made": manifest.made,
        "locked": proof.package.locked, "faults": list(proof.faults), "message": proof.lines,
        "documents": [
            {"表": entry.form, "版式": entry.edition, "项目": entry.project, "revision": entry.revision,
             "code": code_of(bytes.fromhex(entry.digest)), "digest": entry.digest}
            for entry in manifest.entries
        ],
        "attachments": [{"file": item.file, "title": item.title, "about": item.about} for item in manifest.attachments],
        "signatures": list(map(_signature_as_json, proof.signatures)),
        "origins": [
            {"code": one.first.code, "digest": one.first.content.hex(), "made": one.first.manifest.made,
             "documents": one.documents, "signatures": list(map(_signature_as_json, one.signatures))}
            for one in proof.firsts
        ],
        "packages": list(map(_package_as_json, proof.inner)),
    }  # fmt: skip


def _signature_as_json(one: Signature) -> dict[str, object]:
    return {
        "field": one.field, "signer": one.signer, "issuer": one.issuer, "reason": one.reason,
        "when": one.when.isoformat(timespec="seconds") if one.when else None, "intact": one.intact,
        "whole": one.whole, "changed": one.changed, "trusted": one.trusted,
    }  # fmt: skip


def _difference(item: Difference, line: str) -> dict[str, object]:
    here = item.path if item.kind != "added" else item.other
    return {
        "kind": item.kind.value, "field": next((part for part in reversed(here) if isinstance(part, str)), ""),
        "row": next((part + 1 for part in reversed(here) if isinstance(part, int)), None), "paper": item.ours,
        "held": item.theirs, "message": line,
    }  # fmt: skip
