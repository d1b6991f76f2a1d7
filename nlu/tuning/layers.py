"""The layers of the encoder in PyTorch: the same numbers, and the four bits as the engine will have them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import torch
from torch import nn
from torch.nn import functional

from tuning.package import BLOCK, Package

_PARTS = ("q", "k", "v", "ao", "aln", "fi", "fo", "oln")
_EPSILON = 1e-12
_FAR = -1e4  # added to the likeness of what is not there


def fours(weights: torch.Tensor) -> torch.Tensor:
    """Weights as four bits tell them, with the slope of the weights themselves."""
    with torch.no_grad():
        blocks = weights.reshape(-1, BLOCK)
        largest = blocks.gather(1, blocks.abs().argmax(dim=1, keepdim=True))
        scales = (largest / -8).half().float()
        steps = torch.where(scales == 0, 0.0, blocks / torch.where(scales == 0, 1.0, scales))
        told = ((torch.round(steps) + 8).clamp(0, 15) - 8) * scales
        change = told.reshape(weights.shape) - weights
    return weights + change


class Packed(nn.Linear):
    """A linear layer whose weights are in four bits, from the moment that this is asked for."""

    in_fours = False

    def forward(self, seen: torch.Tensor) -> torch.Tensor:
        """A row for each row."""
        return functional.linear(seen, fours(self.weight) if Packed.in_fours else self.weight, self.bias)


class Layer(nn.Module):
    """Attention and two dense layers, as BERT has them."""

    def __init__(self, package: Package, number: int, dropout: float = 0.1) -> None:
        super().__init__()
        self._heads, self._dropout, width = package.heads, dropout, package.width
        for part in _PARTS:
            numbers = {kind: torch.tensor(package.numbers(f"l{number}.{part}.{kind}")) for kind in ("w", "b")}
            if part.endswith("ln"):
                layer: nn.Module = nn.LayerNorm(width, eps=_EPSILON)
            else:
                size = package.inner if part == "fo" else width
                layer = Packed(size, len(numbers["b"]))
                numbers["w"] = numbers["w"].reshape(-1, size)
            layer.load_state_dict({"weight": numbers["w"], "bias": numbers["b"]})
            self.add_module(part, layer)

    def forward(self, seen: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """`seen`: texts, tokens, width; `mask` is added to how alike tokens are."""
        several, tokens, width = seen.shape
        wanted, offered, told = (
            getattr(self, part)(seen).view(several, tokens, self._heads, -1).transpose(1, 2) for part in "qkv"
        )
        alike = (wanted * wanted.shape[-1] ** -0.5) @ offered.transpose(-1, -2) + mask
        heard = torch.softmax(alike.float(), -1).to(told.dtype) @ told
        heard = self.ao(heard.transpose(1, 2).reshape(several, tokens, width))
        seen = self.aln(seen + functional.dropout(heard, self._dropout, self.training))
        thought = self.fo(functional.gelu(self.fi(seen)))
        return self.oln(seen + functional.dropout(thought, self._dropout, self.training))

    def told(self, number: int) -> Iterator[tuple[str, np.ndarray]]:
        """The tensors, by their names in the package."""
        for part in _PARTS:
            layer = getattr(self, part)
            yield f"l{number}.{part}.w", layer.weight.detach().numpy().ravel()
            yield f"l{number}.{part}.b", layer.bias.detach().numpy()


class Words:
    """What goes into the first layer: the word, its place, and that it is a sentence."""

    def __init__(self, package: Package) -> None:
        width = package.width
        self._words = package.numbers("emb.word").reshape(-1, width)
        self._places = torch.tensor(package.numbers("emb.pos").reshape(-1, width))
        self._sentence = torch.tensor(package.numbers("emb.type")[:width])
        self._scale, self._shift = (torch.tensor(package.numbers(f"emb.ln.{kind}")) for kind in "wb")

    def __call__(self, tokens: np.ndarray) -> torch.Tensor:
        """Of texts, tokens."""
        seen = torch.tensor(self._words[tokens]) + self._places[: tokens.shape[1]] + self._sentence
        return functional.layer_norm(seen, seen.shape[-1:], self._scale, self._shift, _EPSILON)


def masked(lengths: Sequence[int], most: int) -> torch.Tensor:
    """What keeps the blanks after a text from being heard."""
    absent = torch.arange(most)[None] >= torch.tensor(lengths)[:, None]
    return torch.zeros(len(lengths), 1, 1, most).masked_fill(absent[:, None, None], _FAR)


def pooled(seen: torch.Tensor, lengths: Sequence[int]) -> torch.Tensor:
    """The mean of a text's tokens, of length 1."""
    present = torch.arange(seen.shape[1])[None] < torch.tensor(lengths)[:, None]
    return functional.normalize((seen.float() * present[..., None]).sum(1), dim=1)
