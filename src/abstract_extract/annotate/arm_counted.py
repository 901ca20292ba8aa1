"""Arms that a page names only where it counts them: "17 of 23 ICB, 13 of 22 BMP and 20 of 24 DPSC clefts".

A name is an arm's where counts set it against another ("18 dense patches and 11 thin patches"), where both stand in
other sentences too, and where one of them is a product, a comparator, an abbreviation or a way of giving.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from abstract_extract.candidates import ArmMention
from abstract_extract.study import Sentence

from .arm_names import arm_key, role_of
from .arm_roles import names_product
from .arm_ways import is_way
from .lexicon import table
from .outcome_kinds import kind_of
from .people import UNIT_WORD

_NAME = r"[A-Za-z][\w+/'’-]*(?: [A-Za-z][\w+-]*)?"
_SHARE = r"[(\[][^()\[\]]{1,24}[)\]]"
_COUNT = rf"(?:№+(?: ?/ ?№+| (?:of|out of) (?:the )?№+)?(?: ?{_SHARE})?|%+(?: of)?|(?:in )?(?:no|none|zero))"
_UNIT = rf"(?:{UNIT_WORD}|users|halves|ones)"
_IS_UNIT = re.compile(_UNIT, re.IGNORECASE)
_ENDS = r"(?=,|;|\.|\)|:|\Z| and | but | or | v\.? | vs\.? | versus | compared | against | as against | than | at | had | in |/| [(\[])"
_ITEM = re.compile(
    rf"(?:^|(?<=[\s(\[;:,])){_COUNT} (?:the )?(?P<name>{_NAME}?)(?P<unit> {_UNIT}\b)?{_ENDS}(?: ?{_SHARE})?"
)
_NAME_FIRST = re.compile(
    rf"(?:(?<=[(\[;:,] )|(?<=[(\[])|(?<=^)|(?<=and ))(?P<name>{_NAME}?)(?::|,)? (?P<unit>)(?:№+(?: ?/ ?№+)?|%+)(?: ?{_SHARE})?(?=[,;).]| and |\Z)"
)
_IN_BRACKET = re.compile(
    rf"№+(?: {_UNIT})?(?P<unit> {_UNIT}) [(\[](?P<name>{_NAME})[)\]]|[(\[](?:[^()]{{2,40}}, )?(?P<name2>{_NAME}), №+(?P<unit2> {_UNIT})[)\]]"
)
_BETWEEN = re.compile(
    r"(?:,|;|/)? ?(?:and|but|or|v\.?|vs\.?|versus|as against|against|compared (?:with|to)|than|as opposed to)?(?: (?:only|in|by|for|at|of|with|as few as))*(?: the)? ?",
    re.IGNORECASE,
)
_FAR = re.compile(r"[^.;()№%]{2,70}\b(?:in|by|and|but|of|versus|than|for)(?: (?:the|only))* ")
_ABBREVIATION = re.compile(r"[A-Z][A-Za-z]{0,2}[A-Z][\w/+-]{0,7}|[A-Z]{2,8}")
_LEAST_SENTENCES = 2
_MOST_CHAINS = 40
"""Each is weighed against all others."""


def counted_arms(sentences: Sequence[Sentence]) -> list[tuple[Sentence, ArmMention]]:
    """The places of the names that counts set against each other; none where they are not surely of arms."""
    chains = list(islice((names for sentence in sentences for names in _chains(sentence)), _MOST_CHAINS))
    best: tuple[str, ...] = ()
    for names, is_strong in chains:
        alike = sum(len(set(other) & set(names)) >= 2 for other, _ in chains)
        is_sure = (alike >= _LEAST_SENTENCES or is_strong) and _are_arms(names, sentences)
        if is_sure and len(names) > len(best):
            best = names
    return list(_places(sentences, best)) if best else []


def _chains(sentence: Sentence) -> Iterator[tuple[tuple[str, ...], bool]]:
    """Runs of counts with a name each, and whether the names are said of people, eyes or the like."""
    if "№" not in sentence.mask and "%" not in sentence.mask:
        return
    for pattern in (_ITEM, _NAME_FIRST, _IN_BRACKET):
        run: list[str] = []
        is_strong, end = False, -1
        for match in pattern.finditer(sentence.mask):
            name = _name(match, sentence.string)
            if name is None:
                continue
            gap = sentence.mask[end : match.start()] if end >= 0 else None
            goes_on = gap is not None and (_BETWEEN.fullmatch(gap) or (is_strong and _FAR.fullmatch(gap)))
            if not goes_on:
                if len(set(run)) == len(run) >= 2:
                    yield tuple(run), is_strong
                run, is_strong = [], False
            run.append(name)
            is_strong = is_strong or bool(match["unit"] or (pattern is _IN_BRACKET and match["unit2"]))
            end = match.end()
        if len(set(run)) == len(run) >= 2:
            yield tuple(run), is_strong


def _name(match: re.Match[str], string: str) -> str | None:
    group = "name2" if match.re is _IN_BRACKET and match["name2"] else "name"
    name = string[match.start(group) : match.end(group)]
    words = name.lower().split(" ")
    if not _NOT_COUNTED.isdisjoint(words) or _IS_UNIT.fullmatch(name) or kind_of(name) != "efficacy":
        return None
    return name if _ABBREVIATION.fullmatch(name) else name.lower()


_NOT_COUNTED = frozenset(table("arm_words")["not_counted"])


def _are_arms(names: Sequence[str], sentences: Sequence[Sentence]) -> bool:
    tells = any(
        _ABBREVIATION.fullmatch(name) or names_product(name) or is_way(name) or role_of(name, name) == "comparator"
        for name in names
    )
    return tells and all(sum(_holds(name, sentence) for sentence in sentences) >= _LEAST_SENTENCES for name in names)


def _holds(name: str, sentence: Sentence) -> bool:
    text = sentence.string if _ABBREVIATION.fullmatch(name) else sentence.lower
    whole = re.compile(rf"(?<![\w-]){re.escape(name)}(?!\w)")
    return name in text and whole.search(text) is not None


def _places(sentences: Sequence[Sentence], names: Sequence[str]) -> Iterator[tuple[Sentence, ArmMention]]:
    ordered = "|".join(re.escape(name) for name in sorted(names, key=lambda name: -len(name)))
    pattern = re.compile(rf"(?<![\w-])(?P<name>{ordered})s?(?![\w-])(?P<unit> {_UNIT}\b)?", re.IGNORECASE)
    for sentence in sentences:
        counted = {
            m.span(g)
            for p in (_ITEM, _NAME_FIRST, _IN_BRACKET)
            for m in p.finditer(sentence.mask)
            for g in m.groupdict()
            if g.startswith("name")
        }
        for match in pattern.finditer(sentence.string):
            is_short = _ABBREVIATION.fullmatch(match["name"])
            if is_short or match["unit"] or match.span("name") in counted:
                yield sentence, ArmMention(arm_key(match["name"]), *match.span("name"))
