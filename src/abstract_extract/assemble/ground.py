"""Candidates' places in the study text to places in the page's source, with the words that stand there."""

from __future__ import annotations

from abstract_extract.candidates import Derives, Said
from abstract_extract.record import Derived, Grounded, Value
from abstract_extract.resolve import Kind, resolve
from abstract_extract.text import Text


class Grounding:
    """Grounds what was said in a study text in the source of its page."""

    def __init__(self, text: Text, source: str, kind: Kind, *, is_translated: bool = False) -> None:
        self.is_translated = is_translated
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

    def named(self, said: Said) -> Grounded:
        """The grounded value of a name: in the page's own words where the study text has them in English or mended."""
        found = self.said(said)
        is_own = not self.is_translated and "×10^" not in str(found.value)
        return found if is_own else found.model_copy(update={"value": found.text})

    def said(self, said: Said) -> Grounded:
        """The grounded value of what was said."""
        start, end = self._text.span(said.start, said.end)
        return Grounded(value=said.value, text=resolve(self._source[start:end], self._kind), start=start, end=end)
