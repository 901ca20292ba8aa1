"""Pages on disk: which files a path stands for, and their bytes.

>>> list(find_pages(["-"]))
[PosixPath('-')]
"""

from __future__ import annotations

import gzip
import os
import sys
import zlib
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

from abstract_extract.errors import AbstractExtractError, UnreadablePage

from .binary import FILE_LIMIT

STANDARD_INPUT = Path("-")
RATIO_LIMIT = 1000
"""Bytes out for each byte in: text packs ten-fold, a decompression bomb a thousand-fold."""
PIECE = 1024 * 1024
GZIP_MAGIC = b"\x1f\x8b"


def find_pages(paths: Iterable[str | os.PathLike[str]]) -> Iterator[Path]:
    """The files that these files and folders stand for, in the order given; `-` is standard input.

    A folder gives its files and those of its folders, sorted by name; hidden ones and links that lead out of the
    folder are passed over, and linked folders are not entered.

    Raises AbstractExtractError for a path that is not there, or a folder that cannot be listed.
    """
    for name in paths:
        path = Path(name)
        if path == STANDARD_INPUT:
            yield path
        elif path.is_dir():
            yield from _pages_in(path)
        elif path.exists():
            yield path
        else:
            raise AbstractExtractError(f"no such file: {shown(path)} (give a file, a folder, or - for standard input)")


def shown(path: Path) -> str:
    """A path as text that can be written anywhere: bytes of its name that are not UTF-8 read `\\udc..`."""
    return str(path).encode("utf-8", "backslashreplace").decode("utf-8")


def _pages_in(folder: Path) -> Iterator[Path]:
    root = folder.resolve()
    for place, folders, files in os.walk(folder, onerror=_cannot_list):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            page = Path(place, name)
            if not name.startswith(".") and page.is_file() and _stays_in(page, root):
                yield page


def _cannot_list(error: OSError) -> None:
    raise AbstractExtractError(f"cannot list the folder {error.filename}: {error.strerror} (see its permissions)")


def _stays_in(page: Path, root: Path) -> bool:
    return not page.is_symlink() or page.resolve().is_relative_to(root)


def load(path: Path) -> bytes:
    """The bytes of a page, decompressed where the file is gzip; `-` is read from standard input.

    Raises UnreadablePage for a file that cannot be read, is broken or cut gzip, or is larger than 2 GB.
    """
    try:
        if path == STANDARD_INPUT:
            content = sys.stdin.buffer.read(FILE_LIMIT + 1)
        else:
            with path.open("rb") as file:
                content = file.read(FILE_LIMIT + 1)
    except OSError as error:
        raise UnreadablePage(f"the file cannot be read: {error.strerror or error}") from error
    if len(content) > FILE_LIMIT:
        raise UnreadablePage(f"the file has more than {FILE_LIMIT:,} bytes: split it")
    if content.startswith(GZIP_MAGIC):
        return _unzip(content)
    if path.suffix.lower() == ".gz":
        raise UnreadablePage("the file is named .gz but is not gzip: give it the name of what it is")
    return content


def _unzip(content: bytes) -> bytes:
    limit = min(FILE_LIMIT, RATIO_LIMIT * len(content))
    pieces: list[bytes] = []
    length = 0
    try:
        with gzip.GzipFile(fileobj=BytesIO(content)) as file:
            while piece := file.read(PIECE):
                pieces.append(piece)
                length += len(piece)
                if length > limit:
                    raise UnreadablePage(f"the gzip file unpacks to more than {limit:,} bytes: unpack and split it")
    except EOFError as error:
        raise UnreadablePage("the gzip file breaks off before its end: fetch it again") from error
    except (gzip.BadGzipFile, zlib.error) as error:
        raise UnreadablePage(f"the gzip file is broken ({error}): fetch it again") from error
    return b"".join(pieces)
