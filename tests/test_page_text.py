"""Text of pages that is easily lost or mixed up: narrow columns, headings on the text's own line, labels and numbers."""

from __future__ import annotations

import pytest

from abstract_extract.page import Page, Role, Source
from abstract_extract.read import read
from abstract_extract.read.chrome import abstract_start, is_keywords, tells_of_others
from abstract_extract.read.labelled import labelled_identifiers
from abstract_extract.read.plain import text_lines
from abstract_extract.read.titles import labelled_title

COLUMN = """\
Abstract. We offered a marrow
graft to every patient whose leg ul-
cer had stood open for more than
a year. Twenty-three agreed, three of
them for both legs, so that 26 legs
were grafted. Hip ache was felt by
ten patients; nobody was lost.
"""


def page_of_text(text: str) -> Page:
    return read(Source("0", "a.txt", text, "utf-8"))


def abstract_of(page: Page) -> str:
    return " ".join(block.text.string for block in page.blocks if block.role is Role.ABSTRACT)


def test_a_narrow_column_is_one_text() -> None:
    (line,) = text_lines(COLUMN)
    assert "leg ulcer had stood" in line.string
    assert "three of them for both legs, so that 26 legs were grafted" in line.string


@pytest.mark.parametrize(
    "text",
    [
        "Home\nAbout the unit\nPatients and carers\nResearch\nCytotherapy lab\nContact us\nlog in",
        "- ten patients were treated\n- nine came back after a year\n- two had fever\n- one died\n- none had cancer\n- all were men",
        "Patients, n | 21\nHips, n | 24\nreviewed | 20\nlost | 1\ndied | 0\nof these | 2",
    ],
)
def test_lists_and_tables_are_no_columns(text: str) -> None:
    assert len(text_lines(text)) == len(text.split("\n"))


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("the trial was an intra-individual, patch-by-\npatch comparison of two ways of seeding", "patch-by-patch"),
        ("the patients were given the cells by an intra-\nvenous line and were watched for a day", "intravenous"),
        ("Прооперировано 37 пациен-\nтов с последствиями ожогов глаз", "пациентов"),
    ],
)
def test_words_broken_at_the_end_of_a_line(text: str, joined: str) -> None:
    (line,) = text_lines(text)
    assert joined in line.string


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("Abstract: Ten patients were given cells and were followed for one year. " + "None of them died. " * 6, "Ten"),
        (
            "SUMMARY. Thirty-seven eyes were operated on and were followed for one year. " + "None was lost. " * 6,
            "Thirty",
        ),
        ("Resumo: Dos 53 pacientes triados, 31 foram incluídos e sorteados em dois grupos. " * 2, "Dos"),
        ("РЕЗЮМЕ. Прооперировано 37 больных с последствиями ожогов. " * 4 + "Из них 3 не явились на осмотр.", None),
        ("Abstract: see below.", None),
        ("Summary of the trials that have been done so far: " + "ten patients were given cells. " * 6, None),
        ("Abstracts of the meeting: " + "ten patients were given cells and followed. " * 6, None),
    ],
)
def test_an_abstract_that_begins_on_the_line_of_its_heading(line: str, rest: str | None) -> None:
    start = abstract_start(line)
    if rest is None:
        assert start is None or line[start:].startswith("Прооперировано")
    else:
        assert start is not None
        assert line[start:].startswith(rest)


def test_a_counter_among_the_fields_does_not_end_the_page() -> None:
    page = page_of_text(
        "Repository of the University of the Valley\nType: Thesis\nDownloads: 412   Views: 1,907\n\n"
        "Resumo: Dos 53 pacientes triados, 31 foram incluídos e sorteados em terapia celular (n=16) e controle (n=15); "
        "as células foram injetadas na artéria hepática.\n\nPalavras-chave: cirrose; terapia celular\n"
        "Itens relacionados: Infusão portal de células em 9 hepatopatas\n"
    )
    assert abstract_of(page).startswith("Dos 53 pacientes")
    assert "Palavras" not in abstract_of(page)
    assert "hepatopatas" not in abstract_of(page)


