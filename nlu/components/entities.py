"""The entities, through Rasa's conditional random field, which accents do not distract."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pycrfsuite
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.crf_entity_extractor import (
    CRFEntityExtractor,
    CRFEntityExtractorOptions,
    CRFToken,
)
from rasa.shared.nlu.constants import ENTITY_ATTRIBUTE_TYPE

from components.vocabulary import fold

_FILE = "entities.crfsuite"


class _Tagger:
    """A trained field, as far as Rasa's extractor uses one."""

    def __init__(self, field: bytes) -> None:
        self._field = field  # crfsuite reads from it without holding it
        self._tagger = pycrfsuite.Tagger()
        self._tagger.open_inmemory(field)
        self._labels = self._tagger.labels()

    def predict_marginals_single(self, features: list[dict[str, Any]]) -> list[dict[str, float]]:
        """How probable each label is, word by word."""
        self._tagger.set(features)
        marginal = self._tagger.marginal
        return [{label: marginal(label, at) for label in self._labels} for at in range(len(features))]


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class EntityExtractor(CRFEntityExtractor):
    """Two differences to Rasa's own: words are compared without case and accents, and what was learnt is
    stored. Rasa 3.6.21 stores the phrases instead and learns again at each start, which took 16 s.
    """

    function_dict = {  # noqa: RUF012  # as in Rasa
        **CRFEntityExtractor.function_dict,
        CRFEntityExtractorOptions.LOW: lambda token: fold(token.text),
        CRFEntityExtractorOptions.PREFIX5: lambda token: fold(token.text)[:5],
        CRFEntityExtractorOptions.PREFIX2: lambda token: fold(token.text)[:2],
        CRFEntityExtractorOptions.SUFFIX5: lambda token: fold(token.text)[-5:],
        CRFEntityExtractorOptions.SUFFIX3: lambda token: fold(token.text)[-3:],
        CRFEntityExtractorOptions.SUFFIX2: lambda token: fold(token.text)[-2:],
    }

    def persist(self, dataset: list[list[CRFToken]]) -> None:
        """Write the field."""
        field = Path(self.entity_taggers[ENTITY_ATTRIBUTE_TYPE].modelfile.name).read_bytes()
        with self._model_storage.write_to(self._resource) as folder:
            (folder / _FILE).write_bytes(field)

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
            tagger = _Tagger((folder / _FILE).read_bytes())
        extractor = cls(config, model_storage, resource, {ENTITY_ATTRIBUTE_TYPE: tagger})
        extractor.crf_order = [ENTITY_ATTRIBUTE_TYPE]
        return extractor
