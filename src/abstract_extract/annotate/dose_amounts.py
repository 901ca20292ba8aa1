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
from .dose_units import CELLS, CELLS_FOLLOW, ISLETS, PARTICLES, basis_after, basis_before, unit_at
from .number_words import number_words
from .people import PEOPLE

_N = r"(?:\d{1,3},\d{1,2}(?=\s?[×xX*·✕]|\s(?:Mio|mill))|\d{1,4}(?:,\d{3}){0,3}(?:\.\d{1,4})?)"
_TIMES = r"\s?[×xX*·✕]\s?"
_SCALE = r"millions?|billions?|mill(?:ones|iones|ionen)|mio\.?|mln|M(?= (?:cells|MSCs))|thousand|milh(?:ão|ões)|milion\w{0,2}|миллион\w{0,3}|млн\.?|мільйон\w{0,3}|万|萬|亿|億"
_HALVES = r"(?i:(?:one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2}) and a half)"
_WORDS = r"(?i:half an?|a quarter of a|an? hundred|an?(?=[ -][mb]illion)|meio|media?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|eighty|(?:one |two |three |four |five )?hundred(?: and [a-z]+)?)"
_DASH = r"\s?(?:-|–|—|~|to)\s?"
_POWER = re.compile(
    rf"(?<![A-Za-z0-9_.])(?P<low>{_N})?(?:\s?±\s?{_N})?(?:{_DASH}(?P<high>{_N}))?(?(low){_TIMES}|)10\^(?P<exponent>\d{{1,2}})(?:{_DASH}(?:(?P<low2>{_N}){_TIMES})?10\^(?P<exponent2>\d{{1,2}}))?"
)
_LOST = re.compile(
    rf"(?<![\w.])(?P<low>{_N}){_TIMES}10(?=\s(?:[A-Za-z+-]+ ){{0,4}}(?:cells|MSCs|particles)|/kg|\s?per kg)(?!\^)"
)
_SCALED = re.compile(
    rf"(?<![A-Za-z0-9_.])(?P<low>{_HALVES}|{_N}|{_WORDS})(?: ?\((?:SD|±|s\.d\.|range|IQR)[,:]? ?[\d.,±]{{1,7}}(?:(?:-|–| to ){_N})?\))?(?:\s?±\s?{_N})?"
    rf"(?:(?:(?:[ -](?:m|b)illion)?{_DASH}|(?P<and> and ))(?P<high>{_N}|{_WORDS}))?[ -]?(?P<scale>{_SCALE})(?:\b|(?<=[万萬亿億]))",
    re.IGNORECASE,
)
_PLAIN_N = r"(?:\d{1,3}(?:[, ]\d{3}){1,3}|\d{4,9})"
_PLAIN = re.compile(
    rf"(?<![\w.,])(?P<low>{_PLAIN_N})(?:{_DASH}(?P<high>{_PLAIN_N}))?(?=\s(?:{CELLS}|{ISLETS}|in \d+ ?[µu][lL]\b))"
)
# A scale without a word for what is counted, where the sentence has named the cells: "(100 million in 2 mL)".
_ENDS_AMOUNT = re.compile(
    r"\s?(?:[);,.]|$|\((?:[IVX]{1,4}|[A-Z0-9]|n ?=|(?:level|cohort|group|arm|tier|low|high|mid\w*|middle)\b)|(?:in|as) \d|(?:a|an|per|each) (?:eye|knee|joint|leg|limb|site|session|shot|sheet|dis[ck]|side|fold|time|go|dose|infusion|injection|bag)\b|(?:in|per|on|at|were|was|had|each|or|and|once|to each|into|for each|twice|given|e|y|und|et|a|i|и)\b)"
)
_COUNTED_WORDS = re.compile(
    r"cells?\b|MSCs?\b|[MO]PCs?\b|MNCs?\b|Tregs?\b|TILs?\b|VSTs?\b|exosom|particles|vesicles|cytes\b|blasts\b|Zellen|células|cellules|buněk|buňk|клет|клітин|细胞|細胞",
    re.IGNORECASE,
)
_MONEY_BEFORE = re.compile(r"[$€£¥]\s?\Z|\b(?:USD|EUR|US\$)\s?\Z")
_MONEY_AFTER = re.compile(r"\s?(?:€|euros?|dollars?|pounds?|yuan|reais|pesos|korun|Kč|Franken|USD|EUR)", re.IGNORECASE)
_RANGE_BEFORE = re.compile(r"(?:\brange[ds]?\b|\bIQR\b|\binterquartile\b|\bspread\b)[^;.()]{0,14}\Z", re.IGNORECASE)
PEOPLE_WORD = re.compile(rf"\s(?:[A-Za-z-]+\s){{0,3}}?{PEOPLE}\b", re.IGNORECASE)
_MASS = re.compile(
    rf"(?<![A-Za-z0-9_.])(?P<low>{_N}|{_WORDS})(?:{_DASH}(?P<high>{_N}))?[ -]?(?P<unit>mg|µg|ug|mcg|micrograms?|milligrams?|mL|ml|ML|cc|milliliters?|millilitres?|µL|µl|uL|microliters?|microlitres?|μg|μ[lL])(?![A-Za-z0-9])(?P<per>(?: of (?:[\w-]+ ){{0,4}}?)?\s?(?:/|per)\s?(?:kg|m2|m\^2|kilogram|mL|ml|µL|cm2|cm\^2|L|day|knee|eye|dose))?"
)
_MASS_UNITS = {
    "mg": "mg", "milligram": "mg", "µg": "ug", "ug": "ug", "mcg": "ug", "microgram": "ug", "ml": "mL", "cc": "mL",
    "milliliter": "mL", "millilitre": "mL", "µl": "uL", "ul": "uL", "microliter": "uL", "microlitre": "uL", "μg": "ug", "μl": "uL",
}  # fmt: skip
_AND_A_HALF = " and a half"
_SHARES = {
    "half a": "0.5", "half an": "0.5", "meio": "0.5", "media": "0.5", "medi": "0.5", "a quarter of a": "0.25",
    "a": "1", "an": "1", "a hundred": "100", "an hundred": "100",
}  # fmt: skip
_PEOPLE_TO = re.compile(
    r"\b\d{1,3} (?:[a-z]+ )?to [^.;]{1,60}?(?:,|, and|and|;) \Z|"
    r"\b(?:randomi[sz]ed|assigned|allocated|allotted|drawn|split)[^.;]{0,60}? (?:, |and |: )\Z"
)
_REACH = 90
_POWERS = {"b": 10**9, "t": 1000, "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_DECIMAL_COMMA = re.compile(r"\d{1,3},\d{1,2}")
_CELLS_BEFORE = re.compile(r"(?:cells|[A-Z]{2,4}s)(?: \([^()]{1,20}\))?,? ?(?:\(|at |of |in a dose of |doses? of )?\Z")
_COUNTED_OR_PER_KG = re.compile(
    rf"\s?(?:of )?(?:{CELLS}|{PARTICLES})|\s?/\s?kg|\s?(?:per|por|par|pro|na|на) (?:kg|k[ií]l|quilo|кг)|\s?per k"
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
        unit, basis, concentration = unit_at(sentence, match.end())
        basis = basis_before(sentence, start, basis)
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
        and not CELLS_FOLLOW.match(sentence, a.end)
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


def _lost(sentence: str) -> list[Amount]:
    return [
        Amount(None, None, *unit_at(sentence, m.end())[:2], m.start(), m.end(), True) for m in _LOST.finditer(sentence)
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
        low, top, start = _ends(sentence, match)
        if low is None:
            continue
        unit, basis, concentration = unit_at(sentence, match.end())
        basis = basis_before(sentence, start, basis)
        first = Said(_number(low, times), start, match.end())
        high = Said(_number(top, times), match.start("high"), match.end()) if top else None
        if not high:
            found += _listed(sentence, start, times, (unit, basis, False))
        found.append(Amount(first, high, unit, basis, start, match.end(), False, concentration))
    return found


def _ends(sentence: str, match: re.Match[str]) -> tuple[str | None, str | None, int]:
    """The low and the high end of an amount, and where it begins.

    What falls is no range ("30 to 6 million"), nor are people sent to an amount ("20 to saline, 30 to 6 million"), nor
    two numbers that "and" joins, but after "between".
    """
    low, high = _value(match["low"]), _value(match["high"]) if match["high"] else None
    if low is None or high is None:
        return low, None, match.start()
    is_range = _number(low) < _number(high) and not (
        _PEOPLE_TO.search(sentence, max(0, match.start() - _REACH), match.start())
        if " to " in match.group()
        else match["and"] and not sentence.endswith(("between ", "Between "), 0, match.start())
    )
    return (low, high, match.start()) if is_range else (high, None, match.start("high"))


def _value(literal: str) -> str | None:
    if literal[0].isdigit():
        return literal.lower().replace(_AND_A_HALF, ".5")
    lower = literal.lower()
    if lower in _SHARES:
        return _SHARES[lower]
    words = number_words(lower.removesuffix(_AND_A_HALF))
    if not words:
        return None
    return f"{words[0].value}.5" if lower.endswith(_AND_A_HALF) else str(words[0].value)


def _plain(sentence: str) -> list[Amount]:
    found: list[Amount] = []
    for match in _PLAIN.finditer(sentence):
        if PEOPLE_WORD.match(sentence, match.end()):
            continue
        unit, basis, concentration = unit_at(sentence, match.end())
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
            else basis_after(sentence[match.end() : match.end() + 80])
        )
        concentration = any(sign in per.split("per ")[-1] for sign in ("ml", "µl", "cm", "/l"))
        if concentration and ("ml" in per or "per ml" in per):
            unit = f"{unit}/mL"
        first = Said(_number(low), match.start("low"), match.end("low"))
        high = Said(_number(match["high"]), match.start("high"), match.end("high")) if match["high"] else None
        found.append(Amount(first, high, unit, basis, match.start(), match.end(), False, concentration))
    return found
