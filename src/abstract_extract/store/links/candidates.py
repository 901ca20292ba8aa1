"""Which pairs of reports are looked at: those that share something few do, so that the work grows with the pages and
not with their pairs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from functools import cache
from itertools import combinations

from datasketch import MinHash, MinHashLSH

from .reports import Report

LARGEST_BLOCK = 60
"""What more pages share than this says nothing of two of them."""
_HASHES = 64
_TEXTS_ALIKE = 0.3
_TITLES_ALIKE = 0.5
_FIRST_AUTHORS = 5
_LEAST_SIZE = 5
_FIRST_NUMBERS = 8


def candidate_pairs(reports: Sequence[Report]) -> list[tuple[int, int]]:
    """Pairs of places in `reports`, the smaller first, in order."""
    pairs: set[tuple[int, int]] = set(identified_pairs(reports))
    pairs.update(_in_blocks(reports))
    pairs.update(_alike((report.sketch for report in reports), _TEXTS_ALIKE))
    pairs.update(_alike((set(report.title_words) for report in reports), _TITLES_ALIKE))
    return sorted(pairs)


def identified_pairs(reports: Sequence[Report]) -> Iterator[tuple[int, int]]:
    """The pairs that share an identifier: each page with the first page that has it, so that a thousand copies of a
    page are a thousand links and not half a million."""
    blocks: defaultdict[Hashable, list[int]] = defaultdict(list)
    for place, report in enumerate(reports):
        ids = report.page.identifiers
        for key in (("pmid", ids.pmid), ("pmcid", ids.pmcid), ("doi", ids.doi and ids.doi.lower())):
            if key[1]:
                blocks[key].append(place)
        for number in report.registry:
            blocks["registry", number].append(place)
    for block in blocks.values():
        yield from combinations(block, 2) if len(block) <= LARGEST_BLOCK else ((block[0], other) for other in block[1:])


def _in_blocks(reports: Sequence[Report]) -> Iterator[tuple[int, int]]:
    blocks: defaultdict[Hashable, list[int]] = defaultdict(list)
    for place, report in enumerate(reports):
        for key in dict.fromkeys(_keys(report)):
            blocks[key].append(place)
    for block in blocks.values():
        if 1 < len(block) <= LARGEST_BLOCK:
            yield from combinations(block, 2)


def _keys(report: Report) -> Iterator[Hashable]:
    people = report.people[:_FIRST_AUTHORS] + report.people[_FIRST_AUTHORS:][-1:]
    keys = sorted({key for person in people for key in person})
    yield from (("people", *pair) for pair in combinations(sorted(person[0] for person in people), 2))
    # A kind of a condition and the condition meet under the condition's name.
    about = {name.partition(".")[0] for name in report.page.traits.conditions}
    for condition in sorted(about):
        yield from (("person", one, condition) for one in keys)
        yield from (("name", name, condition) for name in sorted(report.names))
        yield from (("place", name, condition) for name in report.page.traits.institutions)
        if report.size and report.size >= _LEAST_SIZE:
            yield "size", report.size, condition
            yield from (("size", report.size, condition, tissue) for tissue in sorted(report.tissues))
    yield from (("name", name) for name in sorted(report.names))
    numbers = [number for number in report.page.traits.numbers if len(number) > 2]
    yield from (("numbers", *pair) for pair in combinations(numbers[:_FIRST_NUMBERS], 2))


def _alike(sets: Iterable[Iterable[Hashable]], threshold: float) -> Iterator[tuple[int, int]]:
    """Pairs of places of sets that have about so much in common, and more."""
    index = MinHashLSH(threshold=threshold, num_perm=_HASHES)
    seen: dict[tuple[Hashable, ...], int] = {}
    for place, members in enumerate(sets):
        items = tuple(sorted(members, key=str))
        if len(items) < 3:
            continue
        # A thousand copies of one text are compared with the first of them.
        if items in seen:
            yield seen[items], place
            continue
        seen[items] = place
        signature = _signature(items)
        found = index.query(signature)
        if len(found) <= LARGEST_BLOCK:
            yield from ((other, place) for other in found)
        index.insert(place, signature)


def _signature(items: tuple[Hashable, ...]) -> MinHash:
    # A copy: making the permutations costs more than using them.
    signature = _empty().copy()
    signature.update_batch([str(item).encode() for item in items])
    return signature


@cache
def _empty() -> MinHash:
    return MinHash(num_perm=_HASHES)
