"""Which of an abstract's two languages is read, and what is put into English."""

from __future__ import annotations

import pytest

from abstract_extract.normalise.tongues import tongue
from abstract_extract.normalise.twins import choose

GERMAN = (
    "In die Studie wurden 27 Patienten eingeschlossen, 14 in der Zellgruppe und 13 in der Kontrollgruppe; es starben 2."
)
GERMAN_AIM = "Das Ziel der Studie war es, die Wirkung der Zellen bei den Kranken mit einer Lupusnephritis zu prüfen."
ENGLISH = (
    "In this trial 27 of the patients were enrolled, 14 in the cell group and 13 in the control group; 2 died. " * 2
)
SUMMARY = "The cells were given to the patients with lupus nephritis, and the treatment of them was free of harm. " * 2

TONGUES = [
    (GERMAN, "de"),
    (ENGLISH, "en"),
    ("Se incluyeron 40 pacientes con artrosis de la rodilla en el estudio.", "es"),
    ("Foram incluídos 40 pacientes com artrose do joelho no estudo.", "pt"),
    ("Ont été inclus 40 patients dans l'essai, avec une arthrose du genou.", "fr"),
    ("Sono stati arruolati 40 pazienti con artrosi del ginocchio.", "it"),
    ("Do studie bylo zařazeno 40 pacientů s artrózou kolena po úrazu.", "cs"),
    ("Do badania włączono 40 chorych z chorobą zwyrodnieniową, w tym 3 po urazie.", "pl"),
    ("У дослідження включено 40 пацієнтів із артрозом.", "uk"),
    ("共纳入40例患者。", "zh"),
    ("40例を登録した。", "ja"),
    ("환자 40명을 등록하였다.", "ko"),
    ("В исследование включено 40 больных с артрозом.", "ru"),
    ("CD34+ cells", None),
    ("Hôpital de la Charité, Paris: the patients of the trial were seen there by the team", "en"),
]


@pytest.mark.parametrize(("string", "language"), TONGUES)
def test_a_piece_is_told_by_its_short_words(string, language):
    assert tongue(string) == language


CHOSEN = [
    ([(GERMAN, False), (ENGLISH, False)], [1]),
    ([(GERMAN, False), (SUMMARY, False)], [0]),
    ([(GERMAN_AIM, False), (ENGLISH, False)], [1]),
    ([(GERMAN, False), ("Free of harm.", False)], [0, 1]),
    ([(GERMAN, True), (ENGLISH, False)], [0, 1]),
    ([(GERMAN, False)], [0]),
]


@pytest.mark.parametrize(("pieces", "chosen"), CHOSEN)
def test_of_two_twins_the_fuller_is_read(pieces, chosen):
    assert choose(pieces, "de")[0] == chosen


def test_only_other_languages_are_put_into_english():
    assert choose([(GERMAN, False), (SUMMARY, True), ("Kniegelenk", True)], "de")[1] == ["de", None, "de"]
    assert choose([(SUMMARY, False), ("Kniegelenk", True)], "en")[1] == [None, None]
    assert choose([("Patiënten werden met de cellen behandeld na een jaar", False)], "nl")[1] == [None]
