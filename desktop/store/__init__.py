"""Drafts on disk: one SQLite file, every committed cell in it at once, no save button.

The store takes and gives JSON text and never looks into it: what a document or an edit means is the business of the
layers above. It is the only user of sqlite-utils. Entry point: `Store.open(path)`, then `.drafts` and `.settings`.
"""

from desktop.store.drafts import Drafts
from desktop.store.records import DRAFT, DraftConflictError, DraftInfo, Pending, StoredDraft, Summary, summary_in
from desktop.store.revisions import Revision, Revisions
from desktop.store.settings import Settings
from desktop.store.store import Store

__all__ = [
    "DRAFT",
    "DraftConflictError",
    "DraftInfo",
    "Drafts",
    "Pending",
    "Revision",
    "Revisions",
    "Settings",
    "Store",
    "StoredDraft",
    "Summary",
    "summary_in",
]
