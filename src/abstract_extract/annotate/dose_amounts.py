"""Amounts of cells, particles, micrograms and millilitres, in every spelling: powers, millions, ranges, lists.

>>> [(a.amount.value, a.unit, a.basis) for a in find_amounts("1-2 × 10^6 cells/kg, then 80 million MSCs")]
[(1000000, '{cells}', 'per_kg'), (80000000, '{cells}', 'fixed')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from abstract_extract.candidates import Said
from abstract_extract.record import DoseBasis

from .dose_lists import full_numbers_before, numbers_before
from .number_words import number_words
from .people import PEOPLE

_N = r"(?:\d{1,3},\d{1,2}(?=\s?[×xX*·✕]|\s(?:Mio|mill))|\d{1,4}(?:,\d{3}){0,3}(?:\.\d{1,4})?)"
_TIMES = r"\s?[×xX*·✕]\s?"
_SCALE = r"millions?|billions?|mill(?:ones|iones|ionen)|mio\.?|mln|M(?= (?:cells|MSCs))|thousand|milh(?:ão|ões)|milion\w{0,2}|миллион\w{0,3}|млн\.?|мільйон\w{0,3}|万|萬|亿|億"
_WORDS = r"(?i:half a|meio|media?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|eighty|(?:one |two |three |four |five )?hundred(?: and [a-z]+)?)"
_DASH = r"\s?(?:-|–|—|~|to)\s?"
_CELLS = r"(?:[A-Za-z][\w+'’^()-]{0,30}[ -/]){0,7}?(?:cells?(?:\d{1,2})?\b|[Zz]ellen\b|células\b|celulas\b|cellules\b|bu[nň][ěe]k\b|клеток|клітин|个(?!月)|細胞|细胞|(?:[A-Za-z]{1,6}-)?[A-Za-z]{0,6}(?:MSCs?|MPCs?|OPCs?|DCs|MNCs?|ADRCs?|ASCs?|BMSCs?|DSCs?)\b|cardiomyocytes|chondrocytes|fibroblasts|keratinocytes|myoblasts|hepatocytes|lymphocytes|leukocytes|melanocytes|CD34\+|CD133\+|MAPCs?|ECFCs?|CDCs|EPCs?|TILs?|NKs?|VSTs?|CAR[- ]?T\b|Tregs?|nucleated|precursors|progenitors|spheroids)"
_PARTICLES = r"(?:[A-Za-z][\w+-]{0,20} ){0,4}?(?:颗粒|粒子|囊泡|外泌体|particles|vesicles|exosomes?\b|EVs\b|exosome particles|nanoparticles)"
_ISLETS = r"(?:or more |or above |or over )?(?:islet[- ]equivalents?|IEQs?|IE)\b"
_POWER = re.compile(
    rf"(?<![A-Za-z0-9_.])(?P<low>{_N})?(?:\s?±\s?{_N})?(?:{_DASH}(?P<high>{_N}))?(?(low){_TIMES}|)10\^(?P<exponent>\d{{1,2}})(?:{_DASH}(?:(?P<low2>{_N}){_TIMES})?10\^(?P<exponent2>\d{{1,2}}))?"
)
_LOST = re.compile(
    rf"(?<![\w.])(?P<low>{_N}){_TIMES}10(?=\s(?:[A-Za-z+-]+ ){{0,4}}(?:cells|MSCs|particles)|/kg|\s?per kg)(?!\^)"
)
_SCALED = re.compile(
    rf"(?<![A-Za-z0-9_.])(?P<low>{_N}|{_WORDS})(?: ?\((?:SD|±|s\.d\.) ?{_N}\))?(?:\s?±\s?{_N})?(?:{_DASH}(?P<high>{_N}))?[ -]?(?P<scale>{_SCALE})(?:\b|(?<=[万萬亿億]))",
    re.IGNORECASE,
)
_PLAIN_N = r"(?:\d{1,3}(?:[, ]\d{3}){1,3}|\d{4,9})"
_PLAIN = re.compile(
    rf"(?<![\w.,])(?P<low>{_PLAIN_N})(?:{_DASH}(?P<high>{_PLAIN_N}))?(?=\s(?:{_CELLS}|{_ISLETS}|in \d+ ?[µu][lL]\b))"
)
# A scale without a word for what is counted, where the sentence has named the cells: "(100 million in 2 mL)".
_ENDS_AMOUNT = re.compile(
    r"\s?(?:[);,.]|$|(?:in|as) \d|(?:in|per|on|at|were|was|had|each|or|and|once|to each|into|for each|twice|given|e|y|und|et|a|i|и)\b)"
)
_COUNTED_WORDS = re.compile(
    r"cells?\b|MSCs?\b|exosom|particles|vesicles|cytes\b|blasts\b|Zellen|células|cellules|buněk|buňk|клет|клітин|细胞|細胞",
    re.IGNORECASE,
)
_MONEY_BEFORE = re.compile(r"[$€£¥]\s?\Z|\b(?:USD|EUR|US\$)\s?\Z")
_MONEY_AFTER = re.compile(r"\s?(?:€|euros?|dollars?|pounds?|yuan|reais|pesos|korun|Kč|Franken|USD|EUR)", re.IGNORECASE)
_RANGE_BEFORE = re.compile(r"(?:\brange[ds]?\b|\bIQR\b|\binterquartile\b|\bspread\b)[^;.()]{0,14}\Z", re.IGNORECASE)
PEOPLE_WORD = re.compile(rf"\s(?:[A-Za-z-]+\s){{0,3}}?{PEOPLE}\b", re.IGNORECASE)
_MASS = re.compile(
    rf"(?<![A-Za-z0-9_.])(?P<low>{_N}|{_WORDS})(?:{_DASH}(?P<high>{_N}))?[ -]?(?P<unit>mg|µg|ug|mcg|micrograms?|milligrams?|mL|ml|ML|cc|milliliters?|millilitres?|µL|µl|uL|microliters?|microlitres?|μg|μ[lL])(?![A-Za-z0-9])(?P<per>(?: of (?:[\w-]+ ){0, 4}?)?\s?(?:/|per)\s?(?:kg|m2|m\^2|kilogram|mL|ml|µL|cm2|cm\^2|L|day|knee|eye|dose))?"
)
_MASS_UNITS = {
    "mg": "mg", "milligram": "mg", "µg": "ug", "ug": "ug", "mcg": "ug", "microgram": "ug", "ml": "mL", "cc": "mL",
    "milliliter": "mL", "millilitre": "mL", "µl": "uL", "ul": "uL", "microliter": "uL", "microlitre": "uL", "μg": "ug", "μl": "uL",
}  # fmt: skip
_KG = re.compile(
    r"\A(?:[^.;,()]|\([^()]{0,40}\)|\(range,? [\d.]{1,6}(?:-|–| to )[\d.]{1,6}){0,90}?(?:/\s?kg\b|\b(?:per|por|par|pro|na|на) (?:kg|kilogram\w*|kilo\b|quilo\b|кг)|\bkg\^-1|·?\s?kg-1|\bkg\b(?= body| b\.?w| of body)|/\(kg)",
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


_POWERS = {"b": 10**9, "t": 1000, "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_PER = {"m": "mL", "µ": "uL", "l": "L", "c": "cm2", "s": "cm2", "d": "dL"}
_DECIMAL_COMMA = re.compile(r"\d{1,3},\d{1,2}")
_PARTICLES_FOLLOW = re.compile(rf"\s?(?:total |EV |exosome )?{_PARTICLES}")
_CELLS_FOLLOW = re.compile(rf"\s?(?:of )?{_CELLS}")
_CELLS_BEFORE = re.compile(r"(?:cells|[A-Z]{2,4}s)(?: \([^()]{1,20}\))?,? ?(?:\(|at |of |in a dose of |doses? of )?\Z")
_ISLETS_FOLLOW = re.compile(rf"\s?{_ISLETS}", re.IGNORECASE)
_COUNTED_OR_PER_KG = re.compile(
    rf"\s?(?:of )?(?:{_CELLS}|{_PARTICLES})|\s?/\s?kg|\s?(?:per|por|par|pro|na|на) (?:kg|k[ií]l|quilo|кг)|\s?per k"
)


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount in a sentence, with its unit (UCUM) and basis; `lost` where the exponent is gone."""

    amount: Said | None
    high: Said | None
    unit: str
    basis: DoseBasis
    start: int
    end: int
    lost: bool = False
    is_concentration: bool = False


