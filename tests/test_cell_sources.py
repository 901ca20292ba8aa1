"""Cell sources: the product that the patients of this study were given, and no other that the page speaks of."""

from __future__ import annotations

from typing import Any

import pytest

from line import case_table, facts_of, near_misses_are_a_third, read_case_table

NAMES = ("tissue", "cell_type", "product", "donor", "species")


def expected(item: dict[str, Any]) -> tuple[object, ...]:
    return tuple({"product": "cells", **item}.get(name) for name in NAMES)


@pytest.mark.parametrize("case", case_table("cell_sources"))
def test_cell_sources(case):
    found = [tuple(item[name] for name in NAMES) for item in facts_of(case, "cell_sources")]
    assert sorted(map(str, found)) == sorted(str(expected(item)) for item in case["found"])


@pytest.mark.parametrize("name", ["umbilical cord", "bone marrow mononuclear cells", "exosomes of placental cells"])
def test_tissues_and_cells_have_their_ontology_s_ids(name):
    (case,) = (case for case in read_case_table("cell_sources")["case"] if case["name"] == name)
    (item,) = facts_of(case, "cell_sources")
    assert item["tissue_id"].startswith("UBERON:")
    assert item["cell_type_id"].startswith("CL:")


def test_near_misses_are_a_third_of_the_table():
    assert near_misses_are_a_third("cell_sources")
