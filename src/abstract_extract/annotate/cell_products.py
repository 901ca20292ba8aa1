"""What of the cells was given: the cells themselves, their vesicles, their medium, a lysate, or a tissue as it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from abstract_extract.study import Sentence

from .cell_gathering import Votes
from .cell_origins import ANY_CELL
from .cell_votes import TITLE_WEIGHT, are_joined, is_given, ranked_names, weight_of

WHOLE_TISSUE = "whole_tissue"
LEAST_NAMELESS = 2.5
"""The weight from which a sentence of aims or methods counts."""
_CELLS_OR_THEIRS = re.compile(
    r"\b(?:cells?|[A-Za-z-]*MSCs?)(?: \([^()]{1,20}\))?,? (?:or|and|versus|vs\.?|against|with|compared (?:with|to)) (?:of )?(?:the )?"
    r"(?:(?:their|its) (?:own )?(?:small |secreted |derived )?(?:exosomes?|extracellular vesicles|vesicles|EVs|secretome|conditioned medi\w+)\b"
    r"|(?:exosomes?|vesicles|secretome) (?:shed|secreted|released|made) by (?:them|the same)\b|(?:exosomes?|vesicles|secretome) of the same\b)",
    re.IGNORECASE,
)


def product_of(votes: Votes, cells: Sequence[str]) -> str | None:
    """What of the cells was given: vesicles, secretome … where title, aims or methods give them, else cells (None)."""
    counted = [v for v in votes.products if not (cells and v.mention.name == WHOLE_TISSUE)]
    products = ranked_names(counted)
    if not products:
        return None
    if set(cells) == {"platelet"}:
        return products[0][0]
    strong = [v for v in counted if v.weight >= TITLE_WEIGHT]
    if strong:
        titles = ranked_names(strong)
        return titles[0][0] if titles else None
    name, score = products[0]
    of_cells = sum(v.weight for v in votes.cells if v.weight >= TITLE_WEIGHT and v.mention.name != ANY_CELL)
    of_product = [v for v in counted if v.mention.name == name and v.weight >= 3.0]
    is_named_given = any(is_given(v.sentence.string, v.mention) for v in of_product)
    if not cells or (not of_cells and (score >= 6 or (score >= 3.0 and is_named_given))):
        return name
    return None


def joined_products(votes: Votes, product: str | None) -> list[str]:
    """Products that a title joins with the product: "mitochondria or secretome of stromal cells"."""
    strong = [v for v in votes.products if v.weight >= TITLE_WEIGHT and v.mention.name != WHOLE_TISSUE]
    of_product = [v for v in strong if v.mention.name == product]
    return list(
        dict.fromkeys(
            other.mention.name
            for other in strong
            for one in of_product
            if other.mention.name != product
            and other.sentence is one.sentence
            and are_joined(one.sentence.string, one.mention, other.mention)
        )
    )


def is_of_both(sentence: Sentence) -> bool:
    """Whether title or methods compare cells with what is made of them: "stromal cells or their exosomes"."""
    return weight_of(sentence) >= LEAST_NAMELESS and _CELLS_OR_THEIRS.search(sentence.string) is not None
