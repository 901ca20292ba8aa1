"""From saved pages about clinical trials to checked records that show where each value stands.

>>> record = extract("Eleven patients received exosomes of placental MSCs and were followed for six months.")
>>> [(item.count.value, item.count.text) for item in record.studies[0].participants]
[(11, 'Eleven')]

Importing this package costs next to nothing: spaCy is loaded when the first page needs it.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from abstract_extract.batch import extract_all
    from abstract_extract.page import Source
    from abstract_extract.record import Failure, Record

    __version__: str

__all__ = ["Failure", "Record", "__version__", "extract", "extract_all"]

_LATER = {"Failure": "record", "Record": "record", "extract_all": "batch"}


def extract(page: Path | bytes | str) -> Record:
    """The record of one page: a file (`Path`), the bytes of one, or a page's text (`str`).

    Offsets count characters of the decoded page, which for a `str` is the string itself.

    Raises PageError for what gives no record: no text, a broken format, a file of many citations (`extract_all`
    gives a record for each of those).

    >>> extract(b"")
    Traceback (most recent call last):
    ...
    abstract_extract.errors.UnreadablePage: the file is empty
    """
    from abstract_extract.errors import UnreadablePage
    from abstract_extract.pipeline import record
    from abstract_extract.read import entries

    found = entries(_source(page))
    first = next(found)
    if next(found, None) is not None:
        raise UnreadablePage("this file holds many citations: extract_all gives a record for each")
    return record(first)


def _source(page: Path | bytes | str) -> Source:
    from abstract_extract.errors import UnreadablePage
    from abstract_extract.page import Source, page_id
    from abstract_extract.read.decode import decode
    from abstract_extract.read.files import load, shown

    if isinstance(page, Path):
        return decode(load(page), shown(page))
    if isinstance(page, bytes):
        return decode(page, "")
    if not page or page.isspace():
        raise UnreadablePage("the text is empty")
    if len(page.split(maxsplit=1)) == 1:
        # The mistake that everybody makes once; what is one word is no page anyway.
        raise UnreadablePage(f"{page[:80]!r} is no page's text: for a file give a pathlib.Path")
    return Source(page_id(page.encode("utf-8", "surrogatepass")), "", page, "utf-8")


def __getattr__(name: str) -> object:
    """What the package offers beside `extract`, loaded when it is asked for."""
    if name in _LATER:
        return getattr(import_module(f"abstract_extract.{_LATER[name]}"), name)
    if name == "__version__":
        from importlib.metadata import version

        return version("abstract-extract")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
