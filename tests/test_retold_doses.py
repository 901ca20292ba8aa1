"""Amounts of cells in retold trials that nobody calls cells once more; money, people and plain numbers are none."""

from __future__ import annotations

import pytest

from abstract_extract.annotate.retold_doses import loose_amounts, with_loose_amounts
from abstract_extract.annotate.sentences import sentence_of
from abstract_extract.candidates import DoseCandidate, Said

TOLD = (
    ("Six of them 1 million and the other six 10 million.", [1e6, 10e6]),
    ("The dose was half a million per kilo.", [5e5]),
    ("Three strengths: 1, 2 and 4 billion particles.", [1e9, 2e9, 4e9]),
    ("They injected 3-5 million into one ovary.", [3e6]),
    ("2.5, 5 or 10 million around the lesion.", [2.5e6, 5e6, 10e6]),
)
NOT_TOLD = (
    "Some 650 million people live with it.",
    "The company burns $41 million a year.",
    "It cost 3 million euros.",
    "Twelve people in all, four to a rung.",
)


@pytest.mark.parametrize(("text", "amounts"), TOLD, ids=[text for text, _ in TOLD])
def test_millions_are_doses(text: str, amounts: list[float]) -> None:
    assert [dose.amount and dose.amount.value for dose in loose_amounts([sentence_of(text)])] == amounts


@pytest.mark.parametrize("text", NOT_TOLD)
def test_other_millions_are_none(text: str) -> None:
    assert loose_amounts([sentence_of(text)]) == []


def test_a_basis_and_a_high_end_are_read() -> None:
    (dose,) = loose_amounts([sentence_of("From 1 to 2 million per kilo, once.")])
    assert (dose.basis, dose.amount and dose.amount.value, dose.amount_high and dose.amount_high.value) == (
        "per_kg",
        1_000_000,
        2_000_000,
    )


def test_the_way_of_giving_is_taken_over_and_known_amounts_stay() -> None:
    sentence = sentence_of("Six got 1 million once into the joint, six 10 million.")
    route = Said("intra_articular", 22, 36)
    found = with_loose_amounts([DoseCandidate(route=route)], [sentence])
    assert [(d.amount and d.amount.value, d.route) for d in found] == [(1_000_000, route), (10_000_000, route)]
    known = DoseCandidate(amount=Said(1_000_000, 8, 17), route=route)
    assert with_loose_amounts([known], [sentence])[0] is known
