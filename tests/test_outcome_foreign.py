"""Results in sentences of other languages: counts with their whole or percentage, and what looks like one and is none."""

from __future__ import annotations

import pytest

from abstract_extract.annotate.outcome_foreign import foreign_outcomes, is_foreign
from abstract_extract.annotate.sentences import sentence_of

CASES = [
    ("Knöchern überbrückt waren 17 von 26 Defekten (65,4 %).", [("Knöchern überbrückt", 17, 26, 65.4)]),
    ("El colapso afectaba a 2 de 16 caderas con células.", [("El colapso afectaba", 2, 16, None)]),
    ("Melhoraram 33 dos 49 tratados (67,3%) com as células.", [("Melhoraram", 33, 49, 67.3)]),
    ("Zlepšení bylo po roce patrné u 36 ze 44 kolen.", [("Zlepšení bylo po roce patrné", 36, 44, None)]),
    ("El tratamiento fracasó en el 6,3 % y el 43,8 %.", [("El tratamiento fracasó", None, None, 6.3)]),
    ("缓解者治疗组13例(43.3%)、对照组8例(25.0%)", [("缓解", 13, None, 43.3), ("缓解", 8, None, 25)]),
    ("完全缓解治疗组为9/12(75.0%),对照组为5/6(83.3%)", [("完全缓解", 9, 12, 75), ("完全缓解", 5, 6, 83.3)]),
    ("家长满意者联合组为92.9%, 对照组为71.9%.", [("家长满意", None, None, 92.9), ("家长满意", None, None, 71.9)]),
]
NEAR_MISSES = [
    "将60例患者随机分为治疗组30例和对照组30例",
    "Die Beobachtung und die Kontrolle dauerten 12 von 24 Monaten.",
    "Los pacientes fueron vistos por el médico a los 6 meses.",
    "Se realizó el 15/03/2019 en el hospital.",
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_results_in_other_languages(text, expected):
    sentence = sentence_of(text)
    assert is_foreign(sentence)
    found = [
        (
            o.label.value,
            o.events and o.events.value,
            o.denominator and o.denominator.value,
            o.percent and o.percent.value,
        )
        for o in foreign_outcomes(sentence)
    ]
    assert found[: len(expected)] == expected


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_what_only_looks_like_a_result_in_another_language(text):
    assert foreign_outcomes(sentence_of(text)) == []


@pytest.mark.parametrize("text", ["Healing was seen in 5 of 10 patients.", "Pain (n = 4), fever (n = 3)."])
def test_english_is_no_other_language(text):
    assert not is_foreign(sentence_of(text))
