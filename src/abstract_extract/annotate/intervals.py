"""Brackets that say how sure a figure is: between a number and whose it is they are passed over.

"63.0% (95% CI, 54.6 to 70.3) in the cell group and 42.2% (34.8-49.5) in the placebo group".
"""

from __future__ import annotations

import re

_FIGURES = "§¬"
"""What stands in a mask for the figures of statistics."""
_BRACKET = re.compile(
    r"[(\[](?:[§¬]|CIs?\b|confidence|intervals?|credible|IQR|interquartile|range|limits?|SD|SE|SEM|HR|OR|RR|P\b|p\b|to\b|and\b|of\b"
    r"|[\[(](?:CI|CrI|IQR|SD|SE|HR|OR|RR)[\])]|[\s,;:.=<>≤≥±·–−-]|(?<=[§¬])%)*[)\]]"
)


def without_intervals(mask: str) -> str:
    """The mask with such brackets blanked, so long as they hold nothing else.

    >>> without_intervals("%% (§§% CI, §§ to §§) and %% (№)")
    '%%                      and %% (№)'
    """
    if not any(sign in mask for sign in _FIGURES):
        return mask
    return _BRACKET.sub(_blanked, mask)


def _blanked(match: re.Match[str]) -> str:
    words = match.group()
    return " " * len(words) if any(sign in words for sign in _FIGURES) else words
