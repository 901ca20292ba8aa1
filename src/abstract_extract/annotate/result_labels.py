"""Where a sentence names a result: before its numbers, after them, between them, or in a list that goes with theirs."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from .itemised import item_label
from .outcome_causes import cause_begins, is_cause_of_death
from .outcome_kinds import kind_of
from .outcome_labels import label_after, label_before
from .outcome_trim import happens_before, trimmed
from .people import UNIT_WORD
from .result_brackets import breakdown_of, broken_down
from .result_headed import headed_label
from .result_names import is_sign, names_result
from .series import ARM_SIGN, Place, Series
from .tallies import Tally

FEEDS = re.compile(
    r"(?::|\b(?:in|by|among|for|of|on|with|of whom|of which|of them|of these|occurred in|affecting|was|were|reached))\s?(?:only |about |a total of |just |the |approximately |another |all )*[(\[]?(?:n ?= ?)?\Z",
    re.IGNORECASE,
)
_SHARED_GAP = 110
_MOST_SHARED = 8
_SHORTEST = 3
_OR_MORE = re.compile(
    r"(?: of [A-Za-z][\w -]{0,30}?| in [A-Za-z][\w -]{0,20}?)? or (?:more|less|better|greater|above|higher|over)\b",
    re.IGNORECASE,
)
_CHANGE = re.compile(
    r"\b(?:lost|gained|by|of|least|than|over|under|above|below|exceed\w*|within|reached|to) (?:at least )?\Z",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"[()\[\]]")
_HAD_OUTCOME = re.compile(
    rf"\s?(?:of (?:the )?)?(?:[a-z-]+ )?(?:{UNIT_WORD})? ?(?:who |that )?(?:had|showed|developed|achieved|experienced|died|improved|responded|reported|withdrew|were lost|did)\b",
    re.IGNORECASE,
)
_GROUP_NOUN = rf"(?: (?:groups?|arms?|cohorts?|levels?|sides?|halves|{UNIT_WORD})\b)"
_ARM_PHRASE = re.compile(
    rf"\A[ ,]*(?:(?:of|in|for|on|with|from|after|among|under|receiving|given|treated with) )?(?:the |all |those )?(?:{UNIT_WORD} )?(?:(?:in|of|on|with|from|after|given|receiving|treated with) )?(?:the )?{ARM_SIGN}+{_GROUP_NOUN}?(?:,? (?:and |or |vs\.? |versus )?(?:the )?{ARM_SIGN}+{_GROUP_NOUN}?)*",
    re.IGNORECASE,
)
_FRAME = re.compile(
    r"\b(?:was|were|had|has|have|occurred|developed|seen|observed|reported|noted|found|in|by|of|experienced|met|felt)\b",
    re.IGNORECASE,
)
_LIST_SIGN = re.compile(r",? and |, ")
_OPENS = re.compile(r"(?: [\w◦'-]+){0,5} ?[(\[] ?", re.IGNORECASE)
_EVENTS = re.compile(
    r" (?P<label>(?:[a-z-]+ ){0,2}?(?:events?|episodes?|reactions?|complications?|admissions?|tumou?rs?))\b",
    re.IGNORECASE,
)
_CLOSES = re.compile(rf" ?(?:[\w-]+ )?{UNIT_WORD}[)\]],?", re.IGNORECASE)
# "One woman, aged 71, died": who she was stands between.
_PERSON = re.compile(
    rf" (?:[\w-]+ ){{0,2}}?{UNIT_WORD}, (?:aged|of|from|both|all|each|who|a|an|the|in|with|on)\b[^,;:.№%]{{1,50}}, (?=[a-z])",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"(?: [a-z]+)? ?[(\[][^()\[\]№%]{0,60}[)\]](?= )| in (?:each|both) (?:groups?|arms?|cohorts?),?")
_OPEN_BEFORE = re.compile(r"[(\[] ?(?:n ?= ?)?[№%]?\Z|[(\[]\Z|, ?n ?= ?[№%]?\Z", re.IGNORECASE)


# "The eight deaths were due to GVHD (4)": what is counted is named first.
_DEATHS = re.compile(
    r" (?P<label>(?:(?!(?:of|from|in|with|had|for)\b)[a-z-]+ ){0,2}?deaths?)(?= (?:were|was|had|have|came|fell|are)\b)"
)
_NOTHING_AFTER = re.compile(r" ?(?:[,;.)(\[]|(?:and|vs?\.?|versus|against) №|\Z)")
_HAS_LETTERS = re.compile(r"[A-Za-z]{3}")
_CLAUSE = re.compile(r".*[.;:]", re.DOTALL)
_SAYS_ORDER = re.compile(r"\brespectively\b", re.IGNORECASE)


def label_place(string: str, mask: str, tallies: Sequence[Tally], series: Sequence[Series], index: int) -> Place | None:
    """The place in the sentence of the words that name the result of tally `index`; None where no words do.

    Numbers side by side share a label, and a row that has none takes that of the row before it.
    """
    item = item_label(string, mask, tallies, index)
    if item is not None and names_result(string[item[0] : item[1]]):
        return item
    head = headed_label(string, mask, tallies, index)
    if head is not None and names_result(string[head[0] : head[1]]):
        return head
    breakdown = breakdown_of(mask, tallies, index)
    if breakdown is not None and breakdown.head is None:
        low = breakdown.start - len(breakdown.before)
        place = label_before(string, mask, low, breakdown.start)
        return place if place and names_result(string[place[0] : place[1]]) else None
    if breakdown is not None and breakdown.head is not None:
        index = breakdown.head
    at = bisect_right(series, index, key=lambda s: s.members[0]) - 1
    # The number that heads a breakdown may stand in no row.
    row = next((series[i] for i in range(at, -1, -1) if index in series[i].members), Series((index,)))
    listed = row_of_labels(mask, tallies, row)
    if listed is not None:
        return listed[row.members.index(index)]
    place = _label_of_rows(string, mask, tallies, series[: at + 1], row)
    place = place or _label_behind(string, mask, tallies, series, row)
    place = place or _counted_events(string, mask, tallies[index])
    # Better the sign of an arm, which somebody can look at, than a count that is lost.
    return place or _label_of_row(string, mask, tallies, row, takes_signs=True)


def _label_of_rows(
    string: str, mask: str, tallies: Sequence[Tally], series: Sequence[Series], row: Series
) -> Place | None:
    """The place of the label of a row, or of the nearest of `series` before it that has one."""
    for earlier in reversed(series[-_MOST_SHARED - 1 :]):
        if earlier.members[0] > row.members[0]:
            continue
        place = _label_of_row(string, mask, tallies, earlier)
        if place is not None:
            return place
        first = earlier.members[0]
        if first and tallies[first].start - tallies[first - 1].end >= _SHARED_GAP:
            break
    return None


def _label_behind(
    string: str, mask: str, tallies: Sequence[Tally], series: Sequence[Series], row: Series
) -> Place | None:
    """ "Four eyes (3 patients) developed a detachment": past what stands in brackets right after."""
    last = tallies[row.members[-1]]
    at = bisect_right(series, row.members[-1], key=lambda s: s.members[0])
    later = series[at] if at < len(series) else None
    if later is None or not _OPENS.fullmatch(mask[last.end : tallies[later.members[0]].start]):
        return None
    return _label_of_row(string, mask, tallies, later)


def _counted_events(string: str, mask: str, tally: Tally) -> Place | None:
    """The word "events" itself, where nothing else says of what."""
    match = _EVENTS.match(mask, tally.end)
    return match.span("label") if match else None


def row_of_labels(mask: str, tallies: Sequence[Tally], row: Series) -> list[Place] | None:
    """The places of as many results as a row has numbers: "fever, headache and nausea were seen in 5, 3 and 2".

    None where the words before the row list no such results, or the sentence names an arm.
    """
    first = row.members[0]
    if len(row.members) < 2 or ARM_SIGN in mask or not (len(row.members) > 2 or _SAYS_ORDER.search(mask)):
        return None
    low = tallies[first - 1].end if first else 0
    clause = _CLAUSE.match(mask[low : tallies[first].start])
    begin = low + (clause.end() if clause else 0)
    frame = _FRAME.search(mask, begin, tallies[first].start)
    stop = frame.start() if frame else tallies[first].start
    places: list[Place] = []
    position = begin
    for match in [*_LIST_SIGN.finditer(mask, begin, stop), None]:
        end = match.start() if match else stop
        words = mask[position:end]
        if _HAS_LETTERS.search(words):
            first, last = trimmed(words.rstrip(" (:,"))
            first += len(words[first:last]) - len(words[first:last].lstrip())
            places.append((position + first, position + last))
        position = match.end() if match else end
    return places if len(places) == len(row.members) else None


def _label_of_row(
    string: str, mask: str, tallies: Sequence[Tally], row: Series, *, takes_signs: bool = False
) -> Place | None:
    first, last = tallies[row.members[0]], tallies[row.members[-1]]
    begin, end = row.members[0], row.members[-1] + 1
    before_it = [tally.end for tally in tallies[:begin] if not is_threshold(mask, tally)]
    after_it = [tally.start for tally in tallies[end:] if not is_threshold(mask, tally)]
    low, high = (before_it or [0])[-1], (after_it or [len(mask)])[0]
    begins = last.end
    bracket = broken_down(mask, tallies, row.members[-1])
    if bracket is not None:
        ahead = _after(string, mask, begins, bracket.start)
        if ahead is not None and names_result(string[ahead[0] : ahead[1]]):
            return ahead
        begins = bracket.end
        high = next((tally.start for tally in tallies if tally.start >= bracket.end), len(mask))
    before = label_before(string, mask, _before_bracket(mask, tallies, begin, low), first.start)
    after = _after(string, mask, begins, high)
    within = _after(string, mask, first.end, row.links[0][0]) if row.links else None
    if first.inner is not None:
        inner = _after(string, mask, *first.inner)
        if inner and names_result(string[inner[0] : inner[1]]):
            return inner
    if _OPEN_BEFORE.search(mask[: first.start + 1]) and before and names_result(string[before[0] : before[1]]):
        return before
    feeds = (
        FEEDS.search(mask[max(0, first.start - 45) : first.start]) or happens_before(mask[low : first.start])
    ) and not _HAD_OUTCOME.match(mask[begins:high])
    if after is not None and is_cause_of_death(mask, first.start, mask[begins:high]):
        begin = cause_begins(mask[after[0] : after[1]])
        after = after[0] + begin, after[1]
        if begin and names_result(string[after[0] : after[1]]):
            return after
    deaths = _DEATHS.match(mask, first.end) if first is last else None
    if deaths is not None:
        return deaths.span("label")
    chosen = [place for place in (before, within, after) if place and names_result(string[place[0] : place[1]])]
    if chosen and not (feeds or (before in chosen and _is_harm_before(string, mask, chosen[0], first))):
        chosen = [place for place in (within, after, before) if place in chosen]
    may_be_sign = takes_signs or (row.members[0] == 0 and before not in chosen)
    return next((p for p in chosen if (may_be_sign or not is_sign(string[p[0] : p[1]]))), None)


def _is_harm_before(string: str, mask: str, place: Place, first: Tally) -> bool:
    """ "Nausea, 8 (12%) and 5 (8%), and fever, 12 (18%)": a harm and a comma before a number that nothing follows."""
    is_before = mask[place[1] : first.start] == ", " and _NOTHING_AFTER.match(mask, first.end) is not None
    return is_before and kind_of(string[place[0] : place[1]]) == "adverse_event"


def is_threshold(mask: str, tally: Tally) -> bool:
    """Whether a percentage is part of a result's name: "lost 10% of FVC or more", "a rise of 20% or more".

    >>> from abstract_extract.annotate.sentences import sentence_of
    >>> from abstract_extract.annotate.tallies import find_tallies
    >>> sentence = sentence_of("A rise of 20% or more was seen in 60% of patients.")
    >>> [is_threshold(sentence.mask, tally) for tally in find_tallies(sentence)]
    [True, False]
    """
    if tally.form != "i":
        return False
    return bool(_OR_MORE.match(mask, tally.end) and _CHANGE.search(mask, max(0, tally.start - 24), tally.start))


def _before_bracket(mask: str, tallies: Sequence[Tally], index: int, low: int) -> int:
    """Where the words before tally `index` begin: before the bracket in which the last number stands, where it closes.

    "Response (a gain of 100 cells) was seen in 12": the response is meant.
    """
    closing = _BRACKET.search(mask, low, tallies[index].start)
    if closing is None or closing.group() in "([":
        return low
    opening = max(mask.rfind("(", 0, low), mask.rfind("[", 0, low))
    words = mask[opening + 1 : tallies[index - 1].start] if opening >= 0 and index else ""
    if sum(letter.isalpha() for letter in words) < _SHORTEST or ARM_SIGN in words:
        return low
    return next((tally.end for tally in reversed(tallies[:index]) if tally.end <= opening), 0)


def _after(string: str, mask: str, start: int, stop: int) -> Place | None:
    """The label that follows a number, past what stands in brackets and the name of its arm."""
    aside = _ASIDE.match(mask[start:stop])
    start += aside.end() if aside else 0
    closes = _CLOSES.match(mask, start, stop)
    start = closes.end() if closes else start
    person = _PERSON.match(mask, start, stop)
    start = person.end() if person else start
    arm = _ARM_PHRASE.match(mask[start:stop])
    place = label_after(string, mask, start + (arm.end() if arm else 0), stop)
    if place is None or ARM_SIGN not in mask[place[0] : place[1]]:
        return place
    # What is left of an arm's name names no result.
    cut = mask.index(ARM_SIGN, place[0], place[1])
    words = mask[place[0] : cut].rstrip()
    return (place[0], place[0] + len(words)) if _HAS_LETTERS.search(words) and len(words.split()) > 1 else None
