"""A study in a few words for people: what a table of studies shows in its columns.

>>> from abstract_extract.record import Derived, Dose
>>> dose = Dose(amount=Derived(value=2e7, derived="x"), unit="{cells}", basis="per_kg",
...             interval=Derived(value="P3W", derived="x"))
>>> dose_words(dose)
'2 × 10^7 cells/kg, every 3 weeks'
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from pydantic import BaseModel

from abstract_extract.record import Arm, CellSource, Check, Dose, FollowUp, Outcome, Participants, Study, Value

STATUSES = (
    "randomised",
    "enrolled",
    "treated",
    "allocated",
    "analysed",
    "completed",
    "unspecified",
    "planned",
    "screened",
    "lost",
)
"""The status that says most about a study's size comes first."""
PER = {"per_kg": "/kg", "per_m2": "/m²", "per_site": "/site", "fixed": ""}
UNITS = {"ug": "µg", "uL": "µL", "10*6/kg": "million/kg"}
LARGE = 100_000

_DURATION = re.compile(r"P(?:(\d+(?:\.\d+)?)([YMWD]))?(?:T(\d+(?:\.\d+)?)([HMS]))?")
_DATE_WORDS = {"Y": "year", "M": "month", "W": "week", "D": "day"}
_TIME_WORDS = {"H": "hour", "M": "minute", "S": "second"}


@dataclass(frozen=True, slots=True)
class Summary:
    """The columns of one study, each a line of text, empty where the page says nothing."""

    sample_size: str
    cell_source: str
    dose: str
    follow_up: str
    outcomes: str
    doubts: str


def summarise(study: Study, number: int, checks: tuple[Check, ...]) -> Summary:
    """The words for a study; `number` is its place among its record's studies, to find the checks that concern it."""
    return Summary(
        sample_size=sample_size(study.participants),
        cell_source=_joined(map(cell_source_words, study.cell_sources)),
        dose=_joined(map(dose_words, study.doses)),
        follow_up=_joined(map(follow_up_words, study.follow_ups)),
        outcomes=_joined(outcome_lines(study)),
        doubts=_joined(check.message for check in checks_of(checks, number)),
    )


def checks_of(checks: tuple[Check, ...], number: int) -> list[Check]:
    """The checks that are doubts (not mere notes) and concern this study, or the page as a whole."""
    own = f"/studies/{number}"
    return [
        check
        for check in checks
        if check.severity != "info"
        and (
            not any(fact.startswith("/studies/") for fact in check.facts)
            or any(fact == own or fact.startswith(own + "/") for fact in check.facts)
        )
    ]


def sample_size(participants: tuple[Participants, ...]) -> str:
    """The number of patients under the status that says most; of the arms where no total is stated.

    >>> from abstract_extract.record import Derived, Participants
    >>> sample_size((Participants(count=Derived(value=23, derived="x"), status="enrolled"),))
    '23 enrolled'
    """
    chosen = leading_counts(participants)
    if not chosen:
        return ""
    unit = "" if chosen[0].unit == "patients" else chosen[0].unit + " "
    return f"{' + '.join(number_words(item.count) for item in chosen)} {unit}{chosen[0].status}"


def leading_counts(participants: tuple[Participants, ...]) -> list[Participants]:
    """The count, or the counts of the arms, that say most about a study's size."""
    people = [item for item in participants if item.unit == "patients"] or list(participants)
    for candidates in ([item for item in people if item.arm is None], people):
        for status in STATUSES:
            found = [item for item in candidates if item.status == status]
            if found:
                return found[:1] if found[0].arm is None else found
    return []


def cell_source_words(source: CellSource) -> str:
    """Donor, species, tissue, cell type and product, as the page names them."""
    # "MSC cells" says no more than "MSC".
    product = None if source.cell_type and source.product and source.product.value == "cells" else source.product
    parts = (source.donor, source.species, source.tissue, source.cell_type, product)
    return " ".join(str(part.value).replace("_", " ") for part in parts if part)


def dose_words(dose: Dose) -> str:
    """Amount, volume, number, interval and route."""
    parts: list[str] = []
    if dose.amount:
        high = f" to {number_words(dose.amount_high)}" if dose.amount_high else ""
        unit = f" {_unit(dose.unit)}" if dose.unit else ""
        parts.append(f"{number_words(dose.amount)}{high}{unit}{PER[dose.basis or 'fixed']}")
    if dose.volume:
        parts.append(f"in {number_words(dose.volume.amount)} {_unit(dose.volume.unit)}")
    if dose.administrations:
        times = number_words(dose.administrations)
        parts.append("once" if times == "1" else f"{times} times")
    if dose.interval:
        parts.append(f"every {duration_words(dose.interval).removeprefix('1 ')}")
    if dose.duration:
        parts.append(f"for {duration_words(dose.duration)}")
    if dose.route:
        parts.append(str(dose.route.value).replace("_", " "))
    if dose.site:
        parts.append(f"into {dose.site.value}")
    return ", ".join(parts)


