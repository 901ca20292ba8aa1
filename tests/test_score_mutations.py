"""Damage to perfect records: the score falls by exactly what it should, in each way, and nowhere else."""

from __future__ import annotations

import copy
import random

import pytest

from abstract_extract.score.fields import COUNTED, MODES, TOTAL
from score_damages import DAMAGES, Damage, tissue_changed
from test_score_pages import perfect_page, tallies

PERFECT = tallies([perfect_page()], [perfect_page()], "exact")


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_damage_costs_what_it_should(damage: Damage, seed: int) -> None:
    """Each field's tally changes by what is expected, the total by the sum of its fields."""
    gold = perfect_page()
    record = copy.deepcopy(gold)
    expected = damage(record, random.Random(f"{damage.__name__} {seed}"))
    for mode in MODES:
        before, after = PERFECT, tallies([gold], [record], mode)
        falls = {name: change for name, change in expected[mode].items() if change != (0, 0, 0)}
        counted = [change for name, change in falls.items() if name in COUNTED]
        if counted:
            falls[TOTAL] = (
                sum(one[0] for one in counted),
                sum(one[1] for one in counted),
                sum(one[2] for one in counted),
            )
            falls = {name: change for name, change in falls.items() if change != (0, 0, 0)}
        seen = {
            name: change
            for name in before | after
            if (
                change := tuple(
                    b - a for a, b in zip(before.get(name, (0, 0, 0)), after.get(name, (0, 0, 0)), strict=True)
                )
            )
            != (0, 0, 0)
        }
        assert seen == falls, mode


def test_several_kinds_on_several_pages_add_up() -> None:
    """What pages lose adds up over pages."""
    gold = [perfect_page(number) for number in range(6)]
    records = copy.deepcopy(gold)
    lost = 0
    for number, record in enumerate(records):
        for _ in range(number):
            tissue_changed(record, random.Random(1))
        lost += bool(number)
    assert tallies(gold, records, "exact")["cell_sources.tissue"] == (12 - lost, 12, 12)
