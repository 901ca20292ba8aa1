"""Rules alone, the model alone, and both: F1 on the gold's test pages and on two public corpora, and the speed of each.

    python bench/ablation.py --corpora ../shared/data [--texts 300]

The corpora are scored by the script that lies beside them (`bench/score_external.py` of their folder's parent). Speed
is processor time over so many of the unlabelled abstracts, against spaCy's bare tokenizer and sentencizer in turn.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import spacy

from abstract_extract.batch import extract_all
from abstract_extract.page import Source, page_id
from abstract_extract.pipeline import LEARNED, pipeline, record
from abstract_extract.score.scoring import score_files

ROOT = Path(__file__).parents[1]
WAYS: Mapping[str, frozenset[str]] = {
    "rules": LEARNED,
    "model": frozenset({"trial_participants", "trial_outcomes", "trial_doses"}),
    "both": frozenset(),
}
"""What each way leaves out."""
GOLD_FIELDS = ("participants", "outcomes.events", "outcomes.percent", "doses.amount")
LABELS = {
    "pico": (
        "total-participants", "intervention-participants", "control-participants", "iv-bin-abs", "cv-bin-abs",
        "iv-bin-percent", "cv-bin-percent", "micro",
    ),
    "ctro": ("total-n", "arm-n", "events", "percent", "dose", "micro"),
}  # fmt: skip


def main() -> None:
    """Reads the arguments, scores the three ways, prints two tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--texts", type=int, default=300)
    arguments = parser.parse_args()
    rows: dict[str, dict[str, str]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for way, without in WAYS.items():
            extract = partial(record, without=without)
            for name, figure in _gold(Path(folder), extract).items():
                rows.setdefault(name, {})[way] = figure
            for corpus in LABELS:
                for label, figure in _corpus(arguments.corpora, corpus, Path(folder), extract).items():
                    rows.setdefault(f"{corpus} {label}", {})[way] = figure
            rows.setdefault("texts a second, one core", {})[way] = _speed(arguments.corpora, arguments.texts, without)
    print(f"{'F1 (gold: value; corpora: exact span)':40}" + "".join(f"{way:>10}" for way in WAYS))
    for name, row in rows.items():
        print(f"{name:40}" + "".join(f"{row[way]:>10}" for way in WAYS))


def _gold(folder: Path, extract: Callable[[Source], object]) -> dict[str, str]:
    records = folder / "gold.jsonl"
    _write(records, [ROOT / "corpus" / "raw"], extract)
    fields = score_files(ROOT / "corpus" / "gold", records, "test", resamples=0).scores.fields
    return {f"gold test {name}": f"{fields[name]['value'].f1 or 0:.3f}" for name in GOLD_FIELDS}


def _corpus(corpora: Path, corpus: str, folder: Path, extract: Callable[[Source], object]) -> dict[str, str]:
    texts = folder / corpus
    texts.mkdir(exist_ok=True)
    file = corpora / f"{corpus}.dev.jsonl"
    for line in file.read_text("utf-8").splitlines():
        item = json.loads(line)
        (texts / f"{item['id']}.txt").write_text(item["text"], "utf-8")
    records, scores = folder / f"{corpus}.jsonl", folder / f"{corpus}.json"
    _write(records, [texts], extract)
    scorer = corpora.parent / "bench" / "score_external.py"
    command = [sys.executable, str(scorer), str(file), str(records), "--json", str(scores)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - the scorer beside the corpora
    table = json.loads(scores.read_text("utf-8"))
    return {label: f"{table[label][2]:.3f}" for label in LABELS[corpus]}


def _write(out: Path, paths: list[Path], extract: Callable[[Source], object]) -> None:
    results = extract_all(paths, workers=1, extract=extract)  # type: ignore[arg-type]
    out.write_text("".join(result.model_dump_json() + "\n" for result in results), "utf-8")


def _speed(corpora: Path, wanted: int, without: frozenset[str]) -> str:
    """Texts a second, and how many times as long as the bare tokenizer takes."""
    lines = (corpora / "abstracts.unlabelled.jsonl").read_text("utf-8").splitlines()
    step = max(1, len(lines) // wanted)
    texts = [json.loads(line)["text"] for line in lines[::step]][:wanted]
    sources = [Source(page_id(text.encode()), f"{number}.txt", text, "utf-8") for number, text in enumerate(texts)]
    bare = spacy.blank("en")
    bare.add_pipe("sentencizer")
    pipeline(without)
    record(sources[0], without)
    began = time.process_time()
    for text in texts:
        bare(text)
    middle = time.process_time()
    for source in sources:
        record(source, without)
    whole = time.process_time() - middle
    return f"{len(texts) / whole:,.0f} ({whole / (middle - began):.0f}x)"


if __name__ == "__main__":
    main()
