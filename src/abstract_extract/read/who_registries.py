"""Registers of the WHO's network: ISRCTN, IRCT, CTRI, ChiCTR, the EU's register and their kin."""

from __future__ import annotations

from abstract_extract.page import Page

from .layout import Layout
from .registry_page import record_page

NAME = "who_registry"
# All the words of one row stand on the pages of one register.
_SIGNS: tuple[tuple[str, ...], ...] = (
    ("isrctn", "target number of participants"),
    ("isrctn", "plain english summary"),
    ("irct registration number", "sample size"),
    ("irct", "protocol summary", "sample size"),
    ("ctri", "public title of study"),
    ("ctri", "total sample size"),
    ("chictr", "public title", "recruiting status"),
    ("chictr", "注册号", "注册题目"),
    ("eu clinical trials register", "eudract number"),
    ("drks", "target sample size"),
    ("actrn", "primary sponsor"),
    ("umin", "target sample size"),
    ("jrct", "target sample size"),
    ("rebec", "target sample size"),
)


def read(layout: Layout) -> Page | None:
    """A record of one of these registers, HTML, text or raw XML; None where it is none."""
    lower = layout.lower
    if layout.kind == "xml":
        is_record = "<public_title" in lower and ("<target_size" in lower or "<trial_id" in lower)
        return record_page(layout, NAME) if is_record else None
    for signs in _SIGNS:
        if all(sign in lower for sign in signs):
            return record_page(layout, NAME)
    return None
