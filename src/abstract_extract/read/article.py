"""What pages about one paper have in common: a title, an abstract, perhaps the full text, then what is not of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from abstract_extract.headings import inline_headings
from abstract_extract.page import Block, Role

from .assembly import FULL_TEXT, abstract_range, begun_abstract, field_of, label_of
from .chrome import is_end_heading, is_frame, is_prose, is_tail_heading
from .citation import key_of
from .layout import Layout
from .line import Line
from .loose_tables import mark_tables
from .marking import Marking

_FRAME_CONTEXT = re.compile(
    r"(?<!\S)(?:[a-z]{1,12}[-_]{1,2}){0,2}(?<!has-)(?<!no-)(?<!with-)(?:nav|navbar\S*|navigation|"
    r"footer|aside|cookies?|consent|sidebar|side-bar|sidenav|menu|breadcrumbs?|"
    r"related|similar|recommend\w*|references?|reflist|comments?|share|sharing|social|newsletter|"
    r"advert\w*|ad|ads|promo\w*|banner|citedby|cited|"
    r"footnotes|popular|teaser-list|widgets?|reference-list|ref-list\d*|skip|skiplink|skipnav|"
    r"toolbar|login|paywall|ticker)(?:[-_]\S*)?(?!\S)"
)
_CAPTION = re.compile(
    r"(?:supplement\w+ |extended data )?(?:table|tab\.|fig(?:ure)?\.?|tabelle|tabla|abb\.|表)"
    r"\s{0,2}[A-Z]?\d{1,2}\b",
    re.IGNORECASE,
)
_BARE_CAPTION = 12
_TWO = 2
_MOST_PARAGRAPHS = 3
_FEW_WORDS = 200
_LONGEST_LABEL = 4
_LONGEST_TITLE = 500
_LANGUAGE = 4
"""Letters behind a title that say its language: "(en)"."""
_NUMBERED = re.compile(r"\A\s*(?:\d{1,2}(?:\.\d{1,2}){0,2}\.?|[IVX]{1,4}\.)\s+")


def marking_of(layout: Layout) -> Marking:
    """The lines of a page to mark; of HTML, what lies in menus, footers and the like is frame from the start."""
    if layout.kind != "html":
        return Marking(layout.lines)
    frames: dict[str, list[int]] = {}
    for number, line in enumerate(layout.lines):
        for match in _FRAME_CONTEXT.finditer(line.context):
            frames.setdefault(match.group(), []).append(number)
    hidden = {number for numbers in frames.values() if not _holds_page(layout.lines, numbers) for number in numbers}
    marking = Marking(layout.lines, hidden)
    return marking if any(is_prose(line.string) for line in marking.lines) else Marking(layout.lines)


def _holds_page(lines: Sequence[Line], numbers: Sequence[int]) -> bool:
    """Whether what is called a frame holds the page itself (the goal of a "skip"): its heading and most of its text."""
    if not any(lines[number].tag == "h1" for number in numbers):
        return False
    return 2 * sum(len(lines[number].string) for number in numbers) > sum(len(line.string) for line in lines)


def mark_abstract(marking: Marking, start: int = 0) -> tuple[int, int] | None:
    """Marks the abstract under its heading, if the page has one, and says where it stands.

    A page may have it again, in another language or for other readers: what follows under a further heading of the
    kind is marked as well, and the end is that of the last.
    """
    first = found = abstract_range(marking.lines, start)
    if first is None:
        return _mark_begun(marking, start)
    end = first[1]
    while found is not None:
        marking.abstract(*found)
        end = found[1]
        found = abstract_range(marking.lines, end)
        if found is not None and any(is_end_heading(line.string) for line in marking.lines[end : found[0]]):
            break
    return first[0], end


def _mark_begun(marking: Marking, start: int) -> tuple[int, int] | None:
    """Marks abstracts whose headings stand on their first lines: "Abstract: …", then perhaps "Resumo: …"."""
    first: int | None = None
    found = begun_abstract(marking.lines, start)
    while found is not None:
        low, start, text = found
        if first is not None and any(is_end_heading(line.string) for line in marking.lines[start:low]):
            break
        first = low if first is None else first
        marking.mark(low, Role.ABSTRACT, None, text)
        marking.abstract(low + 1, start)
        found = begun_abstract(marking.lines, start)
    return None if first is None else (first, start)


def mark_full_text(marking: Marking, start: int) -> bool:
    """Marks an article's text from its introduction, or its first headed section, to its references; its tables too."""
    section: str | None = None
    caption: str | None = None
    asleep, found, is_over = True, False, False
    for place in range(start, len(marking.lines)):
        line = marking.lines[place]
        string = line.string
        bare = _NUMBERED.sub("", string)
        heading = label_of(bare)
        if heading is not None or (FULL_TEXT.match(string) and len(string) < 70):
            section, asleep, caption = heading or bare.strip(" :."), False, None
        elif is_end_heading(bare):
            if found:
                break
            asleep = is_over = True
        elif is_tail_heading(bare):
            asleep = True
        elif asleep and section is not None and line.is_heading and not is_frame(string):
            asleep = False
        elif marking.is_marked(place) or (asleep and (is_over or not _CAPTION.match(string))):
            continue
        elif _CAPTION.match(string):
            # Tables may follow an abstract without the article's text.
            asleep = False
            caption = _whole_caption(marking.lines, place)
            marking.mark(place, Role.BODY, section)
        elif len(line.cells) > 1:
            marking.mark(place, Role.TABLE, caption or section)
        elif is_prose(string) or not (is_frame(string) or line.is_heading):
            marking.mark(place, Role.BODY, section)
            found = found or is_prose(string)
    return found


