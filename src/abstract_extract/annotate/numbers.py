"""The number finder: every number of a sentence, what kind it is by its nearest words, and the sentence with numbers masked.

A mask has the sentence's length; the characters of each number are replaced by the sign of its kind, so that a rule
is a short pattern ("№+ of (?:the )?№+") and its match stands where it stands.

>>> found = find_numbers("Of 20 patients (aged 35 years), twelve (60%) improved after 3 months, p < 0.01.")
>>> [(n.value, n.kind) for n in found.numbers]
[(20, 'count'), (35, 'age'), (12, 'count'), (60, 'percent'), (3, 'duration'), (0.01, 'statistic')]
>>> found.mask
'Of №№ patients (aged åå years), №№№№№№ (%%%) improved after ðððððððð, p < §§§§.'
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from abstract_extract.study import Number, NumberKind

from .hints import has_any
from .number_labels import is_label
from .number_steps import goes_to_a_dose, is_step
from .number_words import number_words, single_ones
from .number_years import PEOPLE_AFTER, is_year
from .percentages import PERCENT, is_of_interval, is_share, shares_sign

SIGNS: dict[str, str] = {
    "count": "№", "percent": "%", "duration": "ð", "age": "å", "measure": "µ", "power": "¤", "statistic": "§",
    "label": "¶", "year": "¥", "range": "¦", "decimal": "¬", "ratio": "÷",
}  # fmt: skip
TIME_UNIT = r"(?:years?|yrs?|months?|mos?|mths?|weeks?|wks?|days?|hours?|hrs?|minutes?|mins?|seconds?)"
_DIGITS = re.compile(
    r"(?=[\d.])(?:(?<![\w.,/^#])(?:\d{1,3}(?:,\d{3})+(?![\d,])|\d{1,3}(?: \d{3})(?= (?:patients|participants|subjects|people|women|children|men)\b)|\d{1,9})(?:\.\d{1,6})?(?![\w^]*\d)|(?<=[(/=<>≤≥±~+-])(?<![A-Za-z]-)\d{1,9}(?:\.\d{1,6})?|(?<=\w\()\d+|(?<=[a-z)],)\d{1,4}(?= (?:cases|patients|eyes|participants|subjects)\b)|(?<=\b\d\d,)\d{1,3}(?= and \d)|(?<=\bn)\d{1,4}\b|(?<![\w,.])\.\d{1,4}\b)",
    re.IGNORECASE,
)
_POWER = re.compile(
    r"(?:(?<![\w.])\d{1,4}(?:,\d{3})?(?:\.\d{1,4})?\s?[×xX*·]\s?)?(?<![\w.])10\s?\^\s?-?\d{1,2}|(?<=[×xX*·])10\^\d{1,2}"
)
_HAS_WORD = re.compile(
    r"\b(?=[defhnostz])(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twel|thir|fo[ur]|fif|fiv|sixt|sevent|eight|eig|nin|twen|zero|hundred|dozen|elle|twe|fife)",
    re.IGNORECASE,
)
_ANY_DIGIT = re.compile(r"\d")
_NUMBER_HINTS = (
    "one", "two", "three", "fou", "six", "seven", "eig", "nin", "ten", "ele", "elle", "twe", "thir", "fort", "fif",
    "fiv", "fife", "zero", "hundred", "dozen", "single",
)  # fmt: skip
"""Of these each number in words has one."""
_TIME = re.compile(rf"(?:[ -]|-to-|–)?(?:consecutive )?{TIME_UNIT}\b(?!\s?/)|(?<=\d)\s?h\b(?!\s?/)", re.IGNORECASE)
# "at 1, 3, 6 and 12 months": the unit stands once, at the end.
_TIMES_AFTER = re.compile(
    rf"(?:, ?\d{{1,3}}(?:\.\d+)?){{0,8}}(?:,? (?:and|or|to|vs\.?|versus) | ?[/,] ?)\d{{1,3}}(?:\.\d+)?[ -]{TIME_UNIT}\b",
    re.IGNORECASE,
)
_AGE_AFTER = re.compile(
    r"(?:[ -]?(?:years?|yrs?|months?|y|yr))?[ -]?(?:old\b|of age\b|-?old\b)|\s?(?:years?|yrs?)\)?,? (?:and |or )?(?:older|younger)\b",
    re.IGNORECASE,
)
_AGE_BEFORE = re.compile(
    r"\b(?:aged?|ages|aging)(?: (?:of|was|range|ranging|between|from|over|under|≥|>|at least|more than|groups?|\(?years\)?|[:=]|mean|median))*[\s:=(≥>]{1,3}\Z",
    re.IGNORECASE,
)
_MEASURE = re.compile(
    r"\s?(?:(?:m|µ|u|mc|n|k|p)g|[mµun]mol|[mµuncd]?[lL]|[mkcµnd]m|m|[Gg]|cc|IU|MU|U|mmHg|mm Hg|m?mol|[mµun]M|Gy|cGy|kDa|[kM]?Hz|kcal|[Jj]oules?|rpm|°C|ml|kPa|mV|dB|letters?|lines|points?|units?|cm2|mm2|µm|drops?|bpm|METs?|steps|metres?|meters?|millilit(?:er|re)s?|milligrams?|micrograms?|lit(?:er|re)s?)(?:/|\^|\b)(?!\w)"
)
# "5 × 5 cm", "2 cm(2)", "5 x 10 cells/kg" (the exponent is gone).
_MULTIPLIED_AFTER = re.compile(r"\s?[×xX∗*]\s?\d")
_MULTIPLIED_BEFORE = re.compile(r"(?:[¤№µ]\s?[×xX∗*]\s?|\b[cdmk]?m\()\Z")
_STATISTIC_BEFORE = re.compile(
    r"(?:(?:\b[pP]\b|\bP-?value)(?: ?(?:value|for trend|values?|was|of))?\s?[=<>≤≥]{0,2}\s?|[±<>≤≥]\s?|\+/?-\s?|\b(?:CI|HR|OR|RR|SD|SEM|SE|IQR|r|R2|kappa|ICC|AUC|z|t|F|χ2|beta|β|α|alpha|odds ratio|hazard ratio|relative risk|risk ratio)\b[\s,:;=(\[]{1,3}(?:(?:was|of|=|95%? CI)\s)?)\Z"
)
_OLDEST = 105
_PERSON_OF = ("man of ", "woman of ", "widow of ", "lady of ", "girl of ", "boy of ", "gentleman of ")
_TO_AN_AGE = ("å to ", "å-", "å–", "å and ")
_AVERAGE_BEFORE = re.compile(
    r"\b(?:mean|median|average|averaging|averaged|range[ds]?|ranging|between|score)(?: (?:[\w-]+ ){0,4}(?:of|was|were|from|is|to|=)?)?[ (=:]{0,3}(?:[§¦¬µ]+ ?(?:to|-|–|and|vs\.?|versus) ?)?\Z",
    re.IGNORECASE,
)
_RATIO_AFTER = re.compile(
    r"(?:\s?-?fold\b|\s?[- ]?times (?:higher|lower|more|greater|less|as|the)|:\d|\s?(?:°|degrees))", re.IGNORECASE
)
_RANGE_AFTER = re.compile(r"\s?(?:-|–|—|to)\s?(?=\d)")
_PRONOUN = re.compile(r"(?:\b(?:no|any|every|each|some|which|this|that|the|another|only) |\bthe )\Z", re.IGNORECASE)
_ONE_AFTER = re.compile(
    r"(?: (?:of the (?!(?:№|\d|patients|participants|subjects|eyes|two|three|four|five|six|seven|eight|nine|ten))|another|or more|can|could|may|might|hand|such|that|which|another)|-(?:way|sided|tailed|stage|step|time|third|half|quarter|on|off|sample|piece|to))\b",
    re.IGNORECASE,
)
# "two of the low, one of the high dose", "one of the saline arm": these are counted.
_OF_GROUP_AFTER = re.compile(
    r" of the (?:[\w+-]+ ){1,4}?(?:groups?|arms?|cohorts?|patients|participants|subjects|recipients|controls)\b",
    re.IGNORECASE,
)
_OF_GROUP_BEFORE = re.compile(r"№+ of the [\w+-]+(?: [\w+-]+)?(?:,| and),? \Z|№ and \Z")
_ORDINAL_AFTER = re.compile(
    r"(?:-| (?=th\b))?(?:st|nd|rd|th)\b|-(?!(?:year|month|week|day|hour|patient|eye|and\b|to\b|\d|center|centre|arm))[a-z]",
    re.IGNORECASE,
)
_ALLOTS = re.compile(r"randomi|ratio|assign|allocat|allot", re.IGNORECASE)
_THRESHOLD_AFTER = re.compile(
    r" or (?:more|higher|greater|above|less|lower|fewer|better|worse|over)\b|,? (?:and|or|to|vs\.?|versus) \d+(?:\.\d+)? (?:points|letters|mm|cm|days|percentage)"
)
# Sight is printed as a fraction of 20 (feet): "20/200" counts nobody where the sentence speaks of sight.
_SNELLEN = 20
_ACUITY_AFTER = re.compile(r"/\d{2,3}\b")
_SIGHT = re.compile(r"\b(?:vision|acuity|sight|letters|Snellen|BCVA)\b", re.IGNORECASE)
_SPREAD = r"\s?(?:±|\+/?-)\s?\d"
_AFTER = re.compile(
    "|".join(
        f"(?P<{name}>{pattern})"
        for name, pattern in (
            ("percent", PERCENT.pattern),
            ("age", _AGE_AFTER.pattern),
            ("time", _TIME.pattern),
            ("spread", _SPREAD),
            ("ratio", _RATIO_AFTER.pattern),
            ("ordinal", _ORDINAL_AFTER.pattern),
            ("range", _RANGE_AFTER.pattern),
        )
    ),
    re.IGNORECASE,
)
_STATISTIC_SIGNS = frozenset("=<>≤≥±-:")
_STATISTIC_WORDS = frozenset(
    [ "p", "p-value", "value", "ci", "hr", "or", "rr", "sd", "sem", "se", "iqr", "r", "r2", "kappa", "icc", "auc",
    "z", "t", "f", "χ2", "beta", "β", "α", "alpha", "ratio", "risk", "was", "of" ]
)  # fmt: skip
_N_EQUALS = re.compile(r"\bn ?[=<>] ?\Z", re.IGNORECASE)
_AVERAGE_HINTS = ("mean", "median", "average", "rang", "between", "score", "Mean", "Median", "Average", "Rang")
_RANGE_END = re.compile(r"\s?(?:-|–|—|to)\s?\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class NumberedSentence:
    """A sentence's numbers in order, and the sentence with each masked by the sign of its kind."""

    numbers: tuple[Number, ...]
    mask: str


