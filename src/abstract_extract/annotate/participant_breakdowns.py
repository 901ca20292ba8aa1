"""Breakdowns: a total of people and, after it, how many of them each arm had.

"25 were evaluable (9, 8 and 8)", "97 had surgery: 50, 25 and 22", "12 got an infusion [cohort A, n = 3; cohort B, n = 9]".
That the parts add up to the total is what tells them from other numbers in brackets.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise, product

from abstract_extract.candidates import Arms
from abstract_extract.record import ParticipantStatus

from .arm_rows import arms_in_order
from .counted import Counted
from .participant_words import ALLOTS, ARMISH
from .tallies import Tally

Part = tuple[ParticipantStatus, str | None, str]
"""Status, arm and unit."""
_MOST_PARTS = 6
_FARTHEST = 8
"""Tallies after a total among which its parts are sought."""
_LONGEST_PIECE = 110
_BARE_LINK = re.compile(r"(?:,|;|/| ?\+|,? (?:and|vs\.?|versus|et|or|y|e|und)) ?")
_OPENS = re.compile(r"(?:[(\[:]|,|;) ?(?:of (?:whom|these|them) )?\Z")
_OPENS_LIST = re.compile(r"[(\[:] ?\Z")
_SPLIT = re.compile(
    r"\b(?:men|women|males?|females?|boys|girls|man|woman|stage|grade|class|type|aged?|years|right|left|died|death|withdr\w+|pregnan\w+|smok\w+|because|due|improved|respon\w+|relaps\w+)\b",
    re.IGNORECASE,
)
_CLOSES = re.compile(r"(?: [\w+-]+){0,6} ?[)\]]|,? (?:in|to|at|with|from|for|on|of)\b|,? resp|[.;]|\Z")
_VERB = re.compile(
    r" (?:patients |participants |people |adults )?(?:(?:will|are to|were to) (?:be given|receive|get|undergo)|received|got|had(?! [a-z]+ed\b)|were given|underwent)\b"
)
_RESULT = re.compile(
    r"\b(?:fever|pain|nausea|infections?|reactions?|events?|improve\w*|relaps\w*|recurren\w*|bleeding|mild|moderate|severe|complete|partial|response|remission)\b",
    re.IGNORECASE,
)
_AS_TOTAL = frozenset({"treated", "analysed", "completed", "lost", "planned", "screened"})
_NOT_PEOPLE = re.compile(r" ?(?:[x×*] ?\S|million|billion|m?g\b|m[lL]\b|/|%)")
_ALL_GOT = re.compile(
    r"\b(?:all|everybody|everyone|each)\b[^.;№()]{0,40}\b(?:dosed|treated|infused|injected|transplanted|implanted|received|got|underwent|had their)\b[^.;№()]{0,40}[(\[]",
    re.IGNORECASE,
)
_AS_ALLOTTED = re.compile(
    r"\b(?:their|the|its|his|her|an?) (?:allotted|allocated|assigned|randomi[sz]ed)\b", re.IGNORECASE
)
_TO = re.compile(r"\A(?: [a-z]+)? (?:to|into)\b")


def breakdowns(item: Counted, statuses: Sequence[ParticipantStatus | None], arms: Arms) -> dict[int, Part]:
    """For each tally that is a part of a total before it, the status, the arm and the unit that it has as one."""
    found: dict[int, Part] = {}
    for index, status in enumerate(_with_headers(item, statuses)):
        if status is None or status in ("unspecified", "allocated") or index in found:
            continue
        parts = _parts(item, index, arms, found)
        if parts is None:
            continue
        members, keys = parts
        unit = item.tallies[index].unit or "patients"
        if None not in keys or statuses[index] != status:
            found.setdefault(index, (status, None, unit))
        for member, key in zip(members, keys, strict=True):
            own = item.tallies[member].unit or unit
            is_drawn = statuses[member] == "randomised"
            found.setdefault(
                member, ("randomised" if is_drawn else _status(item, index, members[0], member, status), key, own)
            )
    return found


def _with_headers(item: Counted, statuses: Sequence[ParticipantStatus | None]) -> list[ParticipantStatus | None]:
    """ "Of 260 adults, 173 were randomised to cells and 87 to placebo": the whole has the status of its parts."""
    found = list(statuses)
    for index, tally in enumerate(item.tallies[:-2]):
        following, whole = found[index + 1], tally.events
        if (
            tally.form != "x"
            or whole is None
            or found[index] not in (None, "unspecified")
            or following not in ("randomised", "treated")
        ):
            continue
        second = item.tallies[index + 2].events
        first = item.tallies[index + 1].events
        if first and second and found[index + 2] in (following, None) and first.value + second.value == whole.value:
            found[index] = following
    return found


def _status(item: Counted, index: int, first: int, member: int, total: ParticipantStatus) -> ParticipantStatus:
    """The status of a part, by what its total has and by what stands between the total and the `first` part."""
    between = _AS_ALLOTTED.sub("", item.sentence.mask[item.tallies[index].end : item.tallies[first].start])
    if total in ("enrolled", "randomised") and item.is_bracketed(member) and _ALL_GOT.search(between):
        return "treated"
    if total in _AS_TOTAL and (total == "planned" or not ALLOTS.search(between)):
        return total
    is_drawn = total == "randomised" and not item.is_bracketed(member) and _TO.match(item.after(member))
    return "randomised" if is_drawn else "allocated"


def _adding_up(item: Counted, total: int, places: range) -> list[int] | None:
    """The first of the tallies at `places` that add up to the total, two at least; None where they do not."""
    events, members = item.tallies[total].events, list[int]()
    left = int(events.value) if events else 0
    for member in places:
        tally = item.tallies[member]
        if item.is_bracketed(member) and not item.is_bracketed(places[0]):
            continue
        if tally.events is None or tally.percent is not None or tally.form != "h":
            break
        if _NOT_PEOPLE.match(item.sentence.mask, tally.events.end):
            if member == places[0]:
                break
            continue  # "135 had 6 million cells, 133 had saline"
        if tally.unit not in (None, item.tallies[total].unit, "patients"):
            break
        left -= int(tally.events.value)
        members.append(member)
        if left <= 0:
            break
    return members if left == 0 and len(members) > 1 else None


def _parts(
    item: Counted, total: int, arms: Arms, known: Mapping[int, Part]
) -> tuple[list[int], list[str | None]] | None:
    """The tallies that add up to the total, set side by side and each of an arm, and whose they are.

    Of "on 33 legs (tier I, 4 people with 5 legs; tier II, 9 with 12 …)" every other number is a part, and whose the
    legs are say the people `known` before them.
    """
    events = item.tallies[total].events
    whole = events.value if events else 0
    if whole < 2:
        return None
    for step, first in product((1, 2), range(total + 1, min(total + _FARTHEST, len(item.tallies)))):
        members = _adding_up(item, total, range(first, min(first + _MOST_PARTS * step, len(item.tallies)), step))
        if members is None:
            continue
        if step == 2 and all(member - 1 in known for member in members):
            return members, [known[member - 1][1] for member in members]
        if (keys := _keys(item, members, arms)) is not None:
            return members, keys
    return None


def _is_of_each(mask: str, tallies: Sequence[Tally]) -> bool:
    """ "52 with HSCT and 51 with DMT", "10 to the high dose and 5 to placebo": each part is of what the same word leads to."""
    found = [_LED_TO.match(mask, tally.end) for tally in tallies]
    return len({match[1] if match else "" for match in found}) == 1 and found[0] is not None


_ELIDED = re.compile(r"(?: [A-Za-z+][\w+/-]*){1,5}(?:,|,? and|,? or|;) (?:the )?", re.IGNORECASE)
"""Between parts of which only the first has its verb: "44 will be given SVF, 44 PRP and 44 exercise"."""
_LED_TO = re.compile(r" (to|by|with|on|got|received|had) (?!№|each|both|[a-z]+ed\b)")


_NO_ARM = re.compile(
    r"\b(?:because|owing|due|for|after|who|whose|moved|died|refus\w+|declin\w+|fail\w*|disease|toxicity|infection|withdr\w+|consent|lost|relaps\w*|progress\w*|month|week|day|year|grade|stage|type)\b",
    re.IGNORECASE,
)
_BOUND = re.compile(r"[.,;:)\]№]| - | – ")


def _are_of_arms(mask: str, tallies: Sequence[Tally]) -> bool:
    """ "Four of the high, one of the low", "A, 34; B, 34", "placebo 9, cells 5": each part stands with a word that arms are called by."""
    after: list[str] = []
    for tally in tallies:
        stop = _BOUND.search(mask, tally.end)
        after.append(mask[tally.end : stop.start() if stop else len(mask)][:60])
    before = [mask[max(a, b.start - 40) : b.start] for a, b in _gaps(tallies)]
    if _SCALE.search(before[0]):
        return False
    before[0] = _OPENING.split(before[0])[-1]
    return any(
        all(ARMISH.search(words) and not _NO_ARM.search(words) for words in each)
        and len({words.strip() for words in each}) == len(each)
        for each in (after, before)
    )


_SCALE = re.compile(
    r"\b(?:scale|class|grade[sd]?|stages?|score|index|types?|NYHA|ASIA|AIS|ECOG|Child|severity|sex|gender|causes?|reasons?|because)\b"
)
_OPENING = re.compile(r"[(\[:№]|: | - | – ")


def _gaps(tallies: Sequence[Tally]) -> list[tuple[int, Tally]]:
    """Each part with the end of the one before it; the first with the beginning of the text."""
    return [(0, tallies[0]), *((a.end, b) for a, b in pairwise(tallies))]


def _named(item: Counted, members: Sequence[int], arms: Arms) -> list[str | None]:
    """The arm of each part: the sentence's own answer, else the one arm that stands between the part before and it."""
    found = [item.arms[member] for member in members]
    if None not in found and len(set(found)) == len(found):
        return found
    mentions = arms.of(item.sentence)
    low = max((item.sentence.mask.rfind(sign, 0, item.tallies[members[0]].start) for sign in "([:"), default=0)
    for place, member in enumerate(members):
        tally = item.tallies[member]
        between = {m.key for m in mentions if low <= m.start and m.end <= tally.start}
        found[place] = next(iter(between)) if len(between) == 1 else None
        low = tally.end
    return found


