"""Parts of a follow-up: its place, its statistic, what it is counted from."""

from __future__ import annotations

from abstract_extract.candidates import Said
from abstract_extract.record import Statistic
from abstract_extract.study import Sentence

from .durations import Duration
from .follow_up_words import ANCHOR, ARTICLE, STATISTICS


def said(sentence: Sentence, duration: Duration) -> Said:
    """The duration at its place in the study text."""
    return Said(duration.iso, sentence.start + duration.start, sentence.start + duration.end)


def statistic_of(string: str, duration: Duration) -> Statistic:
    """Of what a duration is: "a median of", "at least", "up to"; else it is fixed."""
    before = string[max(0, duration.start - 60) : duration.start]
    for pattern, statistic in STATISTICS:
        if pattern.search(before):
            return statistic
    return "fixed"


def anchor_of(sentence: Sentence) -> Said | None:
    """The event from which the sentence counts: "after the last injection"; None where it names none."""
    match = ANCHOR.search(sentence.string)
    if not match:
        return None
    group = match.lastindex or 1
    words = ARTICLE.sub("", match[group])
    end = match.end(group)
    return Said(words.lower(), sentence.start + end - len(words), sentence.start + end)
