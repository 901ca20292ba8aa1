"""Where cells come from: cells that others are made from, and tissues named by a word that means them only there.

>>> [(m.name, m.text) for m in origin_tissues("Cells were grown from a biopsy of their own thigh muscle.")]
[('skeletal muscle', 'thigh muscle')]
>>> from abstract_extract.annotate.cell_mentions import find_mentions
>>> text = "iPSC-derived retinal pigment epithelium"
>>> [(parent.name, child.name) for parent, child in parents_and_children(text, find_mentions(text))]
[('iPSC', 'retinal pigment epithelial cell')]
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from .cell_mentions import Mention
from .hints import has_any
from .lexicon import terms

ANY_CELL = "cell"
"""The name of cells that are called so and no more: whose name another sentence says, or none."""
PLURIPOTENT = frozenset({"iPSC", "ESC"})
_ORIGIN_HINTS = ("from ", "own ", "out of", "biops", "patient", "child", "donor", "donated", "of their", "of h")
_CELLS = re.compile(
    r"(?<![A-Za-z-])(?:cells|cell(?= (?:suspension|product|therapy|treatment|infusion|injection|transplant|graft|group|arm|sheet)))"
    r"(?![a-z])|\b[Zz]ellen\b|\bcélulas\b|细胞|細胞",
    re.IGNORECASE,
)
_NOT_GIVEN_CELLS = re.compile(
    r"\b(?:sickle|basal|small|giant|squamous|mast|germ|white|red|(?<!cord )(?<!placental )blood|plasma|inflammatory|immune|cancer|tumou?r|"
    r"malignant|leuk\w+|beta|feeder|host|neighbou?ring|dead|dying|T|B|ganglion|hair|goblet|endothelial|epithelial) \Z",
    re.IGNORECASE,
)
_DERIVED = re.compile(
    r"s?(?: \([^()]{1,20}\))?[ -](?:line )?(?:derived|differentiated|generated|matured)[ -](?!from\b|out\b|into\b)(?:[\w+./-]+ ){0,4}",
    re.IGNORECASE,
)
_MADE_FROM = re.compile(
    r"s?(?: \([^()]{1,40}\))?,? (?:[\w-]+ ){0,3}?(?:derived|differentiated|generated|made|produced|grown|matured|"
    r"manufactured|obtained|expanded|isolated|induced|prepared|selected|raised|sorted)(?: [\w-]+){0,2} "
    r"(?:from|out of)(?: [\w'’-]+){0,6} ",
    re.IGNORECASE,
)
_FURTHEST = 90
_NEIGHBOURS = 3


@cache
def _origins() -> re.Pattern[str]:
    """Words that mean a tissue after "from", "biopsy of", "own" and the like, each tissue a group of its own."""
    words = "|".join(f"(?P<t{i}>{'|'.join(t.origins)})" for i, t in enumerate(terms("tissues")) if t.origins)
    return re.compile(
        r"\b(?:from|out of|biops(?:y|ies) of|own|of (?:their|his|her|the patient['’]?s)|patients['’]|patient['’]s|"
        r"child['’]s|donors['’]|donor['’]?s?|donated)\s"
        rf"(?:(?!from\b)[\w'’-]+\s){{0,4}}?(?:{words})(?![\w-])",
        re.IGNORECASE,
    )


def any_cells(sentence: str, named: Sequence[Mention]) -> list[Mention]:
    """The cells of a sentence that are called so and no more; not those of a disease or of the blood."""
    # Names come in order and apart from each other, as do the cells: one walk along both.
    taken = iter([*((m.start, m.end) for m in named if m.kind != "tissue"), (len(sentence), len(sentence))])
    start, end = next(taken)
    found: list[Mention] = []
    for match in _CELLS.finditer(sentence):
        while end <= match.start():
            start, end = next(taken)
        is_apart = match.end() <= start
        if is_apart and not _NOT_GIVEN_CELLS.search(sentence, max(0, match.start() - 20), match.start()):
            found.append(Mention("cell_type", ANY_CELL, None, *match.span(), match.group(), False))
    return found


@lru_cache(maxsize=512)
def origin_tissues(sentence: str) -> tuple[Mention, ...]:
    """Tissues that cells may come from, by words that mean them only after "from", "own" and the like."""
    if not has_any(sentence.lower(), _ORIGIN_HINTS):
        return ()
    found: list[Mention] = []
    for match in _origins().finditer(sentence):
        group = match.lastgroup or "t0"
        term = terms("tissues")[int(group[1:])]
        found.append(Mention("tissue", term.name, term.id, *match.span(group), match[group], False))
    return tuple(found)


def parents_and_children(string: str, mentions: Sequence[Mention]) -> list[tuple[Mention, Mention]]:
    """Cells with those that the sentence says were made from them: what is given is what was made."""
    cells = [m for m in mentions if m.kind == "cell_type"]
    return [
        (cell, other)
        for at, one in enumerate(cells)
        for two in cells[at + 1 : at + 1 + _NEIGHBOURS]
        for cell, other in ((one, two), (two, one))
        if cell.name != other.name and _is_parent(string, cell, other)
    ]


def _is_parent(string: str, cell: Mention, other: Mention) -> bool:
    if cell.end <= other.start <= cell.end + _FURTHEST:
        return bool(_DERIVED.fullmatch(string, cell.end, other.start))
    if other.end <= cell.start <= other.end + _FURTHEST:
        return bool(_MADE_FROM.fullmatch(string, other.end, cell.start))
    return False
