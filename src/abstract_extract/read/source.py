"""The page as it was saved: its bytes' id, its decoded text, and what is known before any reader looks at it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

ID_LENGTH = 16


def page_id(content: bytes) -> str:
    """The id of a page: of its bytes alone, so that the same bytes have the same id wherever they lie.

    >>> page_id(b"a page")
    '9a8eeff1d0bc6b9b'
    """
    return hashlib.sha256(content).hexdigest()[:ID_LENGTH]


@dataclass(frozen=True, slots=True)
class Source:
    """A decoded page, or one citation of a file of many.

    `text` is what offsets count in; `encoding` is the codec that gives it from the bytes; `path` is as the caller
    named it; `notes` are things noticed while decoding, as (code, sentence).
    """

    id: str
    path: str
    text: str
    encoding: str
    entry: int | None = None
    notes: tuple[tuple[str, str], ...] = ()
