"""Announcements: what a company says of itself and its market, and what a house tells of its own trial's results."""

from __future__ import annotations

import re
from collections.abc import Sequence

from abstract_extract.candidates import OutcomeCandidate
from abstract_extract.page import Page

from .hints import has_any

_SIGNS = (
    "forward-looking", "forward looking statements", "for immediate release", "media contact", "press contact", "investor contact",
    "newswire", "business wire", "prnewswire", "pressemitteilung", "pressekontakt", "communiqué de presse", "contact presse",
    "nota de prensa", "contacto de prensa", "comunicado de imprensa", "assessoria de imprensa", "comunicato stampa", "tisková zpráva",
    "informacja prasowa", "пресреліз", "пресс-релиз", "basın bülteni", "新闻稿", "プレスリリース",
)  # fmt: skip
_ANNOUNCES = re.compile(
    r"\b(?:today|(?:mon|tues|wednes|thurs|fri)day),? (?:announced|presented|reported|released|published|said)\b"
    r"|\b(?:announced|presented|reported|released) (?:today|top-?line|new|updated|interim|positive|first)\b|\btop-?line (?:data|results)\b"
    r"|\b(?:gab|gibt|teilte?) .{0,60}(?:bekannt|mit)\b|\b(?:anunció|anunciou|a annoncé|ha annunciato|oznámila?|ogłosiła?)\b",
    re.IGNORECASE,
)
_DATELINE = re.compile(
    r"(?m)^\W{0,3}[A-Z][A-Z .]{2,30}(?:, [A-Z][\w. ]{1,30}){0,2},? ?(?:\([^()]{2,40}\) ?)?(?:—|–|--|-) "
)
_FEWEST = 2
_OF_MARKETS = re.compile(
    r"\b(?:today announced|announced today|\(GLOBE NEWSWIRE\)|PRNewswire|BUSINESS WIRE|reports? (?:first|second|third|fourth) quarter|forward-looking)\b|\((?:NASDAQ|NYSE|TSX|LSE|ASX|OTC)\w*:",
    re.IGNORECASE,
)
_MARKET = re.compile(
    r"\b(?:market (?:size|was valued|to reach|is (?:expected|growing))|CAGR|free sample|(?:million|billion) (?:US )?dollars by|analysts?|revenue|shares (?:rose|fell)|financial results|quarter)\b",
    re.IGNORECASE,
)
_COMPANY_HINTS = (
    "announc", "shares", "nasdaq", "investor", "ceo", "chief exec", "forward-looking", "financing", "quarter", "revenue",
    "ind application", "market", "acquisition", "licens", "licenc", "cagr", "free sample", "dollars by", "analyst",
    "financial results",
)  # fmt: skip
_COMPANY = re.compile(
    r"\b(?:announc\w+|shares|NASDAQ|investors?|CEO|chief executive|forward-looking|financing|quarter|revenue|IND application|market|acquisition|licen[sc]ing)\b",
    re.IGNORECASE,
)


def is_press_release(page: Page, text: str) -> bool:
    """Whether a page announces what its own house found: two signs of a release, of which one says so."""
    lower = page.source.text.lower()
    signs = sum(sign in lower for sign in _SIGNS)
    announces = bool(_ANNOUNCES.search(text)) + bool(_DATELINE.search(text))
    return announces > 0 and signs + announces > _FEWEST


def tells_of_company(text: str) -> bool:
    """Whether a text has words of companies."""
    return bool(_COMPANY.search(text))


def is_announcement(text: str, outcomes: Sequence[OutcomeCandidate]) -> bool:
    """Whether a company speaks of itself and its market, and gives no result of a trial."""
    if outcomes or not has_any(text.lower(), _COMPANY_HINTS):
        return False
    cues = len(
        {m.group().lower() for m in _COMPANY.finditer(text)} | {m.group().lower() for m in _MARKET.finditer(text)}
    )
    return cues >= 3 or (cues >= 2 and bool(_OF_MARKETS.search(text)))
