"""The formats of annotation tools, one file each: each turns documents into files, and files into documents."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from abstract_extract.errors import GoldError
from abstract_extract.gold.annotated import annotated
from abstract_extract.gold.convert import to_document, to_record
from abstract_extract.gold.document import AnnotatedDoc
from abstract_extract.gold.importing import check, write_gold
from abstract_extract.page import page_id
from abstract_extract.score.load import load_json

CODECS = {
    "brat": "brat",
    "label-studio": "label_studio",
    "prodigy": "prodigy",
    "doccano": "doccano",
    "docbin": "docbin",
}
"""Format name to module; each has `write(documents, path)` and `read(path)`."""
RECORDS = "records"
"""Records as they are: JSON Lines without the pages' texts."""


def codec(form: str) -> tuple[Callable[[Sequence[AnnotatedDoc], Path], None], Callable[[Path], list[AnnotatedDoc]]]:
    """The writer and the reader of a format; its libraries are loaded now, not before. Raises GoldError."""
    if form not in CODECS:
        raise GoldError(f"{form}: no such format; there are {', '.join(CODECS)} and {RECORDS}")
    module = import_module(f".{CODECS[form]}", __package__)
    return module.write, module.read


def read_records(form: str, given: Path, pages: Path) -> list[dict[str, Any]]:
    """The gold records of annotated files, each checked against its text and, where it is in `pages`, its page.

    Raises GoldError naming the page and the span.
    """
    if not given.exists():
        raise GoldError(f"{given}: no such file or folder")
    if form == RECORDS:
        return [_checked(record, name, source_of(record, pages)) for name, record in load_json(given)]
    records: list[dict[str, Any]] = []
    for document in codec(form)[1](given):
        record = to_record(document, str(given))
        check(record, document.text, str(given))
        page = pages / record["page"]["path"]
        if page.is_file() and source_of(record, pages) != document.text:
            raise GoldError(f"{given}: page {record['page']['id']}: the annotated text is not that of {page}")
        records.append(record)
    return records


def write_records(form: str, gold: Path, out: Path, pages: Path) -> int:
    """Writes gold records, and in a tool's format their pages' texts; gives how many. Raises GoldError."""
    records: list[dict[str, Any]] = []
    documents: list[AnnotatedDoc] = []
    for name, record in load_json(gold):
        source = source_of(record, pages)
        records.append(_checked(record, name, source))
        if form != RECORDS:
            documents.append(to_document(record, source))
    if form == RECORDS:
        return write_gold(records, out)
    codec(form)[0](documents, out)
    return len(documents)


def source_of(record: dict[str, Any], pages: Path) -> str:
    """The decoded text of a record's page. Raises GoldError where it is not in `pages`, or has other bytes."""
    path = pages / record["page"]["path"]
    try:
        content = path.read_bytes()
        source: str = content.decode(record["page"]["encoding"], errors="replace")
    except (OSError, LookupError) as error:
        raise GoldError(f"{path}: the page of {record['page']['id']} cannot be read: {error}") from error
    if page_id(content) != record["page"]["id"]:
        raise GoldError(f"{path}: is page {page_id(content)} by its bytes; the annotated one is {record['page']['id']}")
    return source


def _checked(record: dict[str, Any], name: str, source: str) -> dict[str, Any]:
    try:
        valid = annotated(record)
    except ValidationError as error:
        first = error.errors()[0]
        raise GoldError(f"{name}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from error
    check(valid, source, name)
    return valid
