"""Gold and records from files: a folder of JSON files, or JSON Lines; pages found again by id or file name."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

from abstract_extract.errors import GoldError

from .facts import Facts, read_facts

Split = Literal["dev", "test", "all"]
NOT_GOLD = frozenset({"splits.json", "floors.json", "right.json"})
"""Files of a gold folder that hold no record."""


def gold_files(folder: Path) -> list[Path]:
    """The gold records of a folder, sorted by name."""
    return sorted((path for path in folder.glob("*.json") if path.name not in NOT_GOLD), key=lambda path: path.name)


def load(path: Path) -> list[Facts]:
    """The records of a folder (of .json and .jsonl files) or of one such file, in order. Raises GoldError."""
    return [read_facts(record, name) for name, record in load_json(path)]


def load_json(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """The records as JSON objects, each with the name of where it stands, for error messages. Raises GoldError."""
    if path.is_dir():
        files = gold_files(path) + sorted(path.glob("*.jsonl"))
        if not files:
            raise GoldError(f"{path}: no .json or .jsonl file here")
    elif path.is_file():
        files = [path]
    else:
        raise GoldError(f"{path}: no such file or folder")
    for file in files:
        yield from json_objects(file)


def pair_pages(gold: Iterable[Facts], records: Iterable[Facts]) -> list[tuple[Facts, Facts | None]]:
    """Each gold page with the record of the same page: by id and entry, else by file name without suffix.

    Where two records have the same page, the first counts.
    """
    by_id: dict[tuple[str, int | None], Facts] = {}
    by_stem: dict[tuple[str, int | None], Facts] = {}
    for record in records:
        by_id.setdefault((record.id, record.entry), record)
        by_stem.setdefault((record.stem, record.entry), record)
    pairs: list[tuple[Facts, Facts | None]] = []
    for page in gold:
        found = by_id.get((page.id, page.entry)) if page.id else None
        found = found or by_stem.get((page.stem, page.entry)) or by_stem.get((page.id, page.entry))
        pairs.append((page, found))
    return pairs


def split_of(page_id: str) -> Literal["dev", "test"]:
    """Which half of the gold a page belongs to: a rule of its id alone, so that no hand can move it.

    >>> split_of("19ed79f70cddf42f")
    'dev'
    """
    return "dev" if int(hashlib.sha256(f"split:{page_id}".encode()).hexdigest()[0], 16) < 8 else "test"


def in_split(gold: Iterable[Facts], split: Split, folder: Path) -> list[Facts]:
    """The gold pages of a split, as the folder's splits.json lists them, else by the rule. Raises GoldError."""
    if split == "all":
        return list(gold)
    listed = read_splits(folder)
    if listed is None:
        return [page for page in gold if split_of(page.id) == split]
    return [page for page in gold if page.id in listed[split]]


def read_splits(folder: Path) -> dict[str, frozenset[str]] | None:
    """The ids of each split that a gold folder lists; None where it lists none."""
    path = folder / "splits.json"
    if not path.is_file():
        return None
    try:
        listed = json.loads(path.read_text("utf-8"))
        return {name: frozenset(listed[name]) for name in ("dev", "test")}
    except (ValueError, KeyError, TypeError) as error:
        raise GoldError(f"{path}: must list page ids under dev and test; write it with `gold fingerprint`") from error


def fingerprints(folder: Path) -> dict[str, str]:
    """A hash over the bytes of the gold files of each split, in order of their names."""
    hashes = {"dev": hashlib.sha256(), "test": hashlib.sha256()}
    for path in gold_files(folder):
        content = path.read_bytes()
        hashes[split_of(_page_id(content, path))].update(content)
    return {name: digest.hexdigest() for name, digest in hashes.items()}


def _page_id(content: bytes, path: Path) -> str:
    try:
        return str(json.loads(content)["page"]["id"])
    except (ValueError, KeyError, TypeError) as error:
        raise GoldError(f"{path}: not a record: {error}") from error


def json_objects(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """The objects of one JSON or JSON Lines file, each with the name of where it stands. Raises GoldError."""
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise GoldError(f"{path}: cannot be read: {error}") from error
    if path.suffix == ".json":
        yield str(path), _object(text, str(path))
        return
    # Only the line feed ends a line: U+2028 may stand inside a JSON string.
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield f"{path}:{number}", _object(line, f"{path}:{number}")


def _object(text: str, name: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except ValueError as error:
        raise GoldError(f"{name}: not JSON: {error}") from error
    if not isinstance(found, Mapping):
        raise GoldError(f"{name}: not a record: a JSON object is wanted")
    return dict(found)
