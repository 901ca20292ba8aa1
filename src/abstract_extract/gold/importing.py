"""Annotations in, gold out: each record is read back from its page before it is written."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from abstract_extract.errors import GoldError
from abstract_extract.score.facts import Facts, read_facts
from abstract_extract.score.load import load, load_json

from .quoted import read_quoted
from .readback import readback


def import_quoted(given: Path, pages: Path) -> list[dict[str, Any]]:
    """The gold records of a folder of quoted annotations, or of one file, in order of their names. Raises GoldError."""
    if not given.exists():
        raise GoldError(f"{given}: no such file or folder")
    files = sorted(given.glob("*.json")) if given.is_dir() else [given]
    if not files:
        raise GoldError(f"{given}: no annotation (*.json) here")
    records = [read_quoted(file, pages) for file in files]
    for file, record in zip(files, records, strict=True):
        source = (pages / record["page"]["path"]).read_bytes().decode(record["page"]["encoding"], errors="replace")
        check(record, source, str(file))
    _no_page_twice(records, files)
    return records


def load_annotations(given: Path, pages: Path) -> list[Facts]:
    """The facts of a set of annotations: quoted ones in a folder of JSON files, else gold records. Raises GoldError."""
    if given.suffix != ".jsonl":
        _, first = next(load_json(given))
        if isinstance(first.get("page"), dict) and "id" not in first["page"]:
            return [read_facts(record, str(given)) for record in import_quoted(given, pages)]
    return load(given)


def check(record: dict[str, Any], source: str, name: str) -> None:
    """Raises GoldError, naming page and span, where a value does not read its text."""
    misread = readback(record, source)
    if misread:
        raise GoldError(f"{name}: page {record['page']['id']}: {len(misread)} values do not align, first {misread[0]}")


def write_gold(records: Sequence[dict[str, Any]], out: Path) -> int:
    """Writes records to a .jsonl file, or to a folder as one `<page id>.json` each; gives how many."""
    if out.suffix == ".jsonl":
        write_lines(records, out)
        return len(records)
    out.mkdir(parents=True, exist_ok=True)
    for record in records:
        text = json.dumps(record, ensure_ascii=False, indent=1) + "\n"
        (out / f"{record['page']['id']}.json").write_text(text, "utf-8", newline="\n")
    return len(records)


def write_lines(objects: Iterable[dict[str, Any]], path: Path) -> None:
    """Writes JSON Lines: one object a line, UTF-8."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(one, ensure_ascii=False) + "\n" for one in objects]
    path.write_text("".join(lines), "utf-8", newline="\n")


def _no_page_twice(records: Iterable[dict[str, Any]], files: Iterable[Path]) -> None:
    seen: dict[str, Path] = {}
    for record, file in zip(records, files, strict=True):
        page = record["page"]["id"]
        if page in seen:
            raise GoldError(f"{file}: annotates page {page}, as {seen[page]} does already")
        seen[page] = file