def _whole_caption(lines: Sequence[Line], place: int) -> str:
    """A caption, with the line below where it is but a number."""
    string = lines[place].string
    if len(string) <= _BARE_CAPTION and place + 1 < len(lines) and len(lines[place + 1].cells) < _TWO:
        string = f"{string} {lines[place + 1].string}"
    return string[:200]


def mark_prose(marking: Marking, start: int, *, is_abstract: bool = False) -> None:
    """Marks a page without an abstract's heading: what reads like prose, up to the tail; fields beside it.

    `is_abstract`: a heading elsewhere says that the page is one.
    """
    lines = marking.lines
    title = key_of(lines[start - 1].string) if start else ""
    prose = [is_prose(line.string) and not _repeats(line, title) for line in lines]
    first = next((place for place in range(start, len(lines)) if prose[place]), len(lines))
    tail = _tail(lines, prose, first)
    # A paragraph or two are an abstract; a letter or a story has more of them.
    few = sum(prose[place] and not is_frame(lines[place].string) for place in range(start, tail)) <= _MOST_PARAGRAPHS
    role = (
        Role.ABSTRACT
        if is_abstract or few or any(inline_headings(lines[place].string) for place in range(start, tail))
        else Role.BODY
    )
    label: str | None = None
    mark_tables(marking, first, tail)
    for place in range(start, tail):
        string = lines[place].string
        if marking.is_marked(place):
            continue
        if prose[place] and not is_frame(string):
            marking.mark(place, role, label)
        elif is_frame(string):
            continue
        elif (found := field_of(lines[place])) and len(string) < 300 and len(found[0].split()) <= _LONGEST_LABEL:
            marking.field(place)
        elif len(string) <= 70 and not string.endswith("."):
            label = label_of(string)


def _tail(lines: Sequence[Line], prose: Sequence[bool], first: int) -> int:
    """Where the text that begins at line `first` is over; a counter among a paper's fields is no end of it."""
    told = 0
    for place in range(first, len(lines)):
        string = lines[place].string
        if place > first and is_tail_heading(string) and (told >= _FEW_WORDS or not _text_follows(lines, prose, place)):
            return place
        told += len(string) if prose[place] and not is_frame(string) else 0
    return len(lines)


def _text_follows(lines: Sequence[Line], prose: Sequence[bool], place: int) -> bool:
    """Whether a long paragraph stands below, before any list of other papers."""
    for below in range(place, len(lines)):
        if is_end_heading(lines[below].string):
            return False
        if prose[below] and len(lines[below].string) >= 2 * _FEW_WORDS and not is_frame(lines[below].string):
            return True
    return False


def _repeats(line: Line, title: str) -> bool:
    """Whether a line says the title again: a second heading, a field of the paper's data."""
    string = line.cells[-1].string if line.cells else line.string
    here = key_of(string) if title and len(string) < _LONGEST_TITLE else ""
    return here.startswith(title) and len(here) <= len(title) + _LANGUAGE if here else False


def study_text(blocks: Sequence[Block]) -> str:
    """The text of a page's abstract, or of what else it says of its study."""
    for roles in ((Role.ABSTRACT,), (Role.BODY, Role.FIELD)):
        text = "\n".join(block.text.string for block in blocks if block.role in roles)
        if text:
            return text
    return ""
