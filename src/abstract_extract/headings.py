"""The parts of an abstract and the headings that name them, on lines of their own or inline.

>>> canonical_heading("PATIENTS AND METHODS:")
'methods'
>>> [(m.label, m.name) for m in inline_headings("AIM: To test. METHODS: We gave cells.")]
[('AIM', 'objective'), ('METHODS', 'methods')]
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

_TRIM = " \t:.;-–—*#=|·•"
_JOINED = re.compile(r"\s*(?:\band\b|&|/|,|\by\b|\bund\b|\be\b)\s*", re.IGNORECASE)
_LONGEST = 60
_PARAGRAPH = 150
_GLANCE = 2000
"""Characters in which a text of another language has a letter that English has not."""
_CAPITALS = "A-ZÀ-ÖØ-ÞŚŻŹĆŁČŠŽŘĎŤŇİŞÇА-ЯІЇЄҐ"
# The stronger part names a joined heading: "Methods and results" is read as results.
_STRENGTH = (
    "results",
    "methods",
    "interventions",
    "patients",
    "measures",
    "design",
    "setting",
    "objective",
    "conclusion",
    "background",
)


@dataclass(frozen=True, slots=True)
class InlineHeading:
    """A heading within a line: its words, the part of an abstract it names, and where it and its text begin."""

    label: str
    name: str
    start: int
    end: int


@cache
def _names() -> dict[str, re.Pattern[str]]:
    data = tomllib.loads(files("abstract_extract").joinpath("headings.toml").read_text("utf-8"))
    return {name: re.compile(r"(?:" + "|".join(entry["names"]) + r")\Z", re.IGNORECASE) for name, entry in data.items()}


@cache
def _bare_foreign() -> re.Pattern[str]:
    """A heading of another language at the beginning of a sentence, its text behind it without a colon."""
    words = tomllib.loads(files("abstract_extract").joinpath("bare_headings.toml").read_text("utf-8"))["words"]
    begins = rf"(?=[{_CAPITALS}\d(„«\u3040-\u9fff\uac00-\ud7a3])"
    return re.compile(rf"(?:\A|(?<=[.?!)%:。] )|(?<=[.?!。]))({'|'.join(words)})\.? {begins}")


# What may be a heading before a colon or dash: the text decides where to look, the names whether it is one.
_BEFORE_COLON = re.compile(
    rf"([{_CAPITALS}][A-Za-zÀ-žА-яІЇЄҐіїєґ,&'/ ()-]{{2,60}}?|[\u4e00-\u9fff\u3040-\u30ff・]{{2,6}}|[\uac00-\ud7a3][\uac00-\ud7a3 ]{{1,10}})"
    r"(?:\s?[:：]|\.?\s[–—]\s)(?=\s?\S)"
)
_LONGEST_BEFORE_COLON = 64
# Where such a colon or dash may stand: searching these first and looking back from them is ten times faster.
_COLON = re.compile(r"[:：–—]")
_BARE = re.compile(
    r"(?=[BIOAPMRFCDS])(?:\A|(?<=[.?|:]\s)|(?<=[.?|\n]))"
    r"((?:BACKGROUND|INTRODUCTION|OBJECTIVES?|AIMS?|PURPOSE|METHODS?|MATERIALS? AND METHODS?|PATIENTS AND METHODS|RESULTS?|FINDINGS"
    r"|CONCLUSIONS?|INTERPRETATION|DISCUSSION)\.?(?=\s+[A-Z0-9“(])"
    r"|(?:Background|Introduction|Objectives?|Aims?|Purpose"
    r"|(?:(?:Materials?|Patients|Subjects|Participants)(?: and |/))?[Mm]ethods?(?:(?: and |/)(?:[Rr]esults|[Ff]indings|[Dd]esign))?"
    r"|Results?|Findings|Conclusions?|Interpretation|Discussion)(?:/(?:[Aa]ims?|[Oo]bjectives?|[Pp]urpose|[Hh]ypothesis))?"
    r"(?=\.\s[A-Z0-9]|\s?[A-Z][a-z]*\s|\s(?:\d|[A-Z‘“][\w’'‐–-]*[\s,:;(])))"
)
# Headings of other languages than English that stand without a colon: in brackets of their own, or as a sentence.
_BRACKETED = re.compile(r"【([^【】]{1,14})】\s?")
_SENTENCE_BEFORE = re.compile(r"[.;:|)\]>?!%\n。]\s*\Z|\A\Z")


@lru_cache(maxsize=4096)
def canonical_heading(string: str) -> str | None:
    """Which part of an abstract a heading names (background, methods, results …), or None."""
    if len(string) > _LONGEST + 20:
        return None
    trimmed = string.strip(_TRIM + "0123456789").strip("[]<> ").removeprefix("(")
    if not trimmed or len(trimmed) > _LONGEST:
        return None
    for name, pattern in _names().items():
        if pattern.match(trimmed):
            return name
    parts = {canonical_heading(part) for part in _JOINED.split(trimmed)} if _JOINED.search(trimmed) else {None}
    if None in parts:
        return None
    return next((name for name in _STRENGTH if name in parts), None)


def inline_headings(string: str) -> list[InlineHeading]:
    """The headings that stand within running text, in order.

    A heading needs its colon, or capitals between sentences; "The results: …" or "of patients: …" is none.
    """
    found: list[InlineHeading] = []
    for match in _before_colons(string):
        label, start = _longest_heading(match[1], match.start())
        name = canonical_heading(label) if label else None
        if name and (label.isupper() or (not start or _SENTENCE_BEFORE.search(string[max(0, start - 3) : start]))):
            found.append(InlineHeading(label, name, start, match.end()))
    if len(found) < 2:
        bare = [(m, canonical_heading(m[1])) for m in _BARE.finditer(string)]
        if len({name for _, name in bare}) >= 2:
            taken = {f.start for f in found}
            found += [InlineHeading(m[1], n, m.start(), m.end()) for m, n in bare if n and m.start() not in taken]
            found.sort(key=lambda f: f.start)
    if len(found) < 2 and not string[:_GLANCE].isascii():
        found = _foreign_headings(string) or found
    return found


def _opens_with(string: str, heading: InlineHeading) -> bool:
    """Whether a text opens with a heading: a sentence of its own, in brackets, or above a paragraph."""
    return heading.start <= 1 and (string[: heading.end].rstrip()[-1] in ".】" or len(string) > _PARAGRAPH)


def _foreign_headings(string: str) -> list[InlineHeading]:
    """The headings of a text in another language that stand in brackets or without a colon: two, or one that opens it.

    One alone that names the background is none: the whole text would be under it.
    """
    for pattern in (_BRACKETED, _bare_foreign()):
        found = [
            InlineHeading(match[1], name, match.start(1), match.end())
            for match in pattern.finditer(string)
            if (name := canonical_heading(match[1])) is not None
        ]
        if len({heading.name for heading in found}) > 1:
            return found
        if found and found[0].name != "background" and _opens_with(string, found[0]):
            return found
    return []


def _before_colons(string: str) -> Iterator[re.Match[str]]:
    """The matches of _BEFORE_COLON in order: what it would find itself, had it the time to begin at every letter."""
    position = 0
    for colon in _COLON.finditer(string):
        at = colon.start()
        if at < position:
            continue
        match = _BEFORE_COLON.search(string, max(position, at - _LONGEST_BEFORE_COLON), at + 4)
        if match:
            yield match
            position = match.end()


def _longest_heading(label: str, start: int) -> tuple[str, int]:
    """The longest end of `label` that is a heading and begins with a capital: "MRI METHODS" has "METHODS"."""
    while label:
        if canonical_heading(label):
            return label, start
        following = re.search(r"[\s)](?=[A-ZÀ-ßА-Я])", label)
        if not following:
            break
        start += following.end()
        label = label[following.end() :]
    return "", start