def exact(literal: str) -> int | float:
    """The number that `literal` says: an int where it is whole, else the nearest float.

    >>> exact("1,012"), exact("69.7"), exact("5.0")
    (1012, 69.7, 5)
    """
    if literal.isdecimal():
        return int(literal)
    number = Decimal(literal.replace(",", "").replace(" ", ""))
    return int(number) if number == number.to_integral_value() else float(number)


def find_numbers(sentence: str) -> NumberedSentence:
    """The numbers of a sentence, in order, and its mask."""
    if not _ANY_DIGIT.search(sentence) and not has_any(sentence.lower(), _NUMBER_HINTS):
        return NumberedSentence((), sentence)
    numbers: list[Number] = []
    mask, position = sentence, 0
    for start, end, value, is_power in sorted(_all_numbers(sentence)):
        if start < position:
            continue
        kind, stop = ("power", end) if is_power else _classify(sentence, mask, start, end, value)
        if kind is None:
            continue
        numbers.append(Number(value, kind, start, end))
        cover = stop if kind in ("duration", "percent") else end
        mask = mask[:start] + SIGNS[kind] * (cover - start) + mask[cover:]
        position = cover
    return NumberedSentence(tuple(numbers), mask)


def _all_numbers(sentence: str) -> Iterator[tuple[int, int, int | float, bool]]:
    powers: list[tuple[int, int]] = []
    if "10" in sentence and "^" in sentence:
        for match in _POWER.finditer(sentence):
            powers.append(match.span())
            yield match.start(), match.end(), 0, True
    for match in _DIGITS.finditer(sentence):
        if not powers or not any(a <= match.start() < b for a, b in powers):
            yield match.start(), match.end(), exact(match.group()), False
    for word in single_ones(sentence) if "single" in sentence else ():
        yield word.start, word.end, word.value, False
    for word in number_words(sentence) if _HAS_WORD.search(sentence) else ():
        yield word.start, word.end, word.value, False


