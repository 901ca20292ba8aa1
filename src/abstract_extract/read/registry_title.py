"""The title of a registry's record: the page's heading, or a field that is called one."""

from __future__ import annotations

import re

from abstract_extract.page import Role

from .chrome import is_menu
from .citation import key_of
from .labels import RECORD_LABELS, label_for, label_of_line, section_for
from .marking import Marking
from .registry_record import RecordReader
from .titles import first_title_like, is_ideographic

_ANNOUNCES = re.compile(r"clinical trial results:|isrctn\d{8}", re.IGNORECASE)
_HEADING_NOISE = re.compile(
    r"clinicaltrials\.gov\Z|clinical trial results:?\Z|study results?\Z|.{0,20}regist(?:ry|"
    r"er)\Z",
    re.IGNORECASE,
)
_TITLES = ("Brief Title", "Official Title")
_LONG_WORD = re.compile(r"\w{4,}|[\u3040-\u9fff]{2}")
_SHARED_WORDS = 2
_SHORTEST_HEADING = 25
_HEAD_LINES = 6
_AROUND = re.compile(
    r"\A(?:Study Results: |Trial Outcomes & Findings for )"
    r"|\A\W*(?:RBR-|NCT|ISRCTN|DRKS|ACTRN|RPCEC|jRCT)\S{5,14}[\s:–-]+(?=\S)"
    r"|\s\((?:NCT )?NCT\d{8}\)\Z"
)
"""What sites write before and behind a record's title."""


def heading_place(marking: Marking, stated: str | None) -> int | None:
    """The page's own heading: the title that the head states, or the first heading that is one."""
    lines = marking.lines
    if stated:
        key = key_of(stated)
        for place, line in enumerate(lines[:200]):
            here = key_of(line.string)
            if len(here) > 20 and (key.startswith(here) or here.startswith(key)) and not line.cells:
                return place
    for tags in (("h1", "h2"), ("h3",)):
        for place, line in enumerate(lines):
            if line.tag in tags and len(line.string) > _SHORTEST_HEADING and not _is_noise(line.string):
                return place
    announced = next((place + 1 for place, line in enumerate(lines[:40]) if _ANNOUNCES.match(line.string)), 0)
    first = next(
        (
            place
            for place, (line, below) in enumerate(zip(lines, [*lines[1:], None], strict=True))
            if (label := label_of_line(line))
            and label.name in RECORD_LABELS
            and not (below is not None and is_menu(below.string))
        ),
        0,
    )
    found = first_title_like(lines, announced, announced + 3 if announced else first) if first or announced else None
    return None if found is not None and is_ideographic(lines[found].string) and not announced else found


def _is_noise(string: str) -> bool:
    """Whether a heading names the site, or a part of the record."""
    return bool(_HEADING_NOISE.match(string)) or section_for(string) is not None or label_for(string) is not None


def study_title(marking: Marking, record: RecordReader, heading: int | None, *, official_first: bool) -> str | None:
    """The study's title, its line marked as such: the page's heading, else a title field."""
    if heading is not None and not official_first and not _is_outdone(marking, heading, record):
        return _AROUND.sub("", marking.lines[heading].string)
    names: tuple[str, ...] = _TITLES[::-1] if official_first else _TITLES
    if not official_first and any(name in record.places for name in _TITLES):
        # Of two fields it is the one that the page's head says, else the one that a reader meets first.
        own = {place for name in _TITLES for place in record.places.get(name, ())}
        head = key_of(
            " ".join(line.string for place, line in enumerate(marking.lines[:_HEAD_LINES]) if place not in own)
        )
        names = tuple(
            sorted(
                (name for name in _TITLES if name in record.places),
                key=lambda name: (key_of(record.values[name][-1].string) not in head, record.places[name][0]),
            )
        )
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


def _is_outdone(marking: Marking, heading: int, record: RecordReader) -> bool:
    """Whether fields called titles tell of the study what a line that only looked like its title does not."""
    line = marking.lines[heading]
    places = [place for name in _TITLES for place in record.places.get(name, ())]
    if line.is_heading or "Brief Title" not in record.values:
        return line.is_heading and bool(places) and heading > min(places)
    own = set(_LONG_WORD.findall(line.string.lower()))
    return all(
        len(own & set(_LONG_WORD.findall(text.string.lower()))) < _SHARED_WORDS
        for name in _TITLES
        for text in record.values.get(name, ())
    )


def mark_repeated_title(marking: Marking, title: str | None) -> None:
    """Marks the title on the page's very first lines as well, where the browser's title was saved with the text."""
    if title is None:
        return
    for place, line in enumerate(marking.lines[:3]):
        for cell in line.cells:
            if key_of(cell.string) == key_of(title) and not line.tag:
                marking.mark(place, Role.TITLE, None, cell)
