"""The forms of heading that a line has in a page of a site's own: its tag, how it begins, or that it is short."""

from __future__ import annotations

import re

from .line import Line

LONGEST_HEADING = 160
SHORTEST_SECTION = 80
_SHORT = 80
_HEADINGS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("marked-2", re.compile(r"##\s+\S")),
    ("marked-3", re.compile(r"###\s+\S")),
    ("marked-4", re.compile(r"####\s+\S")),
    ("bold", re.compile(r"\*\*.{8,}\*\*\s*\Z")),
    ("numbered", re.compile(r"\(?\[?\d{1,2}[.)\]]\s*[^\W\d]")),
    ("ideographic", re.compile(r"[（(]?[一二三四五六七八九十]{1,2}[)）]?[、.．]|\d{1,2}[、．]|[▍■●◆▌★]")),
    ("capitals", re.compile(r"[A-Z][A-Z0-9 &-]{4,40}\s?(?:\(|:|--?\s)")),
    (
        "ticker",
        re.compile(
            r"[A-Za-z][\w .&-]{2,40} \((?:(?:nasdaq|nyse|otc|asx|tsx|lse|private)\b[^()]{0,20}|[A-Za-z]{3,5})\)[:,]",
            re.IGNORECASE,
        ),
    ),
)
"""Forms that a line of text has as a heading; headings of HTML have their tags."""
OPENINGS = frozenset({"capitals", "ticker", "lead", "paragraph"})
"""Forms that begin a paragraph, or are one."""
PLAIN_FORMS = frozenset({"lead", "paragraph"})
"""Those of paragraphs without a heading: tried last."""
LEAD = re.compile(r"\W{0,3}(?:\d{1,2}[.)] ?)?(?P<lead>[^\W\d_][^.:;!?。：\d]{1,40})[.:。：] ?(?=[^\W_])")
_UNDERLINE = re.compile(r"[-=~]{3,}")


def form_of(line: Line, following: Line | None = None) -> str | None:
    """The form of heading that a line has, if any: its tag, how it begins, or that it is short above a long one."""
    if line.is_heading:
        return line.tag if line.tag != "h1" else None
    string = line.string
    if len(string) > LONGEST_HEADING // 2 and line.tag in ("", "p", "li", "div", "td", "dd") and len(line.cells) < 2:
        # A numbered line that is so long is a paragraph with a number; what is bold, or marked, is a heading.
        known = any(pattern.match(string) for form, pattern in _HEADINGS if form != "numbered")
        if not known and len(string) > SHORTEST_SECTION and not line.tag.startswith("t"):
            return "lead" if LEAD.match(string) else "paragraph"
    if line.tag == "dt":
        return "term"
    if line.tag and line.tag not in ("p", "div", "td", "b", "strong"):
        return None
    if following is not None and _UNDERLINE.fullmatch(following.string) and len(string) <= LONGEST_HEADING:
        return "underlined"
    for form, pattern in _HEADINGS:
        if pattern.match(string) and (form in OPENINGS or len(string) <= LONGEST_HEADING) and len(line.cells) < 2:
            return form
    is_short = (
        8 < len(string) <= _SHORT
        and len(line.cells) < 2
        and string[-1] not in ".,;:!%。"
        and line.after_gap
        and "   " not in string
    )
    return "short" if is_short and not line.tag and following and len(following.string) > SHORTEST_SECTION else None
