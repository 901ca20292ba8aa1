"""Passages: where a page that recounts the trials of others speaks of one of them, and what was given there."""

from __future__ import annotations

from collections.abc import Sequence

from abstract_extract.candidates import ParticipantsCandidate, Passage
from abstract_extract.page import Role
from abstract_extract.study import Sentence

from .cell_sources import find_cell_sources

_FEW_SENTENCES = 40


def find_passages(
    sentences: Sequence[Sentence], participants: Sequence[ParticipantsCandidate], end: int, *, has_sources: bool
) -> list[Passage]:
    """A passage for each paragraph with a number of people; the whole text up to `end` where there is but one.

    With `has_sources` the products that each passage gives are looked for in its own sentences.
    """
    paragraphs = _counted_paragraphs(sentences, participants)
    is_about_it = len(paragraphs) == 1 and _is_short(sentences)
    found: list[Passage] = []
    for low, high in [(0, end)] if is_about_it else paragraphs:
        own = [s for s in sentences if low <= s.start < high]
        found.append(Passage(low, high, is_about_it, tuple(find_cell_sources(own)) if has_sources else ()))
    return found


def _is_short(sentences: Sequence[Sentence]) -> bool:
    return len([s for s in sentences if s.stretch.role is not Role.TITLE]) <= _FEW_SENTENCES


def _counted_paragraphs(
    sentences: Sequence[Sentence], participants: Sequence[ParticipantsCandidate]
) -> list[tuple[int, int]]:
    paragraphs: list[tuple[int, int]] = []
    for sentence in sentences:
        if sentence.stretch.role is Role.TITLE:
            continue
        place = (sentence.stretch.start, sentence.stretch.end)
        if not paragraphs or paragraphs[-1] != place:
            paragraphs.append(place)
    return [place for place in paragraphs if any(place[0] <= p.count.start < place[1] for p in participants)]
