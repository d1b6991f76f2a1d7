"""Whether a message asks for advice on somebody's immigration case: only on positive evidence, clause by clause."""

from __future__ import annotations

from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, INTENT_RANKING_KEY, PREDICTED_CONFIDENCE_KEY
from rasa.shared.nlu.training_data.message import Message

from components.intents import CLAUSES, MARGINS
from components.tokens import NAMES

_SURE = 0.5
_HARDLY = 0.1  # where the classifier alone would take it for advice


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class AdviceGuard(GraphComponent, IntentClassifier):
    """The last word on one intent.

    Somebody's own case and the wish for advice are what the margin of this intent against all others together says; an
    immigration matter is a word of the lookup table `matter`. With such a word a margin that comes close is enough, in
    the whole message or in one clause; without one it must be sure. What is not understood is never taken for it.
    """

    def __init__(self, config: dict[str, Any]) -> None:
        self._config = config

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The least margins: of a whole message that names the matter, and of one that does not; a clause needs `more`.
        `sharpness` turns a margin into a probability."""
        return {"intent": "", "matter": "", "named": -0.1, "unnamed": 0.1, "more": 0.4, "sharpness": 4.5}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> AdviceGuard:
        """Nothing of its own is learnt."""
        return cls(config)

    def process(self, messages: list[Message]) -> list[Message]:
        """Guard each message, and say of each clause how likely it asks for advice."""
        for message in messages:
            margins = message.get(MARGINS)
            if margins is not None:
                self._guard(message, margins)
        return messages

    def _guard(self, message: Message, margins: list[float]) -> None:
        places = [token.start for token in message.get("text_tokens") if self._is_matter(token.get(NAMES))]
        several = len(margins) > 1
        for clause, margin in zip(message.get(CLAUSES), margins[1:] if several else margins, strict=False):
            named = any(clause["start"] <= place < clause["end"] for place in places)
            clause["advice"] = self._probability(margin, named, self._config["more"] if several else 0.0)
        whole = self._probability(margins[0], bool(places), 0.0)
        self._decide(message, max([whole, *(clause["advice"] for clause in message.get(CLAUSES))]))

    def _is_matter(self, names: frozenset[str]) -> bool:
        return any(name.endswith(f"-{self._config['matter']}") for name in names)

    def _probability(self, margin: float, named: bool, more: float) -> float:
        least = self._config["named" if named else "unnamed"] + more
        return float(1 / (1 + np.exp(self._config["sharpness"] * (least - margin))))

    def _decide(self, message: Message, advice: float) -> None:
        name, ranking = self._config["intent"], message.get(INTENT_RANKING_KEY)
        if advice > _SURE:
            others = [
                {**each, PREDICTED_CONFIDENCE_KEY: (1 - advice) * each[PREDICTED_CONFIDENCE_KEY]}
                for each in ranking
                if each[INTENT_NAME_KEY] != name
            ]
            ranking = [{INTENT_NAME_KEY: name, PREDICTED_CONFIDENCE_KEY: advice}, *others]
        elif advice < _HARDLY and len(ranking) > 1 and ranking[0][INTENT_NAME_KEY] == name:
            ranking = [*ranking[1:], ranking[0]]
        message.set(INTENT, ranking[0], add_to_output=True)
        message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
