"""Pages of registries and their mirrors: ClinicalTrials.gov old and new, the registers of the WHO's network, and the
many sites that show the same records under other labels."""

from __future__ import annotations

import re
from collections.abc import Callable

from abstract_extract.page import Page, Role
from abstract_extract.record import Identifiers

from .article import marking_of
from .citation import stated_title
from .identifiers import doi_in, registry_ids
from .labels import RECORD_LABELS, foreign_signs, is_over, label_of_line, section_for
from .layout import Layout
from .marking import Marking
from .registry_record import RecordReader
from .registry_results import RESULTS
from .registry_title import heading_place, mark_repeated_title, study_title

NAME = "registry_page"
_SIGNS = (
    "brief summary",
    "official title",
    "study type",
    "enrollment",
    "enrolment",
    "target recruitment",
    "recruitment status",
    "overall status",
    "eligibility criteria",
    "inclusion criteria",
    "primary outcome",
    "allocation",
    "masking",
    "study start",
    "first posted",
    "last update",
    "sponsor",
    "participant flow",
    "number of participants",
    "arms and interventions",
    "intervention model",
    "nct id",
    "nct number",
    "phase",
    "detailed description",
    "condition",
    "secondary outcome",
    "recruiting",
    "study design",
    "completion date",
    "eligibility",
    "endpoint",
    "interventions",
    "clinical trials",
    "similar trials",
    "status",
)
_FEWEST_SIGNS = 6
# A page of results alone has few of a record's labels.
_RESULT_WORDS = (
    "participant flow",
    "participant milestones",
    "overall study",
    "reasons for withdrawal",
    "not completed",
    "baseline characteristics by cohort",
    "participants at risk",
    "analysis population",
    "reporting group",
    "arm/group",
    "trial outcomes & findings",
    "subject disposition",
)
_FEWEST_WORDS = 4
_FEWEST_FOREIGN = 3
_FEWEST_PARTS = 3
_FEWEST_LABELS = 5
_BARE_EUDRACT = re.compile(r"(?<![\d-])(20\d\d-\d{6}-\d{2})(?![\d-])")
_GLUED_SIZE = re.compile(r"\benrol?lment ?:? ?\d{1,5}\b")
_PARENT = re.compile(r"\b(?:parent|previous|earlier|extension of|follow-on|master)\b", re.IGNORECASE)
_IDS = ("NCT ID", "Secondary ID")


def read(layout: Layout) -> Page | None:
    """A record on ClinicalTrials.gov or a mirror of it, HTML or text; None where the page is none."""
    if not registry_ids(layout.source.text[:200_000]) or not _could_be(layout):
        return None
    known = {label.name for line in layout.lines if (label := label_of_line(line)) is not None}
    found = len(known & RECORD_LABELS)
    is_record = found >= _FEWEST_LABELS or _are_results(layout, has_size=found > 1)
    return record_page(layout, NAME) if is_record else None


def _are_results(layout: Layout, *, has_size: bool) -> bool:
    """Whether a page shows the results of a record alone: their parts, and the words that registries have for rows.

    `has_size`: the page has labels of a record, so that a number of people glued to its label does as well.
    """
    if sum(word in layout.lower for word in _RESULT_WORDS) < _FEWEST_WORDS and not (
        has_size and _GLUED_SIZE.search(layout.lower)
    ):
        return False
    return len({section_for(line.string) for line in layout.lines} & RESULTS) >= _FEWEST_PARTS


def _could_be(layout: Layout) -> bool:
    lower = layout.lower
    signs = sum(sign in lower for sign in _SIGNS)
    if signs >= _FEWEST_SIGNS or sum(word in lower for word in _RESULT_WORDS) >= _FEWEST_WORDS:
        return True
    return sum(sign in lower for sign in foreign_signs()) >= _FEWEST_FOREIGN


def record_page(
    layout: Layout,
    reader: str,
    *,
    official_first: bool = False,
    prepare: Callable[[Marking], None] | None = None,
) -> Page | None:
    """The record of a registry's page, in the name of `reader`; None where no field of a record is found.

    `official_first`: the page calls its study by its official title. `prepare` marks lines that the record's usual
    reading would not understand.
    """
    marking = marking_of(layout)
    if prepare is not None:
        prepare(marking)
    title = heading_place(marking, stated_title(layout.metadata))
    if title is not None and not official_first:
        marking.title(title)
    record = RecordReader(marking, title)
    if layout.kind == "xml":
        record.run_tags()
    else:
        record.run()
    if len(record.values) < 3:
        return None
    words = study_title(marking, record, title, official_first=official_first)
    mark_repeated_title(marking, words)
    blocks = marking.blocks()
    said = [text.string for text in record.values.get("Overall Status", ())]
    status = next((words for words in said if is_over(words) is not None), None) or _badge(marking)
    return Page(
        source=layout.source,
        reader=reader,
        blocks=blocks,
        title=words or stated_title(layout.metadata),
        identifiers=_identifiers(layout, marking, record),
        is_registry=True,
        is_completed=is_over(status),
        has_abstract=True if any(block.role is Role.ABSTRACT for block in blocks) else None,
    )


def _badge(marking: Marking) -> str | None:
    """A status that stands alone, as mirrors show it above the title."""
    return next(
        (line.string for line in marking.lines[:40] if len(line.string) < 25 and is_over(line.string) is not None), None
    )


def _identifiers(layout: Layout, marking: Marking, record: RecordReader) -> Identifiers:
    """The record's numbers: those under its labels, else the first one on the page; not those of related trials."""
    head = [line.string for line in marking.lines[:25]] + [layout.source.text[:3000] if layout.kind == "html" else ""]
    own: dict[str, None] = dict.fromkeys(next((found for string in head if (found := registry_ids(string))), ())[:1])
    for name in _IDS:
        for text in record.values.get(name, ()):
            for piece in re.split(r"[;\n]", text.string):
                if not _PARENT.search(piece):
                    own.update(dict.fromkeys(registry_ids(piece)))
                    own.update(dict.fromkeys(f"EUCTR{number}" for number in _BARE_EUDRACT.findall(piece)))
    doi = next((found for line in head for found in (doi_in(line),) if found and any(n in found for n in own)), None)
    return Identifiers(doi=doi, registry=tuple(own))
