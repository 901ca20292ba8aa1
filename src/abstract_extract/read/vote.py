"""The last vote: which encoding bytes are in that say nothing of it and are not UTF-8.

How the bytes above ASCII stand decides who may be elected. In Western and Central European text they stand alone or in
pairs between ASCII letters; Cyrillic and East Asian text is made of them. charset-normalizer, which takes almost any
bytes for almost any encoding when asked freely, then decides well.

>>> elect("Лечение получили 23 пациента с болезнью Крона".encode("cp1251"))
'cp1251'
"""

from __future__ import annotations

import re

ALONE = ("cp1252", "cp1250")
IN_RUNS = ("gb18030", "cp1251", "big5", "cp932", "cp949")
LAST_RESORT = "cp1252"
SAMPLE = 20_000
"""So many bytes of stretches beyond ASCII are enough to vote on."""
RUN = 4
WORDS_BEFORE = 60
LONGEST_STRETCH = 2000
KANA_SHARE = 0.25

_HIGH_RUN = re.compile(rb"[\x80-\xff][\x40-\xff]{0,200}")
_HIGH = re.compile(rb"[\x80-\xff]")
_BREAK = re.compile(rb"[<>\n]")
_KANA = re.compile("[\u3041-\u30fe]")


def elect(content: bytes) -> str:
    """The codec that these bytes are most likely in; cp1252 where nothing speaks for another."""
    candidates = IN_RUNS if _stands_in_runs(content) else ALONE
    sample = _sample(content)
    if "cp932" in candidates and _is_japanese(sample):
        return "cp932"
    from charset_normalizer import from_bytes

    # No Japanese without kana: what is left of the vote is among the others.
    voters = [candidate for candidate in candidates if candidate != "cp932"]
    matches = list(from_bytes(sample, cp_isolation=voters, preemptive_behaviour=False))
    if not matches:
        return LAST_RESORT
    best = min((match.chaos, -match.coherence) for match in matches)
    elected = {
        name for match in matches if (match.chaos, -match.coherence) == best for name in match.could_be_from_charset
    }
    return next((candidate for candidate in candidates if candidate in elected), LAST_RESORT)


def is_plausible(content: bytes, declared: str) -> bool:
    """Whether the declared encoding can be meant: Western labels stand on many pages that are Chinese or Russian."""
    return declared not in {"cp1252", "cp1250", "iso8859-15", "iso8859-2"} or not _stands_in_runs(content)


def _stands_in_runs(content: bytes) -> bool:
    """Whether most bytes above ASCII stand among others of their kind."""
    high = in_runs = 0
    for match in _HIGH_RUN.finditer(content[: 50 * SAMPLE]):
        run = match.group()
        count = sum(byte >= 0x80 for byte in run)
        high += count
        # The second byte of a double-byte character may look like a letter: half of a run must be above ASCII.
        # A line of dashes is a run as well, but of one byte.
        if count >= RUN and 2 * count >= len(run) and len(set(run)) >= RUN:
            in_runs += count
    return 2 * in_runs > high


def _sample(content: bytes) -> bytes:
    """The surroundings of what is beyond ASCII: markup and plain English say nothing of an encoding.

    They are cut at white space and tags, which are no half of a character in any of the encodings.
    """
    stretches: list[bytes] = []
    length = position = 0
    while length < SAMPLE and (match := _HIGH.search(content, position)):
        place = match.start()
        before = content[max(position, place - WORDS_BEFORE) : place]
        words = _BREAK.split(before)[-1] if _BREAK.search(before) else before.partition(b" ")[2]
        end = _BREAK.search(content, place, place + LONGEST_STRETCH)
        position = end.start() if end else content.rfind(b" ", place, place + LONGEST_STRETCH)
        position = position if position > place else min(place + LONGEST_STRETCH, len(content))
        stretches.append(words + content[place:position])
        length += len(stretches[-1])
    return b"\n".join(stretches)


def _is_japanese(sample: bytes) -> bool:
    text = sample.decode("cp932", "ignore")
    beyond_ascii = sum(character > "\x7f" for character in text)
    return len(_KANA.findall(text)) > KANA_SHARE * beyond_ascii
