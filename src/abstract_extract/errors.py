"""The errors that this package raises, one small tree.

    AbstractExtractError
    ├── PageError            one page gives no record; becomes a Failure in its place
    │   ├── UnreadablePage   the bytes are no text: empty, a picture, too large, cut, undecodable
    │   ├── MalformedPage    text, but not what its format promises: XML that breaks off, JSON with a gap
    │   └── StageFailed      a later stage could not finish the page
    ├── GoldError            gold or records that cannot be scored
    ├── DecisionError        a decision on a fact that cannot be recorded
    ├── ExportError          an export that cannot be made
    ├── ModelError           the trained model is missing or cannot be loaded
    └── StoreError           the review database cannot be used

Each message names the place and the remedy; errors of libraries are mapped here, never leaked.
"""

from __future__ import annotations


class AbstractExtractError(Exception):
    """Base of all errors of this package."""


class PageError(AbstractExtractError):
    """One page gives no record.

    `stage` is the stage of the line that gave up (read, normalise, annotate …), `reason` a sentence for people.
    """

    stage = "read"

    def __init__(self, reason: str, *, stage: str | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.stage = stage or type(self).stage


class UnreadablePage(PageError):
    """The bytes are no page: empty, a picture, too large, or broken off."""


class MalformedPage(PageError):
    """The text is not what its format promises."""


class StageFailed(PageError):
    """A stage after reading could not finish the page."""


class GoldError(AbstractExtractError):
    """Gold or records that cannot be scored: the message names the page and the value."""


class DecisionError(AbstractExtractError):
    """A decision that cannot be recorded: the message names the fact or the field and the remedy."""


class ExportError(AbstractExtractError):
    """An export that cannot be made: the message names the file or the format, and the remedy."""


class ModelError(AbstractExtractError):
    """The trained model is missing or cannot be loaded: the message names the place and the remedy."""


class StoreError(AbstractExtractError):
    """The review database cannot be used: the message names it and the remedy."""
