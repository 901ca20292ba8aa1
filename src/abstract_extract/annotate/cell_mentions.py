"""Mentions of cells, tissues and cell products: names, abbreviations with a tissue's letters, vesicles made of them.

>>> [(m.kind, m.name, m.text) for m in find_mentions("exosomes of hUC-MSCs from placenta-derived cells")]
[('product', 'exosomes', 'exosomes'), ('tissue', 'umbilical cord', 'UC'), ('cell_type', 'MSC', 'MSCs'), ('tissue', 'placenta', 'placenta')]
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Literal

from .hints import has_any
from .lexicon import Term, terms
from .term_search import Terms

Kind = Literal["tissue", "cell_type", "product"]
PRODUCT_NAMES = (
    "stem", "stromal", "exosom", "vesicle", "msc", "mononuclear", "lymphocyte", "cytes", "blasts", "car-t", "car t",
    "t cell", "t-cell", "islet", "secretome", "conditioned", "killer", "dendritic", "progenitor", "lysate",
    "mitochondri", "epitheli", "cells",
)  # fmt: skip
"""Words of which the name of a product has at least one, in lower case."""
HINTS = (
    "cell", "cyte", "blast", "exosom", "exo", "vesicle", "vesikel", "msc", "mnc", " ev", "-ev", "sev", "dsc", "shed",
    "svf", "epc", "graft", "islet", "secretom", "conditioned", "marrow", "cord", "adipos", "placent", "lysate",
    "phage", "car-t", "car t", " til", "nk ", "nk-", "treg", "mitochondr", "rpe", "ipsc", " asc", "plx", "leucel",
    "amnio", "vst", "dli", "stem", "stromal", "pbmc", "bmac", "mapc", "lipoaspirate", "bmnc", "zell", "célul", "celul",
    "bun", "buň", "progenitor", "epitheli", "precursor", "strocel", "multistem", "fat", "细胞", "細胞", "外泌", "клет",
    "клі", "экзосом", "екзосом", "decidu", "tissue", "secret", "limb", "cx601", "amdc", "opc", "mpc", "cdcs",
)  # fmt: skip


_CELL_ADJECTIVE = re.compile(
    r"(?:adult |mesenchymal |stromal|stem|regenerative|multipotent|progenitor|adherent)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A term in a sentence, its place there, and whether the name alone says a product."""

    kind: Kind
    name: str
    id: str | None
    start: int
    end: int
    text: str
    specific: bool


@cache
def _tables() -> tuple[tuple[Kind, Mapping[str, Term], Terms], ...]:
    """Tissues, cell types and products: their terms by name, and the search for them."""
    kinds: tuple[tuple[Kind, str, str], ...] = (
        ("tissue", "tissues", ""),
        ("cell_type", "cell_types", "s?"),
        ("product", "products", "s?"),
    )
    return tuple(
        (
            kind,
            {term.name: term for term in terms(file)},
            Terms(
                {term.name: term.patterns for term in terms(file)},
                before="(?<![a-z])",
                after=f"{plural}(?![a-z])(?!-like)",
            ),
        )
        for kind, file, plural in kinds
    )


@lru_cache(maxsize=512)
def find_mentions(sentence: str) -> tuple[Mention, ...]:
    """The mentions of a sentence in order; of overlapping ones of a kind the longest."""
    if not has_any(sentence.lower(), HINTS):
        return ()
    found: list[Mention] = []
    for kind, by_name, search in _tables():
        for name, match in search.find(sentence):
            term = by_name[name]
            is_specific = term.specific or kind == "product"
            found.append(Mention(kind, term.name, term.id, *match.span(), match.group(), is_specific))
    tissues = {mention.start: mention for mention in found if mention.kind == "tissue"}
    found = [_without_tissue(mention, tissues.get(mention.start)) for mention in found]
    found += _abbreviated(sentence, found)
    return tuple(_contained_tissues(sorted(found, key=lambda m: (m.start, -m.end))))


_LINK = re.compile(r"(?:[- ]?(?:tissue|derived|blood))*[- ]+", re.IGNORECASE)


def _without_tissue(mention: Mention, tissue: Mention | None) -> Mention:
    """A cell's name without the tissue that it begins with: of "adipose-derived stem cells" the stem cells."""
    if mention.kind != "cell_type" or tissue is None or tissue.end >= mention.end:
        return mention
    link = _LINK.match(mention.text, tissue.end - tissue.start)
    if link and _CELL_ADJECTIVE.match(mention.text[link.end() :]):
        return replace(mention, start=mention.start + link.end(), text=mention.text[link.end() :])
    return mention


@cache
def _letters() -> re.Pattern[str]:
    """A tissue's letters before a cell's, or a cell's alone: groups 1 and 2."""
    prefixes = sorted({p for t in terms("tissues") for p in t.prefixes}, key=len, reverse=True)
    letters = sorted({a for t in terms("cell_types") for a in (*t.abbreviations, *t.short)}, key=len, reverse=True)
    start = "|".join(re.escape(p) for p in prefixes)
    end = "|".join(re.escape(a) for a in letters)
    return re.compile(
        rf"(?<![A-Za-z0-9])(?:(?:auto|allo|h|e|a|c)-?)?(?:({start})(?:-?d(?:erived)?)?[- ]?)?({end})s?(?![A-Za-z0-9])"
    )


@cache
def _by_letters() -> tuple[dict[str, Term], dict[str, Term], dict[str, Term], frozenset[str]]:
    """Tissues by their prefixes, by the letters that hold tissue and cell in one, cells by theirs, and those alone."""
    prefixes = {p: t for t in terms("tissues") for p in t.prefixes}
    contracted = {letters: t for t in terms("tissues") for letters in t.letters}
    cells = {a: t for t in reversed(terms("cell_types")) for a in (*t.abbreviations, *t.short)}
    alone = frozenset(a for t in terms("cell_types") for a in t.short)
    return prefixes, contracted, cells, alone


def _abbreviated(sentence: str, found: list[Mention]) -> list[Mention]:
    prefixes, contracted, cells, alone = _by_letters()
    # In order and apart from each other: only the last that begins before a place's end can reach into it.
    taken = sorted((m.start, m.end) for m in found if m.kind == "cell_type")
    added: list[Mention] = []
    for match in _letters().finditer(sentence):
        prefix, letters = match[1], match[2]
        whole = match.group().removesuffix("s")
        if prefix is not None and whole in alone and whole in contracted:
            prefix, letters = None, whole
        before = bisect_left(taken, (match.end(),))
        if before and match.start() < taken[before - 1][1]:
            continue
        if prefix is None and letters not in alone:
            continue
        start, end = match.start(2) if letters == match[2] else match.start(), match.end()
        term = cells[letters]
        added.append(Mention("cell_type", term.name, term.id, start, end, sentence[start:end], True))
        if prefix is not None:
            tissue = prefixes[prefix]
            added.append(Mention("tissue", tissue.name, tissue.id, match.start(1), match.end(1), prefix, True))
        elif letters in contracted:
            tissue = contracted[letters]
            added.append(Mention("tissue", tissue.name, tissue.id, start, end, sentence[start:end], True))
    return added


def _contained_tissues(found: list[Mention]) -> list[Mention]:
    """Of mentions of one kind that overlap, the first and longest; a tissue within a cell's name stays beside it."""
    kept: list[Mention] = []
    ends: dict[Kind, int] = {}
    for mention in found:
        if mention.start >= ends.get(mention.kind, 0):
            kept.append(mention)
            ends[mention.kind] = mention.end
    return kept
