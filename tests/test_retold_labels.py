"""Names of results in retold trials: what else their sentence tells is cut off, in the languages of digests."""

from __future__ import annotations

import pytest

from abstract_extract.annotate.outcome_foreign import kind_of_foreign
from abstract_extract.annotate.retold_labels import named, retold_outcomes
from abstract_extract.annotate.sentences import sentence_of
from abstract_extract.candidates import OutcomeCandidate, Said

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
    ("remissione combinata era presente", "remissione combinata"),
    ("Ha risposto entro il giorno 28", "risposto"),
    ("Svědění hlavy hlásili", "Svědění hlavy"),
    ("Une inflammation a été notée", "inflammation"),
    ("adverse event worth the name", "adverse event"),
    ("dropped out of the first group", "dropped out"),
    ("Adverse effects that the doctors tied to the product", "Adverse effects"),
    ("serious event blamed on the injection", "serious event"),
    ("could do stairs with clearly less pain", "stairs with clearly less pain"),
)
KEPT = (
    "better by a grade or more",
    "surgery at the treated level",
    "not needed an autograft",
    "loss of response",
    "infection of the cell pocket",
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


def outcome_of(text: str, label: str, events: str) -> OutcomeCandidate:
    start, at = text.index(label), text.index(events)
    return OutcomeCandidate(
        label=Said(label, start, start + len(label)),
        kind="efficacy",
        events=Said(4, at, at + len(events)),
        denominator=None,
        percent=None,
        unit="patients",
        arm=None,
        time_point=None,
        rule="tally",
    )


@pytest.mark.parametrize(
    ("text", "label", "wanted"),
    [
        ("Four had a serious event blamed on the sheets.", "blamed on the sheets", "serious event"),
        ("Four were blamed on the sheets.", "blamed on the sheets", "blamed on the sheets"),
        ("Four had back pain for a day.", "back pain for a day", "back pain"),
    ],
)
def test_a_harm_is_named_before_its_cause(text: str, label: str, wanted: str) -> None:
    (found,) = retold_outcomes([outcome_of(text, label, "Four")], [sentence_of(text)])
    assert found.label.value == wanted
