"""One study from its candidates: arms numbered, facts grounded, denominators derived."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from abstract_extract.candidates import Arms, CellSourceCandidate, DoseCandidate, Said
from abstract_extract.record import (
    Arm,
    CellSource,
    Dose,
    FollowUp,
    Grounded,
    Outcome,
    Participants,
    Study,
    Value,
    Volume,
)

from .arm_fit import within_arms
from .denominators import Denominators
from .facts import Facts
from .ground import Grounding

CONFIDENCE_DIGITS = 3
"""Digits of a confidence: more would tell of a precision that it has not."""


def build_study(role: Literal["reported", "cited"], facts: Facts, arms: Arms, grounding: Grounding) -> Study:
    """The study of `facts`; arms that no fact names and that the page does not set against each other are left out."""
    facts = replace(facts, outcomes=within_arms(facts.outcomes, facts.participants))
    product_arm = _product_arm(facts, arms)
    used = {product_arm, *facts.arms()} | (arms.compared if role == "reported" else set())
    ids = {key: f"arm-{number}" for number, key in enumerate((k for k in arms.candidates if k in used), 1)}
    denominators = Denominators(facts.participants, facts.outcomes)
    return Study(
        role=role,
        arms=tuple(
            Arm(id=ids[key], label=grounding.named(arm.label), role=arm.role)
            for key, arm in arms.candidates.items()
            if key in ids
        ),
        participants=tuple(
            Participants(
                count=grounding.said(p.count),
                status=p.status,
                arm=ids.get(p.arm or ""),
                unit=p.unit,
                confidence=_rounded(p.score),
            )
            for p in facts.participants
        ),
        cell_sources=tuple(_cell_source(c, ids, grounding, product_arm) for c in facts.cell_sources),
        doses=tuple(_dose(d, ids, grounding, product_arm) for d in facts.doses),
        follow_ups=tuple(
            FollowUp(
                duration=grounding.value(f.duration),
                statistic=f.statistic,
                anchor=grounding.value(f.anchor),
                schedule=grounding.value(f.schedule),
            )
            for f in facts.follow_ups
        ),
        outcomes=tuple(
            Outcome(
                label=grounding.named(o.label),
                kind=o.kind,
                events=grounding.value(o.events),
                denominator=grounding.value(denominators.of(o)),
                percent=grounding.value(o.percent),
                unit=o.unit,
                arm=ids.get(o.arm or ""),
                time_point=grounding.value(o.time_point),
                confidence=_rounded(o.score),
            )
            for o in facts.outcomes
        ),
    )


def _product_arm(facts: Facts, arms: Arms) -> str | None:
    """The arm that the product is of: the one experimental arm beside a comparator that facts name, or none."""
    named = {c.arm for c in facts.participants} | {c.arm for c in facts.outcomes}
    experimental = [
        key
        for key, arm in arms.candidates.items()
        if arm.role == "experimental" and (key in named or len(arms.by_role("experimental")) == 1)
    ]
    has_comparator = any(arms.candidates[key].role == "comparator" for key in named if key in arms.candidates)
    return experimental[0] if len(experimental) == 1 and has_comparator and not arms.by_role("cohort") else None


def _cell_source(
    candidate: CellSourceCandidate, ids: dict[str, str], grounding: Grounding, product_arm: str | None
) -> CellSource:
    return CellSource(
        tissue=grounding.value(candidate.tissue),
        cell_type=grounding.value(candidate.cell_type),
        product=grounding.value(candidate.product),
        donor=grounding.value(candidate.donor),
        species=grounding.value(candidate.species),
        tissue_id=candidate.tissue_id,
        cell_type_id=candidate.cell_type_id,
        arm=ids.get(candidate.arm or product_arm or ""),
    )


def _rounded(score: float | None) -> float | None:
    return None if score is None else round(score, CONFIDENCE_DIGITS)


def _site(grounding: Grounding, site: Said | None) -> Value | None:
    """A site in the page's own words: those of its language, where the study text has them in English."""
    found = grounding.value(site)
    if not grounding.is_translated or not isinstance(found, Grounded) or str(found.value) in found.text.lower():
        return found
    return found.model_copy(update={"value": found.text.lower()})


def _dose(candidate: DoseCandidate, ids: dict[str, str], grounding: Grounding, product_arm: str | None) -> Dose:
    volume: Said | None = candidate.volume
    return Dose(
        amount=grounding.value(candidate.amount),
        amount_high=grounding.value(candidate.amount_high),
        unit=candidate.unit,
        basis=candidate.basis,
        volume=Volume(amount=grounding.said(volume), unit=candidate.volume_unit or "mL") if volume else None,
        administrations=grounding.value(candidate.administrations),
        interval=grounding.value(candidate.interval),
        duration=grounding.value(candidate.duration),
        route=grounding.value(candidate.route),
        site=_site(grounding, candidate.site),
        arm=ids.get(candidate.arm or product_arm or ""),
        confidence=_rounded(candidate.score),
    )
