"""What an amount counts and what it is for: cells, particles or islets; per kilogram, per square metre, per site, per millilitre.

>>> unit_at("2 × 10^6 MSCs/kg", 8), unit_at("5 × 10^8 particles per knee", 8)
(('{cells}', 'per_kg', False), ('{particles}', 'per_site', False))
"""

from __future__ import annotations

import re

from abstract_extract.record import DoseBasis

CELLS = r"(?:[A-Za-z][\w+'’^()-]{0,30}[ -/]){0,7}?(?:cells?(?:\d{1,2})?\b|[Zz]ellen\b|células\b|celulas\b|cellules\b|bu[nň][ěe]k\b|клеток|клітин|个(?!月)|細胞|细胞|(?:[A-Za-z]{1,6}-)?[A-Za-z]{0,6}(?:MSCs?|MPCs?|OPCs?|DCs|MNCs?|ADRCs?|ASCs?|BMSCs?|DSCs?)\b|cardiomyocytes|chondrocytes|fibroblasts|keratinocytes|myoblasts|hepatocytes|lymphocytes|leukocytes|melanocytes|CD34\+|CD133\+|MAPCs?|ECFCs?|CDCs|EPCs?|TILs?|NKs?|VSTs?|CAR[- ]?T\b|Tregs?|TNCs?\b|nucleated|precursors|progenitors|spheroids)"
PARTICLES = r"(?:[A-Za-z][\w+-]{0,20} ){0,4}?(?:颗粒|粒子|囊泡|外泌体|particles|vesicles|exosomes?\b|EVs\b|exosome particles|nanoparticles)"
ISLETS = r"(?:or more |or above |or over )?(?:islet[- ]equivalents?|IEQs?|IE)\b"
_KG = re.compile(
    r"\A(?:[^.;,()]|\([^()]{0,40}\)|\(range,? [\d.]{1,6}(?:-|–| to )[\d.]{1,6}){0,90}?(?:/\s?kg\b|\b(?:per|por|par|pro|na|на) (?:kgs?\b|kilogram\w*|kilos?\b|quilo\b|кг)|\bkg\^-1|·?\s?kg-1|\bkg\b(?= body| b\.?w| of body)|/\(kg)",
    re.IGNORECASE,
)
_KG_BEFORE = (
    "每公斤",
    "每千克",
    "每公斤体重",
    "每千克体重",
    "per kg ",
    "per kilogram ",
    "per kg of ",
    "per kg body weight ",
)
_M2 = re.compile(r"\A[^.;,()]{0,50}?(?:/\s?m\^?2\b|\bper (?:m\^?2|square met))", re.IGNORECASE)
_SITE = re.compile(
    r"\A[^.;,()]{0,50}?(?:\bper |/\s?|\bin(?:to)? each |\bfor each |\beach )(?:affected |treated |index |single |injection |study )?(?:knee|eye|hip|joint|site|injection site|lesion|defect|tract|dis[ck]|leg|limb|shoulder|level|tooth|ulcer|wound|side|ovary|point|hemisphere|nodule)s?\b",
    re.IGNORECASE,
)
_CONCENTRATION = re.compile(
    r"\A\s?(?:(?:[A-Za-z+-]+ ){0,3}(?:cells?|particles|MSCs?|platelets)?\s?)?(?:/|per )\s?(?P<per>m[lL]\b|µ[lL]|L\b|mm\^?3|cm\(?\^?[23]|square cent|cc\b|litre|liter|dL|microl)",
    re.IGNORECASE,
)


_PER = {"m": "mL", "µ": "uL", "l": "L", "c": "cm2", "s": "cm2", "d": "dL"}
_PARTICLES_FOLLOW = re.compile(rf"\s?(?:total |EV |exosome )?{PARTICLES}")
CELLS_FOLLOW = re.compile(rf"\s?(?:of )?{CELLS}")
_ISLETS_FOLLOW = re.compile(rf"\s?{ISLETS}", re.IGNORECASE)


def unit_at(sentence: str, end: int) -> tuple[str, DoseBasis, bool]:
    """The unit (UCUM) and basis of an amount that ends at `end`, and whether it is a concentration."""
    after = sentence[end : end + 120]
    concentration = _CONCENTRATION.match(after)
    particles = _PARTICLES_FOLLOW.match(after)
    cells = CELLS_FOLLOW.match(after)
    unit = "{particles}" if particles and (not cells or particles.end() < cells.end()) else "{cells}"
    if _ISLETS_FOLLOW.match(after):
        return "{IEQ}", basis_after(after), False
    if concentration is None:
        return unit, basis_after(after), False
    return f"{unit}/{_PER[concentration['per'][0].lower()]}", "fixed", True


def basis_before(sentence: str, start: int, basis: DoseBasis) -> DoseBasis:
    """Per kilogram where that stands before the number: "每公斤100万个"."""
    return "per_kg" if sentence.endswith(_KG_BEFORE, 0, start) else basis


def basis_after(after: str) -> DoseBasis:
    """What the amount before these words is for: a kilogram, a square metre, a site, or a patient (fixed)."""
    if _KG.match(after):
        return "per_kg"
    if _M2.match(after):
        return "per_m2"
    return "per_site" if _SITE.match(after) else "fixed"
