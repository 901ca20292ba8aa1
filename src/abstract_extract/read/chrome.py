"""Telling a page's frame from its study: menus, cookie bars, author lists, counters, reference lists.

>>> is_tail_heading("Similar articles"), is_frame("We use cookies to improve this site."), is_abstract_heading("Resumen:")
(True, True, True)
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

_MARK = re.compile(r"[ \t:：.|#>»«*•·–—-]+")  # noqa: RUF001 - signs that pages put around headings
_AUTHOR = re.compile(r"[A-ZÀ-ÞŚŠŽČŁ][\w'’.-]{1,25},? (?:[A-Z]{1,4}\b|[A-Z]\.){1,3}|\b[A-Z][a-zà-ÿ]{2,15} (?:[A-Z]\. ?)?[A-Z][a-zà-ÿ]{2,20}\s?[\d,*†^]{1,8}(?=[,;]|\s|$)")  # noqa: RUF001
_REFERENCE = re.compile(r"\b(?:et al\b|doi:|\d{4}[;:,.]\s?\d{1,4}(?:\(\d+\))?:\s?\w?\d+|Crossref|Google Scholar|\bPubMed\b.{0,20}\Z)", re.IGNORECASE)
_SENTENCE = re.compile(r"[a-z]{2,}.*\b(?:was|were|is|are|had|has|have|been|showed?|received|did|can|may|will|be|we|after|with|underwent|developed|demonstrated|improved|the)\b", re.DOTALL)


@cache
def _patterns(name: str) -> re.Pattern[str]:
    data = tomllib.loads(files("abstract_extract.read").joinpath("chrome.toml").read_text("utf-8"))
    end = r"" if name == "starts" else r"\Z"
    return re.compile("(?:" + "|".join(data[name]) + ")" + end, re.IGNORECASE)


def _bare(string: str) -> str:
    return _MARK.sub(" ", string[:200]).strip()


def is_tail_heading(string: str) -> bool:
    """Whether a line is a heading after which nothing of the study follows."""
    return len(string) <= 70 and not string.endswith("?") and bool(_patterns("tails").match(_bare(string)))


def is_end_heading(string: str) -> bool:
    """Whether a line is a heading after which an article's text is over: references, similar articles."""
    return len(string) <= 70 and bool(_patterns("ends").match(_bare(string)))


def is_abstract_heading(string: str) -> bool:
    """Whether a line is the heading of an abstract, in any of the languages met."""
    return len(string) <= 40 and bool(_patterns("abstracts").match(_bare(string)))


def is_frame(string: str) -> bool:
    """Whether a line is frame wherever it stands."""
    if len(string) <= 160 and _patterns("lines").match(string.strip()):
        return True
    return bool(_patterns("starts").match(string.lstrip(" *|•·"))) or is_author_list(string) or is_reference(string)


def is_author_list(string: str) -> bool:
    """Whether a line lists authors: mostly names with initials or affiliation numbers, no sentence."""
    if len(string) > 3000 or _SENTENCE.search(string):
        return False
    names = len(_AUTHOR.findall(string))
    return names >= 2 and names * 3 >= len(string.split()) * 0.5


def is_reference(string: str) -> bool:
    """Whether a line is an entry of a reference list."""
    return len(string) < 600 and len(_REFERENCE.findall(string)) >= 2


def is_prose(string: str) -> bool:
    """Whether a line is running text: a sentence or more."""
    return len(string) >= 40 and len(string.split()) >= 7 and bool(_SENTENCE.search(string))