def follow_up_words(follow_up: FollowUp) -> str:
    """How long, and which statistic that is."""
    if not follow_up.duration:
        return f"schedule: {duration_words(follow_up.schedule)}" if follow_up.schedule else ""
    statistic = "" if follow_up.statistic == "fixed" else f"{follow_up.statistic} "
    return statistic + duration_words(follow_up.duration)


def outcome_words(outcome: Outcome) -> str:
    """The label and its count, of how many, with its percentage."""
    return f"{one_line(outcome.label)}{_time(outcome)}: {_counts(outcome)}".removesuffix(": ")


def fact_words(fact: BaseModel) -> str:
    """A fact of any list in a few words.

    >>> from abstract_extract.record import Derived, Participants
    >>> fact_words(Participants(count=Derived(value=23, derived="x"), status="enrolled", unit="eyes"))
    '23 eyes enrolled'
    """
    if isinstance(fact, Arm):
        return f"{one_line(fact.label)}: {fact.role}"
    if isinstance(fact, Participants):
        return " ".join([number_words(fact.count), *([fact.unit] if fact.unit != "patients" else []), fact.status])
    if isinstance(fact, CellSource):
        return cell_source_words(fact)
    if isinstance(fact, Dose):
        return dose_words(fact)
    return follow_up_words(fact) if isinstance(fact, FollowUp) else outcome_words(cast("Outcome", fact))


def outcome_lines(study: Study, longest: int = 1000) -> list[str]:
    """A line for each outcome of a study, its arms side by side; labels longer than `longest` are cut."""
    labels = {arm.id: _cut(one_line(arm.label), longest // 2) for arm in study.arms}
    lines: dict[tuple[str, str, str], list[str]] = {}
    for outcome in study.outcomes:
        name = _cut(one_line(outcome.label), longest) + _time(outcome)
        arm = labels.get(outcome.arm, outcome.arm) + " " if outcome.arm else ""
        lines.setdefault((name, outcome.kind, outcome.unit), []).append(arm + _counts(outcome))
    return [f"{name}: {', '.join(filter(None, counts))}".removesuffix(": ") for (name, _, _), counts in lines.items()]


def _counts(outcome: Outcome) -> str:
    counts: list[str] = []
    if outcome.events:
        of = f"/{number_words(outcome.denominator)}" if outcome.denominator else ""
        counts.append(number_words(outcome.events) + of)
    if outcome.percent:
        percent = f"{number_words(outcome.percent)}%"
        counts.append(f"({percent})" if counts else percent)
    if outcome.unit != "patients":
        counts.append(outcome.unit)
    return " ".join(counts)


def _time(outcome: Outcome) -> str:
    return f" at {duration_words(outcome.time_point)}" if outcome.time_point else ""


def one_line(value: Value) -> str:
    """The words of a value without the line breaks of its page."""
    return " ".join(str(value.value).split())


def _cut(line: str, longest: int) -> str:
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


def number_words(value: Value) -> str:
    """A number as people write it: large ones as a power of ten.

    >>> from abstract_extract.record import Derived
    >>> [number_words(Derived(value=n, derived="x")) for n in (23, 1.5, 2.0, 1500000.0, "several")]
    ['23', '1.5', '2', '1.5 × 10^6', 'several']
    """
    number = value.value
    if isinstance(number, str):
        return number
    if abs(number) < LARGE:
        return f"{number:.10g}"
    mantissa, exponent = f"{number:.9e}".split("e")
    mantissa = mantissa.rstrip("0").rstrip(".")
    power = f"10^{int(exponent)}"
    return power if mantissa == "1" else f"{mantissa} × {power}"


def duration_words(value: Value) -> str:
    """An ISO 8601 duration in words; what is none stays as it is.

    >>> from abstract_extract.record import Derived
    >>> [duration_words(Derived(value=text, derived="x")) for text in ("P3W", "P1M", "PT12H", "visits")]
    ['3 weeks', '1 month', '12 hours', 'visits']
    """
    text = str(value.value)
    match = _DURATION.fullmatch(text)
    if not match or not is_duration(text):
        return text
    parts = [
        f"{number} {words[letter]}{'' if number == '1' else 's'}"
        for number, letter, words in ((match[1], match[2], _DATE_WORDS), (match[3], match[4], _TIME_WORDS))
        if number
    ]
    return " ".join(parts)


def is_duration(text: str) -> bool:
    """Whether this is a duration as records have them: ISO 8601, in one unit of days or longer, or of hours or shorter.

    >>> [is_duration(text) for text in ("P6M", "PT12H", "P1Y", "6 months", "P", "PT")]
    [True, True, True, False, False, False]
    """
    return bool(_DURATION.fullmatch(text)) and text not in {"P", "PT"}


def _unit(unit: str) -> str:
    return UNITS.get(unit, unit.replace("{", "").replace("}", "").replace("cm2", "cm²"))


def _joined(words: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(word for word in words if word))