def find_amounts(sentence: str) -> list[Amount]:
    """The amounts of a sentence in order: cells and particles first, then masses and volumes."""
    found = _powers(sentence) + _lost(sentence) + _scaled(sentence) + _plain(sentence) + _masses(sentence)
    found = [a for a in found if not _RANGE_BEFORE.search(sentence, max(0, a.start - 40), a.start)]
    kept: list[Amount] = []
    for amount in sorted(found, key=lambda a: (a.start, -a.end)):
        if not kept or amount.start >= kept[-1].end:
            kept.append(amount)
    return kept


def _number(literal: str, times: Decimal = Decimal(1)) -> int | float:
    plain = literal.replace(",", ".") if _DECIMAL_COMMA.fullmatch(literal) else literal.replace(",", "")
    value = Decimal(plain.replace(" ", "")) * times
    return int(value) if value == value.to_integral_value() else float(value)


def _powers(sentence: str) -> list[Amount]:
    if "10^" not in sentence:
        return []
    found: list[Amount] = []
    for match in _POWER.finditer(sentence):
        if match["low"] is None and PEOPLE_WORD.match(sentence, match.end()):
            continue
        times = Decimal(10) ** int(match["exponent"])
        low_number, high_number, start = match["low"], match["high"], match.start()
        if low_number and high_number and float(_number(low_number)) > float(_number(high_number)):
            # "39 patients to 5 × 10^6" without its noun: what falls is no range.
            low_number, high_number, start = high_number, None, match.start("high")
        unit, basis, concentration = _unit(sentence, match.end())
        basis = _basis_before(sentence, start, basis)
        high: Said | None = None
        low_end = match.end() if not match["exponent2"] else match.start("exponent") + len(match["exponent"])
        if low_number is not None:
            # Of a range with one power the low end has no whole number of its own: it is quoted with the range.
            low = Said(_number(low_number, times), start, low_end)
        else:
            low = Said(_number("1", times), start, low_end)
        if high_number:
            high = Said(_number(high_number, times), match.start("high"), match.end())
        elif match["exponent2"]:
            begin = match.start("low2") if match["low2"] else match.start("exponent2") - 3
            high = Said(_number(match["low2"] or "1", Decimal(10) ** int(match["exponent2"])), begin, match.end())
        if low_number:
            found += _listed(sentence, start, times, (unit, basis, concentration))
        found.append(Amount(low, high, unit, basis, start, match.end(), False, concentration))
    return _with_particles(sentence, found)


