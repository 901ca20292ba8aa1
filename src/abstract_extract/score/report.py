"""The score as one HTML file that stands alone: figures, confusions, and every value that is not right in its sentence.

Nothing is loaded from elsewhere, and the file's own policy forbids it: only its one style and its one script, by
their hashes, and the drawing inside it.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from .charts import bars, reliability
from .fields import COUNTED, STATUSES, TOTAL
from .gains import COMPARED
from .scoring import Result
from .sentences import Marked, read_source, sentence
from .table import side
from .verdicts import Verdict

CONFUSED = {
    "participants.status": "Status of participants",
    "arms.role": "Role of arms",
    "outcomes.kind": "Kind of outcomes",
    "report_type": "Report type",
}
ABSENT = "—"
"""In a confusion: the gold, or the record, has no such item."""
_NOT_DRAWN = frozenset(f"participants.{status}" for status in STATUSES) | {"studies"}


@dataclass(frozen=True, slots=True)
class Confusion:
    """How often the record says `columns` where the gold says `rows`."""

    title: str
    labels: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One value that is not exactly right, for the report's long table."""

    page: str
    verdict: Verdict
    gold: str
    found: str
    is_value_right: bool
    pieces: tuple[Marked, ...]


def write_report(result: Result, out: Path, pages: Path, title: str) -> None:
    """Writes the report of a scoring to `out`; sentences come from the raw pages in the folder `pages`."""
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    files = resources.files(__package__)
    style, script = (files.joinpath(name).read_text("utf-8") for name in ("report.css", "report.js"))
    names = [name for name in result.scores.fields if name not in _NOT_DRAWN]
    loader = PackageLoader("abstract_extract.score", ".")
    template = Environment(loader=loader, autoescape=True, undefined=StrictUndefined).get_template("report.html.j2")
    page = template.render(
        title=title,
        result=result,
        total=TOTAL,
        chart=base64.b64encode(bars(result.scores, names).encode()).decode(),
        calibration=result.calibration,
        reliability=base64.b64encode(reliability(result.calibration).encode()).decode()
        if result.calibration.count
        else "",
        confusions=[*(confusion(result, field) for field in CONFUSED), arm_confusion(result)],
        findings=findings(result, pages),
        policy=_policy(style, script),
        style=Markup(style),  # noqa: S704 (the package's own files)
        script=Markup(script),  # noqa: S704
    )
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(page, "utf-8", newline="\n")


def confusion(result: Result, field: str) -> Confusion:
    """Which choices are taken for which, over items matched by their values; unmatched items stand under —."""
    pairs: Counter[tuple[str, str]] = Counter()
    for page in result.pages:
        for verdict in page.verdicts["value"]:
            if verdict.field == field:
                pairs[str(verdict.gold or ABSENT), str(verdict.found or ABSENT)] += 1
    return _confusion(CONFUSED[field], pairs)


def arm_confusion(result: Result) -> Confusion:
    """Whose values are taken for whose, over values of matched items."""
    verdicts = (verdict for page in result.pages for verdict in page.verdicts["value"])
    return _confusion(
        "Arm of values",
        Counter(one.arms for one in verdicts if one.arms and one.field in COUNTED and one.gold and one.found),
    )


def _confusion(title: str, pairs: Counter[tuple[str, str]]) -> Confusion:
    seen = {label for pair in pairs for label in pair}
    labels = tuple(sorted(seen - {ABSENT})) + ((ABSENT,) if ABSENT in seen else ())
    rows = tuple(
        (label, tuple(pairs[label, other] for other in labels))
        for label in labels
        if any(row == label for row, _ in pairs) or title in CONFUSED.values()
    )
    return Confusion(title, labels, rows)


def findings(result: Result, pages: Path) -> list[Finding]:
    """Every value that is not exactly right, in the order of pages and record."""
    found: list[Finding] = []
    for page in result.pages:
        source = read_source(page, pages)
        by_value = {verdict.fact: verdict.call for verdict in page.verdicts["value"] if verdict.in_gold}
        for verdict in page.verdicts["exact"]:
            if verdict.call == "right" or verdict.field not in COMPARED:
                continue
            pieces = tuple(sentence(source, verdict)) if source else ()
            is_right = verdict.in_gold and by_value.get(verdict.fact) == "right"
            found.append(Finding(page.path, verdict, side(verdict, "gold"), side(verdict, "found"), is_right, pieces))
    return found


def _policy(style: str, script: str) -> str:
    allowed = f"style-src {_hash(style)}; script-src {_hash(script)}; img-src data:"
    return f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
