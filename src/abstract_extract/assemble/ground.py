"""Candidates' places in the study text to places in the page's source, with the words that stand there."""

from __future__ import annotations

from abstract_extract.candidates import Derives, Said
from abstract_extract.record import Derived, Grounded, Value
from abstract_extract.resolve import Kind, resolve
from abstract_extract.text import Text


class Grounding:
    """Grounds what was said in a study text in the source of its page."""

    def __init__(self, text: Text, source: str, kind: Kind) -> None:
        self._text = text
        self._source = source
        self._kind: Kind = kind

    def value(self, said: Said | Derives | None) -> Value | None:
        """The record's value of what was said or derived; None for None."""
        if said is None:
            return None
        if isinstance(said, Derives):
            return Derived(value=said.value, derived=said.derived)
        return self.said(said)

    def said(self, said: Said) -> Grounded:
        """The grounded value of what was said."""
        start, end = self._text.span(said.start, said.end)
        return Grounded(value=said.value, text=resolve(self._source[start:end], self._kind), start=start, end=end)
