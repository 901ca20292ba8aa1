"""docs/exports.md tells of every format and every column, and shows what is so."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from abstract_extract import extract_all
from abstract_extract.cli.export import ANNOTATION, Format
from abstract_extract.gold.review_pages import export_pages
from abstract_extract.store import save
from abstract_extract.store.export import FORMATS, export
from abstract_extract.store.export.codebook import allowed, meaning, unit
from abstract_extract.store.export.columns import EVIDENCE
from abstract_extract.store.export.forest import forest_table
from abstract_extract.store.export.programs import meta_tables, metafor_tables
from abstract_extract.store.export.review import Review
from abstract_extract.store.export.tables import Table, tables

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs" / "exports.md"


def page_of_the_readme() -> str:
    (page,) = re.findall(r"^```text\n(.*?)^```$", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE | re.DOTALL)
    return page


def listed(table: Table) -> str:
    lines = [f"### {table.name}\n", "| column | | type | unit | meaning |", "|---|---|---|---|---|"]
    grounded = {column.name.removesuffix("_derived") for column in table.columns if column.part == "derived"}
    for column in (column for column in table.columns if not column.part):
        values = f" One of: {', '.join(allowed(column))}." if allowed(column) else ""
        mark = "•" if column.name in grounded else ""
        lines.append(f"| `{column.name}` | {mark} | {column.kind} | {unit(column) or ''} | {meaning(column)}{values} |")
    return "\n".join(lines) + "\n"


def same_in_docs(request, name: str, wanted: str) -> None:
    """That the part of the docs between these two marks is what the program makes."""
    start, end = f"<!-- {name} -->\n", f"<!-- end of {name} -->\n"
    text = DOCS.read_text("utf-8")
    before, rest = text.split(start)
    found, after = rest.split(end)
    if request.config.getoption("--rewrite-golden"):
        DOCS.write_text(before + start + wanted + end + after, "utf-8")
        pytest.fail(f"{DOCS.name} was written; run again without --rewrite-golden")
    assert found == wanted, f"write {DOCS.name} anew: pytest tests/{Path(__file__).name} --rewrite-golden"


def test_every_column_is_listed(request):
    review = Review(None)  # columns need no database
    every = [*tables(review), forest_table(review), *metafor_tables(review), *meta_tables(review)]
    listings = [listed(table) for table in {table.name: table for table in every}.values()]
    same_in_docs(request, "columns", "\n" + "\n".join(listings) + "\n")


def test_the_examples_are_what_is_made(request, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("page.txt").write_text(page_of_the_readme(), "utf-8")
    save("review.db", extract_all(["page.txt"]))
    for form in ("csv", "metafor", "meta", "revman", "forest", "ris", "jsonl", "markdown"):
        export("review.db", form, Path(form))
    export_pages("review.db", "brat", Path("brat"))
    (annotations,) = Path("brat").glob("*.ann")
    export_pages("review.db", "label-studio", Path("label-studio"))
    (task,) = json.loads(Path("label-studio").read_text("utf-8"))
    tables_shown = [
        "csv/participants",
        "csv/outcomes",
        "metafor/single-arm",
        "meta/metaprop",
        "revman/study-arms",
        "revman/study-results",
    ]
    shown = [
        *(
            block(name, "csv", filled(Path(f"{name}.csv"), evidence=number == 0))
            for number, name in enumerate(tables_shown)
        ),
        block("forest", "csv", filled(Path("forest"), evidence=False)),
        block("ris", "ris", Path("ris").read_text("utf-8").strip() + "\n"),
        block("jsonl, its beginning", "json", Path("jsonl").read_text("utf-8")[:150] + "…\n"),
        block("markdown", "markdown", Path("markdown").read_text("utf-8").split("\n", 2)[2]),
        block("brat, its first lines", "text", "".join(annotations.read_text("utf-8").splitlines(keepends=True)[:4])),
        block("label-studio, its first region", "json", json.dumps(task["annotations"][0]["result"][0]) + "\n"),
    ]
    same_in_docs(request, "examples", "\n" + "\n".join(shown) + "\n")


def block(name: str, language: str, content: str) -> str:
    return f"{name}:\n\n```{language}\n{content}```\n"


def filled(path: Path, *, evidence: bool) -> str:
    """A CSV file without its empty columns."""
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    parts = tuple(f"_{part}" for part in EVIDENCE)
    places = [
        place
        for place, name in enumerate(header)
        if any(row[place] for row in rows) and (evidence or not name.endswith(parts))
    ]
    made = io.StringIO()
    csv.writer(made, lineterminator="\n").writerows([row[place] for place in places] for row in (header, *rows))
    return made.getvalue()


def test_every_format_is_told_of():
    formats = re.findall(r"^\| (`.+?) \|", DOCS.read_text("utf-8"), re.MULTILINE)
    told = {
        name
        for cell in formats[: formats.index("`brat`, `label-studio`") + 1]
        for name in re.findall(r"`([\w-]+)`", cell)
    }
    assert told == {*FORMATS, "brat", "label-studio"} == {form.value for form in Format}
    assert {form.value for form in Format} - set(FORMATS) == {form.value for form in ANNOTATION}


@pytest.mark.parametrize("word", re.findall(r"`(\w[\w-]*\.(?:csv|R|toml))`", DOCS.read_text("utf-8")))
def test_files_that_it_names_are_written(word):
    review = Review(None)
    names = {table.name for table in (*metafor_tables(review), *meta_tables(review))} | {"codebook"}
    assert word in {f"{name}.csv" for name in names} | {"analysis.R"}
