"""Tables of studies, as reviews have them: each row begins with an author and a year."""

from __future__ import annotations

import re

from abstract_extract.page import Page

_NAME = r"[A-Z][\w'’-]{1,30}"
_ROW = re.compile(
    rf"\W{{0,3}}{_NAME}(?: {_NAME}| [A-Z]{{1,3}}\b\.?)?(?: (?:et al\.?|(?:and|&) {_NAME}))?,? ?\(?(?:19|20)\d\d[a-z]?\)?"
    r"(?: ?\[\d{1,3}\])?(?: ?\||\t| {2}"
    # Tables that lost the gaps between their columns.
    r"|(?=RCT|Series|Single|Case|Cohort|Split|Pilot|Open|Phase|Prospective|Retrospective|Random|Non-random|Controlled))"
)
_MONTH = re.compile(r"\W*(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE)
_FEWEST = 3


def lists_studies(page: Page) -> bool:
    """Whether the page is, or has, a table of other people's studies: three rows such as "Weiss 2013 | USA | RCT"."""
    rows = (block.text.string[:120] for block in page.blocks)
    return sum(bool(_ROW.match(row)) and not _MONTH.match(row) for row in rows) >= _FEWEST
