"""The words of a page that may speak of its study, each said once.

From a page's blocks: frame left out, cleaned, divided into sections by their headings, repeats recognised. What is
left is one `Text`, a line a section, that the rules read, and the list of the sections with their places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from abstract_extract.headings import canonical_heading, inline_headings
from abstract_extract.page import Block, Page, Role
from abstract_extract.record import Section
from abstract_extract.study import Stretch, StudyText
from abstract_extract.text import Text

from .steps import normalise

_SENTENCE_BREAK = re.compile(r"[.!?;:]\s+")
_NOT_WORD = re.compile(r"[\W_]+")
_ASCII_WORDS = {code: chr(code).lower() if chr(code).isalnum() else None for code in range(128)}
_CUT = re.compile(r"(?:\.\.\.|…)\s*\Z")
_SHORTEST_REPEAT = 20
LONGEST = 400_000
"""Characters of study text that are read; a page that has more is a book, and its record says so."""


@dataclass(frozen=True, slots=True)
class _Piece:
    role: Role
    text: Text
    name: str | None
    label: str | None


def study_text(page: Page) -> StudyText:
    """The study text of a page: abstract and title first in rank, running text only where there is no abstract."""
    pieces = [piece for block in _of_the_study(page.blocks) for piece in _divide(block)]
    pieces, is_translated = _in_english(pieces, page.language)
    kept: list[Text] = []
    stretches: list[Stretch] = []
    sections: list[Section] = []
    length = 0
    repeats = _Repeats([piece.text.string for piece in pieces])
    notes: list[tuple[str, str]] = []
    for index, piece in enumerate(pieces):
        # A table's rows may say the same words again and mean another table's.
        text, first = (piece.text, None) if piece.role is Role.TABLE else repeats.strip(index, piece.text)
        if piece.role in (Role.ABSTRACT, Role.BODY) and len(piece.text):
            start, end = piece.text.span(0, len(piece.text))
            sections.append(
                Section(
                    label=piece.label or piece.name or "",
                    start=start,
                    end=end,
                    duplicate_of=None if first is None else _section_of(pieces, first),
                )
            )
        if not len(text):
            continue
        if length + len(text) > LONGEST:
            notes.append(("page_too_long", f"only the first {LONGEST} characters of the page's text were read"))
            break
        stretches.append(Stretch(length, length + len(text), piece.role, piece.name, piece.label))
        kept.append(text)
        length += len(text) + 1
    joined = Text.join(kept, "\n")
    return StudyText(page, joined, tuple(stretches), tuple(sections), tuple(notes), is_translated=is_translated)


def _section_of(pieces: Sequence[_Piece], index: int) -> int:
    return sum(1 for piece in pieces[:index] if piece.role in (Role.ABSTRACT, Role.BODY) and len(piece.text))


def _of_the_study(blocks: Sequence[Block]) -> list[Block]:
    has_abstract = any(block.role is Role.ABSTRACT for block in blocks)
    unwanted = {Role.CHROME, Role.BODY} if has_abstract else {Role.CHROME}
    return [block for block in blocks if len(block.text) and (block.role not in unwanted or _is_twin(block))]


def _is_twin(block: Block) -> bool:
    """Whether a block is an abstract in another language than English, beside the first one."""
    return block.label == "Other abstract" and not block.text.string.isascii()


def _divide(block: Block) -> Iterator[_Piece]:
    """A block's sections: split at the headings that stand within it."""
    text = normalise(block.text).strip()
    name = canonical_heading(block.label) if block.label else None
    if block.role not in (Role.ABSTRACT, Role.BODY):
        yield _Piece(block.role, text, name, block.label)
        return
    headings = inline_headings(text.string)
    stops = [heading.start for heading in headings] + [len(text)]
    if stops[0] > 1:
        yield _Piece(block.role, text.slice(0, stops[0]).strip(), name, block.label)
    for heading, stop in zip(headings, stops[1:], strict=True):
        piece = text.slice(heading.end, stop).strip()
        if len(piece):
            yield _Piece(block.role, piece, heading.name, heading.label)


