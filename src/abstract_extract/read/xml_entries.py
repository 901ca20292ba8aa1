"""An XML file of many citations or articles, one after another; what stands before a break is still given.

>>> text = "<PubmedArticleSet><PubmedArticle>1</PubmedArticle> <PubmedArticle>2</PubmedArticle></PubmedArticleSet>"
>>> [text[start:end] for start, end in split_xml(text)]
['<PubmedArticle>1</PubmedArticle>', '<PubmedArticle>2</PubmedArticle>']
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .xml_safety import SPACE, Guard

_ROOT = re.compile(r"<(?![?!])([\w:.-]{1,60})")
_HEAD = 20_000
# What a file of many is called, and what its citations are.
_SETS = {
    "pubmedarticleset": ("PubmedArticle", "PubmedBookArticle"),
    "pubmedbookarticleset": ("PubmedBookArticle",),
    "pmc-articleset": ("article",),
    "articles": ("article",),
    "articleset": ("article",),
    "collection": ("article",),
}
_DELETED = re.compile(r"<DeleteCitation>(.*?)</DeleteCitation>", re.DOTALL)


def split_xml(text: str) -> Iterator[tuple[int, int]] | None:
    """The places of the citations of an XML file of many; None where it is no such file.

    Raises MalformedPage, while iterating, where the file breaks off: after the citations that are complete.
    """
    root = root_of(text)
    names = _SETS.get(root.lower()) if root else None
    return _entries(text, names) if names else None


def root_of(text: str) -> str | None:
    """The name of an XML text's root element."""
    bare = text[:_HEAD].lstrip(SPACE)
    if not bare.startswith("<"):
        return None
    match = _ROOT.search(bare)
    return match[1] if match else None


def deleted_citations(text: str) -> int:
    """How many citations a PubMed file asks to delete."""
    at = text.rfind("<DeleteCitation>")
    match = _DELETED.match(text, at) if at >= 0 else None
    return match[1].count("<PMID") if match else 0


def _entries(text: str, names: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    opens = re.compile(r"<!--|<!\[CDATA\[|<(" + "|".join(names) + r")(?=[\s>])")
    guard, checked, position = Guard(), 0, 0
    while (match := opens.search(text, position)) is not None:
        name = match[1]
        closing = f"</{name}>" if name else "-->" if match.group() == "<!--" else "]]>"
        at = text.find(closing, match.end())
        if at < 0:
            break
        position = at + len(closing)
        if name:
            guard.feed(text[checked:position])
            checked = position
            yield match.start(), position
    guard.feed(text[checked:])
    guard.close()
