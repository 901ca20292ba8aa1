"""Cell sources: what was given to the patients of this study, weighed over its title, aims, methods and results.

A background speaks of many cells, and exosomes have a mother cell; what counts is the product that title, aims and
methods give. Every mention votes with the weight of its place; the words of the first mention of what wins are shown.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from abstract_extract.candidates import CellSourceCandidate, Said
from abstract_extract.study import Sentence

from .cell_donors import compared_donors, donor_of, species_of
from .cell_gathering import Votes, gather
from .cell_origins import ANY_CELL, PLURIPOTENT
from .cell_products import LEAST_NAMELESS, WHOLE_TISSUE, is_of_both, joined_products, product_of
from .cell_tissues import KIN, tissues_of
from .cell_votes import NAMELESS, TITLE_WEIGHT, Vote, aliases_of, are_joined, first_vote, is_given, ranked_names

_GENERIC = {"stem cell", "T cell", "lymphocyte", "epithelial cell", "monocyte", "macrophage", "fibroblast", "platelet"}
_ALTERNATIVE = re.compile(r"\b(?:versus|vs\.?|or|compared|and|plus|with|,)\b|[/&]", re.IGNORECASE)
_ONE_AND_OTHER = re.compile(
    r"\b(?:the other|another|the second|group (?:B|2|II)|the rest|the fellow|half)\b", re.IGNORECASE
)
_NEXT_ARM = re.compile(r"\), (?:or |and )?(?:[\w-]+ ){0,3}\(n ?= ?\d", re.IGNORECASE)
_MOST_CELLS, _SEVERAL = 3, 2
PRODUCT_HINTS = (
    "stem", "stromal", "exosom", "vesicle", "msc", "mnc", "mononuclear", "lymphocyte", "cyte ", "cytes", "blast",
    "car-t", "car t", "islet", "secretome", "conditioned", "killer", "nk cell", "dendritic", "t cell", "t-cell",
    "progenitor", "leucel", "cd34", "cd133", "lysate", "mitochondri", "pigment epith", "limbal", "svf", "macrophage",
    "sevs", "cell therap", "muse cell", "marrow", "cord blood", "cell infusion", "cell transplant", "cell injection",
    "cells", "cell graft", "cell suspension", "cell sheet", "autologous", "allogeneic", "autograft", "allograft",
    "concentrate", "fragmented", "epitheli", "mesencephal", "progenitor", "nanofat", "zell", "célul", "celul", "bun",
    "细胞", "細胞", "клет", "клі", "exosom", "thymus", "fetal", "外泌", "экзосом", "екзосом", "strocel",
)  # fmt: skip
"""Words of which a page that gives cells or what is made of them has at least one."""
PRODUCT_LETTERS = (
    "EVs",
    "EPC",
    "DPSC",
    "ADSC",
    "ASCs",
    "RPE",
    "TIL",
    "PLX",
    "Treg",
    "VST",
    "SHED",
    "iPSC",
    "ADRC",
    "MPC",
    "CDCs",
)
"""Abbreviations that say the same, in their own capitals."""
_CELL_WORD = re.compile(r"\b(?:cells?|lymphocytes?|[a-z]+cytes?|[a-z]+blasts?|fraction)\Z", re.IGNORECASE)


def find_cell_sources(
    sentences: Sequence[Sentence], abbreviations: Mapping[str, str] | None = None
) -> list[CellSourceCandidate]:
    """The products given, best supported first; none where no product is given.

    `abbreviations` are short forms that the page defines, with their long forms.
    """
    aliases = aliases_of(abbreviations or {})
    votes = gather(sentences, aliases)
    found = _sources_of(votes, sentences)
    if found or not any(v.weight >= LEAST_NAMELESS for v in votes.cells if v.mention.name == ANY_CELL):
        return found
    # Cells were given, and only what went before the methods names them.
    as_methods = [
        replace(s, stretch=replace(s.stretch, name="methods")) if s.section == "background" else s for s in sentences
    ]
    return _sources_of(gather(as_methods, aliases), as_methods)


def _sources_of(votes: Votes, sentences: Sequence[Sentence]) -> list[CellSourceCandidate]:
    named = [v for v in votes.cells if v.mention.name != ANY_CELL]
    children = {v.mention.name for v in named} - votes.parents
    if children:
        named = [v for v in named if v.mention.name not in votes.parents]
        if len(children - PLURIPOTENT) and votes.parents & PLURIPOTENT:
            named = [v for v in named if v.mention.name not in PLURIPOTENT]
    ranked = ranked_names(named)
    cells = [] if _is_outweighed(named, votes) else _distinct_cells(ranked, named)
    product = product_of(votes, cells)
    if not cells and product not in (None, WHOLE_TISSUE):
        cells = _mother_cells(named)
    if product is None and not cells:
        return _nameless_source(votes, sentences)
    if product == WHOLE_TISSUE:
        return _tissue_alone(votes, sentences)
    others = _other_cells(votes, sentences)
    is_only = len(cells) < 2 and not others
    both = cells[:1] if product and any(is_of_both(s) for s in sentences) else []
    return [
        *(s for cell in both for s in _sources(cell, None, votes, sentences, is_only=is_only)),
        *(
            s
            for name in (product, *joined_products(votes, product))
            for cell in (cells or (None,))
            for s in _sources(cell, name, votes, sentences, is_only=is_only)
        ),
        *others,
    ]


def _mother_cells(named: Sequence[Vote]) -> list[str]:
    """The cell that vesicles or a medium come from, where the page names one alone, though by the way."""
    names = dict.fromkeys(v.mention.name for v in named)
    return list(names) if len(names) == 1 else []


def _is_outweighed(named: Sequence[Vote], votes: Votes) -> bool:
    """Whether title and methods speak of cells called after their tissue, and names were dropped by the way alone."""
    nameless = sum(v.weight for v in votes.attached.get(ANY_CELL, ()))
    if nameless < TITLE_WEIGHT or any(v.weight >= 1.0 for v in named):
        return False
    tissues = {v.mention.name for v in votes.attached[ANY_CELL]}
    # What the page calls "placenta cells" has a name where a sentence calls those of the placenta by it.
    return not any(v.mention.name in tissues for vote in named for v in votes.attached.get(vote.mention.name, ()))


def _other_cells(votes: Votes, sentences: Sequence[Sentence]) -> list[CellSourceCandidate]:
    """Cells called after their tissue alone that the methods compare with cells that have a name."""
    counted = [(tissue, cell) for tissue, cell in votes.others if cell.weight >= LEAST_NAMELESS]
    names = dict.fromkeys(tissue.mention.name for tissue, _ in counted)
    chosen = [next(pair for pair in counted if pair[0].mention.name == name) for name in names]
    return [
        CellSourceCandidate(
            tissue=tissue.said,
            cell_type=None,
            product=_cells(cell),
            donor=donor_of(sentences, [cell], is_only=False),
            species=None,
            tissue_id=tissue.mention.id,
            cell_type_id=None,
        )
        for tissue, cell in chosen[:1]
    ]


def _nameless_source(votes: Votes, sentences: Sequence[Sentence]) -> list[CellSourceCandidate]:
    """Cells that are called after their tissue alone: "bone marrow cells"."""
    given = [v for v in votes.cells if v.mention.name == ANY_CELL]
    tissues = tissues_of(ANY_CELL, None, votes) if given and votes.attached.get(ANY_CELL) else []
    first = first_vote(given)
    if not tissues or first is None or sum(v.weight for v in votes.attached[ANY_CELL]) < LEAST_NAMELESS:
        return []
    donor = donor_of(sentences, given, is_only=True)
    return [
        CellSourceCandidate(
            tissue=tissues[0].said,
            cell_type=None,
            product=_cells(first),
            donor=donor,
            species=species_of(given),
            tissue_id=tissues[0].mention.id,
            cell_type_id=None,
        )
    ]


def _tissue_alone(votes: Votes, sentences: Sequence[Sentence]) -> list[CellSourceCandidate]:
    """A tissue that is given as it is: cord blood, marrow concentrate."""
    given = [v for v in votes.products if v.mention.name == WHOLE_TISSUE]
    tissues = [
        v
        for v in votes.tissues
        if any(g.sentence is v.sentence and g.mention.start <= v.mention.start < g.mention.end for g in given)
    ]
    best = first_vote(tissues)
    if best is None:
        return []
    return [
        CellSourceCandidate(
            tissue=best.said,
            cell_type=None,
            product=None,
            donor=donor_of(sentences, given, is_only=True),
            species=species_of(given),
            tissue_id=best.mention.id,
            cell_type_id=None,
        )
    ]


def _distinct_cells(ranked: list[tuple[str, float]], votes: Sequence[Vote]) -> list[str]:
    """The main cell type, and others that stand beside it as alternatives in title or methods."""
    scores = dict(ranked)
    names = [name for name in scores if name not in _GENERIC] or list(scores)[:1]
    if not names:
        return []
    main = names[0]
    chosen = [main]
    for name, score in ranked:
        if name in chosen or any(name in kin and main in kin for kin in KIN):
            continue
        is_compared = any(_beside(one, name, votes) for one in chosen)
        if is_compared and (score >= max(0.3 * scores[main], 5.0) or _are_given_together(main, name, votes)):
            chosen.append(name)
    return chosen[:_MOST_CELLS]


def _beside(main: str, other: str, votes: Sequence[Vote]) -> bool:
    """Whether a sentence that counts names two cells as alternatives; a generic name has to be in one list with the other."""
    for vote in votes:
        if vote.mention.name != other or vote.weight < 2.0:
            continue
        for twin in votes:
            if twin.mention.name == main and twin.sentence is vote.sentence:
                low, high = sorted((twin.mention, vote.mention), key=lambda m: m.start)
                between = vote.sentence.string[low.end : high.start]
                if are_joined(vote.sentence.string, low, high):
                    return True
                if other not in _GENERIC and len(between) < 60 and _ALTERNATIVE.search(between):
                    return True
                if len(between) < 160 and (_ONE_AND_OTHER.search(between) or _NEXT_ARM.search(between)):
                    return True
    return False


def _are_given_together(main: str, other: str, votes: Sequence[Vote]) -> bool:
    """Whether one sentence of title or methods says of both that they are given."""
    given = [v for v in votes if v.weight >= 2.5 and is_given(v.sentence.string, v.mention)]
    of_main = [v.sentence for v in given if v.mention.name == main]
    return any(v.mention.name == other and v.sentence in of_main for v in given)


def _sources(
    cell: str | None, product: str | None, votes: Votes, sentences: Sequence[Sentence], *, is_only: bool
) -> list[CellSourceCandidate]:
    cell_votes = [v for v in votes.cells if v.mention.name == cell]
    product_votes = [v for v in votes.products if v.mention.name == product]
    tissues = tissues_of(cell, product, votes)
    first_cell = first_vote(cell_votes)
    first_product = first_vote(product_votes) if product else None
    shown = first_product.said if first_product else _cells_shown(cell, first_cell, votes)
    if first_product is None and first_cell is None:
        return []
    names = {t.mention.name for t in tissues}
    species = species_of(
        cell_votes + product_votes + votes.of_parents + [v for v in votes.tissues if v.mention.name in names]
    )
    compared = compared_donors(sentences) if is_only and len(tissues) < _SEVERAL else None
    donors = compared or (donor_of(sentences, cell_votes + product_votes, is_only=is_only),)
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
        for donor in donors
    ]


def _cells_shown(cell: str | None, first: Vote | None, votes: Votes) -> Said | None:
    """The cells themselves as the product: the first word "cells" that the page has for them, else their name."""
    if first is None:
        return None
    names = {cell, NAMELESS, ANY_CELL}
    called = [
        v for v in votes.cells if v.mention.name in names and v.weight >= 1.0 and _CELL_WORD.search(v.mention.text)
    ]
    return _cells(min(called, key=lambda v: v.said.start, default=first))


def _cells(vote: Vote) -> Said:
    """The product where it is the cells themselves: the word "cells" of the name, or all of an abbreviation."""
    word = _CELL_WORD.search(vote.mention.text)
    return Said("cells", vote.said.start + (word.start() if word else 0), vote.said.end)
