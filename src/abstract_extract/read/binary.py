"""Bytes that are no text, and the sentence that says what they are instead."""

from __future__ import annotations

import re

from abstract_extract.errors import UnreadablePage

PAGE_LIMIT = 20 * 1024 * 1024
"""Bytes of a single page."""
FILE_LIMIT = 2 * 1024**3
"""Bytes of a file that holds many citations."""
HEAD = 4096
CONTROL_SHARE = 0.1
"""Text with more control characters than this (white space apart) is no text."""
WIDE_SHARE = 0.7

# What files of other kinds begin with, and what to say of them.
MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF file: save its text, or the article's web page"),
    (b"\x89PNG\r\n\x1a\n", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF87a", "a picture (GIF)"),
    (b"GIF89a", "a picture (GIF)"),
    (b"II*\x00", "a picture (TIFF)"),
    (b"MM\x00*", "a picture (TIFF)"),
    (b"\x00\x00\x01\x00", "a picture (icon)"),
    (b"PK\x03\x04", "a zip archive, or a Word, Excel or EPUB file: unpack it, or save it as text"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\x1f\x8b", "gzip inside gzip: unpack it once"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive: unpack it"),
    (b"Rar!\x1a\x07", "a RAR archive: unpack it"),
    (b"BZh", "a bzip2 file: unpack it"),
    (b"\xfd7zXZ\x00", "an xz file: unpack it"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard file: unpack it"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word, Excel or PowerPoint file: save it as text"),
    (b"{\\rtf", "a rich-text (RTF) file: save it as plain text"),
    (b"PAR1", "a Parquet file: save it as JSON Lines"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"bplist00", "a Safari web archive: save the page as HTML"),
    (b"wOFF", "a font"),
    (b"wOF2", "a font"),
    (b"OggS", "a sound or film file"),
    (b"ID3", "a sound file"),
)

_MANY_CITATIONS = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s{0,100}(?:\{\s{0,10}\"|PMID ?- |TY {1,3}- )|<(?:!DOCTYPE )?PubmedArticle"
)
_CONTROLS = bytes(code for code in (*range(0x20), 0x7F) if code not in b"\t\n\v\f\r\x1a\x1b\x1c\x1d\x1e\x1f")
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")


def refuse_what_is_no_text(content: bytes) -> None:
    """Raises UnreadablePage, with what the bytes are, for bytes that cannot be a page."""
    if not content:
        raise UnreadablePage("the file is empty")
    head = content[:HEAD]
    for magic, kind in MAGIC:
        if head.startswith(magic):
            raise UnreadablePage(f"the file is {kind}")
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        raise UnreadablePage("the file is a picture (WebP)")
    if head[4:8] == b"ftyp":
        raise UnreadablePage("the file is a film, or a picture (HEIC, AVIF)")
    if head[257:262] == b"ustar":
        raise UnreadablePage("the file is a tar archive: unpack it")
    limit = FILE_LIMIT if holds_many_citations(head) else PAGE_LIMIT
    if len(content) > limit:
        raise UnreadablePage(
            f"the page has {len(content):,} bytes; {limit:,} is the limit: "
            + ("split the file" if limit == FILE_LIMIT else "save the article alone, without what is embedded in it")
        )
    if not head.startswith(_WIDE_MARKS) and wide_encoding(content) is None:
        _refuse_controls(content)


def holds_many_citations(head: bytes) -> bool:
    """Whether a file that begins like this is a list of citations: JSON Lines, MEDLINE, RIS, PubMed XML.

    >>> holds_many_citations(b"PMID- 30000001"), holds_many_citations(b"<html>")
    (True, False)
    """
    return _MANY_CITATIONS.search(head[:HEAD]) is not None


def wide_encoding(content: bytes) -> str | None:
    """UTF-16 saved without its mark, as Windows tools do: then every other byte of Western text is NUL.

    >>> wide_encoding("twelve".encode("utf-16-le"))
    'utf-16-le'
    """
    head = content[:HEAD]
    if b"\0" not in head or len(head) < 4:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if min(even, odd) > 0 or max(even, odd) < WIDE_SHARE * (len(head) // 2):
        return None
    return "utf-16-le" if odd else "utf-16-be"


def _refuse_controls(content: bytes) -> None:
    nul = content.find(b"\0")
    if nul >= 0:
        raise UnreadablePage(f"the file is no text: byte {nul:,} is NUL")
    controls = len(content) - len(content.translate(None, _CONTROLS))
    if controls > CONTROL_SHARE * len(content):
        raise UnreadablePage(f"the file is no text: {controls:,} of its {len(content):,} bytes are control characters")
