"""What the command `export` does: pages run first where some are given, then the files, then a line for each."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from abstract_extract.cli import FAILURES
from abstract_extract.cli.output import STANDARD_OUTPUT, console


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the arguments of `export` ask for."""

    run: list[str]
    form: str
    out: Path
    db: str
    unit: str
    pages: Path | None
    is_annotation: bool


def export_review(wanted: Wanted) -> int:
    """Exports, and returns the exit status: 1 where a page that was to be run first gave no record.

    Raises ExportError for an output that does not fit, StoreError for a database that cannot be used.
    """
    status = _run(wanted) if wanted.run else 0
    written = _write(wanted)
    if str(wanted.out) != STANDARD_OUTPUT:
        people = console()
        for path in written:
            people.print(str(path), markup=False)
    return status


def _run(wanted: Wanted) -> int:
    from abstract_extract.cli.run import Wishes, run_pages

    wishes = Wishes(db=wanted.db, jsonl=None, workers=None, table=False, progress=True, quiet=True)
    status = run_pages(wanted.run, wishes)
    if status == FAILURES:
        console(stderr=True).print(f"some pages gave no record: see the table failures of {wanted.db}", markup=False)
    return status


def _write(wanted: Wanted) -> list[Path]:
    if wanted.is_annotation:
        from abstract_extract.gold.review_pages import export_pages

        export_pages(wanted.db, wanted.form, wanted.out, wanted.pages)
        return [wanted.out]
    from abstract_extract.store.export import export

    return export(wanted.db, wanted.form, wanted.out, wanted.unit)
