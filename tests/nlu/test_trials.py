"""How many messages of people who never saw the project are understood: floors below which a build fails.

`strangers.jsonl` and `second_strangers.jsonl` beside this file were written by two of them and taken into no training;
the errors of the second are unread. The trials are kept beside the project and grow there; where they are missing, they
are left out and that is said. First readings are told in `docs/understanding.md`.
"""

from pathlib import Path

import pytest

from tests.conftest import Report
from tests.trials import FOLDER
from tests.trials.messages import Outcome, outcome, run, trials

from .labelled import Parse

MESSAGES = FOLDER / "messages.jsonl"
HERE = Path(__file__).parent
SETS = {
    "strangers": HERE / "strangers.jsonl", "second strangers": HERE / "second_strangers.jsonl", "trials": MESSAGES,
}  # fmt: skip
pytestmark = pytest.mark.timeout(1200)  # the first test may train the model
INTENT = {"fr": 0.90, "en": 0.88}
OUT_OF_SCOPE, REJECTED, CAUGHT, WRONGLY = 0.84, 0.02, 0.92, 0.02
ENTITIES = {"strangers": 0.865, "second strangers": 0.83, "trials": 0.86}


@pytest.fixture(scope="module", params=SETS)
def named(request: pytest.FixtureRequest) -> str:
    """A set by its name."""
    return str(request.param)


@pytest.fixture(scope="module")
def outcomes(named: str, rasa_parse: Parse, report: Report) -> dict[str, Outcome]:
    """Of all messages of a set, and by language."""
    path = SETS[named]
    if not path.exists():
        pytest.skip(f"no trials beside the project ({path}); TRIALS names a folder")
    parsed = run(trials(path), rasa_parse)
    found = {"all": outcome(parsed)}
    for language in INTENT:
        found[language] = outcome(each for each in parsed if each[0].language == language)
    for name, each in found.items():
        report(f"{named} {name}: " + ", ".join(each.row()))
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


def test_entities_are_found(named: str, outcomes: dict[str, Outcome]) -> None:
    assert outcomes["all"].f1 >= ENTITIES[named]
