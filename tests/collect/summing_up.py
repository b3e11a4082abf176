"""An office that received, accepted and judged, to sum up what it has."""

from __future__ import annotations

from pathlib import Path

from desktop.collect.answering import accept
from desktop.collect.receiving import receive
from desktop.collect.summarizing import Scope, Summarizing, summarize
from desktop.forms.assess import places
from desktop.forms.catalogue import Catalogue, bundled
from desktop.forms.document import Document
from desktop.forms.paths import path_json
from desktop.store import Store
from desktop.store.assessments import KeptScore
from tests.collect.packages import package, put
from tests.forms.samples import evaluated
from tests.forms.summing import EXECUTION, project, rows

CATALOGUE = bundled()
A, B, C = "某市水利局", "某市审计局", "某市档案馆"


class Office:
    """An office that receives and sums up."""

    def __init__(self, store: Store, stick: Path) -> None:
        self.store, self.stick, self.number = store, stick, 0

    def take(
        self, documents: list[Document], *, accepted: bool = True, made: str = "2023-01-10T09:00:00+08:00"
    ) -> None:
        self.number += 1
        for document in documents:
            document.revision = max(document.revision, 1)
        path = put(self.stick, f"{self.number}", package(documents, made=made))
        for outcome in receive([path], self.store, CATALOGUE, replace_newer=True, processes=0):
            assert not outcome.fault, outcome.line
            for item in outcome.items:
                if accepted:
                    accept(self.store, CATALOGUE, item.id, why="按原样汇总")

    def number_of(self, name: str) -> int:
        return next(one.id for one in self.store.collected.of_year(2022) if one.project == name)

    def judge(self, name: str, indicator: str, score: str) -> None:
        document = project(A, name, "100", "100")
        (place,) = [place for place in places(evaluated(document)) if place.name == indicator]
        self.store.assessments.put(self.number_of(name), [KeptScore(path_json(place.path), score, "现场核查")])

    def summary(
        self, form: str = EXECUTION, scope: Scope = Scope.ACCEPTED, catalogue: Catalogue = CATALOGUE
    ) -> Summarizing:
        run = summarize(self.store, catalogue, form, 2022, scope=scope, unit="某市财政局")
        for _ in run.work():
            pass
        return run

    def lines(self, form: str, table: str, *columns: str) -> list[list[str]]:
        return rows(self.summary(form).evaluation(), table, *columns)


def small_office(store: Store, stick: Path) -> Office:
    """水利局 with two projects and 审计局 with one, all accepted; 档案馆's is there and not accepted."""
    office = Office(store, stick)
    office.take([project(A, "堤防维护", "100", "100"), project(A, "河道清淤", "300", "150")])
    office.take([project(B, "投资审计", "200", "160")])
    office.take([project(C, "档案整理", "10", "10")], accepted=False)
    return office
