"""Abbreviations that a page defines itself: "Wharton's jelly cells (WJCs)", by scispaCy where it is installed.

scispaCy's detector needs no model, but time and memory that grow with the square of the brackets it sees (3,000 pairs:
37 s and 1.9 GB): it is shown only sentences that define a short form of cells or products, a few brackets at most.
Without scispaCy (it does not install on Python 3.13) the same algorithm runs here, on the same tokens, so that a
record does not depend on what is installed.

>>> builtin("cells derived from human Wharton's jelly cells (WJCs) were given")
{'WJCs': "Wharton's jelly cells"}
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib.util import find_spec

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span

from abstract_extract.study import Sentence

from .cell_mentions import HINTS, PRODUCT_NAMES
from .hints import has_any

Detector = Callable[[str], dict[str, str]]
_DEFINED = re.compile(r"\([A-Za-z][\w+/' -]{1,60}\)")
_LONGEST_SENTENCE = 1200
_MOST_BRACKETS = 12
_LONG_FORM = 80
_MOST_TOKENS = 8
_SHORT_TOKENS = 3


@cache
def _tokenizer() -> Language:
    return spacy.blank("en")


def _candidates(sentence: str) -> Iterator[tuple[Span, Span]]:
    """Long and short candidates around each bracket: the short form is in the bracket or, of a long one, before it.

    A long one may hold another: "stem cells (of the marrow (BM))".
    """
    doc = _tokenizer().make_doc(sentence)
    opened: list[int] = []
    for token in doc:
        if token.orth_ == "(":
            opened.append(token.i + 1)
        elif token.orth_ == ")":
            for start in opened:
                yield from _around(doc, start, token.i)


def _around(doc: Doc, start: int, end: int) -> Iterator[tuple[Span, Span]]:
    """The candidates around what stands from `start` to `end` between two brackets."""
    if not 0 < end - start <= _MOST_TOKENS or start == 1:
        return
    if end - start > _SHORT_TOKENS:
        if _is_balanced(doc[start:end]):
            yield doc[start:end], doc[start - 2 : start - 1]
    else:
        length = sum(len(t) for t in doc[start:end])
        yield doc[max(start - min(length + 5, length * 2) - 1, 0) : start - 1], doc[start:end]


def _is_balanced(span: Span) -> bool:
    """Whether each bracket in it is closed in it."""
    depth = 0
    for token in span:
        depth += {"(": 1, ")": -1}.get(token.orth_, 0)
        if depth < 0:
            return False
    return not depth


def _is_short_form(span: Span) -> bool:
    text = span.text
    return all(2 <= len(t) < 10 for t in span) and text[0].isalpha() and sum(c.isalpha() for c in text) >= len(text) / 2


def _long_form(long_candidate: Span, short: Span) -> Span | None:
    """The end of the candidate that the short form abbreviates: its letters in order, its first at a word's beginning.

    Source: Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions in biomedical text",
    Pacific Symposium on Biocomputing 2003.
    """
    words = " ".join(t.text for t in long_candidate)
    letters = " ".join(t.text for t in short)
    place = len(words) - 1
    for index in range(len(letters) - 1, -1, -1):
        letter = letters[index].lower()
        if not letter.isalnum():
            continue
        while place >= 0 and (
            words[place].lower() != letter or (index == 0 and place > 0 and words[place - 1].isalnum())
        ):
            place -= 1
        if place < 0:
            return None
        place -= 1
    length = 0
    for index, token in enumerate(long_candidate):
        length += len(token.text_with_ws)
        if length > place + 1:
            return long_candidate[index:]
    return None


def builtin(sentence: str) -> dict[str, str]:
    """The abbreviations that a sentence defines, short forms to long ones."""
    found: dict[str, str] = {}
    for long_candidate, short in _candidates(sentence):
        if _is_short_form(short) and short.text not in found:
            long_form = _long_form(long_candidate, short)
            if long_form is not None and long_form.text not in found.values():
                found[short.text] = long_form.text
    return found


@cache
def scispacy_detector() -> Detector | None:
    """ScispaCy's AbbreviationDetector on one sentence at a time; None where scispaCy is not installed."""
    if find_spec("scispacy") is None:
        return None
    from scispacy.abbreviation import AbbreviationDetector

    detector = AbbreviationDetector(_tokenizer())

    def detect(sentence: str) -> dict[str, str]:
        with warnings.catch_warnings():
            # Of a sentence that defines nothing the detector's matcher warns that it has nothing to match.
            warnings.simplefilter("ignore", UserWarning)
            doc = detector(_tokenizer().make_doc(sentence))
        spans = sorted(doc._.abbreviations, key=lambda span: span.start)
        found: dict[str, str] = {}
        for span in spans:
            found.setdefault(span.text, span._.long_form.text)
        return found

    return detect


def define_abbreviations(sentences: Sequence[Sentence]) -> dict[str, str]:
    """Short forms of cells and products to their long forms, as the sentences define them, in order."""
    detect = scispacy_detector() or builtin
    found: dict[str, str] = {}
    for sentence in _defining(sentences):
        for short, long_form in detect(sentence.string).items():
            if has_any(long_form.lower(), HINTS):
                found.setdefault(short, long_form)
    return found


def _defining(sentences: Sequence[Sentence]) -> Iterator[Sentence]:
    """The sentences in which a product's name stands right before a bracket, or in one."""
    for sentence in sentences:
        string = sentence.string
        if "(" not in string or len(string) > _LONGEST_SENTENCE or string.count("(") > _MOST_BRACKETS:
            continue
        for match in _DEFINED.finditer(string):
            if has_any(sentence.lower[max(0, match.start() - _LONG_FORM) : match.end()], PRODUCT_NAMES):
                yield sentence
                break
