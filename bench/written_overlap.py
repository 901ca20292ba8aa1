"""Which written abstracts (`corpus/written.jsonl`) stand too near to a text of a corpus: words in a row, or figures.

    python bench/written_overlap.py CORPUS.jsonl …

They were written by language models, which remember published abstracts. One that repeats a text on which the model is
measured would flatter it. Prints the abstracts that share three runs of nine words or four long figures with one text,
and exits with 1 if there are any.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

WRITTEN = Path(__file__).parents[1] / "corpus" / "written.jsonl"
WORDS = re.compile(r"[a-z]+|\d+")
RUN = 9
FIGURES = re.compile(r"\d+(?:[.·]\d+)?")
YEAR = re.compile(r"(?:19|20)\d\d")
THOUSANDS = re.compile(r"(?<=\d),(?=\d{3})")
LONG = 3
"""Digits from which on a figure is rare enough to tell one trial from another."""


def runs(text: str) -> set[tuple[str, ...]]:
    """All runs of nine words or numbers of a text."""
    words = WORDS.findall(text.lower())
    return {tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1)}


def figures(text: str) -> set[str]:
    """The figures of three digits or more, years left out."""
    found = FIGURES.findall(THOUSANDS.sub("", text))
    return {figure for figure in found if sum(map(str.isdigit, figure)) >= LONG and not YEAR.fullmatch(figure)}


SIGNS: tuple[tuple[str, Callable[[str], set[tuple[str, ...]] | set[str]], int], ...] = (
    ("runs of nine words", runs, 3),
    ("figures", figures, 4),
)
"""What two texts may share, and from how many on they stand too near."""


def texts(path: Path) -> Iterator[tuple[str, str]]:
    """The id and text of each line, the title before it where it stands apart."""
    for line in path.read_text("utf-8").splitlines():
        item = json.loads(line)
        yield item["id"], f"{item.get('title', '')} {item['text']}"


def main() -> int:
    """Reads the corpora, prints what stands too near, and says whether anything does."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path, nargs="+", help="files with an object a line: id, text, perhaps title")
    arguments = parser.parse_args()
    near = 0
    for name, signs, most in SIGNS:
        where: dict[object, set[str]] = {}
        for path in arguments.corpora:
            for text_id, text in texts(path):
                for sign in signs(text):
                    where.setdefault(sign, set()).add(text_id)
        for written_id, text in texts(WRITTEN):
            shared = Counter(text_id for sign in signs(text) for text_id in where.get(sign, ()))
            for text_id, count in shared.most_common(1):
                if count >= most:
                    near += 1
                    print(f"{written_id}: {count} {name} of {text_id}")
    print(f"{near} too near")
    return int(near > 0)


if __name__ == "__main__":
    raise SystemExit(main())
