"""Cleaning: STEPS, each Text → Text, so that rules see one spelling of each thing and every place is kept.

>>> str(normalise(Text.of("2\\u00a0×\\u00a010⁶ cells, 1x108/kg, 10(6), 1·08")))
'2 × 10^6 cells, 1x10^8/kg, 10^6, 1.08'
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator

import ftfy

from abstract_extract.text import Edit, Text

Step = Callable[[Text], Text]

# UTF-8 read as a single-byte encoding: a lead byte's letter followed by what a continuation byte became.
_MOJIBAKE = re.compile(
    r"(?:[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]{1,3}){1,40}"
)
_ENTITY = re.compile(r"&(?:amp;)?(#\d{1,6}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8}\d{0,2});")
_LITERAL_SUPERSCRIPT = re.compile(r"</?(?:jats:)?sup>", re.IGNORECASE)
_LITERAL_TAG = re.compile(
    r"</?(?:jats:)?(?:p|sec|title|italic|i|b|bold|em|strong|sub|sc|br|div|span|u|abstract|list|list-item)(?:\s[^<>]{0,100})?/?>",
    re.IGNORECASE,
)
# Marks of Markdown: "**" is none between digits, where it is a power, and a backslash none before letters and brackets.
_EMPHASIS = re.compile(r"(?<!\d)\*\*|\*\*(?!\s?\d)")
_ESCAPE = re.compile(r"\\(?=[<>^*_~#|])")
_TEX_POWER = re.compile(
    r"(?:\\\(|\$|\\\[)?\s?(?:\\(?:text|mathrm|textrm)\{)?\{?10\}?\}?\s?\\?\^\s?\{?\s?([-−]?\d{1,2})(?:\s?\})?(?:\s?(?:\\\)|\$|\\\]))?"
)
_TEX = re.compile(r"\\(times|cdot|pm|mu|alpha|beta|gamma|leq?|geq?|sim|approx)(?![A-Za-z])\s?")
_TEX_FRAME = re.compile(r"\\\(|\\\)|\\documentclass.{0,600}?\\end\{document\}", re.DOTALL)
_TEX_SIGNS = {
    "times": "×",
    "cdot": "×",
    "pm": "±",
    "mu": "µ",
    "alpha": "α",
    "beta": "β",
    "gamma": "γ",
    "le": "≤",
    "leq": "≤",
    "ge": "≥",
    "geq": "≥",
    "sim": "~",
    "approx": "~",
}

_SUPERSCRIPT = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-", strict=True))
_SIGNS = {
    **dict.fromkeys(
        "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " "
    ),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\ufe0f", ""),
    **dict.fromkeys("\u2010\u2011\u2012\u2212\ufe63\uff0d", "-"),
    **dict.fromkeys("\u2018\u2019\u201b\u02bc\u00b4\uff07", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\uff02", '"'),
    **dict.fromkeys("\u2715\u2716\u2a09\u2a2f\u00d7\u2a2f", "×"),
    **dict.fromkeys("\u2217\uff0a\u204e", "*"),
    "\uff05": "%",
    "\uff1d": "=",
    "\ufe6a": "%",
    "\u3001": ",",
    "\u3002": ".",
    "\u03bc": "µ",
    "\u2215": "/",
    "\u2044": "/",
    "\uff5e": "~",
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    **{
        chr(code): chr(code - 0xFEE0)
        for code in range(0xFF01, 0xFF5F)
        if chr(code) not in "\uff02\uff05\uff07\uff0a\uff0d\uff1d"
    },
}
_ODD_SIGN = re.compile("[" + re.escape("".join(_SIGNS)) + "]|[" + "".join(_SUPERSCRIPT) + "]+")

_MIDDLE_DOTS = frozenset("·∙⋅‧•˙")
_MIDDLE_DOT = re.compile(r"(?<=\d)\s?[·∙⋅‧•]\s?(?=10\s?(?:\^|\(|[3-9]\b|1[0-3]\b))|(?<=\d)[·∙⋅‧•˙](?=\d)")
_DECIMAL_COMMA = re.compile(
    r",(?<=\d,)(?=\d{1,2}(?:\s?%|\s?[×x*]\s?10\b|\s(?:%|months?|years?|weeks?|days?|m[lL]|mg|kg)\b))"
)
_GAPS = frozenset("\u2009\u202f\u00a0")
_THOUSANDS_GAP = re.compile(r"(?<![\d.,])\d{1,3}(?:[\u2009\u202f\u00a0]\d{3})+(?![\d.,]\d)")
# Typesetters who put a blank behind every comma: "n = 1, 045", "a total of 1, 261 patients", "metformin (1, 500-2, 000 mg)".
# Two numbers are "group 1, 120 patients", "1, 200 and 400 mg", "step 1, 500 mg" and "F(1, 203)".
_SPACED = re.compile(r"[1-9], \d{3}(?!\d)")
_SPACED_PEOPLE = re.compile(
    r"(?:\b[nN] ?= ?|\b(?:of|in|among|all|total|from|with|enrolled|randomi[sz]ed|recruited|included|assigned|analy[sz]ed|involving) )"
    r"([1-9], \d{3})(?=\)|;|(?: [a-z-]{1,20}){0,2}? (?:patients|participants|subjects|people|persons|women|men|adults|children|infants|individuals|eyes)\b)",
    re.IGNORECASE,
)
_SPACED_AMOUNT = re.compile(
    r"(?:[≥≤<>=] ?|[a-z]{3} ?\(|(?!\b(?:cohort|cycle|days?|grade|group|level|months?|panel|part|period|phase|regimen|schedule|sequence|session|stage|step|treatment|type|visit|weeks?)\b)\b[a-z]{4,20} )"
    r"([1-9], \d{3}(?:-[1-9], \d{3})?)(?= ?(?:mg|g|µg|mcg|U|IU|m[lL]|kcal|kJ|units)\b)",
    re.IGNORECASE,
)
_TIMES = r"[×xX*✕·]"
# The exponent after "× 10", in the spellings met: ^6, ~6, (6), {6}, " 6", glued.
_TIMES_POWER = re.compile(
    rf"(?<=[\d.)])(\s?{_TIMES}\s?10)(?:\s?(?:\*\*|\^|~|[eE])\s?|\s?\(\s?|\s?\[\s?|\s)?((?:1[0-3]|[3-9])\b|(?:1[0-3]|[3-9])(?=[A-Za-z\u4e00-\u9fff]))(\s?[)\]](?!\w))?"
)
# What became of "×" in a font that was lost, or in Cyrillic letters.
_DAMAGED_TIMES = re.compile(r"(?:(?<=\d)|(?<=\d ))[¥?\ufffdхХχ'](?=\s?10\s?(?:\^|~|\(|(?:1[0-3]|[3-9])\b))")
# What each power needs, begun with a sign that a search can run ahead to.
_TIMES_TEN = re.compile(rf"10(?:(?<={_TIMES}10)|(?<={_TIMES}\s10))")
_BRACKET_POWER = re.compile(
    r"10(?<=\b10)(?:\s?\(\s?(1[0-3]|[3-9])\s?\)|\s?\^\s?\(?(1[0-3]|[2-9])\)?|\*\*(1[0-3]|[3-9]))"
)
_CELL_WORD = r"(?:/\s?kg\b|/\s?m[lL]\b|(?:[\w+-]+\s){0,3}?(?:cells?|MSCs?|particles|exosomes)\b)"
_BARE_POWER = re.compile(
    rf"10(?<![\d.,^]10)\s?(1[0-2]|[4-9])(?=\s?(?:[-–]\s?10\s?(?:1[0-2]|[4-9])\s?)?(?:{_CELL_WORD}))(?!\s?(?:patients|subjects))"
)
_DIGIT_AND_E = re.compile(r"\d\s?[eE]\s?\+?0?[13-9]")
# "6 e 12" is "6 and 12" in three languages: between blanks, only a capital or a sign tells of a power.
_SCIENTIFIC = re.compile(r"(?<![\w./])(\d{1,3}(?:\.\d{1,2})?)(?:e|\se(?=\s?\+)|\s?E)\s?\+?0?(1[0-3]|[3-9])(?=\s|/|\b)")


def repair_mojibake(text: Text) -> Text:
    """UTF-8 that was read in a single-byte encoding is read anew: "2 Ã— 10" is "2 × 10"."""
    return text if text.string.isascii() else text.sub(_MOJIBAKE, lambda match: ftfy.fix_encoding(match.group()))


def resolve_literal_markup(text: Text) -> Text:
    """Tags and entities that stand as words in the text, as in indexes that quote a publisher's XML."""
    string = text.string
    if "&" in string:
        text = text.sub(_ENTITY, lambda match: html.unescape(f"&{match[1]};"))
    if "<" in text.string:
        text = text.sub(_LITERAL_SUPERSCRIPT, lambda match: "" if match.group()[1] == "/" else "^")
        text = text.sub(_LITERAL_TAG, " ")
    if "**" in string:
        text = text.sub(_EMPHASIS, "")
    if "\\" in string:
        text = text.sub(_ESCAPE, "")
    if "\\" in string or "$" in string or "^{" in string:
        text = text.sub(_TEX_FRAME, "").sub(_TEX_POWER, lambda match: f"10^{match[1]}")
        text = text.sub(_TEX, lambda match: _TEX_SIGNS[match[1]])
    return text


