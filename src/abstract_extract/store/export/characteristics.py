"""A study's characteristics as a review prints them: methods, participants, interventions, outcomes, notes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from abstract_extract.record import CellSource, Dose, Participants, Study, Value
from abstract_extract.store.readable import dose_words, follow_up_words, number_words, outcome_lines

from .cells import one_line
from .review import ExportedStudy
from .tables import STATUSES, arms_of

KINDS = {
    "efficacy": "Efficacy",
    "adverse_event": "Adverse events",
    "death": "Deaths",
    "withdrawal": "Withdrawals",
}
NOT_SAID = "not stated"


@dataclass(frozen=True, slots=True)
class Characteristics:
    """A study's table: a heading and the lines that stand beside it, in the order in which a review prints them."""

    label: str
    title: str
    rows: tuple[tuple[str, tuple[str, ...]], ...]


def characteristics_of(study: ExportedStudy) -> Characteristics:
    """The table of one study. What the page does not say is named as such, where a review wants it said."""
    rows = (
        ("Methods", methods(study)),
        ("Participants", participants(study)),
        ("Interventions", interventions(study)),
        ("Outcomes", outcomes(study)),
        ("Notes", notes(study)),
    )
    return Characteristics(study.label, one_line(study.page.title or ""), rows)


def methods(study: ExportedStudy) -> tuple[str, ...]:
    """What kind of report it is, its arms and its follow-up."""
    kind = study.page.report_type.replace("_", " ")
    recounted = "" if study.study.role == "reported" else ", which recounts this study"
    published = ", ".join(str(part) for part in (study.page.journal, study.page.year) if part)
    lines = [f"Report: {kind}{recounted}{f' ({one_line(published)})' if published else ''}"]
    arms = [f"{study.arm_name(arm.id)} ({arm.role})" for arm in study.study.arms]
    lines.append(f"Arms: {'; '.join(arms) if arms else 'none named'}")
    follow_ups = dict.fromkeys(filter(None, map(follow_up_words, study.study.follow_ups)))
    lines.append(f"Follow-up: {'; '.join(follow_ups) or NOT_SAID}")
    return tuple(lines)


def participants(study: ExportedStudy) -> tuple[str, ...]:
    """The numbers under each status, the whole trial's before its arms', patients before eyes and knees."""
    order = {arm: number for number, arm in enumerate(arms_of(study.study))}
    items = sorted(
        study.study.participants,
        key=lambda item: (STATUSES.index(item.status), item.unit != "patients", order.get(item.arm, -1)),
    )
    return tuple(dict.fromkeys(_participants(study, item) for item in items)) or (f"Number: {NOT_SAID}",)


def _participants(study: ExportedStudy, item: Participants) -> str:
    unit = "" if item.unit == "patients" else f" {item.unit}"
    arm = f", {study.arm_name(item.arm)}" if item.arm else ""
    return f"{item.status.capitalize()}{arm}: {number_words(item.count)}{unit}{_follows_from(item.count)}"


def interventions(study: ExportedStudy) -> tuple[str, ...]:
    """What each arm was given: cells by donor, origin and product, then dose and route."""
    lines: list[str] = []
    for arm in arms_of(study.study):
        sources = [item for item in study.study.cell_sources if item.arm == arm]
        doses = [item for item in study.study.doses if item.arm == arm]
        if not sources and not doses:
            continue
        if arm is not None:
            lines.append(f"{study.arm_name(arm)}:")
        lines += [line for source in sources for line in _source_lines(source)]
        lines += [line for dose in doses for line in _dose_lines(dose)]
    return tuple(lines) or (f"Cells and dose: {NOT_SAID}",)


def _source_lines(source: CellSource) -> Iterator[str]:
    origin = " ".join(_words(value) for value in (source.species, source.tissue, source.cell_type) if value)
    yield from _lines({"Donor": _words(source.donor), "Origin": origin, "Product": _words(source.product)})


def _dose_lines(dose: Dose) -> Iterator[str]:
    amount = dose_words(dose.model_copy(update={"route": None, "site": None}))
    yield from _lines({"Dose": amount, "Route": _words(dose.route), "Site": _words(dose.site)})


def _lines(named: dict[str, str]) -> Iterator[str]:
    for name, words in named.items():
        if words:
            yield f"{name}: {words}"


def outcomes(study: ExportedStudy) -> tuple[str, ...]:
    """The outcomes under their kinds, arms side by side."""
    lines: list[str] = []
    for kind, name in KINDS.items():
        found = tuple(item for item in study.study.outcomes if item.kind == kind)
        lines += [
            f"{name}: {line}" for line in outcome_lines(Study(role="reported", arms=study.study.arms, outcomes=found))
        ]
    return tuple(lines) or (f"Counts: {NOT_SAID}",)


def notes(study: ExportedStudy) -> tuple[str, ...]:
    """Identifiers, doubts, decisions, and the page itself."""
    lines = [*identifiers(study)]
    if study.trial:
        lines.append(f"Other reports of the trial {study.trial}: {'; '.join(study.other_reports)}")
    lines += [f"Doubt: {check.message}" for check in study.doubts]
    if study.decisions:
        lines.append(f"Decisions of people: {len(study.decisions)}")
    lines.append(f"Page: {study.page.path} ({study.key})")
    return tuple(lines)


def identifiers(study: ExportedStudy) -> Iterator[str]:
    """The report's and the trial's own identifiers, one a line."""
    ids = study.page.identifiers
    named: dict[str, Any] = {"PMID": ids.pmid, "PMCID": ids.pmcid, "DOI": ids.doi, "Registry": ", ".join(ids.registry)}
    yield from _lines({name: str(value or "") for name, value in named.items()})


def _words(value: Value | None) -> str:
    return "" if value is None else one_line(str(value.value)).replace("_", " ")


def _follows_from(value: Value) -> str:
    derived = getattr(value, "derived", None)
    return f" (from {derived})" if derived else ""
