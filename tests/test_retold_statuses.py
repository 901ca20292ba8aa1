"""The status of people in retold trials: by the words beside the number, in the words that people have for it."""

from __future__ import annotations

import pytest

from abstract_extract.annotate.retold_statuses import retold_statuses
from abstract_extract.annotate.sentences import sentence_of
from abstract_extract.candidates import ParticipantsCandidate, Said

TOLD = (
    ("The team took on {67} men and women.", "enrolled"),
    ("By lot {33} of them were put on cells.", "randomised"),
    ("The other {15} got a shot of salt water.", "treated"),
    ("{Eleven} came back for the scan at a year.", "analysed"),
    ("{Three} moved abroad and were not seen again.", "lost"),
    ("{28} finished the year of visits.", "completed"),
    ("The company plans for {240} men next time.", "planned"),
    ("Se sorteó a {125} enfermos del corazón.", "randomised"),
    ("Zwölf bekamen Zellen, {zwölf} bekamen Kochsalz.", "treated"),
    ("Do studie vstoupilo {14} žen.", "enrolled"),
    ("{Twelve} with bad knees, four to a rung.", "unspecified"),
)


def told(text: str) -> list[str]:
    start, end = text.index("{"), text.index("}") - 1
    sentence = sentence_of(text.replace("{", "").replace("}", ""))
    candidate = ParticipantsCandidate(Said(1, start, end), "planned", "patients", None, "learned")
    return [found.status for found in retold_statuses([candidate], [sentence])]


@pytest.mark.parametrize(("text", "status"), TOLD, ids=[text for text, _ in TOLD])
def test_words_beside_a_number_say_its_status(text: str, status: str) -> None:
    assert told(text) == [status]


NO_PEOPLE = ("Each got {100} million cells.", "As others found [{6}], it helps.", "On em gave {5} x 10^6 cells.")


@pytest.mark.parametrize("text", NO_PEOPLE)
def test_amounts_and_notes_are_no_people(text: str) -> None:
    assert told(text) == []
