"""Report types: what a page is decides whether it gives a study, and which."""

from __future__ import annotations

import pytest

from abstract_extract.annotate.foreign_kinds import kind_by_title
from line import case_table, near_misses_are_a_third, page_of, record_of

DIGEST = """Nova Cell Clinic
Home > News
Stem cells for sore knees: what trials found
Author: Nova Cell Clinic

Knee pain troubles many people, and drugs help only for a while. Many of our visitors ask about cells.
In 2019 researchers in Chile treated 26 patients with osteoarthritis, according to the journal Stem Cells. After 12 months 7 patients were free of pain.
A Korean team, reported in another journal, enrolled 24 patients who received fat cells. No serious side effects were seen in this clinical trial.
Would you like to know more? Book a consultation with our clinic.
Call our hotline for a free consultation today.
"""
ANNOUNCEMENT = """For immediate release
Nova Cells announces financing round

NOVA CITY (GLOBE NEWSWIRE) -- Nova Cells, Inc. (NASDAQ: NOVA) today announced that investors have bought new shares of the company.
The chief executive said that the quarter's revenue rose and that the market for exosomes is growing.
Forward-looking statements are uncertain. Media contact: press office.
"""


@pytest.mark.parametrize("case", case_table("report_type"))
def test_report_type(case):
    found = record_of(page_of(case))
    assert found.page.report_type == case["type"]
    assert [study.role for study in found.studies] == case["roles"]


def test_a_digest_s_trials_are_cited_and_never_reported():
    found = record_of(DIGEST)
    assert found.page.report_type == "secondary_source"
    assert [(study.role, [p.count.value for p in study.participants]) for study in found.studies] == [
        ("cited", [26]),
        ("cited", [24]),
    ]


def test_a_company_s_announcement_gives_no_study():
    found = record_of(ANNOUNCEMENT)
    assert (found.page.report_type, found.studies) == ("other", ())


RELEASE = """For immediate release
Skin vesicles close wounds in a first trial

LAKE CITY, Iowa -- Lake Hospital today presented topline data of its trial of vesicles of marrow cells (NCT05190744).
Fourteen patients received the vesicles on their wounds. At week 12 complete closure was seen in 9 of the 14 patients.
No patient died, and five patients had itching. They were followed for six months.
Forward-looking statements are uncertain. Media contact: press office.
"""


def test_a_house_that_announces_its_own_trial_s_results_reports_it():
    found = record_of(RELEASE)
    assert (found.page.report_type, [study.role for study in found.studies]) == ("other", ["reported"])


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Células madre en la artrosis: revisión sistemática", "review"),
        ("Exosomen in der Wundheilung: eine Übersicht", "review"),
        ("Cellules souches et maladie de Crohn : revue de la littérature", "review"),
        ("Kmenové buňky v léčbě artrózy: přehledový článek", "review"),
        ("Стовбурові клітини при цирозі печінки: огляд літератури", "review"),
        ("间充质干细胞治疗肝硬化的Meta分析", "review"),
        ("Células do cordão na paralisia: protocolo de um ensaio clínico", "protocol"),
        ("Zellen bei Frühgeborenen: Studienprotokoll", "protocol"),
        ("Mesenchymale Zellen bei Schweinen mit Infarkt", "preclinical"),
        ("外泌体对大鼠脊髓损伤的作用", "preclinical"),
        ("Células en la artrosis: revisión de 57 casos", None),
        ("Zellen aus Rattenmodellen bei Patienten mit Arthrose", None),
        ("Protocolo de inmunosupresión y células en 24 pacientes", None),
        ("Cellules souches chez 24 patients", None),
        ("间充质干细胞治疗24例患者的观察", None),
    ],
)
def test_titles_in_other_languages_tell_kinds(title, kind):
    assert kind_by_title(title) == kind


def test_near_misses_are_a_third_of_the_table():
    assert near_misses_are_a_third("report_type")
