"""The outcomes that a registry's record says it will measure, with their time frames."""

from __future__ import annotations

import re
from typing import Literal

from abstract_extract.candidates import Said
from abstract_extract.page import Role
from abstract_extract.record import RegisteredOutcome
from abstract_extract.study import Stretch, StudyText

from .ground import Grounding

_MEASURES: dict[str, Literal["primary", "secondary", "other"]] = {
    "Primary Outcome Measure": "primary",
    "Secondary Outcome Measure": "secondary",
    "Other Outcome Measure": "other",
}
_FRAMES = frozenset(
    {"Primary Outcome Time Frame", "Secondary Outcome Time Frame", "Other Outcome Time Frame", "Outcome Time Frame"}
)
_FRAME_WORDS = re.compile(r"\s*(?:(?:primary|secondary|other) outcome )?time ?(?:frame|point)s?\s*:", re.IGNORECASE)


def registered_outcomes(study: StudyText, grounding: Grounding) -> tuple[RegisteredOutcome, ...]:
    """The outcomes under a record's labels, in its order; the time frame is the one that follows the measure."""
    found: list[RegisteredOutcome] = []
    for stretch in study.stretches:
        if stretch.role is not Role.FIELD or stretch.label is None or stretch.start == stretch.end:
            continue
        rank = _MEASURES.get(stretch.label)
        words = study.text.string[stretch.start : stretch.end]
        if rank is not None and not _FRAME_WORDS.match(words):
            found.append(RegisteredOutcome(label=grounding.said(_said(study, stretch)), rank=rank))
        elif (rank is not None or stretch.label in _FRAMES) and found and found[-1].time_frame is None:
            frame = grounding.said(_said(study, stretch))
            found[-1] = found[-1].model_copy(update={"time_frame": frame})
    return tuple(found)


def _said(study: StudyText, stretch: Stretch) -> Said:
    words = study.text.string[stretch.start : stretch.end]
    start = stretch.start + len(words) - len(words.lstrip())
    return Said(" ".join(words.split()), start, start + len(words.strip()))
