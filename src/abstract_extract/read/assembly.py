"""Making blocks of lines: what readers share. Each takes lines that its reader knows to be of one kind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from abstract_extract.headings import canonical_heading
from abstract_extract.page import Block, Role
from abstract_extract.text import Text

from .chrome import (
    abstract_start,
    is_abstract_heading,
    is_end_heading,
    is_keywords,
    is_prose,
    is_tail_heading,
    tells_of_others,
)
from .line import Line

_FIELD = re.compile(r"\s*([^:：|]{2,60}?)\s*[:：]\s*(?=\S)")
_YEAR = re.compile(r"\b(19[5-9]\d|20[0-4]\d)\b")
_TEASER = re.compile(
    r"(?:\.\.\.|…)\s*(?:\[?(?:read more|more|expand|show more|continue reading)\]?)?\s*\Z", re.IGNORECASE
)
_HEADING_ONLY = 70
FULL_TEXT = re.compile(
    r"(?:\d{1,2}\.?|I\.)?\s*(?:introduction|background|main text|main|graphical abstract|highlights)"
    r"\s*[:.]?\s*\Z",
    re.IGNORECASE,
)


def label_of(string: str) -> str | None:
    """The heading that a line of its own is, without its signs; None for any other line.

    >>> label_of("METHODS:"), label_of("Methods were chosen.")
    ('METHODS', None)
    """
    if len(string) <= _HEADING_ONLY and canonical_heading(string) and not is_prose(string):
        return string.strip(" :：.*")
    return None


def field_of(line: Line) -> tuple[str, Text] | None:
    """The label and value of a line "Label: value" or a row of two cells; None where it is neither."""
    if len(line.cells) == 2 and 0 < len(line.cells[0]) <= 80 and line.cells[1].string:
        return line.cells[0].string.strip(" :：*"), line.cells[1]
    match = _FIELD.match(line.string)
    if match and match.end() < len(line.string) and not line.string[match.end() - 1 :].startswith("//"):
        return match[1].strip(" *"), line.text.slice(match.end(), len(line.text))
    return None


def chrome(lines: Iterable[Line]) -> list[Block]:
    """Blocks of lines that are not of the study."""
    return [Block(Role.CHROME, line.text) for line in lines]


def abstract_range(lines: Sequence[Line], start: int = 0) -> tuple[int, int] | None:
    """The lines `start:end` between an abstract's heading and what follows it; None where no heading stands.

    Of several headings ("Abstract" in the menu, then above the text) the first with prose under it counts.
    """
    for index in range(start, len(lines)):
        if not is_abstract_heading(lines[index].string):
            continue
        end = abstract_end(lines, index + 1)
        if any(is_prose(line.string) for line in lines[index + 1 : end]):
            return index + 1, end
    return None


def begun_abstract(lines: Sequence[Line], start: int) -> tuple[int, int, Text] | None:
    """The lines `start:end` of an abstract whose heading stands on its first line, and that line without it."""
    for index in range(start, len(lines)):
        begin = abstract_start(lines[index].string)
        if begin is not None:
            end = next((p for p in range(index + 1, len(lines)) if abstract_start(lines[p].string)), len(lines))
            text = lines[index].text
            return index, min(end, abstract_end(lines, index + 1, has_prose=True)), text.slice(begin, len(text))
    return None


def abstract_end(lines: Sequence[Line], start: int, *, has_prose: bool = False) -> int:
    """Where the abstract that begins at line `start` ends: before a tail heading, the full text or another record."""
    level = lines[start - 1].tag if start and lines[start - 1].is_heading else ""
    seen_prose = has_prose
    for index in range(start, len(lines)):
        line = lines[index]
        string = line.string
        if (seen_prose and (is_keywords(string) or tells_of_others(string))) or (
            is_tail_heading(string) and (seen_prose or is_end_heading(string))
        ):
            return index
        section = canonical_heading(string) if len(string) <= _HEADING_ONLY else None
        if seen_prose and not section and level and line.is_heading and line.tag <= level:
            return index
        if seen_prose and FULL_TEXT.match(string):
            return index
        seen_prose = seen_prose or is_prose(string)
    return len(lines)


def year_in(string: str | None) -> int | None:
    """The first year between 1950 and 2049 in `string`."""
    match = _YEAR.search(string) if string else None
    return int(match[1]) if match else None


def is_teaser(string: str) -> bool:
    """Whether a paragraph is cut: it ends in an ellipsis or "read more"."""
    return bool(_TEASER.search(string))
