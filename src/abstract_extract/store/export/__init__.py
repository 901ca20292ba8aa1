"""What leaves the review database: tables for people and programs, counts for meta-analysis, references, records.

from abstract_extract.store.export import export

export("review.db", "metafor", Path("metafor"))
"""

from __future__ import annotations

from .formats import FORMATS, check_out, export

__all__ = ["FORMATS", "check_out", "export"]