def _classify(sentence: str, mask: str, start: int, end: int, value: float) -> tuple[NumberKind | None, int]:
    """The kind of a number by the words next to it, and where what it covers ends; None where it is no number."""
    is_word = sentence[start].isalpha()
    before = mask[max(0, start - 60) : start]
    if is_word and value in (0, 1) and _is_pronoun(sentence, before, end, value):
        return None, end
    after = _AFTER.match(sentence, end)
    if after is not None and after.lastgroup == "percent":
        return ("percent", after.end()) if is_share(sentence, before, after.end()) else ("statistic", end)
    if (
        (after is not None and after.lastgroup == "age")
        or ("ag" in before and (_AGE_BEFORE.search(before) or before.endswith(_TO_AN_AGE)))
        or (before.endswith(_PERSON_OF) and value <= _OLDEST and not is_word)
    ):
        return "age", end
    if _statistic_before(before) or is_of_interval(before):
        return "statistic", end
    if not is_word and shares_sign(sentence, before, end):
        return "percent", end
    if after is not None and after.lastgroup == "time":
        return "duration", after.end()
    if not is_word and _TIMES_AFTER.match(sentence, end):
        return "duration", end
    return _kind_without_time(sentence, before, start, end, value, after), end


def _kind_without_time(
    sentence: str, before: str, start: int, end: int, value: float, after: re.Match[str] | None
) -> NumberKind:
    """What a number is that no percent, age or time follows: a measure, part of a ratio, a decimal, or a plain one."""
    if after is not None and after.lastgroup == "spread":
        return "statistic"
    if not sentence[start].isalpha() and (
        _MEASURE.match(sentence, end)
        or _MULTIPLIED_AFTER.match(sentence, end)
        or _MULTIPLIED_BEFORE.search(before[-5:])
    ):
        return "measure"
    if after is not None and after.lastgroup == "ratio" and (sentence[end] != ":" or _ALLOTS.search(sentence)):
        return "ratio"
    if before.endswith("÷:"):
        return "ratio"
    if is_step(sentence, before, end):
        return "measure"
    if "." in sentence[start:end]:
        return "decimal"
    if _THRESHOLD_AFTER.match(sentence, end) or (
        value == _SNELLEN and _ACUITY_AFTER.match(sentence, end) and _SIGHT.search(sentence)
    ):
        return "statistic"
    return _plain_kind(sentence, before, start, end, value, after)


