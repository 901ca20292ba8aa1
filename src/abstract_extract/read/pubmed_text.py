"""PubMed's text export: citations as numbered paragraphs, wrapped at some 80 characters.

>>> from abstract_extract.page import Source
>>> text = '''1. Cell Ther. 2021 Mar;9(3):211-22.
...
... Cells after stroke.
...
... Lund KR(1), Ojeda M.
...
... METHODS: Ten patients got
... cells.
...
... PMID: 33540127
... '''
>>> page = read(Layout(Source("0", "a.txt", text, "utf-8")))
>>> page.title, page.journal, page.year, page.identifiers.pmid, page.blocks[3].text.string
('Cells after stroke.', 'Cell Ther', 2021, '33540127', 'METHODS: Ten patients got cells.')
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from abstract_extract.page import Block, Page, Role
from abstract_extract.record import Identifiers
from abstract_extract.text import Text

from .assembly import year_in
from .database import (
    is_markup,
    registry_numbers,
    says_no_abstract,
    unwrapped,
    without_brackets,
)
from .identifiers import doi_in
from .layout import Layout

NAME = "pubmed_text"
_CITATION = re.compile(r"^[\ufeff \t]{0,4}(\d{1,7})[.:] (?=[^\n]{0,300}\n?[^\n]{0,200}\b(?:19|20)\d\d\b)", re.MULTILINE)
_HEAD = re.compile(
    r"(?P<journal>.{2,200}?)\.\s(?:\[(?:Epub|Online)[^\]]{0,60}\]\s?)?(?P<year>(?:19|20)\d\d)\b", re.DOTALL
)
_PMID = re.compile(r"^PMID: ?(\d{1,8})\b", re.MULTILINE)
_PMCID = re.compile(r"^PMCID: ?(PMC\d{4,9})\b", re.MULTILINE | re.IGNORECASE)
_DOI = re.compile(r"^DOI: ?(\S+)", re.MULTILINE | re.IGNORECASE)
_HEAD_DOI = re.compile(r"\bdoi:\s(10\.\S+)")
_LANGUAGE = re.compile(r"\[Article in ([A-Z][a-z]+)", re.IGNORECASE)
_EMPTY_LINE = re.compile(r"\n[ \t\r]*\n[ \t]*\Z")
_PARAGRAPH = re.compile(r"\S[^\n]*(?:\n[ \t]*[^\s][^\n]*)*")
_NUMBERS = re.compile(r"(?:DOI|PMCID|PMID): ?\S", re.IGNORECASE)
_COPYRIGHT = re.compile(r"(?:Copyright\s|©|\([Cc]\) ?(?:19|20)\d\d)")
_ASIDE = re.compile(
    r"(?:(?:Comments?|Erratum|Update|Republished|Retraction|Expression of concern|Original report|Summary for patients)"
    r" (?:in|on|for|of|from)\b|Corrected and republished"
    r"|(?:Author information|Collaborators|Conflict of interest statement|Publisher|Copyright|Keywords|MeSH terms"
    r"|Publication types?|Substances|Grants?|Grant support|Associated data|Free PMC article|Supplementary concepts"
    r"|Status|Full text links|Cited by|Similar articles) ?:)"
)
_AUTHOR = re.compile(r"[^\W\d_][\w'’. -]{1,40} [A-Z][A-Za-z]{0,3}(?: (?:Jr|Sr|2nd|3rd))?(?:\(\d{1,3}\)|#|\*)*\Z")
_LAY = re.compile(r"Plain[- ]language summary|Lay summary", re.IGNORECASE)


def split_pubmed_text(text: str) -> Iterator[tuple[int, int]] | None:
    """The places of the citations of PubMed's text export, numbered one after another; None where it is none."""
    return _entries(text) if _is_export(text) else None


def _is_export(text: str) -> bool:
    begin = _CITATION.match(text[:3000].lstrip("\ufeff \t\r\n"))
    return begin is not None and _PMID.search(text) is not None


