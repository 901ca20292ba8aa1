"""The search for the terms of a vocabulary: what one pattern of all terms finds, it finds, in the same places."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from abstract_extract.annotate.lexicon import terms
from abstract_extract.annotate.term_search import Terms

GOLDEN = Path(__file__).parent / "golden"
LINES = [line for path in sorted(GOLDEN.glob("*/*")) for line in path.read_text("utf-8").splitlines() if len(line) > 40]


@pytest.mark.parametrize("file", ["tissues", "cell_types", "products", "routes"])
def test_it_finds_what_one_pattern_of_all_terms_finds(file):
    table = {term.name: term.patterns for term in terms(file)}
    assert len(table) == len(terms(file))
    names = list(table)
    whole = re.compile("|".join(f"(?P<t{i}>{'|'.join(own)})" for i, own in enumerate(table.values())), re.IGNORECASE)
    search = Terms(table)
    found = 0
    for line in LINES:
        expected = [(names[int((match.lastgroup or "t0")[1:])], match.span()) for match in whole.finditer(line)]
        assert [(name, match.span()) for name, match in search.find(line)] == expected
        found += len(expected)
    assert found


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("cord blood", [("blood", (0, 10))]),
        ("cord, cord blood and cord", [("cord", (0, 4)), ("blood", (6, 16)), ("cord", (21, 25))]),
        ("a cordon", []),
        ("discord", []),
    ],
)
def test_of_terms_that_begin_together_the_first_is_found(text, places):
    search = Terms({"blood": ("cord blood",), "cord": ("cord",)}, before=r"\b", after=r"\b")
    assert [(name, match.span()) for name, match in search.find(text)] == places
