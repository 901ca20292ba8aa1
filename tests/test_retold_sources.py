"""What is given in retold trials where cells, tissue and donor stand apart; and what makes no source, or no name of an arm."""

from __future__ import annotations

import pytest

from abstract_extract.annotate.learned.sides import SideArms
from abstract_extract.annotate.retold_sources import with_scattered
from abstract_extract.annotate.sentences import sentence_of
from abstract_extract.candidates import Arms, CellSourceCandidate, Said
from abstract_extract.proposals import Name, Reading


def values(source: CellSourceCandidate) -> tuple[object, ...]:
    said = (source.tissue, source.cell_type, source.product, source.donor)
    return tuple(one.value if one else None for one in said)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Fifteen had a million cells per kilo, grown from the umbilical cord of unrelated donors.",
            ("umbilical cord", None, "cells", "allogeneic"),
        ),
        ("This study of Wharton's jelly cells took ninety people.", ("Wharton's jelly", None, "cells", None)),
        ("Sixteen got myoblasts; the cells came by needle.", (None, "myoblast", "cells", None)),
        ("Twelve had exosomes of placenta in the ovary.", ("placenta", None, "exosomes", None)),
    ],
)
def test_scattered_words_make_a_source(text: str, wanted: tuple[object, ...]) -> None:
    (source,) = with_scattered([], [sentence_of(text)])
    assert values(source) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Nine people took a pill for a year and two had a rash.",
        "The cells were counted in the blood of ten volunteers.",
        "An artificial skin was laid on the wounds of twelve children.",
    ],
)
def test_other_words_make_none(text: str) -> None:
    assert with_scattered([], [sentence_of(text)]) == []


def test_a_source_is_completed_by_what_is_named_once() -> None:
    bare = CellSourceCandidate(
        tissue=None,
        cell_type=Said("MSC", 0, 3),
        product=None,
        donor=None,
        species=None,
        tissue_id=None,
        cell_type_id=None,
    )
    told = sentence_of("MSCs of the patients' own bone marrow were given; the cells did no harm.")
    assert values(with_scattered([bare], [told])[0]) == ("bone marrow", "MSC", "cells", "autologous")
    two = sentence_of("MSCs of bone marrow or of adipose tissue were given; the cells did no harm.")
    assert values(with_scattered([bare], [two])[0]) == (None, "MSC", "cells", None)


@pytest.mark.parametrize(
    ("text", "name", "wanted"),
    [
        ("Ten had hyaluronic acid in the knee.", "yal", "hyaluronic"),
        ("Ten were sent to the other placebo group.", "the other placebo", "placebo"),
        ("Sixteen Swedes had the scar cut out.", "edes", "Swedes"),
        ("Of these 92 came under the lot.", "92", None),
        ("All had cells without a gel.", "without", None),
    ],
)
def test_names_of_arms_are_whole_words(text: str, name: str, wanted: str | None) -> None:
    start = text.index(name)
    reading = Reading(names=(Name("control", start, start + len(name), 0.9),))
    made = SideArms.of(Arms(), reading, [sentence_of(text)]).made
    assert [arm.label.value for arm in made.values()] == ([wanted] if wanted else [])
