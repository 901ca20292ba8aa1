"""A record as gold keeps it: what people annotate, without what only helps to find the reports of one trial."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from abstract_extract.record import Record

_OF_A_MODEL = "confidence"
_NOT_ANNOTATED = frozenset({"authors", "traits", "registered_outcomes"})


def annotated(record: Mapping[str, Any]) -> dict[str, Any]:
    """The record as JSON values, checked against its type, without the keys of its page that nobody annotated.

    Raises ValidationError for what is no record.
    """
    written = Record.model_validate_json(json.dumps(record)).to_json()
    unsaid = _NOT_ANNOTATED - set(record["page"])
    written["page"] = {name: value for name, value in written["page"].items() if name not in unsaid}
    for study in written["studies"]:
        for items in study.values():
            for item in items if isinstance(items, list) else ():
                if item.get(_OF_A_MODEL, "") is None:
                    del item[_OF_A_MODEL]
    return written