def _entries(text: str) -> Iterator[tuple[int, int]]:
    """A citation begins after an empty line with the next number (or anew with 1), after the last one's PMID."""
    start = number = -1
    for match in _CITATION.finditer(text):
        if start < 0:
            start, number = match.start(), int(match[1])
        elif (
            int(match[1]) in (number + 1, 1)
            and _EMPTY_LINE.search(text, max(0, match.start() - 10), match.start())
            and _PMID.search(text, start, match.start())
        ):
            yield start, start + len(text[start : match.start()].rstrip())
            start, number = match.start(), int(match[1])
    if start >= 0:
        yield start, start + len(text[start:].rstrip())


def read(layout: Layout) -> Page | None:
    """One citation of PubMed's text export; None for any other page."""
    source = layout.source.text
    if is_markup(layout.head) or not _is_export(source):
        return None
    paragraphs = [unwrapped(Text.of(match.group(), match.start())) for match in _PARAGRAPH.finditer(source)]
    head = _without_number(paragraphs[0])
    roles = _roles(paragraphs)
    blocks = tuple(
        Block(role, head if place == 0 else text)
        for place, (role, text) in enumerate(zip(roles, paragraphs, strict=True))
    )
    title = next((block.text.string for block in blocks if block.role is Role.TITLE), None)
    cited = _HEAD.match(head.string)
    language = _LANGUAGE.search("\n".join(text.string for text in paragraphs[:4]))
    study = "\n".join(block.text.string for block in blocks if block.role in (Role.TITLE, Role.ABSTRACT))
    pmid, pmcid, doi = _PMID.search(source), _PMCID.search(source), _DOI.search(source) or _HEAD_DOI.search(head.string)
    return Page(
        source=layout.source,
        reader=NAME,
        blocks=blocks,
        title=without_brackets(title) if title else None,
        journal=cited["journal"] if cited else None,
        year=int(cited["year"]) if cited else year_in(head.string),
        language=language[1] if language else None,
        identifiers=Identifiers(
            pmid=pmid[1] if pmid else None,
            pmcid=pmcid[1].upper() if pmcid else None,
            doi=doi_in(doi[1]) if doi else None,
            registry=registry_numbers(study),
        ),
        has_abstract=any(role is Role.ABSTRACT for role in roles),
    )


def _without_number(text: Text) -> Text:
    match = re.match(r"\ufeff?\d{1,7}[.:] ", text.string)
    return text.slice(match.end(), len(text)) if match else text


def _roles(paragraphs: list[Text]) -> list[Role]:
    """A role for each paragraph: after the citation the title, then authors and notes, the abstract, and the ids."""
    roles = [Role.CHROME] * len(paragraphs)
    place = 1
    if place < len(paragraphs) and not _is_aside(paragraphs[place].string):
        roles[place] = Role.TITLE
        place += 1
    while place < len(paragraphs) and (
        _is_aside(paragraphs[place].string)
        or _is_authors(paragraphs[place].string)
        or paragraphs[place].string.startswith("[")
    ):
        place += 1
    is_lay = False
    for number in range(place, len(paragraphs)):
        string = paragraphs[number].string
        if _NUMBERS.match(string):
            break
        is_lay = is_lay or bool(_LAY.match(string))
        if not _is_aside(string) and not _COPYRIGHT.match(string) and not says_no_abstract(string):
            # A summary in lay words says the abstract again.
            roles[number] = Role.BODY if is_lay and Role.ABSTRACT in roles else Role.ABSTRACT
    return roles


def _is_aside(string: str) -> bool:
    return _ASIDE.match(string) is not None


def _is_authors(string: str) -> bool:
    """Whether a paragraph lists names with their initials: "Lund KR(1)(2), Ojeda-Pruitt M(3)."."""
    names = [name.strip() for name in re.split(r"[,;]", string.rstrip(". ")) if name.strip()]
    return bool(names) and sum(_AUTHOR.match(name) is not None for name in names) > len(names) / 2
