"""The word order of Chinese and Japanese reports, put into English words, as the rules read it.

What is counted stands behind its arm, a part behind its whole, a time before "when", an arm's letter before "group".

>>> english_of_ideographs(Text.of("20 patients of 5 patients (25%), A group 3 patients")).string
'5 of 20 patients (25%), group A 3 patients'
"""

from __future__ import annotations

import re

from abstract_extract.text import Text

_UNITS = r"(?:months|weeks|days|years|hours)"
_THINGS = r"(?:patients|people|participants|children|eyes|knees|limbs|teeth|hips|women|men|infants|events|cases)"
_PART = re.compile(
    rf"(?<!and )(?<![a-zA-Z\d.])(?P<whole>\d+) (?P<unit>{_THINGS}) (?P<of>of) ?(?P<part>\d+)(?P<rest> {_THINGS})?(?![\d.])"
)
_TIME = re.compile(
    rf"(?<!after )(?<!at )(?<![a-zA-Z\d.,])(?P<time>\d+(?:\.\d+)? {_UNITS})(?P<when> at(?= [a-z\d])| ?(?:after|时点?|時点?(?:で|に)?|の(?=\s|\w)|内))"
)
# "12 months completed follow-up", as Korean has it.
_COMPLETED = re.compile(
    rf"(?<![\w.,])(?P<time>\d+ {_UNITS}) (?P<verb>completed (?:the )?(?:follow-up|study|trial))(?![\w-])"
)
_LETTER = re.compile(r"(?<![\w-])(?P<letter>[A-DⅠ-Ⅳ]|I{1,3}V?|\d)(?P<gap> ?)(?P<group>group)(?![\w-])")
_LETTERS = re.compile(r"(?<![\w-])(?P<list>[A-D](?:(?:, ?| and )[A-D])+) ?group(?![\w-])")
_OPENING = re.compile(r"(?:\A|(?<=[.!?] ))[a-z]")
_ARM = (
    r"(?:(?:(?i:peripheral blood|bone marrow|umbilical cord(?: blood)?|adipose tissue|(?:mesenchymal )?stem cells|mononuclear cells)|"
    r"(?i:(?!(?:each|every|per|both|two|three|four|one|the|of|in|to|and|among|other|same|or|for)\b)[a-z][a-z-]+)|"
    r"[^\W\d_a-zA-Z]{1,6}) group(?! [A-D]\b)|group [A-D]\b)"
)
_COUNT = rf"\d+(?:\.\d+)?(?:(?:/| of )\d+| ?%)?(?: {_THINGS})?(?: ?\((?:\d+/\d+|[\d.]+ ?%)\))?(?![\w%]|\.\d| in each| {_THINGS})"
_COUNTED = re.compile(rf"(?<![\w-])(?P<arm>{_ARM})(?P<gap> ?(?:(?:为|為|占|有|は|に|で|:|was) ?)?)(?P<count>{_COUNT})")


def english_of_ideographs(text: Text) -> Text:
    """The text, half English, with parts before their wholes, "at" before times and "group" before its letter."""
    text = _rebuilt(text, _PART, ("part", " of ", "whole", " ", "unit"))
    text = _rebuilt(text, _TIME, ("at ", "time", " "))
    text = _rebuilt(text, _COMPLETED, ("verb", " of ", "time"))
    text = _rebuilt(text, _LETTERS, ("groups ", "list"))
    text = _rebuilt(text, _LETTER, ("group", " ", "letter"))
    # A sentence is known by its capital.
    return text.replace([(*match.span(), match.group().upper()) for match in _OPENING.finditer(text.string)])


def counts_before_arms(text: Text) -> Text:
    """The text with what is counted before the arm in which it is.

    >>> counts_before_arms(Text.of("headache in intrathecal group 4/30 and combined group 2/28")).string
    'headache in 4/30 in the intrathecal group and 2/28 in the combined group'
    """
    return _rebuilt(text, _COUNTED, ("count", " in the ", "arm"))


def _rebuilt(text: Text, pattern: re.Pattern[str], parts: tuple[str, ...]) -> Text:
    """Each match built anew from its groups, by name, and words that stand nowhere."""
    pieces: list[Text] = []
    position = 0
    for match in pattern.finditer(text.string):
        pieces.append(text.slice(position, match.start()))
        for part in parts:
            if part in pattern.groupindex:
                piece = text.slice(*match.span(part))
                # An arm that opened the sentence and is moved into it begins small.
                small = part == "arm" and piece.string[:2].istitle() and piece.string[1:2].islower()
                pieces.append(piece.replace([(0, 1, piece.string[0].lower())]) if small else piece)
            else:
                place = text.span(match.start(), match.end())[0]
                pieces.append(Text(part, (0,), (place,), (place + 1,)))
        position = match.end()
    return Text.join([*pieces, text.slice(position, len(text))], "") if pieces else text
