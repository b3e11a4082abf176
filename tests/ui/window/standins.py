"""Stand-ins for what lies below the window: drafts in memory, dialogs that answer at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtPrintSupport import QPrinter

from desktop.errors import UserError
from desktop.forms import jsonio
from desktop.forms.catalogue import bundled
from desktop.forms.document import Document
from desktop.forms.fresh import new_document, project_of, unit_of
from desktop.forms.page import Page
from desktop.resources import asset
from desktop.session.session import Change, Session
from desktop.session.workspace import Imported
from desktop.ui.dialogs import Dialogs
from desktop.ui.services import ExportKind, FormRow

APPROVAL, REVIEW = "部门预算项目支出绩效目标批复表", "部门预算项目支出绩效自评表"
UNIT = "某县人力资源和社会保障局"


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
        self.session.listeners.append(self._changed)

    @property
    def row(self) -> Row:
        return self._row

    @property
    def file_stem(self) -> str:
        return f"文件 {self._row.project}"

    def _changed(self, change: Change) -> None:  # a listener's signature
        self.saved_at = None

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

    def pages(self) -> Sequence[Page]:
        return [Page(595.28, 841.89, number, 2, ()) for number in (1, 2)]

    def export(self, kind: ExportKind, target: Path) -> None:
        self.written.append(f"export {kind.value} {target.name}")

    def close(self) -> None:
        self.session.listeners.remove(self._changed)
        self.written.append("close")


@dataclass
class StandInServices:
    """Drafts in a dictionary."""

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

    def import_file(self, path: Path) -> Imported:
        if path.suffix != ".json":
            raise UserError("不是本程序能读的文件", where=path.name, remedy="请选 .json 或 .xlsx")
        return Imported((self.add(APPROVAL, 2022, project=path.stem),), self.notes.get(path.name, ()))

    def duplicate(self, draft_id: int) -> int:
        row = self.rows[draft_id]
        return self.add(row.form, row.year, row.unit, row.project)

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
        self.page_range = (0, 0)
        self.asked: list[str] = []

    def files_to_open(self) -> list[Path]:
        return self.files

    def file_to_save(self, stem: str, kind: ExportKind) -> Path | None:
        self.asked.append(f"{stem}.{kind.value}")
        return None if self.cancel else self.folder / f"{stem}.{kind.value}"

    def folder_to_save(self) -> Path | None:
        return None if self.cancel else self.folder

    def printer(self, title: str, pages: int, form: str) -> QPrinter | None:
        self.asked.append(f"{title}: {pages} ({form})")
        if self.cancel:
            return None
        printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
        printer.setFromTo(*self.page_range)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.folder / "printed.pdf"))
        return printer
