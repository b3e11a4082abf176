"""Stand-ins for what lies below the window: drafts in memory, dialogs that answer at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from desktop.errors import PasswordError, UserError
from desktop.forms import jsonio
from desktop.forms.calculation import Evaluation
from desktop.forms.canonical import digest as content_digest
from desktop.forms.carrying import Proposal
from desktop.forms.catalogue import bundled
from desktop.forms.document import Document
from desktop.forms.fresh import new_document, project_of, unit_of
from desktop.forms.page import Page
from desktop.forms.paths import Path as FieldPath
from desktop.forms.standing import Standing
from desktop.resources import asset
from desktop.session.assessing import AssessDesk
from desktop.session.carrydesk import Offer
from desktop.session.collectdesk import CollectDesk
from desktop.session.draft import Restored
from desktop.session.packdesk import Plan as PackPlan
from desktop.session.packing import Packed, Packing, Proof
from desktop.session.planning import Prospect, Successor
from desktop.session.printouts import Printout, printout_of
from desktop.session.printsettings import PrintMemory
from desktop.session.received import ReceivedDesk
from desktop.session.returned import Returned
from desktop.session.returns import ReturnsDesk
from desktop.session.rules import rule_pages, write_rules
from desktop.session.seals import Seals
from desktop.session.session import Change, Session
from desktop.session.summaries import SummaryDesk
from desktop.session.verdict import Verdict
from desktop.session.workspace import Imported
from desktop.store import DRAFT, DraftInfo
from desktop.store.returns import StoredReturn
from desktop.store.settings import Json
from desktop.ui.certificate import Certificate
from desktop.ui.dialogs import Dialogs
from desktop.ui.services import ExportKind, FormRow
from tests.ui.filedprinters import FiledPrinters

APPROVAL, REVIEW = "部门预算项目支出绩效目标批复表", "部门预算项目支出绩效自评表"
UNIT = "某县人力资源和社会保障局"


def info_of(row: Row) -> DraftInfo:
    """The line as the store has it."""
    return DraftInfo(
        form=row.form, edition=row.edition, year=row.year, unit=row.unit, project=row.project, state=row.state,
        id=row.id, revision=1, created=row.changed, changed=row.changed,
    )  # fmt: skip


@dataclass(frozen=True)
class Row:
    """A line of the list."""

    id: int
    form: str
    edition: str
    year: int
    unit: str
    project: str
    state: str
    changed: datetime
    deleted: bool = False


class StandInDraft:
    """A real session over a document in memory."""

    def __init__(self, services: StandInServices, row: Row, document: Document) -> None:
        self._services, self._row = services, row
        edition = bundled().for_document(document.form, document.edition, document.year)
        self.session = Session(edition, document)
        self.saved_at: datetime | None = row.changed
        self.written: list[str] = []
        """What was done with it, in order."""
        self.refuses = ""
        """Why `flush` refuses; `""` when it does not."""
        self.restored: Restored | None = None
        self.pending: tuple[FieldPath, str] | None = None
        self.compared = 0
        """How often it was compared with the others."""
        self.session.listeners.append(self._changed)

    def compare(self, seconds: float) -> bool:
        self.compared += 1
        return seconds > 0

    def keep_pending(self, path: FieldPath, text: str) -> None:
        self.pending = path, text

    def drop_pending(self) -> None:
        self.pending = None

    @property
    def row(self) -> Row:
        return self._row

    @property
    def file_stem(self) -> str:
        return f"文件 {self._row.project}"

    def _changed(self, change: Change) -> None:  # a listener's signature
        if change.edits:
            self.saved_at, self.pending = None, None

    def flush(self) -> None:
        self.written.append("flush")
        if self.refuses:
            raise UserError(self.refuses, remedy="请清理磁盘")
        if self.saved_at is None:
            self.saved_at = self._services.now
            edition, document = self.session.edition, self.session.document
            self._row = replace(
                self._row, project=project_of(edition, document), unit=unit_of(edition, document),
                changed=self._services.now,
            )  # fmt: skip
            self._services.rows[self._row.id] = self._row

    def review(self) -> None:
        self._row = replace(self._row, state="草稿" if self.session.findings else "审核通过")
        self.written.append("review")

    def page_count(self) -> int:
        return 2

    def export(self, kind: ExportKind, target: Path) -> None:
        self.written.append(f"export {kind.value} {target.name}")

    def export_signed(self, target: Path, certificate: Path, password: str) -> None:
        self.written.append(f"sign {target.name} with {certificate.name} {password}")

    def close(self) -> None:
        self.session.listeners.remove(self._changed)
        self.written.append("close")


class StandInMemory:
    """Settings in a dictionary."""

    def __init__(self) -> None:
        self.kept: dict[str, Json] = {}

    def get(self, key: str) -> Json:
        return self.kept.get(key)

    def put(self, key: str, value: Json) -> None:
        self.kept[key] = value


class StandInReturns(ReturnsDesk):
    """What came back, in a dictionary by draft; the document that was returned is the one that is opened first."""

    def __init__(self) -> None:
        self.back: dict[int, StoredReturn] = {}
        self.bases: dict[int, Evaluation] = {}
        self.kept: list[tuple[int, str]] = []
        """The answers in the order they were kept."""

    def open(self, draft_id: int, session: Session) -> Returned | None:
        stored = self.back.get(draft_id)
        if stored is None:
            return None
        base = self.bases.setdefault(draft_id, Evaluation(session.edition, session.document.copy()))
        digest = content_digest(base.edition, base.document).hex()
        return Returned(replace(stored, digest=digest), base, session, lambda *answer: self.kept.append(answer))


@dataclass
class StandInServices:
    """Drafts in a dictionary."""

    seals: Seals = field(default_factory=lambda: Seals(StandInMemory()))
    printing: PrintMemory = field(default_factory=lambda: PrintMemory(StandInMemory()))

    returns: StandInReturns = field(default_factory=StandInReturns)
    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    rows: dict[int, Row] = field(default_factory=dict)
    documents: dict[int, Document] = field(default_factory=dict)
    opened: list[StandInDraft] = field(default_factory=list)
    exported: list[str] = field(default_factory=list)
    memory: dict[str, str] = field(default_factory=dict)
    notes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """What is said about files taken in, by their names."""

    def add(self, form: str, year: int, unit: str = UNIT, project: str = "", *, ago: timedelta = timedelta()) -> int:
        """One more draft."""
        edition = bundled().for_document(form, None, year)
        number = len(self.rows) + 1
        document = new_document(edition, year, unit)
        if project and edition.project_field:
            document.data[edition.project_field] = project
        self.documents[number] = document
        self.rows[number] = Row(number, form, edition.edition, year, unit, project, "草稿", self.now - ago)
        return number

    @property
    def received(self) -> ReceivedDesk:
        raise AssertionError("nothing is received here: the tests of 收表 have a data file")

    @property
    def assessing(self) -> AssessDesk:
        raise AssertionError("nothing is received here: the tests of 收表 have a data file")

    @property
    def summaries(self) -> SummaryDesk:
        raise AssertionError("nothing is received here: the tests of 收表 have a data file")

    @property
    def collecting(self) -> CollectDesk:
        raise AssertionError("nothing is received here: the tests of 收表 have a data file")

    def drafts(self, search: str, *, deleted: bool = False) -> list[Row]:
        found = [row for row in self.rows.values() if row.deleted is deleted]
        words = search.split()
        found = [row for row in found if all(word in f"{row.form}{row.project}{row.unit}{row.year}" for word in words)]
        return sorted(found, key=lambda row: row.changed, reverse=True)

    def forms(self) -> Sequence[FormRow]:
        return bundled().editions

    def create(self, form: str, edition: str, year: int, unit: str) -> int:
        assert edition
        return self.add(form, year, unit)

    def create_sample(self) -> int:
        number = self.add(APPROVAL, 2022, project="示例项目")
        file = asset("samples/B-示例.json")
        self.documents[number] = jsonio.loads(file.read_bytes(), name=file.name, catalogue=bundled())
        return number

    def open(self, draft_id: int) -> StandInDraft:
        draft = StandInDraft(self, self.rows[draft_id], self.documents[draft_id])
        self.opened.append(draft)
        return draft

    def import_file(self, path: Path, password: str | None = None) -> Imported:
        if path.suffix == ".jbz" and password != "口令":
            raise PasswordError("上报包加了密码" if password is None else "密码不对", where=path.name)
        if path.suffix == ".jbz":
            return Imported((self.add(APPROVAL, 2022, project=path.stem),))
        if path.suffix != ".json":
            raise UserError("不是本程序能读的文件", where=path.name, remedy="请选 .json 或 .xlsx")
        return Imported((self.add(APPROVAL, 2022, project=path.stem),), self.notes.get(path.name, ()))

    def verify(self, text: str) -> Sequence[Verdict]:
        raise UserError("这不是核对码", where=text)

    def verify_file(self, path: Path, password: str | None = None) -> Sequence[Verdict]:
        raise UserError("图片里没有找到核对码的二维码", where=path.name)

    def pack_plan(self, draft_ids: Sequence[int]) -> PackPlan:
        raise UserError("没有要上报的表", where=str(list(draft_ids)))

    def packing(
        self, plan: PackPlan, chosen: Sequence[int], proofs: Sequence[Proof],
        certificate: tuple[Path, str] | None = None,
    ) -> Packing:  # fmt: skip
        raise AssertionError((plan, chosen, proofs, certificate, "nothing was planned"))

    def put_package(self, packed: Packed, target: Path, password: str = "") -> int:
        raise AssertionError((packed, target, password, "nothing was packed"))

    def note_printout(self, packed: Packed) -> Printout:
        raise AssertionError((packed, "nothing was packed"))

    def duplicate(self, draft_id: int) -> int:
        row = self.rows[draft_id]
        return self.add(row.form, row.year, row.unit, row.project)

    def carry_offers(self, draft_id: int) -> Sequence[Offer]:
        assert draft_id in self.rows
        return ()

    def carry_proposal(self, draft_id: int, offer: Offer, chosen: Sequence[int]) -> Proposal:
        raise AssertionError((draft_id, offer.title, chosen, "nothing was offered"))

    def rollovers(self, draft_ids: Sequence[int]) -> Sequence[Prospect]:
        return [Prospect(info_of(self.rows[number]), 0, fault="不能结转") for number in draft_ids]

    def successors(self, draft_ids: Sequence[int]) -> Sequence[Successor]:
        assert all(number in self.rows for number in draft_ids)
        return ()

    def make(self, plans: Sequence[Prospect]) -> Sequence[int]:
        assert not plans, "there is none that can be"
        return ()

    def delete(self, draft_ids: Sequence[int]) -> None:
        for number in draft_ids:
            self.rows[number] = replace(self.rows[number], deleted=True)

    def restore(self, draft_ids: Sequence[int]) -> None:
        for number in draft_ids:
            self.rows[number] = replace(self.rows[number], deleted=False)

    def export(self, draft_ids: Sequence[int], kind: ExportKind, folder: Path) -> Sequence[Path]:
        self.exported.append(f"{kind.value} {list(draft_ids)} {folder.name}")
        return [folder / f"{number}.{kind.value}" for number in draft_ids]

    def export_bound(self, draft_ids: Sequence[int], target: Path) -> None:
        self.exported.append(f"bound {list(draft_ids)} {target.name}")

    def printouts(self, draft_ids: Sequence[int]) -> Sequence[Printout]:
        return [self._printout(number) for number in draft_ids]

    def _printout(self, number: int) -> Printout:
        row, document = self.rows[number], self.documents[number]
        edition = bundled().for_document(document.form, document.edition, document.year)
        known = next((draft for draft in self.opened if draft.session.document is document), None)
        evaluation = known.session.evaluation if known is not None else Evaluation(edition, document)
        standing = Standing(draft=row.state == DRAFT)
        return printout_of(evaluation, row.state, lambda: replace(standing, seal=self.seals.choice(row.unit)), number)

    def year_of_unit(self, draft_id: int) -> Sequence[int]:
        own = self.rows[draft_id]
        return [row.id for row in self.rows.values() if (row.unit, row.year) == (own.unit, own.year)]

    def rule_pages(self) -> Sequence[Page]:
        return rule_pages(bundled())

    def export_rules(self, target: Path) -> None:
        write_rules(bundled(), target)

    def remembered(self, key: str) -> str:
        return self.memory.get(key, "")

    def remember(self, key: str, value: str) -> None:
        self.memory[key] = value


class StandInDialogs(Dialogs):
    """Answers without opening anything."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.files: list[Path] = []
        self.cancel = False
        self.paper = FiledPrinters(folder)
        self.refuses_to_sign = ""
        """Why nothing can be signed; `""` when it can."""
        self.asked: list[str] = []
        self.passwords: Iterator[str] = iter(())
        """What the person types for a package, one after the other; then it is cancelled."""

    def files_to_open(self) -> list[Path]:
        return self.files

    @property
    def printers(self) -> FiledPrinters:
        return self.paper

    def picture_to_open(self) -> Path | None:
        return next(iter(self.files), None)

    def file_to_verify(self) -> Path | None:
        return next(iter(self.files), None)

    def package_to_save(self, proposed: Path) -> Path | None:
        return None if self.cancel else self.folder / proposed.name

    def proofs_to_open(self) -> list[Path]:
        return self.files

    def packages_to_open(self) -> list[Path]:
        return self.files

    def folder_to_receive(self) -> Path | None:
        return next(iter(self.files), None)

    def unit_list_to_open(self) -> Path | None:
        return next(iter(self.files), None)

    def password(self, line: str) -> str | None:
        self.asked.append(line)
        return next(self.passwords, None)

    def certificate(self) -> Certificate | None:
        if self.refuses_to_sign:
            raise UserError(self.refuses_to_sign)
        return None if self.cancel else Certificate(Path("单位.p12"), "口令", UNIT)

    def file_to_save(self, stem: str, kind: ExportKind) -> Path | None:
        self.asked.append(f"{stem}.{kind.value}")
        return None if self.cancel else self.folder / f"{stem}.{kind.value}"

    def data_to_save(self, stem: str) -> Path | None:
        self.asked.append(f"{stem}.csv")
        return None if self.cancel else self.folder / f"{stem}.csv"

    def folder_to_save(self) -> Path | None:
        return None if self.cancel else self.folder
