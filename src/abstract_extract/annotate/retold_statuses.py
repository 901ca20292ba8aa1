"""The status of people in retold trials: the model's, unless words beside the number say another one.

Who retells a trial says "took on", "by lot", "had a shot", "came back"; the verbs of reports are for the rules.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import cast

from abstract_extract.candidates import ParticipantsCandidate
from abstract_extract.record import ParticipantStatus
from abstract_extract.study import Sentence

from .lexicon import table
from .retold_doses import amount_places

_REACH = 55
_CLAUSE = re.compile(r"[.;:!?()。；：（）]|, (?:and|y|und|a|e|та) ")
_NO_PEOPLE = re.compile(
    r"\]|\s?(?:[x×]\s?10|million|milli[oó]n|mili[oó]n|milh|mio\b|млн|мільй|миллио|[萬万億亿]|per ?cent|percent)",
    re.IGNORECASE,
)
_GUESSED: frozenset[ParticipantStatus] = frozenset({"planned", "screened", "enrolled", "lost", "unspecified"})
"""What nobody says without a word for it."""


def retold_statuses(
    candidates: Sequence[ParticipantsCandidate], sentences: Sequence[Sentence]
) -> tuple[ParticipantsCandidate, ...]:
    """The proposed numbers of people, each with the status that the words beside it say; amounts and notes left out."""
    found: list[ParticipantsCandidate] = []
    amounts = amount_places(sentences)
    for candidate in candidates:
        if any(low <= candidate.count.start < high for low, high in amounts):
            continue
        sentence = next(s for s in sentences if s.start <= candidate.count.start < s.end)
        if not _NO_PEOPLE.match(sentence.string[candidate.count.end - sentence.start :]):
            found.append(replace(candidate, status=told_status(candidate, sentence)))
    return tuple(found)


def told_status(candidate: ParticipantsCandidate, sentence: Sentence) -> ParticipantStatus:
    """The status that words right behind a number of people say, else those right before it, else what is likely."""
    start, end = candidate.count.start - sentence.start, candidate.count.end - sentence.start
    after = _until(sentence.string[end : end + _REACH])
    before = _until(sentence.string[max(0, start - _REACH) : start][::-1])[::-1]
    for words in (after, before):
        found = _said(words)
        if found is not None:
            return found
    if candidate.status not in _GUESSED:
        return candidate.status
    return "allocated" if candidate.arm is not None else "unspecified"


def _until(words: str) -> str:
    """The words up to where the clause, or another number, begins."""
    stop = _CLAUSE.search(words)
    return words[: stop.start()] if stop else words


@cache
def _patterns() -> tuple[tuple[ParticipantStatus, re.Pattern[str]], ...]:
    return tuple(
        (cast("ParticipantStatus", status), re.compile(rf"(?<![A-Za-zÀ-žА-я])(?:{'|'.join(words)})", re.IGNORECASE))
        for status, words in table("retold").items()
    )


def _said(words: str) -> ParticipantStatus | None:
    return next((status for status, pattern in _patterns() if pattern.search(words)), None)
