"""A registry's record as JSON under a mirror's or a download's own names: `public_title`, `targetSize`, `Phase`.

>>> from abstract_extract.page import Source
>>> record = '{"TrialID": "ACTRN12620000000000", "public_title": "Cells", "recruitment_status": "Recruiting", '
>>> record += '"target_size": "45", "phase": 2, "primary_outcome": "Pain", "intervention": "Cells, once"}'
>>> page = read(Layout(Source("0", "a.json", record, "utf-8")))
>>> [block.label for block in page.blocks if block.text.string in ("45", "Pain")]
['Estimated Enrollment', 'Primary Outcome Measure']
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from abstract_extract.page import Block, Page, Role
from abstract_extract.record import Identifiers

from .identifiers import registry_ids
from .json_tree import Leaf, parse_json
from .labels import Label, is_over, label_for, section_for
from .layout import Layout
from .registry_shapes import value_parts
from .registry_state import ROLES

NAME = "registry_json"
_WORD = re.compile(r"[\s_.-]+|(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_KEY = re.compile(r"\"[\w .-]{0,30}?(?:recruit|enrol|eligib|inclusion|target|status)[\w .-]{0,30}\"\s*:", re.IGNORECASE)
_SIZES = frozenset({"Estimated Enrollment", "Actual Enrollment", "Enrollment"})
_SIGNS = frozenset(
    {
        *_SIZES, "Overall Status", "Study Type", "Study Design", "Phase", "Eligibility Criteria", "Official Title",
        "Primary Outcome Measure", "Secondary Outcome Measure", "Intervention Name", "Intervention Description",
        "Conditions", "Allocation", "Masking", "Sponsors", "Brief Summary", "NCT ID",
    }
)  # fmt: skip
_FEWEST = 6
_CONTEXTS = {
    "Primary Outcome": "primary",
    "Secondary Outcome": "secondary",
    "Arm": "arms",
    "Intervention": "interventions",
}
_DEEPEST = 6
_LONGEST_ROAD = 4


def read(layout: Layout) -> Page | None:
    """The record of one study; None for JSON that is no record, or that holds many.

    Raises MalformedPage where the JSON breaks off or is broken.
    """
    if layout.kind != "json" or not _KEY.search(layout.source.text) or not registry_ids(layout.source.text[:200_000]):
        return None
    record = _record(parse_json(layout.source.text))
    if record is None:
        return None
    blocks: list[Block] = []
    for name, node in record.items():
        blocks += _blocks(node, _label(name), "", 0) if _is_own(name) else ()
    title = next((b for name in ("Brief Title", "Official Title") for b in blocks if b.label == name), None)
    if title is not None:
        blocks = [Block(Role.TITLE, b.text, b.label) if b is title else b for b in blocks]
    status = next((block.text.string for block in blocks if block.label == "Overall Status"), None)
    return Page(
        source=layout.source,
        reader=NAME,
        blocks=tuple(blocks),
        title=" ".join(title.text.string.split()) if title else None,
        identifiers=Identifiers(registry=_registry(blocks)),
        is_registry=True,
        is_completed=is_over(status),
        has_abstract=True if any(block.role is Role.ABSTRACT for block in blocks) else None,
    )


def _record(tree: Any) -> Mapping[str, Any] | None:
    """The object whose names are a record's labels: the document, or what it wraps."""
    for _ in range(_LONGEST_ROAD):
        if isinstance(tree, list):
            tree = tree[0] if len(tree) == 1 else None
        if not isinstance(tree, dict):
            return None
        known = {label.name for name in tree if (label := _label(name)) is not None} & _SIGNS
        if len(known) >= _FEWEST and known & {*_SIZES, "Overall Status", "Eligibility Criteria"}:
            return tree
        tree = next((node for name, node in tree.items() if isinstance(node, dict) and _is_own(name)), None)
    return None


def _words(name: str) -> str:
    return _WORD.sub(" ", name).strip().lower()


def _label(name: str, context: str = "") -> Label | None:
    return label_for(_words(name), context)


def _is_own(name: str) -> bool:
    """Whether what stands under a name is the record's: not another trial, not a site's own."""
    return section_for(_words(name)) != "end" and _words(name) not in ("similar", "related", "see also", "others")


def _blocks(node: Any, label: Label | None, context: str, depth: int) -> Iterator[Block]:
    if depth > _DEEPEST:
        return
    if isinstance(node, Leaf):
        if label is not None and isinstance(node.value, (str, int, float)) and not isinstance(node.value, bool):
            parts = value_parts(label, node.text) or [(ROLES[label.kind], label.name, node.text)]
            yield from (Block(role, text, name) for role, name, text in parts if text.string.strip())
    elif isinstance(node, list):
        for part in node:
            yield from _blocks(part, label, context, depth + 1)
    elif label is None or label.kind != "chrome":
        inner = next((c for start, c in _CONTEXTS.items() if label and label.name.startswith(start)), context)
        for name, part in node.items():
            if _is_own(name):
                yield from _blocks(part, _label(name, inner), inner, depth + 1)


def _registry(blocks: list[Block]) -> tuple[str, ...]:
    """The numbers under the record's own labels, else the first that the record says."""
    own = [block for block in blocks if block.label in ("NCT ID", "Secondary ID")]
    found = dict.fromkeys(number for block in own for number in registry_ids(block.text.string))
    return tuple(found) or next((numbers for block in blocks if (numbers := registry_ids(block.text.string))), ())[:1]
