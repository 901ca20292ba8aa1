"""Series: numbers that a sentence sets side by side, one for each group, time or result.

"9, 4 and 3 patients", "12 (60%) vs 5 (25%)", "in 15 of 20 cell patients and 6/20 controls". What is said of the one
is said of all: they share their label, unit and time, and as a row they are whose the arms are, one each.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from abstract_extract.candidates import ArmMention

from .people import NOT_PEOPLE_AFTER, UNIT_WORD
from .people_splits import is_split
from .tallies import Tally
from .tally_forms import HEADER

ARM_SIGN = "◦"
"""What stands in a mask in the place of each letter of an arm's name."""
Place = tuple[int, int]
_MOST_MEMBERS = 12
"""Numbers set side by side: no comparison has more, and cost stays in bounds."""
_LONGEST_LINK = 120
_LONGEST_ASIDE = 70
_VERSUS = re.compile(
    r",? ?\b(?:versus|vs|v|(?:as |when )?compared (?:with|to)|(?:as )?against|as opposed to|rather than|(?:while|whereas)(?: it was)?(?= in| for| [◦№%]))(?![\w-])\.?",
    re.IGNORECASE,
)
_LIST = re.compile(r",? \b(?:and|or|but)\b|[,;/]")
# "58%, with 4 complete responses" adds to what was said; "5 with cells, with saline 3" has an arm's name after it.
_FED = re.compile(r"\b(?:in|for|by|among|on|to|with|befell|hit|struck)\s(?:only |just |the )?\Z", re.IGNORECASE)
_OWN_VERB = re.compile(
    rf" (?:(?:[a-z-]+ )?{UNIT_WORD} )?(?:had|were|was|did|could|became|withdrew|died|developed|showed|needed|required|refused|left|moved|never)\b",
    re.IGNORECASE,
)
_ADDS = re.compile(r" ?(?:with|of these|of those|of them|among them) (?:only )?\Z")
_BRACKETED = re.compile(r"[(\[][^()\[\]№%]{0,60}[)\]]")
_WORD = re.compile(r"[^\W\d_][\w'’+-]*|◦+|[^\s\w,;/◦]")
_SMALL = frozenset(
    "in of for on with to by among from after at than that those the a an all only just their its both receiving "
    "received given treated taking who group groups arm arms cohort cohorts level levels dose doses side sides half "
    "halves treatment treatments therapy alone and or vs . ’ ' n = : other others ones one another remaining further "
    "about approximately were was under using having assigned randomised randomized allocated it undergoing "
    "patient's patients' versus compared as against while whereas but [ ( ) ] i.e respectively of".split()
)
_UNIT = re.compile(rf"(?:[a-z]+-)?{UNIT_WORD}", re.IGNORECASE)
_DESCRIBED_UNIT = re.compile(
    rf"\b[\w'’+-]+ (?=(?:{UNIT_WORD}|groups?|arms?|cohorts?|sides?|halves|recipients)(?!\w))", re.IGNORECASE
)
# Each word but the first has its blank, or a long word could be cut in thousands of ways.
_EVENTS_IN = re.compile(
    r"(?: ?[a-z◦][\w◦-]*(?: [a-z◦][\w◦-]*){0,7})? (?:in|among) (?:the |a total of |only )?\Z", re.IGNORECASE
)
_ENDS_IN = ("in ", "among ", "in the ", "among the ", "a total of ", "only ")
_HOLDS_PEOPLE = re.compile(
    r"\b(?:of|patients?|participants|subjects|group|arm|eyes|and|or|at|with|by|had|died|improved)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Series:
    """Tallies set side by side: their numbers among the sentence's, and where each two are linked."""

    members: tuple[int, ...]
    links: tuple[Place, ...] = ()
    """The place of the "and", the comma or the "versus" between each member and the next."""
    is_versus: bool = False
    """Whether a link says that the numbers are compared."""
    is_of_events: bool = False
    """Whether the numbers are of events, and those who had them are counted beside: "9 episodes in 6 patients"."""


def masked(mask: str, mentions: Sequence[ArmMention]) -> str:
    """The mask with the names of arms masked too."""
    for mention in mentions:
        mask = mask[: mention.start] + ARM_SIGN * (mention.end - mention.start) + mask[mention.end :]
    return mask


def find_series(mask: str, tallies: Sequence[Tally]) -> list[Series]:
    """The tallies of a sentence in series, by its mask (best with the arms masked too), in order.

    A tally that stands alone is a series of its own; headers ("Of 20 patients, …") are in none.

    >>> from abstract_extract.annotate.sentences import sentence_of
    >>> from abstract_extract.annotate.tallies import find_tallies
    >>> def shown(text):
    ...     sentence = sentence_of(text)
    ...     return [series.members for series in find_series(sentence.mask, find_tallies(sentence))]
    >>> shown("Fever was seen in 9, 4 and 3 patients; 12 (60%) vs 5 (25%) improved.")
    [(0, 1, 2), (3, 4)]
    >>> shown("Five patients improved and three worsened.")
    [(0,), (1,)]
    >>> shown("There were 6 events in five and 7 in six patients.")
    [(0, 2), (1, 3)]
    """
    if len(tallies) == 1:
        return [] if tallies[0].form == HEADER else [Series((0,))]
    rows: list[list[tuple[int, ...]]] = []
    links: list[list[Place]] = []
    for unit in _units(mask, tallies):
        earlier = rows[-1][-1] if rows else ()
        link = _link(mask, tallies[earlier[-1]], tallies[unit[0]]) if len(earlier) == len(unit) else None
        if link is None or len(rows[-1]) == _MOST_MEMBERS:
            rows.append([unit])
            links.append([])
        else:
            rows[-1].append(unit)
            links[-1].append(link)
    found = [
        Series(
            tuple(unit[part] for unit in row),
            tuple(places),
            any(_VERSUS.fullmatch(mask[start:end]) for start, end in places),
            len(row[0]) > 1 and part == 0,
        )
        for row, places in zip(rows, links, strict=True)
        for part in range(len(row[0]))
    ]
    return sorted(found, key=lambda series: series.members[0])


def counts_events(mask: str, first: Tally, second: Tally) -> bool:
    """Whether two counts say how many events and in how many people: "nine episodes in 6 patients"."""
    between = mask[first.end : second.start]
    return (
        first.form == "h"
        and second.form in "hab"
        and first.unit != "patients"
        and (second.unit not in (None, "events"))
        and first.percent is first.denominator is None
        and between.lower().endswith(_ENDS_IN)
        and not _HOLDS_PEOPLE.search(between)
        and bool(_EVENTS_IN.fullmatch(between))
    )


def _units(mask: str, tallies: Sequence[Tally]) -> list[tuple[int, ...]]:
    """What is set side by side: tallies one by one, or events with the people who had them, two by two."""
    places = [index for index, tally in enumerate(tallies) if tally.form != HEADER]
    units: list[tuple[int, ...]] = []
    while places:
        pair = places[:2]
        if len(pair) == 2 and _is_pair(mask, tallies, pair):
            units.append((pair[0], pair[1]))
            places = places[2:]
        else:
            units.append((places[0],))
            places = places[1:]
    return units


def _is_pair(mask: str, tallies: Sequence[Tally], pair: Sequence[int]) -> bool:
    first, second = tallies[pair[0]], tallies[pair[1]]
    if counts_events(mask, first, second):
        return True
    # "6 in five and 7 in six subjects": the unit of the first people stands with the second.
    following = tallies[pair[1] + 1 : pair[1] + 3]
    return (
        len(following) == 2
        and second.unit is None
        and second.form == "h"
        and mask[first.end : second.start].endswith(" in ")
        and bool(_EVENTS_IN.fullmatch(mask[first.end : second.start]))
        and counts_events(mask, following[0], following[1])
    )


def _link(mask: str, first: Tally, second: Tally) -> Place | None:
    """The place of the word or sign that coordinates two tallies; None where they do not stand side by side."""
    between = mask[first.end : second.start]
    if not between or len(between) > _LONGEST_LINK or (first.unit is None and NOT_PEOPLE_AFTER.match(between)):
        return None
    if ("(" in between or "[" in between) and is_split(mask, second.start, second.end):
        return None  # "39 patients (children, n = 13": a part of them
    versus = _VERSUS.search(between)
    plain = _BRACKETED.sub(lambda match: " " * len(match.group()), between)
    if (
        between.strip().lower() in ("and", "while", "but")
        and _FED.search(mask, max(0, first.start - 24), first.start)
        and _OWN_VERB.match(mask, second.end)
    ):
        # "Could not be made for two and 3 had relapsed": the second has a verb of its own.
        return None
    if versus is not None:
        before = plain[: versus.start()]
        if len(before) > _LONGEST_ASIDE or ";" in before or not _is_small(plain[versus.end() :]):
            return None
        return first.end + versus.start(), first.end + versus.end()
    links = list(_LIST.finditer(plain))
    if not links or not _is_small(plain):
        return None
    if _ADDS.match(plain, links[-1].end()):
        return None
    # "A, 74%; B, 82%": what is strongest parts them, else what comes last.
    last = next((link for link in links if link.group() == ";"), links[-1])
    if last.group() == ";" and ARM_SIGN not in plain:
        return None
    return first.end + last.start(), first.end + last.end()


def _is_small(words: str) -> bool:
    """Whether only little words, arms and what is counted stand there: nothing that would be a result of its own."""
    rest = _DESCRIBED_UNIT.sub("", words)
    return all(
        word[0] == ARM_SIGN or word.lower() in _SMALL or _UNIT.fullmatch(word) is not None
        for word in _WORD.findall(rest)
    )
