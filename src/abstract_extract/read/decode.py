"""Bytes to text, so that offsets count in what the bytes say: no newline is translated, nothing is repaired.

The order of trust: a byte order mark, what the page declares (as browsers read the label), UTF-8 as it stands, UTF-8
with a few broken bytes, and last a vote among the encodings that saved pages are met in. A label that the bytes
contradict is not believed, and the source says so in a note.

>>> source = decode("Zwölf Patienten".encode("cp1252"), "seite.txt")
>>> source.text, source.encoding
('Zwölf Patienten', 'cp1252')
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_BE, BOM_UTF32_LE

from abstract_extract.errors import UnreadablePage
from abstract_extract.page import Source, page_id

from .binary import refuse_what_is_no_text, wide_encoding
from .declared import declared_encoding
from .vote import elect, is_plausible

BYTE_ORDER_MARKS = (
    # UTF-32 first: its little-endian mark begins with that of UTF-16.
    (BOM_UTF32_LE, "utf-32"),
    (BOM_UTF32_BE, "utf-32"),
    (BOM_UTF8, "utf-8-sig"),
    (BOM_UTF16_LE, "utf-16"),
    (BOM_UTF16_BE, "utf-16"),
)
VALID_PER_BROKEN = 4
"""UTF-8 with broken bytes is still UTF-8 where it holds this many whole characters beyond ASCII for each broken one."""
TELLING_CHARACTERS = 4
"""So many UTF-8 characters beyond ASCII are no accident, even where the page declares a double-byte encoding."""
DOUBLE_BYTE = frozenset({"gb18030", "big5hkscs", "cp932", "cp949", "euc_jp", "iso2022_jp"})

_HIGH = re.compile(rb"[\x80-\xff]")

Decoded = tuple[str, str, tuple[tuple[str, str], ...]]


def decode(content: bytes, path: str) -> Source:
    """The source that these bytes say; `path` is only carried along.

    `content.decode(source.encoding, errors="replace")` is `source.text`, character by character.

    Raises UnreadablePage for bytes that are no text: empty, larger than a page may be, a picture or another binary
    file, NUL bytes outside UTF-16, mostly control characters.
    """
    refuse_what_is_no_text(content)
    text, encoding, notes = _text(content)
    if not text or text.isspace():
        raise UnreadablePage("the file holds only white space")
    return Source(id=page_id(content), path=path, text=text, encoding=encoding, notes=notes)


def _text(content: bytes) -> Decoded:
    marked = next((encoding for mark, encoding in BYTE_ORDER_MARKS if content.startswith(mark)), None)
    if marked == "utf-32" and content.startswith(BOM_UTF16_LE) and _strict(content, marked) is None:
        # The mark of UTF-16 before a NUL character has the bytes of UTF-32's.
        marked = "utf-16"
    if marked:
        return _as(content, marked)
    wide = wide_encoding(content)
    if wide:
        return _as(content, wide)
    if not _HIGH.search(content):
        # A declared ISO-2022-JP is the one label under which plain ASCII bytes say something else.
        seven_bit = "iso2022_jp" if b"\x1b$" in content and declared_encoding(content) == "iso2022_jp" else "utf-8"
        return _as(content, seven_bit)
    declared = declared_encoding(content)
    text, encoding, notes = _decide(content, declared)
    if declared and encoding != declared:
        sentence = f"The page declares {declared} but its bytes are {encoding}: read as {encoding}."
        notes = (("encoding_mislabelled", sentence), *notes)
    return text, encoding, notes


def _decide(content: bytes, declared: str | None) -> Decoded:
    strict = _strict(content, "utf-8")
    if strict is not None:
        labelled = _strict(content, declared) if declared in DOUBLE_BYTE else None
        if labelled is not None and declared and _beyond_ascii(strict) < TELLING_CHARACTERS:
            return labelled, declared, ()
        return strict, "utf-8", ()
    if _is_damaged_utf_8(content):
        return _as(content, "utf-8")
    if declared and declared != "utf-8":
        labelled = _strict(content, declared)
        if labelled is not None and is_plausible(content, declared):
            return labelled, declared, ()
    return _as(content, elect(content))


def _as(content: bytes, encoding: str) -> Decoded:
    text = _strict(content, encoding)
    if text is not None:
        return text, encoding, ()
    text = content.decode(encoding, "replace")
    broken = text.count("\ufffd")
    places = "place" if broken == 1 else "places"
    sentence = f"{broken} {places} of the page could not be decoded as {encoding} and read \ufffd."
    return text, encoding, (("encoding_damaged", sentence),)


def _strict(content: bytes, encoding: str | None) -> str | None:
    if encoding is None:
        return None
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _beyond_ascii(text: str) -> int:
    return len(text) - len(text.encode("ascii", "ignore"))


def _is_damaged_utf_8(content: bytes) -> bool:
    text = content.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = _beyond_ascii(text) - broken
    if whole == 0:
        # A download that stopped inside its only character beyond ASCII, or a lone byte of another encoding.
        return False
    return whole >= VALID_PER_BROKEN * broken
