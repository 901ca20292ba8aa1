"""Finding the line that is a page's title: the one that the page's head states, else what reads like one.

>>> reads_like_title("Allogeneic stem cells for large macular holes: a comparative series")
True
>>> [reads_like_title(s) for s in ("Home > Search Results > Study", "J Cell Ther. 2021 Mar;9(3):211-222.")]
[False, False]
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from abstract_extract.headings import canonical_heading, inline_headings
from abstract_extract.text import Text

from .assembly import field_of
from .chrome import is_abstract_heading, is_author_list, is_frame, is_prose
from .citation import key_of
from .labelled import labels
from .labels import label_for
from .line import Line

LOOKED_AT = 60
"""Lines of a text page among which its title is looked for."""
_CASED_NEVER = re.compile(r"\A[a-zà-ÿ]")
_LOWER_WORD = re.compile(r"(?<![\w.-])[a-zà-ÿšžčřěůőłşğıąęśćźżń]{2,}(?![\w.-])")
_SHOUTED = re.compile(
    r"\b(?:OF|IN|WITH|FOR|AFTER|VERSUS|DE|EN|EM|BEI|MIT|NACH|POUR|DANS|ПРИ|ДЛЯ|ПОСЛЕ|ПІСЛЯ|У|В|С|И|З|ТА)\b"
)
_SHORTEST = 20
_FEWEST_CAPITALS = 7
"""A title all in capitals has so many words, small ones among them; fewer are a site's name."""
_TRAIL = re.compile(r"[›»▾]| > .* > ")
_SHORTEST_TEXT = 150
_LONGEST_OF_PAPER = 400
_CITATION = re.compile(
    r"\bdoi\b|\bpub date\b|\bvol\.? ?\d|\b(?:19|20)\d\d(?:\s?[;,:]\s?\d{1,4}\s?[(:]| [A-Z][a-z]{2}[; ])", re.IGNORECASE
)
_SITE = re.compile(
    r" [-–|] (?:PMC|PubMed|NCBI|Europe PMC|ScienceDirect|SpringerLink|Wiley Online Library|BioMed Central)\s*\Z"
)
_IDEOGRAPH = re.compile("[\u3040-\u9fff\uac00-\ud7a3]")
_TITLE_WORD = re.compile(r"[^\W\d_]{2,}")
_FEWEST_WORDS = 5
_AFTER_LABEL = (
    r"(?: \([a-z]{2,12}\))?\s{0,2}(?:[:：|]\s{0,3}(?=\S)|(?<=[\u3040-\u9fff\uac00-\ud7a3])[ \u3000]{1,2}(?=\S)|\Z)"
)
_PARTICLES = frozenset("de da do dos das del della di du la le van von der den ter el al bin ben y e".split())
_LONGEST_NAME = 6
_NEIGHBOUR = re.compile(
    r"(?:next|previous) (?:article|abstract|item|record)|advertisement|上一篇|下一篇", re.IGNORECASE
)
_PAPER_LABEL = re.compile(
    r"\s*(?:authors?|journal|publish\w*|publication \w+|doi|pmid|date|issue|volume|subjects?|"
    r"source|language|views?|likes?|tags?|category|related|trending|hotline|section|editor\w*|"
    r"cite\w*)\s*\Z",
    re.IGNORECASE,
)


@cache
def _never(name: str) -> re.Pattern[str]:
    data = tomllib.loads(files("abstract_extract.read").joinpath("titles.toml").read_text("utf-8"))
    return re.compile("|".join(data[name]), re.IGNORECASE)


def _is_name(string: str) -> bool:
    """Whether a line is a person's name: capitals and particles, no other word."""
    words = string.split()
    return len(words) <= _LONGEST_NAME and all(word[0].isupper() or word in _PARTICLES for word in words)


def reads_like_title(string: str) -> bool:
    """Whether a line could be the title of a paper or a study: small words among others, no menu, no citation."""
    if len(string) > 400 or is_frame(string) or is_abstract_heading(string):
        return False
    if is_ideographic(string):
        return not _never("never_ideographic").search(string)
    if len(string) < _SHORTEST:
        return False
    if len(string.split()) < 4 or _CASED_NEVER.match(string) or canonical_heading(string):
        return False
    is_sentence = _LOWER_WORD.search(string) or (len(string.split()) >= _FEWEST_CAPITALS and _SHOUTED.search(string))
    if not is_sentence or is_author_list(string) or _is_name(string):
        return False
    return not _never("never").search(string)


