"""From an annotated doc to the record: which studies the page has, and whose each fact is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc

from abstract_extract.candidates import Arms, OutcomeCandidate, ParticipantsCandidate, Passage, Said
from abstract_extract.page import Role
from abstract_extract.proposals import Proposals
from abstract_extract.record import PageInfo, Record, ReportType, Study
from abstract_extract.resolve import Kind
from abstract_extract.study import StudyText

from .decide import decide
from .facts import Facts
from .ground import Grounding
from .registered import registered_outcomes
from .studies import build_study
from .traits import traits_of

_WITHOUT_STUDY: frozenset[ReportType] = frozenset({"review", "preclinical", "other"})


def assemble(doc: Doc, kind: Kind) -> Record:
    """The record of an annotated study text, without checks."""
    here = doc._  # made anew each time that it is asked for
    study: StudyText = here.study_text
    report_type: ReportType = here.trial_report_type or "other"
    grounding = Grounding(study.text, study.page.source.text, kind, is_translated=study.is_translated)
    counts = [
        number.value for sentence in here.trial_sentences or () for number in sentence.numbers if number.kind == "count"
    ]
    studies = tuple(_studies(doc, report_type, grounding))
    info = _page_info(study, report_type, grounding, counts)
    if all(one.role == "cited" for one in studies):
        # A page that reports no study has no registry number of its own: those on it are of the trials that it cites.
        info = info.model_copy(update={"identifiers": info.identifiers.model_copy(update={"registry": ()})})
    return Record(page=info, studies=studies)


def _page_info(
    study: StudyText, report_type: ReportType, grounding: Grounding, counts: Sequence[int | float]
) -> PageInfo:
    page = study.page
    return PageInfo(
        id=page.source.id,
        path=page.source.path,
        reader=page.reader,
        encoding=page.source.encoding,
        language=page.language,
        title=page.title,
        journal=page.journal,
        year=page.year,
        authors=page.authors,
        identifiers=page.identifiers,
        report_type=report_type,
        sections=study.sections,
        entry=page.source.entry,
        traits=traits_of(study, counts),
        registered_outcomes=registered_outcomes(study, grounding) if page.is_registry else (),
    )


def _facts(doc: Doc) -> Facts:
    here = doc._
    return Facts(
        here.trial_participants or (),
        here.trial_cell_sources or (),
        here.trial_doses or (),
        here.trial_follow_ups or (),
        here.trial_outcomes or (),
    )


def _studies(doc: Doc, report_type: ReportType, grounding: Grounding) -> list[Study]:
    # A house that announces its own trial's results reports them.
    is_announced = report_type == "other" and bool(doc._.trial_participants) and bool(doc._.trial_outcomes)
    if report_type in _WITHOUT_STUDY and not is_announced:
        return []
    if report_type == "secondary_source":
        return _recounted(doc, grounding)
    facts, arms = decide(_facts(doc), doc._.trial_arms or Arms(), doc._.trial_proposals)
    study: StudyText = doc._.study_text
    if report_type == "registry_record":
        facts = _of_registry(facts, _results_places(study), _plans(study), is_completed=study.page.is_completed)
    if report_type == "protocol":
        facts = replace(facts, participants=[_planned(p) for p in facts.participants], outcomes=())
    if report_type == "no_abstract":
        facts = replace(facts, outcomes=())
    return [build_study("reported", facts, arms, grounding)]


_FIELDS_OF_SIZES = frozenset({"registry-field", "arm-size-field"})
"""Rules for fields that say themselves whether their number is planned or actual."""


def _planned(candidate: ParticipantsCandidate) -> ParticipantsCandidate:
    is_kept = candidate.status in ("screened", "lost") or candidate.rule in _FIELDS_OF_SIZES
    return candidate if is_kept else replace(candidate, status="planned")


def _results_places(study: StudyText) -> list[tuple[int, int]]:
    """Where a registry's record states results: its tables and its summary of results."""
    return [
        (s.start, s.end)
        for s in study.stretches
        if s.role is Role.TABLE or s.name == "results" or s.label == "Results Summary"
    ]


def _plans(study: StudyText) -> list[tuple[int, int]]:
    """Where a record that has tables of results tells what it set out to do: what is counted there is no result."""
    if all(s.role is not Role.TABLE for s in study.stretches):
        return []
    return [(s.start, s.end) for s in study.stretches if s.label in ("Brief Summary", "Detailed Description")]


def _of_registry(
    facts: Facts, results: Sequence[tuple[int, int]], plans: Sequence[tuple[int, int]], *, is_completed: bool | None
) -> Facts:
    """A registry's record plans; what it enrolled and found stands in its results, or anywhere once it is complete."""

    def is_result(said: Said) -> bool:
        return bool(is_completed) or any(low <= said.start < high for low, high in results)

    def is_told(said: Said) -> bool:
        return is_result(said) and not any(low <= said.start < high for low, high in plans)

    participants = [p if is_result(p.count) else _planned(p) for p in facts.participants]
    seen: dict[tuple[object, ...], ParticipantsCandidate] = {}
    for candidate in participants:
        seen.setdefault(
            (candidate.count.value, candidate.arm, candidate.unit)
            if candidate.status == "planned"
            else (candidate.count.value, candidate.arm, candidate.unit, candidate.status),
            candidate,
        )
    return replace(
        facts,
        participants=list(seen.values()),
        outcomes=[o for o in facts.outcomes if any(map(is_told, _said_of(o)))],
    )


def _said_of(outcome: OutcomeCandidate) -> list[Said]:
    """The places that say an outcome: a table's measure may be named far above its counts."""
    return [said for said in (outcome.label, outcome.events, outcome.percent) if isinstance(said, Said)]


def _recounted(doc: Doc, grounding: Grounding) -> list[Study]:
    """One study for each trial that the page recounts, of what its passage says."""
    studies: list[Study] = []
    passages: Sequence[Passage] = doc._.trial_passages or ()
    proposals: Sequence[Proposals | None] = doc._.trial_passage_proposals or (None,) * len(passages)
    for passage, proposed in zip(passages, proposals, strict=True):
        facts, arms = decide(_facts_within(passage), passage.arms, proposed, is_retold=True)
        studies.append(build_study("reported" if passage.is_about_it else "cited", facts, arms, grounding))
    return studies


def _facts_within(passage: Passage) -> Facts:
    return Facts(
        list(passage.participants),
        passage.cell_sources,
        list(passage.doses),
        list(passage.follow_ups),
        passage.outcomes,
    )
