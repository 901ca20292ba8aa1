"""Whether confidences keep their word."""

from __future__ import annotations

import pytest

from abstract_extract.score.calibration import Bin, Calibration, calibration
from abstract_extract.score.facts import Value
from abstract_extract.score.verdicts import PageVerdicts, Verdict


def page(*verdicts):
    return PageVerdicts("p", "p.txt", "utf-8", "text", "trial_report", "en", True, {"value": verdicts})


def verdict(field, item, confidence, call="right"):
    value = Value(1)
    return Verdict(
        "p",
        field,
        call,
        None if call == "spurious" else value,
        None if call == "missing" else value,
        item=item,
        confidence=confidence,
    )


def test_a_perfect_word_is_no_error():
    facts = [verdict("participants", n, 0.75, "right" if n % 4 else "spurious") for n in range(40)]
    found = calibration([page(*facts)])
    assert (found.count, found.error, found.bins) == (40, 0.0, (Bin(40, 0.75, 0.75),))


def test_overconfidence_is_the_distance():
    facts = [verdict("participants", n, 0.9, "right" if n < 5 else "wrong") for n in range(10)]
    assert calibration([page(*facts)]).error == pytest.approx(0.4)


def test_bins_weigh_by_their_facts():
    assert Calibration((Bin(30, 0.9, 0.8), Bin(10, 0.5, 0.9))).error == pytest.approx((30 * 0.1 + 10 * 0.4) / 40)


def test_an_outcome_is_one_fact_and_its_count_speaks_for_it():
    facts = [verdict("outcomes.percent", 3, 0.8), verdict("outcomes.events", 3, 0.8, "wrong")]
    found = calibration([page(*facts)])
    assert (found.count, found.bins[0].right) == (1, 0.0)


def test_what_is_missing_or_has_no_confidence_does_not_count():
    facts = [
        verdict("participants", 0, None),
        verdict("participants", 1, None, "missing"),
        verdict("arms.role", 2, 0.9),
    ]
    found = calibration([page(*facts)])
    assert (found.count, found.error) == (0, None)


def test_a_confidence_of_one_falls_into_the_last_bin():
    assert calibration([page(verdict("participants", 0, 1.0))]).bins == (Bin(1, 1.0, 1.0),)
