"""How much is measured: the goals' own sizes, and something tiny that shows in a second that it all runs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scale:
    """Sizes of all measurements. `runs` are fresh processes of each kind, ours and the baseline in turn."""

    window_runs: int
    drafts: int
    """Lines in the list that the window opens with."""
    pdf_runs: int
    documents: int
    """Forms bound into one PDF."""
    rows: int
    """Indicator rows of the form that is edited."""
    edits: int
    year_runs: int
    projects: int
    """Projects of the department whose year is checked, and a tenth of those of the large one."""
    office_forms: int
    """Forms that LibreOffice prints as well."""


FULL = Scale(
    window_runs=7,
    drafts=50,
    pdf_runs=3,
    documents=100,
    rows=1000,
    edits=300,
    year_runs=3,
    projects=30,
    office_forms=100,
)
TINY = Scale(
    window_runs=1, drafts=3, pdf_runs=1, documents=2, rows=12, edits=4, year_runs=1, projects=2, office_forms=1
)
