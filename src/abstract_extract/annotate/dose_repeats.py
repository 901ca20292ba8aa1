"""Doses that are given again: "repeated three months later", "on day 0 and once more on day 7", "共2次,间隔1周".

>>> string = "The same dose was repeated three months later."
>>> interval, count = repeats_in(string)
>>> interval.value, count.value
('P3M', 2)
"""

from __future__ import annotations

import re
from functools import cache

from abstract_extract.candidates import Said

from .durations import find_durations
from .foreign_durations import is_foreign
from .hints import has_any
from .lexicon import table

_DAY_AND_AGAIN = re.compile(
    r"\b(day|week|month) (\d{1,3})(?:, [^,.;]{1,40})?(?:,| and|, and) (?:then )?(?:once more|again|a second time|repeated|repeat(?:ed)? dose|half|the (?:rest|remainder|other half|second half))(?: \w+){0,2}? (?:on )?\1 \+?(\d{1,3})\b",
    re.IGNORECASE,
)
_DAY_AND_LATER = re.compile(
    r"\b(?:straight|right|immediately|directly|just) (?:after|before|at) [\w -]{3,30}?(?:,| and|, and) (?:on |at )?(days?|weeks?|months?) ((?:\d{1,3}, ?){0,5}\d{1,3} and \d{1,3}|\d{1,3})\b",
    re.IGNORECASE,
)
_AGAIN_BEFORE = re.compile(
    r"(?:\b(?:and|then|,) (?:was |were )?(?:(?:re)?(?:injected|infused|given|treated|dosed|grafted|implanted|instilled|applied) )?(?:once more|(?:once )?again|(?:a|the) second(?: (?:time|one|dose|infusion|injection|session|shot|drip|graft|application|course|half|bag))?|repeated|another(?: one| dose| infusion| injection)?)|"
    r"\b(?P<whole>dose|infusion|injection|procedure|treatment|course|implant\w*|administration|it|same|this|drip|shot|application) "
    r"(?:was |were |is |are |will be |(?:may|can|could|might|should) be |to be |being |had been )*(?:then )?(?:repeated|given again|renewed)(?: once)?)"
    r"(?P<how>(?: [\w-]+){0,9}?)(?: after| at| in)? (?:an interval of )?\Z",
    re.IGNORECASE,
)
_LATER = re.compile(r"\s?(?:later|thereafter|afterwards?|after the first\b|apart|from the first)", re.IGNORECASE)
_AFTER = re.compile(r"\b(?:after|at|in|interval of) \Z", re.IGNORECASE)
_SOME = re.compile(
    r"\b(?:if|unless|when needed|as needed|in case|could|may|might|optional\w*|where necessary)\b|"
    r"\bin (?:\w+|\d+) (?:of (?:them|the)|patients|cases|persons|people|eyes|knees)\b|\b(?:some|several|most|half) of\b",
    re.IGNORECASE,
)
_HINTS = ("again", "repeat", "once more", "second", "renew", "another", "straight", "right after", "immediately", "directly", "both", "just ")  # fmt: skip
_BOTH = re.compile(r"\bboth times\b|\bon both (?:days|occasions|visits)\b", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,3}")
_CHINESE_TOTAL = re.compile(r"(?:共|各|连续|合计|计|总共)\s?(\d{1,2}|[一二两三四五六七八九十])\s?次")
_CHINESE_NUMBERS = {c: n for n, c in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
_GAP = re.compile(
    r"(?:间隔|每隔?|abstand von|(?:a )?cada|intervalos? de|každ\w+|каждые|кожні|alle|tous les|toutes les)\s?\Z",
    re.IGNORECASE,
)


def repeats_in(string: str) -> tuple[Said | None, Said | None]:
    """The interval after which a dose is given again, and how often that makes; no count where some alone get it."""
    if not has_any(string.lower(), _HINTS):
        return None, None
    days = _DAY_AND_AGAIN.search(string)
    if days and (step := int(days[3]) - int(days[2])) > 0:
        return Said(f"P{step}{days[1][0].upper()}", *days.span()), Said(2, *days.span())
    listed = _DAY_AND_LATER.search(string)
    if listed:
        return _after_the_first(listed)
    for duration in find_durations(string):
        again = _AGAIN_BEFORE.search(string, max(0, duration.start - 120), duration.start)
        if again is None:
            continue
        if not (_LATER.match(string, duration.end) or _AFTER.search(string, 0, duration.start)):
            continue
        said = Said(duration.iso, duration.start, duration.end)
        clause = string[max(0, string.rfind(";", 0, again.start())) : duration.end + 40]
        return said, None if _SOME.search(clause) else Said(2, *again.span())
    both = _BOTH.search(string)
    return None, Said(2, *both.span()) if both else None


def _after_the_first(listed: re.Match[str]) -> tuple[Said | None, Said | None]:
    numbers = [int(n) for n in _NUMBER.findall(listed[2])]
    steps = {b - a for a, b in zip([0, *numbers], numbers, strict=False)}
    count = Said(len(numbers) + 1, *listed.span())
    step = steps.pop()
    if steps or step <= 0:
        return None, count
    return Said(f"P{step}{listed[1][0].upper()}", listed.start(1), listed.end()), count


@cache
def _foreign() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Counts, a number with a word of giving, and rates in other languages: each value a group of its own."""
    words, numbers = table("count_words"), table("time_words")["numbers"]

    def groups(said: dict[str, list[str]], letter: str) -> str:
        return "|".join(f"(?P<{letter}{value}>{'|'.join(forms)})" for value, forms in said.items())

    return (
        re.compile(rf"(?<![a-zà-ž])(?:{groups(words['counts'], 'n')})", re.IGNORECASE),
        re.compile(
            rf"(?<![\w.,])(?:(?P<digits>\d{{1,2}})|{groups(numbers, 'n')})\s?(?:[\w-]+ )?(?:{'|'.join(words['nouns']['words'])})(?![a-zà-ž])",
            re.IGNORECASE,
        ),
        re.compile(rf"(?<![a-zà-ž0-9])(?:{groups(words['rates'], 'r')})", re.IGNORECASE),
    )


def foreign_count_in(string: str) -> Said | None:
    """How often a product is given, in another language than English."""
    if not is_foreign(string):
        return None
    total = _CHINESE_TOTAL.search(string)
    if total:
        return Said(_CHINESE_NUMBERS.get(total[1]) or int(total[1]), *total.span(1))
    counts, nouns, _ = _foreign()
    for pattern in (nouns, counts):
        match = pattern.search(string)
        if match:
            name = match.lastgroup or "n1"
            return Said(int(match["digits"]) if name == "digits" else int(name[1:]), *match.span(name))
    return None


def foreign_interval_in(string: str) -> Said | None:
    """How far apart doses are, in another language than English: "a cada quatro semanas", "每2天一次", "wöchentlich"."""
    if not is_foreign(string):
        return None
    for duration in find_durations(string):
        if _GAP.search(string, max(0, duration.start - 14), duration.start):
            return Said(duration.iso, duration.start, duration.end)
    rate = _foreign()[2].search(string)
    return Said((rate.lastgroup or "rP1W")[1:], *rate.span()) if rate else None
