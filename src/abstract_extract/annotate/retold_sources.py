"""What is given in retold trials, where plain speech scatters it: the cells here, their tissue and donor two sentences on.

Rules of reports want them beside each other. A passage tells of one trial: what it names once is that trial's.

>>> from abstract_extract.annotate.sentences import sentence_of
>>> told = [sentence_of("Fifteen had a million cells per kilo, grown from the umbilical cord of unrelated donors.")]
>>> [(s.tissue.value, s.product.value, s.donor.value) for s in with_scattered([], told)]
[('umbilical cord', 'cells', 'allogeneic')]
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from abstract_extract.candidates import CellSourceCandidate, Said
from abstract_extract.study import Sentence

from .cell_donors import find_donors
from .cell_mentions import Mention, find_mentions

_CELLS = re.compile(r"\bcells?\b", re.IGNORECASE)
_GROWN_FROM = frozenset(
    {
        "umbilical cord", "umbilical cord blood", "Wharton's jelly", "placenta", "amnion", "bone marrow",
        "adipose tissue", "dental pulp", "deciduous tooth", "menstrual blood", "peripheral blood", "oral mucosa",
        "skeletal muscle", "synovium", "limbus", "olfactory mucosa", "hair follicle", "fetal liver", "skin",
    }
)  # fmt: skip
"""Tissues that cells are taken from rather than put into."""
_PUT_INTO = frozenset({"skeletal muscle", "skin", "limbus", "synovium", "oral mucosa"})
"""Those that are treated too: only beside the word for cells are they where cells come from."""


def with_scattered(sources: Sequence[CellSourceCandidate], sentences: Sequence[Sentence]) -> list[CellSourceCandidate]:
    """The sources of a passage with what it names elsewhere; where there is none, the one that its words make."""
    if len(sources) > 1:
        return list(sources)
    mentions = [(sentence, mention) for sentence in sentences for mention in find_mentions(sentence.string)]
    tissue = _only(
        [pair for pair in mentions if pair[1].kind == "tissue" and pair[1].name in _GROWN_FROM and _is_source(*pair)]
    )
    donors = [_placed(s, word) for s in sentences for word in find_donors(s.string)]
    donor = donors[0] if len({said.value for said in donors}) == 1 else None
    if sources:
        return [_completed(sources[0], tissue, donor, sentences)]
    cell = _only([pair for pair in mentions if pair[1].kind == "cell_type"])
    product = _only([pair for pair in mentions if pair[1].kind == "product"])
    shown = _said(*product) if product else _cells_in(sentences)
    if shown is None or not (tissue or cell or product):
        return []
    return [
        CellSourceCandidate(
            tissue=_said(*tissue) if tissue else None,
            cell_type=_said(*cell) if cell else None,
            product=shown,
            donor=donor,
            species=None,
            tissue_id=tissue[1].id if tissue else None,
            cell_type_id=cell[1].id if cell else None,
        )
    ]


def _completed(
    source: CellSourceCandidate,
    tissue: tuple[Sentence, Mention] | None,
    donor: Said | None,
    sentences: Sequence[Sentence],
) -> CellSourceCandidate:
    if source.tissue is None and tissue is not None:
        source = replace(source, tissue=_said(*tissue), tissue_id=tissue[1].id)
    if source.product is None:
        source = replace(source, product=_cells_in(sentences))
    return replace(source, donor=source.donor or donor)


def _is_source(sentence: Sentence, mention: Mention) -> bool:
    return mention.name not in _PUT_INTO or bool(_CELLS.match(sentence.string[mention.end :].lstrip(" -")))


def _only(found: Sequence[tuple[Sentence, Mention]]) -> tuple[Sentence, Mention] | None:
    """The first mention, where all have one name."""
    return found[0] if len({mention.name for _, mention in found}) == 1 else None


def _cells_in(sentences: Sequence[Sentence]) -> Said | None:
    """The first word for cells."""
    for sentence in sentences:
        if found := _CELLS.search(sentence.string):
            return Said("cells", sentence.start + found.start(), sentence.start + found.end())
    return None


def _said(sentence: Sentence, mention: Mention) -> Said:
    return Said(mention.name, sentence.start + mention.start, sentence.start + mention.end)


def _placed(sentence: Sentence, word: Said) -> Said:
    return Said(word.value, sentence.start + word.start, sentence.start + word.end)
