"""The speed of the whole line, as a ratio to spaCy's bare tokenizer and sentencizer on the same texts.

    python bench/speed.py [--way rules|both] [--texts N] [--rounds N] [PATH…]

A round times both, one after the other, in turns of which comes first; the medians are printed. The whole line is the
command itself: a file of texts in, its records written as JSON Lines, by the rules alone (`abstract-extract run
--rules`) or by rules and model both (as it is without that option). Each round builds both pipelines anew, as a new
process would, so that none finds its words already known from the round before; building them, and starting Python,
is not timed. What is timed is processor time, which a busy machine disturbs least.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import spacy
from spacy.language import Language

from abstract_extract.annotate.learned import shipped_model
from abstract_extract.batch import extract_all
from abstract_extract.cli.run import Wishes, run_pages
from abstract_extract.pipeline import LEARNED, pipeline

Run = Callable[[Sequence[str]], None]

ROOT = Path(__file__).parents[1]
ABSTRACTS = ROOT / ".." / "shared" / "data" / "abstracts.unlabelled.jsonl"
PAGES = ROOT / "corpus" / "raw"


def main() -> None:
    """Reads the arguments, runs the rounds, prints a table and the ratio."""
    arguments = _arguments()
    texts = _texts(arguments.paths, arguments.texts)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "texts.jsonl")
        lines = [json.dumps({"id": str(number), "text": text}) for number, text in enumerate(texts)]
        file.write_text("\n".join(lines) + "\n", "utf-8")
        _rounds(_bare, lambda: _whole(file, rules=arguments.way == "rules"), texts, arguments.rounds)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="files and folders of texts")
    parser.add_argument("--way", choices=("rules", "both"), default="rules")
    parser.add_argument("--texts", type=int, default=0, help="how many texts a round takes, evenly picked; 0: all")
    parser.add_argument("--rounds", type=int, default=3)
    return parser.parse_args()


def _texts(paths: Sequence[Path], wanted: int) -> list[str]:
    """So many texts: of the paths given, else of the abstracts beside this checkout, else of corpus/raw, repeated."""
    if not paths and not ABSTRACTS.exists():
        print(f"{ABSTRACTS.name} is not there: texts made from {PAGES.relative_to(ROOT)}, repeated")
    texts = _read(paths or ([ABSTRACTS] if ABSTRACTS.exists() else [PAGES]))
    if not texts:
        raise SystemExit("no texts")
    if not wanted:
        return texts
    while len(texts) < wanted:
        texts += texts
    step = len(texts) / wanted
    return [texts[int(number * step)] for number in range(wanted)]


def _read(paths: Sequence[Path]) -> list[str]:
    found: list[str] = []
    for path in paths:
        if path.is_dir():
            found += _read(sorted(path.iterdir()))
        elif path.suffix == ".jsonl":
            found += [json.loads(line)["text"] for line in path.read_text("utf-8").splitlines()]
        elif path.suffix == ".txt":
            found.append(path.read_text("utf-8", errors="replace"))
    return found


def _bare() -> Run:
    nlp: Language = spacy.blank("en")
    nlp.add_pipe("sentencizer")

    def run(texts: Sequence[str]) -> None:
        for _ in nlp.pipe(texts):
            pass

    return run


def _whole(file: Path, *, rules: bool) -> Run:
    pipeline.cache_clear()
    pipeline(LEARNED if rules else frozenset())
    if not rules:
        shipped_model()
    wishes = Wishes(
        db=None,
        jsonl=str(file.with_name("records.jsonl")),
        workers=1,
        table=False,
        progress=False,
        quiet=True,
        rules=rules,
    )

    def run(_: Sequence[str]) -> None:
        if run_pages([str(file)], wishes):
            failed = [r for r in extract_all([file]) if hasattr(r, "failure")]
            raise SystemExit(f"{len(failed)} texts gave no record, the first: {failed[0]}")

    return run


def _rounds(bare: Callable[[], Run], whole: Callable[[], Run], texts: Sequence[str], rounds: int) -> None:
    characters = sum(map(len, texts))
    print(f"{len(texts):,} texts, {characters:,} characters, {rounds} rounds")
    print(f"{'round':>6}{'bare':>10}{'whole':>10}{'ratio':>8}")
    times: list[tuple[float, float]] = []
    for number in range(rounds):
        if number % 2:
            second = _seconds(whole, texts)
            first = _seconds(bare, texts)
        else:
            first = _seconds(bare, texts)
            second = _seconds(whole, texts)
        times.append((first, second))
        print(f"{number + 1:>6}{first:>8.2f} s{second:>8.2f} s{second / first:>8.2f}", flush=True)
    plain, line = (statistics.median(column) for column in zip(*times, strict=True))
    ratio = statistics.median(second / first for first, second in times)
    print(f"{'median':>6}{plain:>8.2f} s{line:>8.2f} s{ratio:>8.2f}")
    print(f"{'':>6}{len(texts) / plain:>8,.0f}/s{len(texts) / line:>8,.0f}/s")


def _seconds(make: Callable[[], Run], texts: Sequence[str]) -> float:
    run = make()
    began = time.process_time()
    run(texts)
    return time.process_time() - began


if __name__ == "__main__":
    main()
