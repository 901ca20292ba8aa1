"""Many pages: a record or a failure for each, in the order they came, on one process or several.

The order and the bytes of what comes out are the same for any number of workers. Pages are read here and worked on
there: text goes to a worker and the record's JSON comes back, a chunk of pages at a time, with only so many chunks
under way that a file of a million citations does not fill the memory.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from pathlib import Path

from abstract_extract.attempt import Extract, Job, Result, attempt, failure, pipeline_record
from abstract_extract.page import Source, page_id
from abstract_extract.read.decode import decode
from abstract_extract.read.files import STANDARD_INPUT, find_pages, load, shown
from abstract_extract.record import Failure

Progress = Callable[[int, float], None]
"""Told after each page: how many are done, and which fraction of the input's bytes that is."""

FEW_PAGES = 100
"""Fewer pages than this are done before other processes have started."""


def extract_all(
    paths: Iterable[str | os.PathLike[str]],
    *,
    workers: int | None = 1,
    progress: Progress | None = None,
    extract: Extract | None = None,
) -> Iterator[Result]:
    """A record or a failure for each page of these files and folders, in order; `-` is standard input.

    `workers=None` takes one process for few pages and one a core for more. `extract` is what makes a source a
    record: the pipeline, unless another function is given, which must be importable where there are several workers.

    Raises AbstractExtractError for a path that is not there; whatever happens to a single page is a Failure.
    """
    if workers is not None and workers < 1:
        raise ValueError(f"workers must be 1 or more, not {workers}")
    jobs = _jobs(list(find_pages(paths)))
    if workers is None:
        first = list(islice(jobs, FEW_PAGES))
        workers = 1 if len(first) < FEW_PAGES else cores()
        jobs = chain(first, jobs)
    return _run(jobs, workers, progress, extract)


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _run(jobs: Iterator[Job], workers: int, progress: Progress | None, extract: Extract | None) -> Iterator[Result]:
    if workers == 1:
        extract = extract or pipeline_record()
        results: Iterator[tuple[Job, Result]] = ((job, attempt(job.page, extract)) for job in jobs)
    else:
        # Only who wants several processes pays for importing what they need.
        from abstract_extract.workers import run_on_workers

        results = run_on_workers(jobs, workers, extract)
    for done, (job, result) in enumerate(results, 1):
        if progress:
            progress(done, job.fraction)
        yield result


def _jobs(pages: list[Path]) -> Iterator[Job]:
    sizes = [_size(page) for page in pages]
    total = sum(sizes) or 1
    before = 0
    for page, size in zip(pages, sizes, strict=True):
        for source, fraction in _read(page):
            yield Job(source, (before + fraction * size) / total)
        before += size


def _size(page: Path) -> int:
    try:
        return 1 if page == STANDARD_INPUT else page.stat().st_size
    except OSError:
        return 0


def _read(page: Path) -> Iterator[tuple[Source | Failure, float]]:
    """The sources of a file, with how much of the file is done after each."""
    path = shown(page)
    identity = ""  # what nobody could read has none
    try:
        content = load(page)
        identity = page_id(content)
        source = decode(content, path)
        length = len(source.text)
        del content  # a file of a million citations need not be held twice
        from abstract_extract.read import entries

        done = 0
        for entry in entries(source):
            done += len(entry.text)
            yield entry, min(1.0, done / length)
    except Exception as error:  # noqa: BLE001 - a file that breaks the reader costs itself, not the batch
        yield failure(identity, path, error), 1.0
