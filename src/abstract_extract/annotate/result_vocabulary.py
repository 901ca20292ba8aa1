"""What the rows of a record's results tables are called, in the languages that registers and mirrors show them in.

>>> says("started", "BAŞLADI"), says("completed", "Not Completed"), says("lost", "Lost to Follow-up")
(True, False, True)
>>> says("treated", "First Session Given"), says("treated", "Not Treated")
(True, False)
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal

from .lexicon import table

Kind = Literal["started", "completed", "lost", "treated", "analysed", "harms", "deaths"]
_FORMS: dict[Kind, tuple[str, str, str]] = {
    "started": ("started", r"\W*(?:", r")\W*\Z"),
    "completed": ("completed", r"\W*(?:", r")\W*\Z"),
    "lost": ("lost_start", r"\W*(?:", ")"),
    "treated": ("has_treated", r"(?!.*\b(?:not|never|without|nicht|no|non|nie|ne|не)\b).*?\b(?:", r")\b"),
    "analysed": ("has_analysed", r".*?(?:", ")"),
    "harms": ("has_harms", r".*?(?:", ")"),
    "deaths": ("deaths", r".*?\b(?:", ")"),
}


@lru_cache(maxsize=4096)
def says(kind: Kind, words: str) -> bool:
    """Whether a row's name, or a table's title, says that its numbers are of that kind."""
    return _pattern(kind).match(_folded(words)) is not None


def _folded(words: str) -> str:
    """Lower case, without the dots that Turkish sets or leaves away."""
    return words.lower().replace("i̇", "i").replace("ı", "i")


@cache
def _pattern(kind: Kind) -> re.Pattern[str]:
    name, before, after = _FORMS[kind]
    return re.compile(before + "|".join(_folded(word) for word in table("result_words")[name]) + after, re.DOTALL)
