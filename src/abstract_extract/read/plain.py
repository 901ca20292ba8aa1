"""Plain text to lines: what was saved or copied from a page, wrapped lines joined again.

>>> [line.string for line in text_lines("Title\\n\\nPatients were followed for six months after the last\\ninjection.")]
['Title', 'Patients were followed for six months after the last injection.']
"""

from __future__ import annotations

import re
from itertools import pairwise

from abstract_extract.text import Edit, Text

from .line import Line

_NEWLINE = re.compile(r"\r\n|\r|\n|\x0b|\x0c|\u2028|\u2029|\x85")
_CELL = re.compile(r"[ \t]*(?:\t|\|)[ \t]*")
_WRAPPED_FROM = 45
_WIDEST_WRAPPED = 130
_RAGGED = 12
_FEWEST_WRAPPED = 4
_SENTENCE_END = (".", ":", ";", "!", "?", "|", "…", "。")
_STARTS_LIKE_A_LABEL = re.compile(
    r"[-*•#|]|https?://|doi:|\d{1,3}[.)]\s|[A-Z][A-Za-z0-9 ,/()?#-]{2,50}:|[A-Z][A-Za-z ]{2,40}=\"|[A-Z]{2,4} "
    r"{0,2}- |[A-Z][A-Z /-]{5,}\b"
)
_HASHES = re.compile(r"(#{1,6})[ \t]+(?=\S)")
_GAPS = re.compile(r"\S {3,}\S")
_COMPOUND_END = re.compile(
    r"\b(?:follow|[A-Z]+|\d+|cell|self|non|anti|double|single|open|long|short|low|high|dose|"
    r"[a-z]|\w+-\w{1,4})-\Z"
)
_BROKEN_WORD = re.compile(r"[^\W\d_]{2}[-\u00ad¬]\Z")
_CAPITALS = re.compile(r"[^\W\da-z_]{3}-\Z")
_FEWEST_OF_COLUMN = 5
_FEWEST_BROKEN = 2
_NARROWEST = 20


def text_lines(source: str) -> list[Line]:
    """The lines of a text page, leading and trailing blanks off, empty lines dropped."""
    pieces = _pieces(source)
    margin = _margin(
        [end - start for start, end, _ in pieces if "|" not in source[start:end] and "\t" not in source[start:end]]
    )
    columns = _columns(source, pieces)
    lines: list[Line] = []
    group: list[tuple[int, int]] = []
    gap = True
    for (start, end, after_gap), width in zip(pieces, columns, strict=True):
        if group and not after_gap:
            before, here = source[group[-1][0] : group[-1][1]], source[start:end]
            if _continues(before, here, margin) or _goes_on_in_column(before, here, width):
                group.append((start, end))
                continue
        if group:
            lines.append(_line(source, group, gap))
        group, gap = [(start, end)], after_gap
    if group:
        lines.append(_line(source, group, gap))
    return lines


def _pieces(source: str) -> list[tuple[int, int, bool]]:
    pieces: list[tuple[int, int, bool]] = []
    position, after_gap = 0, True
    places = [(m.start(), m.end()) for m in _NEWLINE.finditer(source)] + [(len(source), len(source))]
    for stop, following in places:
        string = source[position:stop]
        left = len(string) - len(string.lstrip())
        right = len(string.rstrip())
        if right > left:
            pieces.append((position + left, position + right, after_gap))
            after_gap = False
        else:
            after_gap = True
        position = following
    return pieces


def _margin(lengths: list[int]) -> int:
    """From which length on a line was broken at the right margin; 0 where the text was not broken by its width."""
    long = [length for length in lengths if length >= _WRAPPED_FROM]
    widest = max(long, default=0)
    near = sum(length >= widest - _RAGGED for length in long)
    return (
        widest - 2 * _RAGGED if widest <= _WIDEST_WRAPPED and near >= _FEWEST_WRAPPED and near * 3 >= len(long) else 0
    )


