"""Percentages: which numbers are a share of something, and which are the ends of an interval or a threshold.

Masks are those of `numbers.py`, in which a statistic stands as "§".
"""

from __future__ import annotations

import re

PERCENT = re.compile(r"\s?(?:%|percent\b|per ?cents?\b|percentages?\b)", re.IGNORECASE)
_INTERVAL_AFTER = re.compile(
    r" ?\(?(?:C\.?I\b|CrI|confidence|credible|power\b|interval|significance|limits)", re.IGNORECASE
)
_INTERVAL = r"\b(?:CI|CrI|interval|limits)\b"
_INTERVAL_BEFORE = re.compile(rf"{_INTERVAL}[)\]]?\s?[,:;=(\[]{{0,2}}\s?(?:of |from |was )?\Z")
_INTERVAL_END_BEFORE = re.compile(rf"{_INTERVAL}[^()§]{{0,24}}[(\[,;:= ]§+%?\s?(?:to|-|–|—|and|,|;)\s?\Z")
_THRESHOLD_BEFORE = re.compile(r"(?:[<>≤≥] ?=? ?|> or = ?)\Z")
# "10 and 20%", "5, 12 and 20%", "63 v 22%": the sign stands once, at the end.
_NEXT = r" ?\d{1,3}(?:\.\d+)?"
_SIGN_LATER = re.compile(
    rf"(?:,{_NEXT}){{0,3}}(?:,? and|,? or| vs\.?| versus| v\.?|/){_NEXT}\s?(?:%|per ?cent\b)", re.IGNORECASE
)
_OF_BEFORE = re.compile(r"(?:[№] (?:of|out of) (?:the |all )?|/ ?|\bn ?= ?)\Z", re.IGNORECASE)


def is_share(sentence: str, before: str, end: int) -> bool:
    """Whether a number whose percent sign ends at `end` says a share: "12% of patients", not "95% CI" or "≥50%"."""
    return not (_INTERVAL_AFTER.match(sentence, end) or _THRESHOLD_BEFORE.search(before) or is_of_interval(before))


def ends_interval(before: str) -> bool:
    """Whether an interval that has begun ends with the next number: "95% CI, 32 to"."""
    return "§" in before and _INTERVAL_END_BEFORE.search(before) is not None


def is_of_interval(before: str) -> bool:
    """Whether the next number begins or ends an interval: "95% confidence interval: ", "95% CI, 32 to"."""
    return _INTERVAL_BEFORE.search(before) is not None or ends_interval(before)


def shares_sign(sentence: str, before: str, end: int) -> bool:
    """Whether a number without a sign shares that of the next ("10 and 20%").

    >>> shares_sign("in 10 and 20% of eyes", "in ", 5), shares_sign("9 of 10 and 20%", "№ of ", 7)
    (True, False)
    """
    return _SIGN_LATER.match(sentence, end) is not None and not _OF_BEFORE.search(before)
