"""How much is measured: the goals' own sizes, and something tiny that shows in a second that it all runs."""

from __future__ import annotations

from dataclasses import dataclass, replace


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
    receive_runs: int
    packages: int
    """Packages that are received, with six documents each."""
    many_packages: int
    """So many once, to see how it grows."""
    board_runs: int
    board_units: int
    """Units on the board that is opened."""
    summary_units: int
    """Units whose documents are summed up."""


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
    receive_runs=2,
    packages=1000,
    many_packages=3000,
    board_runs=5,
    board_units=10_000,
    summary_units=500,
)
LARGE = replace(FULL, many_packages=10_000, summary_units=10_000)
"""With a whole province's packages; takes some ten minutes and five gigabytes of room."""
TINY = Scale(
    window_runs=1, drafts=3, pdf_runs=1, documents=2, rows=12, edits=4, year_runs=1, projects=2, office_forms=1,
    receive_runs=1, packages=2, many_packages=4, board_runs=1, board_units=12, summary_units=4,
)  # fmt: skip
