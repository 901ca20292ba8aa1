"""What the encoder is shown."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from abstract_extract.annotate import build_nlp
from abstract_extract.annotate.learned.windows import LONGEST, MOST, first_sentences, windows_of
from abstract_extract.annotate.learned.wordpieces import WordPieces
from abstract_extract.model import model_folder

CUTTER = WordPieces.of_file(model_folder() / "vocabulary.txt")
NLP = build_nlp({name for name in build_nlp().pipe_names if name != "trial_sentences"})
SENTENCES = st.sampled_from(
    [
        "A trial of cells.",
        "Of 20 patients, 12 (60%) healed.",
        "Pain fell a little.",
        "They were put in two groups.",
        "At 3, 6 and 12 months 4, 5 and 6 patients walked.",
        "The " + "very " * 300 + "long list had 7 items.",
        "1 " * 420 + "end.",
    ]
)


def sentences_of(text):
    return NLP(text)._.trial_sentences


@settings(deadline=None, max_examples=30)
@given(st.lists(SENTENCES, min_size=1, max_size=15))
def test_every_number_is_read_once_and_no_window_is_too_long(parts):
    sentences = sentences_of(" ".join(parts))
    windows = windows_of(sentences, CUTTER)
    read = [number.number for window in windows for number in window.numbers]
    assert sorted(read) == list(range(sum(len(sentence.numbers) for sentence in sentences)))
    for window in windows:
        assert len(window.ids) == len(window.places) <= LONGEST + 2
        assert all(0 <= position < len(window.ids) for number in window.numbers for position in number.positions)


def test_positions_are_those_of_the_numbers_own_pieces():
    text = "Cells were given to 1012 patients. Twenty-three (2%) died."
    sentences = sentences_of(text)
    (window,) = windows_of(sentences, CUTTER)
    numbers = [(s.start + n.start, s.start + n.end) for s in sentences for n in s.numbers]
    for number in window.numbers:
        places = [window.places[position] for position in number.positions]
        assert (places[0][0], places[-1][1]) == numbers[number.number]


def test_sentences_that_tell_nothing_are_passed_over():
    text = "A trial of cells. It was good. It was long. Pain fell a little. Of 20, 12 healed."
    shown = {place for window in windows_of(sentences_of(text), CUTTER) for place in window.places if place}
    assert text.index("Pain") not in {start for start, _ in shown}
    assert text.index("healed") in {start for start, _ in shown}


def test_the_opening_heads_every_window():
    text = "A trial of cells. " + "Of 20 patients, 12 (60%) healed. " * 80
    windows = windows_of(sentences_of(text), CUTTER)
    assert len(windows) > 1
    assert all(window.ids[1:6] == windows[0].ids[1:6] for window in windows)


def test_of_a_page_without_end_the_model_reads_the_beginning():
    sentences = sentences_of("Of 20 patients, 12 (60%) healed. " * 6000)
    shown = first_sentences(sentences)
    assert sentences[-1].end > 3 * MOST > 3 * shown[-1].end - 3 * LONGEST
    assert len(windows_of(shown, CUTTER)) < 80
