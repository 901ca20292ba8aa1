"""Who wrote a page's paper, or answers for its registered trial: names as the page gives them.

>>> names_in("Wei Zhao1,2, Hong Li1 and Maria de la Cruz, MD3*")
('Wei Zhao', 'Hong Li', 'Maria de la Cruz')
>>> names_in("The cells were safe, and no patient died.")
()
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from importlib.resources import files

from abstract_extract.page import Block, Page, Role

from .layout import Layout

_STATED = ("citation_author", "citation_authors", "dc.creator", "dcterms.creator", "dc.contributor.author", "author")
_BIBTEX = re.compile(r"\bauthor ?= ?\{([^{}]{3,2000})\}")
_INVESTIGATOR = re.compile(
    r"(?:principal|chief|lead|responsible|overall)?\s*(?:study )?(?:investigators?|officials?|study (?:director|leader))"
    r"(?: name| in charge)?",
    re.IGNORECASE,
)
_INVESTIGATOR_LINE = re.compile(
    r"\s*(?:name of )?(?:the )?(?:principal|chief|lead|scientific|responsible|study) (?:investigator|contact|leader|person|director)"
    r"(?: name)?\s*[:：]\s*(?:name\s*:\s*)?([^,;:\n]{4,50})",
    re.IGNORECASE,
)
_NAME_LABEL = re.compile(r"\A\s*(?:full )?name\s*:\s*", re.IGNORECASE)
_MARKS = re.compile(
    r"[\d*†‡§¶#^✉]+|\((?:\d|[a-z]\b)[^)]{0,20}\)|\[[^\]]{0,12}\]|\borcid\b\S*|\bshow all authors?\b", re.IGNORECASE
)
_DEGREES = re.compile(
    r"[,\s]+(?:M\.?D\.?|Ph\.?D\.?|M\.?Sc\.?|B\.?Sc\.?|M\.?P\.?H\.?|M\.?B\.?B\.?S\.?|F\.?R\.?C\.?[SP]\.?|Dr\.? ?med\.?|"
    r"Prof(?:essor)?\.?|D\.?O\.?|Pharm\.?D\.?|R\.?N\.?)(?=[,;.\s]|\Z)"
)
_TITLES = re.compile(r"\A(?:Prof(?:essor)?|Dr|Mr|Mrs|Ms)\.? +")
_PARTICLE = r"(?:de|del|della|di|da|dos|du|la|le|van|von|der|den|ter|ten|bin|al|el|y|e)"
_CAPITAL = r"[A-ZÀ-ÖØ-ÞŁŚŠŽČŐ][\w'’]*(?:-[\w'’]+)*"
_WITH_INITIALS = re.compile(
    rf"(?:{_PARTICLE} )*{_CAPITAL}(?: (?:{_PARTICLE} )*{_CAPITAL}){{0,2}},? (?:[A-Z]\.?[ -]?){{1,4}}\Z"
)
_IN_FULL = re.compile(rf"(?:{_CAPITAL}|[A-Z]\.)(?:[ .-]+(?:{_CAPITAL}|[A-Z]\.?))*? +(?:{_PARTICLE} )*{_CAPITAL}\Z")
_NO_NAME = re.compile(
    r"\b(?:Universit\w*|Hospital|Institut\w*|Department|Cent(?:er|re)|School|College|Clinic|Stem|Cells?|Trial|Study|Journal|"
    r"Abstract|Articles?|Author|Similar|Therapy|Medicine|Research|Free|Full|Text|January|February|March|April|May|June|"
    r"July|August|September|October|November|December|Group|Laboratory|Company|Inc|Ltd|Clinical|Home|Search|Republic|"
    r"United|Children|Access|Status|China|Spain|Japan|Korea|Iran|India|Germany|Italy|France|Brazil|USA|UK)\b",
)
_LONGEST_LIST = 4000
_LONGEST_NAME = 50
_FEWEST = 0.7
_MOST = 60
_BESIDE = 40
_LONGEST_TITLE = 300
_FEWEST_TITLE_WORDS = 5
"""So many blocks after the title are looked at."""


@cache
def _label() -> re.Pattern[str]:
    """What stands before a list of authors, in the languages met."""
    words = tomllib.loads(files("abstract_extract.read").joinpath("author_labels.toml").read_text("utf-8"))["labels"]
    return re.compile(r"\s*(?:(?:" + "|".join(words) + r")\s*[:：|][\s|]*|by:?\s+)", re.IGNORECASE)


def with_authors(page: Page, layout: Layout) -> Page:
    """The page with its authors: those that its reader found, else those that its head or its lines name."""
    if page.authors:
        return page
    found = stated_authors(layout) or _investigators(page.blocks)
    if found or page.is_registry:
        return replace(page, authors=found) if found else page
    above, found = _listed(page.blocks)
    return replace(page, authors=found, other_titles=(above,) if above else ()) if found else page


def stated_authors(layout: Layout) -> tuple[str, ...]:
    """The authors that the head of an HTML page states."""
    values = next((found for name in _STATED if (found := layout.metadata.all(name))), [])
    if len(values) == 1 and ";" in values[0]:
        values = values[0].split(";")
    return tidy(values)


def tidy(names: Iterable[str]) -> tuple[str, ...]:
    """Names without degrees, titles and marks, each once, in order; what is no name of a person is left out.

    >>> tidy(["Zhao W", "Dr. Hong Li, PhD", "Zhao W", "Peking University"])
    ('Zhao W', 'Hong Li')
    """
    found: dict[str, None] = {}
    for name in names:
        bare = _bare(name)
        if bare and is_name(bare):
            found.setdefault(bare)
    return tuple(found)[:_MOST]


def is_name(string: str) -> bool:
    """Whether a string has the form of a person's name: "Zhao W", "Zhao, Wei", "Wei Zhao", "W. Zhao"."""
    if len(string) > _LONGEST_NAME or _NO_NAME.search(string):
        return False
    if string.count(",") == 1:
        last, _, first = string.partition(",")
        string = f"{first.strip()} {last.strip()}"
    return bool(_WITH_INITIALS.match(string) or _IN_FULL.match(string))


