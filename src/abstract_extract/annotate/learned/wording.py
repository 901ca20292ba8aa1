"""Words for a number that no rule has words for: what is counted, and what an outcome may be called."""

from __future__ import annotations

import re
from collections.abc import Sequence

from abstract_extract.annotate.people import UNIT_WORD, unit_of
from abstract_extract.annotate.results import Result
from abstract_extract.candidates import Said
from abstract_extract.proposals import Name
from abstract_extract.study import Number, Sentence

_UNIT_SOON = re.compile(rf"[\s-]?(?P<words>(?:[A-Za-z][\w'/+-]*[ -]){{0,4}}?)(?P<unit>{UNIT_WORD})\b", re.IGNORECASE)
_LED_TO = re.compile(r"\b(?:to|received|got|had|underwent|given|with|after|had|took)\b", re.IGNORECASE)
_FAR = 200
_SHORTEST = 3
_LAST_WORDS = re.compile(
    r"(?:\s(?:the|a|an|of|in|was|were|is|are|and|or|to|with|for|by|at|vs|versus))+\Z", re.IGNORECASE
)
_WORDS_BEFORE = re.compile(r"(?:[A-Za-z][\w'/+-]* ){1,6}(?=[^A-Za-z]*\Z)")
_FIRST_WORDS = re.compile(r"(?:(?:the|a|an|of|in|was|were|and|or|to|with|for|by|at)\s)+", re.IGNORECASE)


def unit_near(sentence: Sentence, number: Number) -> str:
    """What a number counts by the words right after it; patients where they do not say."""
    match = _UNIT_SOON.match(sentence.string[number.end : number.end + 80])
    unit = unit_of(match["unit"]) if match else None
    if unit not in (None, "patients", "events") and match is not None and _LED_TO.search(match["words"]):
        unit = None  # "38 to patches": what is counted is people
    return unit or "patients"


def fallback_label(sentence: Sentence, result: Result, names: Sequence[Name]) -> Said | None:
    """The nearest outcome that the model names before the result (or right after it), else the words before it."""
    place = sentence.start + result.start
    before = [name for name in names if name.kind == "outcome" and place - _FAR <= name.start and name.end <= place]
    after = [
        name
        for name in names
        if name.kind == "outcome" and sentence.start + result.end <= name.start and name.end <= sentence.end
    ]
    for name in (*reversed(before), *after):
        start = name.start - sentence.start
        if start >= 0:
            return Said(sentence.string[start : name.end - sentence.start], name.start, name.end)
    match = _WORDS_BEFORE.search(sentence.string[max(0, result.start - 80) : result.start])
    if not match:
        return None
    low = max(0, result.start - 80) + match.start()
    return _trimmed(sentence, low, max(0, result.start - 80) + match.end())


def _trimmed(sentence: Sentence, low: int, high: int) -> Said | None:
    words = sentence.string[low:high]
    left = _FIRST_WORDS.match(words)
    low += left.end() if left else 0
    words = sentence.string[low:high].rstrip()
    right = _LAST_WORDS.search(words)
    words = words[: right.start()] if right else words
    return Said(words, sentence.start + low, sentence.start + low + len(words)) if len(words) >= _SHORTEST else None