def _with_particles(sentence: str, amounts: list[Amount]) -> list[Amount]:
    """An amount that does not say of what counts particles where another of its sentence does."""
    if not any(a.unit == "{particles}" for a in amounts):
        return amounts
    return [
        replace(a, unit="{particles}")
        if a.unit == "{cells}"
        and not _CELLS_FOLLOW.match(sentence, a.end)
        and not _CELLS_BEFORE.search(sentence, max(0, a.start - 30), a.start)
        else a
        for a in amounts
    ]


def _listed(sentence: str, end: int, times: Decimal, unit: tuple[str, DoseBasis, bool]) -> Iterator[Amount]:
    """The amounts of a list before the one at `end`, whose unit and power of ten they share ("1, 2 and 5 × 10^6 cells")."""
    name, basis, is_concentration = unit
    for start, stop in numbers_before(sentence, end):
        yield Amount(
            Said(_number(sentence[start:stop], times), start, stop),
            None,
            name,
            basis,
            start,
            stop,
            False,
            is_concentration,
        )


def _unit(sentence: str, end: int) -> tuple[str, DoseBasis, bool]:
    after = sentence[end : end + 120]
    concentration = _CONCENTRATION.match(after)
    particles = _PARTICLES_FOLLOW.match(after)
    cells = _CELLS_FOLLOW.match(after)
    unit = "{particles}" if particles and (not cells or particles.end() < cells.end()) else "{cells}"
    if _ISLETS_FOLLOW.match(after):
        return "{IEQ}", _basis(after), False
    if concentration is None:
        return unit, _basis(after), False
    return f"{unit}/{_PER[concentration['per'][0].lower()]}", "fixed", True


