"""What linking gives: links with their reasons, and what people decided about pairs of pages."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person said of two pages, that they are reports of one trial or not; who, when (ISO 8601) and why."""

    one: str
    other: str
    is_confirmed: bool
    by: str
    at: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """Two pages, by their keys in order, that are reports of one trial.

    `reason` is the weightiest evidence, as a code; `score` goes from 0 to 1; `evidence` are its pieces in words, those
    against it too. `held_back` says why a link is not followed all the same.
    """

    one: str
    other: str
    reason: str
    score: float
    evidence: tuple[str, ...]
    by_person: bool = False
    held_back: str | None = None
