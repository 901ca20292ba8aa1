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
    ("ru", "Включено 60 больных; умерли трое.", "Were enrolled 60 patients; died three."),
    ("ru", "Через 12 мес. у 19 (82,6 %) — рецидив.", "At 12 months in 19 (82.6 %) — relapse."),
    ("ru", "Двадцать два пациента не явились на осмотр.", "Twenty-two patient did not return."),
    ("ko", "56명을 무작위 배정하였다(세포군 28명)", "56 patients were randomised to (cell group 28 patients)"),
    ("ko", "두 명이 사망하였다.", "two patients died."),
    ("ko", "24개월 추시를 마쳤다.", "24 months completed follow-up."),
    (
        "es",
        "Se valoró a 87 pacientes; dos no llegaron a infiltrarse.",
        "Were screened 87 patients; two did not receive.",
    ),
    ("pt", "Evoluíram a óbito dois; um mudou-se.", "Died two; one moved away."),
    ("fr", "Deux ont retiré leur consentement.", "Two withdrew consent."),
    ("it", "Tre non sono stati più rivisti.", "Three did not return."),
    ("pl", "Kontakt urwał się z dwoma chorymi.", "Were lost to follow-up two patients."),
    ("uk", "Під спостереженням перебувало 64 пацієнти.", "Were enrolled 64 patients."),
    ("tr", "İki hasta onamını geri çekti.", "Two patients withdrew consent."),
]
UNTOUCHED = [
    ("de", "Die Alkalische Phosphatase", "The Alkalische Phosphatase"),
    ("de", "Voneinander 1,234 entfernt", "Voneinander 1,234 entfernt"),
    ("es", "Doscientos", "Doscientos"),
    ("pt", "Dosagem", "Dosagem"),
    ("zh", "2012年成人比例", "2012年成人比例"),
    ("ru", "Двадцатка", "Двадцатка"),
    ("ru", "Годный 1,234", "Годный 1,234"),
    ("ko", "증후군", "증후군"),
    ("ko", "2012년 3월", "2012년 3월"),
    ("it", "anche questo", "also this"),
    ("es", "Volverán", "Volverán"),
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
