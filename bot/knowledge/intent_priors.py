"""How likely the answer is on each subject, given the intent. It is a prior: it never excludes a subject."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from bot.knowledge.training_questions import KnownQuestion

Numbers = NDArray[np.float64]
_DOUBT = 3.0  # pseudo-counts: questions with the overall distribution that are added to those known for each intent
_OWN = 0.9  # how certain it is that the answer is on the subject named by a caller who knows it
_MOST = 3.0  # limit of the prior, which is no proof


class IntentPriors:
    """Counts, over known questions, which intents Rasa's model saw and on which subject the answer was."""

    def __init__(self, subjects: Sequence[str], asked: Sequence[tuple[KnownQuestion, str]]) -> None:
        """Count.

        Args:
            subjects: the subject of every card.
            asked: known questions, each with the subject of the card that answers it.
        """
        names = list(dict.fromkeys(subjects))
        self._subject_of = np.array([names.index(subject) for subject in subjects])
        self._of_asked = {each: names.index(subject) for each, subject in asked}
        intents = dict.fromkeys(intent for each, _ in asked for intent in each.intents)
        self._intents = {name: number for number, name in enumerate(intents)}
        self._counts = np.zeros((len(intents), len(names)))
        for each, subject in self._of_asked.items():
            self._counts[:, subject] += self._shares(each.intents)

    def of(self, intents: Mapping[str, float], meant: frozenset[int], without: KnownQuestion | None = None) -> Numbers:
        """For each card: the logarithm of how much likelier its subject is with these intents than without knowing any.

        Args:
            intents: the intents of the question, with their probabilities.
            meant: cards that a caller named, by position, which is more certain than an intent; empty if none.
            without: a known question that is left out of the counts.
        """
        counts = self._counts
        if without in self._of_asked:
            counts = counts.copy()
            counts[:, self._of_asked[without]] -= self._shares(without.intents)
        shares = self._shares(intents)
        usual = (counts.sum(axis=0) + 1) / (counts.sum() + counts.shape[1])
        of_intent = (counts + _DOUBT * usual) / (counts.sum(axis=1, keepdims=True) + _DOUBT)
        likely = shares @ of_intent + max(0.0, 1 - shares.sum()) * usual
        if meant:
            named = np.zeros(len(usual))
            named[list({int(self._subject_of[card]) for card in meant})] = 1
            likely = _OWN * named / named.sum() + (1 - _OWN) * likely
        leaning: Numbers = np.clip(np.log(likely / usual), -_MOST, _MOST)[self._subject_of]
        return leaning

    def _shares(self, intents: Mapping[str, float]) -> Numbers:
        shares = np.zeros(len(self._intents))
        for name, share in intents.items():
            if name in self._intents:
                shares[self._intents[name]] = share
        return shares
