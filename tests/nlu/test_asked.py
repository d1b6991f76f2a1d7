"""What people asked for facts teaches intents where the card of the fact has a plain one."""

from collections.abc import Mapping
from typing import Any

import pytest
import yaml

from bot.base.terms import Language
from bot.dialogue.trained_model import NLU, ROOT
from bot.knowledge import Knowledge, load_knowledge
from bot.knowledge.facts import facts_of
from bot.knowledge.own_case import is_a_rule
from bot.knowledge.training_questions import asked_of_facts
from bot.reading import is_for_a_fact

INTENTS: Mapping[str, Any] = yaml.safe_load((NLU / "asked.yml").read_text(encoding="utf-8"))
DANGER = {"emergency", "harassment", "abuse_open_permit", "urgent_status", "work_accident"}
DEEDS = {"trip_prepare", "after_hiring", "about_this_assistant"}  # seats given back, jobs found, a person wanted


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return load_knowledge()


def intents() -> set[str]:
    """Every intent that is named."""
    named = [each for kind, each in INTENTS.items() if kind != "danger"]
    return {intent for each in named for intent in (each.values() if isinstance(each, dict) else [each])}


def test_every_intent_is_of_the_domain_and_asks_us_something() -> None:
    known = yaml.safe_load((ROOT / "domain.yml").read_text(encoding="utf-8"))["intents"]
    names = {next(iter(each)) if isinstance(each, dict) else each for each in known}
    assert intents() <= names
    assert all(is_for_a_fact(intent) or intent == "ask_trip_program" for intent in intents())


def test_every_card_is_held(knowledge: Knowledge) -> None:
    cards = {fact.card for fact in facts_of(knowledge)}
    assert set(INTENTS["article"]) <= {card.id for card in cards}
    assert set(INTENTS["region"]) == {str(card.topic) for card in cards if card.topic}


def test_neither_rules_of_immigration_nor_danger_teach_an_innocent_intent(knowledge: Knowledge) -> None:
    rules = {fact.card.id for fact in facts_of(knowledge) if is_a_rule(knowledge, fact.card)}
    told_of_advisers = {"immigration_advisor", "immigration_representative"}
    assert not set(INTENTS["article"]) & (rules - told_of_advisers | DANGER | DEEDS)


def test_what_tells_whom_to_call_teaches_nothing(knowledge: Knowledge) -> None:
    """Who asks for it may be in danger."""
    facts = [(str(fact.card), fact.text[Language.ENGLISH]) for fact in facts_of(knowledge)]
    urgent = {(card, text) for card, text in facts if "911" in text or "988" in text or "sos-violence" in card}
    asked = {(each.card, each.key) for each in asked_of_facts()}
    whom = {(card, key) for card, key in asked if any(card == c and text.startswith(key) for c, text in urgent)}
    assert whom
    named = {"region", "service", "article"}
    teaching = {
        (card, key) for card, key in whom
        if card.split()[0] in named and not any(word in f"{card} {key}".lower() for word in INTENTS["danger"])
        and (card.split()[0] != "article" or card.split()[1] in INTENTS["article"])
    }  # fmt: skip
    assert teaching == set()
