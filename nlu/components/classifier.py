"""The intent, from words, pieces of words, and meaning."""

from __future__ import annotations

from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.logistic_regression_classifier import LogisticRegressionClassifier
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from scipy.sparse import csr_matrix, hstack, vstack
from sklearn.feature_extraction.text import TfidfTransformer
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import normalize

_FILE = "weights.npz"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class IntentClassifier(LogisticRegressionClassifier):
    """Rasa's logistic regression with features that weigh alike and a strength that can be tuned.

    Rasa's own takes raw counts and C = 1: frequent words outweigh telling ones, long sentences outweigh short
    ones, and vectors are drowned. What was learnt is kept as plain arrays: skops, which Rasa uses for it,
    takes nine seconds to import at each start.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Rasa's values, C, and the weight of meaning against that of words."""
        return {**LogisticRegressionClassifier.get_default_config(), "C": 1.0, "meaning": 1.0}

    def __init__(self, config: dict[str, Any], name: str, model_storage: ModelStorage, resource: Resource) -> None:
        super().__init__(config, name, model_storage, resource)
        self._weighting = TfidfTransformer(sublinear_tf=True)
        self._centre: np.ndarray | None = None
        self.clf = LogisticRegression(
            C=self.config["C"],
            class_weight="balanced",
            max_iter=self.config["max_iter"],
            solver=self.config["solver"],
            tol=self.config["tol"],
            random_state=self.config["random_state"],
        )

    def _create_X(self, messages: list[Message]) -> csr_matrix:
        """All features of all messages; the first call is the training's, and fits the weights."""
        sparse = vstack([message.get_sparse_features(TEXT)[1].features for message in messages]).tocsr()
        dense = np.vstack([message.get_dense_features(TEXT)[1].features for message in messages])
        if self._centre is None:
            self._centre = dense.mean(axis=0)
            self._weighting.fit(sparse)
        meaning = self.config["meaning"] * normalize(dense - self._centre)
        return hstack([self._weighting.transform(sparse.astype(float)), csr_matrix(meaning)]).tocsr()

    def persist(self) -> None:
        """Write what was learnt."""
        with self._model_storage.write_to(self._resource) as folder:
            np.savez_compressed(
                folder / _FILE,
                centre=self._centre,
                idf=self._weighting.idf_,
                coef=self.clf.coef_.astype(np.float32),
                intercept=self.clf.intercept_,
                classes=self.clf.classes_.astype(str),
            )

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> IntentClassifier:
        """Read it back. A model without it does not load."""
        component = cls(config, execution_context.node_name, model_storage, resource)
        with model_storage.read_from(resource) as folder, np.load(folder / _FILE) as saved:
            component._centre = saved["centre"]
            component._weighting.idf_ = saved["idf"]
            component.clf.coef_ = saved["coef"]
            component.clf.intercept_ = saved["intercept"]
            component.clf.classes_ = saved["classes"]
        return component
