"""Plain words that are asked for before a pattern: none hides what its pattern would have matched."""

from __future__ import annotations

from pathlib import Path

import pytest

from abstract_extract.annotate import arm_contrasts, arm_mentions, numbers, tally_forms
from abstract_extract.annotate.hints import has_any
from abstract_extract.annotate.number_words import _ALL
from abstract_extract.annotate.sentences import sentence_of, sentence_spans

GOLDEN = Path(__file__).parent / "golden"
TEXTS = [path.read_text("utf-8") for path in sorted(GOLDEN.glob("*/*")) if path.suffix != ".json"]
SENTENCES = [sentence_of(text[start:end]) for text in TEXTS for start, end in sentence_spans(text)]
SAID = """
An earlier trial had 20 patients.|A Danish study of 12 knees showed less.|In 2012, a study began.|Two trials are done.
A larger trial (NCT01) is recruiting.|Another group of 12 patients reported relief.|The trial of 20 eyes that is open.
Forty were lost to follow-up.|Ten people were screened.|Nine completed it.|All 8 were evaluable.|Seven had data.
20 were put into the cell group by lot.|Six were seen.|Five took part.|Four had surgery.|Three will be treated.
The ITT population was 30.|We plan to enrol 40 men.|Cells were given to 12 men.|Leaving 5 to be judged.
They got either cells or saline.|Nobody was lost.|No deaths.|Both knees healed.|One in ten.|Forteen and fourty of fife.
""".replace("\n", "|").split("|")
ALL = [*SENTENCES, *(sentence_of(text) for text in SAID if text)]


@pytest.mark.parametrize(
    ("pattern", "hints"),
    [
        (arm_mentions._LETTERED, arm_mentions._LETTERED_HINTS),
        (arm_mentions._LETTER_LIST, arm_mentions._LETTER_LIST_HINTS),
        (arm_mentions._GROUP_WORD, arm_mentions._GROUP_HINTS),
        (tally_forms._WITHOUT_FIGURES, tally_forms._HINTS_WITHOUT_FIGURES),
    ],
    ids=["lettered", "letter-list", "group", "without-figures"],
)
def test_arms_and_tallies(pattern, hints):
    extra = [sentence_of(text) for text in ("Groups A and B got cells.", "Cohorts 1 to 3.", "(DL2) was safe.", "arm B")]
    found = [s for s in [*ALL, *extra] if pattern.search(s.mask) or pattern.search(s.string)]
    assert found
    assert [s.string for s in found if not has_any(s.lower, hints)] == []


def test_draws():
    assert [word for word in arm_contrasts._DRAWN if not has_any(word, arm_contrasts._DRAW_HINTS)] == []


def test_forms_begin_alike_with_and_without_their_words():
    for sentence in ALL:
        whole = []
        position = 0
        while match := tally_forms._BEGINS.search(sentence.mask, position):
            whole.append(match.span())
            position = match.end()
        if not has_any(sentence.lower, tally_forms._WORDS_OF_FORMS):
            assert [match.span() for match in tally_forms._BEGINS_WITH_SIGN.finditer(sentence.mask)] == whole


def test_numbers_in_words():
    found = [word for word in _ALL if numbers._HAS_WORD.match(word)]
    assert len(found) > 50
    assert [word for word in found if not has_any(word, numbers._NUMBER_HINTS)] == []
