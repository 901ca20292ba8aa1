"""Gold and records in, everything that can be said of them out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from abstract_extract.errors import GoldError

from .calibration import Calibration, calibration
from .counts import RESAMPLES, Scores, score, score_by
from .facts import Facts
from .fields import MODES, TOTAL
from .gains import Change, compare
from .load import Split, in_split, load, pair_pages
from .match import judge
from .verdicts import PageVerdicts, Verdict

GROUPS = {"reader": "reader", "report type": "report_type", "language": "language"}
"""What the pages are grouped by: name shown, attribute of PageVerdicts."""


@dataclass(frozen=True, slots=True)
class Result:
    """One scoring: its pages' verdicts, the figures over all and by group, and the pages that had no record."""

    split: Split
    pages: tuple[PageVerdicts, ...]
    scores: Scores
    groups: dict[str, dict[str, Scores]]

    @property
    def calibration(self) -> Calibration:
        """Whether the records' confidences keep their word."""
        return calibration(self.pages)

    @property
    def without_record(self) -> tuple[PageVerdicts, ...]:
        """The pages that no record was found for, or whose record is a failure."""
        return tuple(page for page in self.pages if not page.has_record)

    def page(self, name: str) -> PageVerdicts:
        """The verdicts on the page of that id, or the beginning of one, or file name. Raises GoldError."""
        found = [page for page in self.pages if page.page.startswith(name) or Path(page.path).stem == name]
        if len(found) != 1:
            raise GoldError(f"{name}: {'no' if not found else len(found)} gold pages of that id or file name")
        return found[0]


def judge_all(gold: Iterable[Facts], records: Iterable[Facts]) -> tuple[PageVerdicts, ...]:
    """The verdicts on every gold page, in the gold's order."""
    return tuple(judge(page, record) for page, record in pair_pages(gold, records))


def score_files(gold: Path, records: Path, split: Split = "all", *, resamples: int = RESAMPLES) -> Result:
    """The score of the records of a file or folder against the gold of another. Raises GoldError."""
    pages = judge_all(gold_pages(gold, split), load(records))
    groups = {
        shown: score_by(pages, lambda page, key=key: str(getattr(page, key)), resamples=0)  # type: ignore[misc]
        for shown, key in GROUPS.items()
    }
    return Result(split, pages, score(pages, resamples=resamples), groups)


def gold_pages(gold: Path, split: Split) -> list[Facts]:
    """The gold of one split. Raises GoldError where there is none."""
    pages = in_split(load(gold), split, gold if gold.is_dir() else gold.parent)
    if not pages:
        raise GoldError(f"{gold}: no gold page in the {split} split")
    return pages


def changes(result: Result, gold: Path, older: Path) -> list[Change]:
    """What the scored records gained and lost against older records of the same gold."""
    before = judge_all(gold_pages(gold, result.split), load(older))
    return [compare(result.pages, before, mode) for mode in ("exact", "value")]


def to_json(result: Result, against: Sequence[Change] = ()) -> dict[str, Any]:
    """The result as JSON values; absent figures are null."""
    return {
        "split": result.split,
        **_scores_json(result.scores),
        "calibration": {
            "facts": result.calibration.count,
            "error": result.calibration.error,
            "bins": [asdict(one) for one in result.calibration.bins],
        },
        "without_record": [page.page for page in result.without_record],
        "by": {
            shown.replace(" ", "_"): {name: _scores_json(scores) for name, scores in groups.items()}
            for shown, groups in result.groups.items()
        },
        "by_page": {
            page.page: {
                mode: {"right": right, "gold": gold, "found": found} for mode, (right, gold, found) in totals.items()
            }
            for page, totals in ((page, _totals(page)) for page in result.pages)
        },
        "against": [
            {
                "mode": change.mode,
                "gained": [verdict_json(verdict) for verdict in change.gained],
                "lost": [verdict_json(verdict) for verdict in change.lost],
                "spurious": change.spurious_now,
                "spurious_before": change.spurious_before,
            }
            for change in against
        ],
    }


def verdict_json(verdict: Verdict) -> dict[str, Any]:
    """A verdict as JSON values, without what is absent."""
    flat = {key: value for key, value in asdict(verdict).items() if value not in (None, "")}
    for side in ("gold", "found"):
        if side in flat:
            flat[side] = {key: value for key, value in flat[side].items() if value is not None}
    return flat


def _totals(page: PageVerdicts) -> dict[str, tuple[int, int, int]]:
    scores = score([page], resamples=0)
    return {mode: (figure.right, figure.gold, figure.found) for mode, figure in scores.fields.get(TOTAL, {}).items()}


def _scores_json(scores: Scores) -> dict[str, Any]:
    return {
        "pages": scores.pages,
        "records": scores.records,
        "fields": {
            name: {mode: asdict(by_mode[mode]) for mode in MODES if mode in by_mode}
            for name, by_mode in scores.fields.items()
        },
    }
