"""A study's record as ClinicalTrials.gov's interface gives it: JSON, or what Python prints for it, as mirrors show it.

>>> from abstract_extract.page import Source
>>> design = '"designModule": {"enrollmentInfo": {"count": 15, "type": "ACTUAL"}}'
>>> text = '{"protocolSection": {"identificationModule": {"nctId": "NCT01234567"}, ' + design + "}}"
>>> page = read(Layout(Source("0", "a.json", text, "utf-8")))
>>> [(block.label, block.text.string) for block in page.blocks]
[('NCT ID', 'NCT01234567'), ('Enrollment', '15'), ('Enrollment Type', 'ACTUAL')]
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from abstract_extract.page import Block, Page, Role
from abstract_extract.record import Identifiers

from .assembly import year_in
from .authors import tidy
from .clinicaltrials_blocks import Mapping, record_blocks
from .identifiers import registry_ids
from .json_tree import Leaf, parse_json, parse_json_at
from .labels import is_over
from .layout import Layout
from .plain import text_lines

NAME = "clinicaltrials_json"
_SIGN = "protocolSection"
_BEGIN = re.compile(
    r"\{\s*[\"'](?:protocolSection|resultsSection|derivedSection|documentSection|annotationSection|hasResults)[\"']\s*:"
)
_IDENTIFICATION = ("protocolSection", "identificationModule")


@cache
def _mapping() -> Mapping:
    return Mapping.of(tomllib.loads(files("abstract_extract.read").joinpath("clinicaltrials.toml").read_text("utf-8")))


def read(layout: Layout) -> Page | None:
    """The record of one study; None for any other page.

    Raises MalformedPage where the JSON breaks off or is broken.
    """
    source = layout.source.text
    if layout.kind not in ("json", "text") or _SIGN not in source:
        return None
    begin = _BEGIN.search(source)
    around: list[Block] = []
    if layout.kind == "json":
        study = _study(parse_json(source))
    elif begin is None:
        return None
    else:
        # A mirror's page: the JSON stands among its words.
        study, end = parse_json_at(source, begin.start())
        stretches = (source[: begin.start()], " " * end + source[end:])
        around = [Block(Role.CHROME, line.text) for stretch in stretches for line in text_lines(stretch)]
    if study is None or _SIGN not in study:
        return None
    return _page(layout, study, around)


def _study(tree: Any) -> dict[str, Any] | None:
    """The object of the study: the document, or the only one of an answer."""
    for _ in range(4):
        if isinstance(tree, list):
            tree = tree[0] if len(tree) == 1 else None
        if not isinstance(tree, dict) or _SIGN in tree:
            return tree if isinstance(tree, dict) else None
        tree = next((node for node in tree.values() if isinstance(node, (dict, list)) and node), None)
    return None


def _page(layout: Layout, study: dict[str, Any], around: list[Block]) -> Page:
    status = _string(study, "protocolSection", "statusModule", "overallStatus")
    title = _string(study, *_IDENTIFICATION, "briefTitle") or _string(study, *_IDENTIFICATION, "officialTitle")
    blocks = (*record_blocks(study, _mapping()), *around)
    return Page(
        source=layout.source,
        reader=NAME,
        blocks=blocks,
        title=" ".join(title.split()) if title else None,
        year=year_in(
            _string(study, "protocolSection", "statusModule", "studyFirstPostDateStruct", "date")
            or _string(study, "protocolSection", "statusModule", "studyFirstSubmitDate")
        ),
        authors=_officials(study),
        identifiers=Identifiers(registry=_registry(study)),
        is_registry=True,
        is_completed=is_over(status.replace("_", " ")) if status else None,
        has_abstract=None,
    )


def _officials(study: dict[str, Any]) -> tuple[str, ...]:
    """Who answers for the trial: its officials, or the investigator who registered it."""
    officials = _node(study, "protocolSection", "contactsLocationsModule", "overallOfficials")
    names = [_string(official, "name") or "" for official in officials] if isinstance(officials, list) else []
    names.append(
        _string(study, "protocolSection", "sponsorCollaboratorsModule", "responsibleParty", "investigatorFullName")
        or ""
    )
    return tidy(name.split(",")[0] for name in names)


def _registry(study: dict[str, Any]) -> tuple[str, ...]:
    """The record's number, and the numbers that other registries gave the study."""
    module = _node(study, *_IDENTIFICATION)
    if not isinstance(module, dict):
        return ()
    found = dict.fromkeys(registry_ids(_string(module, "nctId") or ""))
    for info in module.get("secondaryIdInfos") or () if isinstance(module.get("secondaryIdInfos"), list) else ():
        number, kind = _string(info, "id") or "", _string(info, "type") or ""
        found.update(dict.fromkeys(registry_ids(f"EudraCT {number}" if "EUDRACT" in kind.upper() else number)))
    return tuple(found)


def _node(tree: Any, *path: str) -> Any:
    for name in path:
        tree = tree.get(name) if isinstance(tree, dict) else None
    return tree


def _string(tree: Any, *path: str) -> str | None:
    node = _node(tree, *path)
    return str(node.value) if isinstance(node, Leaf) and node.value not in (None, "") else None