def _in_english(pieces: list[_Piece], language: str | None) -> tuple[list[_Piece], bool]:
    """The pieces that are read: of two twins one, and the words of a known language in English."""
    if (language or "en")[:2] == "en" and all(piece.text.string.isascii() for piece in pieces):
        return pieces, False
    from .twins import choose

    chosen, tongues = choose([(p.text.string, p.role in (Role.FIELD, Role.TITLE)) for p in pieces], language)
    if not any(tongues):
        return [pieces[index] for index in chosen], False
    read: list[_Piece] = []
    for index in chosen:
        piece, tongue = pieces[index], tongues[index]
        read.append(piece if tongue is None else replace(piece, text=_half_english(piece.text, tongue)))
    return read, True


def _half_english(text: Text, tongue: str) -> Text:
    from .glossary import in_english
    from .ideograph_order import counts_before_arms, english_of_ideographs
    from .word_order import english_order

    text = in_english(text, tongue)
    if tongue not in ("zh", "ja", "ko", "tr"):
        return english_order(text)
    return english_order(counts_before_arms(english_of_ideographs(text)))


class _Repeats:
    """Finds what was said before: whole sentences, and cut ones whose full form stands elsewhere."""

    def __init__(self, strings: list[str]) -> None:
        self.places = [_sentences(string) for string in strings]
        self.keys = [
            [_key(string[a:b]) for a, b in places] for string, places in zip(strings, self.places, strict=True)
        ]
        self.strings = strings
        long = [key for keys in self.keys for key in keys if len(key) >= _SHORTEST_REPEAT]
        self.is_needed = len(set(long)) < len(long) or any("..." in string or "…" in string for string in strings)
        self.seen: dict[str, int] = {}
        self.whole: str | None = None

    def strip(self, index: int, text: Text) -> tuple[Text, int | None]:
        """The text without its repeats, and the piece that it repeats where (nearly) all of it is a repeat."""
        if not self.is_needed:
            return text, None
        kept: list[tuple[int, int]] = []
        repeated_from: list[int] = []
        dropped = 0
        for (start, end), key in zip(self.places[index], self.keys[index], strict=True):
            earlier = self.seen.get(key) if len(key) >= _SHORTEST_REPEAT else None
            if earlier is not None:
                repeated_from.append(earlier)
                dropped += end - start
                continue
            if _CUT.search(self.strings[index][start:end]) and self._stands_elsewhere(index, key):
                continue
            self.seen.setdefault(key, index)
            kept.append((start, end))
        if not dropped:
            whole = kept == self.places[index]
            return (text if whole else _join(text, kept)), None
        first = min(repeated_from) if dropped > 0.8 * len(text) else None
        return _join(text, kept), first

    def _stands_elsewhere(self, index: int, key: str) -> bool:
        if len(key) < _SHORTEST_REPEAT:
            return False
        return any(key in "".join(keys) for i, keys in enumerate(self.keys) if i != index)


def _key(sentence: str) -> str:
    """The letters and digits of a sentence, whatever their case."""
    return sentence.translate(_ASCII_WORDS) if sentence.isascii() else _NOT_WORD.sub("", sentence).casefold()


def _sentences(string: str) -> list[tuple[int, int]]:
    places: list[tuple[int, int]] = []
    position = 0
    for match in _SENTENCE_BREAK.finditer(string):
        places.append((position, match.start() + 1))
        position = match.end()
    if position < len(string):
        places.append((position, len(string)))
    return places


def _join(text: Text, places: list[tuple[int, int]]) -> Text:
    merged: list[tuple[int, int]] = []
    for start, end in places:
        if merged and start - merged[-1][1] <= 2 and not text.string[merged[-1][1] : start].strip():
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return Text.join([text.slice(a, b) for a, b in merged], " ")
