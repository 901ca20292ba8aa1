"""Amounts of cells in retold trials, where nobody says once more that cells are meant: "six got 1 million, six 10 million".

A passage that tells of cells tells of their millions, unless money or people are counted. Amounts of a list share the
power at its end: "1, 10 and 50 million".

>>> from abstract_extract.annotate.sentences import sentence_of
>>> told = loose_amounts([sentence_of("Four to a rung: 1, 10 and 50 million of their own marrow cells.")])
>>> [amount.amount.value for amount in told]
[1000000, 10000000, 50000000]
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from abstract_extract.candidates import DoseCandidate, Said
from abstract_extract.page import Role
from abstract_extract.record import DoseBasis
from abstract_extract.study import Sentence

from .numbers import exact

_N = r"(?:\d{1,4}(?:\.\d{1,2})?|an?(?= )|one|two|three|five|ten|half an?)"
_LINK = r"(?:, ?(?:and |or |y |o |e |ou |und |oder |a |nebo )?| (?:and|or|y|o|e|ou|und|oder|a|nebo|чи|або|та) )"
_DASH = r" ?(?:-|–|to|a|až|bis|до) ?"
_MILLIONS = re.compile(
    rf"(?<![\w.,$€£¥])(?P<list>{_N}(?:{_LINK}{_N}){{0,4}})(?:{_DASH}(?P<high>{_N}))?[ -]?(?P<scale>million|billion)s?\b",
    re.IGNORECASE,
)
_ITEM = re.compile(_N, re.IGNORECASE)
_WORDS = {
    "a": "1",
    "an": "1",
    "one": "1",
    "two": "2",
    "three": "3",
    "five": "5",
    "ten": "10",
    "half a": "0.5",
    "half an": "0.5",
}
_SCALES = {"million": 10**6, "billion": 10**9}
_OTHERWISE = re.compile(
    r"\s?(?:of )?(?:people|patients|persons|adults|women|men|children|diabetic\w*|Americans|families|euros?|dollars?|pounds?|€|\$|Kč|reais|korun|personas|pessoas|menschen|lidí|людей|years)\b",
    re.IGNORECASE,
)
_PER_KG = re.compile(
    r"[^.;,]{0,40}?(?:/ ?kg|per (?:kg|kilo\w*)|(?:por|na|на|pro) (?:kg|kilo\w*|кг|кілограм\w*|quilo\w*))", re.IGNORECASE
)
_PARTICLES = re.compile(r"particle|vesicle|exosom|partíc|částic|частин", re.IGNORECASE)


def with_loose_amounts(doses: Sequence[DoseCandidate], sentences: Sequence[Sentence]) -> list[DoseCandidate]:
    """The doses of a passage with the amounts that are told without a word for cells.

    Each has the way of giving that the passage's doses have; a dose without an amount gives way to those with one.
    """
    held = [dose.amount for dose in doses if dose.amount is not None]
    loose = [
        dose
        for dose in loose_amounts(sentences)
        if dose.amount and not any(_touch(dose.amount, other) for other in held)
    ]
    if not loose:
        return list(doses)
    way = next((dose for dose in doses if dose.amount is None), doses[0] if doses else DoseCandidate())
    told = [
        replace(
            way,
            amount=d.amount,
            amount_high=d.amount_high,
            unit=d.unit,
            basis=d.basis,
            volume=None,
            arm=None,
            score=None,
        )
        for d in loose
    ]
    return [*(dose for dose in doses if dose.amount is not None), *told]


def amount_places(sentences: Sequence[Sentence]) -> list[tuple[int, int]]:
    """Where the millions stand that the sentences tell of: numbers there count no people."""
    return [(dose.amount.start, dose.amount.end) for dose in loose_amounts(sentences) if dose.amount]


def _touch(one: Said, other: Said) -> bool:
    return one.start < other.end and other.start < one.end


def loose_amounts(sentences: Sequence[Sentence]) -> list[DoseCandidate]:
    """The millions that the sentences tell of, each as a dose of cells."""
    return [dose for sentence in sentences if sentence.stretch.role is not Role.TITLE for dose in _of(sentence)]


def _of(sentence: Sentence) -> Iterator[DoseCandidate]:
    for match in _MILLIONS.finditer(sentence.string):
        after = sentence.string[match.end() :]
        if _OTHERWISE.match(after):
            continue
        times = _SCALES[match["scale"].lower()]
        unit = "{particles}" if _PARTICLES.match(after.lstrip()) else "{cells}"
        basis: DoseBasis = "per_kg" if _PER_KG.match(after) else "fixed"
        items = list(_ITEM.finditer(match["list"]))
        for item in items:
            start = match.start() + item.start()
            low = _said(sentence, item.group(), times, start, match.end())
            high = None
            if match["high"] and item is items[-1]:
                high = _said(sentence, match["high"], times, match.start("high"), match.end())
            yield DoseCandidate(amount=low, amount_high=high, unit=unit, basis=basis)


def _said(sentence: Sentence, words: str, times: int, start: int, end: int) -> Said:
    value = Decimal(_WORDS.get(words.lower(), words)) * times
    return Said(
        exact(str(value.normalize() if value % 1 else int(value))), sentence.start + start, sentence.start + end
    )
