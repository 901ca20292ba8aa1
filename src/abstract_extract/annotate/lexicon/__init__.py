"""Terms as data: loaded once, checked on load.

>>> tissue = next(t for t in terms("tissues") if t.name == "placenta")
>>> tissue.id
'UBERON:0001987'
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

_ONTOLOGY_ID = re.compile(r"(?:UBERON|CL):\d{7}")


@dataclass(frozen=True, slots=True)
class Term:
    """A name of the record's vocabulary and the ways that pages write it."""

    name: str
    patterns: tuple[str, ...]
    id: str | None = None
    specific: bool = False
    prefixes: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    abbreviations: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    route: str | None = None
    places: tuple[str, ...] = ()


@cache
def table(name: str) -> dict[str, Any]:
    """The data file `name`.toml of this folder."""
    return tomllib.loads(files("abstract_extract.annotate.lexicon").joinpath(f"{name}.toml").read_text("utf-8"))


@cache
def terms(name: str) -> tuple[Term, ...]:
    """The terms of the data file `name`.toml.

    Raises ValueError where an id has not the form of its ontology or a pattern is no regular expression.
    """
    found: list[Term] = []
    for entry in next(iter(table(name).values())):
        known: dict[str, Any] = {
            key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()
        }
        term = Term(**known)
        if term.id is not None and not _ONTOLOGY_ID.fullmatch(term.id):
            raise ValueError(f"{name}.toml: {term.name}: {term.id} is no id of UBERON or CL")
        for pattern in (*term.patterns, *term.origins, *term.places):
            re.compile(pattern)
        found.append(term)
    return tuple(found)
