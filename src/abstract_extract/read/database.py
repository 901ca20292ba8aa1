"""What records of bibliographic databases have in common, whatever their format: whose a registry number is, and the
words that stand where an abstract would."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain, pairwise

from abstract_extract.text import Edit, Text

from .citation import own_registry_ids
from .identifiers import registry_ids

_NO_ABSTRACT = re.compile(
    r"\W*(?:no (?:abstract|summary)(?: is)?(?: available| provided| supplied)?|abstract (?:is )?(?:not|un)\s?available"
    r"|not available|n\.?/?a\.?|none|null|nan|abstract|abstract available (?:in .{2,60} )?from the publisher"
    r"|popis není k dispozici|resumen no disponible)\W*\Z",
    re.IGNORECASE,
)
_PUBMED_ADDRESS = re.compile(r"(?:/pubmed/|pubmed\.ncbi\.nlm\.nih\.gov/)(\d{1,8})(?!\d)")
_BRACKETS = re.compile(r"\A\[(.*)\]\.?\Z", re.DOTALL)
_LINE_BREAK = re.compile(r"[\r\n][ \t\u00a0\r\n]*")
# "low-" before "and" is a word of its own, "double-" before "blind" is half of one.
_HALF_WORD = re.compile(r"[^\W_]-\Z")
_HANGING = re.compile(r"(?:and|or|to|und|oder|y|o|et|ou)\b")


def registry_numbers(study: str, stated: Iterable[str] = ()) -> tuple[str, ...]:
    """The study's own registry numbers: those that its abstract owns to, and those that the database states.

    Databases collect every number of the abstract; what the abstract says of another trial stays out.

    >>> abstract = "Registered as NCT01144962. A larger trial (NCT03370874) is recruiting."
    >>> registry_numbers(abstract, ["NCT03370874", "EudraCT/2009-016816-20"])
    ('NCT01144962', 'EUCTR2009-016816-20')
    """
    named = registry_ids(study)
    own = dict.fromkeys(own_registry_ids(study))
    for value in stated:
        own.update(dict.fromkeys(number for number in registry_ids(value) if number not in named))
    return tuple(own)


def is_markup(head: str) -> bool:
    """Whether a source begins with a tag; a citation whose abstract holds some does not.

    >>> is_markup(" <html>"), is_markup("AB  - <p>Ten</p><p>patients</p><p>.</p>")
    (True, False)
    """
    return head.lstrip("\ufeff \t\r\n").startswith("<")


def says_no_abstract(string: str) -> bool:
    """Whether the words are no abstract but say that there is none.

    >>> says_no_abstract("[No abstract available]"), says_no_abstract("None of the patients died.")
    (True, False)
    """
    return not string.strip() or (len(string) < 120 and bool(_NO_ABSTRACT.match(string)))


def without_brackets(title: str) -> str:
    """A title without the brackets that databases put around translated ones.

    >>> without_brackets("[Cells in the heel]."), without_brackets("[18F]FDG in [11C] times")
    ('Cells in the heel', '[18F]FDG in [11C] times')
    """
    match = _BRACKETS.match(title)
    return match[1] if match and "[" not in match[1] else title


def pmid_in_address(string: str) -> str | None:
    """The PMID in the address of a PubMed page."""
    match = _PUBMED_ADDRESS.search(string)
    return match[1] if match else None


def unwrapped(text: Text) -> Text:
    """A text whose lines were wrapped at blanks and after hyphens, as one line.

    >>> str(unwrapped(Text.of("a double-\\n      blind trial of\\n      low-\\n      and high-dose cells")))
    'a double-blind trial of low- and high-dose cells'
    """
    string = text.string
    edits: list[Edit] = []
    for match in _LINE_BREAK.finditer(string):
        start = match.start()
        while start and string[start - 1] in " \t\u00a0":
            start -= 1
        half = _HALF_WORD.search(string[max(0, start - 2) : start]) and not _HANGING.match(string, match.end())
        edits.append((start, match.end(), "" if half else " "))
    return text.replace(edits).strip()


def entry_places(begin: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    """The places of the entries of a file: each from where `begin` matches up to the next one, without blanks after it.

    >>> list(entry_places(re.compile("^ID ", re.MULTILINE), "ID 1\\nTI a\\n\\nID 2\\n"))
    [(0, 9), (11, 15)]
    """
    starts = (match.start() for match in begin.finditer(text))
    for start, following in pairwise(chain(starts, [len(text)])):
        yield start, start + len(text[start:following].rstrip())
