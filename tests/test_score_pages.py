"""A page whose record is perfect, for the scorer's tests, and that it scores so."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from abstract_extract.record import Record
from abstract_extract.score.counts import score
from abstract_extract.score.facts import read_facts
from abstract_extract.score.fields import MODES, Mode
from abstract_extract.score.scoring import judge_all

STATUSES = ("enrolled", "randomised", "treated", "completed", "analysed")
KINDS = ("efficacy", "adverse_event", "death", "withdrawal")
Tally = tuple[int, int, int]


class Places:
    """Hands out places in a page, none overlapping another, ten characters from one start to the next."""

    def __init__(self) -> None:
        self.next = 100

    def value(self, value: float | str) -> dict[str, Any]:
        """A grounded value at the next place, six characters long."""
        self.next += 10
        return {"value": value, "text": str(value), "start": self.next, "end": self.next + 6}


def perfect_page(number: int = 0) -> dict[str, Any]:
    """A record in which all values of a list differ, so that no damage can be made good by another value."""
    at = Places()
    arms = [
        {"id": f"arm-{n}", "label": at.value(f"group {n}"), "role": role}
        for n, role in enumerate(("experimental", "experimental", "comparator"), 1)
    ]
    names = [None, *(arm["id"] for arm in arms)]
    return {
        "schema_version": "1",
        "page": {
            "id": f"{number:016x}",
            "path": f"page-{number}.html",
            "reader": "pubmed",
            "encoding": "utf-8",
            "language": "en",
            "identifiers": {"pmid": "30000001", "doi": "10.1000/XYZ", "registry": ["NCT01234567", "ISRCTN12345678"]},
            "report_type": "trial_report",
        },
        "studies": [
            {
                "role": "reported",
                "arms": arms,
                "participants": [
                    {"count": at.value(100 + 10 * n), "status": status, "arm": names[n % 4], "unit": "patients"}
                    for n, status in enumerate(STATUSES * 2)
                ],
                "cell_sources": [_source(at, n, names[n + 1]) for n in range(2)],
                "doses": [_dose(at, n, names[n + 1]) for n in range(3)],
                "follow_ups": [
                    {
                        "duration": at.value(f"P{6 + 6 * n}M"),
                        "statistic": ("fixed", "median")[n],
                        "schedule": at.value(f"P{n + 1}W"),
                    }
                    for n in range(2)
                ],
                "outcomes": [_outcome(at, n, names[n % 4]) for n in range(8)],
            }
        ],
        "checks": [],
    }


def _source(at: Places, n: int, arm: str | None) -> dict[str, Any]:
    return {
        "tissue": at.value(("bone marrow", "umbilical cord")[n]),
        "cell_type": at.value(("MSC", "MNC")[n]),
        "product": at.value(("cells", "exosomes")[n]),
        "donor": at.value(("autologous", "allogeneic")[n]),
        "arm": arm,
    }


def _dose(at: Places, n: int, arm: str | None) -> dict[str, Any]:
    return {
        "amount": at.value((n + 1) * 10**6),
        "unit": "{cells}",
        "basis": "per_kg",
        "volume": {"amount": at.value(n + 2), "unit": "mL"},
        "administrations": at.value(n + 1),
        "interval": at.value(f"P{n + 4}W"),
        "route": at.value(("intravenous", "intrathecal", "intra_articular")[n]),
        "site": at.value(("knee", "hip", "shoulder")[n]),
        "arm": arm,
    }


def _outcome(at: Places, n: int, arm: str | None) -> dict[str, Any]:
    return {
        "label": at.value(f"result {'abcdefgh'[n]}"),
        "kind": KINDS[n % 4],
        "events": at.value(2 + n),
        "denominator": at.value(40 + n),
        "percent": at.value(10.5 + n),
        "unit": "patients",
        "arm": arm,
        "time_point": at.value(f"P{n + 1}Y"),
    }


def tallies(gold: list[dict[str, Any]], records: list[dict[str, Any]], mode: Mode) -> dict[str, Tally]:
    """For each field (right, in the gold, in the record)."""
    pages = judge_all([read_facts(one, "gold") for one in gold], [read_facts(one, "records") for one in records])
    figures = score(pages, resamples=0).fields
    return {name: (by_mode[mode].right, by_mode[mode].gold, by_mode[mode].found) for name, by_mode in figures.items()}


def test_the_page_is_a_record() -> None:
    """Its shape is the record's own."""
    assert Record.model_validate(perfect_page()).studies[0].doses[1].administrations is not None


@pytest.mark.parametrize("mode", MODES)
def test_a_perfect_record_is_all_right(mode: Mode) -> None:
    """Everything is right and nothing else is there."""
    page = perfect_page()
    found = tallies([page], [copy.deepcopy(page)], mode)
    assert found["all values"] == (10 + 8 + 6 * 3 + 2 * 2 + 4 * 8 + 3,) * 3
    assert all(right == gold == there for right, gold, there in found.values())


@pytest.mark.parametrize("mode", MODES)
def test_no_record_is_all_missing(mode: Mode) -> None:
    """A page without a record counts as missing, and so does a failure."""
    page = perfect_page()
    failure = {"page": {"id": page["page"]["id"], "path": "x"}, "failure": {"stage": "read", "reason": "a picture"}}
    for records in ([], [failure]):
        found = tallies([page], records, mode)
        assert all(right == 0 and there == 0 and gold > 0 for right, gold, there in found.values())
