"""What a review calls a study: its first author and year, its registry number, or the beginning of its title.

>>> from abstract_extract.record import PageInfo
>>> page = PageInfo(id="0f", path="pages/a.html", reader="generic", encoding="utf-8", report_type="trial_report",
...                 title="Exosomes of placental cells for stubborn fistulas: a first trial in adults", year=2021)
>>> name_of(page)
'Exosomes of placental cells for stubborn fistulas: a first…, 2021'
>>> name_of(page.model_copy(update={"authors": ("Qian ZL", "Feng JX")}))
'Qian 2021'
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from pathlib import PurePath

from abstract_extract.record import PageInfo

from .cells import one_line

LENGTH = 60
"""Characters of a title that stand for a study; no word is cut in two."""

_INITIALS = re.compile(r"(?:[A-Z]\.?-?){1,4}\Z")
_PARTICLE = re.compile(r"[a-z]{1,4}\Z")
"""The "van" and "de la" that a last name begins with."""


def name_of(page: PageInfo) -> str:
    """A page's study in a few words, with the year where the page has one."""
    if page.report_type == "registry_record" and page.identifiers.registry:
        return page.identifiers.registry[0]
    if page.authors:
        return " ".join(filter(None, (last_name(page.authors[0]), str(page.year or ""))))
    title = one_line(page.title or "") or PurePath(page.path).name
    if len(title) > LENGTH:
        cut = title[: LENGTH + 1].rsplit(" ", 1)[0][:LENGTH]
        title = cut.rstrip(" .,;:–-") + "…"
    words = title.rstrip(" .")
    return f"{words}, {page.year}" if page.year else words


def last_name(name: str) -> str:
    """The last name of an author, however the page writes it; the whole name of a group of authors.

    >>> [last_name(name) for name in ("Qian ZL", "Lammers, Dirk T", "Carl I. Barrionuevo", "Maria de la Cruz")]
    ['Qian', 'Lammers', 'Barrionuevo', 'de la Cruz']
    >>> last_name("Lakeside Hematology Consortium")
    'Lakeside Hematology Consortium'
    """
    last, comma, _ = name.partition(",")
    words = one_line(last).split()
    if comma or len(words) < 2 or words[-1].casefold() in _collectives():
        return " ".join(words)
    if _INITIALS.match(words[-1]) and not _INITIALS.match(words[0]):
        return " ".join(word for word in words if not _INITIALS.match(word))
    first = next((place for place, word in enumerate(words[1:], 1) if _PARTICLE.match(word)), len(words) - 1)
    return " ".join(words[first:])


@cache
def _collectives() -> frozenset[str]:
    return frozenset(tomllib.loads((files(__package__) / "names.toml").read_text("utf-8"))["collectives"])
