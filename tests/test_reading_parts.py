"""Parts of pages that any reader may meet: titles among a site's words, Markdown, tables in running text."""

from __future__ import annotations

import pytest

from abstract_extract.page import Page, Role, Source
from abstract_extract.read import read
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
