"""How many messages of people who never saw the project are understood: floors below which a build fails.

The sets are kept beside the project and grow there; where they are missing, this is left out and says so. Their first
reading is told in `docs/understanding.md`.
"""

import pytest

from tests.conftest import Report
from tests.trials import FOLDER
from tests.trials.messages import Outcome, outcome, run, trials

from .conftest import Parse

MESSAGES = FOLDER / "messages.jsonl"
pytestmark = [
    pytest.mark.timeout(1200),  # the first test may train the model
    pytest.mark.skipif(
        not MESSAGES.exists(), reason=f"no trials beside the project ({MESSAGES}); TRIALS names a folder"
    ),
]
INTENT = {"fr": 0.82, "en": 0.75}
OUT_OF_SCOPE, REJECTED, CAUGHT, WRONGLY, ENTITIES = 0.78, 0.03, 0.86, 0.045, 0.82


@pytest.fixture(scope="module")
def outcomes(rasa_parse: Parse, report: Report) -> dict[str, Outcome]:
    """Of all messages, and by language."""
    parsed = run(trials(MESSAGES), rasa_parse)
    found = {"all": outcome(parsed)}
    for language in INTENT:
        found[language] = outcome(each for each in parsed if each[0].language == language)
    for name, each in found.items():
        report(f"trials {name}: " + ", ".join(each.row()))
    return found


@pytest.mark.parametrize("language", INTENT)
def test_strangers_are_understood(outcomes: dict[str, Outcome], language: str) -> None:
    assert outcomes[language].right >= INTENT[language] * outcomes[language].in_scope


def test_little_is_turned_away_and_what_is_foreign_is(outcomes: dict[str, Outcome]) -> None:
    everything = outcomes["all"]
    assert everything.recognised >= OUT_OF_SCOPE * everything.out_of_scope
    assert everything.rejected <= REJECTED * everything.in_scope


def test_the_guard_catches_and_lets_pass(outcomes: dict[str, Outcome]) -> None:
    everything = outcomes["all"]
    assert everything.caught >= CAUGHT * everything.cases
    assert everything.wrongly <= WRONGLY * everything.innocent


def test_entities_are_found(outcomes: dict[str, Outcome]) -> None:
    assert outcomes["all"].f1 >= ENTITIES
