"""The tissues that a product comes from, and the names that a page may use of one and the same product."""

from __future__ import annotations

from .cell_gathering import Votes
from .cell_origins import ANY_CELL, PLURIPOTENT
from .cell_votes import Vote, first_vote, ranked_names

KIN: tuple[frozenset[str], ...] = (
    frozenset({"MSC", "stem cell", "multilineage-differentiating stress-enduring cell"}),
    frozenset({"HSC", "CD34+ cell", "CD133+ cell", "stem cell", "nucleated cell", "circulating progenitor cell"}),
    frozenset({"T cell", "tumour-infiltrating lymphocyte", "lymphocyte"}),
    frozenset({"MSC", "mesenchymal precursor cell"}),
    frozenset({"T cell", "CAR-T cell", "regulatory T cell", "virus-specific T cell", "lymphocyte", "TCR-T cell"}),
    frozenset({"epithelial cell", "limbal stem cell", "keratinocyte", "epidermal cell", "corneal endothelial cell"}),
    frozenset({"monocyte", "macrophage", "MNC"}),
    frozenset({"muscle-derived cell", "myoblast", "satellite cell"}),
    frozenset({"cardiac stem cell", "cardiac progenitor cell", "stem cell"}),
)
"""Names that a page may use of one and the same product."""
_ORGANS = frozenset({"heart", "retina", "pancreas", "liver", "brain", "lung", "kidney", "cornea", "skin", "cartilage"})


def tissues_of(cell: str | None, product: str | None, votes: Votes) -> list[Vote]:
    """The tissues of a product: those that its own words name, else those of "the cells", else the page's best.

    An organ in the name of cells made from pluripotent ones says what they became, not where they come from.
    """
    own = votes.attached.get(cell or "", []) + (votes.attached.get(product, []) if product else [])
    own = own or [v for name in _kin_of(cell) for v in votes.attached.get(name, [])] or votes.attached.get(ANY_CELL, [])
    if votes.parents & PLURIPOTENT:
        own = [v for v in own if v.mention.name not in _ORGANS]
    ranked = ranked_names(own) or ([max(((v.mention.name, v.weight) for v in own), key=lambda p: p[1])] if own else [])
    loose = [v for v in votes.tissues if v.weight >= 2.0]
    if not ranked and not loose and len({v.mention.name for v in votes.tissues}) == 1:
        # The one tissue that the page names, though by the way alone.
        loose = [v for v in votes.tissues if v.weight >= 1.0]
    if not ranked and loose:
        ranked = ranked_names(loose)[:1]
    if not ranked:
        return []
    best = ranked[0][1]
    chosen = [ranked[0][0]]
    for name, score in ranked[1:3]:
        is_counted = any(v.mention.name == name and v.weight >= 3.0 for v in own)
        if is_counted and score >= max(0.5 * best, 5.0) and not _is_part(name, chosen[0]):
            chosen.append(name)
    if chosen[0] == "dental pulp" and any(
        v.mention.name == "deciduous tooth" and v.weight >= 1.0 for v in votes.tissues
    ):
        # The pulp of a milk tooth.
        chosen[0] = "deciduous tooth"
    pool = [*own, *votes.tissues] if chosen[0] == "deciduous tooth" else own or loose
    found = [first_vote([v for v in pool if v.mention.name == name]) for name in chosen]
    return [vote for vote in found if vote is not None]


def _kin_of(cell: str | None) -> list[str]:
    return sorted({name for kin in KIN if cell in kin for name in kin} - {cell or ""})


def _is_part(name: str, of: str) -> bool:
    pair = {name, of}
    return pair in (
        {"umbilical cord", "Wharton's jelly"},
        {"umbilical cord", "umbilical cord blood"},
        {"bone marrow", "peripheral blood"},
        {"amnion", "placenta"},
        {"decidua", "placenta"},
        {"dental pulp", "deciduous tooth"},
        {"peripheral blood", "blood"},
        {"retina", "embryo"},
        {"cartilage", "nasal septum"},
    )
