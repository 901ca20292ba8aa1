"""All that a page says of cells, tissues and products, as votes: what each sentence names, and what comes from where."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from abstract_extract.page import Role
from abstract_extract.study import Sentence

from .cell_mentions import HINTS, Mention, find_mentions
from .cell_origins import ANY_CELL, any_cells, origin_tissues, parents_and_children
from .cell_votes import (
    NAMELESS,
    Vote,
    are_joined,
    as_stromal,
    denied_part,
    is_given,
    is_measured,
    is_medium,
    is_subject_of_title,
    tissues_of_cells,
    weight_of,
    with_mentions_by_alias,
)
from .hints import has_any

_OF_STROMA = frozenset({"adipose tissue"})
_LEAST_PARENT = 1.0
_NEIGHBOURS = 3
_MEDIA = frozenset({"lysate", "secretome"})


@dataclass(slots=True)
class Votes:
    """Votes for cells, tissues and products, tissues by the cell or product that comes from them, and parents.

    A parent is a cell that another was made from; others are cells called after their tissue alone, with that tissue,
    in a list with cells that have a name.
    """

    cells: list[Vote] = field(default_factory=list)
    tissues: list[Vote] = field(default_factory=list)
    products: list[Vote] = field(default_factory=list)
    attached: dict[str, list[Vote]] = field(default_factory=lambda: defaultdict(list))
    parents: set[str] = field(default_factory=set)
    of_parents: list[Vote] = field(default_factory=list)
    others: list[tuple[Vote, Vote]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Named:
    """A sentence with what it names."""

    sentence: Sentence
    mentions: Sequence[Mention]
    weight: float
    children: frozenset[str]
    """Names of the cells that it says were made from others."""


def gather(sentences: Sequence[Sentence], aliases: Mapping[str, tuple[Mention, ...]]) -> Votes:
    """The votes of a page's sentences. `aliases` are the page's own short forms with what they mention."""
    votes = Votes()
    named = [n for s in sentences if (n := _named(s, aliases, votes)) is not None]
    given: set[str] = set()
    for one in named:
        for mention in one.mentions:
            is_open = mention.kind == "cell_type" and mention.name != ANY_CELL and mention.name not in given
            if is_open and (mention.specific or _is_given(one, mention)):
                given.add(mention.name)
    for one in named:
        _vote(one, given, votes)
    if any(v.mention.name in _OF_STROMA for v in votes.attached.get(NAMELESS, ())):
        votes.cells = [as_stromal(v) for v in votes.cells]
        votes.attached["MSC"] += votes.attached.pop(NAMELESS)
    return votes


def _named(sentence: Sentence, aliases: Mapping[str, tuple[Mention, ...]], votes: Votes) -> _Named | None:
    mentions: Sequence[Mention] = find_mentions(sentence.string) if has_any(sentence.lower, HINTS) else ()
    if aliases:
        mentions = with_mentions_by_alias(sentence.string, mentions, aliases)
    if not mentions and "cell" not in sentence.lower:
        return None
    weight = weight_of(sentence)
    pairs = parents_and_children(sentence.string, mentions)
    parents = [parent for parent, _ in pairs]
    if weight >= _LEAST_PARENT:
        votes.parents |= {parent.name for parent in parents}
        votes.of_parents += [Vote(parent, sentence, weight) for parent in parents]
    kept = [m for m in mentions if m not in parents]
    children = frozenset(child.name for _, child in pairs)
    named = sorted([*kept, *any_cells(sentence.string, mentions)], key=lambda m: (m.start, -m.end))
    return _Named(sentence, named, weight, children)


def _is_given(named: _Named, mention: Mention) -> bool:
    """Whether the sentence says of a cell that has other uses too that it is given: itself, or one in its list."""
    string = named.sentence.string
    if is_measured(string, mention):
        return False
    if is_given(string, mention) or mention.name in named.children:
        return True
    if named.sentence.stretch.role is Role.TITLE and (mention.name == NAMELESS or is_subject_of_title(string, mention)):
        return True
    return any(
        other.kind == "cell_type" and are_joined(string, mention, other) and is_given(string, other)
        for other in _neighbours(named, mention)
    )


def _neighbours(named: _Named, mention: Mention) -> Sequence[Mention]:
    at = bisect_left(named.mentions, mention.start, key=lambda m: m.start)
    return [m for m in named.mentions[max(0, at - _NEIGHBOURS) : at + _NEIGHBOURS + 1] if m is not mention]


def _vote(named: _Named, given: set[str], votes: Votes) -> None:
    string, sentence, weight = named.sentence.string, named.sentence, named.weight
    low, high = denied_part(string)
    if high:
        named = replace(named, mentions=[m for m in named.mentions if not low <= m.start < high])
    mentions = [m for m in named.mentions if m.kind != "cell_type" or m.name == ANY_CELL or m.name in given]
    for mention in mentions:
        if mention.kind == "cell_type":
            if mention.name != ANY_CELL or is_given(string, mention):
                votes.cells.append(Vote(mention, sentence, weight))
        elif mention.kind == "tissue":
            votes.tissues.append(Vote(mention, sentence, weight))
        elif mention.name not in _MEDIA or not is_medium(string, mention):
            votes.products.append(Vote(mention, sentence, weight))
    taken = {(m.start, m.end) for m in mentions if m.kind == "tissue"}
    origins = [m for m in origin_tissues(string) if not any(a < m.end and m.start < b for a, b in taken)]
    for tissue, cell in tissues_of_cells(string, mentions, origins):
        vote = Vote(tissue, sentence, weight)
        if cell.name == ANY_CELL and _stands_beside_named(named, cell):
            votes.others.append((vote, Vote(cell, sentence, weight)))
        else:
            votes.attached[cell.name].append(vote)


def _stands_beside_named(named: _Named, cell: Mention) -> bool:
    """Whether cells called after their tissue alone are in a list or comparison with cells that have a name."""
    return any(
        other.kind == "cell_type" and other.name != ANY_CELL and are_joined(named.sentence.string, other, cell)
        for other in _neighbours(named, cell)
    )
