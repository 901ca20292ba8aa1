"""One-to-one assignment of largest weight, small and deterministic.

The Hungarian method on whole numbers, component by component; of equally good assignments the same one is found each
time, and pairs of no weight are not made.

>>> assign({(0, 0): 5, (0, 1): 6, (1, 1): 3})
[(0, 0), (1, 1)]
>>> assign({(0, 0): 1, (0, 1): 6, (1, 1): 3})
[(0, 1)]
"""

from __future__ import annotations

from collections.abc import Mapping


def assign(weights: Mapping[tuple[int, int], int]) -> list[tuple[int, int]]:
    """Pairs (left, right), each side used once, whose weights add up to the most; sorted.

    `weights` holds whole numbers; pairs that it leaves out or gives nothing are never made.
    """
    wanted = {pair: weight for pair, weight in sorted(weights.items()) if weight > 0}
    pairs: list[tuple[int, int]] = []
    for lefts, rights in _components(wanted):
        flipped = len(lefts) > len(rights)
        rows, columns = (rights, lefts) if flipped else (lefts, rights)
        costs = [[-wanted.get((column, row) if flipped else (row, column), 0) for column in columns] for row in rows]
        for place, column in enumerate(_hungarian(costs)):
            pair = (columns[column], rows[place]) if flipped else (rows[place], columns[column])
            if pair in wanted:
                pairs.append(pair)
    return sorted(pairs)


def _components(weights: Mapping[tuple[int, int], int]) -> list[tuple[list[int], list[int]]]:
    """The groups of lefts and rights that are joined by weights, so that each is solved alone."""
    by_left: dict[int, list[int]] = {}
    by_right: dict[int, list[int]] = {}
    for left, right in weights:
        by_left.setdefault(left, []).append(right)
        by_right.setdefault(right, []).append(left)
    groups: list[tuple[list[int], list[int]]] = []
    seen: set[int] = set()
    for first in by_left:
        if first in seen:
            continue
        lefts, rights, waiting = {first}, set[int](), [first]
        while waiting:
            for right in by_left[waiting.pop()]:
                rights.add(right)
                new = set(by_right[right]) - lefts
                lefts |= new
                waiting.extend(sorted(new))
        seen |= lefts
        groups.append((sorted(lefts), sorted(rights)))
    return groups


def _hungarian(costs: list[list[int]]) -> list[int]:
    """For each row its column, at the least cost; as many columns as rows, or more. Shortest augmenting paths."""
    rows, columns = len(costs), len(costs[0])
    row_price, column_price = [0] * (rows + 1), [0] * (columns + 1)
    row_of = [0] * (columns + 1)
    for row in range(1, rows + 1):
        row_of[0] = row
        before, slack = _path(costs, row_of, row_price, column_price)
        column = slack
        while column:
            row_of[column] = row_of[before[column]]
            column = before[column]
    found = [0] * rows
    for column in range(1, columns + 1):
        if row_of[column]:
            found[row_of[column] - 1] = column - 1
    return found


def _path(
    costs: list[list[int]], row_of: list[int], row_price: list[int], column_price: list[int]
) -> tuple[list[int], int]:
    """From the free row in `row_of[0]` to a free column: how each column was reached, and that column."""
    columns = len(column_price)
    slack: list[int | None] = [None] * columns
    before, used = [0] * columns, [False] * columns
    column = 0
    while row_of[column]:
        used[column] = True
        row, best, following = row_of[column], None, 0
        for other in range(1, columns):
            if used[other]:
                continue
            reduced = costs[row - 1][other - 1] - row_price[row] - column_price[other]
            known = slack[other]
            if known is None or reduced < known:
                slack[other], before[other], known = reduced, column, reduced
            if best is None or known < best:
                best, following = known, other
        for other in range(columns):
            if used[other]:
                row_price[row_of[other]] += best or 0
                column_price[other] -= best or 0
            elif (known := slack[other]) is not None:
                slack[other] = known - (best or 0)
        column = following
    return before, column