def join_thousands(text: Text) -> Text:
    """A thin or fixed space within a number is no space: "1 148" is 1148."""
    if text.string.isascii() or _GAPS.isdisjoint(text.string):
        return text
    return text.replace([edit for match in _THOUSANDS_GAP.finditer(text.string) for edit in _without_blanks(match, 0)])


def join_spaced_thousands(text: Text) -> Text:
    """A blank behind the comma of a thousand goes, where people or an amount are told: "n = 1, 045" is "n = 1,045"."""
    if not _SPACED.search(text.string):  # what tells of people or an amount costs more than all other steps
        return text
    matches = (match for pattern in (_SPACED_PEOPLE, _SPACED_AMOUNT) for match in pattern.finditer(text.string))
    return text.replace(sorted(edit for match in matches for edit in _without_blanks(match, 1)))


def _without_blanks(match: re.Match[str], group: int) -> Iterator[Edit]:
    """What takes the blanks, thin and fixed ones too, out of a group of a match."""
    start = match.start(group)
    return ((start + at, start + at + 1, "") for at, sign in enumerate(match[group]) if sign.isspace())


def unify_signs(text: Text) -> Text:
    """One sign for each meaning: blanks, hyphens, quotes, full-width forms, superscripts as `^6`, no soft hyphens."""

    def plain(match: re.Match[str]) -> str:
        found = match.group()
        if found[0] in _SUPERSCRIPT:
            return "^" + "".join(_SUPERSCRIPT[c] for c in found)
        return _SIGNS[found]

    return text if text.string.isascii() else text.sub(_ODD_SIGN, plain)


