"""A value in its sentence: the stretch of the page around it, what the gold and the record marked told apart."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from abstract_extract.resolve import Kind, kind_of, resolve

from .verdicts import PageVerdicts, Verdict

REACH = 160
"""How many characters of source are looked at on each side, at most."""
_FAR = 400

# An inline tag is matched only to be passed over: a full stop inside an attribute ends no sentence.
_BORDER = re.compile(
    r"(?P<border>[.!?。]\s+|\n\s*\n|</?(?:p|div|td|th|tr|li|h[1-6]|br|section|title)\b[^<>]*>)|</?[a-z][^<>]*>",
    re.IGNORECASE,
)
_SPACE = re.compile(r"\s+")
Marked = tuple[str, str]
"""Words, and how they are marked: "" for not, else gold, found, or both."""


@dataclass(frozen=True, slots=True)
class Source:
    """A decoded page and what kind of text it is."""

    text: str
    kind: Kind


def read_source(page: PageVerdicts, pages: Path) -> Source | None:
    """The page's text, from its own path or as `<page id>.*` in the folder `pages`; None where it is not there."""
    candidates = [pages / page.path, *sorted(pages.glob(f"{page.page}.*"))]
    for path in candidates:
        if path.is_file():
            text = path.read_bytes().decode(page.encoding, errors="replace")
            return Source(text, kind_of(text, path.name))
    return None


def sentence(source: Source, verdict: Verdict) -> list[Marked]:
    """The sentence of a verdict's values, cut into pieces by their places; two sentences where they stand far apart.

    >>> from .facts import Value
    >>> page = Source("None here. In all, 23 of 25 were cured. More.", "text")
    >>> sentence(page, Verdict("", "participants", "wrong", Value(25, "25", 25, 27), Value(23, "23", 19, 21)))
    [('In all, ', ''), ('23', 'found'), (' of ', ''), ('25', 'gold'), (' were cured.', '')]
    """
    spans = {
        side: value.span
        for side, value in (("gold", verdict.gold), ("found", verdict.found))
        if value is not None and value.span is not None and 0 <= value.span[0] < value.span[1] <= len(source.text)
    }
    places = sorted(spans.values())
    if not places:
        return []
    if places[-1][0] - places[0][1] <= _FAR:
        return _window(source, spans, places[0][0], max(end for _, end in places))
    apart = [_window(source, {side: span}, *span) for side, span in sorted(spans.items(), key=lambda one: one[1])]
    return [*apart[0], (" … ", ""), *apart[1]]


def _window(source: Source, spans: Mapping[str, tuple[int, int]], start: int, end: int) -> list[Marked]:
    low, high = _sentence_start(source.text, start), _sentence_end(source.text, end)
    cuts = sorted({low, high, *(place for span in spans.values() for place in span)})
    pieces: list[Marked] = []
    for left, right in pairwise(cuts):
        sides = [side for side, (first, last) in spans.items() if first <= left and right <= last]
        words = _words(source, left, right)
        if left == low:
            words = words.lstrip()
        if right == high:
            words = words.rstrip()
        if words:
            pieces.append((words, "both" if len(sides) > 1 else "".join(sides)))
    return pieces


def _words(source: Source, left: int, right: int) -> str:
    # Set between letters, a piece keeps the blank that a tag or a line break at its end stands for.
    return _SPACE.sub(" ", resolve(f"x{source.text[left:right]}x", source.kind))[1:-1]


def _sentence_start(text: str, start: int) -> int:
    reach = max(0, start - REACH)
    # What is cut inside a tag begins after it.
    inside, opened = text.find(">", reach, start), text.find("<", reach, start)
    cut = inside + 1 if reach and inside >= 0 and (opened < 0 or inside < opened) else reach
    return max((match.end() for match in _BORDER.finditer(text, cut, start) if match["border"]), default=cut)


def _sentence_end(text: str, end: int) -> int:
    reach = min(len(text), end + REACH)
    for match in _BORDER.finditer(text, end, reach):
        if match["border"]:
            return match.start() + (text[match.start()] in ".!?。")
    opened = text.rfind("<", end, reach)
    return opened if opened >= 0 and text.find(">", opened, reach) < 0 and reach < len(text) else reach
