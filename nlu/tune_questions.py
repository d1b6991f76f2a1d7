"""Tunes the upper layers of multilingual-e5-small to what people ask for facts; writes `bot/encoder/questions.npz`.

A question is to lie nearer to the text of its fact, and to what *another* writer asked for it, than to other facts and
to what is asked for those. A step looks at groups of facts that lie near each other, since these are what is mistaken.
The last two rounds are with the weights in the four bits of the package, without which rounding would undo what was
learnt.
Some writers are left out, and with them those whose questions the weights of the answers are learnt from.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import nn

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "nlu")]

from tuning.package import Package  # noqa: E402
from tuning.upper_layers import MOST_TOKENS, UpperLayers, in_fours  # noqa: E402

from bot.encoder.tuned import QUESTIONS, UNTOUCHED  # noqa: E402
from bot.knowledge import load_knowledge  # noqa: E402
from bot.knowledge.fact_index import FactIndex  # noqa: E402
from bot.knowledge.meaning import Encoder, Meanings, use  # noqa: E402
from bot.knowledge.measure_learning import subjects_of  # noqa: E402
from bot.knowledge.training_questions import asked_before, written  # noqa: E402

LEFT_OUT = frozenset({"fq-5", "fq-12", "fq-19", "fq-26", "fq-33", "fq-38", "fq-43"})
_ROUNDS, _PACKED = 4, 2  # rounds, and how many of them at the end are in four bits
_TOGETHER, _NEAR = 96, 6  # questions of a step, and how many of them are on facts that lie near each other
_MOST_FORMS = 40  # ways to ask by which it is told where a fact lies
_SHARP = 0.05  # how much nearer is how much likelier
_WARM = 0.06  # share of the steps until the rate is whole
_FAR = -1e4


@dataclass(frozen=True, slots=True)
class Example:
    """A text that asks for a fact, or is its own."""

    text: int  # its row
    subject: int  # the same for facts that no text tells apart
    writer: str  # "" for nobody in particular
    region: str  # of the fact, "" for all of Québec


@dataclass(frozen=True)
class Examples:
    """All that is compared, by what it is on."""

    texts: list[str]
    facts: list[Example]
    questions: list[Example]

    @classmethod
    def gathered(cls) -> Examples:
        """From the knowledge base, as the answers compare it; no vector is needed for that."""
        blind = Encoder("none", 384, lambda texts: np.zeros((len(texts), 384)))
        index = FactIndex(
            load_knowledge(), (Meanings(None, blind, shipped=None), Meanings(None, use())), (), asked_before()
        )
        texts, facts = index.compared, index.facts
        told = [(number, text, "") for of_language in texts.facts for number, text in enumerate(of_language)]
        asked = list(zip(map(int, texts.form_of), texts.forms, texts.writers, strict=True))
        subjects = subjects_of([(number, text) for number, text, _ in (*told, *asked)], len(facts))
        rows = {text: row for row, text in enumerate(dict.fromkeys(text for _, text, _ in (*told, *asked)))}

        def examples(several: Sequence[tuple[int, str, str]]) -> list[Example]:
            return [Example(rows[text], subjects[n], writer, facts[n].region) for n, text, writer in several]

        return cls(list(rows), examples(told), examples(asked))


class Tuning:
    """The upper layers, learnt from what is asked."""

    def __init__(self, package: Package, examples: Examples) -> None:
        unseen = LEFT_OUT | {each.writer for each in written()}
        self._layers, self._facts = UpperLayers(package, examples.texts), examples.facts
        self._left_out = [each for each in examples.questions if each.writer in unseen]
        self._forms = [each for each in examples.questions if each.writer not in unseen]
        self._learnt = [each for each in self._forms if each.writer]
        self._facts_of, self._forms_of = _by_subject(self._facts), _by_subject(self._forms)
        self._subjects = sorted(self._facts_of)
        self._chance = np.random.default_rng(0)
        self._optimizer = torch.optim.AdamW(self._layers.groups())
        self._rate = self._optimizer.param_groups[0]["lr"]

    def learn(self) -> None:
        """All rounds, with a report after each."""
        vectors = self._layers.untouched
        print(f"untouched: {self.report(vectors)}", flush=True)
        steps, taken = len(self._learnt) // _TOGETHER, 0
        for number in range(_ROUNDS):
            in_fours(number >= _ROUNDS - _PACKED)
            self._layers.train()
            for batch in self._batches(vectors, steps):
                taken += 1
                share = taken / (_ROUNDS * steps + 1)
                for group in self._optimizer.param_groups:
                    group["lr"] = self._rate * min(1, share / _WARM) * (1 - share)
                cost = self._step(batch)
                if taken % 40 == 0:
                    print(f"step {taken} of {_ROUNDS * steps}: {cost:.2f}", flush=True)
            vectors = self._layers.all_vectors()
            print(f"round {number + 1}: {self.report(vectors)}", flush=True)

    def _batches(self, vectors: np.ndarray, steps: int) -> Iterator[list[Example]]:
        """Questions on facts that lie near each other, group by group; each question once a round, about."""
        waiting: dict[int, list[Example]] = defaultdict(list)
        for at in self._chance.permutation(len(self._learnt)):
            waiting[self._learnt[at].subject].append(self._learnt[at])
        near = self._near(vectors)
        for _ in range(steps):
            open_ones = [subject for subject, several in waiting.items() if several]
            counts = np.array([len(waiting[subject]) for subject in open_ones], dtype=float)
            size = min(_TOGETHER // _NEAR, len(open_ones))
            seeds = self._chance.choice(len(open_ones), size, replace=False, p=counts / counts.sum())
            batch: list[Example] = []
            for seed in seeds:
                subject = open_ones[seed]
                others = [each for each in near[subject] if waiting[each]]
                batch += [waiting[each].pop() for each in (subject, *others[: _NEAR - 1]) if waiting[each]]
            yield batch

    def _near(self, vectors: np.ndarray) -> Mapping[int, list[int]]:
        """For each subject, the twenty that lie nearest to it, the nearest first."""
        seen = self._centred(vectors)
        places = np.stack(
            [
                seen[[each.text for each in (*self._facts_of[one], *self._forms_of[one][:_MOST_FORMS])]].mean(axis=0)
                for one in self._subjects
            ]
        )
        places /= np.linalg.norm(places, axis=1, keepdims=True)
        alike = places @ places.T
        np.fill_diagonal(alike, -1)
        order = np.argsort(-alike, axis=1)[:, :20]
        return {one: [self._subjects[at] for at in row] for one, row in zip(self._subjects, order, strict=True)}

    def _step(self, batch: Sequence[Example]) -> float:
        keys = [key for each in batch for key in self._keys(each)]
        rows = list(dict.fromkeys(each.text for each in (*batch, *keys)))
        several = self._layers.batches(rows, 2 * MOST_TOKENS)
        vectors = torch.cat([self._layers.vectors(each) for each in several])
        place = {row: at for at, row in enumerate(row for each in several for row in each)}
        asked, told = (vectors[[place[each.text] for each in side]] for side in (batch, keys))
        same = _alike(batch, keys, "subject")
        elsewhere = _named(batch)[:, None] & _named(keys)[None] & ~_alike(batch, keys, "region")
        left_out = _alike(batch, keys, "text") | (elsewhere & ~same)
        near = (asked @ told.T / _SHARP).masked_fill(left_out, _FAR)
        right = same & ~left_out
        others = torch.logsumexp(near.masked_fill(same, _FAR), 1, keepdim=True)
        each = torch.where(right, torch.logaddexp(near, others) - near, torch.zeros(()))
        cost = (each.sum(1) / right.sum(1).clamp(min=1)).mean()
        self._optimizer.zero_grad()
        cost.backward()
        nn.utils.clip_grad_norm_(self._layers.parameters(), 1.0)
        self._optimizer.step()
        return cost.item()

    def _keys(self, asked: Example) -> Iterator[Example]:
        """To what a question is to come near: a text of its fact, and what another writer asked for it."""
        own = [each for each in self._facts_of[asked.subject] if each.region == asked.region]
        yield own[self._chance.integers(len(own))]
        others = [each for each in self._forms_of[asked.subject] if each.writer != asked.writer]
        others = [each for each in others if each.text != asked.text]
        if others:
            yield others[self._chance.integers(len(others))]

    def _centred(self, vectors: np.ndarray) -> np.ndarray:
        rest = vectors - vectors[[each.text for each in self._facts]].mean(axis=0)
        return rest / np.linalg.norm(rest, axis=1, keepdims=True)

    def report(self, vectors: np.ndarray) -> str:
        """By nearness alone, to facts and to ways to ask, on the questions of who was left out."""
        seen = self._centred(vectors)
        right: dict[int, set[int]] = defaultdict(set)
        for each in self._left_out:
            right[each.text].add(each.subject)
        told, asked = (self._nearest(seen, list(right), several) for several in (self._facts, self._forms))
        order = np.argsort(-(told + np.maximum(told, asked)), axis=1)[:, :4].tolist()
        first = sum(row[0] in subjects for row, subjects in zip(order, right.values(), strict=True))
        among = sum(bool(subjects.intersection(row)) for row, subjects in zip(order, right.values(), strict=True))
        return (
            f"of {len(right)} questions left out, first {first / len(right):.3f}, among four {among / len(right):.3f}"
        )

    def _nearest(self, seen: np.ndarray, asked: Sequence[int], several: Sequence[Example]) -> np.ndarray:
        """For each question and subject, the cosine of the nearest of these texts."""
        found = np.full((max(self._subjects) + 1, len(asked)), -1.0, np.float32)
        near = seen[[each.text for each in several]] @ seen[asked].T
        for row, each in zip(near, several, strict=True):
            np.maximum(found[each.subject], row, out=found[each.subject])
        return found.T

    def write(self) -> None:
        """The layers in four bits."""
        np.savez_compressed(QUESTIONS, **self._layers.saved())


def _by_subject(several: Sequence[Example]) -> dict[int, list[Example]]:
    found: dict[int, list[Example]] = defaultdict(list)
    for each in several:
        found[each.subject].append(each)
    return found


def _alike(batch: Sequence[Example], keys: Sequence[Example], name: str) -> torch.Tensor:
    mine, theirs = (np.array([getattr(each, name) for each in side]) for side in (batch, keys))
    return torch.tensor(mine[:, None] == theirs[None])


def _named(several: Sequence[Example]) -> torch.Tensor:
    return torch.tensor([bool(each.region) for each in several])


def main() -> None:
    """Twenty minutes of two cores."""
    torch.manual_seed(0)
    tuning = Tuning(Package(UNTOUCHED), Examples.gathered())
    tuning.learn()
    tuning.write()
    print(f"{QUESTIONS.relative_to(ROOT)} is written. Then: bot knowledge meanings, bot knowledge learn, make guard.")


if __name__ == "__main__":
    main()
