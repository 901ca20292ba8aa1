"""Reviews, protocols and animal work told by the words of their titles in other languages than English.

>>> kind_by_title("Exosomas en la artrosis: una revisión"), kind_by_title("外泌体治疗大鼠脊髓损伤")
('review', 'preclinical')
>>> kind_by_title("Exosomas en 24 pacientes con artrosis") is None
True
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from abstract_extract.record import ReportType


@cache
def _words(name: str) -> re.Pattern[str]:
    text = files("abstract_extract.annotate.lexicon").joinpath("report_kinds.toml").read_text("utf-8")
    return re.compile("|".join(tomllib.loads(text)[name]), re.IGNORECASE)


def kind_by_title(title: str) -> ReportType | None:
    """What a title in another language says the report is; None where it says nothing of it."""
    if _words("review").search(title):
        return "review"
    if _words("protocol").search(title):
        return "protocol"
    if _words("animals").search(title) and not _words("people").search(title):
        return "preclinical"
    return None
