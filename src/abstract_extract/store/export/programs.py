"""Folders for the programs that pool counts: R's metafor and meta, each with a script that runs on the tables."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from .counts import PATIENTS
from .csv_files import write_table
from .files import writing
from .pooled import Names, arms_table, left_out_table, single_arm_table, two_by_two_table
from .review import Review
from .tables import Table

METAFOR = Names("slab", group=("xi", "ni"), experimental=("ai", "n1i"), comparator=("ci", "n2i"), others=("bi", "di"))
META = Names("studlab", group=("event", "n"), experimental=("event.e", "n.e"), comparator=("event.c", "n.c"))
SCRIPT = "analysis.R"


def metafor_tables(review: Review, unit: str = PATIENTS) -> list[Table]:
    """The tables for metafor's `escalc`: `xi ni` of single arms, `ai bi ci di n1i n2i` of pairs; and the rest."""
    return [
        single_arm_table(review, "single-arm", METAFOR, unit),
        two_by_two_table(review, "two-by-two", METAFOR, unit),
        left_out_table(review, unit),
    ]


def meta_tables(review: Review, unit: str = PATIENTS) -> list[Table]:
    """The tables for meta's `metaprop`, `metabin` and `pairwise`; and the rest."""
    return [
        single_arm_table(review, "metaprop", META, unit),
        two_by_two_table(review, "metabin", META, unit),
        arms_table(review, "pairwise", META, unit),
        left_out_table(review, unit),
    ]


def write_metafor(review: Review, out: Path, unit: str = PATIENTS) -> Iterator[Path]:
    """Metafor's tables and a script that pools them, in the folder `out`. Raises ExportError."""
    yield from _write(metafor_tables(review, unit), "analysis.R", out)


def write_meta(review: Review, out: Path, unit: str = PATIENTS) -> Iterator[Path]:
    """Meta's tables and a script that pools them, in the folder `out`. Raises ExportError."""
    yield from _write(meta_tables(review, unit), "analysis_meta.R", out)


def _write(tables: list[Table], script: str, out: Path) -> Iterator[Path]:
    for table in tables:
        yield write_table(table, out / f"{table.name}.csv")
    path = out / SCRIPT
    with writing(path) as file:
        file.write((files(__package__) / script).read_bytes())
    yield path
