"""The layers that are tuned, on top of those that stay as the package has them and are computed once for each text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import torch
from torch import nn

from bot.encoder.bounds import bounded
from tuning.layers import Layer, Packed, Words, masked, pooled
from tuning.package import Package

LOWEST = 8  # the first layer that is tuned
MOST_TOKENS = 1500  # of a batch that is learnt from, blanks counted; of one that is only computed, four times as many
_RATE = 1e-4


class UpperLayers(nn.ModuleList):
    """The tuned layers, and what each text is below them."""

    def __init__(self, package: Package, texts: Sequence[str]) -> None:
        super().__init__(Layer(package, number) for number in range(LOWEST, package.depth))
        self._package = package
        self._tokens = [package.tokens(bounded(text)) for text in texts]
        self.lengths = np.array([len(each) for each in self._tokens])
        self._below, self.untouched = self._computed()

    def _computed(self) -> tuple[list[np.ndarray], np.ndarray]:
        """What each text is below the layers that are tuned, and its untouched vector."""
        words, package = Words(self._package), self._package
        lower = [Layer(package, number).bfloat16().eval() for number in range(package.depth)]
        below: list[np.ndarray] = [np.zeros(0)] * len(self._tokens)
        vectors = np.zeros((len(below), package.width), np.float32)
        with torch.no_grad():
            for batch in self.batches(range(len(below)), 4 * MOST_TOKENS):
                lengths = self.lengths[batch].tolist()
                tokens = np.array([self._tokens[row] + [1] * (max(lengths) - len(self._tokens[row])) for row in batch])
                seen, mask = words(tokens).bfloat16(), masked(lengths, max(lengths)).bfloat16()
                for number, layer in enumerate(lower):
                    if number == LOWEST:
                        for row, each, length in zip(batch, seen.half().numpy(), lengths, strict=True):
                            below[row] = each[:length].copy()
                    seen = layer(seen, mask)
                vectors[batch] = pooled(seen, lengths).numpy()
        return below, vectors

    def batches(
        self, rows: Sequence[int] | np.ndarray, most: int, chance: np.random.Generator | None = None
    ) -> list[list[int]]:
        """Rows of about one length together; `chance`: in another order each time."""
        rows = np.asarray(rows)
        lengths = self.lengths[rows].astype(float)
        if chance is not None:
            lengths *= np.exp(chance.normal(0, 0.12, len(rows)))
        found: list[list[int]] = [[]]
        longest = 0
        for row in rows[np.argsort(lengths, kind="stable")].tolist():
            longest = max(longest, self.lengths[row])
            if found[-1] and longest * (len(found[-1]) + 1) > most:
                found.append([])
                longest = self.lengths[row]
            found[-1].append(row)
        if chance is not None:
            chance.shuffle(found)
        return found

    def vectors(self, batch: Sequence[int]) -> torch.Tensor:
        """The vectors of a batch of texts of about one length."""
        lengths = self.lengths[batch].tolist()
        padded = np.zeros((len(batch), max(lengths), self._package.width), np.float16)
        for at, row in enumerate(batch):
            padded[at, : lengths[at]] = self._below[row]
        seen, mask = torch.tensor(padded).bfloat16(), masked(lengths, max(lengths)).bfloat16()
        with torch.autocast("cpu", dtype=torch.bfloat16):
            for layer in self:
                seen = layer(seen, mask)
        return pooled(seen, lengths)

    def all_vectors(self) -> np.ndarray:
        """The vectors of all texts as the layers are now; nothing is learnt from them."""
        was, found = self.training, np.zeros_like(self.untouched)
        self.eval()
        with torch.no_grad():
            for batch in self.batches(range(len(found)), 4 * MOST_TOKENS):
                found[batch] = self.vectors(batch).numpy()
        self.train(was)
        return found

    def groups(self) -> Iterator[dict[str, object]]:
        """What an optimizer is given."""
        yield {"params": [each for each in self.parameters() if each.ndim > 1], "lr": _RATE, "weight_decay": 0.01}
        yield {"params": [each for each in self.parameters() if each.ndim == 1], "lr": _RATE, "weight_decay": 0.0}

    def saved(self) -> Mapping[str, object]:
        """What `bot.encoder` lays over the package's file: the layers in four bits."""
        tensors = dict(pair for number, layer in enumerate(self, LOWEST) for pair in layer.told(number))
        start, layers = self._package.changed(tensors)
        return {"untouched": np.array(self._package.digest), "start": start, "layers": layers}


def in_fours(asked: bool) -> None:
    """Whether the weights are read in the four bits of the package from now on, or as they are learnt."""
    Packed.in_fours = asked