def tidy_title(string: str) -> str:
    """A title as it is called: without its full stop, soft hyphens, signs of a note and the name of its site.

    >>> tidy_title("Cells for knees: a tri\u00adal.^*"), tidy_title("[Cells for hips].")
    ('Cells for knees: a trial', 'Cells for hips')
    """
    string = _SITE.sub("", string.replace("\u00ad", "")).strip()
    string = re.sub(r"(?:\^?[*†‡§#])+\Z", "", string).strip()
    if string.endswith(".") and not string.endswith(("..", " al.", " etc.")):
        string = string[:-1]
    return string[1:-1] if string.startswith("[") and string.endswith("]") and "[" not in string[1:] else string


def is_ideographic(string: str) -> bool:
    """Whether a line is mostly Chinese, Japanese or Korean characters."""
    if len(string) < 10 or string.isascii() or not _IDEOGRAPH.search(string):
        return False
    return len(_IDEOGRAPH.findall(string)) > len(string) / 3


def title_place(lines: Sequence[Line], stated: str | None) -> int | None:
    """The line that is the title: the one that the page's head states, else its heading, else what reads like one."""
    if stated:
        key = key_of(stated)
        for place, line in enumerate(lines[:300]):
            here = key_of(line.string)
            if here and (
                here == key
                or (len(here) > 30 and (key.startswith(here) or here.startswith(key)) and len(line.string) < 500)
                or (len(here) > 30 and key.endswith(here) and len(line.string) < 500)
            ):
                return place
        if (likest := _likest(lines, stated)) is not None:
            return likest
    for place, line in enumerate(lines):
        if line.tag == "h1" and len(line.string) > 15 and not is_frame(line.string):
            return place
    return None if stated else first_title_like(lines)


@cache
def _title_label() -> re.Pattern[str]:
    return re.compile(rf"\W{{0,3}}{labels('title').pattern}{_AFTER_LABEL}", re.IGNORECASE)


def _likest(lines: Sequence[Line], stated: str) -> int | None:
    """The first line that has all words of a stated title, or all but one, among some more."""
    wanted = set(_TITLE_WORD.findall(stated.lower()))
    if len(wanted) < _FEWEST_WORDS:
        return None
    for place, line in enumerate(lines[:LOOKED_AT]):
        if len(line.string) < _LONGEST_OF_PAPER and len(line.cells) < 2 and reads_like_title(line.string):
            here = set(_TITLE_WORD.findall(line.string.lower()))
            if len(wanted - here) <= 1 and len(here) <= 2 * len(wanted):
                return place
    return None


def labelled_title(lines: Sequence[Line]) -> tuple[int, Text] | None:
    """The title behind a label of its own, on its line or on the next, before the text begins; and its place."""
    passed = 0
    for place, line in enumerate(lines[:LOOKED_AT]):
        match = _title_label().match(line.string)
        if match is None:
            continue
        # Few pages have such a label; only on those is it asked where the text begins.
        if any(is_prose(above.string) and _is_text(above.string) for above in lines[passed:place]):
            return None
        passed = place + 1
        if match.end() < len(line.string):
            text = line.text.slice(match.end(), len(line.text)).strip()
            if reads_like_title(text.string):
                return place, text
        elif place + 1 < len(lines) and reads_like_title(lines[place + 1].string):
            return place + 1, lines[place + 1].text
    return None


def first_title_like(lines: Sequence[Line], start: int = 0, stop: int = LOOKED_AT) -> int | None:
    """The line that reads like a title, before the text begins; neighbours' titles and menus passed over.

    Of several it is the one above the paper's authors or citation, else the first.
    """
    first: int | None = None
    for place in range(start, min(stop, len(lines))):
        string = lines[place].string
        if (is_prose(string) and _is_text(string)) or (first is not None and is_abstract_heading(string)):
            break
        if (
            len(lines[place].cells) > 1
            or (place and _NEIGHBOUR.search(lines[place - 1].string))
            or _is_field(lines[place])
            or not reads_like_title(string)
        ):
            continue
        below = [line.string for line in lines[place + 1 : place + 3]]
        if any(_is_of_paper(line) for line in below) and (below[0] == string or not reads_like_title(below[0])):
            return place
        first = place if first is None else first
    return first


def _is_text(string: str) -> bool:
    """Whether prose is the page's text: several sentences, no words of the site."""
    if is_frame(string) or _TRAIL.search(string):
        return False
    if is_ideographic(string):
        return string.count("。") + string.count("다.") > 1
    return bool(inline_headings(string)) or (len(string) > _SHORTEST_TEXT and string.count(". ") > 1)


def _is_of_paper(string: str) -> bool:
    """Whether a line says who wrote the paper, or where it stands."""
    return len(string) < _LONGEST_OF_PAPER and bool(is_author_list(string) or _CITATION.search(string))


def _is_field(line: Line) -> bool:
    """Whether a line is "Label: value" with a label that pages have; a title's "Cells: a trial" is none."""
    found = field_of(line)
    return found is not None and (label_for(found[0]) is not None or bool(_PAPER_LABEL.match(found[0])))
