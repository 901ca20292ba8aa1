"""The texts that training has, and which of them a pass is given."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from .example import Example
from .hidden import Hider

PAGES_TOLD = 2
"""How often a pass has each page, and a whole one each text on trials of cells: they are few beside the abstracts."""
CORPORA_TOLD = 2
"""How often a closing pass has each text of the annotated corpora."""
OTHERS = 1_700
"""Texts of the many others that a closing pass draws."""


@dataclass(frozen=True, slots=True)
class Texts:
    """Examples by where they come from."""

    corpora: Sequence[Example]
    """Abstracts that people annotated."""
    pages: Sequence[Example]
    """Pages on trials of cells, with their gold."""
    written_cells: Sequence[Example]
    """Abstracts of such trials, written for training."""
    others: Sequence[Example]
    """Abstracts that language models wrote, or gave the roles of their numbers."""

    def whole(self) -> list[Example]:
        """All of them."""
        return [*self.corpora, *self.others, *PAGES_TOLD * [*self.pages, *self.written_cells]]

    def closing(self, hider: Hider, chance: random.Random) -> list[Example]:
        """What people annotated, what is of cells, and a part of the others: words hidden, figures exchanged."""
        drawn = chance.sample(list(self.others), min(OTHERS, len(self.others)))
        shown = [*CORPORA_TOLD * [*self.corpora], *PAGES_TOLD * [*self.pages], *self.written_cells, *drawn]
        return [hider.hidden(example, chance) for example in shown]
