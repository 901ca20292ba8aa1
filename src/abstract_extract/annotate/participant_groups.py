"""Sizes told by the number of groups: "three cohorts of six", "one arm of 20 and two of 19"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from abstract_extract.candidates import Arms, ParticipantsCandidate, Said
from abstract_extract.record import ParticipantStatus

from .counted import Counted

_GROUPS = re.compile(
    r"(?P<k>№+) (?:[a-z-]+ ){0,2}?(?:groups?|arms?|cohorts?|tiers?|steps|sets|strata|sequences?) of (?P<n>№+)(?P<more>(?:(?:,| and|, and) №+ of №+)*)(?! ?(?:million|billion|cells|m?g\b|m[lL]\b|[×x%/]))",
    re.IGNORECASE,
)
_MORE = re.compile(r"№+ of (?P<n>№+)")
_NOT_PEOPLE = re.compile(
    r" (?:[a-z-]+ )?(?:rats|mice|rabbits|animals|pigs|sheep|dogs|weeks|months|days|injections|doses|infusions)\b"
)
_MOST_GROUPS = 8
_MOST_ARMS = 4
_GOT = re.compile(r"\b(?:had|got|received|were given)\b")


def told_by_groups(
    item: Counted, arms: Arms, statuses: Sequence[ParticipantStatus | None]
) -> list[ParticipantsCandidate]:
    """The sizes that a sentence gives its groups by how many there are of each size."""
    sentence, found = item.sentence, []
    if " of №" not in sentence.mask:
        return []
    for match in _GROUPS.finditer(sentence.mask):
        groups = sentence.number_at(match.start("k")).value
        if not 1 <= groups <= _MOST_GROUPS or _NOT_PEOPLE.match(sentence.mask, match.end()):
            continue
        places = [match.start("n"), *(match.start("more") + m.start("n") for m in _MORE.finditer(match["more"]))]
        if groups == 1 and len(places) == 1:
            continue  # "one group of 20" is no size told by the number of groups
        keys: Sequence[str | None] = list(arms.candidates)[:_MOST_ARMS] if len(places) == 1 else []
        keys = arms.main() if len(places) == 1 and len(arms.main()) == groups else keys or [None]
        told: ParticipantStatus = (
            "planned"
            if "planned" in statuses
            else "treated"
            if _GOT.search(sentence.mask, match.end())
            else "allocated"
        )
        for place in places:
            number = sentence.number_at(place)
            said = Said(number.value, sentence.start + number.start, sentence.start + number.end)
            found += [ParticipantsCandidate(said, told, "patients", key, "each-arm") for key in keys]
    return found
