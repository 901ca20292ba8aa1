"""The Distant Reader's CORD files: one line with a paper's keys, its abstract and, without any break, its full text.

>>> from abstract_extract.page import Source
>>> keys = "key: cord-1-a authors: A, B title: Cells date: 2020-06-11 journal: Stem DOI: 10.1000/x cord_uid: a"
>>> text = keys + " AIM: To try. CONCLUSION: It works. Introduction Once."
>>> page = read(Layout(Source("0", "a.txt", text, "utf-8")))
>>> [(block.role.value, block.text.string) for block in page.blocks][-3::2]
[('abstract', 'AIM: To try. CONCLUSION: It works.'), ('body', 'Once.')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from abstract_extract.headings import canonical_heading, inline_headings
from abstract_extract.page import Block, Page, Role
from abstract_extract.record import Identifiers
from abstract_extract.text import Text

from .assembly import year_in
from .citation import own_registry_ids
from .database import entry_places, is_markup, registry_numbers, says_no_abstract, unwrapped
from .identifiers import doi_in
from .layout import Layout

NAME = "cord"
_BEGIN = re.compile(r"^[\ufeff \t]{0,4}key: (?=cord-)", re.MULTILINE)
_KEYS = ("key", "authors", "title", "date", "journal", "DOI", "sha", "doc_id", "cord_uid")
_KEY = re.compile(r"(?:(?<=\s)|\A|(?<=\ufeff))(" + "|".join(_KEYS) + r"): ?")
_WORD = re.compile(r"\S+\s*")
# Where the full text begins, and its own headings, in running text: a heading's word after a sentence, and no colon.
_HEADING = re.compile(
    r"(?:\A|(?<=[.!?\])])\s+)(?:\d{1,2}\.?\s+)?"
    r"(Introduction|INTRODUCTION|Main text|Background|BACKGROUND|(?:Materials?|Patients|Subjects) and [Mm]ethods"
    r"|Methods and [Mm]aterials|Methods|METHODS|Results|RESULTS|Discussion|DISCUSSION|Conclusions?|CONCLUSIONS?"
    r"|References|REFERENCES|Acknowledge?ments|Funding)(?=\s+[A-Z0-9\[])"
)
_BEGINS_TEXT = frozenset({"introduction", "main text", "background"})
_ENDS_TEXT = frozenset({"references", "acknowledgements", "acknowledgments", "funding"})
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
_LONGEST_ABSTRACT = 4000
_LONGEST_CONCLUSION = 800


def split_cord(text: str) -> Iterator[tuple[int, int]] | None:
    """The places of the papers of such a file; None where it is none."""
    return entry_places(_BEGIN, text) if _is_cord(text) else None


def _is_cord(text: str) -> bool:
    match = _BEGIN.search(text, 0, 200)
    return match is not None and "cord_uid: " in text[:20_000]


def read(layout: Layout) -> Page | None:
    """One paper of such a file; None for any other page."""
    text = layout.source.text
    if is_markup(layout.head) or not _is_cord(text):
        return None
    keys, start = _keys(text)
    prose = _text(text, start, len(text))
    abstract, body = _parts(prose)
    blocks = [
        Block(Role.TITLE if key == "title" else Role.CHROME, value) for key, value in keys.items() if value.string
    ]
    blocks += [abstract] if abstract else []
    blocks += body
    title, doi = keys.get("title"), keys.get("DOI")
    return Page(
        source=layout.source,
        reader=NAME,
        blocks=tuple(blocks),
        title=title.string if title else None,
        journal=keys["journal"].string if "journal" in keys else None,
        year=year_in(keys["date"].string) if "date" in keys else None,
        identifiers=Identifiers(doi=doi_in(doi.string) if doi else None, registry=_registry(abstract, body)),
        has_abstract=None if body and not abstract else abstract is not None,
    )


def _text(source: str, start: int, end: int) -> Text:
    return unwrapped(Text.of(source[start:end], start))


def _keys(text: str) -> tuple[dict[str, Text], int]:
    """The values of the keys, each of which comes once and in order, and where the paper's text begins."""
    marks: list[tuple[str, int, int]] = []
    for match in _KEY.finditer(text, 0, 20_000):
        if not marks or _KEYS.index(match[1]) > _KEYS.index(marks[-1][0]):
            marks.append((match[1], match.start(), match.end()))
    last = _WORD.match(text, marks[-1][2])
    end = last.end() if last else marks[-1][2]
    stops = [start for _, start, _ in marks[1:]] + [end]
    return {key: _text(text, low, high) for (key, _, low), high in zip(marks, stops, strict=True)}, end


def _parts(prose: Text) -> tuple[Block | None, list[Block]]:
    """The abstract and the full text under its headings; where nothing divides them, a long text has no abstract."""
    headings = list(_HEADING.finditer(prose.string))
    begin = next(
        (place for place, match in enumerate(headings) if match.start() and match[1].lower() in _BEGINS_TEXT), None
    )
    if begin is not None:
        end, headings = headings[begin].start(), headings[begin:]
    elif len(prose) <= _LONGEST_ABSTRACT:
        end, headings = len(prose), []
    else:
        end = _after_conclusion(prose.string)
        headings = [match for match in headings if match.start() >= end]
    abstract = prose.slice(0, end).strip()
    first = headings[0].start() if headings else len(prose)
    between = [Block(Role.BODY, prose.slice(end, first).strip())] if end < first else []
    blocks = [block for block in between + _body(prose, headings) if block.text.string]
    return (None if says_no_abstract(abstract.string) else Block(Role.ABSTRACT, abstract)), blocks


def _after_conclusion(string: str) -> int:
    """Where a structured abstract ends before a text without headings: some sentences into its conclusion."""
    conclusions = [
        heading for heading in inline_headings(string[: 2 * _LONGEST_ABSTRACT]) if heading.name == "conclusion"
    ]
    if not conclusions:
        return 0
    start = conclusions[0].end
    stops = [match.start() for match in _SENTENCE.finditer(string, start, start + _LONGEST_CONCLUSION)]
    return stops[-1] if stops else len(string)


def _body(prose: Text, headings: list[re.Match[str]]) -> list[Block]:
    blocks: list[Block] = []
    label: str | None = None
    for place, match in enumerate(headings):
        stop = headings[place + 1].start() if place + 1 < len(headings) else len(prose)
        label = match[1]
        is_tail = label.lower() in _ENDS_TEXT or (bool(blocks) and blocks[-1].role is Role.CHROME)
        blocks.append(
            Block(Role.CHROME, prose.slice(match.start(1), match.end(1)))
            if not is_tail
            else Block(Role.CHROME, prose.slice(match.start(1), stop).strip())
        )
        if not is_tail:
            blocks.append(Block(Role.BODY, prose.slice(match.end(), stop).strip(), label))
    return blocks


def _registry(abstract: Block | None, body: list[Block]) -> tuple[str, ...]:
    """The numbers that the abstract states; else the one that the full text states before it discusses others'."""
    own = registry_numbers(abstract.text.string) if abstract else ()
    if own:
        return own
    stated: dict[str, None] = {}
    for block in body:
        if (
            block.role is Role.BODY
            and canonical_heading(block.label or "") not in ("conclusion", "background")
            and (block.label or "").lower() not in ("discussion", "introduction")
        ):
            stated.update(dict.fromkeys(own_registry_ids(block.text.string)))
    return tuple(stated) if len(stated) == 1 else ()
