"""What a count is of: the place of the words that name the result, before the count or after it.

>>> text = "Complete healing was seen in 12 patients"
>>> label_before(text, text, 0, 29)
(0, 16)
"""

from __future__ import annotations

import re

from .outcome_trim import happens_before, trimmed
from .people import UNIT_WORD

_LEADING = re.compile(
    r"\A[\s,;:()\[\]]*(?:(?:of (?:the |these |all |them |whom |which )?(?:patients?|participants|subjects|eyes|knees|cases|them|whom|which|tracts)?|(?:more |other |further |additional )?(?:patients?|participants?|subjects?|eyes?|knees?|tracts?|cases?|women|men|children|individuals|people|recipients|wounds?|ulcers?|teeth|in|who|that|which|had|have|has|were|was|are|is|also|only|showed|show|exhibited|demonstrated|achieved|reached|experienced|developed|reported|presented(?: with)?|displayed|did|got|obtained|attained|suffered(?: from)?|a|an|the|with|been|be|either|at least|some|completely|to have|found|found to|considered|noted|who had|there|such as))\s+)+",
    re.IGNORECASE,
)
# "Three patients who received exosomes [exhibited healing]": the clause that tells who they are is no result.
_DESCRIBED = re.compile(
    r"\A[^.;,]{0,30}?\b(?:who|that) (?:received|got|were given|underwent|completed) [^.;,№]{0,60}?(?=\b(?:exhibited|showed|had|achieved|developed|experienced|reported|demonstrated|improved|died|were|was)\b)",
    re.IGNORECASE,
)
_STOP = re.compile(
    r"[.;:()\[\]]|,|\s(?:and(?= (?:№|%|another\b|the other\b|an? (?:patient|woman|man|child|boy|girl|participant)\b))|while|whereas|but|although|compared|versus|vs\.?|than|at ð|after ð|within ð|by ð|in the|of the (?:№|%)|respectively|\(|among|during the|with no significant|p [<=>]|because|after (?:treatment|injection|infusion|the)|, of)\b",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    r"[\s,;:]*(?:(?:\b(?:in|was|were|by|(?<!sight )(?<!rid )of|for|at|to|the|a|an|and|or|with|occurred|observed|seen|noted|found|reported|achieved|recorded|is|are|had|has|have|on|as|from|only|rates?|documented|obtained|developed|detected|reached|present|identified|after|among|experienced|that|which|who|both|also|i\.e|about|approximately|another|a further|during)\b)[\s,;:]*)+\Z",
    re.IGNORECASE,
)
_TRAILING_ENDS = (
    "in", "was", "were", "by", "of", "for", "at", "to", "the", "a", "an", "and", "or", "with", "occurred", "observed", "seen",
    "noted", "found", "reported", "achieved", "recorded", "is", "are", "had", "has", "have", "on", "as", "from", "only",
    "rate", "rates", "documented", "obtained", "developed", "detected", "reached", "present", "identified", "after", "among",
    "experienced", "that", "which", "who", "both", "also", "i.e", "about", "approximately", "another", "further", "during",
)  # fmt: skip
_PART_OF_VERB = ("sight of", "done with", "dealt with", "rid of", "turned up", "gave up", "follow-up", "given up")
_CLAUSE_START = re.compile(
    r".*(?:[.;:]|, (?:and |but |while |whereas |with )?|\band (?=[a-z]+ (?:was|were|occurred|improved))|\band (?=(?:[a-z-]+ ){1,3}(?:had|did|could) )|\bwhile\b|\bwhereas\b|\bbut\b|[)\]],? )",
    re.IGNORECASE | re.DOTALL,
)
_GROUP_PHRASE = re.compile(
    r"\A(?:in|at|after|for|of|among|within|by|during|from|on|up to|under|throughout|until|over) [^,]{1,60}, ?",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(?:did|do|does|had|has|have) \Z", re.IGNORECASE)
_DENIES = re.compile(r"(?:not?|never)\b", re.IGNORECASE)
_LONGEST = 90
_FEWEST = 3


_TIME = r"(?:at|by|after|within|during|over|until|to|on|in|through|before) (?:the |a )?(?:[a-z]+ ){0,2}?(?:ð+|(?:day|week|month|year|visit)s? [¶№]+)(?: (?:of )?(?:follow-up|visit|treatment))?"
_TIME = rf"(?:{_TIME}|between (?:days|weeks|months|years) [¶№]+ and [¶№]+)"
_UNITS = rf"(?:{UNIT_WORD})"
# "Neutropenia in 26 patients and fever in 11": whom the last number counted is not what the next one does.
_OF_LAST = re.compile(
    rf"\A ?(?:[\w◦'’+/-]+ ){{0,3}}?{_UNITS}(?!\w)(?: ?[(\[][^()\[\]]{{0,60}}[)\]])?(?: (?:in|of|on|from|given|with|after) (?:the )?[^ ,;.]+(?: [^ ,;.]+)?)?(?:,? (?:and|but|while|whereas)|,|;) (?=[^\W\d_])",
    re.IGNORECASE,
)
# "Urine retention, which we had feared most, happened to none": a remark between what came about and its verb.
_REMARK = re.compile(
    r"\A(?P<name>[^,;:.]{4,70}), (?:which|defined|meaning|i\.e\.|that is|put down|thought|judged|mostly|mainly|chiefly|all|as|including|usually|often|largely|predominantly|known|classed|graded|always|never|although|though|not|most of|the|our|a|an|if|when|where)\b[^;:.]{3,90}, ?(?:[a-z]+ ?){1,5}\Z",
    re.IGNORECASE,
)
_OPENING = re.compile(
    rf"\s*(?:{_TIME},?\s+)?(?:on (?:MRI|CT|ultrasound|X-rays?|films?|imaging|examination|scans?|echocardiography|biopsy|inspection),?\s+)?(?:(?:the|a|an|there (?:was|were|had been)|and|overall(?=,)|with|but|also|some|any)\s+)*",
    re.IGNORECASE,
)
_A_WORD = re.compile(r"[A-Za-z]{3}")
_BRACKETED = re.compile(r" ?[(\[][^()\[\]]{0,80}[)\]]")


def label_after(string: str, mask: str, start: int, stop: int) -> tuple[int, int] | None:
    """The place of the label in what follows a count: "12 patients [had complete healing] at 6 months"."""
    piece = mask[start:stop]
    described = _DESCRIBED.match(piece)
    if described:
        start += described.end()
        piece = mask[start:stop]
    lead = _LEADING.match(piece)
    begin = lead.end() if lead else len(piece) - len(piece.lstrip(" ,;:)]"))
    # "Did not come back", "had no pain": the verb belongs to what is denied.
    denied = _DENIED.search(piece, 0, begin) if _DENIES.match(piece, begin) else None
    begin = denied.start() if denied else begin
    return _bounded(string, mask, start + begin, stop)


def label_before(string: str, mask: str, start: int, stop: int) -> tuple[int, int] | None:
    """The place of the label in what stands before a count: "[complete healing] was seen in 12 patients"."""
    # What stands in brackets says nothing of where the label begins or ends.
    piece = _BRACKETED.sub(lambda found: "\N{BULLET}" * len(found.group()), mask[start:stop])
    end = len(piece.rstrip(" ([,;:"))
    piece = piece[:end]
    remark = _REMARK.match(piece) if piece.count(",") > 1 else None
    if remark is not None and not happens_before("Fever " + piece.rpartition(",")[2].strip()):
        remark = None
    if remark is not None:
        end = remark.end("name")
        piece = piece[:end]
    tail = _trailing(piece)
    clause = _CLAUSE_START.match(piece[: tail.start()] if tail else piece)
    begin = clause.end() if clause and (tail.start() if tail else end) - clause.end() >= _FEWEST else 0
    if start and not begin and (counted := _OF_LAST.match(piece)):
        begin = counted.end()
    group = _GROUP_PHRASE.match(piece[begin:])
    begin += group.end() if group else 0
    article = _OPENING.match(piece[begin:])
    begin += article.end() if article else len(piece[begin:]) - len(piece[begin:].lstrip())
    first, last = trimmed(piece[begin:])
    begin, end = begin + first, begin + last
    if not _A_WORD.search(piece[begin:end]):
        return None
    if end - begin > _LONGEST:
        begin = piece.find(" ", end - _LONGEST) + 1
    return start + begin, start + end


def _trailing(words: str) -> re.Match[str] | None:
    """The little words at the end; most ends have none, which is told without a search from every place."""
    bare = words.rstrip().rstrip(",;: \n\t")
    if bare.lower().endswith(_PART_OF_VERB) or (bare and not bare.lower().endswith(_TRAILING_ENDS)):
        return None
    return _TRAILING.search(words)


def _bounded(string: str, mask: str, begin: int, stop: int) -> tuple[int, int] | None:
    piece = mask[begin:stop]
    found = _STOP.search(piece, 1) if piece else None
    end = min(found.start() if found else len(piece), _LONGEST)
    while end < len(piece) and piece[end : end + 1].isalnum() and end == _LONGEST:
        end -= 1
        if not piece[end].isalnum():
            break
    words = piece[:end]
    trail = _trailing(words)
    words = words[: trail.start()] if trail else words.rstrip(" ,;:")
    if not _A_WORD.search(words):
        return None
    first, last = trimmed(words)
    return begin + first, begin + last