def unify_decimals(text: Text) -> Text:
    """The decimal sign is a point: "1·08" and "92,9 %" are 1.08 and 92.9 %; a middle dot before a power multiplies."""
    if not (text.string.isascii() or _MIDDLE_DOTS.isdisjoint(text.string)):
        text = text.sub(
            _MIDDLE_DOT,
            lambda match: (
                "×" if match.group() != match.group().strip() or text.string.startswith("10", match.end()) else "."
            ),
        )
    return text.sub(_DECIMAL_COMMA, ".") if "," in text.string else text


def unify_powers(text: Text) -> Text:
    """Every spelling of a power of ten is `10^6`: "2 x 106", "1x108", "10(6)", "10 6 cells", "1E6", "10**6"."""
    if "10" in text.string:
        text = text.sub(_DAMAGED_TIMES, "×")
        if _TIMES_TEN.search(text.string):
            text = _insert_caret(text, _TIMES_POWER)
        text = text.sub(_BRACKET_POWER, lambda match: f"10^{match[1] or match[2] or match[3]}")
        text = text.sub(_BARE_POWER, lambda match: f"10^{match[1]}")
    return (
        text.sub(_SCIENTIFIC, lambda match: f"{match[1]}×10^{match[2]}") if _DIGIT_AND_E.search(text.string) else text
    )


def _insert_caret(text: Text, pattern: re.Pattern[str]) -> Text:
    edits = [
        (m.end(1), m.end(), f"^{m[2]}")
        for m in pattern.finditer(text.string)
        if text.string[m.end(1) : m.end()] != f"^{m[2]}"
    ]
    return text.replace(edits)


STEPS: tuple[Step, ...] = (
    repair_mojibake,
    resolve_literal_markup,
    join_thousands,
    unify_signs,
    join_spaced_thousands,
    unify_decimals,
    unify_powers,
)
"""In this order: powers last, when superscripts and dots have one spelling."""


def normalise(text: Text) -> Text:
    """All STEPS, one after another."""
    for step in STEPS:
        text = step(text)
    return text
