"""The words of titles that say what kind of page it is: a correction, a comment, a digest, a pilot, a trial."""

from __future__ import annotations

import re

NOTICE = re.compile(
    r"\A\W*(?:(?:publisher|author)(?:'s|’s)? )?(?:erratum|corrigendum|correction|addendum|"
    r"retraction(?: note| notice)?|expression of concern)\b"
    r"(?: (?:to|for|in))?\s*[:.–—-]?\s*",
    re.IGNORECASE,
)
COMMENT = re.compile(
    r"\A\W*(?:re\s?:|comments? on|commentary on|letter to the editor|reply to|"
    r"author(?:s’|s'|’s|'s)? reply|response to|editorial|"
    r"invited commentary|letters? (?:by|from|regarding)|in reply|faculty opinions|reader response)",
    re.IGNORECASE,
)
DIGEST = re.compile(
    r"\b(?:studies|trials|therapies|what (?:do|does|is|are)|should know|need to know|round-?up|"
    r"this (?:week|month|year)|news in|"
    r"overview|guide|faqs?|explained|everything about|advances|review|state of)\b",
    re.IGNORECASE,
)
ANIMALS = re.compile(
    r"\b(?:rats?|mice|mouse|murine|rabbits?|pigs?|swine|porcine|dogs?|canine|beagles?|sheep|ovine|goats?|horses?|equine|monkeys?|"
    r"macaques?|in vitro)\b",
    re.IGNORECASE,
)
PILOT = re.compile(
    r"\b(?:pilot|open(?:-label)? (?:trial|study)|case series|feasibility|first (?:patients|experience|results|cases)|"
    r"initial experience|(?:two|three|four|five|six|[2-9]) (?:cases|patients|children|"
    r"boys|girls|men|women|infants)|case reports?)\b",
    re.IGNORECASE,
)
TRIAL = re.compile(
    r"\b(?:(?<!un)controlled|randomi[sz]ed|placebo|sham|multi-?cent(?:er|re)|comparison|versus)\b", re.IGNORECASE
)
