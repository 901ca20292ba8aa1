"""The records that stand in the databases of this folder, as a run of that release would have given them."""

from __future__ import annotations

from abstract_extract.record import (
    Arm,
    CellSource,
    Check,
    Derived,
    Dose,
    FailedPage,
    Failure,
    FailureReason,
    FollowUp,
    Grounded,
    Identifiers,
    Outcome,
    PageInfo,
    Participants,
    Record,
    Section,
    Study,
    Volume,
)


def at(value: float | str, text: str, start: int) -> Grounded:
    return Grounded(value=value, text=text, start=start, end=start + len(text))


STUDY = Study(
    role="reported",
    arms=(
        Arm(id="arm-1", label=at("exosomes", "exosomes", 200), role="experimental"),
        Arm(id="arm-2", label=at("placebo", "placebo", 240), role="comparator"),
    ),
    participants=(
        Participants(count=at(23, "Twenty-three", 100), status="enrolled"),
        Participants(count=at(12, "12", 210), status="randomised", arm="arm-1"),
        Participants(count=Derived(value=20, derived="participants: completed"), status="analysed"),
    ),
    cell_sources=(CellSource(donor=at("allogeneic", "allogeneic", 300), tissue=at("placenta", "placental", 320)),),
    doses=(
        Dose(
            amount=at(2e7, "2 × 10^7", 400),
            unit="{cells}",
            basis="per_kg",
            volume=Volume(amount=at(2.5, "2.5", 420), unit="mL"),
            administrations=at("several", "several", 430),
            interval=at("P2W", "every 2 weeks", 440),
        ),
    ),
    follow_ups=(FollowUp(duration=at("P6M", "six months", 500), statistic="median"),),
    outcomes=(
        Outcome(
            label=at("closure", "closure", 600),
            kind="efficacy",
            events=at(11, "11", 610),
            denominator=Derived(value=20, derived="participants: completed"),
            percent=at(55.5, "55.5", 620),
            time_point=at("P6M", "six months", 500),
            arm="arm-1",
        ),
        Outcome(label=at("patient's fever", "patient's\nfever", 700), kind="adverse_event", events=at(0, "None", 690)),
    ),
)


def page(identity: str, path: str, *, entry: int | None = None) -> Record:
    return Record(
        page=PageInfo(
            id=identity,
            path=path,
            entry=entry,
            reader="generic",
            encoding="utf-8",
            language="en",
            title="Exosomes for “stubborn” fistulas: a patient's view",
            journal="Trials",
            year=2021,
            identifiers=Identifiers(pmid="123", doi="10.1000/1", registry=("NCT01234567", "ISRCTN12345678")),
            report_type="trial_report",
            sections=(Section(label="METHODS", start=90, end=500),),
        ),
        studies=(STUDY, STUDY.model_copy(update={"role": "cited", "arms": (), "outcomes": ()})),
        checks=(
            Check(code="arms", severity="warning", message="Arms don't add up.", facts=("/studies/0/participants/1",)),
            Check(code="encoding", severity="info", message="The encoding is a guess."),
        ),
    )


def released() -> list[Record | Failure]:
    """What lies in the databases: a page at two paths, citations of a file, and a failure."""
    nothing = FailureReason(stage="read", reason="the file is empty")
    return [
        page("aaaa", "pages/a.html"),
        page("aaaa", "pages/copy of a.html"),
        page("bbbb", "pages/refs.ris", entry=1),
        page("bbbb", "pages/refs.ris", entry=2),
        Failure(page=FailedPage(id="ffff", path="pages/empty.txt"), failure=nothing),
    ]
