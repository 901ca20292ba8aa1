"""Telling a page's frame from its study: menus, cookie bars, author lists, counters, reference lists.

>>> is_tail_heading("Similar articles"), is_frame("We use cookies to improve this site.")
(True, True)
>>> is_abstract_heading("Resumen:")
True
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from abstract_extract.headings import canonical_heading, inline_headings

from .language import distinct_short_words

_MARK = re.compile(r"[ \t:：.|#>»«*•·–—-]+")
_AUTHOR = re.compile(
    r"[A-ZÀ-ÞŚŠŽČŁ][\w'’.-]{1,25},? (?:[A-Z]{1,4}\b|[A-Z]\.){1,3}|\b[A-Z][a-zà-ÿ]{2,15} (?:[A-Z]"
    r"\. ?)?[A-Z][a-zà-ÿ]{2,20}\s?[\d,*†^]{1,8}(?=[,;]|\s|$)"
)
_SMALL_WORD = re.compile(r" (?:OF|IN|WITH|FOR|AFTER|THE|TO|BY|DE LA|EN|EM|MIT|NACH|POUR) ")
_REFERENCE = re.compile(
    r"\b(?:et al\b|doi:|\d{4}[;:,.]\s?\d{1,4}(?:\(\d+\))?:\s?\w?\d+|Crossref|Google Scholar|"
    r"\bPubMed\b.{0,20}\Z)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[a-z]{2}|[A-Z][a-z](?=\s)")
_VERB = re.compile(
    r"\b(?:was|were|is|are|had|has|have|been|showed?|received|did|can|may|will|be|we|after|with|underwent|developed"
    r"|demonstrated|improved|the|got|gave|took|came|went|had|made|kept|stayed|remained|closed|healed|died|entered|completed"
    r"|reported|occurred|recovered|felt|met|rose|fell|dropped|became|began|lasted|withdrew|moved|left|lost|lived|stopped|responded)\b"
)
_IDEOGRAPHIC_SENTENCE = re.compile("[\u3040-\u9fff][。，；：、]|[\u4e00-\u9fff]{12}|[\uac00-\ud7a3]다[.(]")
"""A sentence of Chinese or Japanese, or the end of one of Korean."""
_MENU = re.compile(
    r"\W*(?:(?:sign|log) ?(?:in|up|on)|register|create account|home|search|browse|menu|help|faqs?|about(?: us)?"
    r"|contact(?: us)?|blog|for (?:patients|sites|sponsors|researchers|clinicians)|my account|english)\b"
    r"(?:\s*[/|>»·•].{0,60})?\s*\Z",
    re.IGNORECASE,
)
_AFTER_HEADING = re.compile(
    r"\s?(?:[:：]|\.|\s[–—-])[\s*]*(?=\S)|\s*[】〕\]]\s*|(?<=[\u3040-\u9fff\uac00-\ud7a3])[ \u3000]+(?=\S)"
)
_PART = re.compile(r"([^\W\d_][^.:;,]{2,40})[.:] (?=\S)")
_LONGEST_ABSTRACT_HEADING = 30
_SHORTEST_ABSTRACT = 150
_PROSE_SAMPLE = 600
_SHORT_WORDS = 3
_SHORTEST_FOREIGN = 60


@cache
def _patterns(name: str) -> re.Pattern[str]:
    data = tomllib.loads(files("abstract_extract.read").joinpath("chrome.toml").read_text("utf-8"))
    end = r"" if name in ("starts", "others", "keywords") else r"\Z"
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


def abstract_start(string: str) -> int | None:
    """Where the text begins on a line that an abstract's heading begins: "Abstract: Cells were …"; None on others.

    >>> line = "Resumo: A carência de órgãos faz com que muitos doentes faleçam antes do transplante. " * 2
    >>> line[abstract_start(line):][:10], abstract_start("Abstract: see below.")
    ('A carência', None)
    """
    found = _AFTER_HEADING.search(string, 1, _LONGEST_ABSTRACT_HEADING)
    if len(string) < _SHORTEST_ABSTRACT and not _IDEOGRAPHIC_SENTENCE.search(string):
        # "SUMMARY. Aim. To compare …": the first part on the line, the others on the next ones.
        is_heading = found is not None and is_abstract_heading(string[: found.start()])
        return found.end() if found and is_heading and _opens_with_part(string[found.end() :]) else None
    if found is None or not is_abstract_heading(string[: found.start()]) or not is_prose(string[found.end() :]):
        return None
    return found.end()


def _opens_with_part(string: str) -> bool:
    """Whether a text begins with the heading of an abstract's part: "Aim. To compare"."""
    head = _PART.match(string)
    return head is not None and canonical_heading(head[1]) is not None


def is_keywords(string: str) -> bool:
    """Whether a line lists the key words of a paper, in any of the languages met.

    >>> is_keywords("Palavras-chave: cirrose; terapia celular"), is_keywords("The key was turned.")
    (True, False)
    """
    return bool(_patterns("keywords").match(string.lstrip(" *|•·")))


def tells_of_others(string: str) -> bool:
    """Whether a line tells of other papers or trials than the page's own.

    >>> tells_of_others("Related: 416 Bulkamid in 200 women"), tells_of_others("Related donors gave the cells.")
    (True, False)
    """
    return bool(_patterns("others").match(string.lstrip(" *|•·>-–")))


def is_frame(string: str) -> bool:
    """Whether a line is frame wherever it stands."""
    if len(string) <= 160 and _patterns("lines").match(string.strip()):
        return True
    return (
        tells_of_others(string)
        or is_keywords(string)
        or bool(_patterns("starts").match(string.lstrip(" *|•·")))
        or is_author_list(string)
        or is_reference(string)
    )


def is_menu(string: str) -> bool:
    """Whether a line is a word of a site's menu, alone or before its neighbours.

    >>> is_menu("Sign in"), is_menu("Home / Trials / NCT01234567"), is_menu("Home oxygen therapy")
    (True, True, False)
    """
    return bool(_MENU.match(string))


def is_author_list(string: str) -> bool:
    """Whether a line lists authors: mostly names with initials or affiliation numbers, no sentence."""
    # Short words of a title in capitals look like initials.
    if len(string) > 3000 or _has_sentence(string) or (string.isupper() and _SMALL_WORD.search(string)):
        return False
    names = len(_AUTHOR.findall(string))
    return names >= 2 and names * 3 >= len(string.split()) * 0.5


def is_reference(string: str) -> bool:
    """Whether a line is an entry of a reference list."""
    return len(string) < 600 and len(_REFERENCE.findall(string)) >= 2


def is_prose(string: str) -> bool:
    """Whether a line is running text: a sentence or more, in any language.

    >>> is_prose("Zehn Patienten wurden mit den Zellen behandelt und nach einem Jahr untersucht.")
    True
    >>> is_prose("Departamento de Medicina, Universidad de la Costa, Valparaíso, Chile")
    False
    """
    if len(string) >= 40 and len(string.split(None, 7)) >= 7 and _has_sentence(string):
        return True
    if len(string) >= 20 and _IDEOGRAPHIC_SENTENCE.search(string):
        return True
    if len(string) < _SHORTEST_FOREIGN:
        return False
    # English titles have as many short words as its sentences: there only a verb tells.
    words = distinct_short_words(string[:_PROSE_SAMPLE], but="en")
    return words > _SHORT_WORDS or (words > 1 and ":" in string and bool(inline_headings(string)))


def _has_sentence(string: str) -> bool:
    word = _WORD.search(string)
    return word is not None and _VERB.search(string, word.end()) is not None
