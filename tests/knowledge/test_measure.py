"""A measure over both encoders that is learnt from what several people asked for one fact."""

from pathlib import Path

import numpy as np
import pytest

from bot.knowledge import Meanings, measure_learning
from bot.knowledge.answering import Answerer
from bot.knowledge.measure import MEASURE, Measure, load_measure
from bot.knowledge.measure_learning import Example, learn_measure, measure_of, subjects_of
from bot.knowledge.training_questions import asked_of_facts, written
from bot.knowledge.vectors import Vectors

FACTS, WRITERS, FIRST, SECOND = 24, 8, 20, 12  # sizes: of what is asked, who asks, and what two encoders give


def asked(noise: float = 1.6) -> tuple[list[Vectors], list[Example]]:
    """What is asked for shows in few directions of either encoder; who asks, and chance, in the others."""
    chance = np.random.default_rng(3)
    facts, telling = chance.normal(size=(FACTS, 5)), (chance.normal(size=(5, FIRST)), chance.normal(size=(5, SECOND)))
    rows = [(fact, writer) for writer in range(WRITERS) for fact in range(FACTS)]
    manners = [chance.normal(size=(WRITERS, size)) for size in (FIRST, SECOND)]
    vectors = []
    for shown, manner in zip(telling, manners, strict=True):
        dull = np.linalg.svd(shown)[2][5:]  # directions in which nothing is told
        told = [facts[fact] @ shown + noise * (manner[writer] @ dull.T + chance.normal(size=len(dull))) @ dull
                for fact, writer in rows]  # fmt: skip
        told = [each + 3.0 * chance.normal(size=len(each)) / len(each) ** 0.5 for each in told]
        vectors.append(np.array(told, dtype=np.float32))
    examples = [Example(row, fact, f"w{writer}" if writer else "", tells=not writer)
                for row, (fact, writer) in enumerate(rows)]  # fmt: skip
    return vectors, examples


def found(directions: Vectors) -> float:
    """How many questions of the last writer have another's for the same fact nearest."""
    mine, others = directions[-FACTS:], directions[:-FACTS]
    nearest = np.argmax(mine @ others.T, axis=1) % FACTS
    return float((nearest == np.arange(FACTS)).mean())


@pytest.fixture
def few_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"_SIZE": 16, "_TOGETHER": 64, "_PASSES": 40}.items():
        monkeypatch.setattr(measure_learning, name, value)


@pytest.mark.usefixtures("few_steps")
def test_somebody_new_is_understood_better_by_what_others_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    vectors, examples = asked()
    learnt = learn_measure(vectors, examples[:-FACTS])
    monkeypatch.setattr(measure_learning, "_PACE", 0.0)
    begun = learn_measure(vectors, examples[:-FACTS])
    assert found(learnt.directions(vectors)) > found(begun.directions(vectors)) + 0.05


@pytest.mark.usefixtures("few_steps")
def test_it_is_the_same_each_time() -> None:
    vectors, examples = asked()
    assert np.array_equal(learn_measure(vectors, examples).matrix, learn_measure(vectors, examples).matrix)


def test_it_is_kept(tmp_path: Path) -> None:
    measure = Measure(np.ones(5, dtype=np.float32), np.eye(5, 3, dtype=np.float32))
    measure.store(tmp_path / "measure.npz")
    with np.load(tmp_path / "measure.npz") as stored:
        assert np.array_equal(stored["matrix"], measure.matrix)


def test_what_no_encoder_has_read_yet_is_near_nothing() -> None:
    measure = load_measure()
    nothing = measure.directions([np.zeros((2, 384), dtype=np.float32), np.zeros((2, 512), dtype=np.float32)])
    assert not nothing.any()
    assert MEASURE.stat().st_size < 600_000


def test_facts_that_share_a_text_are_one_subject() -> None:
    assert subjects_of([(0, "rent"), (1, "buses"), (3, "rent"), (3, "housing"), (2, "housing")], 5) == [0, 1, 0, 0, 4]


def test_who_teaches_the_weights_does_not_teach_the_measure(
    answerer: Answerer, meanings: tuple[Meanings, Meanings], monkeypatch: pytest.MonkeyPatch
) -> None:
    learnt: list[Example] = []
    monkeypatch.setattr(measure_learning, "learn_measure", lambda _, examples: learnt.extend(examples))
    measure_of(answerer.index, meanings, {each.writer for each in written()})
    assert {each.writer for each in learnt} == {"", *(each.writer for each in asked_of_facts())}
    assert {each.writer for each in learnt if each.tells} == {""}
