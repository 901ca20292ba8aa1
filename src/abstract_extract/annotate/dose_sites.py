"""Where a product is put: the site that a sentence names, and the one that the page is about.

>>> site, route = site_in("Cells were injected around the fistula tract.")
>>> site.value, route.value
('fistula tract', 'intralesional')
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from abstract_extract.candidates import Said
from abstract_extract.page import Role
from abstract_extract.study import Sentence

from .dose_days import GIVING_VERB
from .lexicon import table, terms

_PUT_THERE = re.compile(r"intra|graft|delivered|placed|transferred|sprayed|each |half |covered", re.IGNORECASE)
_PUT_THERE_AFTER = re.compile(
    r" (?:(?:each |once |also )?(?:got|received|had|was (?:injected|given|treated|covered)|were (?:injected|given|covered)))\b"
)
_EACH_SITE = re.compile(r"per\b", re.IGNORECASE)
_THROUGH = re.compile(r"through\b", re.IGNORECASE)
_WAY_THROUGH = frozenset({"skin", "scalp", "dermis"})
_INTO = re.compile(r"(?:into|in|around|round|along|beneath|down|between|within)\b", re.IGNORECASE)
_PLURALS = {
    "corpora cavernosa": "corpus cavernosum",
    "putamina": "putamen",
    "halves": "half",
    "menisci": "meniscus",
    "nuclei pulposi": "nucleus pulposus",
    "calves": "calf",
    "sinuses": "sinus",
}
_SIBILANTS = ("ches", "shes", "xes", "sses")
_SYSTEMIC = frozenset({"intravenous", "intrathecal", "intratracheal", "inhaled", "intraventricular", "intraportal"})
_WEIGHTS = {True: 3.0, False: 2.0}
"""Of a mention in a title, and of one in a sentence that gives the product."""


@cache
def _sites() -> re.Pattern[str]:
    """A site behind a word of place, each a group of its own."""
    words = "|".join(f"(?P<s{i}>{'|'.join(t.patterns)})" for i, t in enumerate(terms("sites")))
    return re.compile(
        r"\b(?:(?:sites|points|spots) of|into|in|to|around|round|along|at|beneath|under|onto|over|on|upon|through|between|per|down|each|both|within|beside|throughout)\s"
        r"(?:the |each |one |both |all (?:the )?|their |his |her |a |an |half of the )?(?:same |affected |diseased |target(?:ed)? |index |study |injured |"
        r"worse |worst |treated |involved |bare |raw |poorer |painful |worn |surrounding |[a-z]+(?:-sparing|ed) |peripheral |same |border zone of the |muscles? of (?:the |each )?|skin of (?:the |each )?|(?:parenchyma|tissue) of the |base of the |walls? of (?:the |each )?|left |right |other |sore )*"
        rf"(?:{words})(?![\w-])(?! (?:veins?|arter|failure|disease|attack|injur|infarct|cancer|fibrosis|cirrhosis|transplant|osteoarth|surgery|pain|graft|defici|atroph|ischa?em|degenerat))",
        re.IGNORECASE,
    )


def site_in(string: str) -> tuple[Said, Said | None] | None:
    """Where a product is put, and the route that an injection or a graft there is; None where no site is named."""
    for match in _sites().finditer(string):
        group = match.lastgroup or "s0"
        before = string[max(0, match.start() - 80) : match.start()]
        if _EACH_SITE.match(match.group()) is None and not (
            GIVING_VERB.search(before) or _PUT_THERE.search(before) or _PUT_THERE_AFTER.match(string, match.end())
        ):
            continue
        if match[group].lower() in _WAY_THROUGH and _THROUGH.match(match.group()):
            continue
        start, end = match.span(group)
        site = Said(_singular(match[group]), start, end)
        route = terms("sites")[int(group[1:])].route
        is_into = bool(_INTO.match(match.group()))
        return site, Said(route, match.start(), match.end()) if route and is_into else None
    return None


def _singular(words: str) -> str:
    lower = words.lower()
    for plural, single in _PLURALS.items():
        lower = lower.removesuffix(plural) + single if lower.endswith(plural) else lower
    if lower.endswith("ies"):
        return lower[:-3] + "y"
    if lower.endswith(_SIBILANTS):
        return lower[:-2]
    return (
        lower[:-1]
        if lower.endswith("s") and not lower.endswith(("ss", "us", "is", "iceps", "pulposus", "pancreas", "penis"))
        else lower
    )


@cache
def _places() -> dict[str, re.Pattern[str]]:
    """The words of the sites that a route may have, by the route; under "" those of a product put somewhere by no named way."""
    places = {term.name: "|".join(term.places) for term in terms("routes") if term.places}
    places[""] = "|".join(table("routes")["unnamed"]["places"])
    return {name: re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE) for name, words in places.items()}


def site_of_page(sentences: Sequence[Sentence], route: str | None) -> Said | None:
    """The joint, eye, ulcer or scar that title and methods speak of most, where the route says that it is the site."""
    pattern = _places().get(route or "")
    if pattern is None:
        return None
    weights: dict[str, float] = defaultdict(float)
    first: dict[str, Said] = {}
    for sentence in sentences:
        is_title = sentence.stretch.role is Role.TITLE
        if not is_title and not GIVING_VERB.search(sentence.string):
            continue
        for match in pattern.finditer(sentence.string):
            word = _singular(match.group())
            weights[word] += _WEIGHTS[is_title]
            first.setdefault(word, Said(word, sentence.start + match.start(), sentence.start + match.end()))
    best = max(weights, key=lambda word: (weights[word], -first[word].start), default=None)
    return first[best] if best else None


def has_site(route: str | None) -> bool:
    """Whether a product given this way has a place of its own: what goes into a vein or is breathed in has none."""
    return route not in _SYSTEMIC
