"""Words that a pattern requires: read off it, and never missing where it matches."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from abstract_extract.annotate import arm_mentions, elsewhere, participant_verbs
from abstract_extract.annotate.lexicon import terms
from abstract_extract.annotate.pattern_words import Gated, alternatives, words_required
from abstract_extract.annotate.sentences import sentence_of, sentence_spans

GOLDEN = Path(__file__).parent / "golden"
TEXTS = [path.read_text("utf-8") for path in sorted(GOLDEN.glob("*/*")) if path.suffix != ".json"]
SENTENCES = [sentence_of(text[start:end]) for text in TEXTS for start, end in sentence_spans(text)][::4]
CASES = [
    ("marrow", [("marrow",)]),
    ("umbilical[- ]cords?", [("umbilical",), ("cord",)]),
    ("ha?ematopoietic", [("ematopoietic",)]),
    ("Wharton['`´]?s? jelly", [("wharton",), (" jelly",)]),
    (r"plazenta\w*", [("plazenta",)]),
    (r"\bfat(?=[- ](?:tissue|graft))", [("graft", "tissue"), ("fat",)]),
    (r"grade\.? 3\+", [("grade",), (" 3+",)]),
    (r"cells{1,2} given+", [(" given",), ("cells",)]),
    ("(?:lung|air(?:way|s)) cell", [("air", "lung"), (" cell",)]),
    ("(?P<lead>deep|shallow) (?-i:Vein)", [("shallow", "deep"), ("vein",)]),
    ("骨髓|脂肪", [("脂肪", "骨髓")]),
    ("trials?|trial arm", [("trial",)]),
    # What need not stand in a match says nothing.
    ("(?:bone )?", []),
    ("(?:bone|)marrows*", [("marrow",)]),
    ("(?:bone){0,3}(?:skin)*", []),
    ("(?!bone)(?<!skin )(?<=fat )graft", [("graft",)]),
    (r"[bone]+|marrow", []),
    (r"bone|\w+", []),
    (r"\bone\u0062\x62ed", [("one",)]),
    ("a|an|of", []),
]


@pytest.mark.parametrize(("pattern", "words"), CASES, ids=[pattern for pattern, _ in CASES])
def test_words_required(pattern, words):
    assert {frozenset(found) for found in words_required(pattern)} == {frozenset(expected) for expected in words}


def test_the_longest_words_come_first():
    assert words_required("(?:an|the) trial of the (?:pilot|previous) kind")[0] == (" trial of the ",)


@pytest.mark.parametrize("pattern", ["(?(1)a|b)", "(?P=name)", "(?i)cell", "(?#cell)"])
def test_groups_of_unknown_meaning_are_refused(pattern):
    with pytest.raises(ValueError, match="not known"):
        words_required(pattern)


@pytest.mark.parametrize(
    ("pattern", "parts"),
    [("a|b", ["a", "b"]), ("(?:a|b)|c", ["(?:a|b)", "c"]), (r"[|]a|\||b", ["[|]a", r"\|", "b"]), ("a", ["a"])],
)
def test_alternatives(pattern, parts):
    assert alternatives(pattern) == parts


PATTERNS = {
    "elsewhere": alternatives(elsewhere._ELSEWHERE),
    "verbs": [gated._pattern.pattern for _, gated in (*participant_verbs.VERB_AFTER, *participant_verbs.VERB_LATER)],
    "verbs-before": [gated._pattern.pattern for _, gated in participant_verbs.VERB_BEFORE],
    "allocates": [arm_mentions._ALLOCATES._pattern.pattern],
    "terms": [p for file in ("tissues", "cell_types", "products", "routes") for t in terms(file) for p in t.patterns],
}


@pytest.mark.parametrize("name", PATTERNS)
def test_a_gate_never_shuts_out_a_match(name):
    found = 0
    for pattern in PATTERNS[name]:
        plain, gated = re.compile(pattern, re.IGNORECASE), Gated(pattern)
        for sentence in SENTENCES:
            strings = [sentence.string, sentence.mask]
            strings += [part for n in sentence.numbers for part in (sentence.mask[n.end :], sentence.mask[: n.start])]
            for string in strings:
                match = plain.search(string)
                assert (gated.search(string) is not None) == (match is not None)
                assert (gated.match(string) is not None) == (plain.match(string) is not None)
                found += match is not None
    assert found > 3