def _is_pronoun(sentence: str, before: str, end: int, value: float) -> bool:
    if _ONE_AFTER.match(sentence, end):
        return not (_OF_GROUP_AFTER.match(sentence, end) or _OF_GROUP_BEFORE.search(before))
    return value == 1 and bool(_PRONOUN.search(before)) and not before.lower().endswith(("only ", "of the "))


def _statistic_before(before: str) -> bool:
    tail = before.rstrip()
    sign = tail[-1:]
    if sign not in _STATISTIC_SIGNS and tail[tail.rfind(" ") + 1 :].strip("([,;:").lower() not in _STATISTIC_WORDS:
        return False
    return bool(_STATISTIC_BEFORE.search(before[-40:])) and not _N_EQUALS.search(before[-6:])


def _plain_kind(
    sentence: str, before: str, start: int, end: int, value: float, after: re.Match[str] | None
) -> NumberKind:
    """What a whole number without a unit is: a label, a year, part of a range, an average, or a count."""
    is_word = sentence[start].isalpha()
    if is_label(sentence, before, end, is_word=is_word):
        return "label"
    if not is_word and is_year(sentence, before, start, end):
        return "year"
    if after is not None and after.lastgroup == "ordinal":
        return "label"
    if goes_to_a_dose(sentence, before, end) and _ALLOTS.search(before):
        return "count"
    if after is not None and after.lastgroup == "range" and not is_word:
        return _range_kind(sentence, end)
    if before.endswith(("¦-", "¦–", "¦ - ", "¦ – ", "¦ to ")):
        return "range"
    if has_any(before, _AVERAGE_HINTS) and _AVERAGE_BEFORE.search(before) and not PEOPLE_AFTER.match(sentence, end):
        return "statistic"
    return "count"


def _range_kind(sentence: str, end: int) -> NumberKind:
    match = _RANGE_END.match(sentence, end, end + 20)
    after = match.end() if match else end
    if _AGE_AFTER.match(sentence, after):
        return "age"
    if _TIME.match(sentence, after):
        return "duration"
    if PERCENT.match(sentence, after):
        return "percent"
    return "range"
