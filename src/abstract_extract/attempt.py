"""One page through the pipeline: its record, or the failure that stands in its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from abstract_extract.errors import PageError, StageFailed
from abstract_extract.page import Source
from abstract_extract.record import FailedPage, Failure, FailureReason, Record

Extract = Callable[[Source], Record]
Result = Record | Failure


@dataclass(frozen=True, slots=True)
class Job:
    """A page to work on, or one that already failed, and the fraction of all bytes done when it is done."""

    page: Source | Failure
    fraction: float


def pipeline_record() -> Extract:
    """The pipeline, imported when the first page needs it."""
    from abstract_extract.pipeline import record

    return record


def attempt(page: Source | Failure, extract: Extract) -> Result:
    """The record of a page, or the failure that stands in its place; nothing that a page does raises."""
    if isinstance(page, Failure):
        return page
    try:
        result = extract(page)
        # A record that cannot be written (half characters from a JSON escape) is no record.
        result.model_dump_json()
    except Exception as error:  # noqa: BLE001 - a defect of the program costs one page, not the batch
        return failure(page.id, page.path, error, page.entry)
    return result


def died(page: Source) -> Failure:
    """The failure of a page that takes its process down with it."""
    reason = "internal: the worker process died on this page (out of memory, or a crash in a library)"
    return failure(page.id, page.path, StageFailed(reason, stage="pipeline"), page.entry)


def failure(page: str, path: str, error: Exception, entry: int | None = None) -> Failure:
    """What stands in the place of the page with this id that raised `error`, expected or not."""
    if isinstance(error, PageError):
        stage, reason = error.stage, error.reason
    else:
        stage, reason = _stage(error), _internal(error)
    reason = reason.encode("utf-8", "backslashreplace").decode("utf-8")
    return Failure(page=FailedPage(id=page, path=path, entry=entry), failure=FailureReason(stage=stage, reason=reason))


def _internal(error: Exception) -> str:
    text = " ".join(str(error).split())
    text = text if len(text) <= 200 else text[:200] + " …"
    return f"internal: {type(error).__name__}: {text}" if text else f"internal: {type(error).__name__}"


def _stage(error: Exception) -> str:
    """The stage whose module an unexpected error comes from, by its traceback."""
    stage = "pipeline"
    trace = error.__traceback__
    while trace:
        module = trace.tb_frame.f_globals.get("__name__", "").split(".")
        if module[0] == "abstract_extract" and len(module) > 1 and module[1] not in {"attempt", "batch"}:
            stage = module[1]
        trace = trace.tb_next
    return stage
