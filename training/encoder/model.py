"""The encoder in torch: a small BERT with one linear layer on each piece. Only for training and export.

Sentence outputs are a weighted mean of piece outputs (one output is the weight), so the exported graph has one output
per piece and the reader pools with NumPy.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from training.encoder.labels import OUTPUTS, PER_ROLE, ROLES

WIDTH, HEADS, INNER = 384, 12, 1536
POSITIONS = 256


class Layer(nn.Module):
    """One block: attention and feed-forward, each with a residual and a norm after it."""

    def __init__(self, drop: float) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(WIDTH, WIDTH) for _ in range(3))
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.drop = nn.Dropout(drop)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """(batch, pieces, width) to the same; `mask` (batch, 1, 1, pieces) is added to the attention scores."""
        b, n, _ = x.shape
        q, k, v = (f(x).view(b, n, HEADS, WIDTH // HEADS).transpose(1, 2) for f in (self.query, self.key, self.value))
        mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=mask).transpose(1, 2).reshape(b, n, WIDTH)
        x = self.norm1(x + self.drop(self.out(mixed)))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Piece ids (batch, pieces) to OUTPUTS logits a piece."""

    def __init__(self, vocabulary: int, layers: int, drop: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, WIDTH, padding_idx=0)
        self.places = nn.Embedding(POSITIONS, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(drop)
        self.layers = nn.ModuleList(Layer(drop) for _ in range(layers))
        self.head = nn.Linear(WIDTH, OUTPUTS)

    def forward(self, ids: Tensor) -> Tensor:
        """Zero is padding."""
        mask = (ids == 0)[:, None, None, :] * -10000.0
        x = self.drop(self.norm(self.words(ids) + self.places.weight[: ids.shape[1]]))
        for layer in self.layers:
            x = layer(x, mask)
        return self.head(x)


def from_base(weights: dict[str, Tensor], kept: list[int], layers: int) -> Encoder:
    """An encoder that starts from MiniLM's weights: the rows `kept` of its vocabulary and its first `layers` layers."""
    model = Encoder(len(kept), layers)
    with torch.no_grad():
        model.head.bias.zero_()
        model.head.bias[0 : PER_ROLE * len(ROLES) : PER_ROLE] = 3.0  # most words fill no role
        model.words.weight.copy_(weights["embeddings.word_embeddings.weight"][kept])
        places = weights["embeddings.position_embeddings.weight"][:POSITIONS]
        model.places.weight.copy_(places + weights["embeddings.token_type_embeddings.weight"][0])
        _copy(model.norm, weights, "embeddings.LayerNorm")
        for number, layer in enumerate(model.layers):
            at = f"encoder.layer.{number}."
            for ours, theirs in (
                ("query", "attention.self.query"),
                ("key", "attention.self.key"),
                ("value", "attention.self.value"),
                ("out", "attention.output.dense"),
                ("norm1", "attention.output.LayerNorm"),
                ("up", "intermediate.dense"),
                ("down", "output.dense"),
                ("norm2", "output.LayerNorm"),
            ):
                _copy(getattr(layer, ours), weights, at + theirs)
    return model


def _copy(module: nn.Module, weights: dict[str, Tensor], name: str) -> None:
    module.weight.copy_(weights[f"{name}.weight"])
    module.bias.copy_(weights[f"{name}.bias"])
