"""The labels of registry records, whatever a registry, a mirror or a language calls them.

>>> label_for("Target sample size:").name, label_for("样本总量 Total sample size").name, label_for("Hobbies")
('Estimated Enrollment', 'Estimated Enrollment', None)
>>> section_for("Arms and Interventions"), is_over("COMPLETED"), is_over("Not yet recruiting"), is_over("-")
('arms', True, False, None)
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Literal

from .line import Line

Kind = Literal["value", "text", "long", "title", "chrome"]
_KINDS: tuple[Kind, ...] = ("value", "text", "long", "title", "chrome")
_MARKS = re.compile(r"[\s*▼►ⓘ•·:：|=_\"]+\Z|\A[\s*•·|►\"#]+|(?<=[a-z])\s+(?:i|\(i\)|ⓘ|help)\s*[:：]?\Z")
_NUMBER = re.compile(
    r"(?<=group)\s+#?\d{1,2}\Z|(?<=period)\s+#?\d{1,2}\Z|(?<= id)\s+#?\d{1,2}\Z|\s*\(\d{1,3}\)\Z|"
    r"\A\d{1,2}\.\s+|\s*\[\d{1,3}\](?: \d+)?\Z"
)
_BARE_GROUP = re.compile(r"(?:group|period)\s")
_FOREIGN = re.compile(r"[\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7af\uff00-\uffef/ ]+")
_SPACE = re.compile(r"\s+")
_LONGEST = 120
_VALUE_AFTER = re.compile(r"[:：=]|\s{2,}")
RECORD_LABELS = frozenset(
    {
        "Enrollment",
        "Estimated Enrollment",
        "Actual Enrollment",
        "Overall Status",
        "Study Type",
        "Phase",
        "Allocation",
        "Masking",
        "Intervention Model",
        "Primary Outcome Measure",
        "Brief Summary",
        "Official Title",
        "Sponsors",
        "Dates",
        "Eligibility Criteria",
        "NCT ID",
        "Conditions",
        "Locations",
        "Arm Group Label",
        "Intervention Name",
        "Primary Purpose",
    }
)
"""Labels that a record has; a page with several of them is one."""


@dataclass(frozen=True, slots=True)
class Label:
    """A label under its normal name; `kind` says what its value is to the study."""

    name: str
    kind: Kind


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("abstract_extract.read").joinpath("field_labels.toml").read_text("utf-8"))


@cache
def _other_languages() -> dict[str, Any]:
    return tomllib.loads(files("abstract_extract.read").joinpath("registry_languages.toml").read_text("utf-8"))


@cache
def _labels() -> dict[str, Label]:
    found: dict[str, Label] = {}
    for data in (_data(), _other_languages()):
        for kind in _KINDS:
            for name, variants in data[kind].items():
                for variant in (name.lower(), *variants):
                    found.setdefault(variant, Label(name, kind))
    return found


@cache
def _sections() -> dict[str, str]:
    found: dict[str, str] = {}
    for data in (_data(), _other_languages()):
        for name, variants in data["sections"].items():
            for variant in variants:
                found.setdefault(variant, name)
    return found


@cache
def _statuses() -> dict[str, tuple[str, ...]]:
    """What statuses are called, by "completed" and "open"."""
    both = _data()["status"], _other_languages()["status"]
    return {name: tuple(word for data in both for word in data[name]) for name in ("completed", "open")}


@cache
def foreign_signs() -> tuple[str, ...]:
    """Lower-case words of which a record in another language than English has several."""
    return tuple(_other_languages()["signs"])


def _keys(string: str) -> list[str]:
    """What may stand for a label in the tables: as it is, without its number, without its Chinese half."""
    # The Turkish capital leaves a dot behind when it is made small.
    key = _SPACE.sub(" ", string).lower().replace("’", "'").replace("i\u0307", "i")
    key = key.replace(" / ", "/")
    for _ in range(3):
        key = _MARKS.sub("", key)
    keys = [key]
    if not _BARE_GROUP.match(key):
        keys.append(_NUMBER.sub("", key))
    bare = _FOREIGN.sub(" ", key).strip()
    if bare and bare != key:
        keys.append(bare)
        keys.append(_SPACE.sub("", re.sub(r"[\x00-\x7f]+", "", key)))
    return keys


@lru_cache(maxsize=8192)
def label_for(string: str, context: str = "") -> Label | None:
    """The label that a string is within a part of a record (`context`), or None."""
    if not string or len(string) > _LONGEST:
        return None
    here = _data()["context"].get(context, {})
    for key in _keys(string):
        if key in here:
            return Label(here[key], "text")
        if key in _labels():
            return _labels()[key]
    return None


@lru_cache(maxsize=8192)
def section_for(string: str) -> str | None:
    """Which part of a record a heading opens (arms, flow, baseline, events, chrome, end …), or None."""
    if not string or len(string) > _LONGEST:
        return None
    return next((_sections()[key] for key in _keys(string) if key in _sections()), None)


def is_over(status: str | None) -> bool | None:
    """Whether a status says that enrolment is over; None where it does not say."""
    if not status:
        return None
    key = _SPACE.sub(" ", status).strip(" .").lower()
    for name, answer in (("open", False), ("completed", True)):
        if key in _statuses()[name]:
            return answer
    for name, answer in (("completed", True), ("open", False)):
        if any(re.match(re.escape(word) + r"\b", key) for word in _statuses()[name]):
            return answer
    return None


def label_of_line(line: Line) -> Label | None:
    """The label that a line begins with: its first cell, or what stands before its colon or gap."""
    if line.cells:
        return label_for(line.cells[0].string)
    return label_for(_VALUE_AFTER.split(line.string, maxsplit=1)[0])
