"""The review database: pages, studies and facts as rows, each value with the words that say it.

from abstract_extract.store import save

save("review.db", extract_all(["pages"]))
"""

from __future__ import annotations

from .database import database_url, open_database
from .readable import Summary, summarise
from .save import Saved, save

__all__ = ["Saved", "Summary", "database_url", "open_database", "save", "summarise"]
