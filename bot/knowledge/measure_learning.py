"""Learns the measure by which a question is compared with facts and with known questions (`bot knowledge learn`).

A question is to be more similar to the ways in which other people ask for its fact, and to the text of that fact, than
to anything else (neighbourhood components analysis). It is never compared with another question of its own writer for
the same fact: somebody new has asked nothing before. Deterministic.
"""

from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.knowledge.fact_index import FactIndex
from bot.knowledge.meaning import Meanings
from bot.knowledge.measure import Measure, joined
from bot.knowledge.vectors import Vectors
from bot.knowledge.within_class_covariance import metric

_SIZE = 320  # directions that are kept
_SHARP = 0.07  # how much nearer is how much likelier
_PASSES, _TOGETHER, _PACE = 6, 1024, 2e-3
_COMPARED = 0.5  # share of the questions that a step compares with: no way to ask must be relied on
_FAR = -1e4


@dataclass(frozen=True, slots=True)
class Example:
    """A text, with the fact that it asks for or states."""

    text: int  # its row among the vectors
    subject: int  # the same for texts that nothing tells apart
    writer: str = ""  # "" for a fact's own text, and for what nobody in particular asked
    region: str = ""
    tells: bool = False  # a fact's own text


def measure_of(index: FactIndex, meanings: Sequence[Meanings], unseen: Set[str]) -> Measure:
    """Learn the measure for a knowledge base.

    `unseen`: writers whose questions are left out, because something else is learnt from them afterwards by this
    measure.
    """
    texts, facts = index.compared, index.facts
    told = [(number, text) for of_language in texts.facts for number, text in enumerate(of_language)]
    asked = list(zip(map(int, texts.form_of), texts.forms, texts.writers, strict=True))
    subjects = subjects_of([*told, *((number, text) for number, text, _ in asked)], len(facts))
    rows = {text: row for row, text in enumerate(dict.fromkeys([*(text for _, text in told), *texts.forms]))}
    examples = [Example(rows[text], subjects[n], "", facts[n].region, tells=True) for n, text in told]
    examples += [
        Example(rows[text], subjects[n], writer, facts[n].region) for n, text, writer in asked if writer not in unseen
    ]
    once = {(each.text, each.subject): each for each in reversed(examples)}
    return learn_measure([each.at_hand(list(rows)) for each in meanings], list(once.values()))


def subjects_of(texts: Iterable[tuple[int, str]], count: int) -> list[int]:
    """For each fact, the number of its group: facts that share a text, directly or through others."""
    parents = list(range(count))

    def first(number: int) -> int:
        while parents[number] != number:
            parents[number] = number = parents[parents[number]]
        return number

    owners: dict[str, int] = {}
    for number, text in texts:
        one, other = sorted((first(number), first(owners.setdefault(text, number))))
        parents[other] = one
    return [first(number) for number in range(count)]


def learn_measure(vectors: Sequence[Vectors], examples: Sequence[Example]) -> Measure:
    """The measure learnt from examples; `vectors`: those of each encoder, one row a text."""
    told = np.array([each.text for each in examples])
    subjects = np.array([each.subject for each in examples])
    centre = np.concatenate([each[told].mean(axis=0) for each in vectors])
    seen = joined(vectors, centre)
    matrix = _begun(seen, [each.shape[1] for each in vectors], told, subjects)
    steps = _Steps(matrix)
    compared = _Compared(examples, told, subjects)
    chance = np.random.default_rng(0)
    rounds = [batch for _ in range(_PASSES) for batch in compared.batches(chance)]
    for number, batch in enumerate(rounds, 1):
        steps.step(compared.slope(seen, matrix, batch, chance), _PACE * (1 - number / (len(rounds) + 1)))
    return Measure(centre.astype(np.float32), matrix)


