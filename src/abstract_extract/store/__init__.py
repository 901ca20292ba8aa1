"""The review database: pages, studies and facts as rows, each value with the words that say it.

from abstract_extract.store import save

save("review.db", extract_all(["pages"]))
"""

from __future__ import annotations

from .database import database_url, open_database
from .decide import add_fact, decide
from .decided import DecidedRecord, decided_records
from .failing import shown_url
from .readable import Summary, summarise
from .save import save
from .write import Saved

__all__ = [
    "DecidedRecord",
    "Saved",
    "Summary",
    "add_fact",
    "database_url",
    "decide",
    "decided_records",
    "open_database",
    "save",
    "shown_url",
    "summarise",
]
