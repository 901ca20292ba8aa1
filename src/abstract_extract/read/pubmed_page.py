"""PubMed's abstract page: saved as HTML or text, through a proxy, mirror or translator, or in another site's skin."""

from __future__ import annotations

import re

from abstract_extract.page import Page

from .layout import Layout
from .ncbi_page import ncbi_page

NAME = "pubmed_page"
_PMID = re.compile(r"\bpmid\b\W{0,40}(?:<[^>]{0,200}>\W{0,10}){0,4}\d{7,8}|\bpmid:?\s*</span>", re.IGNORECASE)
_SIGNS = (
    "skip to main page content",
    "access keys",
    "pubmed disclaimer",
    "linkout - more resources",
    "- pubmed</title>",
    "pubmed.ncbi.nlm.nih.gov",
    "» articles »",
    "soon will be listed here",
    "ncbi homepage",
    "save email send to",
    "see all similar articles",
    'content="pubmed"',
)
_NOT = (
    "europepmc.org",
    "europe pmc</title>",
    "logolink to",
    "cloudpmc-viewer",
    "- pmc</title>",
    "pmc disclaimer",
    "eurekamag",
    "semantic scholar",
    "research feed",
)


def read(layout: Layout) -> Page | None:
    """An abstract's page of PubMed or of a site that shows PubMed's pages; None where it is none."""
    lower = layout.lower
    if not any(sign in lower for sign in _SIGNS) or any(sign in lower for sign in _NOT) or not _PMID.search(lower):
        return None
    if (
        "mesh terms" not in lower
        and "similar articles" not in lower
        and "publication types" not in lower
        and not any(sign in lower for sign in _SIGNS[:8])
    ):
        return None
    return ncbi_page(layout, NAME, has_text=False)
