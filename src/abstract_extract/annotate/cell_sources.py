"""Cell sources: what was given to the patients of this study, weighed over its title, aims, methods and results.

A background speaks of many cells, and exosomes have a mother cell; what counts is the product that title, aims and
methods give. Every mention votes with the weight of its place; the words of the first mention of what wins are shown.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from abstract_extract.candidates import CellSourceCandidate, Said
from abstract_extract.page import Role
from abstract_extract.study import Sentence

from .cell_mentions import HINTS, find_mentions
from .cell_votes import (
    NAMELESS,
    TITLE_WEIGHT,
    Vote,
    aliases_of,
    as_stromal,
    first_vote,
    is_given,
    ranked_names,
    tissues_of_cells,
    weight_of,
    with_mentions_by_alias,
)
from .hints import has_any

_DONOR = re.compile(
    r"\b(autologous(?:ly)?|auto(?=-)|(?:patients?'?s? |their )own(?= (?:bone|cells|adipose|fat|marrow|blood|stem|MSC|tissue|skin|muscle))|allogene?ic(?:ally)?|allogenous|third[- ]party|unrelated donors?|healthy donors?|donor[- ]derived|(?:unrelated|related|haploidentical|matched|sibling|haplo-identical) donors?|off-the-shelf|homologous|haploidentical|xeno(?:geneic|genic))\b",
    re.IGNORECASE,
)
_DONOR_VALUES = (("auto", "autologous"), ("own", "autologous"), ("xeno", "xenogeneic"))
_SPECIES = re.compile(
    r"\b(human|porcine|bovine|murine|canine|equine|ovine|rat|mouse)\b(?=[ -](?:[\w'-]+[ -]){0,4}?\Z)", re.IGNORECASE
)
_SPECIES_VALUES = {
    "porcine": "pig",
    "bovine": "cattle",
    "murine": "mouse",
    "canine": "dog",
    "equine": "horse",
    "ovine": "sheep",
}
_GENERIC = {"stem cell", "T cell", "lymphocyte", "epithelial cell", "monocyte", "macrophage", "fibroblast", "platelet"}
_OF_STROMA = frozenset(
    {"adipose tissue", "dental pulp", "deciduous tooth", "umbilical cord", "Wharton's jelly", "placenta"}
    | {"menstrual blood", "endometrium", "amnion", "periodontal ligament"}
)
_ALTERNATIVE = re.compile(r"\b(?:versus|vs\.?|or|compared|and|plus|with|,)\b|[/&]", re.IGNORECASE)
PRODUCT_HINTS = (
    "stem", "stromal", "exosom", "vesicle", "msc", "mnc", "mononuclear", "lymphocyte", "cyte ", "cytes", "blast",
    "car-t", "car t", "islet", "secretome", "conditioned", "killer", "nk cell", "dendritic", "t cell", "t-cell",
    "progenitor", "leucel", "cd34", "cd133", "lysate", "mitochondri", "pigment epith", "limbal", "svf", "macrophage",
    "sevs", "cell therap", "muse cell", "marrow", "cord blood", "cell infusion", "cell transplant", "cell injection",
    "cell graft", "cell suspension", "cell sheet", "cells were", "cells/kg", "autologous", "allogeneic",
)  # fmt: skip
"""Words of which a page that gives cells or what is made of them has at least one."""
PRODUCT_LETTERS = ("EVs", "EPC", "DPSC", "ADSC", "ASCs", "RPE", "TIL", "PLX", "Treg", "VST", "SHED", "iPSC", "ADRC")
"""Abbreviations that say the same, in their own capitals."""
_LEAST_DONOR = 0.7
_CELL_WORD = re.compile(r"\b(?:cells?|lymphocytes?|[a-z]+cytes?|[a-z]+blasts?|fraction)\Z", re.IGNORECASE)


def find_cell_sources(
    sentences: Sequence[Sentence], abbreviations: Mapping[str, str] | None = None
) -> list[CellSourceCandidate]:
    """The products given, best supported first; none where no product is given.

    `abbreviations` are short forms that the page defines, with their long forms.
    """
    aliases = aliases_of(abbreviations or {})
    votes: dict[str, list[Vote]] = defaultdict(list)
    attached: dict[str, list[Vote]] = defaultdict(list)
    for sentence in sentences:
        mentions = find_mentions(sentence.string) if has_any(sentence.lower, HINTS) else ()
        if aliases:
            mentions = with_mentions_by_alias(sentence.string, mentions, aliases)
        if not mentions:
            continue
        weight = weight_of(sentence)
        for mention in mentions:
            if (
                mention.kind == "cell_type"
                and not mention.specific
                and not (
                    is_given(sentence.string, mention)
                    or (mention.name == "stem cell" and sentence.stretch.role is Role.TITLE)
                )
            ):
                continue
            votes[mention.kind].append(Vote(mention, sentence, weight))
        for tissue, cell in tissues_of_cells(sentence.string, mentions):
            attached[cell.name].append(Vote(tissue, sentence, weight))
    if NAMELESS in {v.mention.name for v in votes["cell_type"]} and any(
        v.mention.name in _OF_STROMA for v in attached.get(NAMELESS, ())
    ):
        votes["cell_type"] = [as_stromal(v) for v in votes["cell_type"]]
        attached["MSC"] += attached.pop(NAMELESS)
    cells = ranked_names(votes["cell_type"])
    products = ranked_names(votes["product"])
    if not cells and not products:
        return []
    main_cells = _distinct_cells(cells, votes["cell_type"])
    product = _product(products, votes, main_cells)
    if product is None and not main_cells:
        return []
    donor = _donor(sentences)
    return [
        source
        for cell in (main_cells or (None,))
        for source in _sources(cell, product, votes, attached, donor, sentences)
    ]


def _distinct_cells(ranked: list[tuple[str, float]], votes: Sequence[Vote]) -> list[str]:
    """The main cell type, and others that stand beside it as alternatives in title or methods."""
    names = [name for name, _ in ranked]
    specific = [name for name in names if name not in _GENERIC]
    names = specific or names[:1]
    if not names:
        return []
    main = names[0]
    best = dict(ranked)[main]
    others = [
        n for n in names[1:] if dict(ranked)[n] >= 0.5 * best and dict(ranked)[n] >= 8 and _beside(main, n, votes)
    ]
    return [main, *others[:2]]


def _beside(main: str, other: str, votes: Sequence[Vote]) -> bool:
    for vote in votes:
        if vote.mention.name != other or vote.weight < 3:
            continue
        for twin in votes:
            if twin.mention.name == main and twin.sentence is vote.sentence:
                low, high = sorted((twin.mention, vote.mention), key=lambda m: m.start)
                between = vote.sentence.string[low.end : high.start]
                if len(between) < 60 and _ALTERNATIVE.search(between):
                    return True
    return False


def _product(products: list[tuple[str, float]], votes: dict[str, list[Vote]], cells: list[str]) -> str | None:
    """What of the cells was given: vesicles, secretome … where title, aims or methods give them, else cells (None)."""
    if not products:
        return None
    strong = [v for v in votes["product"] if v.weight >= TITLE_WEIGHT]
    if strong:
        titles = ranked_names(strong)
        return titles[0][0] if titles else None
    name, score = products[0]
    of_cells = sum(v.weight for v in votes["cell_type"] if v.weight >= TITLE_WEIGHT)
    if not cells or (not of_cells and score >= 6):
        return name
    return None


def _sources(
    cell: str | None,
    product: str | None,
    votes: dict[str, list[Vote]],
    attached: dict[str, list[Vote]],
    donor: Said | None,
    sentences: Sequence[Sentence],
) -> list[CellSourceCandidate]:
    cell_votes = [v for v in votes["cell_type"] if v.mention.name == cell]
    product_votes = [v for v in votes["product"] if v.mention.name == product]
    tissues = _tissues(cell, product, votes, attached)
    first_cell = first_vote(cell_votes)
    first_product = first_vote(product_votes) if product else None
    shown = first_product.said if first_product else (_cells(first_cell) if first_cell else None)
    anchor = first_product or first_cell
    species = _species(
        cell_votes + product_votes + [v for v in votes["tissue"] if v.mention.name in {t.mention.name for t in tissues}]
    )
    if anchor is None:
        return []
    return [
        CellSourceCandidate(
            tissue=tissue.said if tissue else None,
            cell_type=first_cell.said if first_cell else None,
            product=shown,
            donor=donor,
            species=species,
            tissue_id=tissue.mention.id if tissue else None,
            cell_type_id=first_cell.mention.id if first_cell else None,
        )
        for tissue in (tissues or (None,))
    ]


def _cells(vote: Vote) -> Said:
    """The product where it is the cells themselves: the word "cells" of the name, or all of an abbreviation."""
    word = _CELL_WORD.search(vote.mention.text)
    return Said("cells", vote.said.start + (word.start() if word else 0), vote.said.end)


def _tissues(
    cell: str | None, product: str | None, votes: dict[str, list[Vote]], attached: dict[str, list[Vote]]
) -> list[Vote]:
    own = attached.get(cell or "", []) + (attached.get(product, []) if product else [])
    ranked = ranked_names(own) or ([max(((v.mention.name, v.weight) for v in own), key=lambda p: p[1])] if own else [])
    loose = [v for v in votes["tissue"] if v.weight >= 2.0]
    if not ranked and loose:
        ranked = ranked_names(loose)[:1]
    if not ranked:
        return []
    best = ranked[0][1]
    chosen = [ranked[0][0]]
    for name, score in ranked[1:3]:
        if score >= max(0.5 * best, 7.0) and not _is_part(name, chosen[0]):
            chosen.append(name)
    pool = own if ranked_names(own) or own else loose
    found = [first_vote([v for v in pool if v.mention.name == name]) for name in chosen]
    return [vote for vote in found if vote is not None]


def _is_part(name: str, of: str) -> bool:
    pair = {name, of}
    return pair in (
        {"umbilical cord", "Wharton's jelly"},
        {"umbilical cord", "umbilical cord blood"},
        {"bone marrow", "peripheral blood"},
        {"amnion", "placenta"},
    )


def _donor(sentences: Sequence[Sentence]) -> Said | None:
    best: tuple[float, int, Said] | None = None
    for sentence in sentences:
        for match in _DONOR.finditer(sentence.string):
            word = match[1].lower()
            value = next((v for sign, v in _DONOR_VALUES if sign in word), "allogeneic")
            weight = weight_of(sentence)
            if weight < _LEAST_DONOR:
                continue
            said = Said(value, sentence.start + match.start(1), sentence.start + match.end(1))
            if best is None or weight > best[0] + 3:
                best = (weight, said.start, said)
    return best[2] if best else None


def _species(votes: Sequence[Vote]) -> Said | None:
    for vote in sorted(votes, key=lambda v: (v.sentence.start, v.mention.start)):
        match = _SPECIES.search(vote.sentence.string[: vote.mention.start])
        if match and vote.weight >= 1.0 and vote.mention.start - match.end() < 40:
            word = match[1].lower()
            return Said(
                _SPECIES_VALUES.get(word, word),
                vote.sentence.start + match.start(1),
                vote.sentence.start + match.end(1),
            )
    return None
