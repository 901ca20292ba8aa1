"""The words of a page that speak of its study: each once, in sections, the frame left out."""

from __future__ import annotations

import pytest

from abstract_extract.normalise import sections as module
from abstract_extract.normalise import study_text
from abstract_extract.page import Block, Page, Role, Source
from abstract_extract.study import StudyText
from abstract_extract.text import Text

ABSTRACT, BODY, TITLE, FIELD, CHROME, TABLE = Role.ABSTRACT, Role.BODY, Role.TITLE, Role.FIELD, Role.CHROME, Role.TABLE
METHODS = "METHODS: Eleven patients with fistulas were given exosomes of placental cells."
RESULTS = "RESULTS: Five of them showed complete closure of all their tracts."
TEASER = "Exosomes are a novel approach and this study aimed to assess..."
WHOLE = "Exosomes are a novel approach and this study aimed to assess their safety. Ten patients were treated."
GERMAN = "Zehn Patienten wurden mit den Zellen behandelt und nach sechs Monaten mit einer Untersuchung für die Studie gesehen."
DUTCH = "Tien patiënten werden met de cellen behandeld en na zes maanden met een onderzoek voor de studie gezien."
ENGLISH = (
    "Ten patients were treated with the cells and were seen after six months with an examination of the joint. " * 3
)


def study(*blocks: tuple[Role, str] | tuple[Role, str, str]) -> StudyText:
    """The study text of a page of these blocks, a line each: role, text, and a label where there is one."""
    source = "\n".join(block[1] for block in blocks)
    made, position = [], 0
    for role, text, *label in blocks:
        made.append(Block(role, Text.of(text, position), label[0] if label else None))
        position += len(text) + 1
    return study_text(Page(Source("0", "page.txt", source, "utf-8"), "test", tuple(made)))


def bodies(*blocks: tuple[Role, str] | tuple[Role, str, str]) -> list[str]:
    found = study(*blocks)
    return [found.text.string[s.start : s.end] for s in found.stretches]


KEPT = [
    # blocks, what the rules read of them
    ([(ABSTRACT, METHODS), (ABSTRACT, RESULTS)], [METHODS[9:], RESULTS[9:]]),
    ([(ABSTRACT, f"{METHODS} {RESULTS}")], [METHODS[9:], RESULTS[9:]]),
    ([(CHROME, "Menu"), (TITLE, "A trial"), (ABSTRACT, METHODS)], ["A trial", METHODS[9:]]),
    ([(BODY, "An article's text."), (ABSTRACT, "Ten patients.")], ["Ten patients."]),
    ([(BODY, "An article's text."), (FIELD, "15", "Enrollment")], ["An article's text.", "15"]),
    # repeats: a section run twice, an abstract three times, a teaser before the whole, a sentence
    ([(ABSTRACT, METHODS), (ABSTRACT, RESULTS), (ABSTRACT, METHODS), (ABSTRACT, RESULTS)], [METHODS[9:], RESULTS[9:]]),
    ([(ABSTRACT, METHODS)] * 3, [METHODS[9:]]),
    ([(ABSTRACT, TEASER), (ABSTRACT, WHOLE)], [WHOLE]),
    ([(ABSTRACT, METHODS), (ABSTRACT, METHODS.upper().replace("WITH", " with  "))], [METHODS[9:]]),
    ([(ABSTRACT, GERMAN), (ABSTRACT, ENGLISH)], [ENGLISH[: len(ENGLISH) // 3 - 1]]),
    # near-misses: no repeats
    ([(ABSTRACT, "Twelve patients were treated with the cells. Four died."), (ABSTRACT, "Twelve patients were treated with the cells. Nine lived.")],
     ["Twelve patients were treated with the cells. Four died.", "Nine lived."]),
    ([(ABSTRACT, "Ten improved."), (ABSTRACT, "Ten improved.")], ["Ten improved.", "Ten improved."]),
    ([(ABSTRACT, TEASER), (ABSTRACT, "Another study had ten patients.")], [TEASER, "Another study had ten patients."]),
    ([(ABSTRACT, DUTCH)], [DUTCH]),
    ([(ABSTRACT, METHODS), (ABSTRACT, METHODS.replace("Eleven", "Twelve"))], [METHODS[9:], METHODS[9:].replace("Eleven", "Twelve")]),
    ([(CHROME, METHODS)], []),
]  # fmt: skip


@pytest.mark.parametrize(("blocks", "expected"), KEPT)
def test_each_thing_is_read_once(blocks, expected):
    assert bodies(*blocks) == expected


def test_sections_say_which_they_repeat():
    found = study((ABSTRACT, METHODS), (ABSTRACT, RESULTS), (ABSTRACT, METHODS), (ABSTRACT, RESULTS))
    assert [(s.label, s.duplicate_of) for s in found.sections] == [
        ("METHODS", None),
        ("RESULTS", None),
        ("METHODS", 0),
        ("RESULTS", 1),
    ]


@pytest.mark.xfail(reason="a teaser is left out of the text, but its section does not say so")
def test_a_teaser_says_what_it_repeats():
    assert study((ABSTRACT, TEASER), (ABSTRACT, WHOLE)).sections[0].duplicate_of == 1


def test_sections_stand_where_they_say():
    found = study((TITLE, "A trial"), (ABSTRACT, f"{METHODS} {RESULTS}"))
    source = found.page.source.text
    assert [source[s.start : s.end] for s in found.sections] == [METHODS[9:], RESULTS[9:]]
    assert [s.name for s in found.stretches] == [None, "methods", "results"]


def test_the_text_shows_its_places_in_the_page():
    found = study((CHROME, "Menu"), (ABSTRACT, METHODS))
    start = found.text.string.index("Eleven")
    low, high = found.text.span(start, start + 6)
    assert found.page.source.text[low:high] == "Eleven"


def test_the_label_of_a_block_names_its_section():
    found = study((ABSTRACT, "Eleven patients were treated.", "METHODS"), (ABSTRACT, "All lived.", "RESULTS"))
    assert [(s.name, s.label) for s in found.stretches] == [("methods", "METHODS"), ("results", "RESULTS")]


def test_a_page_as_long_as_a_book_is_cut_and_says_so(monkeypatch):
    monkeypatch.setattr(module, "LONGEST", 100)
    found = study((ABSTRACT, METHODS), (ABSTRACT, RESULTS))
    assert [code for code, _ in found.notes] == ["page_too_long"]
    assert found.text.string == METHODS[9:]
