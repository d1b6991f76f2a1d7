"""Keeps the model from answering what it has never met."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
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
from rasa.shared.utils.io import dump_obj_as_json_to_file, read_json_file

from components.tokens import MENDED
from components.vocabulary import Vocabulary, words

_FALLBACK = {INTENT_NAME_KEY: DEFAULT_NLU_FALLBACK_INTENT_NAME, PREDICTED_CONFIDENCE_KEY: 1.0}
_FILE = "words.json"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class CoverageGuard(GraphComponent, IntentClassifier):
    """Turns an intent into `nlu_fallback` where the words do not carry it.

    A classifier has to choose, so it gives a text without known features to the intent whose features are
    weakest: an emoji, another script, a name or a postal code became `affirm`. Two things are asked here:
    that enough of the words were met in training, and, for the intents that agree, refuse or give up, that
    nearly all were: in a short text, in the phrases of those very intents; and these must be likely, not only first.
    """

    def __init__(
        self, config: dict[str, Any], storage: ModelStorage, resource: Resource, known: dict[str, list[str]]
    ) -> None:
        self._config = config
        self._storage = storage
        self._resource = resource
        self._learn(known)

    def _learn(self, known: dict[str, list[str]]) -> None:
        self._all = Vocabulary(known.get("all", ()))
        self._strict = Vocabulary(known.get("strict", ()))

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`config.yml` says why."""
        return {"least": 0.5, "least_strict": 0.75, "sentence": 4, "sure": 0.35, "strict_intents": []}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> CoverageGuard:
        """Untrained: knows nothing yet."""
        return cls(config, model_storage, resource, {})

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> CoverageGuard:
        """Trained: a model without its words does not load, rather than guard nothing."""
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, read_json_file(folder / _FILE))

    def train(self, training_data: TrainingData) -> Resource:
        """Collect the words of all phrases and lookup tables, and those of the strict intents.

        Folded, our words are ASCII: what strangers put in another script between them stays unknown.
        """
        everything: set[str] = set()
        strict: set[str] = set()
        for example in training_data.intent_examples:
            found = [word for word in words(f"{example.get(TEXT) or ''} {example.get(MENDED) or ''}") if word.isascii()]
            everything.update(found)
            if example.get(INTENT) in self._config["strict_intents"]:
                strict.update(found)
        for table in training_data.lookup_tables:
            for phrase in table["elements"]:
                everything.update(words(phrase))
        known = {"all": sorted(everything), "strict": sorted(strict)}
        with self._storage.write_to(self._resource) as folder:
            dump_obj_as_json_to_file(folder / _FILE, known)
        self._learn(known)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Guard each message."""
        for message in messages:
            self._guard(message)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Phrases of the training data are known by nature."""
        return training_data

    def _guard(self, message: Message) -> None:
        strict = self._config["strict_intents"]
        intent = message.get(INTENT, {}).get(INTENT_NAME_KEY)
        ranking = message.get(INTENT_RANKING_KEY, [])
        if self._all.coverage(message.get(MENDED) or "") < self._config["least"]:
            ranking = []  # whatever it holds was guessed
        elif intent in strict and not (self._is_sure(message) and self._carried(message.get(TEXT) or "")):
            ranking = [entry for entry in ranking if entry[INTENT_NAME_KEY] not in strict]
        else:
            return
        message.set(INTENT, dict(_FALLBACK), add_to_output=True)
        message.set(INTENT_RANKING_KEY, [dict(_FALLBACK), *ranking], add_to_output=True)

    def _is_sure(self, message: Message) -> bool:
        return bool(message.get(INTENT)[PREDICTED_CONFIDENCE_KEY] >= self._config["sure"])

    def _carried(self, text: str) -> bool:
        """As it was typed: a word or two agree, refuse or give up only if they are such words; a sentence may hold
        others, if known."""
        if len(words(text)) >= self._config["sentence"]:
            return self._all.coverage(text) >= self._config["least_strict"]
        return self._strict.coverage(text) >= self._config["least_strict"]
