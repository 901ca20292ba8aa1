"""Pages that recount several trials of others, each under a heading of its own: digests, newsletters, explainers,
clinics' round-ups, articles of encyclopedias. Headings tell the trials apart in any language."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import takewhile

from abstract_extract.headings import canonical_heading
from abstract_extract.page import Page, Role
from abstract_extract.record import Identifiers

from .article import marking_of
from .assembly import year_in
from .chrome import is_abstract_heading, is_end_heading, is_frame, is_tail_heading
from .citation import key_of, own_registry_ids, stated_title, stated_year
from .digest_headings import LEAD, LONGEST_HEADING, OPENINGS, PLAIN_FORMS, SHORTEST_SECTION, form_of
from .layout import Layout
from .line import Line
from .titles import first_title_like, title_place

NAME = "digest"
_PAPER = ("citation_doi", "citation_pmid", "citation_title", "citation_journal_title", "prism.doi")
_LONGEST_PAGE = 60_000
_FEWEST = 2
_MOST = 12
_SHORTEST_TITLE = 15
_FEWEST_NUMBERS = 3
"""Numbers of a part that tells of a trial; one will do where the page's title says that it tells of several."""
_OPENING = 200
_NEAR = 40
"""Characters of a part in which it brings its people, and between their number and the word for them."""
_MANY_NUMBERS = 8
"""So many numbers of a part that names a product: its people may be called by a word of its own."""
_LONGEST_SECTION = 3_500
_NUMBER = re.compile(
    r"(?<![\d.,€$£-])\d{1,3}(?:[.,]\d{1,2})?(?!\d|[.,]\d)(?!\s?(?:€|kč|eur|usd|грн)|\s\d{3})", re.IGNORECASE
)
_IDEOGRAPHS = re.compile("[\u4e00-\u9fff]{8}")
_BARS = re.compile(r"[\s|:=+-]*")
"""The line of a table in Markdown between its heading and its rows."""
_INNER = re.compile(r"[^\s|].*[^\s|]", re.DOTALL)
_ORDINAL = re.compile(r"\W{0,3}(\d{1,2})\s?[.):]")
_RULE = re.compile(r"[\s*_=·–—-]{3,}")
_EDIT = re.compile(r"\s*\[[^\[\]]{2,12}\]\s*\Z")


@cache
def _words(name: str) -> re.Pattern[str]:
    data: dict[str, list[str]] = tomllib.loads(
        files("abstract_extract.read").joinpath("digest.toml").read_text("utf-8")
    )
    joined = "|".join(data[name])
    if name == "people":
        return re.compile(rf"(?<!\w)(?:{joined})(?!\w)|(?:{'|'.join(data['people_unspaced'])})", re.IGNORECASE)
    return re.compile(joined if name == "products" else rf"(?<![A-Za-zÀ-ÿ])(?:{joined})", re.IGNORECASE)


@cache
def _several() -> re.Pattern[str]:
    """The words for several trials, for whole pages in letters alike: half the time of a pattern for any case."""
    return re.compile(_alike(_words("several").pattern))


def _alike(string: str) -> str:
    """A text in lower case, with one letter for those that any case takes for the same."""
    return string.lower().replace("i\u0307", "i").replace("\u0131", "i").replace("\u017f", "s")


@dataclass(frozen=True, slots=True)
class _Part:
    """A heading's place and the places of the lines under it."""

    head: int
    lines: tuple[int, ...]
    is_opening: bool = False
    """The heading is the beginning of a paragraph: the line has text of its own."""


def _may_tell_of_several(layout: Layout) -> bool:
    text = layout.source.text
    if layout.kind not in ("html", "text") or len(text) > _LONGEST_PAGE or layout.metadata.first(*_PAPER):
        return False
    is_short = layout.kind == "text" and text.count("\n") < _FEWEST
    return not is_short and _several().search(_alike(text)) is not None


