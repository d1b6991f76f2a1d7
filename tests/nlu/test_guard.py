"""Personal questions on immigration are caught in whatever words; questions for information are not.

Written by others than the training data, but all three were read while the guard was made, and phrases were added for
what they showed: the floors keep what was reached, and say little of messages that nobody has seen. That is told by
`final`, written last, at its first reading: 123 of 130 caught, 4 of 70 wrongly.
"""

from pathlib import Path

import pytest
import yaml

from tests.conftest import Report

from .labelled import Parse

GUARD = Path(__file__).parent / "guard"
LANGUAGES = ("fr", "en")
INTENT = "ask_immigration_procedure"
SETS = ("development", "second", "final")
# The guard before this one caught 1.00, 1.00 and 0.98 of these, and refused one innocent message of strangers in five.
# What is asked here without a word of immigration ("they turned me down") is what this one misses.
CAUGHT = {"development": 0.94, "second": 0.72, "final": 0.84}  # the least share of what must be caught
WRONGLY = {"development": 0.09, "second": 0.03, "final": 0.06}  # the most of what must not
pytestmark = pytest.mark.timeout(1200)


def messages(name: str, kind: str, language: str) -> list[str]:
    found: list[str] = yaml.safe_load((GUARD / f"{name}.yml").read_text(encoding="utf-8"))[kind][language]
    assert len(found) >= (60 if kind == "caught" else 35)
    assert len(set(found)) == len(found)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SETS)
def test_advice_is_refused_and_information_is_not(rasa_parse: Parse, report: Report, name: str, language: str) -> None:
    must, may = messages(name, "caught", language), messages(name, "passed", language)
    missed = [text for text in must if rasa_parse(text)["intent"]["name"] != INTENT]
    wrongly = [text for text in may if rasa_parse(text)["intent"]["name"] == INTENT]
    figures = f"caught {len(must) - len(missed)} of {len(must)}, wrongly {len(wrongly)} of {len(may)}"
    report(f"guard {name} {language}: {figures}")
    assert 1 - len(missed) / len(must) >= CAUGHT[name], missed
    assert len(wrongly) / len(may) <= WRONGLY[name], wrongly


def test_no_message_of_the_sets_was_learnt() -> None:
    learnt = {
        line.removeprefix("- ").strip().casefold()
        for path in sorted((Path(__file__).parents[2] / "nlu" / "data").glob("*/*.yml"))
        for block in yaml.safe_load(path.read_text(encoding="utf-8"))["nlu"]
        for line in block.get("examples", "").splitlines()
    }
    assert len(learnt) > 10_000
    for name in SETS:
        for kind in ("caught", "passed"):
            for language in LANGUAGES:
                assert not learnt & {text.casefold() for text in messages(name, kind, language)}, (name, kind)
