"""Words of a text as they were meant, each with the names that it may be part of."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from rasa.shared.utils.io import dump_obj_as_json_to_file, read_json_file
from wordfreq import get_frequency_dict

from components.features import Word
from components.mending import LANGUAGES, Lexicon, Mender, Written, joined
from components.names import Names
from components.people import is_of_its_card
from components.spelling import Spelling
from components.vocabulary import words

NAMES = "names"
MENDED = "mended"
WRITTEN = "written"  # the mended words with their places
LEXICON = Path(__file__).parents[1] / "mending.yml"
_FILE = "names.json"
_FREQUENT = 3.0  # as a power of ten of occurrences in a billion words: a word that is seldomer may be a mistake
_OFTEN = 4  # phrases that use a word: it is no mistake of one writer


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=True)
class NamingTokenizer(Tokenizer):
    """Mends the words, splits at every apostrophe, hyphen and sign, and marks what the lookup tables know.

    Rasa's splits at blanks alone: "l'infirmière" and "B1/B2" stay whole, and no entity can end inside. Tokens carry
    the mended words and stand where the raw ones do, so that whatever follows sees what was meant.
    """

    def __init__(
        self, config: dict[str, Any], storage: ModelStorage, resource: Resource, known: dict[str, Any]
    ) -> None:
        super().__init__(config)
        self._storage = storage
        self._resource = resource
        if known:
            self._learn(known)

    def _learn(self, known: dict[str, Any]) -> None:
        self._names = Names(known["tables"], self._config["forgiving"])
        self._ordinary = frozenset(known["ordinary"])
        self._last: tuple[tuple[str, ...], list[frozenset[str]]] = ((), [])
        spellings = {each: Spelling(known["frequent"][each], known["ours"][each]) for each in LANGUAGES}
        self._mender = Mender(spellings, known["lexicon"], self._are_places)

    def _are_places(self, texts: Sequence[str]) -> list[bool]:
        """Which words belong to a place: its name is left as it was typed."""
        kinds = self._config["forgiving"]
        return [any(tag[2:] in kinds for tag in tags) for tags in self._tags(tuple(texts))]

    def _tags(self, texts: tuple[str, ...]) -> list[frozenset[str]]:
        """Asked twice of most messages: before and after nothing was mended."""
        if texts != self._last[0]:
            self._last = texts, self._names.tags(texts, self._ordinary)
        return self._last[1]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Rasa's own, and the entities in whose names a letter may be wrong."""
        return {"intent_tokenization_flag": False, "intent_split_symbol": "_", "forgiving": []}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> NamingTokenizer:
        """Untrained: knows no name yet."""
        return cls(config, model_storage, resource, {})

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> NamingTokenizer:
        """Trained: a model without its names does not load."""
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, read_json_file(folder / _FILE))

    def train(self, training_data: TrainingData) -> Resource:
        """Collect the names, the words that phrases use, and those that both languages use."""
        tables: dict[str, list[str]] = {}
        for table in training_data.lookup_tables:
            tables.setdefault(table["name"], []).extend(table["elements"])
        phrases = [each.get(TEXT) or "" for each in training_data.intent_examples if not is_of_its_card(each)]
        used = Counter(word for text in phrases for word in set(words(text)))
        frequent = {language: _frequent(language) for language in LANGUAGES}
        known = {
            "tables": tables,
            "ordinary": sorted(used),
            "frequent": frequent,
            "ours": dict.fromkeys(LANGUAGES, sorted(word for word, count in used.items() if count >= _OFTEN)),
            "lexicon": read_lexicon(LEXICON),
        }
        with self._storage.write_to(self._resource) as folder:
            dump_obj_as_json_to_file(folder / _FILE, known)
        self._learn(known)
        return self._resource

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """The mended words; their kinds of names under `names`."""
        written = self._mender.mend(message.get(attribute))
        tags = self._tags(tuple(word.text for word in written))
        if attribute == TEXT:
            message.set(MENDED, joined(written), add_to_output=True)
        return [
            Token(word.text, word.start, word.end, data={NAMES: names, WRITTEN: word})
            for word, names in zip(written, tags, strict=True)
        ]


def read_lexicon(path: Path) -> Lexicon:
    """`mending.yml`; every form is a text there ("no" and "y" as well)."""
    lexicon: Lexicon = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return lexicon


def _frequent(language: str) -> dict[str, float]:
    """Words of a language with the power of ten of their frequency in a billion."""
    found = ((word, math.log10(share) + 9) for word, share in get_frequency_dict(language).items())
    return {word: round(weight, 2) for word, weight in found if weight >= _FREQUENT and word.isalpha()}


def written_words(message: Message) -> list[Written]:
    """The mended words of a message's text."""
    return [token.get(WRITTEN) for token in message.get("text_tokens") or ()]


def split_words(message: Message) -> list[Word]:
    """The words of a message's text with their names, as features are made of them."""
    return [Word(token.text, token.get(NAMES, frozenset())) for token in message.get("text_tokens") or ()]
