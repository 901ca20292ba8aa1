"""Names of results in retold trials: what else their sentence tells is cut off, in the languages of digests."""

from __future__ import annotations

import pytest

from abstract_extract.annotate.outcome_foreign import kind_of_foreign
from abstract_extract.annotate.retold_labels import named

NAMES = (
    ("* Serious infections", "Serious infections"),
    ("had not needed an autograft", "not needed an autograft"),
    ("went for a fusion", "fusion"),
    ("flare of back pain for a couple of days", "flare of back pain"),
    ("moved abroad and never came back for the 6-month visit", "moved abroad and never came back"),
    ("joint infection or something that the doctors feared", "joint infection"),
    ("Non-relapse mortality did not differ", "Non-relapse mortality"),
    ("given tenocytes complained of a sore biopsy site", "sore biopsy site"),
    ("se habían hundido", "hundido"),
    ("sobre todo dolor de cabeza", "dolor de cabeza"),
    ("Satisfechos se declararon", "Satisfechos"),
    ("gingen verloren", "verloren"),
    ("Závažnou příhodu mělo", "Závažnou příhodu"),
    ("死於隱球菌腦膜炎", "隱球菌腦膜炎"),
    ("комбінованої ремісії досягли", "комбінованої ремісії"),
)
KEPT = (
    "better by a grade or more",
    "surgery at the treated level",
    "not needed an autograft",
    "loss of response",
    "had",
)


@pytest.mark.parametrize(("words", "name"), NAMES, ids=[words for words, _ in NAMES])
def test_what_else_is_told_is_cut_off(words: str, name: str) -> None:
    assert words[slice(*named(words))] == name


@pytest.mark.parametrize("words", KEPT)
def test_what_belongs_to_the_name_stays(words: str) -> None:
    assert words[slice(*named(words))] == words


KINDS = (
    ("hinchazón", "adverse_event"),
    ("výpotek", "adverse_event"),
    ("анальний абсцес", "adverse_event"),
    ("souhlas odvolal", "withdrawal"),
    ("помер", "death"),
    ("mejoría", "efficacy"),
    ("цикл відновився", "efficacy"),
)


@pytest.mark.parametrize(("words", "kind"), KINDS)
def test_kinds_by_words_of_other_languages(words: str, kind: str) -> None:
    assert kind_of_foreign(words) == kind
