"""Finding the line that is a page's title: the one that the page's head states, else what reads like one.

>>> reads_like_title("Allogeneic stem cells for large macular holes: a comparative series")
True
>>> [reads_like_title(s) for s in ("Home > Search Results > Study", "J Cell Ther. 2021 Mar;9(3):211-222.")]
[False, False]
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from abstract_extract.headings import canonical_heading, inline_headings

from .assembly import field_of
from .chrome import is_abstract_heading, is_author_list, is_frame, is_prose
from .citation import key_of
from .labels import label_for
from .line import Line

LOOKED_AT = 60
"""Lines of a text page among which its title is looked for."""
_NEVER = re.compile(
    r"[|>»@▼]|https?:|\b(?:sign|log) ?(?:in|up|out)\b|logoLink|\S  +\S.*\S  +\S|\S {3,}\S|\b(?:19|"
    r"20)\d\d\b.{0,14}[;:]\s?\d|\A\W*\d{1,3} of \d|cookies?\b|privacy|\bregist(?:ry|er|er your "
    r"study)\Z"
    r"|\A(?:volume|issue|vol\.|pages?|section|copyright|received|published|skip|search|back "
    r"to|see more|this article|an official|in partnership|part of|posted|by|from the|first|"
    r"department)\b"
    r"|\A(?:letters? to the editors?|correspondence|original (?:article|paper|research)s?|case reports?|brief reports?"
    r"|editorials?|abstracts?)\Z|\A.{0,50}?,? (?:vol\.? ?\d{1,4},? )?\(?(?:19|20)\d\d\)?\Z"
    r"|\b(?:press releases?|newsroom|press room|announcements|news releases?|news|blog)\Z"
    r"|\bregist(?:ry|er|ries) of (?:\w+ )?trials\Z|\b(?:clinical )?trials? regist(?:ry|er)\Z"
    r"| · |\]\(|\b\d[\d,.]* (?:records|people|users|readers|views|visits|documents|trials|publications|ratings|votes)\b"
    r"|\b(?:will be|is temporarily) unavailable\b|\A(?:note|call us|prefer to talk|alert|important)\b.{0,3}:"
    r"|\A.{0,40}\bJournal\b.{0,25}\Z|\A(?:the )?(?:lancet|university|department|faculty|institute|"
    r"hospital)\b|\bUniversity\b.{0,60}\Z|\.\s.{2,60}\.\s",
    re.IGNORECASE,
)
_CASED_NEVER = re.compile(r"\A[a-zà-ÿ]")
_LOWER_WORD = re.compile(r"(?<![\w.-])[a-zà-ÿšžčřěůőł]{2,}(?![\w.-])")
_SHOUTED = re.compile(r"\b(?:OF|IN|WITH|FOR|AFTER|VERSUS|DE|EN|EM|BEI|MIT|NACH|POUR|DANS)\b")
_FEWEST_CAPITALS = 7
"""A title all in capitals has so many words, small ones among them; fewer are a site's name."""
_NEIGHBOUR = re.compile(
    r"(?:next|previous) (?:article|abstract|item|record)|advertisement|上一篇|下一篇", re.IGNORECASE
)
_PAPER_LABEL = re.compile(
    r"\s*(?:authors?|journal|publish\w*|publication \w+|doi|pmid|date|issue|volume|subjects?|"
    r"source|language|views?|likes?|tags?|category|related|trending|hotline|section|editor\w*|"
    r"cite\w*)\s*\Z",
    re.IGNORECASE,
)


def reads_like_title(string: str) -> bool:
    """Whether a line could be the title of a paper or a study: small words among others, no menu, no citation."""
    if not 20 <= len(string) <= 400 or is_frame(string) or is_abstract_heading(string):
        return False
    if is_ideographic(string):
        return not re.search(r"[|>»。，；]|https?:|›|：", string) and not re.match(
            r"首页|期刊|主办|.*\d{4}年.*[卷期]", string
        )
    if len(string.split()) < 4 or _CASED_NEVER.match(string) or canonical_heading(string):
        return False
    is_sentence = _LOWER_WORD.search(string) or (len(string.split()) >= _FEWEST_CAPITALS and _SHOUTED.search(string))
    return not _NEVER.search(string) and bool(is_sentence) and not is_author_list(string)


def is_ideographic(string: str) -> bool:
    """Whether a line is mostly Chinese or Japanese characters."""
    return len(string) >= 10 and sum("\u3040" <= character <= "\u9fff" for character in string) > len(string) / 3


def title_place(lines: Sequence[Line], stated: str | None) -> int | None:
    """The line that is the title: the one that the page's head states, else its heading, else what reads like one."""
    if stated:
        key = key_of(stated)
        for place, line in enumerate(lines[:300]):
            here = key_of(line.string)
            if here and (
                here == key
                or (len(here) > 30 and (key.startswith(here) or here.startswith(key)) and len(line.string) < 500)
            ):
                return place
    for place, line in enumerate(lines):
        if line.tag == "h1" and len(line.string) > 15 and not is_frame(line.string):
            return place
    return None if stated else first_title_like(lines)


def first_title_like(lines: Sequence[Line], start: int = 0, stop: int = LOOKED_AT) -> int | None:
    """The first line that reads like a title, before the text begins; neighbours' titles and menus passed over."""
    for place in range(start, min(stop, len(lines))):
        string = lines[place].string
        if is_prose(string) and (string.count(". ") > 1 or inline_headings(string)):
            return None
        if (
            len(lines[place].cells) > 1
            or (place and _NEIGHBOUR.search(lines[place - 1].string))
            or _is_field(lines[place])
        ):
            continue
        if reads_like_title(string):
            return place
    return None


def _is_field(line: Line) -> bool:
    """Whether a line is "Label: value" with a label that pages have; a title's "Cells: a trial" is none."""
    found = field_of(line)
    return found is not None and (label_for(found[0]) is not None or bool(_PAPER_LABEL.match(found[0])))
