"""A review's pages with what was extracted from them, for annotation tools: to correct it there, or to make gold of it.

A tool shows the page's own text, which the database does not keep: it is read again from where the page lay, and must
be what it was.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from abstract_extract.errors import ExportError, GoldError, PageError
from abstract_extract.page import Source, page_id
from abstract_extract.read import entries
from abstract_extract.read.files import load
from abstract_extract.record import PageInfo
from abstract_extract.store.decided import DecidedRecord
from abstract_extract.store.export import check_out
from abstract_extract.store.export.review import reading

from .convert import to_document
from .document import AnnotatedDoc
from .formats import codec

FOLDERS = frozenset({"brat"})
"""Formats of several files."""
STANDARD_INPUT = "-"


def export_pages(database: str, form: str, out: Path, pages: Path | None = None) -> int:
    """Writes all pages of a review's database for an annotation tool; gives how many.

    `form` is a format of `abstract_extract.gold.formats`. Pages are looked for where they lay when they were read, or
    by their names in the folder `pages`. Raises ExportError for a page that is not there or has changed, StoreError
    for a database that cannot be used.
    """
    check_out(form, out, is_folder=form in FOLDERS, is_text=False)
    write, _ = codec(form)
    texts = PageTexts(pages)
    with reading(database) as review:
        documents = [_document(decided, texts) for decided in review.records()]
    write(documents, out)
    return len(documents)


def _document(decided: DecidedRecord, texts: PageTexts) -> AnnotatedDoc:
    page = decided.record.page
    text = texts.text_of(page)
    try:
        document = to_document(decided.record.to_json(), text)
    except GoldError as error:
        raise ExportError(f"{page.path}: its record does not fit its text: {error}") from error
    # Citations of one file have one page id: each is a document of its own.
    return document if page.entry is None else document.model_copy(update={"id": f"{page.id}-{page.entry}"})


class PageTexts:
    """The texts that the offsets of records count in, read again from the pages' files.

    With `folder`, files are looked for there, by their names. A file of many citations is split once.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._page: str | None = None
        self._texts: dict[int | None, str] = {}

    def text_of(self, page: PageInfo) -> str:
        """The text of a page, or of a citation. Raises ExportError where it cannot be had any more."""
        if page.path == STANDARD_INPUT:
            raise ExportError(
                f"page {page.id} came from standard input, and its text is not kept: "
                "save it as a file, run that, and export again"
            )
        path = Path(page.path) if self._folder is None else self._folder / Path(page.path).name
        if page.id != self._page:
            self._texts = _texts(path, page)
            self._page = page.id
        if page.entry not in self._texts:
            raise ExportError(f"{path}: has no citation {page.entry} any more: run it again, then export")
        return self._texts[page.entry]


def _texts(path: Path, page: PageInfo) -> dict[int | None, str]:
    """The text of a file, under None, or those of its citations, under their numbers."""
    try:
        content = load(path)
        text = content.decode(page.encoding, errors="replace")
    except (OSError, PageError, LookupError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        raise ExportError(
            f"{path}: the page {page.id} cannot be read: {why} (say with --pages in which folder the pages lie now)"
        ) from error
    if page_id(content) != page.id:
        raise ExportError(f"{path}: is not the page {page.id}, its bytes have changed: run it again, then export")
    if page.entry is None:
        return {None: text}
    whole = Source(id=page.id, path=page.path, text=text, encoding=page.encoding)
    found: dict[int | None, str] = {}
    # Where a file breaks off, the citations before that are whole, and only they have records.
    with suppress(PageError):
        for entry in entries(whole):
            found[entry.entry] = entry.text
    return found
