"""Parts of pages that any reader may meet: titles among a site's words, Markdown, tables in running text."""

from __future__ import annotations

import pytest

from abstract_extract.page import Page, Role, Source
from abstract_extract.read import read
from abstract_extract.read.citation import own_registry_ids
from abstract_extract.read.loose_tables import table_runs
from abstract_extract.read.plain import text_lines


def page_of_text(text: str) -> Page:
    return read(Source("0", "a.txt", text, "utf-8"))


def test_the_title_is_the_line_above_the_authors() -> None:
    page = page_of_text(
        "Care for the heart of all our readers\nCells for the heart after an infarction: a trial\nSmith J, Jones AB, Brown C\n\n"
        "Abstract\nTen patients were given cells into the heart and were followed for one year.\n"
    )
    assert page.title == "Cells for the heart after an infarction: a trial"


def test_headings_and_tables_of_markdown() -> None:
    page = page_of_text(
        "# Cells for stiff shoulders: a small trial\n\n## What we did\nTwelve patients were given **2 x 10^6** cells "
        "and were followed for one year.\n\n## Harms\n| event | cells | saline |\n|---|---|---|\n| fever | 2 | 1 |\n| pain | 3 | 0 |\n"
        "\nNo patient in either group was taken to the hospital again.\n"
    )
    assert page.title == "Cells for stiff shoulders: a small trial"
    assert [(block.label, block.text.string) for block in page.blocks if block.role is Role.TABLE] == [
        ("Harms", "event | cells | saline"),
        ("Harms", "fever | 2 | 1"),
        ("Harms", "pain | 3 | 0"),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        "Author | Smith J",
        "Author | Smith J\nJournal | Cell Letters\nYear | 2019",
        "Home | About | Contact\nLog in | Help | English",
    ],
)
def test_fields_and_menus_are_no_tables(rows: str) -> None:
    lines = text_lines(rows)
    assert table_runs(lines, 0, len(lines)) == []


@pytest.mark.parametrize(
    ("sentence", "own"),
    [
        ("This series is followed by a trial in 30 women (NCT02062931).", False),
        ("A controlled trial with 40 patients is being set up (NCT02062931).", False),
        ("The comparative trial (NCT02062931) will tell more.", False),
        ("Eine Zulassungsstudie mit 120 Kranken läuft an (NCT02062931).", False),
        ("Un ensayo de 80 pacientes está en marcha (NCT02062931).", False),
        ("Um estudo maior está em andamento (NCT02062931).", False),
        ("Un essai de phase 3 est en cours (NCT02062931).", False),
        ("Everybody was invited to a long-term follow-up study (NCT02062931).", False),
        ("The trial was registered (NCT02062931).", True),
        ("In this open trial 12 patients were treated (NCT02062931).", True),
        ("El ensayo se registró con el número NCT02062931.", True),
        ("Die Studie wurde registriert (NCT02062931).", True),
    ],
)
def test_numbers_of_trials_to_come_are_not_the_page_s_own(sentence: str, own: bool) -> None:
    assert bool(own_registry_ids(sentence)) is own


def test_numbers_beside_the_paper_s_own_doi_are_its_own() -> None:
    page = page_of_text(
        "Cells for stiff shoulders: a small trial in one town\nTendon Ther 2020;6(3):201-212. doi: 10.5555/tb.2020.0119 PMID: 32655981 "
        "KCT0003091\n\nAbstract\nTwelve patients were given cells and were followed for a year. Phase 2: NCT04889213, n = 88.\n\n"
        "References\n1 Peters KM. Cells in 80 women. J Urol 2014;192:469. doi:10.1016/j.juro.2014.02.047 PMID: 18204798\n"
    )
    assert page.identifiers.registry == ("KCT0003091",)
    assert (page.identifiers.doi, page.identifiers.pmid) == ("10.5555/tb.2020.0119", "32655981")
