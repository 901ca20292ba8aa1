"""Turns by which people are told to get in, through or out of a trial, beside the plain verbs: kept as data."""

from __future__ import annotations

import re
from functools import cache
from typing import cast

from abstract_extract.record import ParticipantStatus

from .lexicon import table

Around = tuple[ParticipantStatus, re.Pattern[str], re.Pattern[str], bool]
"""A status, what stands right in front of the number, what stands behind it, and whether it is so in results alone."""


def turns(place: str, status: ParticipantStatus) -> list[str]:
    """The patterns that give a status as they stand `before` or `after` a number.

    >>> any(re.search(pattern, "a coin was tossed for") for pattern in turns("before", "randomised"))
    True
    """
    found: list[str] = table("participant_turns")[place].get(status, [])
    return found


def with_turns(status: ParticipantStatus, verbs: str) -> str:
    """A pattern of verbs that stand after a number and, as further alternatives, the turns that say the same.

    >>> with_turns("randomised", "drew").startswith("(?:drew|")
    True
    """
    return f"(?:{'|'.join([verbs, *turns('after', status)])})"


@cache
def around() -> tuple[Around, ...]:
    """What stands on both sides of a number, in the order in which it is tried.

    >>> {status for status, before, _, _ in around() if before.search("Contact with ")}
    {'lost'}
    """
    return tuple(
        (
            cast("ParticipantStatus", entry["status"]),
            re.compile(entry["before"] + r"(?:№+ [^.;№]{1,60}(?:,|,? and) )*\Z", re.IGNORECASE),
            re.compile(entry["after"], re.IGNORECASE),
            "section" in entry,
        )
        for entry in table("participant_turns")["around"]
    )
