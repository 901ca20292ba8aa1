"""When a result was: the time point of its own clause."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from .durations import Duration, find_durations
from .hints import has_any
from .series import ARM_SIGN, Series
from .tallies import Tally

_TIME_WORD = re.compile(
    r"\b(?:at|after|by|within|over|in|during|until|through|to|on|before)\s(?:the\s)?(?:a\s)?(?:about |approximately |first |final |last |end of |full |next |whole )*\Z",
    re.IGNORECASE,
)
_MEDIAN_BEFORE = re.compile(
    r"\b(?:median|mean|average|follow-?up|total) (?:follow-?up |duration )?(?:time |period )?(?:of |was )?\Z",
    re.IGNORECASE,
)
_AFTER_THAT = re.compile(r" (?:after|post|follow(?:ing|-?up)|later)")
_NO_TIME_AFTER = re.compile(r"\s?(?:of age|old\b|apart\b|intervals?\b|gaps?\b|courses?\b)")
# "Pain lasting two days", "dry for six months": how long a result went on is not when it was.
_HOW_LONG = re.compile(
    r"\b(?:last(?:s|ed|ing)?|persist(?:s|ed|ing)?|stayed|for|longer than|more than|less than|shorter than)"
    r"(?: (?:for|up to|at least|more than|less than|longer than|about|only|over|under|the|some|no more than))*\s\Z",
    re.IGNORECASE,
)
_LATER_ON = re.compile(r" (?:later|after|on\b|post|out\b|into|from)")
# "In the year that followed", "over the next month": a span of time without a number is one.
_SPAN = re.compile(
    r"\b(?:over|in|within|during|throughout|of) the (?:(?:next|first|following|subsequent|ensuing|whole) )?(?P<unit>year|month|week|fortnight|half-year)\b(?! (?:of|before|prior|preceding|¥|\d))",
    re.IGNORECASE,
)
_ONE = {"year": "P1Y", "month": "P1M", "week": "P1W", "fortnight": "P2W", "half-year": "P6M"}
_BETWEEN = re.compile(r"\bbetween (?:(?:days|weeks|months|years|visits) )?\d+ (?:and|to) \Z", re.IGNORECASE)
_UNIT_FIRST = re.compile(r"\b(?:at|by|on|in|after) (?:the )?(?:days|weeks|months|years|visits) (?:\d+,? (?:and )?)*\Z")
_LIST_GAP = re.compile(r",? (?:and|or|&) (?:at |by )?|, (?:at |by )?")
_RIGHT_AFTER = re.compile(
    r"[ ,]*(?:[a-z-]+ ){0,3}?(?:[(\[]|at |after |by |within |over |in |on |during |until |to |the |end of )*\Z",
    re.IGNORECASE,
)
_BEFOREHAND = re.compile(
    r"[^.;№%]{0,60}?\b(?:beforehand|before (?:it|then|that)\b|ahead of (?:it|that)\b)", re.IGNORECASE
)
_MOST_EACH = 6
# "Eighteen could be examined at 12 months": whom the next sentence tells of, and when.
_SEEN = r"(?:available|evaluable|assessable|(?:re-?)?(?:examined|scanned|biopsied|imaged)|seen(?: again)?|judged|assessed|graded|followed(?: up)?|tested|reached|evaluated|analy[sz]ed|photographed|present|on hand|still (?:there|in the study))"
_LOOKED = r"(?:visits?|scans?|scanning|MRI|CT|biops(?:y|ies)|scintigraphy|angiogra(?:phy|ms?)|imaging|follow-up|examinations?|data|echocardiogra\w+|films?|X-rays?|radiographs?|calls?|control|assessments?|questionnaires?|diar(?:y|ies)|interviews?|photographs?|measurements?|arthroscop\w+|endoscop\w+)"
SEEN_THEN = re.compile(
    rf"[№%]+ (?:[^.;:№%]{{0,50}} )?(?:was|were|could be|had been|have been|to be) (?:[a-z-]+ ){{0,2}}?{_SEEN}\b"
    r"|[№%]+ (?:[^.;:№%]{0,40} )?(?:turned up|came (?:for|to|back)|attended|returned|answered|handed in|(?:had|have) (?:reached|passed|got past))\b"
    rf"|\b{_LOOKED}\b [^.;:№%]{{0,50}}\b(?:available|possible|feasible|obtained|done|made|performed|kept|attended|complete|usable) (?:for|in|by|of|from|on) (?:the )?№"
    r"|№ (?:[a-z]+ )?(?:then |still |so far )?(?:seen|re-?examined|evaluable|available|on hand)\b"
    r"|\b(?:attended|answered|returned|kept|handed in) by (?:the )?№",
    re.IGNORECASE,
)
_CLOSING = re.compile(r"[)\]]")
_BREAK = re.compile(r"[;]| but | while | whereas ")


def time_point(string: str, mask: str, tallies: Sequence[Tally], row: Series, index: int) -> Duration | None:
    """The duration that says when the result of tally `index` was; None where the sentence names none."""
    tally = tallies[index]
    last = tallies[row.members[-1]]
    nearby = [d for d in times_in(string) if mask[d.start] not in "№%" and _is_of(mask, tallies, index, d)]
    if not nearby:
        return None
    low = tallies[row.members[0]].start
    listed = _listed(string, nearby, len(row.members))
    if listed is not None and ARM_SIGN not in mask[low : last.end]:
        between = mask[min(last.end, listed[-1].end) : max(low, listed[0].start)]
        if ";" not in between:
            return listed[row.members.index(index)]
    own = _right_after(mask, tallies, index, nearby)
    if own is None and any(_right_after(mask, tallies, i, nearby) for i in range(row.members[0])):
        # "In 9/10 and 6/10 at year 1, in 8/10 and 5/10 at year 3": of each pair, what follows it.
        own = _right_after(mask, tallies, row.members[-1], nearby)
    if own is not None:
        return own
    clause = [d for d in nearby if not _BREAK.search(mask[min(d.end, last.end) : max(d.start, tally.start)])]
    before = [d for d in clause if d.end <= tally.start]
    after = [d for d in clause if d.start >= last.end]
    if _BEFOREHAND.match(mask, tally.end, _next(mask, tallies, index)):
        return None
    if before:
        return before[-1]
    if after:
        return None if _one_each(string, nearby, after[0], tally) else after[0]
    earlier = [d for d in nearby if d.end <= tally.start]
    return earlier[-1] if earlier else None


def _right_after(mask: str, tallies: Sequence[Tally], index: int, times: Sequence[Duration]) -> Duration | None:
    """ "7 of 28 at 3 months, 19 of 28 at 6 months": the time that follows a number at once is its own."""
    end, stop = tallies[index].end, _next(mask, tallies, index)
    for time in times:
        if end <= time.start < stop and _RIGHT_AFTER.match(mask[end : time.start]):
            return time
    return None


def _next(mask: str, tallies: Sequence[Tally], index: int) -> int:
    """Where the number after tally `index` begins, or the sentence ends."""
    return tallies[index + 1].start if index + 1 < len(tallies) else len(mask)


def _one_each(string: str, times: Sequence[Duration], time: Duration, tally: Tally) -> bool:
    """Whether a time is the first of as many as were counted: "two died, at months 5 and 19"."""
    size = int(tally.events.value) if tally.events is not None else 0
    if not 1 < size <= _MOST_EACH:
        return False
    at = times.index(time)
    return _listed(string, times[at : at + size], size) is not None


def _listed(string: str, times: Sequence[Duration], size: int) -> Sequence[Duration] | None:
    """As many times in a row as a row has numbers: "at 1, 3 and 6 months 12, 9 and 7 were dry"."""
    for first in range(len(times) - size + 1) if size > 1 else ():
        row = times[first : first + size]
        gaps = [string[one.end : other.start] for one, other in pairwise(row)]
        if all(_LIST_GAP.fullmatch(gap) for gap in gaps):
            return row
    return None


def _is_of(mask: str, tallies: Sequence[Tally], index: int, time: Duration) -> bool:
    """Whether a time may be of a number: one in brackets is of those before it alone, "one (month 9) and two of B"."""
    opening = max(mask.rfind("(", 0, time.start), mask.rfind("[", 0, time.start))
    if opening < 0 or _CLOSING.search(mask, opening, time.start):
        return True
    before = [i for i, tally in enumerate(tallies) if tally.end <= opening]
    return not before or index <= before[-1] or opening <= tallies[index].start <= time.start


@lru_cache(maxsize=512)
def times_in(string: str) -> tuple[Duration, ...]:
    """The durations of a sentence that say when something was, in order.

    >>> [time.iso for time in times_in("In the year that followed 3 had fever for two days, and 2 died by month 18.")]
    ['P1Y', 'P18M']
    """
    found: list[Duration] = []
    for duration in find_durations(string):
        is_next = bool(found) and _LIST_GAP.fullmatch(string, found[-1].end, duration.start)
        if is_next or _is_time(string, duration):
            found.append(duration)
    lower = string.lower()
    for match in _SPAN.finditer(string) if " the " in lower and has_any(lower, _ONE) else ():
        if not any(duration.start <= match.start("unit") < duration.end for duration in found):
            found.append(Duration(_ONE[match["unit"].lower()], *match.span("unit")))
    return tuple(sorted(found, key=lambda duration: duration.start))


def time_of_place(string: str, mask: str, start: int, end: int) -> Duration | None:
    """The duration that says when that was which stands at `start:end`: of its own clause, what follows first."""
    own = [
        duration
        for duration in times_in(string)
        if not _BREAK.search(mask[min(duration.end, end) : max(duration.start, start)])
    ]
    after = [duration for duration in own if duration.start >= end]
    return after[0] if after else own[-1] if own else None


def _is_time(string: str, duration: Duration) -> bool:
    before = string[: duration.start]
    words = string[duration.start : duration.end].lower()
    if _NO_TIME_AFTER.match(string, duration.end) or _MEDIAN_BEFORE.search(before) or _HOW_LONG.search(before):
        return False
    if words in ("a second", "one second"):
        return False
    if words.startswith(("a ", "an ")) and not (_TIME_WORD.search(before) or _LATER_ON.match(string, duration.end)):
        return False  # "attacks a week"
    return (
        bool(_TIME_WORD.search(before) or _BETWEEN.search(before) or _UNIT_FIRST.search(before))
        or string[duration.start : duration.start + 1].isalpha()
        or "-" in string[duration.start : duration.end]
        or bool(_AFTER_THAT.match(string[duration.end :]))
    )
