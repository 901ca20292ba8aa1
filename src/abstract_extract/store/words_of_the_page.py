"""Beside what a study says in short, the words of the page that say it, with their places.

>>> from abstract_extract.record import Grounded, Participants, Study
>>> count = Grounded(value=23, text="Twenty-three", start=75, end=87)
>>> study = Study(role="reported", participants=(Participants(count=count, status="enrolled"),))
>>> evidence_of(study)["sample_size"], sample_size_count(study)
('“Twenty-three” 75–87', 23)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pydantic import BaseModel

from abstract_extract.record import Derived, Grounded, Study, Volume

from .readable import leading_counts

LONGEST = 2000
"""Characters of the evidence of one column: a spreadsheet's cell and a reader's patience end somewhere."""


def evidence_of(study: Study) -> dict[str, str]:
    """The words of the page for each column of a study."""
    return {
        "sample_size": _quoted(leading_counts(study.participants)),
        "cell_source": _quoted(study.cell_sources),
        "dose": _quoted(study.doses),
        "follow_up": _quoted(study.follow_ups),
        "outcomes": _quoted(study.outcomes),
    }


def sample_size_count(study: Study) -> int | None:
    """The number of `sample_size`, of its arms together where it is given by arm; None where it is no number."""
    numbers = [item.count.value for item in leading_counts(study.participants)]
    whole = [int(number) for number in numbers if not isinstance(number, str)]
    return sum(whole) if whole and len(whole) == len(numbers) else None


def _quoted(facts: Iterable[BaseModel]) -> str:
    quotes = dict.fromkeys(quote for fact in facts for value in _values(fact) if (quote := _quote(value)))
    said = ", ".join(quotes)
    return said if len(said) <= LONGEST else said[: LONGEST - 1].rsplit(", ", 1)[0] + ", …"


def _values(fact: BaseModel) -> Iterator[Grounded | Derived]:
    for _, part in fact:
        value = part.amount if isinstance(part, Volume) else part
        if isinstance(value, Grounded | Derived):
            yield value


def _quote(value: Grounded | Derived) -> str:
    if isinstance(value, Grounded):
        return f"“{' '.join(value.text.split())}” {value.start}–{value.end}"
    return f"({value.derived})"