def _keys(item: Counted, members: Sequence[int], arms: Arms) -> list[str | None] | None:
    """The arms of the parts: those named with them, or, of a bare list, all of them in order; None where it is no breakdown."""
    mask = item.sentence.mask
    tallies = [item.tallies[member] for member in members]
    lead = mask[: tallies[0].start]
    pieces = [mask[a.end : b.start] for a, b in pairwise(tallies)]
    named = _named(item, members, arms)
    if any(_SPLIT.search(piece) or len(piece) > _LONGEST_PIECE or "." in piece for piece in pieces):
        return None
    known = [key for key in named if key is not None]
    if len(known) == len(set(known)) and (len(known) == len(named) or _is_of_each(mask, tallies)):
        return named
    if len(known) == len(set(known)) and _are_of_arms(mask, tallies):
        return named
    is_verbal = _VERB.match(mask, tallies[0].end) and not _RESULT.search(mask[tallies[0].end : tallies[-1].end + 40])
    if is_verbal and all(_ELIDED.fullmatch(piece) for piece in pieces) and len(known) == len(set(known)):
        return named
    if not all(_BARE_LINK.fullmatch(piece) for piece in pieces):
        return None
    if not _OPENS_LIST.search(lead) or not _CLOSES.match(mask, tallies[-1].end):
        return None
    if _SPLIT.match(mask[tallies[-1].end :].lstrip()):
        return None
    order = arms_in_order(arms, item.sentence, len(members), says_order=False)
    return [*order] if order is not None else [None] * len(members)
