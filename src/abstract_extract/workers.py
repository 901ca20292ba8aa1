"""The processes of a batch: started by spawn, fed in order, and replaced when a page kills one.

A chunk whose process died is done again page by page, in a process of its own, so that only the page that kills it
is lost.
"""

from __future__ import annotations

import signal
import threading
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context

from abstract_extract.attempt import Extract, Job, Result, attempt, died, pipeline_record
from abstract_extract.page import Source
from abstract_extract.record import Failure, Record

CHUNK_PAGES = 32
CHUNK_CHARACTERS = 400_000
CHUNKS_A_WORKER = 3
"""Chunks under way for each worker: enough that none waits, few enough to hold in memory."""

Chunk = list[Job]
Written = list[tuple[bool, str]]
"""Results on their way between processes: whether it is a record, and its JSON."""


def run_on_workers(jobs: Iterator[Job], workers: int, extract: Extract | None) -> Iterator[tuple[Job, Result]]:
    """Each job with its result, in order, worked on by so many processes."""
    pool = _Pool(workers, extract)
    under_way: deque[tuple[Chunk, Future[Written]]] = deque()
    chunks = _chunks(jobs)
    try:
        while True:
            while len(under_way) < workers * CHUNKS_A_WORKER and (chunk := next(chunks, None)):
                under_way.append((chunk, pool.submit(chunk)))
            if not under_way:
                return
            chunk, future = under_way.popleft()
            try:
                written = future.result()
            except BrokenProcessPool:
                pool.replace()
                written = _one_by_one(chunk, extract)
                under_way = deque((other, _saved(other, future, extract)) for other, future in under_way)
            yield from zip(chunk, map(_read_back, written), strict=True)
    finally:
        pool.close()


def _saved(chunk: Chunk, future: Future[Written], extract: Extract | None) -> Future[Written]:
    """A chunk that was under way in a pool that broke: done before, or done again."""
    if not future.cancelled() and not isinstance(future.exception(), BrokenProcessPool):
        return future
    again: Future[Written] = Future()
    again.set_result(_one_by_one(chunk, extract))
    return again


class _Pool:
    """A process pool that can be started anew."""

    def __init__(self, workers: int, extract: Extract | None) -> None:
        self._workers = workers
        self._extract = extract
        self._executor = self._start()

    def _start(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(self._workers, mp_context=get_context("spawn"), initializer=_ignore_interrupts)

    def submit(self, chunk: Chunk) -> Future[Written]:
        pages = [job.page for job in chunk]
        with _interrupts_ignored():
            try:
                return self._executor.submit(_work, pages, self._extract)
            except BrokenProcessPool as error:
                # A process died between two submissions: the chunk counts among those it took along.
                future: Future[Written] = Future()
                future.set_exception(error)
                return future

    def replace(self) -> None:
        self.close()
        self._executor = self._start()

    def close(self) -> None:
        self._executor.shutdown(wait=True, cancel_futures=True)


def _one_by_one(chunk: Chunk, extract: Extract | None) -> Written:
    """The results of a chunk whose process died: the page that kills a process of its own becomes a failure."""
    written: Written = []
    pool = _Pool(1, extract)
    try:
        for job in chunk:
            try:
                written += pool.submit([job]).result()
            except BrokenProcessPool:
                pool.replace()
                written.append(_write(died(job.page) if isinstance(job.page, Source) else job.page))
    finally:
        pool.close()
    return written


def _chunks(jobs: Iterator[Job]) -> Iterator[Chunk]:
    chunk: Chunk = []
    characters = 0
    for job in jobs:
        chunk.append(job)
        characters += len(job.page.text) if isinstance(job.page, Source) else 0
        if len(chunk) == CHUNK_PAGES or characters > CHUNK_CHARACTERS:
            yield chunk
            chunk, characters = [], 0
    if chunk:
        yield chunk


def _work(pages: list[Source | Failure], extract: Extract | None) -> Written:
    """What a worker does with a chunk."""
    extract = extract or pipeline_record()
    return [_write(attempt(page, extract)) for page in pages]


def _write(result: Result) -> tuple[bool, str]:
    return isinstance(result, Record), result.model_dump_json()


def _read_back(written: tuple[bool, str]) -> Result:
    is_record, json = written
    return Record.model_validate_json(json) if is_record else Failure.model_validate_json(json)


def _ignore_interrupts() -> None:
    """Ctrl-C is for the process that people see: it stops the others in order."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextmanager
def _interrupts_ignored() -> Iterator[None]:
    """Processes started meanwhile ignore Ctrl-C from their first moment, not only once they are up."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
