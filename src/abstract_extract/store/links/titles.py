"""How alike the titles of two reports are."""

from __future__ import annotations

from rapidfuzz import fuzz

from .reports import Report

CORRECTED = 0.9
"""A correction's title is its paper's, but for a word or two that a page adds."""


def title_likeness(one: Report, other: Report) -> float | None:
    """How alike the titles are, 0 to 1, whatever the order of their words; None where one page has none.

    Of several titles (an official one, one in another language) the two that are most alike count.
    """
    return max(
        (
            fuzz.token_sort_ratio(" ".join(mine), " ".join(theirs)) / 100
            for mine in one.titles
            for theirs in other.titles
        ),
        default=None,
    )
