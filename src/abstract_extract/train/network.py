"""The network: an encoder of word pieces, a reader of the sequence of numbers, a chain over roles, tags of names."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import AutoModel
from transformers.models.bert import modeling_bert

from abstract_extract.annotate.learned.features import NAMES
from abstract_extract.annotate.learned.names import KINDS
from abstract_extract.annotate.learned.statuses import STATUSES
from abstract_extract.proposals import ROLES

WIDTH = 192
"""Of the reader of numbers, in each direction."""
DROPPED = 0.1


class Encoder(nn.Module):
    """A small BERT; `forward` gives a vector for each piece."""

    def __init__(self, weights: Path) -> None:
        super().__init__()
        # Dropping attention costs a third of the time on a processor, and gives nothing here.
        self.bert = AutoModel.from_pretrained(
            str(weights), add_pooling_layer=False, attn_implementation="eager", attention_probs_dropout_prob=0.0
        )
        self.bert.embeddings.word_embeddings.weight.requires_grad_(requires_grad=False)

    @property
    def width(self) -> int:
        """Of a piece's vector."""
        return int(self.bert.config.hidden_size)

    def forward(self, pieces: Tensor, mask: Tensor | None = None) -> Tensor:
        """Windows × pieces to windows × pieces × width; `mask` is 1 for pieces and 0 for what fills a window up."""
        hidden: Tensor = self.bert(input_ids=pieces, attention_mask=mask).last_hidden_state
        return hidden


class Reader(nn.Module):
    """From the numbers' vectors and features to a score for each role, and for each status of a count of people."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.features = nn.Sequential(nn.Linear(len(NAMES), 64), nn.GELU())
        self.joined = nn.Sequential(nn.Linear(2 * width + 64, 256), nn.GELU(), nn.Dropout(DROPPED))
        self.sequence = nn.GRU(256, WIDTH, 1, batch_first=True, bidirectional=True)
        self.scores = nn.Sequential(nn.Dropout(DROPPED), nn.Linear(2 * WIDTH + 256, len(ROLES)))
        self.statuses = nn.Sequential(nn.Dropout(DROPPED), nn.Linear(2 * WIDTH + 256, len(STATUSES)))
        # A way past the reader, so that the encoder learns from the words what the reader would guess from the order.
        self.direct = nn.Linear(2 * width, len(ROLES))

    def forward(self, vectors: Tensor, features: Tensor) -> tuple[Tensor, Tensor]:
        """One text: 1 × numbers × …, to 1 × numbers × roles and 1 × numbers × statuses."""
        joined = self._joined(vectors, features)
        read, _ = self.sequence(joined)
        return self._scores(read, joined, vectors)

    def batch(self, vectors: Tensor, features: Tensor, lengths: Tensor) -> tuple[Tensor, Tensor]:
        """Several texts, filled up to the longest."""
        joined = self._joined(vectors, features)
        packed = nn.utils.rnn.pack_padded_sequence(joined, lengths, batch_first=True, enforce_sorted=False)
        read, _ = nn.utils.rnn.pad_packed_sequence(
            self.sequence(packed)[0], batch_first=True, total_length=joined.shape[1]
        )
        return self._scores(read, joined, vectors)

    def _joined(self, vectors: Tensor, features: Tensor) -> Tensor:
        joined: Tensor = self.joined(torch.cat([vectors, self.features(features)], -1))
        return joined

    def _scores(self, read: Tensor, joined: Tensor, vectors: Tensor) -> tuple[Tensor, Tensor]:
        both = torch.cat([read, joined], -1)
        return self.scores(both) + self.direct(vectors), self.statuses(both)


class Network(nn.Module):
    """All that is trained."""

    def __init__(self, weights: Path) -> None:
        super().__init__()
        self.encoder = Encoder(weights)
        self.reader = Reader(self.encoder.width)
        self.tagger = nn.Linear(self.encoder.width, 1 + 2 * len(KINDS))
        self.start = nn.Parameter(torch.zeros(len(ROLES)))
        self.transitions = nn.Parameter(torch.zeros(2, len(ROLES), len(ROLES)))

    @property
    def device(self) -> torch.device:
        """Where the network is."""
        return self.start.device


def _attention(
    _module: nn.Module,
    query: Tensor,
    key: Tensor,
    value: Tensor,
    attention_mask: Tensor | None,
    scaling: float | None = None,
    dropout: float = 0.0,
    **_: object,
) -> tuple[Tensor, None]:
    """Attention in the type that the vectors have: to change type and back takes longer than the attention itself."""
    texts, heads, length, width = query.shape
    with torch.autocast(query.device.type, enabled=False):
        asked = (query * width**-0.5).reshape(texts * heads, length, width)
        keys = key.reshape(texts * heads, length, width).transpose(1, 2)
        if attention_mask is None:
            scores = torch.bmm(asked, keys)
        else:
            mask = attention_mask.to(asked.dtype)
            mask = mask.expand(texts, heads, mask.shape[2], length).reshape(texts * heads, -1, length)
            scores = torch.baddbmm(mask, asked, keys)
        found = torch.bmm(torch.softmax(scores, -1), value.reshape(texts * heads, length, width))
    return found.reshape(texts, heads, length, width).transpose(1, 2).contiguous(), None


@contextmanager
def quick_attention() -> Iterator[None]:
    """This attention in the place of the library's plain one, while training."""
    plain = modeling_bert.eager_attention_forward
    modeling_bert.eager_attention_forward = _attention
    try:
        yield
    finally:
        modeling_bert.eager_attention_forward = plain
