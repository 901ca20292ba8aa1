"""Stand-ins for the pipeline: quick, and as bad as a page can make it. Importable, so that workers find them."""

from __future__ import annotations

import os
import re

from abstract_extract.errors import StageFailed
from abstract_extract.page import Source
from abstract_extract.record import (
    Check,
    Grounded,
    PageInfo,
    Participants,
    Record,
    Study,
)

_NUMBER = re.compile(r"\d{1,9}")


def count_numbers(source: Source) -> Record:
    """Each number of the page is a participant count; some words on a page make it fail, or worse."""
    if "STAGE" in source.text:
        raise StageFailed("the page says so", stage="annotate")
    if "DEFECT" in source.text:
        raise KeyError("no such thing")
    if "DEEP" in source.text:
        return count_numbers(source)
    if "DIE" in source.text:
        os._exit(7)
    title = "\ud800" if "HALF" in source.text else source.text[:40]
    return Record(
        page=PageInfo(
            id=source.id,
            path=source.path,
            entry=source.entry,
            reader="fake",
            encoding=source.encoding,
            title=title,
            report_type="trial_report",
        ),
        studies=(Study(role="reported", participants=tuple(map(_participants, _NUMBER.finditer(source.text)))),),
        checks=tuple(Check(code=code, severity="info", message=message) for code, message in source.notes),
    )


def _participants(match: re.Match[str]) -> Participants:
    value = Grounded(value=int(match.group()), text=match.group(), start=match.start(), end=match.end())
    return Participants(count=value, status="enrolled")
