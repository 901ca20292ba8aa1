"""The two halves of the gold, and a fingerprint of each, as splits.json keeps them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from abstract_extract.errors import GoldError
from abstract_extract.score.load import fingerprints, gold_files, load, split_of

FILE = "splits.json"
_NOTED = re.compile(r"fingerprint of (dev|test)\W{1,4}([0-9a-f]{16})\b", re.IGNORECASE)


def splits(folder: Path) -> dict[str, Any]:
    """The page ids of dev and test, sorted, and the fingerprint of each. Raises GoldError."""
    if not gold_files(folder):
        raise GoldError(f"{folder}: no gold here; write it with `gold import`")
    ids = sorted({page.id for path in gold_files(folder) for page in load(path)})
    return {
        "dev": [page for page in ids if split_of(page) == "dev"],
        "test": [page for page in ids if split_of(page) == "test"],
        "fingerprint": fingerprints(folder),
    }


def write_splits(folder: Path, found: dict[str, Any]) -> Path:
    """Writes splits.json; gives its path."""
    path = folder / FILE
    path.write_text(json.dumps(found, indent=1) + "\n", "utf-8", newline="\n")
    return path


def check_splits(folder: Path, found: dict[str, Any]) -> None:
    """Raises GoldError where splits.json is missing or is of another gold."""
    path = folder / FILE
    kept = json.loads(path.read_text("utf-8")) if path.is_file() else None
    if kept != found:
        raise GoldError(f"{path}: not of this gold; write it anew with `gold fingerprint --write`")


def check_changelog(changelog: Path, found: dict[str, Any]) -> None:
    """Raises GoldError where the change log's newest word on a split's fingerprint is not of this gold.

    Its entries stand newest first; each that changes gold says "fingerprint of dev: 0123456789abcdef" (the first 16
    digits) and what was changed.
    """
    text = changelog.read_text("utf-8") if changelog.is_file() else ""
    noted: dict[str, str] = {}
    for split, digits in _NOTED.findall(text):
        noted.setdefault(split.lower(), digits)
    for split, fingerprint in found["fingerprint"].items():
        if noted.get(split) != fingerprint[:16]:
            raise GoldError(
                f"{changelog}: does not tell of this {split} gold; say what was changed, and why, and "
                f"“fingerprint of {split}: {fingerprint[:16]}”"
            )