def _columns(source: str, pieces: list[tuple[int, int, bool]]) -> list[int]:
    """For each line how wide the column is that it was broken in, as text from PDF is; 0 where it was not."""
    widths: list[int] = []
    place = 0
    while place < len(pieces):
        stop = place + 1
        while stop < len(pieces) and not pieces[stop][2]:
            stop += 1
        is_long = stop - place >= _FEWEST_OF_COLUMN
        width = _column_width([source[start:end] for start, end, _ in pieces[place:stop]]) if is_long else 0
        widths += [width] * (stop - place)
        place = stop
    return widths


def _column_width(lines: list[str]) -> int:
    """The width of the column that a paragraph's lines fill; 0 where they are a list, or where each is a paragraph."""
    if any("|" in line or "\t" in line for line in lines):
        return 0
    pairs = list(pairwise(lines))
    if sum(_is_broken(line, following) for line, following in pairs) >= _FEWEST_BROKEN:
        return max(map(len, lines))
    widest = max(map(len, lines))
    full = sum(len(line) >= widest - _RAGGED for line in lines)
    going_on = sum(not line.endswith(_SENTENCE_END) and following[0].islower() for line, following in pairs)
    is_column = _NARROWEST <= widest < _WRAPPED_FROM + _RAGGED and 3 * full >= 2 * len(lines)
    return widest if is_column and 5 * going_on >= 2 * len(pairs) else 0


def _is_broken(line: str, following: str) -> bool:
    """Whether a word was broken at a line's end."""
    return bool(_BROKEN_WORD.search(line[-3:])) and following[0].islower()


def _goes_on_in_column(line: str, following: str, width: int) -> bool:
    """Whether a line of a column goes on with the one above it; a short line may end a paragraph."""
    if len(line) >= _NARROWEST and _is_broken(line, following):
        return True
    if not width or _GAPS.search(line) or _HASHES.match(line) or following[0] in "#*•":
        return False
    if line.endswith(_SENTENCE_END):
        return width < _WRAPPED_FROM and len(line) >= width - _RAGGED
    return following[0].islower() or len(line) >= width - 2 * _RAGGED


def _continues(line: str, following: str, margin: int) -> bool:
    """Whether a line was wrapped, so that the next one goes on with its sentence."""
    if (
        len(line) < _WRAPPED_FROM
        or _HASHES.match(line)
        or line.endswith(_SENTENCE_END)
        or "|" in line
        or "|" in following
        or "\t" in line
    ):
        return False
    if _STARTS_LIKE_A_LABEL.match(following) or (_GAPS.search(line) and _GAPS.search(following)):
        return False
    if following[0].islower() or line[-1] in ",-(" or following[0] in "(+":
        return True
    return bool(margin) and len(line) >= margin and len(following) > 3


def _line(source: str, group: list[tuple[int, int]], after_gap: bool) -> Line:
    start, end = group[0][0], group[-1][1]
    text = Text.of(source[start:end], start)
    edits: list[Edit] = []
    for (_, low), (high, _) in pairwise(group):
        before = source[max(start, low - 20) : low]
        if _is_broken(before, source[high]) or (_CAPITALS.search(before) and source[high : high + 3].isupper()):
            keep = before.endswith("-") and source[high].islower() and bool(_COMPOUND_END.search(before))
            edits.append((low - start - (not keep), high - start, ""))
        else:
            edits.append((low - start, high - start, " "))
    text = text.replace(edits)
    if (hashes := _HASHES.match(text.string)) is not None:
        # A heading of Markdown.
        return Line(text.slice(hashes.end(), len(text)), f"h{len(hashes[1])}", after_gap=after_gap)
    return Line(text, cells=_cells(text), after_gap=after_gap)


def _cells(text: Text) -> tuple[Text, ...]:
    if "|" not in text.string and "\t" not in text.string:
        return ()
    cells: list[Text] = []
    position = 0
    for match in _CELL.finditer(text.string):
        cells.append(text.slice(position, match.start()).strip())
        position = match.end()
    cells.append(text.slice(position, len(text)).strip())
    if not cells[0].string:
        cells = cells[1:]
    return tuple(cells[:-1] if cells and not cells[-1].string else cells)
