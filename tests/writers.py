"""Writers that tests start as processes of their own, to be stopped, killed, or set against each other."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator

from abstract_extract.record import (
    Arm,
    CellSource,
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
    Study,
)

Result = Record | Failure


def short_pages(count: int, *, reading: int = 0) -> Iterator[Result]:
    """So many short pages as `run` would give them; another reading gives another count, and some of them fail."""
    for number in range(count):
        path, identity = f"pages/{number:04}.txt", f"{number:016x}"
        if number % 50 == 7:
            page = FailedPage(id=identity, path=path)
            yield Failure(page=page, failure=FailureReason(stage="read", reason="the file is empty"))
        else:
            yield _record(number, identity, path, reading)


def _record(number: int, identity: str, path: str, reading: int) -> Record:
    enrolled = Grounded(value=10 + number + reading, text=str(10 + number), start=40, end=44)
    study = Study(
        role="reported",
        arms=(Arm(id="arm-1", label=Grounded(value="cells", text="cells", start=20, end=25), role="experimental"),),
        doses=(Dose(amount=Grounded(value=2e6, text="2 × 10^6", start=70, end=78), unit="{cells}"),),
        follow_ups=(FollowUp(duration=Grounded(value="P6M", text="6 months", start=80, end=88)),),
        participants=(Participants(count=enrolled, status="enrolled"),),
        cell_sources=(CellSource(donor=Grounded(value="allogeneic", text="allogeneic", start=50, end=60)),),
        outcomes=tuple(
            Outcome(
                label=Grounded(value=label, text=label, start=start, end=start + len(label)),
                kind="efficacy",
                events=Grounded(value=number % 9, text=str(number % 9), start=start + 20, end=start + 21),
                denominator=Derived(value=10 + number, derived="participants: enrolled"),
                arm="arm-1",
            )
            for label, start in (("closure", 100), ("relief", 150))
        ),
    )
    page = PageInfo(
        id=identity,
        path=path,
        reader="generic",
        encoding="utf-8",
        title=f"Trial {number}",
        identifiers=Identifiers(pmid=str(number), registry=(f"NCT{number:08}",)),
        report_type="trial_report",
    )
    return Record(page=page, studies=(study,))


def forked(work: Callable[[], None]) -> int:
    """The id of a new process that does this work and ends: 0 where all went well, 1 where it raised."""
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        work()
        status = 0
    finally:
        os._exit(status)


def ended(child: int) -> int:
    """Waits for a process; its status, negative where a signal ended it."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def killed_after(child: int, seconds: float) -> bool:
    """Kills a process after so long; whether it was still at work then."""
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    return ended(child) == -signal.SIGKILL
