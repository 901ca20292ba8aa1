"""CHECKS: what does not add up. A check never edits a fact; it names the facts concerned by JSON pointers."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from abstract_extract.record import Check, Outcome, Record, Study, Value
from abstract_extract.study import StudyText

CheckRule = Callable[[Record], Iterator[Check]]
_ROUNDING = 0.51


def _number(value: Value | None) -> float | None:
    return float(value.value) if value is not None and not isinstance(value.value, str) else None


def _decimals(text: str) -> int:
    return len(text.partition(".")[2]) if "." in text else 0


def percent_against_count(record: Record) -> Iterator[Check]:
    """A percent that events and denominator do not give, within the rounding of its own last digit."""
    for place, outcome in _outcomes(record):
        events, denominator, percent = _number(outcome.events), _number(outcome.denominator), _number(outcome.percent)
        if events is None or percent is None or not denominator or outcome.percent is None:
            continue
        step = 10.0 ** -_decimals(str(outcome.percent.value))
        if abs(100 * events / denominator - percent) > step:
            yield Check(
                code="percent_against_count",
                severity="warning",
                message=f"{events:g} of {denominator:g} is {100 * events / denominator:.1f}%, "
                f"the page says {percent:g}%",
                facts=(f"{place}/events", f"{place}/denominator", f"{place}/percent"),
            )


def events_over_denominator(record: Record) -> Iterator[Check]:
    """More events than there are people to have them."""
    for place, outcome in _outcomes(record):
        events, denominator = _number(outcome.events), _number(outcome.denominator)
        if events is not None and denominator is not None and events > denominator and outcome.unit != "events":
            yield Check(
                code="events_over_denominator",
                severity="error",
                message=f"{events:g} of {denominator:g}: more than there are",
                facts=(f"{place}/events", f"{place}/denominator"),
            )


def percent_over_hundred(record: Record) -> Iterator[Check]:
    """A percentage of people above 100."""
    for place, outcome in _outcomes(record):
        percent = _number(outcome.percent)
        if percent is not None and percent > 100:
            yield Check(
                code="percent_over_hundred",
                severity="warning",
                message=f"{percent:g}% of {outcome.unit}",
                facts=(f"{place}/percent",),
            )


def arms_against_total(record: Record) -> Iterator[Check]:
    """Arms under one status whose sizes do not sum up to the total under that status."""
    for index, study in enumerate(record.studies):
        for status in ("randomised", "enrolled", "treated", "allocated", "completed"):
            total = _sum_of(study, ("randomised", "enrolled") if status == "allocated" else (status,), whole=True)
            arms = [
                (i, p)
                for i, p in enumerate(study.participants)
                if p.status == status and p.arm and p.unit == "patients"
            ]
            parts = {p.arm for _, p in arms}
            if (
                total is None
                or len(parts) < 2
                or len(parts) != len(arms)
                or len(parts) < sum(arm.role != "cohort" or True for arm in study.arms)
            ):
                continue
            size = sum(_number(p.count) or 0 for _, p in arms)
            if size != total[1]:
                facts = (
                    f"/studies/{index}/participants/{total[0]}",
                    *(f"/studies/{index}/participants/{i}" for i, _ in arms),
                )
                yield Check(
                    code="arms_against_total",
                    severity="warning",
                    message=f"the arms sum up to {size:g}, the total is {total[1]:g}",
                    facts=facts,
                )


def _sum_of(study: Study, statuses: tuple[str, ...], *, whole: bool) -> tuple[int, float] | None:
    for i, p in enumerate(study.participants):
        if p.status in statuses and (p.arm is None) == whole and p.unit == "patients":
            return i, _number(p.count) or 0
    return None


_ORDER = (
    ("completed", "enrolled"),
    ("completed", "randomised"),
    ("treated", "enrolled"),
    ("analysed", "enrolled"),
    ("randomised", "screened"),
    ("enrolled", "screened"),
)


def more_than_entered(record: Record) -> Iterator[Check]:
    """More people completed (were treated, analysed …) than entered."""
    for index, study in enumerate(record.studies):
        for later, earlier in _ORDER:
            few, many = _sum_of(study, (later,), whole=True), _sum_of(study, (earlier,), whole=True)
            if few and many and few[1] > many[1]:
                yield Check(
                    code=f"{later}_over_{earlier}",
                    severity="error",
                    message=f"{few[1]:g} {later}, but {many[1]:g} {earlier}",
                    facts=(f"/studies/{index}/participants/{few[0]}", f"/studies/{index}/participants/{many[0]}"),
                )


def sections_disagree(record: Record) -> Iterator[Check]:
    """Two numbers of the whole trial under one status: two sections say different things."""
    for index, study in enumerate(record.studies):
        by_status: dict[str, list[int]] = {}
        for i, p in enumerate(study.participants):
            if (
                p.arm is None
                and p.unit == "patients"
                and p.status in ("enrolled", "randomised", "completed", "screened")
            ):
                by_status.setdefault(p.status, []).append(i)
        for status, places in by_status.items():
            values = {study.participants[i].count.value for i in places}
            if len(values) > 1 and study.role == "reported":
                yield Check(
                    code="sections_disagree",
                    severity="warning",
                    message=f"{status}: {' and '.join(str(v) for v in sorted(values, key=str))}",
                    facts=tuple(f"/studies/{index}/participants/{i}" for i in places),
                )


def lost_exponent(record: Record) -> Iterator[Check]:
    """A dose of cells whose power of ten has lost its exponent."""
    for index, study in enumerate(record.studies):
        for i, dose in enumerate(study.doses):
            if dose.amount is None and dose.unit in ("{cells}", "{particles}"):
                yield Check(
                    code="lost_exponent",
                    severity="warning",
                    message="the dose's power of ten has lost its exponent; look it up in the paper",
                    facts=(f"/studies/{index}/doses/{i}",),
                )


def empty_report(record: Record) -> Iterator[Check]:
    """A report of a trial from which no number of participants was read."""
    for index, study in enumerate(record.studies):
        if (
            study.role == "reported"
            and not study.participants
            and record.page.report_type in ("trial_report", "registry_record", "protocol")
        ):
            yield Check(
                code="no_participants",
                severity="info",
                message="no number of participants was found",
                facts=(f"/studies/{index}",),
            )


def _outcomes(record: Record) -> Iterator[tuple[str, Outcome]]:
    for index, study in enumerate(record.studies):
        for i, outcome in enumerate(study.outcomes):
            yield f"/studies/{index}/outcomes/{i}", outcome


CHECKS: tuple[CheckRule, ...] = (
    percent_against_count,
    events_over_denominator,
    percent_over_hundred,
    arms_against_total,
    more_than_entered,
    sections_disagree,
    lost_exponent,
    empty_report,
)


def check(record: Record, study: StudyText) -> Record:
    """The record with its checks: of CHECKS in order, then what was noticed while decoding and reading."""
    found = [c for rule in CHECKS for c in rule(record)]
    notes = (*study.page.source.notes, *study.page.notes, *study.notes)
    found += [Check(code=code, severity="info", message=message) for code, message in notes]
    return record.model_copy(update={"checks": tuple(found)}) if found else record
