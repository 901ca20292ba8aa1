"""Pages of registries and their mirrors: ClinicalTrials.gov old and new, the registers of the WHO's network, and the
many sites that show the same records under other labels."""

from __future__ import annotations

import re

from abstract_extract.page import Page, Role
from abstract_extract.record import Identifiers

from .article import marking_of
from .chrome import is_menu
from .citation import key_of, stated_title
from .identifiers import doi_in, registry_ids
from .labels import Label, is_over, label_for, section_for
from .layout import Layout
from .line import Line
from .marking import Marking
from .registry_record import RecordReader
from .registry_results import RESULTS
from .titles import first_title_like, is_ideographic

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
_FEWEST_PARTS = 3
_RECORD_LABELS = frozenset(
    {
        "Enrollment",
        "Estimated Enrollment",
        "Actual Enrollment",
        "Overall Status",
        "Study Type",
        "Phase",
        "Allocation",
        "Masking",
        "Intervention Model",
        "Primary Outcome Measure",
        "Brief Summary",
        "Official Title",
        "Sponsors",
        "Dates",
        "Eligibility Criteria",
        "NCT ID",
        "Conditions",
        "Locations",
        "Arm Group Label",
        "Intervention Name",
        "Primary Purpose",
    }
)
_FEWEST_LABELS = 5
_VALUE_AFTER = re.compile(r"[:：=]|\s{2,}")
_BARE_EUDRACT = re.compile(r"(?<![\d-])(20\d\d-\d{6}-\d{2})(?![\d-])")
_PARENT = re.compile(r"\b(?:parent|previous|earlier|extension of|follow-on|master)\b", re.IGNORECASE)
_IDS = ("NCT ID", "Secondary ID")
_ANNOUNCES = re.compile(r"clinical trial results:|isrctn\d{8}", re.IGNORECASE)
_HEADING_NOISE = re.compile(
    r"clinicaltrials\.gov\Z|clinical trial results:?\Z|study results?\Z|.{0,20}regist(?:ry|"
    r"er)\Z",
    re.IGNORECASE,
)


def read(layout: Layout) -> Page | None:
    """A record on ClinicalTrials.gov or a mirror of it, HTML or text; None where the page is none."""
    if not _could_be(layout) or not registry_ids(layout.source.text[:200_000]):
        return None
    known = {label.name for line in layout.lines if (label := _label_of(line)) is not None}
    is_record = len(known & _RECORD_LABELS) >= _FEWEST_LABELS or _are_results(layout)
    return record_page(layout, NAME) if is_record else None


def _are_results(layout: Layout) -> bool:
    """Whether a page shows the results of a record alone: their parts, and the words that registries have for rows."""
    if sum(word in layout.lower for word in _RESULT_WORDS) < _FEWEST_WORDS:
        return False
    return len({section_for(line.string) for line in layout.lines} & RESULTS) >= _FEWEST_PARTS


def _could_be(layout: Layout) -> bool:
    lower = layout.lower
    signs = sum(sign in lower for sign in _SIGNS)
    return signs >= _FEWEST_SIGNS or sum(word in lower for word in _RESULT_WORDS) >= _FEWEST_WORDS


def _label_of(line: Line) -> Label | None:
    if line.cells:
        return label_for(line.cells[0].string)
    return label_for(_VALUE_AFTER.split(line.string, maxsplit=1)[0])


def record_page(layout: Layout, reader: str, *, official_first: bool = False) -> Page | None:
    """The record of a registry's page, in the name of `reader`; None where no field of a record is found.

    `official_first`: the page calls its study by its official title.
    """
    marking = marking_of(layout)
    title = _heading(marking, stated_title(layout.metadata))
    if title is not None and not official_first:
        marking.title(title)
    record = RecordReader(marking, title)
    if layout.kind == "xml":
        record.run_tags()
    else:
        record.run()
    if len(record.values) < 3:
        return None
    words = _title(marking, record, title, official_first=official_first)
    _mark_repeated_title(marking, words)
    blocks = marking.blocks()
    status = record.first("Overall Status") or _badge(marking)
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


def _heading(marking: Marking, stated: str | None) -> int | None:
    """The page's own heading: the title that the head states, or the first heading that is one."""
    lines = marking.lines
    if stated:
        key = key_of(stated)
        for place, line in enumerate(lines[:200]):
            here = key_of(line.string)
            if len(here) > 20 and (key.startswith(here) or here.startswith(key)) and not line.cells:
                return place
    for place, line in enumerate(lines):
        if line.tag in ("h1", "h2") and len(line.string) > 25 and not _HEADING_NOISE.match(line.string):
            return place
    announced = next((place + 1 for place, line in enumerate(lines[:40]) if _ANNOUNCES.match(line.string)), 0)
    first = next(
        (
            place
            for place, (line, below) in enumerate(zip(lines, [*lines[1:], None], strict=True))
            if (label := _label_of(line))
            and label.name in _RECORD_LABELS
            and not (below is not None and is_menu(below.string))
        ),
        0,
    )
    found = first_title_like(lines, announced, announced + 3 if announced else first) if first or announced else None
    return None if found is not None and is_ideographic(lines[found].string) and not announced else found


def _title(marking: Marking, record: RecordReader, heading: int | None, *, official_first: bool) -> str | None:
    """The study's title, its line marked as such: the page's heading, else a title field."""
    if heading is not None and not official_first:
        return marking.lines[heading].string
    names = ("Official Title", "Brief Title") if official_first else ("Brief Title", "Official Title")
    for name in names:
        texts = record.values.get(name)
        if texts:
            # Records in two languages give the English title last.
            place, text = record.places[name][-1], texts[-1]
            marking.mark(place, Role.TITLE, name, text)
            return text.string
    if heading is not None:
        marking.title(heading)
        return marking.lines[heading].string
    return None


def _mark_repeated_title(marking: Marking, title: str | None) -> None:
    """Marks the title on the page's very first lines as well, where the browser's title was saved with the text."""
    if title is None:
        return
    for place, line in enumerate(marking.lines[:3]):
        for cell in line.cells:
            if key_of(cell.string) == key_of(title) and not line.tag:
                marking.mark(place, Role.TITLE, None, cell)


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