def read(layout: Layout) -> Page | None:
    """A page with several trials under headings; None where it is none."""
    if not _may_tell_of_several(layout):
        return None
    marking = marking_of(layout)
    lines = marking.lines
    if any(is_abstract_heading(line.string) for line in lines):
        return None
    stated = stated_title(layout.metadata)
    parts = _trials(lines, stated)
    if not parts:
        return None
    title = _title(lines, stated, parts[0].head)
    if not _tells_of_several(lines, title, parts):
        return None
    if title is not None:
        marking.title(title)
    for place in range(0 if title is None else title + 1, parts[0].head):
        string = lines[place].string
        if len(string) > LONGEST_HEADING and not is_frame(string):
            marking.mark(place, Role.BODY, None)
    for part in parts:
        label = _EDIT.sub("", lines[part.head].string[:LONGEST_HEADING]).strip("#*:[] ")
        for place in (part.head, *part.lines):
            if _BARS.fullmatch(lines[place].string):
                continue
            inner = _INNER.search(lines[place].string)
            is_row = len(lines[place].cells) > 1 and inner is not None
            row = lines[place].text.slice(*inner.span()) if is_row and inner else None
            marking.mark(place, Role.TABLE if is_row else Role.BODY, label, row)
    blocks = marking.blocks()
    text = "\n".join(block.text.string for block in blocks if block.role is Role.BODY)
    return Page(
        source=layout.source,
        reader=NAME,
        blocks=blocks,
        title=lines[title].string if title is not None else stated,
        year=stated_year(layout.metadata)
        or year_in(" ".join(line.string for line in lines[:12] if len(line.string) < LONGEST_HEADING)),
        identifiers=Identifiers(registry=own_registry_ids(text)),
        is_site=True,
        is_digest=True,
        has_abstract=None,
    )


def _title(lines: Sequence[Line], stated: str | None, stop: int) -> int | None:
    """The title's place, which is before the first trial: the heading, or the line that says that there are several."""
    found = title_place(lines, stated)
    if found is not None and found < stop and (stated or lines[found].tag == "h1"):
        return found
    said = [
        place
        for place, line in enumerate(lines[:stop])
        if _SHORTEST_TITLE < len(line.string) <= LONGEST_HEADING and "|" not in line.string
        if _words("several").search(line.string) and not line.string.endswith((".", "。"))
    ]
    counted = [place for place in said if _words("counted").search(lines[place].string)]
    return (counted or said)[0] if said else first_title_like(lines, 0, stop)


def _trials(lines: Sequence[Line], stated: str | None) -> list[_Part]:
    """The parts of the page that each recount a trial, under the form of heading that gives the most of them."""
    forms = [form_of(*pair) for pair in zip(lines, [*lines[1:], None], strict=True)]
    best: list[_Part] = []
    most = 0
    heading = next((line.string for line in lines if line.tag == "h1"), None) or stated or ""
    fewest = 1 if _words("several").search(heading) else _FEWEST_NUMBERS
    for form in sorted({form for form in forms if form is not None} - _plain(lines, heading), key=_rank):
        if best and form in PLAIN_FORMS:
            break
        heads = [place for place, own in enumerate(forms) if own == form]
        if not _FEWEST <= len(heads) <= 3 * _MOST:
            continue
        parts = _divided(lines, forms, heads, form)
        sure = [number for number, part in enumerate(parts) if _recounts(lines, part, fewest)]
        if _FEWEST <= len(sure) <= _MOST and 2 * len(sure) >= len(heads) - 2 and len(sure) > most:
            last = max(sure[-1], _numbered_on(lines, parts, sure[-1]))
            best = [part for number, part in enumerate(parts) if _recounts(lines, part, 0 if number <= last else 1)]
            most = len(sure)
    return _without_end(lines, best)


def _numbered_on(lines: Sequence[Line], parts: Sequence[_Part], last: int) -> int:
    """The last of the parts whose headings go on with the numbers of that before them: "1. …", "2. …", "3. …"."""
    numbers = [_ORDINAL.match(lines[part.head].string) for part in parts]
    while last + 1 < len(parts) and (here := numbers[last]) and (after := numbers[last + 1]):
        if int(after[1]) != int(here[1]) + 1:
            break
        last += 1
    return last


def _plain(lines: Sequence[Line], heading: str) -> frozenset[str]:
    """Which forms without a heading the page cannot have: all, where it does not say how many trials it tells of."""
    opening = " ".join([heading, *(line.string for line in lines[:15])])
    if _words("own_work").search(" ".join(line.string for line in lines)):
        return PLAIN_FORMS
    return frozenset() if _words("counted").search(opening) else PLAIN_FORMS


def _rank(form: str) -> tuple[int, str]:
    return (0 if form[0] == "h" else 2 if form in PLAIN_FORMS else 1, form)


