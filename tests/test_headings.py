"""Headings of abstracts: which part they name, on a line of their own or within running text."""

from __future__ import annotations

from itertools import pairwise

import pytest

from abstract_extract.headings import canonical_heading, inline_headings
from line import known_failure

LINES = [
    ("METHODS", "methods"),
    ("Methods:", "methods"),
    ("## Results", "results"),
    ("1. Introduction", "background"),
    ("PATIENTS AND METHODS:", "methods"),
    ("MATERIALS AND METHODS", "methods"),
    ("Methods & results", "results"),
    ("Methods/Results", "results"),
    ("Results and discussion", "results"),
    ("Design, setting and participants", "patients"),
    ("Main outcome measures", "measures"),
    ("Clinical trial registration", "registration"),
    ("Funding", "funding"),
    ("Interpretation", "conclusion"),
    ("Level of evidence", "conclusion"),
    ("Objetivos", "objective"),
    ("Ergebnisse", "results"),
    ("Výsledky", "results"),
    ("方法", "methods"),
    ("MAIN OUTCOME MEASURE(S)", "measures"),
    ("INTERVENTION(S):", "interventions"),
    # near-misses: words of a sentence, and headings of other things
    ("The results", None),
    ("of patients", None),
    ("Patients were treated", None),
    ("Method of treatment", None),
    ("Methodsx", None),
    ("Keywords", None),
    ("Abstract", None),
    ("References", None),
    ("Results " + "and results " * 20, None),
    ("", None),
]

INLINE = [
    (
        "Hintergrund Ohne Gefäße. Methodik Wir gaben Zellen. Ergebnisse Geheilt waren 9.",
        ["background", "methods", "results"],
    ),
    (
        "Цель. Сравнить. Пациенты и методы. Оперировано 37. Результаты. Через год 19.",
        ["objective", "methods", "results"],
    ),
    ("Wstęp: Nic nie wiadomo. Cel pracy: Ocena. Wyniki: Po roku 4.", ["background", "objective", "results"]),
    ("【目的】安全性を調べた.【対象と方法】19例.【結果】改善は2例.", ["objective", "methods", "results"]),
    ("目的 比较疗效.方法 将60例患者分组.结果 治愈9例.", ["objective", "methods", "results"]),
    ("목적: 비교하였다. 대상 및 방법: 78명. 결과: 25명.", ["objective", "methods", "results"]),
    ("Die Ergebnisse waren für alle gut. Die Methodik Wiens war gut.", []),
    ("По результаты. Ему", []),
    ("AIM: To test. METHODS: We gave cells.", ["objective", "methods"]),
    ("PATIENTS: Ten. INTERVENTIONS: Cells.", ["patients", "interventions"]),
    ("Background: x. Methods: y. Results: z.", ["background", "methods", "results"]),
    (
        "Background Nothing is known. Methods Ten patients were given cells. Results All lived.",
        ["background", "methods", "results"],
    ),
    ("Background It is rare. Methods Thirty-five children came. Results 5 of 6.", ["background", "methods", "results"]),
    ("Objective To see. Methods Adults, aged 40, came. Results Two fell.", ["objective", "methods", "results"]),
    ("Aims/hypothesis It is so. Methods COPD patients came. Results Two fell.", ["objective", "methods", "results"]),
    ("Background It is rare. Material/Methods A total of 3. Results Two fell.", ["background", "methods", "results"]),
    (
        "Background It is rare. Methods and results Forty men came. Conclusions Good news.",
        ["background", "results", "conclusion"],
    ),
    ("Background It is rare. Patients and methods Progression-free survival was told.", ["background", "methods"]),
    ("BACKGROUND Nothing. METHODS Ten patients. RESULTS All.", ["background", "methods", "results"]),
    ("Aim of the study: to see. Patients and methods: ten.", ["objective", "methods"]),
    ("Objective – to test. Methods – ten.", ["objective", "methods"]),
    ("Trial registration: NCT01234567. Funding: none.", ["registration", "funding"]),
    ("RESULTS: 10/12. CONCLUSIONS: fine", ["results", "conclusion"]),
    ("目的：测试。方法：十名患者。", ["objective", "methods"]),
    known_failure(
        "OBJECTIVE—To test. METHODS—Ten patients.",
        ["objective", "methods"],
        reason="a dash without blanks, as some journals set it",
    ),
    # near-misses: the words stand in a sentence
    ("The results: twelve improved.", []),
    ("of patients: ten", []),
    ("In conclusion, results: good", []),
    ("Results were good. Methods were bad.", []),
    ("Patients received cells: ten in all.", []),
    ("Results The mean. In the Methods group", []),
    ("We used Methods: A and B. Results: none", ["results"]),
    ("p: 0.05. Results: x", ["results"]),
    (
        "Introduction Low vision – a burden – harms many people. Methods and analysis We will carry out a trial. " * 2,
        [],
    ),
    ("Introduction L’obésité est fréquente chez les adultes. Elle touche " + "beaucoup de gens, " * 8 + "et tue.", []),
]


@pytest.mark.parametrize(("line", "name"), LINES)
def test_a_heading_on_its_own_line(line, name):
    assert canonical_heading(line) == name


@pytest.mark.parametrize(("text", "names"), INLINE)
def test_headings_within_text(text, names):
    found = inline_headings(text)
    assert [heading.name for heading in found] == names


@pytest.mark.parametrize("text", [case[0] for case in INLINE if type(case) is tuple and case[1]])
def test_an_inline_heading_stands_where_it_says(text):
    found = inline_headings(text)
    assert found
    assert all(text[heading.start :].startswith(heading.label) for heading in found)
    assert all(heading.end <= following.start for heading, following in pairwise(found))
