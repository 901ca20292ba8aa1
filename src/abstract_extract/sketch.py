"""A text's sketch: a sample of its word sequences by which texts are compared when the texts are no longer at hand.

Every run of four words is hashed, and the 64 smallest hashes are kept. Which those are does not depend on how often
or in which order the runs stand, so two texts' sketches share as much as the texts do.

>>> one = "Ten patients with knee pain were given cells from cord tissue and were followed for one year in our clinic."
>>> two = one.replace("one year", "two years")
>>> sketch = sketch_of(one)
>>> resemblance(sketch, sketch_of(two)) > 0.4, resemblance(sketch, sketch_of(one.upper())), sketch_of("Ten patients")
(True, 1.0, None)
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from functools import lru_cache
from heapq import nsmallest
from itertools import accumulate
from struct import pack, unpack
from zlib import crc32

_WORD = re.compile(r"[^\W_]+")
_LAST_ASCII = "\x7f"
_ASCII_WORDS = {code: chr(code).lower() if chr(code).isalnum() else " " for code in range(128)}
_RUN = 4
_KEPT = 64
_FEWEST_WORDS = 12
"""A text of fewer words says too little to be told from another."""


@lru_cache(maxsize=2)
def words_of(text: str) -> tuple[str, ...]:
    """The words of a text in lower case; of the last texts asked for they are kept, since others ask for them too.

    >>> words_of("Knee-Pain, 2nd year")
    ('knee', 'pain', '2nd', 'year')
    """
    lower = text.lower()
    if not lower.isascii():
        for sign in set(lower):
            if sign > _LAST_ASCII and not sign.isalnum():
                lower = lower.replace(sign, " ")
    # Without foreign signs a text is ASCII but for names: its words are then found three times as fast.
    return tuple(lower.translate(_ASCII_WORDS).split() if lower.isascii() else _WORD.findall(lower))


def sketch_of(text: str) -> str | None:
    """The sketch of a text, as ASCII; None for a text of fewer than twelve words."""
    words = words_of(text)
    if len(words) < _FEWEST_WORDS:
        return None
    # The text of the words is written once, and each run is a piece of it.
    written = " ".join(words).encode()
    lengths = map(len, words) if written.isascii() else (len(word.encode()) for word in words)
    begins = [0, *accumulate(length + 1 for length in lengths)]
    runs = {crc32(written[begin : end - 1]) for begin, end in zip(begins, begins[_RUN:], strict=False)}
    kept = sorted(runs)[:_KEPT]
    return b64encode(pack(f">{len(kept)}I", *kept)).decode()


def hashes_of(sketch: str) -> tuple[int, ...]:
    """The hashes that a sketch keeps, in ascending order.

    Raises ValueError for what is no sketch.
    """
    content = b64decode(sketch, validate=True)
    if len(content) % 4:
        raise ValueError("no sketch: its length is no multiple of four bytes")
    return unpack(f">{len(content) // 4}I", content)


def resemblance(one: str, other: str) -> float:
    """How much of two texts is common to both, 0 to 1, by their sketches."""
    return hashes_resemblance(hashes_of(one), hashes_of(other))


def hashes_resemblance(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """How much two texts have in common, by the hashes of their sketches: of the smallest of both, those in both."""
    both = set(one) & set(other)
    kept = max(1, min(_KEPT, max(len(one), len(other))))
    smallest = nsmallest(kept, set(one) | set(other))
    return sum(number in both for number in smallest) / len(smallest) if smallest else 0.0