def _divided(lines: Sequence[Line], forms: Sequence[str | None], heads: Sequence[int], form: str) -> list[_Part]:
    """What stands under each heading, up to the next of its form or of a higher one, or to the page's end matter."""
    parts: list[_Part] = []
    for number, head in enumerate(heads):
        stop = heads[number + 1] if number + 1 < len(heads) else len(lines)
        around = _shared(lines[head].context, lines[min(head + 1, stop - 1)].context)
        own: list[int] = []
        for place in range(head + 1, stop):
            string = lines[place].string
            if _is_higher(forms[place], form) or _is_end(string) or not lines[place].context.startswith(around):
                break
            if not is_frame(string) or len(string) > LONGEST_HEADING:
                own.append(place)
        parts.append(_Part(head, tuple(own), is_opening=form in OPENINGS))
    return parts


def _shared(one: str, other: str) -> str:
    """The names of the elements around both: a column of the page, an article."""
    both = [
        a for a, b in takewhile(lambda pair: pair[0] == pair[1], zip(one.split(" "), other.split(" "), strict=False))
    ]
    return "".join(f"{name} " for name in both if name)


def _is_higher(other: str | None, form: str) -> bool:
    if other is None:
        return False
    if form[0] == "h" and other[0] == "h":
        return other[1] < form[1]
    return form.startswith("marked") and other.startswith("marked") and other < form


def _is_end(string: str) -> bool:
    bare = string.strip(" #*-–:>")
    return (
        is_tail_heading(string)
        or is_end_heading(string)
        or (len(string) <= LONGEST_HEADING and bool(_words("ends").fullmatch(bare)))
    )


def _recounts(lines: Sequence[Line], part: _Part, fewest: int) -> bool:
    """Whether a part tells of a trial: people, a product, some numbers; any of it where `fewest` is 0, among others."""
    head = lines[part.head].string
    lead = LEAD.match(head) if part.is_opening else None
    bare = lead["lead"] if lead else head[:LONGEST_HEADING].strip("#*:[] ")
    if canonical_heading(bare) or _words("parts").fullmatch(re.sub(r"^\d{1,2}[.)]\s*", "", bare)):
        return False
    text = "\n".join(lines[place].string for place in part.lines)
    if part.is_opening:
        text = f"{head}\n{text}"
    weight = 3 if _IDEOGRAPHS.search(text) else 1
    if weight * len(text) < SHORTEST_SECTION or len(text) > _LONGEST_SECTION:
        return False
    numbers = len(_NUMBER.findall(text))
    signs = bool(_words("people").search(text)) + bool(_words("products").search(f"{head}\n{text}"))
    if signs == 1 and _words("products").search(text) and numbers >= _MANY_NUMBERS:
        return True
    return numbers >= fewest and signs == 2 if fewest else numbers > 0 and signs > 0


def _tells_of_several(lines: Sequence[Line], title: int | None, parts: Sequence[_Part]) -> bool:
    """Whether the title, a heading or the words before the first trial say that there are several."""
    before = [lines[place].string for place in range(parts[0].head)]
    heads = [lines[part.head].string for part in parts]
    shown = " ".join([*([lines[title].string] if title is not None else []), *before[-12:], *heads])
    is_told = _words("several").search(shown) or (
        len(parts) > _FEWEST and all(_brings_people(lines, part) for part in parts)
    )
    return bool(is_told) and len({key_of(head) for head in heads}) == len(heads)


def _brings_people(lines: Sequence[Line], part: _Part) -> bool:
    """Whether a part begins with people of its own: a number near a word for them in its first words."""
    opening = " ".join(lines[place].string for place in part.lines[:2])[:_OPENING]
    return any(_words("people").search(opening, m.end(), m.end() + _NEAR) for m in _NUMBER.finditer(opening))


def _without_end(lines: Sequence[Line], parts: Sequence[_Part]) -> list[_Part]:
    """The parts; the last without what the others have none of: the site's own words, adverts, a summary."""
    if len(parts) < _FEWEST:
        return []
    most = max(len(part.lines) for part in parts[:-1])
    last = parts[-1]
    kept = [
        *last.lines[: 0 if last.is_opening else 1],
        *takewhile(lambda place: not _is_aside(lines[place]), last.lines[0 if last.is_opening else 1 : most]),
    ]
    return [*parts[:-1], _Part(last.head, tuple(kept), last.is_opening)]


def _is_aside(line: Line) -> bool:
    """Whether a line tells of the site, of adverts, readers, plans, many trials; or draws a line below it all."""
    return bool(_RULE.fullmatch(line.string) or _words("asides").search(line.string))