class _Compared:
    """Which texts are compared with which, and which of these ask for the same."""

    def __init__(self, examples: Sequence[Example], told: NDArray[np.intp], subjects: NDArray[np.intp]) -> None:
        self._told, self._subjects = told, subjects
        self._writers = np.unique([each.writer for each in examples], return_inverse=True)[1]
        self._regions = np.unique([each.region for each in examples], return_inverse=True)[1]
        self._somewhere = np.array([bool(each.region) for each in examples])
        self._tells = np.array([each.tells for each in examples])
        self._asked = np.flatnonzero([bool(each.writer) for each in examples])

    def batches(self, chance: np.random.Generator) -> Iterator[NDArray[np.intp]]:
        """All questions once."""
        yield from np.array_split(chance.permutation(self._asked), max(len(self._asked) // _TOGETHER, 1))

    def slope(self, seen: Vectors, matrix: Vectors, batch: NDArray[np.intp], chance: np.random.Generator) -> Vectors:
        """Where the likelihood of the right fact rises, for some questions and part of what they are compared with."""
        others = np.flatnonzero(self._tells | (chance.random(len(self._told)) < _COMPARED))
        texts, at = np.unique(np.concatenate([self._told[others], self._told[batch]]), return_inverse=True)
        turned = seen[texts] @ matrix
        lengths = np.maximum(np.linalg.norm(turned, axis=1, keepdims=True), 1e-9)
        directions = turned / lengths
        theirs, mine = at[: len(others)], at[len(others) :]
        right, left_out = self._same(batch, others)
        near = np.where(left_out, _FAR, directions[mine] @ directions[theirs].T / _SHARP)
        pull = _pull(near, right) + _pull(np.where(self._tells[others], near, _FAR), right)
        pulls = np.zeros_like(directions)
        np.add.at(pulls, mine, pull @ directions[theirs])
        np.add.at(pulls, theirs, pull.T @ directions[mine])
        pulls -= directions * (pulls * directions).sum(axis=1, keepdims=True)
        slope: Vectors = seen[texts].T @ (pulls / lengths) / len(batch)
        return slope

    def _same(self, batch: NDArray[np.intp], others: NDArray[np.intp]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """Which texts ask for the same, and which are not compared: itself, its writer's, those of other regions."""

        def alike(values: NDArray[np.intp]) -> NDArray[np.bool_]:
            found: NDArray[np.bool_] = values[batch][:, None] == values[others][None]
            return found

        same = alike(self._subjects)
        elsewhere = self._somewhere[batch][:, None] & self._somewhere[others][None] & ~alike(self._regions)
        return same, alike(self._told) | (alike(self._writers) & same) | (elsewhere & ~same)


def _pull(near: Vectors, right: NDArray[np.bool_]) -> Vectors:
    """How much nearer each should come, for questions that have any right one."""
    odds = np.exp(near - near.max(axis=1, keepdims=True))
    hit = odds * right
    likely = hit.sum(axis=1, keepdims=True)
    pull: Vectors = np.where(
        likely > 1e-20, hit / np.maximum(likely, 1e-20) - odds / odds.sum(axis=1, keepdims=True), 0
    )
    return pull


def _begun(seen: Vectors, sizes: Sequence[int], told: NDArray[np.intp], subjects: NDArray[np.intp]) -> Vectors:
    """The matrix to begin with: directions in which questions for one fact differ count less, then the widest are kept.

    It treats each encoder's part by itself.
    """
    matrix = np.zeros((sum(sizes), sum(sizes)), dtype=np.float32)
    for start, end in zip(np.cumsum([0, *sizes]), np.cumsum(sizes), strict=False):
        own = metric(seen[told, start:end], subjects)
        matrix[start:end, start:end] = own / np.linalg.norm(seen[told, start:end] @ own, axis=1).mean()
    turned = seen[told] @ matrix
    _, widest = np.linalg.eigh((turned.T @ turned / len(turned)).astype(np.float64))
    begun: Vectors = (matrix @ widest[:, ::-1][:, :_SIZE]).astype(np.float32)
    return begun


class _Steps:
    """Gradient ascent by Adam on one matrix, which is changed in place."""

    def __init__(self, matrix: Vectors) -> None:
        self._matrix, self._number = matrix, 0
        self._pace, self._spread = np.zeros_like(matrix), np.zeros_like(matrix)

    def step(self, slope: Vectors, pace: float) -> None:
        """Change the matrix by one step."""
        self._number += 1
        self._pace += 0.1 * (slope - self._pace)
        self._spread += 0.001 * (slope**2 - self._spread)
        mean, wide = self._pace / (1 - 0.9**self._number), self._spread / (1 - 0.999**self._number)
        self._matrix += pace * mean / (np.sqrt(wide) + 1e-8)
