"""A name for a side that the page does not name elsewhere: the words beside its numbers ("79.8% for those on placebo")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from abstract_extract.candidates import Said
from abstract_extract.proposals import Reading
from abstract_extract.record import ArmRole
from abstract_extract.study import Sentence

SURE = 0.5
"""Probability from which a number is taken to be of a side."""
_LONGEST = 45
_BESIDE = re.compile(
    r"[^.;,\d]{0,40}?\b(?:in|on|with|for|of|to|among|received|receiving|underwent|got) "
    r"(?:the |those |patients |women |men |subjects |on |with |of |treated |receiving |assigned |adjuvant )*"
    r"(?P<name>(?-i:[A-Za-z])[\w+/-]*(?:[ +/]+(?!and\b|or\b|versus\b|vs\b|compared\b|had\b|were\b|was\b|did\b|group\b|arm\b|patients\b)[\w+/-]+){0,4})",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r"\W*|(?:the|an?|all|both|each|these|those|patients?|women|men|people|participants|subjects?|"
    r"follow|median|mean|total|whom|which|whole|study|trial|cases?|analysis|addition|contrast|comparison)\b.*|(?:groups?|arms?)",
    re.IGNORECASE,
)


def named_beside(role: ArmRole, reading: Reading, sentences: Sequence[Sentence]) -> Said | None:
    """The words that stand beside most numbers of a side; None where none has any."""
    found: dict[str, list[Said]] = {}
    by_index = {sentence.index: sentence for sentence in sentences}
    for number in reading.roles:
        if number.of_side(role) < SURE:
            continue
        sentence = by_index[number.sentence]
        match = _BESIDE.match(sentence.string, number.end - sentence.start)
        if match is None or len(match["name"]) > _LONGEST or _NO_NAME.fullmatch(match["name"]):
            continue
        start, end = match.span("name")
        found.setdefault(match["name"].lower(), []).append(
            Said(match["name"], sentence.start + start, sentence.start + end)
        )
    return max(found.values(), key=len)[0] if found else None
