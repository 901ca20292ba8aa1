"""Half-English sentences in the order in which the rules read them, every word in its own place."""

from __future__ import annotations

import pytest

from abstract_extract.normalise.ideograph_order import counts_before_arms, english_of_ideographs
from abstract_extract.normalise.word_order import english_order
from abstract_extract.text import Text

MOVED = [
    ("Died two patients.", "Two patients died."),
    ("At 12 months died three patients of sepsis.", "At 12 months three patients died of sepsis."),
    ("Completed the study 38 patients.", "38 patients completed the study."),
    ("Were lost to follow-up 4 patients.", "4 patients were lost to follow-up."),
    ("In the study were 27 patients enrolled.", "In the study 27 patients were enrolled."),
    ("Of 33 patients were 19 randomised, 7 to A.", "Of 33 patients 19 were randomised, 7 to A."),
    ("18 the placebo received.", "18 received the placebo."),
    ("Occurred headache in 5 patients.", "Headache occurred in 5 patients."),
    ("In group control 4 died.", "In control group 4 died."),
    ("5 of the cell group improved.", "5 in the cell group improved."),
    ("At the 24. week", "At the week 24"),
    ("In 7 patients of 15 (46.7%)", "In 7 of 15 patients (46.7%)"),
    ("None not died.", "None died."),
    ("No patient not died.", "No patient died."),
    ("No infection did not occur.", "No infection occurred."),
    ("Did not occur serious adverse events.", "There were no serious adverse events."),
    ("The follow-up median was of 14 months.", "The median follow-up was 14 months."),
    ("Fever had four of nine, and one died.", "Four of nine had fever, and one died."),
    ("At one year received the treatment 20 patients.", "At one year 20 patients received the treatment."),
    ("Each 30 patients were allocated.", "30 patients in each were allocated."),
    ("4 million/kg", "4 million cells/kg"),
    ("Died 3, 4 and 5 participants, respectively.", "3, 4 and 5 participants died, respectively."),
    ("In the 1-я group", "In the group 1"),
    ("Group exosomes", "Exosomes group"),
    ("In group placebo died 2 patients.", "In placebo group 2 patients died."),
    ("Allergic reactions did not occur.", "There were no allergic reactions."),
    ("Reported pain nine patients.", "Nine patients reported pain."),
    ("In 28 (82.4 %) patients main group", "In 28 (82.4 %) patients in the main group"),
    ("37 patients (41 eyes)", "37 patients (41 eyes)"),
    ("Were operated 37 patients (41 eyes).", "37 patients (41 eyes) were operated."),
]
LEFT = [
    "Three patients died of sepsis.",
    "There were swelling in four knees treated with exosomes.",
    "Reported pain.",
    "Fever was mild and infections did not occur.",
    "At week 2 and 7 patients of 15 (46.7%)",
    "Patients received 3 doses of cells.",
    "The patients who completed the study 2 years later",
    "Twelve were treated patients of the group A.",
    "No patients died, and 3 did not occur.",
    "In 7 patients of 15 years",
    "At 24 weeks",
    "Patients had 4 of 5 risk factors.",
    "Cohorts received 1, 3 or 9 million cells.",
    "Injected with each 5 million cells",
    "The group of patients",
]
EASTERN = [
    ("headache in intrathecal group 4/30", "Headache in 4/30 in the intrathecal group"),
    ("control group 3 patients were lost", "3 patients in the control group were lost"),
    ("20 patients of 5 patients (25%)", "5 of 20 patients (25%)"),
    ("A, B and C group 2, 3 and 4 patients", "Groups A, B and C 2, 3 and 4 patients"),
    ("6 months 时 improved", "At 6 months  improved"),
    ("to A group and B group 30 patients in each", "To group A and group B 30 patients in each"),
    ("control group (n = 30)", "Control group (n = 30)"),
]


@pytest.mark.parametrize(("string", "expected"), [*MOVED, *[(string, string) for string in LEFT]])
def test_words_stand_where_english_has_them(string, expected):
    assert english_order(Text.of(string)).string == expected


@pytest.mark.parametrize(("string", "expected"), EASTERN)
def test_counts_stand_before_their_arms(string, expected):
    assert counts_before_arms(english_order(english_of_ideographs(Text.of(string)))).string == expected


def test_a_moved_word_keeps_its_place():
    text = english_order(Text.of("So died two patients, and at the 24. week"))
    assert text.string == "So died two patients, and at the week 24"
    assert text.span(text.string.index("week"), len(text)) == (33, 41)
    moved = english_order(Text.of("At 6 months died two patients."))
    start = moved.string.index("died")
    assert moved.span(start, start + 4) == (12, 16)
    assert moved.span(start - 13, start + 4) == (12, 29)
