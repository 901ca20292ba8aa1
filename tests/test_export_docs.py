"""docs/exports.md tells of every format and every column, and shows what is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from abstract_extract import extract
from abstract_extract.cli.export import ANNOTATION, Format
from abstract_extract.store.decided import DecidedRecord
from abstract_extract.store.export import FORMATS
from abstract_extract.store.export.codebook import allowed, meaning, unit
from abstract_extract.store.export.forest import forest_table
from abstract_extract.store.export.programs import meta_tables, metafor_tables
from abstract_extract.store.export.review import Review
from abstract_extract.store.export.ris import reference
from abstract_extract.store.export.tables import Table, tables

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs" / "exports.md"
START, END = "<!-- columns -->\n", "<!-- end of columns -->\n"


def listed(table: Table) -> str:
    lines = [f"### {table.name}\n", "| column | | type | unit | meaning |", "|---|---|---|---|---|"]
    grounded = {column.name.removesuffix("_derived") for column in table.columns if column.part == "derived"}
    for column in (column for column in table.columns if not column.part):
        values = f" One of: {', '.join(allowed(column))}." if allowed(column) else ""
        mark = "•" if column.name in grounded else ""
        lines.append(f"| `{column.name}` | {mark} | {column.kind} | {unit(column) or ''} | {meaning(column)}{values} |")
    return "\n".join(lines) + "\n"


def test_every_column_is_listed(request):
    review = Review(None)  # columns need no database
    every = [*tables(review), forest_table(review), *metafor_tables(review), *meta_tables(review)]
    wanted = "\n" + "\n".join(listed(table) for table in {table.name: table for table in every}.values()) + "\n"
    text = DOCS.read_text("utf-8")
    before, rest = text.split(START)
    found, after = rest.split(END)
    if request.config.getoption("--rewrite-golden"):
        DOCS.write_text(before + START + wanted + END + after, "utf-8")
        pytest.fail(f"{DOCS.name} was written; run again without --rewrite-golden")
    assert found == wanted


def test_every_format_is_told_of():
    formats = re.findall(r"^\| (`.+?) \|", DOCS.read_text("utf-8"), re.MULTILINE)
    told = {
        name
        for cell in formats[: formats.index("`brat`, `label-studio`") + 1]
        for name in re.findall(r"`([\w-]+)`", cell)
    }
    assert told == {*FORMATS, "brat", "label-studio"} == {form.value for form in Format}
    assert {form.value for form in Format} - set(FORMATS) == {form.value for form in ANNOTATION}


def test_the_reference_shown_is_the_reference_made():
    (page,) = re.findall(r"^```text\n(.*?)^```$", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE | re.DOTALL)
    (shown,) = re.findall(r"^```text\n(.*?)^```$", DOCS.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    made = reference(DecidedRecord("a", extract(page))).replace("\r\n", "\n")
    assert made.startswith(shown)


@pytest.mark.parametrize("word", re.findall(r"`(\w[\w-]*\.(?:csv|R|toml))`", DOCS.read_text("utf-8")))
def test_files_that_it_names_are_written(word):
    review = Review(None)
    names = {table.name for table in (*metafor_tables(review), *meta_tables(review))} | {"codebook"}
    assert word in {f"{name}.csv" for name in names} | {"analysis.R"}
