"""Reports in other languages: their words of counting in English where they stand, each in its own place."""

from __future__ import annotations

import pytest

from abstract_extract.normalise.glossary import in_english, languages
from abstract_extract.text import Text
from line import facts_of, record_of

CASES = [
    ("de", "Eingeschlossen wurden 27 Patienten.", "Enrolled were 27 patients."),
    ("de", "Von dreiundzwanzig Frauen starben zwei.", "Of twenty-three women died two."),
    ("de", "Geheilt waren 17 von 26 (65,4 %).", "Healed were 17 of 26 (65.4 %)."),
    ("es", "Se incluyeron 40 pacientes; tres fallecieron.", "Were enrolled 40 patients; three died."),
    ("es", "A los 12 meses mejoraron 8 de 20 (40,0%).", "At 12 months improved 8 of 20 (40.0%)."),
    ("pt", "Quinze homens foram randomizados.", "Fifteen men were randomised."),
    ("pt", "Nenhum dos 24 pacientes morreu.", "None of the 24 patients died."),
    ("zh", "63例患者随机分为细胞组(n = 30)。", "63 patients were randomised to cell group (n = 30). "),
    (
        "zh",
        "对照组3例失访,1例死于肺炎",
        "control group 3 patients were lost to follow-up, 1 patients died of pneumonia",
    ),
    ("cs", "Bylo zařazeno 30 pacientů, zemřeli dva.", "Were enrolled 30 patients, died two."),
]
UNTOUCHED = [
    ("de", "Die Alkalische Phosphatase", "The Alkalische Phosphatase"),
    ("de", "Voneinander 1,234 entfernt", "Voneinander 1,234 entfernt"),
    ("es", "Doscientos", "Doscientos"),
    ("pt", "Dosagem", "Dosagem"),
    ("zh", "2012年成人比例", "2012年成人比例"),
]


@pytest.mark.parametrize(("language", "string", "english"), [*CASES, *UNTOUCHED])
def test_words_stand_in_english_where_the_page_has_them(language, string, english):
    text = in_english(Text.of(string), language)
    assert text.string == english
    assert text.span(0, len(text)) == (0, len(string))


def test_every_language_has_its_numbers():
    assert all(in_english(Text.of("x"), language).string == "x" for language in languages())


GERMAN = (
    "<html lang='de'><head><meta charset='utf-8'><title>Stromazellen bei Knieschmerz</title></head><body>"
    "<h1>Eigene Stromazellen bei lange bestehendem Knieschmerz: eine offene Studie</h1><h2>Zusammenfassung</h2>"
    "<p>METHODEN: In diese Studie wurden 27 Patienten eingeschlossen und mit den eigenen Zellen behandelt.</p>"
    "<p>ERGEBNISSE: Nach 12 Monaten waren 17 von 26 Patienten (65,4 %) gebessert, und drei Patienten starben.</p>"
    "</body></html>"
)


def test_a_german_report_gives_its_numbers_in_its_own_words():
    study = record_of(GERMAN).studies[0]
    assert [p.count.value for p in study.participants][:1] == [27]
    improved = next(o for o in study.outcomes if o.events and o.events.value == 17)
    assert improved.percent is not None
    assert (improved.percent.value, improved.percent.text) == (65.4, "65,4")
    assert improved.label.value == improved.label.text


def test_an_english_abstract_on_a_german_page_is_read_as_it_is():
    english = (
        "<p>RESULTS: After 12 months 17 of the 26 patients were improved and three of the patients died of sepsis.</p>"
    )
    page = {"page": GERMAN.replace("</h1><h2>Zusammenfassung</h2>", "</h1><h2>Abstract</h2>" + english)}
    assert 17 in [o["events"] for o in facts_of(page, "outcomes")]
