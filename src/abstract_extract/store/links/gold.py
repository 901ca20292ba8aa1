"""The gold for linking: pages in families, each page with the trial that it reports, and what makes it hard.

`reports.csv` has a line a page: `page` (a file's name under `pages/`), `family` (pages that could be mistaken for one
another), `trial` (empty for a page that reports none of its own) and `turn` (what the page is there for). Two pages of
one trial are a pair; any other two of a family are a near miss. A family lies in one half of the gold, by a hash of its
name; `opened.txt` lists those of the held-out half whose errors somebody has looked at, and which count as dev since.
"""

from __future__ import annotations

import csv
import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from abstract_extract.errors import GoldError

REPORTS = "reports.csv"
PAGES = "pages"
OPENED = "opened.txt"
_COLUMNS = ["page", "family", "trial", "turn"]

Half = Literal["dev", "held-out"]


@dataclass(frozen=True, slots=True)
class GoldReport:
    """A page of the gold, the trial that it reports (None for none), and what it is there for."""

    page: str
    family: str
    trial: str | None
    turn: str
    half: Half


def half_of(family: str) -> Half:
    """The half of a family: of its name alone, so that nobody chose it.

    >>> half_of("knee-cord"), half_of("palsy-cord")
    ('dev', 'held-out')
    """
    return "dev" if int(hashlib.sha256(family.encode()).hexdigest(), 16) % 2 == 0 else "held-out"


def load_gold(folder: Path) -> list[GoldReport]:
    """The pages of the gold in a folder.

    Raises GoldError where a file is missing or a line is not as it should be, with the file and the line.
    """
    path = folder / REPORTS
    if not path.is_file():
        raise GoldError(f"{path}: no such file (the gold for linking is a {REPORTS} beside a folder {PAGES})")
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines, strict=True)
        if reader.fieldnames != _COLUMNS:
            raise GoldError(f"{path}: its columns are {reader.fieldnames}, not {_COLUMNS}")
        opened = _opened(folder)
        reports = [_report(row, f"{path}:{reader.line_num}", folder, opened) for row in reader]
    names = [report.page for report in reports]
    if len(set(names)) != len(names):
        raise GoldError(f"{path}: a page stands there twice")
    return reports


def _opened(folder: Path) -> frozenset[str]:
    path = folder / OPENED
    lines = path.read_text("utf-8").splitlines() if path.is_file() else []
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def _report(row: dict[str, str], place: str, folder: Path, opened: frozenset[str]) -> GoldReport:
    if None in row.values() or not row["page"] or not row["family"]:
        raise GoldError(f"{place}: a page and a family are needed, and four columns")
    if not (folder / PAGES / row["page"]).is_file():
        raise GoldError(f"{place}: there is no {PAGES}/{row['page']}")
    half: Half = "dev" if row["family"] in opened else half_of(row["family"])
    return GoldReport(row["page"], row["family"], row["trial"] or None, row["turn"], half)
