"""Passages: where a page that recounts the trials of others speaks of one of them, and what was given there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from abstract_extract.candidates import ParticipantsCandidate, Passage
from abstract_extract.page import Role
from abstract_extract.study import Sentence

from .cell_sources import find_cell_sources

_FEW_SENTENCES = 40
_MOST_OF_ONE = 4
_SEVERAL = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|ten|several|these|\d+) (?:[a-z-]+ )?(?:trials|studies)\b", re.IGNORECASE
)
_GOES_ON = re.compile(
    r"\b(?:[Tt]he (?:[\w-]+ )?(?:groups?|patients|study|trial|team|researchers|treatment|investigators|authors|others|participants)|[Oo]f (?:them|these|those)|both groups|placebo group)\b"
)
_ANOTHER = re.compile(
    r"^\W*\d{1,2}[.)]|\b[Ii]n (?:19|20)\d\d\b|\b(?:another|a second|a third|a further|a similar|an earlier|one|two|three|other) (?:[a-z]+ )?(?:trials?|study|studies|team|group)\b"
    r"|\b(?:[Aa]n?|[Tt]he) (?:small |large |smaller |larger )?[A-Z][a-z]+(?:an|ese|ish|ch|i) (?:trial|study|team|group|hospital|report|doctors)\b"
    r"|\b[Ff]inally,? (?:a|an)\b|\b[Ff]rom [A-Z][a-z]+ comes\b|\b(?:doctors|researchers|scientists) (?:in|at|from) [A-Z]|\b(?:[Ii]n a|[Aa]) (?:phase \d |pilot |randomi[sz]ed )?(?:trial|study) (?:of|in|with)\b"
)


def find_passages(
    sentences: Sequence[Sentence], participants: Sequence[ParticipantsCandidate], end: int, *, has_sources: bool
) -> list[Passage]:
    """A passage for each paragraph with a number of people; the whole text up to `end` where there is but one.

    With `has_sources` the products that each passage gives are looked for in its own sentences.
    """
    paragraphs = _counted_paragraphs(sentences, participants)
    is_about_it = _is_short(sentences) and _is_one_trial(sentences, paragraphs)
    found: list[Passage] = []
    for low, high in [(0, end)] if is_about_it else paragraphs:
        own = [s for s in sentences if low <= s.start < high]
        found.append(Passage(low, high, is_about_it, tuple(find_cell_sources(own)) if has_sources else ()))
    return found


def _is_one_trial(sentences: Sequence[Sentence], paragraphs: Sequence[tuple[int, int]]) -> bool:
    """Whether each paragraph with people after the first goes on with the same trial, and none brings in another."""
    if len(paragraphs) == 1:
        return True
    if not 1 < len(paragraphs) <= _MOST_OF_ONE or any(_SEVERAL.search(s.string) for s in sentences):
        return False
    for (_, before), (low, high) in pairwise(paragraphs):
        own = " ".join(s.string for s in sentences if low <= s.start < high)
        between = [s.string for s in sentences if before <= s.start < high]
        if not _GOES_ON.search(own) or any(_ANOTHER.search(string) for string in between):
            return False
    return True


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
