"""That nobody was harmed, died or left, as those say it who retell a trial; what else nobody did is no result."""

from __future__ import annotations

import pytest

from abstract_extract.annotate.retold_nobody import nobody_had
from abstract_extract.annotate.sentences import sentence_of

SAID = (
    ("In the end no one caught an infection.", "infection", "adverse_event"),
    ("Nobody died.", "died", "death"),
    ("Fieber meldete niemand.", "Fieber", "adverse_event"),
    ("Nadie sufrió efectos adversos graves.", "efectos adversos graves", "adverse_event"),
    ("Bolest hlavy neměl nikdo.", "Bolest hlavy neměl", "adverse_event"),
    ("Závažné komplikace po odběru nenastaly.", "Závažné komplikace", "adverse_event"),
)
NOT_SAID = (
    "Nobody knew what it costs.",
    "None of what follows is advice.",
    "Niemand war in einer Vergleichsgruppe.",
    "No one of the 12 had pain.",
)


@pytest.mark.parametrize(("text", "label", "kind"), SAID, ids=[text for text, *_ in SAID])
def test_nobody_had_it(text: str, label: str, kind: str) -> None:
    found = nobody_had([sentence_of(text)], [])
    assert [(o.label.value, o.kind, o.events and o.events.value) for o in found] == [(label, kind, 0)]


@pytest.mark.parametrize("text", NOT_SAID)
def test_other_things_nobody_did(text: str) -> None:
    assert nobody_had([sentence_of(text)], []) == []


def test_a_clause_with_a_known_result_is_left_alone() -> None:
    sentence = sentence_of("Nobody died.")
    known = nobody_had([sentence], [])
    assert nobody_had([sentence], known) == []
