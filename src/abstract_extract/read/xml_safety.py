"""Whether XML is well-formed and harmless, before anybody reads it: expat reads it under defusedxml's guard, and what
it says of a fault, with line and column, is passed on.

>>> check_xml("<article><front></article>")  # doctest: +ELLIPSIS
Traceback (most recent call last):
abstract_extract.errors.MalformedPage: the XML is broken or breaks off at line 1, column 19 (mismatched tag); ...
"""

from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from abstract_extract.errors import MalformedPage

SPACE = " \t\r\n\ufeff"
"""What may stand before an XML declaration, though the standard lets nothing."""


class _Nothing:
    """A target that wants no events: only whether they come is asked."""


class Guard:
    """Checks an XML document as it comes, piece by piece."""

    def __init__(self) -> None:
        self._parser = DefusedXMLParser(target=_Nothing())
        # Without handlers expat runs through text alone, and undefined entities of a named DTD are no fault.
        self._parser.parser.DefaultHandlerExpand = None
        self._skipped = ""
        self._begun = False

    def feed(self, text: str) -> None:
        """The next piece. Raises MalformedPage where the document is broken or declares entities."""
        if not self._begun:
            bare = text.lstrip(SPACE)
            self._skipped += text[: len(text) - len(bare)]
            text, self._begun = bare, bool(bare)
        self._guarded(lambda: self._parser.feed(text))

    def close(self) -> None:
        """The end. Raises MalformedPage where the document is not complete."""
        self._guarded(self._parser.close)

    def _guarded(self, step: Callable[[], object]) -> None:
        try:
            step()
        except ParseError as error:
            raise self._broken(error) from None
        except DefusedXmlException as error:
            raise MalformedPage(_refusal(error)) from None

    def _broken(self, error: ParseError) -> MalformedPage:
        line, column = error.position
        column += 1 + (len(self._skipped) - self._skipped.rfind("\n") - 1 if line == 1 else 0)
        line += self._skipped.count("\n")
        what = str(error).split(":")[0]
        return MalformedPage(
            f"the XML is broken or breaks off at line {line}, column {column} ({what}); save the page again"
        )


def _refusal(error: Exception) -> str:
    name = getattr(error, "name", None) or getattr(error, "sysid", None) or ""
    what = f'the XML declares entities of its own ("{name}"), which may blow it up or fetch other files'
    return f'{what}: remove the "[…]" part of its DOCTYPE'


def check_xml(text: str) -> None:
    """Raises MalformedPage, with line and column, for XML that is not well-formed or declares entities."""
    guard = Guard()
    guard.feed(text)
    guard.close()
