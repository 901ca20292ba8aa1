"""A trained network as the files that the learned stage loads: ONNX graphs, the encoder's weights in eight bits."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from abstract_extract.annotate.learned.features import NAMES
from abstract_extract.annotate.learned.statuses import FILE as STATUSES_FILE
from abstract_extract.proposals import ROLES, Confidence, Family

from .network import Network

OPSET = 17
CHAIN = "chain.json"


def export(network: Network, vocabulary: Path, folder: Path) -> None:
    """Writes `encoder.onnx`, `numbers.onnx` and `vocabulary.txt`, and a `chain.json` without confidences.

    The statuses' weights have to lie in the folder: the version is a digest of them too.
    """
    folder.mkdir(parents=True, exist_ok=True)
    # Traced with the library's own attention, which exporters know.
    with tempfile.TemporaryDirectory() as work, torch.no_grad():
        full = Path(work, "encoder.onnx")
        torch.onnx.export(
            network.encoder,
            (torch.ones(1, 16, dtype=torch.long),),
            str(full),
            input_names=["pieces"],
            output_names=["vectors"],
            dynamic_axes={"pieces": {1: "length"}, "vectors": {1: "length"}},
            opset_version=OPSET,
            dynamo=False,
        )
        # One scale a column: with one for a whole table, the rare large weights cost the many small ones their digits.
        quantize_dynamic(full, folder / "encoder.onnx", weight_type=QuantType.QInt8, per_channel=True)
        torch.onnx.export(
            network.reader,
            (torch.zeros(1, 3, 2 * network.encoder.width), torch.zeros(1, 3, len(NAMES))),
            str(folder / "numbers.onnx"),
            input_names=["vectors", "features"],
            output_names=["scores", "statuses"],
            dynamic_axes={name: {1: "numbers"} for name in ("vectors", "features", "scores", "statuses")},
            opset_version=OPSET,
            dynamo=False,
        )
    shutil.copyfile(vocabulary, folder / "vocabulary.txt")
    _write_chain(network, folder)


def write_confidence(folder: Path, confidence: Mapping[str, Mapping[Family, Confidence]]) -> None:
    """Puts the confidences into a folder's `chain.json`."""
    chain = json.loads((folder / CHAIN).read_text("utf-8"))
    chain["confidence"] = {
        name: {family: asdict(figures) for family, figures in families.items()} for name, families in confidence.items()
    }
    _put(chain, folder)


def write_confidence_of_facts(folder: Path, fitted: Mapping[Family, tuple[float, float]]) -> None:
    """Puts slope and bias of facts into the confidences, whatever is asked for."""
    chain = json.loads((folder / CHAIN).read_text("utf-8"))
    for families in chain["confidence"].values():
        for family, (slope, bias) in fitted.items():
            families[family] |= {"fact_slope": slope, "fact_bias": bias}
    _put(chain, folder)


def _write_chain(network: Network, folder: Path) -> None:
    digest = hashlib.sha256()
    for name in ("encoder.onnx", "numbers.onnx", STATUSES_FILE):
        digest.update((folder / name).read_bytes())
    chain = {
        "version": digest.hexdigest()[:16],
        "roles": list(ROLES),
        "start": _figures(network.start),
        "transitions": _figures(network.transitions),
        "tag_weights": _figures(network.tagger.weight),
        "tag_bias": _figures(network.tagger.bias),
        "confidence": {},
    }
    _put(chain, folder)


def _put(chain: Mapping[str, object], folder: Path) -> None:
    (folder / CHAIN).write_text(json.dumps(chain, indent=1) + "\n", "utf-8")


def _figures(values: torch.Tensor) -> object:
    figures = (values.detach().double() * 1e6).round() / 1e6
    return figures.tolist()
