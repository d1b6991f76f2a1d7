"""How far the model understands messages that it was not trained on: floors below which a build fails.

Two sets per language, written by others than the training data: `development`, by which choices were made, and
`unseen`, which only measures. The figures are printed at the end of the run, with what is confused most.
"""

from dataclasses import dataclass

import pytest

from tests.conftest import Report

from .labelled import Parse, Score, score
from .test_data import HELD_OUT, LANGUAGES, held_out

pytestmark = pytest.mark.timeout(1200)
_SHOWN = 5  # confusions of a set


@dataclass(frozen=True, slots=True)
class Floors:
    """What the model reached when they were set, less one message in a hundred.

    The guard took one to two messages in a hundred, and of those out of scope five: what sounds like somebody's papers
    (a visa for Australia, a passport to be renewed) is taken for a personal question on immigration.
    """

    intent: float
    rejection: float
    out_of_scope: float
    entities: float


FLOORS = {
    ("development", "fr"): Floors(0.94, 0.02, 0.88, 0.925),
    ("development", "en"): Floors(0.935, 0.02, 0.86, 0.925),
    ("unseen", "fr"): Floors(0.97, 0.02, 0.93, 0.94),
    ("unseen", "en"): Floors(0.95, 0.02, 0.91, 0.93),
}


@pytest.fixture(scope="module")
def scores(rasa_parse: Parse, report: Report) -> dict[tuple[str, str], Score]:
    """Every set, parsed once."""
    found = {
        (folder, language): score(held_out(folder, language), rasa_parse)
        for folder in HELD_OUT
        for language in LANGUAGES
    }
    for (folder, language), each in found.items():
        report(f"{folder} {language}: {each.line()}")
        for (meant, taken), count in each.confusions.most_common(_SHOWN):
            report(f"  {meant} taken for {taken}: {count}")
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("folder", HELD_OUT)
def test_messages_of_others_are_understood(scores: dict[tuple[str, str], Score], folder: str, language: str) -> None:
    reached, floors = scores[folder, language], FLOORS[folder, language]
    assert reached.accuracy >= floors.intent
    assert reached.rejection <= floors.rejection
    assert reached.recall_out_of_scope >= floors.out_of_scope
    assert reached.f1() >= floors.entities


def test_neither_language_is_understood_worse(scores: dict[tuple[str, str], Score]) -> None:
    right, all_ = dict.fromkeys(LANGUAGES, 0), dict.fromkeys(LANGUAGES, 0)
    for (_, language), each in scores.items():
        right[language] += each.right
        all_[language] += each.in_scope
    shares = [right[language] / all_[language] for language in LANGUAGES]
    assert abs(shares[0] - shares[1]) <= 0.02
