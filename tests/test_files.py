"""Which files a path stands for, and their bytes."""

from __future__ import annotations

import gzip
import io
import os
import sys
from pathlib import Path

import pytest

from abstract_extract.errors import AbstractExtractError, UnreadablePage
from abstract_extract.read.files import find_pages, load, shown


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "pages"
    for name in ["b.html", "a.txt", "c/z.html", "c/d/y.txt.gz", ".hidden", ".git/config", "B.txt", "10.txt", "9.txt"]:
        page = root / name
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(name)
    (tmp_path / "outside.txt").write_text("outside")
    (root / "leaves.txt").symlink_to(tmp_path / "outside.txt")
    (root / "stays.txt").symlink_to(root / "a.txt")
    (root / "around").symlink_to(root)
    (root / "dangling.txt").symlink_to(root / "nothing")
    return root


def test_a_folder_gives_its_pages_sorted(folder: Path) -> None:
    found = [str(page.relative_to(folder)) for page in find_pages([folder])]
    assert found == ["10.txt", "9.txt", "B.txt", "a.txt", "b.html", "stays.txt", "c/z.html", "c/d/y.txt.gz"]


def test_the_order_given_is_kept(folder: Path) -> None:
    assert list(find_pages([str(folder / "b.html"), folder / "c", "-", folder / ".hidden"])) == [
        folder / "b.html",
        folder / "c/z.html",
        folder / "c/d/y.txt.gz",
        Path("-"),
        folder / ".hidden",
    ]


def test_a_missing_path_is_named(folder: Path) -> None:
    with pytest.raises(AbstractExtractError, match=r"no such file: .*x\.html \(give a file, a folder, or - for"):
        list(find_pages([folder, folder / "x.html"]))


@pytest.mark.skipif(os.name != "posix", reason="file names are bytes on POSIX only")
def test_a_name_that_is_no_text_can_be_shown() -> None:
    assert shown(Path(os.fsdecode(b"caf\xe9.html"))) == "caf\\udce9.html"


PAGE = b"Twenty patients were enrolled.\r\n" * 50
ZIPPED = gzip.compress(PAGE, mtime=0)


@pytest.mark.parametrize(
    ("name", "stored"),
    [
        ("a.txt", PAGE),
        ("a.txt.gz", ZIPPED),
        ("a.txt", ZIPPED),
        ("a.GZ", gzip.compress(PAGE[:100]) + gzip.compress(PAGE[100:])),
    ],
)
def test_load(tmp_path: Path, name: str, stored: bytes) -> None:
    (tmp_path / name).write_bytes(stored)
    assert load(tmp_path / name) == PAGE


BROKEN = [
    ("a.gz", ZIPPED[:-4], "breaks off before its end"),
    ("a.gz", ZIPPED[:30], "breaks off before its end"),
    ("a.gz", ZIPPED[:2], "breaks off before its end"),
    ("a.gz", ZIPPED[:-8] + b"12345678", "is broken"),
    ("a.gz", ZIPPED[:12] + b"\xff\xff\xff\xff" + ZIPPED[16:], "is broken"),
    ("a.gz", PAGE, "is not gzip"),
    ("a.gz", b"", "is not gzip"),
    ("bomb.gz", gzip.compress(b"\0" * 20_000_000), "unpacks to more than"),
]


@pytest.mark.parametrize(("name", "stored", "reason"), BROKEN)
def test_broken_gzip(tmp_path: Path, name: str, stored: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(stored)
    with pytest.raises(UnreadablePage, match=reason):
        load(tmp_path / name)


def test_a_file_that_cannot_be_opened_says_why(tmp_path: Path) -> None:
    with pytest.raises(UnreadablePage, match="cannot be read: Is a directory"):
        load(tmp_path)
    with pytest.raises(UnreadablePage, match="cannot be read: No such file"):
        load(tmp_path / "gone.txt")


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(ZIPPED)))
    assert load(Path("-")) == PAGE
