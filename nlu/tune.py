"""Tunes the upper layers of multilingual-e5-small to strangers' messages, and writes `bot/encoder/messages.npz`.

A first round is in full precision; in the second the weights are in the four bits of the package, without which
rounding would undo what was learnt. Some writers are left out: by their messages it is told how well the encoder does,
and by them alone margins may be set.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import yaml
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.importers.rasa import RasaFileImporter
from torch import nn
from torch.nn import functional

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from components.intents import Parts, writer  # noqa: E402
from components.people import is_of_its_card, with_strangers  # noqa: E402
from components.tokens import NamingTokenizer  # noqa: E402
from tuning.package import Package  # noqa: E402
from tuning.upper_layers import MOST_TOKENS, UpperLayers, in_fours  # noqa: E402

from bot.encoder.tuned import MESSAGES, UNTOUCHED  # noqa: E402

NLU = ROOT / "nlu"
LEFT_OUT = frozenset({"t10", "t15", "t2", "t24", "t29", "t6"})  # writers; of danger, where they are not told, a fourth
EMERGENCY, OUT_OF_SCOPE = "emergency", "out_of_scope"
_OURS = 0.2  # of our own phrases, what share is learnt from
_OURS_COUNT = 0.5  # and what one of them counts, where a stranger's counts 1
_DANGER_COUNTS = 2.0
_SCALE = 8.0  # of a direction, before the heads
_HEADS_RATE = 1e-3
_DROPOUT, _SMOOTHING = 0.2, 0.05
_WARM = 0.06  # share of the steps until the rate is whole
_FOURTH = 4


@dataclass(frozen=True)
class Texts:
    """What is learnt from, a row for each: an intent or none (-1), danger or not, and whether that is told."""

    texts: list[str]
    intents: np.ndarray
    danger: np.ndarray
    told: np.ndarray
    counts: np.ndarray  # what the intent counts
    learnt: np.ndarray  # not left out
    names: list[str]


def gather() -> Texts:
    """The messages as the pipeline gives them to the encoder, and the phrases of danger as they were written."""
    importer = RasaFileImporter(
        str(NLU / "config.yml"),
        str(ROOT / "domain.yml"),
        [str(NLU / "data"), str(NLU / "words.yml"), str(ROOT / "var" / "training")],
    )
    data = with_strangers(importer.get_nlu_data())
    pipeline = yaml.safe_load((NLU / "config.yml").read_text("utf-8"))["pipeline"]
    settings = next(each for each in pipeline if each["name"].endswith("NamingTokenizer"))
    with tempfile.TemporaryDirectory() as folder:
        tokenizer = NamingTokenizer(
            {**NamingTokenizer.get_default_config(), "forgiving": settings["forgiving"]},
            LocalModelStorage(Path(folder)), Resource("tokens"), {},
        )  # fmt: skip
        tokenizer.train(data)
    read = [each for each in tokenizer.process_training_data(data).intent_examples if each.get("text")]
    messages = [each for each in read if not is_of_its_card(each)]  # of which nobody looked whether danger is told
    lines = [line.split("\t") for line in (ROOT / "bot/safety/phrases.tsv").read_text("utf-8").splitlines()]
    lines = [line for line in lines if line[0] != "unclear"]
    writers = np.array([writer(each) for each in messages])
    wants = [each.get("intent") for each in messages]
    names = sorted(set(wants))
    ours = writers == ""
    kept = ~np.isin(writers, list(LEFT_OUT)) & (~ours | (np.random.default_rng(0).random(len(ours)) < _OURS))
    texts = [Parts.of(each).texts[0] for each in messages] + [text for _, _, text in lines]
    return Texts(
        texts=texts,
        intents=np.array([names.index(each) for each in wants] + [-1] * len(lines)),
        danger=np.array([False] * len(messages) + [line[0] == "danger" for line in lines]),
        told=np.array([each != EMERGENCY for each in wants] + [True] * len(lines)),
        counts=np.concatenate([np.where(ours, _OURS_COUNT, 1.0), np.zeros(len(lines))]),
        learnt=np.concatenate([kept, np.arange(len(lines)) % _FOURTH != 0]),
        names=names,
    )


class Tuning:
    """The upper layers and two heads, learnt together."""

    def __init__(self, package: Package, texts: Texts) -> None:
        self._package, self._texts = package, texts
        self._layers = UpperLayers(package, texts.texts)
        vectors = self._layers.untouched
        self._rows = np.flatnonzero(texts.learnt)
        self._centre = torch.tensor(vectors[self._rows].mean(axis=0))
        self._heads = nn.Linear(package.width, len(texts.names) + 1)
        nn.init.zeros_(self._heads.weight)
        nn.init.zeros_(self._heads.bias)
        counts = np.bincount(texts.intents[texts.intents >= 0], minlength=len(texts.names))
        balance = np.sqrt(counts.sum() / np.maximum(counts, 1))
        self._balance = torch.tensor(balance / (balance * counts).sum() * counts.sum(), dtype=torch.float32)
        self._begin(vectors)

    def _margins(self, vectors: torch.Tensor, dropout: float = 0.0) -> torch.Tensor:
        seen = functional.normalize(vectors - self._centre, dim=1) * _SCALE
        return self._heads(functional.dropout(seen, dropout, dropout > 0))

    def _cost(self, vectors: torch.Tensor, rows: Sequence[int], dropout: float) -> torch.Tensor:
        margins, at = self._margins(vectors, dropout), list(rows)
        intents, danger = (torch.tensor(each[at]) for each in (self._texts.intents, self._texts.danger))
        counts, told = (torch.tensor(each[at]).float() for each in (self._texts.counts, self._texts.told))
        wrong = functional.cross_entropy(
            margins[:, :-1], intents.clamp(min=0), self._balance, reduction="none", label_smoothing=_SMOOTHING
        )
        alarm = functional.binary_cross_entropy_with_logits(margins[:, -1], danger.float(), reduction="none")
        return (counts * wrong + _DANGER_COUNTS * told * alarm).mean()

    def _begin(self, vectors: np.ndarray, steps: int = 150) -> None:
        """The heads alone, on the untouched vectors: heads that know nothing would pull the layers about."""
        known, most = torch.tensor(vectors[self._rows]), 0.03
        optimizer = torch.optim.AdamW(self._heads.parameters(), lr=most, weight_decay=1e-3)
        for step in range(steps):
            optimizer.param_groups[0]["lr"] = most * (1 - step / steps)
            self._step(optimizer, self._cost(known, self._rows, 0.0))

    def learn(self, *, packed: bool) -> None:
        """All texts once."""
        in_fours(packed)
        optimizer = torch.optim.AdamW(self._groups())
        rates = [group["lr"] for group in optimizer.param_groups]
        batches = self._layers.batches(self._rows, MOST_TOKENS, np.random.default_rng(int(packed)))
        self._layers.train()
        for step, batch in enumerate(batches, 1):
            share = min(1, step / (_WARM * len(batches))) * (1 - step / len(batches) / (1 if packed else 2))
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * share
            cost = self._cost(self._layers.vectors(batch), batch, _DROPOUT)
            self._step(optimizer, cost * len(batch) * self._package.depth / MOST_TOKENS)
            if step % 100 == 0:
                print(f"step {step} of {len(batches)}: {cost.item():.2f}", flush=True)
        self._layers.eval()

    def _groups(self) -> Iterator[dict[str, object]]:
        yield from self._layers.groups()
        yield {"params": list(self._heads.parameters()), "lr": _HEADS_RATE, "weight_decay": 1e-3}

    def _step(self, optimizer: torch.optim.Optimizer, cost: torch.Tensor) -> None:
        optimizer.zero_grad()
        cost.backward()
        nn.utils.clip_grad_norm_(self._layers.parameters(), 1.0)
        optimizer.step()

    def report(self) -> str:
        """By the heads alone, on what was left out."""
        out = np.flatnonzero(~self._texts.learnt & (self._texts.counts != _OURS_COUNT))
        margins = np.zeros((len(self._texts.texts), len(self._texts.names) + 1), np.float32)
        with torch.no_grad():
            for batch in self._layers.batches(out, 4 * MOST_TOKENS):
                margins[batch] = self._margins(self._layers.vectors(batch)).numpy()
        wanted = out[self._texts.intents[out] >= 0]
        right = (margins[wanted, :-1].argmax(axis=1) == self._texts.intents[wanted]).mean()
        calm = np.quantile(margins[wanted, -1][self._texts.told[wanted]], 0.99)
        caught = (margins[out[self._texts.danger[out]], -1] >= calm).mean()
        return f"left out: {right:.3f} of intents right; {caught:.3f} of danger, where 1 in 100 others is taken for it"

    def write(self) -> None:
        """The layers in four bits and the heads."""
        np.savez_compressed(
            MESSAGES, **self._layers.saved(),
            intents=np.array(self._texts.names), centre=self._centre.numpy(),
            weights=_SCALE * self._heads.weight.detach().numpy().T, bias=self._heads.bias.detach().numpy(),
        )  # fmt: skip


def main() -> None:
    """Half an hour of two cores."""
    torch.manual_seed(0)
    package = Package(UNTOUCHED)
    tuning = Tuning(package, gather())
    print(f"untouched; {tuning.report()}", flush=True)
    for packed in (False, True):
        tuning.learn(packed=packed)
        print(f"in four bits: {packed}; {tuning.report()}", flush=True)
    tuning.write()
    print(f"{MESSAGES.relative_to(ROOT)} is written. Then: make danger, bot train, and the margins of both.")


if __name__ == "__main__":
    main()
