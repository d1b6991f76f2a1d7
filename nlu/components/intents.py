"""The intent, from words, pieces of words, and meaning: the cheapest look that is sure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.sparse import csr_matrix, hstack
from sklearn.svm import LinearSVC

from components.encoders import directions, encoder
from components.features import WordFeatures
from components.tokens import split_words

_FILE = "intents.npz"
_FEATURES = ("terms", "idf")


@dataclass(frozen=True)
class Look:
    """A linear model of the words and of some encoders' vectors. `sharpness` turns its margins into
    probabilities; above `sure` nobody looks longer."""

    encoders: tuple[str, ...]
    sharpness: float
    sure: float
    words: np.ndarray  # columns x intents
    meaning: np.ndarray  # dimensions of all its encoders x intents
    bias: np.ndarray

    def probabilities(self, row: tuple[np.ndarray, np.ndarray], vectors: Sequence[np.ndarray]) -> np.ndarray:
        """Of each intent, for one text."""
        columns, values = row
        margins = values @ self.words[columns] + self.bias
        if vectors:
            margins = margins + np.concatenate(vectors) @ self.meaning
        grown = np.exp(self.sharpness * (margins - margins.max()))
        return grown / grown.sum()


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LookingClassifier(GraphComponent, IntentClassifier):
    """Linear support vectors in several looks, each with one encoder more than the one before.

    Most messages are plain ("oui", "combien coûte un loyer à Alma"), and words alone are sure of them in less than a
    millisecond; only a doubtful one is worth the encoders' time. `config.yml` holds the looks, and how sure
    each must be, as cross-validation found them.
    """

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        self._config = config
        self._storage = storage
        self._resource = resource
        names = dict.fromkeys(name for look in config["looks"] for name in look["encoders"])
        self._encoders = {name: encoder(name) for name in names}
        self._centres: dict[str, np.ndarray] = {}
        self._looks: list[Look] = []
        self._intents: list[str] = []

    @classmethod
    def required_components(cls) -> list[type]:
        """The words come from a tokenizer."""
        return [Tokenizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """One look at the words. `C` is the price of a mistake in training, `meaning` the length of a vector
        where the words have length 1, `favour` what is added to an intent's margin."""
        return {
            "looks": [{"encoders": [], "sharpness": 5.0, "sure": 1.0}],
            "C": 0.5,
            "meaning": 1.0,
            "favour": {},
            "ranking_length": 5,
        }

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LookingClassifier:
        """Untrained."""
        return cls(config, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Learn every look."""
        examples = [example for example in training_data.intent_examples if example.get(TEXT)]
        texts = [example.get(TEXT) for example in examples]
        labels = np.array([example.get(INTENT) for example in examples])
        split = [split_words(example) for example in examples]
        self._features = WordFeatures.fit(split)
        matrix = self._features.matrix(split)
        meanings: dict[str, np.ndarray] = {}
        for name, each in self._encoders.items():
            vectors = each.vectors(texts)
            self._centres[name] = vectors.mean(axis=0)
            meanings[name] = self._scaled(name, vectors)
        for look in self._config["looks"]:
            self._looks.append(self._learn(look, matrix, [meanings[name] for name in look["encoders"]], labels))
        self._persist()
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """The likeliest intent of each message, and those that follow it."""
        for message in messages:
            ranking = self._ranking(message) if message.get(TEXT) else []
            message.set(INTENT, ranking[0] if ranking else {"name": None, "confidence": 0.0}, add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """The training's intents are given."""
        return training_data

    def _learn(self, look: dict[str, Any], words: csr_matrix, meanings: list[np.ndarray], labels: np.ndarray) -> Look:
        everything = hstack([words, *map(csr_matrix, meanings)]).tocsr()
        machine = LinearSVC(C=self._config["C"], class_weight="balanced", random_state=0)
        machine.fit(everything, labels)
        self._intents = machine.classes_.tolist()
        weights = machine.coef_.T.astype(np.float32)
        return Look(
            tuple(look["encoders"]),
            look["sharpness"],
            look["sure"],
            np.ascontiguousarray(weights[: words.shape[1]]),
            np.ascontiguousarray(weights[words.shape[1] :]),
            (machine.intercept_ + [self._config["favour"].get(intent, 0.0) for intent in self._intents]).astype(
                np.float32
            ),
        )

    def _ranking(self, message: Message) -> list[dict[str, Any]]:
        probabilities = self._probabilities(message)
        best = np.argsort(probabilities)[::-1][: self._config["ranking_length"]]
        return [{"name": self._intents[at], "confidence": float(probabilities[at])} for at in best]

    def _probabilities(self, message: Message) -> np.ndarray:
        words = split_words(message)
        row = self._features.row(words)
        vectors: dict[str, np.ndarray] = {}
        for look in self._looks:
            for name in look.encoders:
                if name not in vectors:
                    vectors[name] = self._scaled(name, self._encoders[name].vector(message.get(TEXT)))
            probabilities = look.probabilities(row, [vectors[name] for name in look.encoders])
            if probabilities.max() > look.sure or not self._features.knows_any(words):
                break  # of a text without a single known word the guard believes nothing: no look is worth its time
        return probabilities

    def _scaled(self, name: str, vectors: np.ndarray) -> np.ndarray:
        return directions(vectors, self._centres[name], self._config["meaning"])

    def _persist(self) -> None:
        state = {f"features_{name}": value for name, value in self._features.state().items()}
        state |= {f"centre_{name}": value for name, value in self._centres.items()}
        for at, look in enumerate(self._looks):
            state |= {f"{at}_words": look.words, f"{at}_meaning": look.meaning, f"{at}_bias": look.bias}
        with self._storage.write_to(self._resource) as folder:
            np.savez_compressed(folder / _FILE, intents=np.array(self._intents), **state)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> LookingClassifier:
        """Read it back. A model without it does not load."""
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder, np.load(folder / _FILE) as saved:
            component._intents = saved["intents"].tolist()
            component._features = WordFeatures.from_state(
                {name: saved[f"features_{name}"] for name in ("terms", "idf")}
            )
            component._centres = {name: saved[f"centre_{name}"] for name in component._encoders}
            component._looks = list(_looks(config["looks"], saved))
        return component


def _looks(described: list[dict[str, Any]], saved: Any) -> Iterator[Look]:
    for at, look in enumerate(described):
        arrays = (saved[f"{at}_{part}"] for part in ("words", "meaning", "bias"))
        yield Look(tuple(look["encoders"]), look["sharpness"], look["sure"], *arrays)
