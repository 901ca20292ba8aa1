"""The line that says where a paper stands: "J Cell Ther. 2021 Mar;9(3):211-222. doi: …", alone or under the journal."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .assembly import year_in
from .line import Line

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}"
_WHEN = rf"(?P<year>(?:19|20)\d\d)(?:[ ,]+{_MONTH}(?:[-–/ ]{_MONTH})?)?(?: \d{{1,2}})?"
_VOLUME = r"\s?[;:]\s?\w{0,8}\s?[\d(]"
_LINE = re.compile(
    rf"\A\s*(?:\d{{1,4}}\.\s+)?(?P<journal>[^.;:|]{{2,120}}?(?:\([^)]{{2,40}}\))?)?\s?\.?\s*{_WHEN}(?:{_VOLUME}|"
    rf"\.?\s*(?:doi:|online ahead|epub))",
    re.IGNORECASE,
)
_COMMA = re.compile(
    rf"\A\s*(?P<journal>[A-Z][^,;|]{{2,100}}), {_WHEN}, (?:vol(?:ume)?\.? ?)?\d+|\A\s*(?P<journal2>[A-Z]"
    rf"[^.;,|\d]{{3,100}}?),? (?:\d{{1,2}} {_MONTH} )?(?P<year2>(?:19|20)\d\d),? ?\d+\(\d+\)\s?:"
)
_SPACED = re.compile(
    rf"\A\s*(?P<journal>[A-Z][^|;\d]{{3,90}}?)\s{{2,}}(?:\d{{1,2}} )?{_MONTH}(?: \d{{1,2}},)"
    rf"? (?P<year>(?:19|20)\d\d)\b"
)
_IMPACT = re.compile(
    r"\A\s*(?P<journal>[^|;(]{3,100}?)\s*\(\s*IF:?\s*[\d.]+\s*\).{0,20}?date\s*:\s*(?P<year>(?:19|"
    r"20)\d\d)",
    re.IGNORECASE,
)
_DATE_LABEL = re.compile(
    r"\A\s*(?:publication date|published(?: online| date| in| on)?|date(?: of publication| "
    r"published| issued)?|pub(?:lication)? ?year|year(?: of publication)?|issue date|日期|出版日期|"
    r"erschienen(?: in)?|publikationsdatum)\s*(?:[:：|-]\s*|\s+|\Z)",
    re.IGNORECASE,
)
_PAGES = re.compile(r"\A\s*(?P<journal>[A-Z][^|:\d]{3,90}?) \d{1,4}\s?\(\d[\d-]*\)\s?: ?\w?\d+(?:-\w?\d+)?\.?\s*\Z")
_BANNER = re.compile(r"\A(?P<journal>.{2,120}?)\s?logo\s?Link to\s?(?P=journal)", re.IGNORECASE)
_LABELLED = re.compile(
    r"\A\s*(?:journal(?: title| name)?|published in|publication title|source title|期刊|出处|revista)"
    r"(?:\s*[:：|]\s*|\s+)(?=\S)",
    re.IGNORECASE,
)
_LABEL_ALONE = re.compile(
    r"\A\s*(?:journal(?: title| name)?|source title|publication title)\s*[:-]?\s*\Z", re.IGNORECASE
)
_AFTER_JOURNAL = re.compile(
    r"\s*(?:[\[(|;]|,? (?:vol|volume|issue)\b|\s\d{4}\b|日期|\. (?:19|20)\d\d).*", re.IGNORECASE | re.DOTALL
)
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class CitationLine:
    """Where a page says which journal and year it is of; `place` is the line's number."""

    place: int
    journal: str | None
    year: int | None


def citation_line(lines: Sequence[Line], stop: int) -> CitationLine | None:
    """The first citation line before line `stop`, with the journal of the line above where it names none.

    >>> from .plain import text_lines
    >>> found = citation_line(text_lines("Regen Joint Med\\n. 2021 Mar;10(3):215-224. doi: 10.1177/x"), 9)
    >>> found.place, found.journal, found.year
    (1, 'Regen Joint Med', 2021)
    """
    for place, line in enumerate(lines[:stop]):
        string = line.string
        if len(string) > _LONGEST:
            continue
        match = _LINE.match(string)
        if match is not None:
            journal = match["journal"] or (_journal_above(lines, place) if place else None)
            return CitationLine(place, _clean(journal), int(match["year"]))
        if (spaced := _SPACED.match(string) or _IMPACT.match(string)) is not None:
            return CitationLine(place, _clean(spaced["journal"]), int(spaced["year"]))
        if (pages := _PAGES.match(string)) is not None:
            following = lines[place + 1].string if place + 1 < len(lines) else ""
            return CitationLine(place, _clean(pages["journal"]), year_in(following) if len(following) < 30 else None)
        if (comma := _COMMA.match(string)) is not None:
            return CitationLine(
                place, _clean(comma["journal"] or comma["journal2"]), int(comma["year"] or comma["year2"])
            )
    return None


def labelled_journal(lines: Sequence[Line], stop: int) -> str | None:
    """The journal on a line "Journal: …", or under a line "Journal Title"."""
    for place, line in enumerate(lines[:stop]):
        string = line.string
        if _LABEL_ALONE.match(string):
            if place + 1 < len(lines) and len(lines[place + 1].string) < 120:
                return lines[place + 1].string
            continue
        match = _LABELLED.match(string)
        if match is None or len(string) > _LONGEST:
            continue
        again = _LABELLED.match(string[match.end() :] + " ")
        name = _AFTER_JOURNAL.sub("", string[match.end() + (again.end() if again else 0) :]).strip(" |.:")
        if 1 < len(name) < 120 and name.lower() not in ("article", "title", "name", "articles", "information"):
            return name
    return None


def labelled_year(lines: Sequence[Line], stop: int) -> int | None:
    """The year on a line "Publication date: …", or under such a label."""
    for place, line in enumerate(lines[:stop]):
        match = _DATE_LABEL.match(line.string) if len(line.string) < 100 else None
        if match is None:
            continue
        rest = line.string[match.end() :] or (lines[place + 1].string if place + 1 < len(lines) else "")
        if len(rest) < 60 and (year := year_in(rest)) is not None:
            return year
    return None


def _journal_above(lines: Sequence[Line], place: int) -> str | None:
    above = lines[place - 1].string
    banner = _BANNER.match(above)
    if banner:
        return banner["journal"]
    return above if len(above) < 120 else None


def _clean(journal: str | None) -> str | None:
    if journal is None:
        return None
    journal = journal.strip(" .\t")
    return journal if 1 < len(journal) < 120 and re.search(r"[^\W\d]", journal) else None
