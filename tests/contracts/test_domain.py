"""domain.yml, the rules, the actions and the answers name the same things: nothing missing, nothing dead."""

from typing import Any

import pytest
import yaml
from rasa_sdk.executor import CollectingDispatcher

from bot.answers import intent_buttons
from bot.answers.all_answers import ANSWERS, COMMANDS
from bot.answers.button_check import checked
from bot.answers.doors import Door
from bot.base.i18n import texts
from bot.base.terms import Language
from bot.dialogue.actions import Services, all_actions
from bot.dialogue.trained_model import NLU, ROOT, stranger_phrases
from bot.replies import presentation
from tests.conftest import NOW

# Section 5 of the contract: other parties rely on these names.
INTENTS = frozenset(
    """
    greet goodbye thank help affirm deny cancel skip go_back change_language bot_challenge talk_to_human
    give_feedback start_profile inform correct_profile view_profile ask_privacy export_my_data delete_my_data
    find_employers explain_match ask_employer express_interest ask_exploratory_trip list_trips
    ask_trip_program register_trip cancel_trip my_trips ask_region ask_housing ask_climate ask_jobs_in_region
    ask_getting_there ask_schools_childcare ask_health_care ask_community compare_regions ask_local_services
    ask_francisation francisation_register francisation_formats francisation_level francisation_allowance
    assess_my_french ask_immigration_advisor ask_immigration_procedure ask_credential_recognition
    ask_financial_aid ask_worker_rights ask_programme report_hired emergency job_alerts application_status change_seats
    ask_why_none out_of_scope
    """.split()
)
ENTITIES = frozenset(
    """
    region city occupation experience_years french_level education spoken_language permit service_type
    employer trip_date
    """.split()
)
COMMAND_NAMES = frozenset(
    """
    start help profile matches trips mytrips regions services french language human privacy mydata delete
    cancel console
    """.split()
)
FEWEST_PHRASES = 25
NO_SERVICES = Services(None, None, None, None, lambda: NOW)  # type: ignore[arg-type]  # only names are read


@pytest.fixture(scope="module")
def domain() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / "domain.yml").read_text())
    return found


@pytest.fixture(scope="module")
def rules() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load((NLU / "data/rules.yml").read_text())["rules"]
    return found


def said_by_actions() -> set[str]:
    return {name for action in all_actions(NO_SERVICES) for name in action.says}


def test_intents_and_entities_are_those_of_the_contract(domain: dict[str, Any]) -> None:
    assert set(domain["intents"]) == INTENTS
    assert set(domain["entities"]) == ENTITIES


def test_every_intent_has_one_rule(rules: list[dict[str, Any]]) -> None:
    started = [rule["steps"][0]["intent"] for rule in rules if "intent" in rule["steps"][0]]
    assert sorted(started) == sorted(INTENTS | {"nlu_fallback"})


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_intent_has_phrases(language: str) -> None:
    counts: dict[str, int] = {}
    files = sorted((NLU / "data" / language).glob("*.yml"))
    assert files
    for path in files:
        for block in yaml.safe_load(path.read_text())["nlu"]:
            if "intent" in block:
                counts[block["intent"]] = counts.get(block["intent"], 0) + block["examples"].count("\n")
    for told in stranger_phrases():
        counts[told.intent] = counts.get(told.intent, 0) + 1
    assert set(counts) == INTENTS
    assert min(counts.values()) >= FEWEST_PHRASES, min(counts, key=lambda intent: counts[intent])


def test_actions_are_those_of_the_code(domain: dict[str, Any]) -> None:
    assert set(domain["actions"]) == {action.name() for action in all_actions(NO_SERVICES)}


def test_every_action_and_response_is_used(domain: dict[str, Any], rules: list[dict[str, Any]]) -> None:
    used = {step["action"] for rule in rules for step in rule["steps"] if "action" in step}
    assert set(domain["actions"]) | set(domain["responses"]) == used


def test_responses_are_answers_and_no_prose(domain: dict[str, Any]) -> None:
    assert len(domain["responses"]) > 30
    for name, variants in domain["responses"].items():
        for variant in variants:
            assert set(variant) == {"custom"}, name
            custom = variant["custom"]
            assert custom["answer"] in ANSWERS, name
            checked(ANSWERS[custom["answer"]], Door.WORDS, custom.get("args", []))


def test_actions_say_answers_that_words_lead_to() -> None:
    """What buttons carry is read as it is declared wherever one is shown: `tests/answers/conftest.py`."""
    assert all(action.says for action in all_actions(NO_SERVICES))
    assert said_by_actions() <= {name for name, answer in ANSWERS.items() if answer.doors & Door.WORDS}


def test_whatever_a_button_alone_confirms_is_asked_again_for_a_typed_yes() -> None:
    confirming = [answer for answer in ANSWERS.values() if answer.asked_by]
    assert len(confirming) > 5
    assert all(ANSWERS[answer.asked_by].doors & Door.WORDS for answer in confirming)


def test_an_action_says_only_what_it_declares() -> None:
    with pytest.raises(ValueError, match="does not declare"):
        all_actions(NO_SERVICES)[0].say(CollectingDispatcher(), "greet")


def test_buttons_for_meanings_stand_for_intents() -> None:
    meant = set(intent_buttons._buttons(texts(Language.FRENCH)))
    assert len(meant) > 30
    assert meant <= INTENTS


def test_every_answer_to_words_can_be_reached(domain: dict[str, Any]) -> None:
    """One that a button leads to as well is taken by typing the option."""
    by_responses = {variant["custom"]["answer"] for variants in domain["responses"].values() for variant in variants}
    by_place = {  # in the conversation, as `bot/reading` finds it, or by what was missed
        "not_understood", "forwarded", "why_asked", "trip_about", "clear", "ask_there", "ask_on", "other_language",
        "which_to_save", "for_another", "trip_asked", "vacancy_asked", "later", "only_a_button", "about_another",
        "job_alerts_now", "another_signs_up", "seat_for_another", "cannot_note",
    }  # fmt: skip
    to_words = {
        name for name, answer in ANSWERS.items() if answer.doors & Door.WORDS and not answer.doors & Door.BUTTON
    }
    assert to_words <= by_responses | by_place | said_by_actions(), "no words lead to them"


def test_every_answer_to_a_command_has_one() -> None:
    to_commands = {name for name, answer in ANSWERS.items() if answer.doors & Door.COMMAND}
    assert {reference.name for reference in COMMANDS.values()} | {"start_with"} == to_commands


def test_commands_are_those_of_the_contract() -> None:
    assert set(COMMANDS) == COMMAND_NAMES
    for reference in COMMANDS.values():
        checked(ANSWERS[reference.name], Door.COMMAND, reference.args)


def test_the_menu_shows_every_command_of_candidates() -> None:
    """`/console` is for officers, who are told of it when they are invited."""
    for language in Language:
        assert set(presentation.commands(texts(language))) == set(COMMANDS) - {"console"}


def test_rasa_keeps_no_open_question_and_no_answer(domain: dict[str, Any]) -> None:
    """Both are in the database, and there alone."""
    assert not {"slots", "forms"} & set(domain)
