"""References in RIS, one a page, with what was found on it in notes (N1): for reference managers and screening."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from abstract_extract.record import PageInfo
from abstract_extract.store.decided import DecidedRecord
from abstract_extract.store.readable import summarise

from .cells import one_line, printable
from .files import writing
from .review import Review

JOURNAL, OTHER = "JOUR", "GEN"
NOTES = {
    "sample_size": "Sample size",
    "cell_source": "Cell source",
    "dose": "Dose",
    "follow_up": "Follow-up",
    "outcomes": "Outcomes",
    "doubts": "Doubts",
}


def write_ris(review: Review, out: Path) -> Iterator[Path]:
    """A reference a page, in the order of the pages' keys. Raises ExportError."""
    with writing(out) as file:
        for decided in review.records():
            file.write(reference(decided).encode())
    yield out


def reference(decided: DecidedRecord) -> str:
    """The reference of one page: a tag a line, the type first and the end of the reference last."""
    page = decided.record.page
    fields = [("TY", JOURNAL if page.journal and page.report_type != "registry_record" else OTHER), *_fields(page)]
    fields += [("N1", note) for note in notes(decided)]
    fields += [("ID", decided.page_key), ("ER", "")]
    lines = [(tag, one_line(printable(str(value)))) for tag, value in fields if value is not None]
    return "".join(f"{tag}  - {value}\r\n" for tag, value in lines if value or tag == "ER") + "\r\n"


def _fields(page: PageInfo) -> Iterator[tuple[str, str | int | None]]:
    ids = page.identifiers
    yield "TI", page.title
    for author in page.authors:
        yield "AU", author
    yield "JO", page.journal
    yield "PY", page.year
    yield "LA", page.language
    yield "DO", ids.doi
    yield "AN", ids.pmid
    yield "C2", ids.pmcid
    for registry_id in ids.registry:
        yield "KW", registry_id


def notes(decided: DecidedRecord) -> Iterator[str]:
    """What was found on the page, a note a thing; where the page tells of several studies, each with its number."""
    record = decided.record
    yield f"Report type: {record.page.report_type.replace('_', ' ')}"
    for number, study in enumerate(record.studies):
        which = f"Study {number + 1}, {study.role}. " if len(record.studies) > 1 else ""
        words = summarise(study, number, record.checks)
        for name, said in NOTES.items():
            if found := getattr(words, name):
                yield f"{which}{said}: {found}"
    yield f"Page: {record.page.path}"
