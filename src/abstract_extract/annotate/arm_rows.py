"""Rows of numbers without names: in which order the arms of a study are meant."""

from __future__ import annotations

from abstract_extract.candidates import Arms
from abstract_extract.study import Sentence

_MOST_ARMS = 4
_NOT_OF_RESULTS = ("objective", "background", "design", "setting")


def arms_in_order(arms: Arms, sentence: Sentence, count: int, *, says_order: bool) -> list[str] | None:
    """The arms that a row of `count` numbers without names follows: all of them, in the order of the page.

    That is the order in which they were last named together where the sentence says "respectively", else the one in
    which they were first named together.
    """
    if not 2 <= count <= _MOST_ARMS or sentence.section in _NOT_OF_RESULTS:
        return None
    main = arms.main()
    if len(main) != count:
        pair = arms.pair()
        main = list(pair) if pair is not None and count == len(pair) else []
    if len(main) != count:
        return None
    wanted = set(main)
    before = sorted((i for i in arms.mentions if i <= sentence.index), reverse=says_order)
    for index in before:
        named = list(dict.fromkeys(m.key for m in arms.mentions[index] if m.key in wanted))
        if len(named) == count:
            return named
    return main
