"""A page's text with its values marked: stretches of the source, tags dropped, each value in its list's colour."""

from __future__ import annotations

import html
import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rich.text import Text as RichText

from abstract_extract.record import Grounded, Record, Volume

STYLES = {
    "arms": "underline",
    "participants": "color(16) on color(114)",
    "cell_sources": "color(16) on color(221)",
    "doses": "color(16) on color(117)",
    "follow_ups": "color(16) on color(209)",
    "outcomes": "color(16) on color(183)",
}
"""The lists of a study, in the order of the legend, and their colours."""
NAMES = {
    "arms": "arm",
    "participants": "participants",
    "cell_sources": "cell source",
    "doses": "dose",
    "follow_ups": "follow-up",
    "outcomes": "outcome",
}
AROUND = 300
"""Characters shown around a value that stands outside all sections."""
SHORT_PAGE = 20_000
"""A page without markup is shown whole up to so many characters."""

_MARKUP = re.compile(r"<(?:[a-zA-Z/!?][^<>]{0,4000})>")
_IS_MARKUP = re.compile(r"<(?:html|body|p|div|br|article|pubmedarticle|\?xml|!doctype)\b", re.IGNORECASE)
_HIDDEN = re.compile(r"<(script|style)\b[^>]{0,2000}>.{0,200000}?</\1\s{0,5}>", re.IGNORECASE | re.DOTALL)
_BLOCK = re.compile(r"</?(?:p|div|br|h\d|li|ul|tr|table|section|article|abstracttext|title)\b", re.IGNORECASE)
_CELL = re.compile(r"</t[dh]\b", re.IGNORECASE)
_BORDER = re.compile(
    r"</?(?:p|div|h\d|li|ul|tr|table|section|article|abstracttext|title|head|body|style|script|nav|header|footer|main)"
    r"\b[^<>]{0,300}>|\n\s{0,20}\n",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A value's place in the source, and the list that it belongs to."""

    start: int
    end: int
    list: str


def marks_of(record: Record) -> list[Mark]:
    """The places of all values of a record, in the order of the page."""
    found: set[Mark] = set()
    for study in record.studies:
        for name in STYLES:
            for fact in getattr(study, name):
                for field in type(fact).model_fields:
                    value = getattr(fact, field)
                    value = value.amount if isinstance(value, Volume) else value
                    if isinstance(value, Grounded):
                        found.add(Mark(value.start, value.end, name))
    return sorted(found)


def stretches(source: str, record: Record, marks: list[Mark]) -> list[tuple[int, int]]:
    """The parts of the source worth showing: its sections, and the surroundings of values outside them."""
    is_markup = _IS_MARKUP.search(source, 0, 4000) is not None
    if not is_markup and len(source) <= SHORT_PAGE:
        return [(0, len(source))]
    parts = [(section.start, section.end) for section in record.page.sections if section.duplicate_of is None]
    for mark in marks:
        if not any(start <= mark.start and mark.end <= end for start, end in parts):
            parts.append(_surroundings(source, mark))
    if not parts:
        parts = [(0, min(len(source), SHORT_PAGE))]
    merged: list[tuple[int, int]] = []
    for start, end in sorted(parts):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _surroundings(source: str, mark: Mark) -> tuple[int, int]:
    """Up to the paragraph's border, or some words where that is far."""
    start, end = max(0, mark.start - AROUND), min(len(source), mark.end + AROUND)
    before = [match.end() for match in _BORDER.finditer(source, start, mark.start)]
    after = _BORDER.search(source, mark.end, end)
    start = before[-1] if before else source.find(" ", start, mark.start) + 1 or start
    end = after.start() if after else max(source.rfind(" ", mark.end, end), mark.end)
    return start, end


def marked(source: str, parts: Iterable[tuple[int, int]], marks: list[Mark], *, colour: bool) -> RichText:
    """The parts as text for the terminal, values in colours, or in brackets where there is no colour."""
    shown = RichText()
    for number, (start, end) in enumerate(parts):
        if number:
            shown.append("\n\n" if colour else "\n\n[…]\n\n", style="dim")
        for piece, names in _pieces(source, start, end, marks):
            text = readable(piece)
            if not names:
                shown.append(text)
            elif colour:
                shown.append(text, style=STYLES[names[-1]])
            else:
                shown.append(f"[{'+'.join(NAMES[name] for name in names)}: {text}]")
    return _squeezed(shown)


def _pieces(source: str, start: int, end: int, marks: list[Mark]) -> Iterator[tuple[str, list[str]]]:
    """The stretch cut at each border of a value, each piece with the lists whose values cover it."""
    inside = [mark for mark in marks if mark.start < end and mark.end > start]
    borders = {start, end}
    for mark in inside:
        borders |= {max(start, mark.start), min(end, mark.end)}
    cuts = sorted(borders)
    pieces: list[tuple[int, int, list[str]]] = []
    for low, high in itertools.pairwise(cuts):
        covering = {mark.list for mark in inside if mark.start <= low and high <= mark.end}
        names = [name for name in STYLES if name in covering]
        begin = pieces.pop()[0] if pieces and pieces[-1][2] == names else low
        pieces.append((begin, high, names))
    for low, high, names in pieces:
        yield source[low:high], names


def readable(piece: str) -> str:
    """Markup as people read it: no tags, superscripts as `^`, entities as their characters.

    >>> readable("2 &times; 10<sup>6</sup> cells<br>A < B")
    '2 × 10^6 cells\\nA < B'
    """
    if "<" not in piece and "&" not in piece:
        return piece
    piece = _HIDDEN.sub(" ", piece)
    piece = re.sub(r"<sup\b[^<>]{0,200}>", "^", piece, flags=re.IGNORECASE)
    return html.unescape(_MARKUP.sub(_in_place_of, piece))


def _in_place_of(tag: re.Match[str]) -> str:
    if _BLOCK.match(tag.group()):
        return "\n"
    return "  " if _CELL.match(tag.group()) else ""


def _squeezed(shown: RichText) -> RichText:
    """Without the blank lines that dropped markup leaves."""
    lines = shown.split("\n", allow_blank=True)
    kept: list[RichText] = []
    for line in lines:
        line.rstrip()
        if line.plain.strip() or (kept and kept[-1].plain):
            kept.append(line)
    return RichText("\n").join(kept)