@pytest.mark.parametrize(
    ("string", "keywords", "others"),
    [
        ("Słowa kluczowe: suche oko; egzosomy", True, False),
        ("キーワード：頚髄損傷、再生医療", True, False),
        ("Polecane: ACT34 – 167 chorych", False, True),
        ("Related: 416 Bulkamid in 200 women", False, True),
        ("Related donors gave the marrow of ten patients.", False, False),
        ("The key to this was the word of the patient.", False, False),
    ],
)
def test_lines_of_key_words_and_of_other_papers(string: str, *, keywords: bool, others: bool) -> None:
    assert (is_keywords(string), tells_of_others(string)) == (keywords, others)


@pytest.mark.parametrize(
    ("lines", "pmid", "doi", "registry"),
    [
        (["PubMed ID", "37550312"], "37550312", None, ()),
        (["Unique Identifier", "28320635"], "28320635", None, ()),
        (["PMID: NLM35772290."], "35772290", None, ()),
        (["035 | |a (PubMed)28448728"], "28448728", None, ()),
        (["Enlace del recurso: | https://doi.org/10.20453/reh.v30i2.7761 |"], None, "10.20453/reh.v30i2.7761", ()),
        (
            ["Literatur", "1. Bahk JY (2010) Cells", "DOI https://doi.org/10.1007/s99120-017-0446-y"],
            None,
            "10.1007/s99120-017-0446-y",
            (),
        ),
        (
            ["About this paper: NCT03099239      PMID 32531111      doi 10.1002/ndct.19-0434"],
            "32531111",
            "10.1002/ndct.19-0434",
            (),
        ),
        (["Essai : NCT01523522"], None, None, ("NCT01523522",)),
        (
            ["Schlüsselwörter: Zellen · Deutsches Register Klinischer Studien: DRKS00004318"],
            None,
            None,
            ("DRKS00004318",),
        ),
        (
            ["numbers are links: NCT01290367 (this article); NCT02412735 (follow-on phase 3)"],
            None,
            None,
            ("NCT01290367",),
        ),
        # Other papers' and trials' numbers.
        (["2 Carr LK. 1-year follow-up of 8 women. Int Urogynecol J 2008;19:881. PMID 18204798"], None, None, ()),
        (["Related trials", "NCT04224207: 32 patients"], None, None, ()),
        (["Expanded access, NCT number: NCT04657458"], None, None, ()),
        (["Cells for 12 patients, open · Enrollment 12 · NCT01813279"], None, None, ()),
        (["Min K. Cord blood therapy, 105 enrolled. Stem Cells 31:581-591. NCT01193660."], None, None, ()),
        (["DOI: 10.1000/a.1", "DOI: 10.1000/b.2"], None, None, ()),
    ],
)
def test_numbers_behind_labels(lines: list[str], pmid: str | None, doi: str | None, registry: tuple[str, ...]) -> None:
    found = labelled_identifiers(lines)
    assert (found.pmid, found.doi, found.registry) == (pmid, doi, registry)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "Título: Células da medula óssea na cirrose: estudo randomizado",
            "Células da medula óssea na cirrose: estudo randomizado",
        ),
        (
            "タイトル One knee, other knee: synovial stem cells against sham",
            "One knee, other knee: synovial stem cells against sham",
        ),
        ("Title\nCord cells for the knee: a trial of three doses", "Cord cells for the knee: a trial of three doses"),
        ("Title page, contents and list of tables of the thesis", None),
        ("Title: no", None),
    ],
)
def test_titles_behind_labels(text: str, title: str | None) -> None:
    found = labelled_title(text_lines(text))
    assert (found[1].string if found else None) == title


def test_a_catalogue_record_kept_in_tags() -> None:
    page = page_of_text(
        "State Libraries\nBook Bag: 0 items\nCells for the jaw: survival of 118 implants\n"
        "Format: | Article\nLanguage: | English\nPublished: | 2008\nLEADER | 00000caa a22000002c 4500\n"
        "245 | 1 | 0 | |a Cells for the jaw: survival of 118 implants |c F. Trautwein\n"
        "520 | |a Thirty-two adults were treated with cells of their own and were followed for three years. Two were lost.\n"
        "912 | |a GBV_NLM\n"
    )
    assert page.title == "Cells for the jaw: survival of 118 implants"
    assert abstract_of(page).startswith("Thirty-two adults")
