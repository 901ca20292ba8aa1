"""Europe PMC: the abstract, often twice ("Abstract", "Free full text"), then counters, citing and similar articles."""

from __future__ import annotations

from abstract_extract.page import Page

from .layout import Layout
from .ncbi_page import ncbi_page

NAME = "europe_pmc"


def read(layout: Layout) -> Page | None:
    """An abstract's page of Europe PMC, HTML or text; None where it is none."""
    lower = layout.lower
    if "europe pmc" not in lower or not any(
        sign in lower
        for sign in (
            "europe pmc</title>",
            "europepmc.org",
            "europe pmc is part of",
            "joining europe pmc",
            "search life-sciences literature",
            "europe pmc requires",
        )
    ):
        return None
    return ncbi_page(layout, NAME, has_text=True, cited_below=True)
