"""Mirrors of ClinicalTrials.gov that show a record as "key: value" lines, their free text without any punctuation."""

from __future__ import annotations

from abstract_extract.page import Page

from .ignite_results import ResultLines
from .layout import Layout
from .registry_page import record_page

NAME = "ignite"
_SIGNS = ("viewing study", "ignite creation date")


def read(layout: Layout) -> Page | None:
    """A page of such a mirror, HTML or text; None where it is none. It calls a study by its official title."""
    if not all(sign in layout.lower for sign in _SIGNS):
        return None
    return record_page(layout, NAME, official_first=True, prepare=lambda marking: ResultLines(marking).run())