def _basis_before(sentence: str, start: int, basis: DoseBasis) -> DoseBasis:
    """Per kilogram where that stands before the number: "每公斤100万个"."""
    return "per_kg" if sentence.endswith(_KG_BEFORE, 0, start) else basis


def _basis(after: str) -> DoseBasis:
    if _KG.match(after):
        return "per_kg"
    if _M2.match(after):
        return "per_m2"
    return "per_site" if _SITE.match(after) else "fixed"


def _lost(sentence: str) -> list[Amount]:
    return [
        Amount(None, None, *_unit(sentence, m.end())[:2], m.start(), m.end(), True) for m in _LOST.finditer(sentence)
    ]


def _scaled(sentence: str) -> list[Amount]:
    found: list[Amount] = []
    for match in _SCALED.finditer(sentence):
        scale = match["scale"].lower()
        times = Decimal(next((power for sign, power in _POWERS.items() if scale.startswith(sign)), 10**6))
        after = sentence[match.end() : match.end() + 100]
        is_counted = bool(_COUNTED_OR_PER_KG.match(after))
        if not is_counted and not (_ENDS_AMOUNT.match(after) and _COUNTED_WORDS.search(sentence)):
            continue
        if _MONEY_BEFORE.search(sentence, max(0, match.start() - 5), match.start()) or _MONEY_AFTER.match(after):
            continue
        low = _value(match["low"])
        if low is None:
            continue
        unit, basis, concentration = _unit(sentence, match.end())
        basis = _basis_before(sentence, match.start(), basis)
        first = Said(_number(low, times), match.start(), match.end())
        high = Said(_number(match["high"], times), match.start("high"), match.end()) if match["high"] else None
        if not high:
            found += _listed(sentence, match.start(), times, (unit, basis, False))
        found.append(Amount(first, high, unit, basis, match.start(), match.end(), False, concentration))
    return found


def _value(literal: str) -> str | None:
    if literal[0].isdigit():
        return literal
    if literal.lower() in ("half a", "meio", "media", "medi"):
        return "0.5"
    words = number_words(literal)
    return str(words[0].value) if words else None


def _plain(sentence: str) -> list[Amount]:
    found: list[Amount] = []
    for match in _PLAIN.finditer(sentence):
        if PEOPLE_WORD.match(sentence, match.end()):
            continue
        unit, basis, concentration = _unit(sentence, match.end())
        if not match["high"]:
            found += [
                Amount(Said(_number(sentence[a:b]), a, b), None, unit, basis, a, b)
                for a, b in full_numbers_before(sentence, match.start())
            ]
        low = Said(_number(match["low"]), match.start(), match.end("low"))
        high = Said(_number(match["high"]), match.start("high"), match.end()) if match["high"] else None
        found.append(Amount(low, high, unit, basis, match.start(), match.end(), False, concentration))
    return found


def _masses(sentence: str) -> list[Amount]:
    found: list[Amount] = []
    for match in _MASS.finditer(sentence):
        low = _value(match["low"])
        if low is None:
            continue
        unit = "ug" if match["unit"].lower() == "µs" else _MASS_UNITS[match["unit"].lower().rstrip("s")]
        per = (match["per"] or "").lower()
        basis: DoseBasis = (
            "per_kg"
            if ("k" in per.replace("knee", "") and "kg" in per) or "kilo" in per
            else "per_m2"
            if "m2" in per or "m^2" in per
            else _basis(sentence[match.end() : match.end() + 80])
        )
        concentration = any(sign in per.split("per ")[-1] for sign in ("ml", "µl", "cm", "/l"))
        if concentration and ("ml" in per or "per ml" in per):
            unit = f"{unit}/mL"
        first = Said(_number(low), match.start("low"), match.end("low"))
        high = Said(_number(match["high"]), match.start("high"), match.end("high")) if match["high"] else None
        found.append(Amount(first, high, unit, basis, match.start(), match.end(), False, concentration))
    return found
