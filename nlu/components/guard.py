"""Catches personal questions on immigration, in whatever words: who may not advise must not come near it."""

from __future__ import annotations

from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME
from rasa.shared.nlu.constants import (
    INTENT,
    INTENT_NAME_KEY,
    INTENT_RANKING_KEY,
    PREDICTED_CONFIDENCE_KEY,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from components.encoders import directions, encoder
from components.features import WordFeatures
from components.tokens import split_words

_FILE = "guard.npz"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class AdviceGuard(GraphComponent, IntentClassifier):
    """One question beside the intents: does this ask for advice on somebody's own case?

    A classifier of sixty intents weighs such a question against each of the others, and loses some to them. Here it is
    weighed against all of them together. It decides where the intents leave a doubt: where this one is among those that
    came close. Comes after all others, since its word is the last.
    """

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        self._config = config
        self._storage = storage
        self._resource = resource
        self._encoders = [encoder(name) for name in config["encoders"]]

    @classmethod
    def required_components(cls) -> list[type]:
        """The words come from a tokenizer."""
        return [Tokenizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`close`: the least confidence of the intent that is a doubt; `unsure`: the same where nothing was understood,
        which is enough; `sure`: the probability that decides."""
        return {"intent": "", "encoders": [], "C": 3.0, "meaning": 1.2, "close": 0.003, "unsure": 0.1, "sure": 0.5}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> AdviceGuard:
        """Untrained."""
        return cls(config, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Learn the intent's phrases against all others."""
        examples = [example for example in training_data.intent_examples if example.get(TEXT)]
        split = [split_words(example) for example in examples]
        self._features = WordFeatures.fit(split)
        vectors = [each.vectors([example.get(TEXT) for example in examples]) for each in self._encoders]
        self._centres = [each.mean(axis=0) for each in vectors]
        scaled = [csr_matrix(self._scaled(*pair)) for pair in zip(vectors, self._centres, strict=True)]
        asks = np.array([example.get(INTENT) == self._config["intent"] for example in examples])
        machine = LogisticRegression(C=self._config["C"], class_weight="balanced", max_iter=400)
        machine.fit(hstack([self._features.matrix(split), *scaled]).tocsr(), asks)
        weights, columns = machine.coef_[0].astype(np.float32), len(self._features)
        self._words, self._meaning, self._bias = weights[:columns], weights[columns:], float(machine.intercept_[0])
        self._persist()
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Guard each message."""
        for message in messages:
            ranking = message.get(INTENT_RANKING_KEY, [])
            if message.get(TEXT) and self._catches(message, ranking):
                caught = {INTENT_NAME_KEY: self._config["intent"], PREDICTED_CONFIDENCE_KEY: 1.0}
                others = [each for each in ranking if each[INTENT_NAME_KEY] != self._config["intent"]]
                message.set(INTENT, caught, add_to_output=True)
                message.set(INTENT_RANKING_KEY, [caught, *others], add_to_output=True)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """The training's intents are given."""
        return training_data

    def _catches(self, message: Message, ranking: list[dict[str, Any]]) -> bool:
        near = {each[INTENT_NAME_KEY]: each[PREDICTED_CONFIDENCE_KEY] for each in ranking}
        close = near.get(self._config["intent"], 0.0)
        if message.get(INTENT)[INTENT_NAME_KEY] == DEFAULT_NLU_FALLBACK_INTENT_NAME and close > self._config["unsure"]:
            return True
        return close > self._config["close"] and self._probability(message) > self._config["sure"]

    def _probability(self, message: Message) -> float:
        columns, values = self._features.row(split_words(message))
        vectors = [each.vector(message.get(TEXT)) for each in self._encoders]
        meaning = np.concatenate([self._scaled(*pair) for pair in zip(vectors, self._centres, strict=True)])
        margin = values @ self._words[columns] + meaning @ self._meaning + self._bias
        return float(1 / (1 + np.exp(-margin)))

    def _scaled(self, vectors: np.ndarray, centre: np.ndarray) -> np.ndarray:
        return directions(vectors, centre, self._config["meaning"])

    def _persist(self) -> None:
        state = {"words": self._words, "meaning": self._meaning, "bias": self._bias, **self._features.state()}
        state |= {f"centre_{at}": centre for at, centre in enumerate(self._centres)}
        with self._storage.write_to(self._resource) as folder:
            np.savez_compressed(folder / _FILE, **state)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> AdviceGuard:
        """Read it back: a model without it does not load, rather than guard nothing."""
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder, np.load(folder / _FILE) as saved:
            component._words, component._meaning, component._bias = (saved[p] for p in ("words", "meaning", "bias"))
            component._features = WordFeatures.from_state({name: saved[name] for name in ("terms", "idf")})
            component._centres = [saved[f"centre_{at}"] for at in range(len(component._encoders))]
        return component
