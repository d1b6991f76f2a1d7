"""A measure of likeness that is learnt from ways to ask for one thing."""

import numpy as np

from bot.knowledge.vectors import Vectors
from bot.knowledge.within_class_covariance import directed, metric

_DULL, _TELLING, _FILLING = np.eye(3, dtype=np.float32)


def _unit(vectors: Vectors) -> Vectors:
    found: Vectors = (vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)).astype(np.float32)
    return found


def test_what_differs_among_ways_to_ask_one_thing_counts_less() -> None:
    asked = np.array([_TELLING + d * _DULL for d in (-1, 0, 1)] + [_FILLING + d * _DULL for d in (-1, 0, 1)])
    vectors, owners = _unit(asked), np.repeat([0, 1], 3)
    matrix = metric(vectors, owners)
    one, same, other = vectors[0], vectors[2], vectors[3]
    assert one @ same < one @ other  # both begin in the same way
    one, same, other = directed(np.stack([one, same, other]), matrix)
    assert one @ same > one @ other


def test_nothing_known_is_compared_as_it_is() -> None:
    assert np.allclose(metric(np.zeros((4, 3), dtype=np.float32), np.array([0, 0, 1, 1])), np.eye(3))
    assert not directed(np.zeros((2, 3), dtype=np.float32), np.eye(3, dtype=np.float32)).any()


def test_the_order_of_the_texts_makes_no_difference() -> None:
    vectors = _unit(np.random.default_rng(5).normal(size=(12, 3)).astype(np.float32))
    owners = np.array([3, 1, 3, 0, 1, 0, 3, 1, 0, 7, 7, 3])
    mixed = np.random.default_rng(6).permutation(12)
    assert np.allclose(metric(vectors, owners), metric(vectors[mixed], owners[mixed]), atol=1e-5)
