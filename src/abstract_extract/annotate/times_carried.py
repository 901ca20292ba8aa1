"""When the results of a sentence were whose words do not say it: the time that the sentence before has named.

>>> from dataclasses import replace
>>> from abstract_extract.annotate.sentences import sentence_of
>>> def shown(before, after, kind="efficacy"):
...     first, second = sentence_of(before), sentence_of(after)
...     carried = carried_time(replace(second, stretch=first.stretch), first, None)
...     return carried and carried.of(kind) and carried.of(kind).value
>>> shown("At 6 months 12 of 20 were dry.", "By dose it was 3, 4 and 5.")
'P6M'
>>> shown("Eighteen could be examined at 12 months.", "Union was seen in 9.")
'P12M'
>>> shown("Eighteen could be examined at 12 months.", "Fever was seen in 9.", "adverse_event")
>>> shown("At 6 months 3 died.", "Four had fever.")
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from abstract_extract.candidates import Said
from abstract_extract.record import OutcomeKind
from abstract_extract.study import Sentence

from .durations import may_hold_duration
from .hints import has_any
from .result_times import SEEN_THEN, times_in

# "By then", "at that visit", "the figures had been 12 and 8", "with placebo it was 5": words that mean what was said before.
_POINTS_BACK = re.compile(
    r"\b(?:(?:at|by|on|until) (?:that|this|the same|the said) (?:point|time|visit|stage|date|day|moment|examination|assessment|call|look)s?(?: in time| point)?|by then|\w+ then\b(?= in )|this included|these included"
    r"|(?:it|the (?:figures?|rates?|counts?|numbers?|shares?|proportions?|percentages?|corresponding \w+|same)) (?:was|were|had been|came to|stood at|ran to|read|made)(?: true of| the case in| seen in| found in)?(?= (?:only |just |about )?[№%])"
    r"|the (?:figures?|rates?|counts?|numbers?) (?:in|for|with|on|under|after) [^,;:.№%]{2,40} (?:was|were|being))\b"
    r"|\A(?:By|Counted by|Counting|Broken down by|Split by|Divided by|According to|Per) (?:the )?(?:dose|level|arm|group|cohort|tier|leg|limb|eye|tract|patient|knee|site|tooth|teeth|dis[ck]|joint|lesion|ulcer|cent(?:re|er))s?(?: levels?)?\b|\ATaken (?:singly|together|apart|one by one)\b|\A(?:Limited|Restricted|Confined) to\b",
    re.IGNORECASE,
)
_HINTS = (
    "that ", "this ", "these ", "then", "same", "it ", "figure", "rate", "count", "number", "share", "proportion", "percent",
    "corresponding", "by ", "broken", "split", "divided", "according", "per ", "taken", "limited", "restricted", "confined",
)  # fmt: skip
_OPENING = re.compile(r"\A(?:the|a|an|this|such|overall)? ?(?P<first>[a-z][a-z-]{2,}) (?P<second>[a-z][a-z-]{2,})")
_SHORTEST = 5
_VERBS = ("was", "were", "had", "has", "rates", "rate")


@dataclass(frozen=True, slots=True)
class CarriedTime:
    """A time that a sentence takes over: of all its results, or where it is only likely of its benefits alone."""

    time: Said
    is_sure: bool

    def of(self, kind: OutcomeKind) -> Said | None:
        """The time of a result of a kind."""
        return self.time if self.is_sure or kind == "efficacy" else None


def leans_on_before(sentence: Sentence) -> bool:
    """Whether words of a sentence mean what the one before has told: "at week 12 it had been 0/8", "by then".

    >>> from abstract_extract.annotate.sentences import sentence_of
    >>> [leans_on_before(sentence_of(text)) for text in ("At week 12 it had been 0/8.", "At week 12 fever was seen in 3.")]
    [True, False]
    """
    return has_any(sentence.lower, _HINTS) and _POINTS_BACK.search(sentence.mask) is not None


def carried_time(sentence: Sentence, before: Sentence | None, carried: CarriedTime | None) -> CarriedTime | None:
    """What a sentence that names no time takes over from the one before, which itself may have `carried` one."""
    if before is None or before.stretch != sentence.stretch or before.section in ("methods", "background"):
        return None
    # The cheap questions first: most sentences take over nothing.
    names_time = may_hold_duration(before.lower)
    if not names_time and carried is None:
        return None
    leans = leans_on_before(sentence)
    if not leans and not (names_time and _goes_on(sentence, before)):
        return None
    if times_in(sentence.string):
        return None
    times = times_in(before.string)
    if times:
        last = times[-1]
        time = Said(last.iso, before.start + last.start, before.start + last.end)
    elif carried is not None:
        time = carried.time
    else:
        return None
    if leans:
        return CarriedTime(time, is_sure=True)
    return CarriedTime(time, is_sure=False) if times and not _is_short(time) else None


def _goes_on(sentence: Sentence, before: Sentence) -> bool:
    """Whether a sentence tells of those whom the one before has followed, or of the result that it has named."""
    return _is_said_again(sentence.lower, before.lower) or (
        has_any(before.mask, "№%") and SEEN_THEN.search(before.mask) is not None
    )


def _is_short(time: Said) -> bool:
    """Whether a time is of hours: what was seen within hours is not what visits are for."""
    return str(time.value).startswith("PT")


def _is_said_again(lower: str, before: str) -> bool:
    """Whether a sentence begins with the name of a result that the one before has told of."""
    match = _OPENING.match(lower)
    if match is None:
        return False
    words = match["first"] if match["second"] in _VERBS else f"{match['first']} {match['second']}"
    return len(words) > _SHORTEST and words in before
