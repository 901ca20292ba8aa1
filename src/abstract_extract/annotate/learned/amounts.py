"""Amounts of drugs from roles: which numbers are doses, and the unit that stands behind each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from abstract_extract.annotate.results import said_at
from abstract_extract.candidates import DoseCandidate
from abstract_extract.proposals import NumberRole
from abstract_extract.study import Number, Sentence

LEAST = 0.1
"""Probability below which a number is not proposed at all."""
_DOSE_UNIT = re.compile(
    r"[\s-]?(?P<unit>%|mg|µg|ug|mcg|g|IU|U|units?|mL|ml|mmol|microgram(?:me)?s?|milligram(?:me)?s?)(?P<kg>\s?/\s?kg)?\b(?!\s?/\s?(?:\d+\s?)?(?:[mµdu]?[lL]|cc|cm)\b)|[\s-]?(?P<percent>%)"
)
_CONCENTRATION = re.compile(r"[\s-]?[\wµ]{1,3}\s?/\s?(?:[mµdu]?[lL]|cc|cm)\b")
_UNITS = {
    "µg": "ug", "mcg": "ug", "microgram": "ug", "micrograms": "ug", "microgramme": "ug", "microgrammes": "ug",
    "milligram": "mg", "milligrams": "mg", "milligramme": "mg", "milligrammes": "mg", "IU": "[iU]", "U": "[iU]",
    "unit": "[iU]", "units": "[iU]", "ml": "mL",
}  # fmt: skip


def amounts_of(sentence: Sentence, found: Sequence[tuple[Number, NumberRole]]) -> Iterator[DoseCandidate]:
    """The doses among the numbers of a sentence, each with its unit where one stands behind it."""
    for number, role in found:
        chance = role.family("dose")
        if chance < LEAST:
            continue
        match = _DOSE_UNIT.match(sentence.string[number.end :])
        if match is None and _CONCENTRATION.match(sentence.string, number.end):
            continue
        unit = (match["unit"] or match["percent"]) if match else None
        yield DoseCandidate(
            amount=said_at(sentence, number.value, number.start, number.end),
            unit=_UNITS.get(unit, unit) if unit else None,
            basis="per_kg" if match and match["kg"] else "fixed" if unit else None,
            score=chance,
        )
