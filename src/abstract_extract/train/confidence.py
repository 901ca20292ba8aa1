"""How sure a fact is: fitted on texts that the model was not trained on, with the rules' claim beside its probability.

A logistic regression of "this number is of the family" on the logit of the model's probability and on whether a rule
claims the number (Platt 1999), for each family of facts. The threshold is the one with the best F1 on the same texts.

A number may be of the family and the fact made of it wrong yet, by its status or by its value. So the whole line reads
the pages too, and what it says of its facts is fitted to how often they are right.
"""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from abstract_extract.annotate.learned import RoleModel
from abstract_extract.annotate.learned.model import ASKED
from abstract_extract.assemble.confidence import logit
from abstract_extract.batch import extract_all
from abstract_extract.pipeline import record
from abstract_extract.proposals import ROLES, Confidence, Family, NumberRole
from abstract_extract.score.calibration import JudgedFact, judged_facts
from abstract_extract.score.load import Split
from abstract_extract.score.scoring import score_files

from .example import Example

FAMILIES: tuple[Family, ...] = ("participants", "events", "percent", "dose")
"""In the order of the columns of `Example.claimed`."""
LEAST = 0.01
"""Below this probability, and without a rule's claim, a number is no candidate, and says nothing of candidates."""
UNSEEN_TOLD = 3
"""How often a fact of a page that nobody has worked on counts for one of dev."""
RIDGE = 1.0
STEPS = 50
SMALLEST_STEP = 1e-9
THRESHOLDS = np.arange(0.2, 0.7, 0.02)
Figures = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Judged:
    """A candidate: the model's probability that it is of the family, whether a rule claims it, whether it is right."""

    chance: float
    is_rule: bool
    is_right: bool


def fit_confidence(model: RoleModel, examples: Sequence[Example]) -> Mapping[str, Mapping[Family, Confidence]]:
    """The confidences by what is asked for, from examples that training did not see."""
    return {
        name: _of_families(model, [example for example in examples if example.counts_all is counts_all])
        for name, counts_all in ASKED.items()
    }


def fit_facts(unseen: Path, gold: Path) -> Mapping[Family, tuple[float, float]]:
    """Slope and bias from the confidence in a number to that in its fact, by pages and their gold.

    The pages are read by rules and the shipped model, whose confidences have to be those in numbers. Those of `unseen`
    were made to be hard, and those of the dev part of `gold` flatter, since rules were worked on them: the former count
    more. Doses have no confidence on pages of cells; participants and results have.
    """
    facts = UNSEEN_TOLD * _facts(unseen, "all") + _facts(gold, "dev")
    fitted: dict[Family, tuple[float, float]] = {}
    kinds: tuple[tuple[Family, str], ...] = (("participants", "participants"), ("events", "outcomes"))
    for family, kind in kinds:
        own = [fact for fact in facts if fact.kind == kind]
        rows = np.array([[logit(fact.confidence), 0.0, 1.0] for fact in own])
        slope, _, bias = _regression(rows, np.array([float(fact.is_right) for fact in own]))
        fitted[family] = round(slope, 4), round(bias, 4)
    return fitted


def _facts(pages: Path, split: Split) -> list[JudgedFact]:
    with tempfile.TemporaryDirectory() as work:
        records = Path(work, "records.jsonl")
        read = extract_all([pages / "raw"], workers=1, extract=record)
        records.write_text("".join(item.model_dump_json() + "\n" for item in read), "utf-8")
        return list(judged_facts(score_files(pages / "gold", records, split, resamples=0).pages))


def _of_families(model: RoleModel, examples: Sequence[Example]) -> Mapping[Family, Confidence]:
    judged: dict[Family, list[Judged]] = {family: [] for family in FAMILIES}
    for example in examples:
        given = example.readable
        roles = model.read(given.sentences, given.length, counts_all=example.counts_all).roles
        for index, role in enumerate(roles):
            for column, family in enumerate(FAMILIES):
                judged[family] += _judged(role, family, example, index, column)
    return {family: _fitted(candidates) for family, candidates in judged.items()}


def _judged(role: NumberRole, family: Family, example: Example, index: int, column: int) -> Iterator[Judged]:
    chance, is_rule = role.family(family), bool(example.claimed[index, column])
    if chance < LEAST and not is_rule:
        return
    allowed = {name for name, is_allowed in zip(ROLES, example.allowed[index], strict=True) if is_allowed}
    own = {name for name in allowed if name.partition(":")[0] == family}
    if own == allowed:
        yield Judged(chance, is_rule, is_right=True)
    elif not own or (family != "dose" and _chance_of_sides(role, family, own) < 0.5):
        yield Judged(chance, is_rule, is_right=False)
    # The annotation does not tell whether a dose, or a number of this side, is of this family: nothing to learn from.


def _chance_of_sides(role: NumberRole, family: Family, own: Collection[str]) -> float:
    sides = {"whole" if name.endswith(":apart") else name.partition(":")[2] for name in own}
    return sum(chance for side, chance in role.sides(family).items() if side in sides)


def _fitted(candidates: Sequence[Judged]) -> Confidence:
    rows = np.array([[logit(c.chance), float(c.is_rule), 1.0] for c in candidates])
    right = np.array([float(c.is_right) for c in candidates])
    slope, rule, bias = _regression(rows, right)
    sure = 1 / (1 + np.exp(-rows @ np.array([slope, rule, bias])))
    by_rule = [c.is_right for c in candidates if c.is_rule]
    return Confidence(
        slope=round(slope, 4),
        rule=round(rule, 4),
        bias=round(bias, 4),
        threshold=round(_threshold(sure, right), 2),
        unread=round(sum(by_rule) / len(by_rule), 3) if by_rule else 0.5,
    )


def _regression(rows: Figures, right: Figures) -> tuple[float, float, float]:
    """Weights of a logistic regression, drawn a little towards slope 1, no rule, no bias.

    Newton's steps, halved until the loss falls: where nearly all candidates are right a whole step overshoots.
    """
    prior = np.array([1.0, 0.0, 0.0])

    def loss(weights: Figures) -> float:
        scores = rows @ weights
        return float((np.logaddexp(0, scores) - right * scores).sum() + RIDGE / 2 * ((weights - prior) ** 2).sum())

    weights = prior.copy()
    for _ in range(STEPS):
        sure = 1 / (1 + np.exp(-rows @ weights))
        gradient = rows.T @ (sure - right) + RIDGE * (weights - prior)
        curvature = (rows * (sure * (1 - sure))[:, None]).T @ rows + RIDGE * np.eye(3)
        step = np.linalg.solve(curvature, gradient)
        while loss(weights - step) > loss(weights) and np.abs(step).max() > SMALLEST_STEP:
            step = step / 2
        weights = weights - step
    slope, rule, bias = map(float, weights)
    return slope, rule, bias


def _threshold(sure: Figures, right: Figures) -> float:
    def f1(threshold: float) -> float:
        taken = sure >= threshold
        return float(2 * (right * taken).sum() / (taken.sum() + right.sum()))

    return float(max(THRESHOLDS, key=lambda threshold: (round(f1(threshold), 4), -abs(threshold - 0.5))))
