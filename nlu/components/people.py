"""Training data of people who had never seen our phrases, read as they are kept: a line a message.

What they wrote for the intents (`data/people`, a file a writer), and what they asked for facts
(`bot/knowledge/data/asked_facts.tsv`), whose intent is that of the fact's card (`asked.yml`).
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import METADATA
from rasa.shared.nlu.training_data.entities_parser import parse_training_example
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

PEOPLE = Path(__file__).parents[1] / "data" / "people"
ASKED = Path(__file__).parents[2] / "bot" / "knowledge" / "data" / "asked_facts.tsv"
INTENTS = Path(__file__).parents[1] / "asked.yml"
_AFTER = " || "
_TOLD_ALONE = {"occupation": "inform"}  # lookup tables whose names, alone, are a message: what they mean


class Phrases(TrainingData):
    """Training data of which nothing is kept from one training to the next, so that nobody needs to know them again.

    Rasa asks for a fingerprint after each step of the pipeline, and takes seconds to hash fifty thousand phrases.
    """

    def fingerprint(self) -> str:
        """Never the same."""
        return uuid.uuid4().hex


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class Strangers(GraphComponent):
    """Adds to what Rasa has read each name that is a message of its own, and after it what people wrote.

    Rasa reads, merges and hashes the whole data several times before a training, which for three in four phrases
    would take minutes: it is enough that the pipeline sees them.
    """

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Strangers:
        """Nothing is configured and nothing learnt."""
        return cls()

    def process_training_data(self, training_data: TrainingData) -> Phrases:
        """All that is learnt from."""
        return with_strangers(training_data)

    def process(self, messages: list[Message]) -> list[Message]:
        """A message to be understood stays as it is."""
        return messages


def with_strangers(ours: TrainingData, folder: Path = PEOPLE) -> Phrases:
    """Our own phrases, each name that is a message of its own, and what the people of a folder wrote."""
    named = [message for table in ours.lookup_tables for message in _alone(table)]
    told = [message for path in sorted(folder.glob("*.tsv")) for message in _messages(path)]
    found = Phrases(None, ours.entity_synonyms, ours.regex_features, ours.lookup_tables, ours.responses)
    found.training_examples = [*ours.training_examples, *named, *told, *_asked()]  # the constructor would hash each
    return found


def is_of_its_card(example: Message) -> bool:
    """Whether a message has the intent of the card that was asked for: nobody looked at it, nor marked its entities."""
    told = (example.get(METADATA) or {}).get("intent") or {}
    return bool(told.get("asked"))


def is_alone(example: Message) -> bool:
    """Whether a phrase of the training is a mere name of a lookup table, which tells nothing of what is around one."""
    told = (example.get(METADATA) or {}).get("intent") or {}
    return bool(told.get("alone"))


def _alone(table: dict[str, Any]) -> Iterator[Message]:
    """A trade is told by its name, of which phrases hold the commonest alone."""
    entity = table["name"]
    if intent := _TOLD_ALONE.get(entity):
        for name in table["elements"]:
            message = parse_training_example(f"[{name}]({entity})", intent)
            message.set(METADATA, {"intent": {"alone": True}})
            yield message


def _messages(path: Path) -> Iterator[Message]:
    """Of one writer, who is named in the metadata as Rasa keeps that of a YAML file's intent."""
    for line in path.read_text(encoding="utf-8").splitlines():
        intent, _, _, text = line.split("\t")
        message = parse_training_example(text.rpartition(_AFTER)[2], intent)
        message.set(METADATA, {"intent": {"writer": path.stem}})
        yield message


def _asked() -> Iterator[Message]:
    """What people asked for facts, of the cards whose intent is plain."""
    intents = yaml.safe_load(INTENTS.read_text(encoding="utf-8"))
    for line in ASKED.read_text(encoding="utf-8").splitlines()[1:]:
        writer, card, key, question, _ = line.split("\t")
        if intent := _intent_of(card, key, intents):
            message = Message.build(question, intent)
            message.set(METADATA, {"intent": {"writer": writer, "asked": True}})
            yield message


def _intent_of(card: str, key: str, intents: Mapping[str, Any]) -> str | None:
    """The intent of a card such as `region 05 housing`, `article sin` or `service sana`; `key`: how the fact begins."""
    kind, *names = card.split()
    if any(word in f"{card} {key}".lower() for word in intents["danger"]):
        return None
    named = intents.get(kind)
    return named.get(names[-1]) if isinstance(named, dict) else named
