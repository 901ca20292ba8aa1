"""When a result was: the time point of its own clause."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .durations import Duration, find_durations
from .series import Series
from .tallies import Tally

_TIME_WORD = re.compile(
    r"\b(?:at|after|by|within|over|in|during|until|through|to|on|before)\s(?:the\s)?(?:a\s)?(?:about |approximately |first |final |last |end of |full |next |whole )*\Z",
    re.IGNORECASE,
)
_MEDIAN_BEFORE = re.compile(
    r"\b(?:median|mean|average|follow-?up|total) (?:follow-?up |duration )?(?:time |period )?(?:of |was )?\Z",
    re.IGNORECASE,
)
_AFTER_THAT = re.compile(r" (?:after|post|follow|later)")
_NO_TIME_AFTER = re.compile(r"\s?(?:of age|old\b|apart\b|interval)")
_RIGHT_AFTER = re.compile(
    r"[ ,]*(?:[a-z-]+ ){0,3}?(?:[(\[]|at |after |by |within |over |in |on |during |until |to |the |end of )*\Z",
    re.IGNORECASE,
)
_BREAK = re.compile(r"[;]| but | while | whereas ")


def time_point(string: str, mask: str, tallies: Sequence[Tally], row: Series, index: int) -> Duration | None:
    """The duration that says when the result of tally `index` was; None where the sentence names none."""
    durations = [d for d in find_durations(string) if _is_time(string, d)]
    if not durations:
        return None
    tally = tallies[index]
    last = tallies[row.members[-1]]
    nearby = [d for d in durations if mask[d.start] not in "№%"]
    following = tallies[index + 1].start if index + 1 < len(tallies) else len(mask)
    for duration in nearby:
        # "7 of 28 at 3 months, 19 of 28 at 6 months": what follows at once is its own.
        if tally.end <= duration.start < following and _RIGHT_AFTER.match(mask[tally.end : duration.start]):
            return duration
    clause = [d for d in nearby if not _BREAK.search(mask[min(d.end, last.end) : max(d.start, tally.start)])]
    before = [d for d in clause if d.end <= tally.start]
    after = [d for d in clause if d.start >= last.end]
    if before:
        return before[-1]
    if after:
        return after[0]
    earlier = [d for d in nearby if d.end <= tally.start]
    return earlier[-1] if earlier else None


def time_of_place(string: str, mask: str, start: int, end: int) -> Duration | None:
    """The duration that says when that was which stands at `start:end`: of its own clause, what follows first."""
    own = [
        duration
        for duration in find_durations(string)
        if _is_time(string, duration) and not _BREAK.search(mask[min(duration.end, end) : max(duration.start, start)])
    ]
    after = [duration for duration in own if duration.start >= end]
    return after[0] if after else own[-1] if own else None


def _is_time(string: str, duration: Duration) -> bool:
    before = string[: duration.start]
    is_ordinal = string[duration.start : duration.end].lower() in ("a second", "one second")
    if is_ordinal or _NO_TIME_AFTER.match(string, duration.end) or _MEDIAN_BEFORE.search(before):
        return False
    return (
        bool(_TIME_WORD.search(before))
        or string[duration.start : duration.start + 1].isalpha()
        or "-" in string[duration.start : duration.end]
        or bool(_AFTER_THAT.match(string[duration.end :]))
    )
