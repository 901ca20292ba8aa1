"""Counts of those who were there to be looked at, or who never got into the study: no results, whatever their verb."""

from __future__ import annotations

import re

_LOOKED_AT = (
    r"(?:MRIs?|MR imaging|CTs?|PET|OCT|scans?|images?|imaging|films?|photographs?|pictures|echocardio\w*|x-?rays?|radiographs?"
    r"|angiogra\w+|scintigra\w+|endoscop\w+|arthroscop\w+|biops\w+|samples?|specimens?|serum|blood|questionnaires?|diar(?:y|ies)"
    r"|calls?|visits?|recalls?|appointments?|interviews?|data|follow-up|assessments?|examinations?|measurements?|tests?"
    r"|analys[ie]s|histolog\w+|paired \w+)"
)
_TO_HAND = (
    r"(?:available|obtained|feasible|possible|answered|returned|kept|attended|acquired|to hand|on hand|usable|readable"
    r"|evaluable|complete|completed|handed in|filled in|carried out|could be (?:made|done|read|had))"
)
# "MRI was obtained in 33 knees", "the twelve-month call was answered by 20".
_AVAILABLE_BEFORE = re.compile(
    rf"\b{_LOOKED_AT}(?: [\w-]+){{0,5}}? (?:(?:was|were|had been|has been|have been|could be) )?(?:[\w-]+ ){{0,2}}?{_TO_HAND}"
    r"(?: (?:for|in|from|by|of|to|with|on))?(?: (?:only|all|but|the|these))? ?\Z",
    re.IGNORECASE,
)
_TURNED_UP = re.compile(
    rf"\A ?(?:of (?:them|these|those|the) )?(?:(?!who\b|that\b|whom\b)[\w-]+ ){{0,3}}?(?:handed in|sent in|filled in|answered (?:the|our|a)|kept (?:the|their|all)|came (?:in )?for (?:a|an|the|his|her|their)\b|(?:were|was|could be) (?:called|rung|phoned|telephoned|interviewed|re-?examined|contacted|scanned|imaged|re-?scanned|re-?viewed)\b|fulfilled the protocol|made up the (?:[\w-]+ )?(?:population|set)|had (?:an? |the )?(?:[\w-]+ )?{_LOOKED_AT} (?:available|at|after)\b)",
    re.IGNORECASE,
)
# "34 did not qualify", "ten of them screen failures": they never came in.
_NEVER_CAME_IN = re.compile(
    r"\A[^.;:№%]{0,40}?\b(?:(?:did|do) not (?:qualify|(?:meet|fulfil|satisfy) (?:the |all |these |our )?(?:[\w-]+ )?criteria)|fell (?:short of|outside)|failed (?:the )?screening|screen(?:ing)? failures?|not (?:eligible|suitable)|ineligible|unsuitable)\b",
    re.IGNORECASE,
)
_SCREENED = re.compile(
    r"\b(?:screen\w*|assess\w*|approach\w*|invit\w*|candidates?|asked|signed|consent\w*|volunteer\w*|registered|referred|examined|looked at|accept\w*)\b",
    re.IGNORECASE,
)


def is_of_attendance(left: str, right: str) -> bool:
    """Whether a count tells of whom something could be looked at, by the words on both sides of it.

    >>> is_of_attendance("MRI was obtained in ", " knees"), is_of_attendance("", " came for an extra look")
    (True, True)
    >>> is_of_attendance("", " women who answered the call would pay")
    False
    >>> is_of_attendance("MRI showed repair in ", " knees"), is_of_attendance("", " came down with a fever")
    (False, False)
    """
    return bool(_AVAILABLE_BEFORE.search(left[-110:]) or _TURNED_UP.match(right))


def never_came_in(mask: str, start: int, right: str) -> bool:
    """Whether those counted at `start` were turned away before a study began.

    >>> text = "Of 60 screened, 34 did not qualify"
    >>> never_came_in(text, 16, " did not qualify"), never_came_in("34 did not qualify", 0, " did not qualify")
    (True, False)
    """
    return bool(_NEVER_CAME_IN.match(right) and _SCREENED.search(mask, max(0, start - 160), start + len(right)))
