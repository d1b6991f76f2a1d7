"""The intent of a message and of each of its clauses, from words, pieces of words, and meaning."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
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

from components.asking import Asking, describe, softmax
from components.clauses import clauses
from components.encoders import encoder, tuned
from components.features import Word, WordFeatures
from components.linear import Linear, Row, Space
from components.mending import Written, joined
from components.people import is_of_its_card
from components.tokens import MENDED, split_words, written_words

CLAUSES = "clauses"
MARGINS = "margins"  # of the watched intent against all others together: the whole's and each clause's
_FILE = "intents.npz"
_TOP = 3  # intents that a clause names
_SHARPNESS = 7.0  # turns the margins of a clause into probabilities
_EVERY = 3  # of our own phrases, which one helps to learn which clause asks
_FLOOR = 1e-6  # of a probability, before its logarithm
_THREADS = 2  # that learn at once
_JUDGED = 1200  # messages that show which clause asks


@dataclass(frozen=True)
class Parts:
    """A message as it is read: the whole of it, and its clauses where it has several."""

    places: list[tuple[int, int]]  # of its clauses, in words
    texts: list[str]  # mended; the whole first
    words: list[list[Word]]

    @classmethod
    def of(cls, message: Message) -> Parts:
        """The parts of a message that has its tokens."""
        words, written = split_words(message), written_words(message)
        places = clauses(written)
        several = places if len(places) > 1 else []
        return cls(
            places,
            [message.get(MENDED), *(joined(written[start:end]) for start, end in several)],
            [words, *(words[start:end] for start, end in several)],
        )


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class ClauseClassifier(GraphComponent, IntentClassifier):
    """Linear support vectors over the whole message and each clause; which of them asks is learnt beside them.

    What each says is weighed by how far it looks like the part that asks (`components/asking.py`). The tuned encoder,
    of which nothing is learnt here, has its say on the whole. Adds the mended text and the clauses to what Rasa answers
    to `/model/parse`.
    """

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource) -> None:
        self._config = config
        self._storage = storage
        self._resource = resource
        self._encoder = encoder()

    @classmethod
    def required_components(cls) -> list[type]:
        """The words come from a tokenizer."""
        return [Tokenizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`cost`: the price of a mistake in training; `meaning`: the length of a vector where the words have length 1;
        `strangers`: how much a phrase of somebody who had never seen ours counts, if its intent was not told by a card
        alone; `favour`: what is added to the logarithm of an intent's probability; `told`: intents that tell, turn away
        and are polite; `watched`: the intent that is weighed against all others together as well, for the guard, at
        `watched_cost`: what is learnt by heart of our own phrases ("what is a CAQ?") matters more there; `tuned`,
        `watched_tuned`: what the tuned encoder's logarithm of a probability adds to a margin, and that of the odds to
        the watched one."""
        return {
            "cost": 0.3,
            "meaning": 0.5,
            "strangers": 3.0,
            "favour": {},
            "told": [],
            "watched": "",
            "watched_cost": 1.0,
            "tuned": 0.0,
            "watched_tuned": 0.0,
            "ranking_length": 5,
        }

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> ClauseClassifier:
        """Untrained."""
        return cls(config, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Learn what a text means from all phrases, and which clause asks from those of strangers."""
        examples = [example for example in training_data.intent_examples if example.get(TEXT)]
        parts = [Parts.of(example) for example in examples]
        writers = np.array([writer(example) for example in examples])
        labels = np.array([example.get(INTENT) for example in examples])
        labelled = np.array([not is_of_its_card(example) for example in examples])
        weights = np.where((writers != "") & labelled, self._config["strangers"], 1.0)
        words = [each.words[0] for each in parts]
        vectors = self._encoder.vectors([each.texts[0] for each in parts])
        self._space = Space.fit(words, vectors, self._config["meaning"])
        matrix = self._space.matrix(words, vectors)
        learn = partial(Linear.fit, self._space, cost=self._config["cost"])
        watched = np.where(labels == self._config["watched"], labels, "")  # of who looked whether a case is meant
        with ThreadPoolExecutor(_THREADS) as pool:  # the solver lets go of the interpreter
            linear = pool.submit(learn, matrix, labels, weights)
            watch = pool.submit(
                learn, matrix[labelled], watched[labelled], weights[labelled], cost=self._config["watched_cost"]
            )
            asking = pool.submit(
                self._learn_asking,
                parts, labels, writers, lambda kept: learn(matrix[kept], labels[kept], weights[kept]),
            )  # fmt: skip
        self._linear, self._watch, self._asking = linear.result(), watch.result(), asking.result()
        told = {
            "asking": np.array([self._asking.whole, self._asking.clauses, *self._asking.weights]),
            "centre": self._space.centre,
            **self._space.features.state(),
        }
        with self._storage.write_to(self._resource) as folder:
            np.savez_compressed(folder / _FILE, **told, **self._linear.state("intent_"), **self._watch.state("watch_"))
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """The likeliest intent of each message, those that follow it, and what its clauses mean."""
        for message in messages:
            if message.get(TEXT):
                self._read(message)
            else:
                message.set(INTENT, {"name": None, "confidence": 0.0}, add_to_output=True)
                message.set(INTENT_RANKING_KEY, [], add_to_output=True)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """The training's intents are given."""
        return training_data

    def _learn_asking(
        self, parts: Sequence[Parts], labels: np.ndarray, writers: np.ndarray, learn: Callable[[np.ndarray], Linear]
    ) -> Asking:
        """From some messages of every other writer, read by a model that has seen nothing of these writers.

        The tuned encoder has, so it is not asked.
        """
        judges = sorted(set(writers) - {""})[1::2]
        kept = np.flatnonzero(~np.isin(writers, judges) & ((writers != "") | (np.arange(len(parts)) % _EVERY == 0)))
        known = set(labels[kept])
        asked = [
            at for at in np.flatnonzero(np.isin(writers, judges)) if len(parts[at].texts) > 1 and labels[at] in known
        ]
        if not asked:
            return Asking.default()
        asked = asked[:: len(asked) // _JUDGED + 1]
        linear = learn(kept)
        vectors = iter(self._encoder.vectors([text for at in asked for text in parts[at].texts]))
        margins = [
            linear.margins(*self._seen(parts[at], np.stack([next(vectors) for _ in parts[at].texts]))) for at in asked
        ]
        described = [self._described(parts[at], each, linear.classes) for at, each in zip(asked, margins, strict=True)]
        return Asking.fit(margins, described, np.array([linear.classes.index(labels[at]) for at in asked]))

    def _seen(self, parts: Parts, vectors: np.ndarray) -> tuple[list[Row], np.ndarray]:
        """The words and meanings of the parts of a message."""
        return self._space.rows(parts.words), self._space.directions(vectors)

    def _described(self, parts: Parts, margins: np.ndarray, classes: list[str]) -> np.ndarray:
        told = [classes.index(intent) for intent in self._config["told"]]
        clauses = [[word.text for word in words] for words in parts.words[1:]]
        return describe(clauses, softmax(_SHARPNESS * margins), told)

    def _read(self, message: Message) -> None:
        parts = Parts.of(message)
        seen = self._seen(parts, self._encoder.several(parts.texts))
        margins, watched = self._linear.margins(*seen), self._watch.margins(*seen)[:, -1]
        self._judge(parts.texts[0], margins, watched)
        described = self._described(parts, margins, self._linear.classes)
        whole = self._asking.probabilities(margins, described)
        ranking = self._ranking(whole, self._config["ranking_length"])
        message.set(INTENT, ranking[0], add_to_output=True)
        message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        message.set(MARGINS, watched.tolist())
        written = written_words(message)
        read = softmax(_SHARPNESS * margins[1:]) if len(margins) > 1 else whole[None]
        found = [
            self._clause(message, written[start:end], each)
            for (start, end), each in zip(parts.places, read, strict=False)
        ]
        message.set(CLAUSES, found, add_to_output=True)

    def _judge(self, text: str, margins: np.ndarray, watched: np.ndarray) -> None:
        """Add to the margins of the whole what the tuned encoder makes of it; the clauses would cost as much again.

        An intent that it was not tuned to is as unlikely as its unlikeliest.
        """
        known, found = tuned().intents, tuned().see([text]).intents[0]
        likely = {name: found[known.index(name)] if name in known else found.min() for name in self._linear.classes}
        margins[0] += self._config["tuned"] * np.array(list(likely.values()))
        if (share := likely.get(self._config["watched"])) is not None:
            watched[0] += self._config["watched_tuned"] * (share - np.log(max(1 - np.exp(share), _FLOOR)))

    def _clause(self, message: Message, written: Sequence[Written], meant: np.ndarray) -> dict[str, Any]:
        """One clause as the bot reads it; the guard says later whether it asks for advice."""
        start, end = written[0].start, max(word.end for word in written)
        ranking = self._ranking(meant, _TOP)
        return {
            "start": start,
            "end": end,
            "text": message.get(TEXT)[start:end],
            "mended": joined(written),
            "intent": ranking[0],
            "ranking": ranking,
            "advice": 0.0,
        }

    def _ranking(self, meant: np.ndarray, length: int) -> list[dict[str, Any]]:
        favour = np.array([self._config["favour"].get(intent, 0.0) for intent in self._linear.classes])
        favoured = meant * np.exp(favour)
        favoured = favoured / favoured.sum()
        best = np.argsort(favoured)[::-1][:length]
        return [{"name": self._linear.classes[at], "confidence": float(favoured[at])} for at in best]

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> ClauseClassifier:
        """Read it back. A model without it does not load."""
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder, np.load(folder / _FILE) as saved:
            features = WordFeatures.from_state({name: saved[name] for name in ("terms", "idf")})
            component._space = Space(features, saved["centre"], config["meaning"])
            component._linear, component._watch = (Linear.from_state(saved, name) for name in ("intent_", "watch_"))
            whole, clauses_, *weights = saved["asking"].tolist()
            component._asking = Asking(whole, clauses_, np.array(weights))
        return component


def writer(example: Message) -> str:
    """Who wrote a phrase of the training, where it was somebody who had never seen ours; else nothing."""
    told = (example.get("metadata") or {}).get("intent") or {}
    return str(told.get("writer", ""))
