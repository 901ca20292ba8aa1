"""Parts of a follow-up: its place, its statistic, what it is counted from."""

from __future__ import annotations

import re

from abstract_extract.candidates import Said
from abstract_extract.record import Statistic
from abstract_extract.study import Sentence

from .durations import Duration
from .follow_up_words import (
    ANCHOR,
    ARTICLE,
    AVERAGE_BEHIND,
    BROKEN_OFF,
    DRUG_AFTER,
    INTO_STUDY,
    NEW_CLAUSE,
    OTHER_STUDY,
    STATISTICS,
)


def said(sentence: Sentence, duration: Duration) -> Said:
    """The duration at its place in the study text."""
    return Said(duration.iso, sentence.start + duration.start, sentence.start + duration.end)


def statistic_of(string: str, duration: Duration) -> Statistic:
    """Of what a duration is: "a median of", "at least", "up to"; else it is fixed."""
    before = string[max(0, duration.start - 60) : duration.start]
    for pattern, statistic in STATISTICS:
        if pattern.search(before):
            return statistic
    after = string[duration.end : duration.end + 30]
    return next((statistic for pattern, statistic in AVERAGE_BEHIND if pattern.match(after)), "fixed")


def anchor_of(sentence: Sentence) -> Said | None:
    """The event from which the sentence counts: "after the last injection"; None where it names none."""
    match = ANCHOR.search(sentence.string)
    if not match:
        return None
    group = match.lastindex or 1
    words = ARTICLE.sub("", match[group])
    end = match.end(group)
    return Said(words.lower(), sentence.start + end - len(words), sentence.start + end)


def is_of_others(string: str, duration: Duration) -> bool:
    """Whether a length is that of a disease, or of a study that people go on to."""
    after = string[duration.end :]
    goes_on = INTO_STUDY.match(after) and OTHER_STUDY.search(string[: duration.start])
    return bool(goes_on or DRUG_AFTER.match(after))


def belongs(string: str, duration: Duration, follow: re.Match[str]) -> bool:
    """Whether a duration is that of the follow-up: "followed for 6 months", "6-month follow-up", "follow-up of 2 years"."""
    if duration.start >= follow.end():
        between = string[follow.end() : duration.start]
        return len(between) <= 70 and ";" not in between and not NEW_CLAUSE.search(between)
    between = string[duration.end : follow.start()]
    return len(between) <= 25 and not BROKEN_OFF.search(between)
