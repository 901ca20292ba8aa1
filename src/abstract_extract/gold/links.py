"""The gold for linking, read and scored: its pages through the pipeline, their links against what people say."""

from __future__ import annotations

from pathlib import Path

from abstract_extract.batch import extract_all
from abstract_extract.errors import GoldError
from abstract_extract.record import Failure, Record
from abstract_extract.store.links.find import find_links
from abstract_extract.store.links.gold import PAGES, load_gold
from abstract_extract.store.links.scoring import LinkScore, score_links


def score_folder(folder: Path) -> dict[str, LinkScore]:
    """The scores of linking on all, dev and held-out, over one search through all pages of the gold.

    Raises GoldError for gold that is not as it should be, or a page of it that gives no record.
    """
    gold = load_gold(folder)
    linking = find_links(list(zip((report.page for report in gold), _records(folder, gold_pages(folder)), strict=True)))
    return {which: score_links(gold, linking, which) for which in ("all", "dev", "held-out")}


def gold_pages(folder: Path) -> list[Path]:
    """The files of the gold's pages, in its order."""
    return [folder / PAGES / report.page for report in load_gold(folder)]


def _records(folder: Path, paths: list[Path]) -> list[Record]:
    found: list[Record] = []
    for path in paths:
        for result in extract_all([path]):
            if isinstance(result, Failure):
                raise GoldError(f"{path}: {result.failure.reason}")
            found.append(result)
    if len(found) != len(paths):
        raise GoldError(f"{folder}: a file of the gold holds several citations")
    return found
