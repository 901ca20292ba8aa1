"""Files that are whole or not there, and archives that are the same bytes each time."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from abstract_extract.errors import ExportError

STANDARD_OUTPUT = Path("-")

# The first moment that a ZIP archive can name.
_MOMENT = (1980, 1, 1, 0, 0, 0)
_MODIFIED = re.compile(rb"(<dcterms:(?:created|modified)\b[^>]*>)[^<]*")
_MODIFIED_THEN = rb"\g<1>1980-01-01T00:00:00Z"
_PROPERTIES = "docProps/core.xml"


@contextmanager
def writing(path: Path) -> Iterator[IO[bytes]]:
    """A file being written under the name `PATH.part`, which takes its own name when it is whole; - is standard output.

    Raises ExportError where it cannot be made.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     with writing(Path(folder) / "a.txt") as file:
    ...         _ = file.write(b"whole")
    ...     (Path(folder) / "a.txt").read_text()
    'whole'
    """
    if path == STANDARD_OUTPUT:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    part = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = part.open("wb")
    except OSError as error:
        raise _unwritable(path, error) from error
    try:
        with file:
            yield file
        part.replace(path)
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:
        part.unlink(missing_ok=True)


def _unwritable(path: Path, error: OSError) -> ExportError:
    why = error.strerror or str(error)
    return ExportError(f"cannot write {path}: {why} (name a place that can be written with --out)")


def steady_archive(content: bytes) -> bytes:
    """A ZIP archive (an XLSX or DOCX file is one) without the moment at which it was made, which libraries put in.

    >>> made = io.BytesIO()
    >>> with zipfile.ZipFile(made, "w") as archive:
    ...     archive.writestr("a.txt", "a")
    >>> steady_archive(made.getvalue()) == archive_of({"a.txt": b"a"})
    True
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {info.filename: archive.read(info) for info in archive.infolist()}
    if _PROPERTIES in members:
        members[_PROPERTIES] = _MODIFIED.sub(_MODIFIED_THEN, members[_PROPERTIES])
    return archive_of(members)


def archive_of(members: Mapping[str, bytes]) -> bytes:
    """A ZIP archive of these files, in this order, the same bytes each time."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in members.items():
            info = zipfile.ZipInfo(name, _MOMENT)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            # The system that made it is part of the archive too.
            info.create_system = 3
            archive.writestr(info, content)
    return made.getvalue()
