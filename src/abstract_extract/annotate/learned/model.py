"""The trained model of number roles: an encoder, a reader of the sequence of numbers, and the chain over their roles.

The files of a model lie in one folder: `encoder.onnx` (word pieces to vectors), `numbers.onnx` (vectors and arithmetic
to a score for each role and each status), `chain.json` (roles, tables of the chain, tags, version), `statuses.json` (words
that tell a status) and `vocabulary.txt`. They are run by ONNX Runtime on one thread, a text at a time, so that the same
text has the same roles in whatever company it comes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from abstract_extract.errors import ModelError
from abstract_extract.model import model_folder
from abstract_extract.proposals import Confidence, Family, NumberRole, Reading
from abstract_extract.study import Sentence, numbers_of

from .features import features_of
from .names import Tagger, Vectors, names_of
from .sequence import Scores, marginals
from .statuses import StatusReader, status_signs
from .windows import Window, windows_of
from .wordpieces import WordPieces

if TYPE_CHECKING:
    from onnxruntime import InferenceSession


ASKED: Mapping[str, bool] = {"compared": False, "all": True}
"""The names of the confidences in `chain.json`, by whether every count is asked for."""


@cache
def shipped_model() -> RoleModel:
    """The shipped model, loaded once. Raises ModelError."""
    return RoleModel.of_folder(model_folder())


@dataclass(frozen=True, slots=True)
class Chain:
    """What `chain.json` holds: the roles in order, the score of each at the start, of each after each, the confidences."""

    roles: tuple[str, ...]
    start: Scores
    transitions: Scores
    confidence: Mapping[bool, Mapping[Family, Confidence]]
    """By whether every count is asked for."""


class RoleModel:
    """Tells of each number of a text which role it plays, and how sure that is."""

    def __init__(
        self,
        encoder: InferenceSession,
        numbers: InferenceSession,
        chain: Chain,
        tagger: Tagger,
        cutter: WordPieces,
        statuses: StatusReader,
    ) -> None:
        self._encoder = encoder
        self._numbers = numbers
        self._chain = chain
        self._tagger = tagger
        self._cutter = cutter
        self._statuses = statuses

    @classmethod
    def of_folder(cls, folder: Path) -> RoleModel:
        """The model of a folder. Raises ModelError for files that are missing or of another kind."""
        try:
            chain = json.loads((folder / "chain.json").read_text("utf-8"))
            return cls(
                _session(folder / "encoder.onnx"),
                _session(folder / "numbers.onnx"),
                Chain(
                    tuple(chain["roles"]),
                    np.array(chain["start"]),
                    np.array(chain["transitions"]),
                    {counts_all: _confidence(chain["confidence"], name) for name, counts_all in ASKED.items()},
                ),
                Tagger(np.array(chain["tag_weights"], np.float32), np.array(chain["tag_bias"], np.float32)),
                WordPieces.of_file(folder / "vocabulary.txt"),
                StatusReader.of_folder(folder),
            )
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ModelError(f"{folder}: cannot load the model: {' '.join(str(error).split())[:200]}") from error

    def read(self, sentences: Sequence[Sentence], length: int, *, counts_all: bool, start: int = 0) -> Reading:
        """The roles of the numbers of a text's sentences, and names; `length` is the text's, in characters.

        `counts_all` asks for every count, as of a trial of cells; else for those that a trial compares.
        """
        confidence = self._chain.confidence[counts_all]
        numbers = numbers_of(sentences)
        if not numbers:
            return Reading(confidence=confidence)
        windows = windows_of(sentences, self._cutter)
        hidden = [self._encoder.run(None, {"pieces": np.array([window.ids], np.int64)})[0][0] for window in windows]
        vectors = _vectors(windows, hidden, len(numbers))
        features = features_of(sentences, length, counts_all=counts_all, start=start)
        scores, statuses = self._numbers.run(None, {"vectors": vectors[None], "features": features[None]})
        same = [0] + [int(a.index == b.index) for (a, _), (b, _) in pairwise(numbers)]
        likely = marginals(
            np.asarray(scores[0], np.float64), self._chain.start, self._chain.transitions, np.array(same)
        )
        roles = tuple(
            NumberRole(
                sentence.index,
                sentence.start + number.start,
                sentence.start + number.end,
                dict(zip(self._chain.roles, map(float, row), strict=True)),
            )
            for (sentence, number), row in zip(numbers, likely, strict=True)
        )
        seen = {role.start: row for role, row in zip(roles, statuses[0].tolist(), strict=True)}
        reader = partial(self._status, seen) if counts_all else None
        return Reading(roles, names_of(windows, hidden, self._tagger), confidence, reader)

    def _status(
        self, seen: Mapping[int, Sequence[float]], sentence: Sentence, start: int, end: int, role: NumberRole
    ) -> Mapping[str, float]:
        return self._statuses.likely(status_signs(sentence, start, end, role), seen[role.start])


def _confidence(chain: Mapping[str, Any], name: str) -> Mapping[Family, Confidence]:
    return {family: Confidence(**figures) for family, figures in chain.get(name, {}).items()}


def _vectors(windows: Sequence[Window], hidden: Sequence[Vectors], count: int) -> Vectors:
    """For each number the mean vector of its pieces, and its window's first vector behind it."""
    found = np.zeros((count, 2 * hidden[0].shape[1]), np.float32)
    for window, vectors in zip(windows, hidden, strict=True):
        for number in window.numbers:
            found[number.number] = np.concatenate((vectors[list(number.positions)].mean(axis=0), vectors[0]))
    return found


def _session(path: Path) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    # Several pages are worked on at once by processes; within one, a second thread would only be in the way.
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:
        raise ModelError(f"{path}: cannot load the model: {' '.join(str(error).split())[:200]}") from error
