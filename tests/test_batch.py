"""Many pages: order, failures in their place, workers that die, the same bytes for any number of workers."""

from __future__ import annotations

import gzip
import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from abstract_extract.batch import Result, extract_all
from abstract_extract.errors import AbstractExtractError
from abstract_extract.page import page_id
from abstract_extract.record import Failure, Record
from fake_extract import count_numbers

PAGES = {
    "01.txt": b"Twenty-three patients, 23 of them adults",
    "02.txt": b"",
    "03.txt": b"STAGE",
    "04.txt": b"%PDF-1.7",
    "05.txt.gz": gzip.compress(b"12 patients"),
    "06.txt.gz": gzip.compress(b"12 patients")[:-4],
    "07.txt": b"DEFECT",
    "08.jsonl": b'{"id": 1}\n{"id": "STAGE"}\n{"id": 3}\n',
    "09.txt": b"5 patients",
    "10.txt": b"DIE",
    "11.txt": b"6 patients",
    "12.txt": b"DEEP",
    "13.txt": b"HALF",
}
CANNOT_DIE_HERE = "10.txt"


def _pages(folder: Path, *, left_out: str = "") -> Path:
    for name, content in PAGES.items():
        if name != left_out:
            (folder / name).write_bytes(content)
    return folder


def _shown(results: Iterator[Result], folder: Path) -> list[str]:
    return [result.model_dump_json().replace(str(folder), "") for result in results]


def _line(result: Result, folder: Path) -> tuple[str, int | None, str]:
    path = str(Path(result.page.path).relative_to(folder))
    said = result.failure.stage + ": " + result.failure.reason if isinstance(result, Failure) else "record"
    return path, result.page.entry, said[:30]


EXPECTED = [
    ("01.txt", None, "record"),
    ("02.txt", None, "read: the file is empty"),
    ("03.txt", None, "annotate: the page says so"),
    ("04.txt", None, "read: the file is a PDF file: "),
    ("05.txt.gz", None, "record"),
    ("06.txt.gz", None, "read: the gzip file breaks off"),
    ("07.txt", None, "pipeline: internal: KeyError: "),
    ("08.jsonl", 1, "record"),
    ("08.jsonl", 2, "annotate: the page says so"),
    ("08.jsonl", 3, "record"),
    ("09.txt", None, "record"),
    ("10.txt", None, "pipeline: internal: the worker"),
    ("11.txt", None, "record"),
    ("12.txt", None, "pipeline: internal: RecursionE"),
    ("13.txt", None, "pipeline: internal: PydanticSe"),
]


def test_one_process(tmp_path: Path) -> None:
    folder = _pages(tmp_path, left_out=CANNOT_DIE_HERE)
    lines = [_line(result, folder) for result in extract_all([folder], extract=count_numbers)]
    assert lines == [line for line in EXPECTED if line[0] != CANNOT_DIE_HERE]


def test_two_processes_one_of_which_dies(tmp_path: Path) -> None:
    folder = _pages(tmp_path)
    lines = [_line(result, folder) for result in extract_all([folder], workers=2, extract=count_numbers)]
    assert lines == EXPECTED


def test_the_same_bytes_for_any_number_of_workers(tmp_path: Path) -> None:
    folder = _pages(tmp_path, left_out=CANNOT_DIE_HERE)
    lines = [json.dumps({"text": f"{n} patients, {n - n // 3} completed" * (n % 7 + 1)}) for n in range(200)]
    (folder / "many.jsonl").write_text("\n".join(lines))
    alone = _shown(extract_all([folder], extract=count_numbers), folder)
    assert len(alone) == len(EXPECTED) - 1 + 200
    assert _shown(extract_all([folder], workers=3, extract=count_numbers), folder) == alone


def test_a_missing_path_raises_before_any_page(tmp_path: Path) -> None:
    with pytest.raises(AbstractExtractError, match=r"no such file: .*gone\.txt"):
        next(extract_all([tmp_path, tmp_path / "gone.txt"], extract=count_numbers))
    with pytest.raises(ValueError, match="workers must be 1 or more"):
        next(extract_all([tmp_path], workers=0, extract=count_numbers))


def test_progress_counts_pages_and_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"a": 1}\n{"a": 2}\n{"a": 3}')
    (tmp_path / "b.txt").write_text("b" * 26)
    seen: list[tuple[int, float]] = []
    list(extract_all([tmp_path], extract=count_numbers, progress=lambda done, part: seen.append((done, part))))
    assert [done for done, _ in seen] == [1, 2, 3, 4]
    parts = [part for _, part in seen]
    assert parts == sorted(parts)
    assert 0.4 < parts[2] <= 0.5
    assert parts[3] == 1.0


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"12 patients")))
    (record,) = extract_all(["-"], workers=None, extract=count_numbers)
    assert isinstance(record, Record)
    assert (record.page.path, record.page.id) == ("-", page_id(b"12 patients"))


def test_nothing_is_read_ahead_of_need(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("12 patients")
    results = extract_all([tmp_path], extract=count_numbers)
    assert isinstance(next(results), Record)
    (tmp_path / "b.txt").unlink()
    assert _line(next(results), tmp_path) == ("b.txt", None, "read: the file cannot be read:")
