"""A file of many citations to one source each; offsets of a citation count from its own beginning."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from abstract_extract.errors import MalformedPage
from abstract_extract.page import Source

from .cord import split_cord
from .json_entries import split_json, split_json_lines
from .medline import split_medline
from .pubmed_text import split_pubmed_text
from .refworks import split_refworks
from .ris import split_ris
from .xml_entries import deleted_citations, root_of, split_xml

Splitter = Callable[[str], Iterator[tuple[int, int]] | None]
"""The places of a file's citations, or None: not such a file."""

SPLITTERS: tuple[Splitter, ...] = (
    split_json_lines,
    split_json,
    split_xml,
    split_medline,
    split_ris,
    split_refworks,
    split_cord,
    split_pubmed_text,
)


def entries(source: Source) -> Iterator[Source]:
    """One source for each citation of a file of many, numbered from 1; any other source itself.

    Raises MalformedPage, after the citations that are complete, where the file breaks off between two of them.
    """
    for splitter in SPLITTERS:
        places = splitter(source.text)
        if places is not None:
            yield from _numbered(source, places)
            return
    yield source


def _numbered(source: Source, places: Iterator[tuple[int, int]]) -> Iterator[Source]:
    """The citations at these places; where there is but one, the file is the citation."""
    waiting: tuple[int, int] | None = None
    number = 0
    try:
        for number, place in enumerate(places, 1):
            if number == 1:
                waiting = place
                continue
            if waiting is not None:
                yield _entry(source, waiting, 1, _notes(source))
                waiting = None
            yield _entry(source, place, number)
    except MalformedPage:
        if waiting is not None:
            yield _entry(source, waiting, 1, _notes(source))
        raise
    if waiting is not None or not number:
        yield source


def _entry(source: Source, place: tuple[int, int], number: int, notes: tuple[tuple[str, str], ...] = ()) -> Source:
    return replace(source, text=source.text[place[0] : place[1]], entry=number, notes=source.notes + notes)


def _notes(source: Source) -> tuple[tuple[str, str], ...]:
    """What is to be said of the file as a whole; the first citation carries it."""
    count = deleted_citations(source.text) if root_of(source.text) == "PubmedArticleSet" else 0
    return (("citations_deleted", f"The file asks to delete {count} citations; they give no record."),) if count else ()
