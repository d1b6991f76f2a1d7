"""Training data of people who had never seen our phrases, read as they are kept: a line a message, a file a writer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.constants import METADATA
from rasa.shared.nlu.training_data.entities_parser import parse_training_example
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

_AFTER = " || "
_TOLD_ALONE = {"occupation": "inform"}  # lookup tables whose names, alone, are a message: what they mean


class PeopleImporter(RasaFileImporter):
    """Rasa's own importer, and the `.tsv` files of the same folders: intent, language, style, text.

    As YAML, four in five phrases of the training would be read and validated by Rasa in a minute; so it is a second.
    """

    def __init__(
        self,
        config_file: str | None = None,
        domain_path: str | None = None,
        training_data_paths: Sequence[str] | str | None = None,
    ) -> None:
        super().__init__(config_file, domain_path, training_data_paths)
        given = [training_data_paths] if isinstance(training_data_paths, str) else training_data_paths or ()
        self._told = sorted(path for folder in given for path in Path(folder).rglob("*.tsv"))

    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        """What Rasa reads, each name that is a message of its own, and after it what people wrote."""
        ours = super().get_nlu_data(language)
        named = [message for table in ours.lookup_tables for message in _alone(table)]
        told = [message for path in self._told for message in _messages(path)]
        return TrainingData(
            [*ours.training_examples, *named, *told],
            ours.entity_synonyms,
            ours.regex_features,
            ours.lookup_tables,
            ours.responses,
        )


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
