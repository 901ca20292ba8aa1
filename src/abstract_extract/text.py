"""Text that knows where each run of it stood in the source.

A page is cleaned, cut and joined many times before a value is read from it, and each value must still show its
place in the page. `Text` keeps that place while editing: a string together with runs, where a run says "these
characters stood there". Runs, not single characters: cost follows the number of edits, not the length of the page.

>>> page = Text.of("dose: 2 &times; 10<sup>6</sup> cells")
>>> clean = page.replace([(8, 15, "×"), (18, 23, "^"), (24, 30, "")])
>>> str(clean)
'dose: 2 × 10^6 cells'
>>> clean.span(6, 14)
(6, 24)
>>> str(page)[6:24]
'2 &times; 10<sup>6'
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

Edit = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Text:
    """A string and where its characters stood.

    `starts[i]` is where run i begins in `string`; it stood at `sources[i]:ends[i]` of the source. A run whose
    source is as long as itself is a copy, character by character; any other run stood there as a whole.
    """

    string: str
    starts: tuple[int, ...]
    sources: tuple[int, ...]
    ends: tuple[int, ...]

    @classmethod
    def of(cls, source: str, start: int = 0) -> Text:
        """The text that is the source itself, or a slice of it that began at `start`."""
        if not source:
            return cls("", (), (), ())
        return cls(source, (0,), (start,), (start + len(source),))

    @classmethod
    def join(cls, parts: Iterable[Text], separator: str = "") -> Text:
        """The parts one after another, `separator` between them (which stood nowhere).

        >>> str(Text.join([Text.of("a"), Text.of("b", 7)], "\\n"))
        'a\\nb'
        """
        strings: list[str] = []
        starts: list[int] = []
        sources: list[int] = []
        ends: list[int] = []
        length = 0
        last = 0
        for part in parts:
            if strings and separator:
                strings.append(separator)
                starts.append(length)
                sources.append(last)
                ends.append(last)
                length += len(separator)
            strings.append(part.string)
            starts.extend(start + length for start in part.starts)
            sources.extend(part.sources)
            ends.extend(part.ends)
            length += len(part.string)
            if part.ends:
                last = part.ends[-1]
        return cls("".join(strings), tuple(starts), tuple(sources), tuple(ends))

    def __str__(self) -> str:
        return self.string

    def __len__(self) -> int:
        return len(self.string)

    def _run(self, position: int) -> int:
        return bisect_right(self.starts, position) - 1

    def _length(self, run: int) -> int:
        following = self.starts[run + 1] if run + 1 < len(self.starts) else len(self.string)
        return following - self.starts[run]

    def _is_copy(self, run: int) -> bool:
        return self.ends[run] - self.sources[run] == self._length(run)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The half-open place in the source of `string[start:end]`.

        Raises ValueError for an empty or outside span.
        """
        if not 0 <= start < end <= len(self.string):
            raise ValueError(f"no span {start}:{end} in a text of {len(self.string)} characters")
        first, last = self._run(start), self._run(end - 1)
        source_start = self.sources[first]
        if self._is_copy(first):
            source_start += start - self.starts[first]
        source_end = self.ends[last]
        if self._is_copy(last):
            source_end = self.sources[last] + (end - self.starts[last])
        if source_end <= source_start:
            # Words that were moved: from the first of them in the source to the last.
            places = [self._place(run, start, end) for run in range(first, last + 1)]
            return min(low for low, _ in places), max(high for _, high in places)
        return source_start, source_end

    def _place(self, run: int, start: int, end: int) -> tuple[int, int]:
        """The place in the source of what `string[start:end]` has of a run."""
        if not self._is_copy(run):
            return self.sources[run], self.ends[run]
        begins = self.starts[run]
        low, high = max(start, begins), min(end, begins + self._length(run))
        return self.sources[run] + low - begins, self.sources[run] + high - begins

    def slice(self, start: int, end: int) -> Text:
        """The piece `string[start:end]`, its places kept."""
        start, end = max(0, start), min(len(self.string), end)
        if start >= end:
            return Text("", (), (), ())
        if start == 0 and end == len(self.string):
            return self
        first, last = self._run(start), self._run(end - 1)
        starts = [0, *[run_start - start for run_start in self.starts[first + 1 : last + 1]]]
        sources = list(self.sources[first : last + 1])
        ends = list(self.ends[first : last + 1])
        # Only the first and the last run can be cut; a run that is no copy stood where it stood as a whole.
        if self._is_copy(last):
            ends[-1] = self.sources[last] + end - self.starts[last]
        if self._is_copy(first):
            sources[0] += start - self.starts[first]
        if last != first and not self._is_copy(last):
            _keep_whole(starts, sources, ends, len(starts) - 1, end - start)
        if not self._is_copy(first):
            _keep_whole(starts, sources, ends, 0, end - start)
        return Text(self.string[start:end], tuple(starts), tuple(sources), tuple(ends))

    def strip(self) -> Text:
        """Without white space at both ends."""
        string = self.string
        left = len(string) - len(string.lstrip())
        right = len(string.rstrip())
        return self if left == 0 and right == len(string) else self.slice(left, right)

    def replace(self, edits: Sequence[Edit]) -> Text:
        """With each `(start, end, replacement)` made; edits are in order and do not overlap.

        Raises ValueError where they do. A replacement of another length than what it replaces stands, as a whole,
        where that stood.
        """
        if not edits:
            return self
        strings: list[str] = []
        starts: list[int] = []
        sources: list[int] = []
        ends: list[int] = []
        length = 0
        position = 0

        def copy(low: int, high: int) -> None:
            nonlocal length
            if low >= high:
                return
            piece = self.slice(low, high)
            strings.append(piece.string)
            starts.extend(start + length for start in piece.starts)
            sources.extend(piece.sources)
            ends.extend(piece.ends)
            length += high - low

        for start, end, replacement in edits:
            if start < position or end < start:
                raise ValueError(f"edits overlap or run backwards at {start}:{end}")
            copy(position, start)
            if replacement:
                place = self.span(start, end) if end > start else (self._point(start),) * 2
                strings.append(replacement)
                starts.append(length)
                sources.append(place[0])
                ends.append(place[1])
                length += len(replacement)
            position = end
        copy(position, len(self.string))
        return Text("".join(strings), tuple(starts), tuple(sources), tuple(ends))

    def _point(self, position: int) -> int:
        if not self.string:
            return 0
        if position < len(self.string):
            return self.span(position, position + 1)[0]
        return self.span(position - 1, position)[1]

    def sub(self, pattern: re.Pattern[str], replacement: str | Callable[[re.Match[str]], str]) -> Text:
        """With each match of `pattern` replaced; where nothing matches, this very text.

        >>> str(Text.of("1·08").sub(re.compile("·"), "."))
        '1.08'
        """
        edits: list[Edit] = []
        for match in pattern.finditer(self.string):
            new = replacement if isinstance(replacement, str) else replacement(match)
            if new != match.group():
                edits.append((match.start(), match.end(), new))
        return self.replace(edits)


def _keep_whole(starts: list[int], sources: list[int], ends: list[int], run: int, length: int) -> None:
    """A run that is no copy and was cut to the length of its source is made two runs, of which neither is that long."""
    stop = starts[run + 1] if run + 1 < len(starts) else length
    if stop - starts[run] == ends[run] - sources[run] > 1:
        starts.insert(run + 1, starts[run] + 1)
        sources.insert(run + 1, sources[run])
        ends.insert(run + 1, ends[run])
