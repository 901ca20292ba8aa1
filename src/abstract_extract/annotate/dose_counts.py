"""How often a product is given, and how far apart: "three infusions", "days 1, 8 and 15", "weekly for 4 weeks".

>>> string = "Patients had three infusions, one month apart."
>>> count, interval = count_in(string), interval_in(string)[0]
>>> count.value, string[count.start : count.end], interval.value
(3, 'three', 'P1M')
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from abstract_extract.candidates import Said

from .dose_days import FOLLOW, GIVING_VERB, days_in
from .dose_levels import tells_no_count
from .dose_repeats import foreign_count_in, foreign_interval_in, repeats_in
from .durations import find_durations
from .number_words import number_words

NUMBERS = r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2}"
NOUN = (
    r"(?:infusions?|injections?|doses?|administrations?|applications?|treatments?|transplantations?|transplants|grafts?|"
    r"instillations?|inhalations?|implantations?|courses?(?! of)|cycles?|sessions?|sittings?|vaccinations?|vaccines?|rounds?|"
    r"procedures?|transfusions?|shots?|operations?|boosters?|drips?|occasions?|(?:mini-?)?arthrotom(?:y|ies)|lumbar punctures?|"
    r"punctures?|shares|portions?|nebuli[sz]ations?|bags?|boluse?s?|visits for injection|Infusionen|Injektionen|infusiones|inyecciones|infusões|injeções)"
)
ADJECTIVES = (
    r"(?:(?:weekly|monthly|biweekly|consecutive|repeated|separate|intra[a-z-]+|intravenöse|intravenous|IV|i\.v\.|local|subcutaneous|"
    r"intramuscular|sequential|fortnightly|daily|equal|planned|further|more|cell|stem|MSC|UC-MSC|exosome|booster|additional|peripheral|"
    r"peri-?lesional|transendocardial|[a-z]+-derived|[a-z]+-weekly|mesenchymal|stromal|autologous|allogeneic|donor|marrow|cord|adipose|lymphocyte|vesicle|cells|total|such|identical|peripheral|central|venous|masked|short|slow|deep|bolus|open|[a-z]+-guided|unilateral|bilateral|lumbar|suprachoroidal|subretinal|topical)[ ,]+){0,5}"
)
_COUNTED = re.compile(
    rf"(?<![\w^.×])(single|{NUMBERS})[- ](?:times? )?{ADJECTIVES}{NOUN}\b(?!\s?(?:levels?|groups?|cohorts?|arms?|steps?|escalation|tiers?|strengths?))",
    re.IGNORECASE,
)
_IN_ONE = re.compile(
    r"\b(?:in|at|by|during) (?:a )?(one|single|1) (?:[a-z-]+ )?(?:sitting|session|operation|procedure|go\b|stage|mini-?arthrotomy|arthrotomy|step|visit)",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    rf"\b(?:a |in )?total of ({NUMBERS}) (?:times\b|(?:[a-z-]+ ){{0,2}}?{NOUN}\b)|[(,] ?({NUMBERS})(?: (?!m[lL]\b|cc\b|mg\b|[µu][lL]\b)[a-z]+)? (?:in (?:all|total)|altogether)\b|\bup to ({NUMBERS}) times\b|\b({NUMBERS}) times in (?:all|total)\b",
    re.IGNORECASE,
)
_TIMES = re.compile(
    rf"\b(once|twice|thrice|(?:{NUMBERS}) times?(?: only)?)\b(?! (?:higher|lower|more|greater|less|as|the|daily|a day|per day|upper|(?:a|per|every|each) (?:day|week|month|hour|visit)|weekly|monthly|in (?:all|total)))",
    re.IGNORECASE,
)
SINGLE = re.compile(
    r"\b(single|one-(?:off|time)|one(?= (?:suprachoroidal|subretinal|lumbar|intra[a-z]+) ))(?:[- ](?:[\w-]+[ -]){0,4}?)?(?=(?:dose|infusion|injection|administration|bolus|session|intra|application|"
    r"treatment|transplant|implant|shot|graft|sheet|instillation|inhalation|drip|sitting|operation|procedure|vaccination))",
    re.IGNORECASE,
)
_ONE_DAY = re.compile(
    r"\b(?:infused|reinfused|given|injected|administered|transplanted|grafted|returned|by vein|intravenously|infusions?|transplant(?:ation)?|reinfusion|graft)\b"
    r"[^.;]{0,30}? on (day 0)\b(?!\s?(?:,|and|to|/))",
    re.IGNORECASE,
)
_BASELINE_AND = re.compile(r"\bat baseline(?:,? and|,) (?:again |then )?(?:at |after )?\Z", re.IGNORECASE)
_PER_WEEK = re.compile(
    rf"\b((?:((?:once|twice|thrice|{NUMBERS})(?: times?| {NOUN})?)[ -](?:a|per|every|each|/)?[ /-]?(?:week(?:ly)?|day|daily|month(?:ly)?))|weekly|daily|monthly|every (?:day|week|month))(?:, [^,.;]{{1,40}},)?,?[ ,](?:for|over|during|on) (?:a total of |up to )?((?:[a-z]+|\d{{1,2}})[ -](?:consecutive |successive )?(weeks?|months?|days?))\b",
    re.IGNORECASE,
)
_EVERY_FOR = re.compile(
    rf"\bevery (other |second |third |{NUMBERS})[ -]?(h|hours?|days?|weeks?|months?) (?:for|over|during) ({NUMBERS}) (hours|days|weeks|months)\b",
    re.IGNORECASE,
)
_HOURS = {"h": 1, "d": 24, "w": 168}
_STEPS = {"other": 2, "second": 2, "third": 3}
_INTERVAL = re.compile(
    r"\b(?:(?:at|with|in) (?:an? )?(?:intervals? of (?:one |an? )?)?|every (?:other )?|(?:an? )?(?:intervals?|gaps?|pauses?|spacing) (?:of|between \w+ (?:was|were)|was|were)\s|each |spaced (?:by )?|separated by |im Abstand von |al |cada )\Z",
    re.IGNORECASE,
)
_INTERVAL_AFTER = re.compile(
    r"\A[- ]?(?:intervals?|gaps?\b|pauses?\b|spacings?\b|apart|in[- ]between|between them|from each other|between (?:the )?(?:two |three |first |each )?(?:and second |and the second )?(?:doses?|injections?|infusions?|sessions?|treatments?|procedures?|courses?|cycles?|rounds?|shots?|applications?|instillations?|times)\b|later\b|after the first)",
    re.IGNORECASE,
)
_WORD_INTERVALS = {
    "weekly": "P1W", "once weekly": "P1W", "monthly": "P1M", "fortnightly": "P2W", "biweekly": "P2W", "daily": "P1D",
    "every other day": "P2D", "on alternate days": "P2D", "alternate days": "P2D", "every other week": "P2W",
    "once a week": "P1W", "once a month": "P1M", "yearly": "P1Y", "quarterly": "P3M", "bimonthly": "P2M",
    "every third day": "P3D", "every second day": "P2D", "every second week": "P2W", "every third week": "P3W",
    "every other month": "P2M", "every fourth week": "P4W", "every third month": "P3M", "every sixth week": "P6W",
    "q1w": "P1W", "q2w": "P2W", "q3w": "P3W", "q4w": "P4W", "q6w": "P6W", "q8w": "P8W", "q12w": "P12W",
    "every week": "P1W", "every month": "P1M", "every day": "P1D", "a week apart": "P1W", "a month apart": "P1M",
    "once daily": "P1D", "once a day": "P1D", "once a fortnight": "P2W", "a fortnight apart": "P2W", "each week": "P1W",
    "every fortnight": "P2W", "each month": "P1M", "one a day": "P1D", "one a week": "P1W", "one a month": "P1M", "one each day": "P1D", "once per week": "P1W", "once every week": "P1W", "wöchentlich": "P1W",
}  # fmt: skip
_WORD_INTERVAL = re.compile(
    r"(?<!twice )(?<!thrice )(?<!times )\b("
    + "|".join(sorted(_WORD_INTERVALS, key=len, reverse=True))
    + r")\b(?! (?:intervals? (?:after|during)|visits?|follow|monitor|assess|phone|telephone|blood|for \w+ months after|living|activit|checks?|diar))",
    re.IGNORECASE,
)
_RATE = re.compile(r"(?:once |every (?!other|second)|each |a (?=\w+ apart))?(.+?)(?: apart)?", re.IGNORECASE)
"""The rate is quoted alone: "daily" of "once daily", "fortnight" of "every fortnight"."""
_NO_COUNT_BEFORE = re.compile(
    r"(?:after (?:the )?|(?<!course )(?<!series )(?<!courses )(?<!set )\bof |followed |first |second |per |each |every |patients? |days? |weeks? |group |cohort |arm |number of |occurred |happened |recurred |developed )\Z"
)
_WORD_GAP = re.compile(r"[ -]")
_LATER = re.compile(r"[- ]?(?:later|after)")
_INTERVAL_WORD = re.compile(r"[- ]?intervals?")
_SHARE_AFTER = re.compile(r" of (?:0\.|[\d.]+ ?(?:m[lL]|cc|µ[lL])\b)")
"""Behind several injections: the share of a dose that each of them holds."""
_ELLIPTIC = re.compile(rf"\b({NUMBERS}) of (?=\d[\d.]{{0,4}} ?(?:[×x]|million|billion))", re.IGNORECASE)
"""One or more of the injections named before: "two of 5 × 10^7"."""
_PER_DAY = re.compile(
    r"\b(?:twice|two times|2 times|2x|2×)[- ](a day|per day|each day|daily|every day)\b|\b(b\.?i\.?d)\b", re.IGNORECASE
)
_WORDS = {"single": 1, "once": 1, "a single": 1, "twice": 2, "thrice": 3, "one-off": 1, "one-time": 1}
_POINTS = re.compile(r"\b(?:points?|sites?|spots|myocardial|endocardial|gastrocnemius|needle)\b", re.IGNORECASE)
_MOST_AT_POINTS = 7
_MOST_IN_ALL = 40
_REACH = 200


def count_in(string: str) -> Said | None:
    """The number of administrations that a sentence, or a part of one, states."""
    for found in (*_totals(string), *_frequencies(string), *_counts(string)):
        return found
    one = _ONE_DAY.search(string)
    return Said(1, *one.span(1)) if one else foreign_count_in(string)


_RATE_FOR = re.compile(
    rf"\b((?:weekly|daily|monthly) {NOUN}\b[^.;,]{{0,60}}? (?:for|over) ((?:[a-z]+|\d{{1,2}}) (?:weeks?|months?|days?)))\b",
    re.IGNORECASE,
)


def _totals(string: str) -> Iterator[Said]:
    for match in _TOTAL.finditer(string):
        group = match.lastindex or 1
        value = small(match[group])
        if value and value <= _MOST_IN_ALL and not FOLLOW.search(string[max(0, match.start() - 30) : match.start()]):
            yield Said(value, *match.span(group))


def _frequencies(string: str) -> Iterator[Said]:
    week = _PER_WEEK.search(string)
    if week and not FOLLOW.search(string[max(0, week.start() - 30) : week.start()]):
        total = _frequency_total(week)
        if total:
            yield Said(total, week.start(1), week.end())
    rate = _RATE_FOR.search(string)
    if rate:
        week = _PER_WEEK.search(f"{rate[1].split(' ')[0]} for {rate[2]}")
        total = _frequency_total(week) if week else None
        if total:
            yield Said(total, *rate.span(1))
    every = _EVERY_FOR.search(string)
    if every and not FOLLOW.search(string[max(0, every.start() - 30) : every.start()]):
        total = _steps_within(every)
        if total:
            yield Said(total, *every.span())


def _steps_within(every: re.Match[str]) -> int | None:
    """How often "every 12 h for 3 days" is; None where the step does not go into the length."""
    word = every[1].strip().lower()
    step, length = _STEPS.get(word) or small(word) or 0, small(every[3]) or 0
    short, long = every[2][0].lower(), every[4][0].lower()
    if short != long:
        if short not in _HOURS or long not in _HOURS:
            return None
        step, length = step * _HOURS[short], length * _HOURS[long]
    return length // step if step and length % step == 0 else None


def _counts(string: str) -> Iterator[Said]:
    for pattern in (_IN_ONE, _COUNTED, SINGLE, _TIMES, _ELLIPTIC):
        for match in pattern.finditer(string):
            word = match[1].lower()
            value = _WORDS.get(word) or small(word.split(" ")[0])
            before = string[max(0, match.start() - 25) : match.start()].lower()
            if value and (
                tells_no_count(string, match, value) or (value > 1 and _SHARE_AFTER.match(string, match.end()))
            ):
                continue
            if not value or (pattern is not _IN_ONE and _NO_COUNT_BEFORE.search(before)):
                continue
            if pattern is _COUNTED and word == "one" and before.endswith(("least ", "only ")):
                continue
            if value > _MOST_AT_POINTS and _POINTS.search(match.group()):
                continue
            yield Said(value, match.start(1), match.end(1))


def small(word: str) -> int | None:
    """A small number in digits or words; None for what is none."""
    if word.isdigit():
        return int(word)
    if word.lower() in _WORDS:
        return _WORDS[word.lower()]
    found = number_words(word)
    return found[0].value if found else None


def _frequency_total(match: re.Match[str]) -> int | None:
    first = (match[2] or "once").lower()
    times = _WORDS.get(first) or small(first.split(" ")[0])
    length = small(_WORD_GAP.split(match[3])[0])
    if not times or not length:
        return None
    rate = match[1].lower()
    every = "week" if "week" in rate else "month" if "month" in rate else "day"
    unit = match[4].lower().rstrip("s")
    per_unit = {
        ("week", "week"): 1,
        ("month", "month"): 1,
        ("day", "day"): 1,
        ("week", "month"): 4,
        ("day", "week"): 7,
    }.get((every, unit))
    return times * length * per_unit if per_unit else None


def interval_in(string: str, *, is_given: bool = False) -> tuple[Said | None, Said | None]:
    """The interval, and the number of administrations that a list of days or "at baseline and after 6 weeks" tells.

    `is_given` where the product is known to be given there, without a verb that says so.
    """
    for duration in find_durations(string):
        before = string[max(0, duration.start - _REACH) : duration.start]
        after = string[duration.end : duration.end + _REACH]
        if FOLLOW.search(string, max(0, duration.start - 30), duration.start) or FOLLOW.search(after[:25]):
            continue
        said = Said(duration.iso, duration.start, duration.end)
        if _BASELINE_AND.search(before) and GIVING_VERB.search(before):
            return said, Said(2, duration.start, duration.end)
        if "apart" in after[:8] and before.lower().endswith("a "):
            said = Said(duration.iso, duration.start, duration.end)
        spaced = _INTERVAL_AFTER.match(after) and not _LATER.match(after)
        if spaced or (
            _INTERVAL.search(before)
            and (
                before.rstrip()
                .lower()
                .endswith(("every", "of", "each", "was", "were", "other", "von", "cada", "spaced", "by"))
                or _INTERVAL_WORD.match(after)
            )
        ):
            return said, None
    again = repeats_in(string)
    if again != (None, None):
        return again
    days = days_in(string, is_given=is_given)
    if days is not None:
        return days
    a_day = _PER_DAY.search(string)
    if (
        a_day
        and (is_given or GIVING_VERB.search(string))
        and not FOLLOW.search(string[max(0, a_day.start() - 40) : a_day.end() + 25])
    ):
        return Said("PT12H", *a_day.span(a_day.lastindex or 1)), None
    word = _WORD_INTERVAL.search(string)
    if word and not FOLLOW.search(string[max(0, word.start() - 40) : word.end() + 25]):
        rate = _RATE.fullmatch(string, *word.span(1))
        return Said(_WORD_INTERVALS[word[1].lower()], *(rate.span(1) if rate else word.span(1))), None
    return foreign_interval_in(string), None
