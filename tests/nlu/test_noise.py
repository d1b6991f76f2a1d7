"""What is no sentence never counts as a yes, a no or an end, and never starts anything."""

from pathlib import Path

import pytest
import yaml

from .labelled import Parse

pytestmark = pytest.mark.timeout(1200)  # the first test may train the model
DECISIONS = frozenset({"affirm", "deny", "cancel"})
GRAVE = frozenset({"delete_my_data", "register_trip", "cancel_trip", "express_interest"})

GROUPS: dict[str, str] = yaml.safe_load(Path(__file__).with_name("noise.yml").read_text())
NOISE = {group: block.splitlines() for group, block in GROUPS.items()}


def test_there_is_enough_noise() -> None:
    assert sum(map(len, NOISE.values())) >= 500


@pytest.mark.parametrize("text", [text for group in NOISE.values() for text in group])
def test_noise_decides_nothing(rasa_parse: Parse, text: str) -> None:
    intent = rasa_parse(text)["intent"]["name"]
    assert intent not in DECISIONS | GRAVE


@pytest.mark.parametrize("text", [*NOISE["scripts"], *NOISE["symbols"]])
def test_what_has_no_known_word_is_not_understood(rasa_parse: Parse, text: str) -> None:
    assert rasa_parse(text)["intent"]["name"] == "nlu_fallback"


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        *((word, "affirm") for word in ("oui", "Oui!", "OUI", "ouiii", "yes", "Yes!", "ok", "d'accord")),
        *((word, "deny") for word in ("non", "Non merci", "NON", "no", "No thanks", "nope")),
        *((word, "cancel") for word in ("annuler", "Annule", "cancel", "stop")),
        *((word, "greet") for word in ("bonjour", "Bonjour!", "hello", "allô")),
    ],
)
def test_a_plain_word_still_counts(rasa_parse: Parse, text: str, intent: str) -> None:
    assert rasa_parse(text)["intent"]["name"] == intent
