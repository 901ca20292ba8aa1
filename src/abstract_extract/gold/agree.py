"""How well two annotators agree: F1 for values, Cohen's kappa for words of a fixed list on the items that both have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from abstract_extract.errors import GoldError
from abstract_extract.score.counts import Figure, score
from abstract_extract.score.facts import Facts
from abstract_extract.score.fields import Mode
from abstract_extract.score.load import pair_pages
from abstract_extract.score.match import judge

CHOICES = (
    *("report_type", "arms.role", "participants.status", "outcomes.kind"),
    *("participants.unit", "outcomes.unit", "doses.unit", "doses.basis", "follow_ups.statistic"),
)


@dataclass(frozen=True, slots=True)
class Kappa:
    """Cohen's kappa over `items` that both annotators have; None where chance alone would agree as well."""

    items: int
    agreed: float
    kappa: float | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two sets of annotations of the same pages: F1 by field and way, kappa by choice."""

    pages: int
    f1: dict[str, dict[Mode, Figure]]
    kappa: dict[str, Kappa]


def agreement(first: Iterable[Facts], second: Iterable[Facts]) -> Agreement:
    """The agreement on the pages that both sets have. Raises GoldError where they share none."""
    pairs = [(one, other) for one, other in pair_pages(first, second) if other is not None]
    if not pairs:
        raise GoldError("the two sets of annotations share no page")
    pages = [judge(one, other) for one, other in pairs]
    chosen: dict[str, list[tuple[str, str]]] = {name: [] for name in CHOICES}
    for page in pages:
        for verdict in page.verdicts["value"]:
            if verdict.field in chosen and verdict.gold and verdict.found and verdict.why != "item":
                chosen[verdict.field].append((str(verdict.gold), str(verdict.found)))
    kappas = {name: cohen(choices) for name, choices in chosen.items() if choices}
    return Agreement(len(pages), score(pages).fields, kappas)


def cohen(choices: Sequence[tuple[str, str]]) -> Kappa:
    """Cohen's kappa of pairs of choices.

    >>> cohen([("a", "a"), ("a", "a"), ("b", "b"), ("b", "a")])
    Kappa(items=4, agreed=0.75, kappa=0.5)
    """
    items = len(choices)
    agreed = sum(one == other for one, other in choices) / items
    left, right = Counter(one for one, _ in choices), Counter(other for _, other in choices)
    chance = sum(left[name] * right[name] for name in left) / items**2
    return Kappa(items, agreed, None if chance == 1 else (agreed - chance) / (1 - chance))
