"""The formats that a review leaves the database in, by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from abstract_extract.errors import ExportError

from .counts import PATIENTS
from .files import STANDARD_OUTPUT
from .review import reading


@dataclass(frozen=True, slots=True)
class Format:
    """A format: what it is for, the function that writes it (loaded when it is asked for), and what it writes.

    `is_text` says that it is one text file, which may go to standard output; `is_counted` that it takes a unit;
    `may_be_zip` that its folder may be an archive instead.
    """

    module: str
    function: str
    says: str
    is_folder: bool = False
    is_text: bool = False
    is_counted: bool = False
    may_be_zip: bool = False


FORMATS = {
    "forest": Format("forest", "write_forest", "counts with estimates, ready to plot", is_text=True, is_counted=True),
    "metafor": Format("programs", "write_metafor", "R's metafor", is_folder=True, is_counted=True),
    "meta": Format("programs", "write_meta", "R's meta", is_folder=True, is_counted=True),
    "revman": Format("revman", "write_revman", "RevMan Web", is_folder=True, is_counted=True, may_be_zip=True),
    "csv": Format("csv_files", "write_csv", "all tables and a codebook", is_folder=True),
    "xlsx": Format("workbook", "write_workbook", "all tables in a workbook"),
    "parquet": Format("parquet", "write_parquet", "all tables, typed", is_folder=True),
    "jsonl": Format("json_lines", "write_json_lines", "records after decisions", is_text=True),
    "ris": Format("ris", "write_ris", "references with notes", is_text=True),
    "markdown": Format("markdown", "write_markdown", "characteristics of studies", is_text=True),
    "docx": Format("word", "write_word", "characteristics of studies"),
}


def export(database: str, name: str, out: Path, unit: str = PATIENTS) -> list[Path]:
    """Writes the review of a database (a path or a SQLAlchemy URL) in a format; gives the files that it wrote.

    `out` is a file or, for a format of several files, a folder; `-` is standard output, for formats that are one text
    file. The same database gives the same bytes.

    Raises ExportError for a format or an `out` that does not fit, StoreError for a database that cannot be used.
    """
    if name not in FORMATS:
        raise ExportError(f"{name}: no such format; there are {', '.join(FORMATS)}")
    form = FORMATS[name]
    is_zip = form.may_be_zip and out.suffix.lower() == ".zip"
    check_out(name, out, is_folder=form.is_folder and not is_zip, is_text=form.is_text)
    write: Callable[..., Iterator[Path]] = getattr(import_module(f".{form.module}", __package__), form.function)
    with reading(database) as review:
        return list(write(review, out, unit) if form.is_counted else write(review, out))


def check_out(name: str, out: Path, *, is_folder: bool, is_text: bool) -> None:
    """Raises ExportError where a format cannot be written to `out`."""
    if out == STANDARD_OUTPUT and not is_text:
        what = "a folder" if is_folder else "a file that is no text"
        raise ExportError(f"{name} is {what} and cannot go to standard output: name one with --out")
    if is_folder and out.is_file():
        raise ExportError(f"{out} is a file, and {name} is a folder of files: name another with --out")
    if not is_folder and out.is_dir():
        raise ExportError(f"{out} is a folder, and {name} is one file: name a file with --out")
