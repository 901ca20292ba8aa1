"""Records of registries in other languages than English: known by their labels, read under the same normal names."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from line import record_of

GERMAN = """Deutsches Register
Zellen aus dem Nabelschnurblut bei Kindern mit Zerebralparese
DRKS-ID: DRKS00099999
Rekrutierungsstatus: {status}
Studientyp: interventionell
{size}
Verblindung: offen
Einschlusskriterien: Alter 2 bis 10 Jahre
Wissenschaftlicher Titel: Eine offene Studie mit Zellen aus dem Nabelschnurblut bei Kindern mit Zerebralparese
"""
FRENCH = """Registre d'essais
Cellules de la moelle osseuse dans la maladie de Crohn
Identifiant ClinicalTrials.gov: NCT09999999
Statut: {status}
Type d'étude: interventionnelle
{size}
Masquage: aucun
Critères d'inclusion: âge de 18 à 70 ans
Critère de jugement principal: fermeture de la fistule
"""
TURKISH = """<html><body><p>ICH GCP</p><h1>Diz osteoartritinde yağ dokusu kök hücreleri</h1>
<dl><dt>Durum</dt><dd>{status}</dd><dt>Çalışma Tipi</dt><dd>Girişimsel</dd><dt>{label}</dt><dd>30</dd>
<dt>Maskeleme</dt><dd>Yok</dd><dt>Birincil sonuç</dt><dd>Ağrı</dd></dl><p>ClinicalTrials.gov kimliği: NCT09999998</p></body></html>
"""
JAPANESE = """jRCT
jRCT番号: jRCTb099999999
研究名称: 変形性膝関節症に対する脂肪由来幹細胞の試験
募集状況: {status}
試験のフェーズ: 2
{size}
選択基準: 20歳以上
主要評価項目: 痛み
"""
GERMAN_PAPER = """Zellen bei Arthrose

Zusammenfassung
Hintergrund: Arthrose ist häufig. Methoden: Die Rekrutierung begann 2019. Die Fallzahl wurde berechnet, die
Einschlusskriterien waren streng (DRKS00099999). 24 Patienten wurden behandelt. Ergebnisse: Der Schmerz nahm ab.
"""
SPANISH_PAPER = """Células en la artrosis

Resumen
Criterios de inclusión amplios. El tamaño de la muestra fue de 24 pacientes (NCT09999999), que fueron tratados con
células. El tipo de estudio fue abierto. El dolor mejoró en 12 pacientes.
"""


@pytest.mark.parametrize(
    ("page", "count", "status"),
    [
        (GERMAN.format(status="Rekrutierung läuft", size="Geplante Fallzahl: 24"), 24, "planned"),
        (GERMAN.format(status="abgeschlossen", size="Tatsächliche Fallzahl: 19"), 19, "enrolled"),
        (FRENCH.format(status="en cours", size="Nombre prévu de participants: 40"), 40, "planned"),
        (FRENCH.format(status="terminé", size="Nombre de participants: 38"), 38, "enrolled"),
        (TURKISH.format(status="Tamamlanmış", label="Kayıt (Gerçek)"), 30, "enrolled"),
        (TURKISH.format(status="Bilinmeyen", label="Kayıt (Tahmini)"), 30, "planned"),
        (JAPANESE.format(status="募集中", size="実施予定被験者数: 45"), 45, "planned"),
        (JAPANESE.format(status="研究終了", size="実施症例数: 40"), 40, "enrolled"),
    ],
)
def test_a_record_in_another_language_is_one(page, count, status):
    record = record_of(page)
    assert record.page.report_type == "registry_record"
    assert [(p.count.value, p.status) for p in record.studies[0].participants] == [(count, status)]


@pytest.mark.parametrize(
    "page",
    [
        GERMAN_PAPER,
        SPANISH_PAPER,
    ],
)
def test_a_paper_with_such_words_in_its_text_is_no_record(page):
    assert record_of(page).page.report_type == "trial_report"


def test_labels_of_all_languages_go_by_names_that_english_has():
    def data(name):
        return tomllib.loads(files("abstract_extract.read").joinpath(name).read_text("utf-8"))

    english, others = data("field_labels.toml"), data("registry_languages.toml")
    for kind in ("value", "text", "long", "title", "chrome"):
        assert set(others[kind]) <= set(english[kind])
        assert all(variant == variant.lower() for variants in others[kind].values() for variant in variants)
    assert set(others["sections"]) <= set(english["sections"])