def names_in(line: str) -> tuple[str, ...]:
    """The names in a line that lists authors; none where it is any other line."""
    label = _label().match(line) or _BIBTEX.search(line)
    string = line if label is None else label[1] if label.re is _BIBTEX else line[label.end() :]
    if not string or len(string) > _LONGEST_LIST:
        return ()
    string = _DEGREES.sub("", _MARKS.sub(" ", string)).rstrip(" .|")
    for sign in (r";|\sand\s", r"[,;|]|\s[&·•]\s|\band\b"):
        pieces = [bare for piece in re.split(sign, string) if (bare := _bare(piece))]
        names = [piece for piece in pieces if is_name(piece)]
        if len(names) >= (1 if label else 2) and len(names) >= _FEWEST * len(pieces):
            return tuple(dict.fromkeys(names))[:_MOST]
    return _in_pairs(pieces) if label else ()


def _in_pairs(pieces: list[str]) -> tuple[str, ...]:
    """The names in "Zhao, Wei, Li, Hong", where last and first names stand in turn."""
    names = [f"{last}, {first}" for last, first in zip(pieces[::2], pieces[1::2], strict=False)]
    return tuple(names)[:_MOST] if len(pieces) % 2 == 0 and names and all(map(is_name, names)) else ()


def _bare(name: str) -> str:
    return _TITLES.sub("", " ".join(_DEGREES.sub("", _MARKS.sub(" ", name)).split())).strip(" ,.;:+")


def _listed(blocks: tuple[Block, ...]) -> tuple[str, tuple[str, ...]]:
    """The line above the first one that lists names, where it may be a title, and these names."""
    for place in _beside_title(blocks):
        if names := names_in(blocks[place].text.string):
            above = blocks[place - 1].text.string if place else ""
            is_title = len(above) <= _LONGEST_TITLE and len(above.split()) >= _FEWEST_TITLE_WORDS
            return (" ".join(above.split()) if is_title else ""), names
    return "", ()


def _beside_title(blocks: tuple[Block, ...]) -> Iterator[int]:
    """The places of what is no text beneath the title, then of the two lines above it."""
    title = next((place for place, block in enumerate(blocks) if block.role is Role.TITLE), -1)
    for place in range(title + 1, min(len(blocks), title + _BESIDE)):
        block = blocks[place]
        if block.role is Role.CHROME:
            yield place
        elif block.role in (Role.ABSTRACT, Role.BODY) and len(block.text) > _LONGEST_TITLE:
            break
    yield from (place for place in range(max(0, title - 2), max(0, title)) if blocks[place].role is Role.CHROME)


def _investigators(blocks: tuple[Block, ...]) -> tuple[str, ...]:
    """Who answers for a registered trial: what stands under the labels of people, and under those of contacts."""
    labelled = (
        _NAME_LABEL.sub("", block.text.string).split(",")[0]
        for block in blocks
        if block.label and (block.label == "Contacts" or _INVESTIGATOR.fullmatch(block.label.strip()))
    )
    lines = (match[1] for block in blocks if (match := _INVESTIGATOR_LINE.match(block.text.string)))
    return tidy((*labelled, *lines))
