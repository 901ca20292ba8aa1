"""What a passage says of its trial: read by itself, as if the page had nothing else, so that no other trial's arms and
products get into it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from abstract_extract.candidates import CellSourceCandidate, Passage
from abstract_extract.page import Role
from abstract_extract.proposals import Proposals
from abstract_extract.study import Sentence, StudyText

from .arms import find_arms
from .cell_sources import PRODUCT_HINTS, find_cell_sources
from .counted import count_sentences
from .doses import find_doses, is_of_this_study
from .follow_ups import find_follow_ups
from .hints import has_any
from .learned import RoleModel, propose
from .outcomes import find_outcomes
from .participants import find_participants
from .result_tables import read_tables
from .retold_doses import with_loose_amounts
from .retold_labels import retold_outcomes
from .retold_nobody import nobody_had
from .retold_sources import with_scattered
from .retold_statuses import retold_statuses

_OF_ALL = re.compile(
    r"\b(?:all|both|each of) (?:the |of the |of these )?(?:two |three |four )?(?:products?|programs?|programmes?|trials?|studies)\b",
    re.IGNORECASE,
)


def _said_of_all(sentences: Sequence[Sentence]) -> list[CellSourceCandidate]:
    """The product that the title names, or a sentence on all trials of the page; nothing where there are several."""
    common = [s for s in sentences if s.stretch.role is Role.TITLE or _OF_ALL.search(s.string)]
    sources = find_cell_sources([replace(s, stretch=replace(s.stretch, name="methods")) for s in common])
    return sources if len(sources) == 1 else []


def with_facts(passage: Passage, sentences: Sequence[Sentence], wanted: Collection[str], study: StudyText) -> Passage:
    """The passage with its facts, of the kinds `wanted` (participants, cell_sources, doses, follow_ups, outcomes)."""
    own = [s for s in sentences if passage.start <= s.start < passage.end]
    arms = find_arms(own)
    tables = read_tables(
        study.text.string, [s for s in study.stretches if passage.start <= s.start < passage.end], arms
    )
    counted = count_sentences(own, arms)
    participants = [*tables.participants, *find_participants(counted, arms)]
    # What a passage says of cells it says of those that were given, as methods do.
    as_methods = [replace(s, stretch=replace(s.stretch, name=s.stretch.name or "methods")) for s in own]
    sources = find_cell_sources(as_methods) if "cell_sources" in wanted else []
    if not sources and "cell_sources" in wanted and any("cell" in s.lower for s in own):
        sources = _said_of_all(sentences)
    if "cell_sources" in wanted:
        sources = with_scattered(sources, own)
    has_product = bool(sources) or any(has_any(s.lower, PRODUCT_HINTS) for s in own)
    return replace(
        passage,
        arms=arms,
        participants=tuple(participants) if "participants" in wanted else (),
        cell_sources=tuple(sources),
        doses=tuple(
            with_loose_amounts(
                find_doses(own, has_product, arms), [s for s in own if is_of_this_study(s)] if sources else ()
            )
        )
        if "doses" in wanted
        else (),
        follow_ups=tuple(find_follow_ups(own)) if "follow_ups" in wanted else (),
        outcomes=(
            *(o for o in tables.outcomes if o.label.value),
            *(told := retold_outcomes(find_outcomes(counted, arms, participants), own)),
            *nobody_had(own, told),
        )
        if "outcomes" in wanted
        else (),
    )


def read_by_model(passage: Passage, sentences: Sequence[Sentence], model: RoleModel) -> Proposals:
    """What the model proposes of a passage's numbers, read as a report of its own."""
    own = [s for s in sentences if passage.start <= s.start < passage.end]
    reading = model.read(own, passage.end - passage.start, counts_all=True, start=passage.start)
    proposals = propose(reading, count_sentences(own, passage.arms), own, passage.arms)
    return replace(
        proposals,
        participants=retold_statuses(proposals.participants, own),
        outcomes=tuple(retold_outcomes(proposals.outcomes, own)),
    )
