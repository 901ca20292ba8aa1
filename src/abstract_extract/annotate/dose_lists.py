"""Numbers of a list of doses before its last, whose power or scale and unit they share.

>>> text = "tier I 0.5, tier II 1 and tier III 2 million cells per kg"
>>> [text[start:end] for start, end in numbers_before(text, text.index("2 million"))]
['0.5', '1']
>>> numbers_before("at months 4, 7 and 10, 2 × 10^6 cells", 22)
[]
"""

from __future__ import annotations

import re

_N = r"(?<![\w.,^])\d{1,4}(?:\.\d{1,4})?"
_TIMES = r"(?:\s?[×xX*·✕]|\s?(?:M|million|billion)\b)?"
_COMMA = r"\s?[,/]\s?"
_LAST = r"\s?(?:,? ?(?:or|and|et|und|y|versus|vs\.?)|/)\s?"
_LABEL = r"(?:(?:dose )?(?:tiers?|cohorts?|groups?|levels?|steps?|arms?|stages?|rungs?|sets?|DL) ?[A-Z0-9IVX]{1,3}(?:,|:| =|,? (?:got|had|received|with))? )"
_PLAIN = re.compile(
    rf"(?P<list>{_N}{_TIMES}(?:{_COMMA}{_N}{_TIMES}){{0,6}}){_LAST}\Z|(?P<commas>{_N}{_TIMES}(?:{_COMMA}{_N}{_TIMES}){{1,6}}){_COMMA}\Z"
)
_A_LABEL = re.compile(_LABEL, re.IGNORECASE)
_LABELLED = re.compile(
    rf"(?P<list>(?:{_LABEL}{_N}{_TIMES}(?:{_LAST}|{_COMMA}|\s?;\s?)){{1,6}}){_LABEL}\Z", re.IGNORECASE
)
_NUMBER = re.compile(_N)
_OTHER_LIST = re.compile(
    r"\b(?:cohorts?|groups?|levels?|arms?|days?|weeks?|months?|years?|grades?|stages?|phases?|tables?|figures?|visits?|cycles?|"
    r"n ?=|types?|age[ds]?|visits?|points?|sites?)\s?\Z",
    re.IGNORECASE,
)
_FULL_LIST = re.compile(r"(?<![\w.,])((?:\d{1,3}(?:,\d{3}){1,2}(?:, (?:or |and )?| or | and |/)){1,6})\Z")
_FULL_NUMBER = re.compile(r"\d{1,3}(?:,\d{3}){1,2}")
_REACH = 90


def numbers_before(sentence: str, start: int) -> list[tuple[int, int]]:
    """The places of the numbers of a list that an amount at `start` ends, in order; none where it ends no list.

    "Weeks 2, 4 and 6 × 10^6" is no list of doses, and "aged 27, 2 × 10^6" none either.
    """
    low = max(0, start - _REACH)
    labelled = _LABELLED.search(sentence, low, start)
    if labelled:
        ends = [label.end() for label in _A_LABEL.finditer(labelled["list"])]
        found = [_NUMBER.match(sentence, labelled.start("list") + end) for end in ends]
        return [match.span() for match in found if match]
    plain = _PLAIN.search(sentence, low, start)
    if plain is None:
        return []
    group = "list" if plain["list"] else "commas"
    if _OTHER_LIST.search(sentence, max(0, plain.start() - 12), plain.start()):
        return []
    return [match.span() for match in _NUMBER.finditer(sentence, *plain.span(group))]


def full_numbers_before(sentence: str, start: int) -> list[tuple[int, int]]:
    """The places of numbers in full figures that a list has before its last: "50,000, 100,000 or 200,000 cells".

    >>> full_numbers_before("50,000, 100,000 or 200,000 cells", 19)
    [(0, 6), (8, 15)]
    """
    listed = _FULL_LIST.search(sentence, max(0, start - _REACH), start)
    return [match.span() for match in _FULL_NUMBER.finditer(sentence, *listed.span(1))] if listed else []
