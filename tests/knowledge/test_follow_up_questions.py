"""What goes on about the card that was told last is asked of it, a new subject is not.

The pairs of messages in `follow_ups.jsonl` were written before the code; `took` is what the model took each message
for, `of` the card that the second one is about, none where it is about something else.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.answers.message_signs import asks
from bot.knowledge.answering import Answerer
from bot.knowledge.facts import Card, CardKind
from bot.knowledge.follow_up_questions import follow_up
from bot.knowledge.out_of_scope import Beyond
from bot.knowledge.outcome import Answered, LastAnswer, NotHeld, Outside
from bot.knowledge.question_reading import Asked

TODAY = date(2026, 11, 28)
PAIRS = [json.loads(line) for line in (Path(__file__).parent / "follow_ups.jsonl").read_text("utf-8").splitlines()]
WINTER = Card(CardKind.ARTICLE, "winter")


def card_of(outcome: object) -> Card | None:
    match outcome:
        case Answered(card=card):
            return card
        case NotHeld(near=(fact, *_)):
            return fact.card
    return None


@pytest.mark.parametrize("pair", PAIRS, ids=[f"{pair['first']} / {pair['then']}" for pair in PAIRS])
def test_a_pair_of_messages(answerer: Answerer, pair: dict[str, Any]) -> None:
    first, then = (
        Asked(pair[name], took=tuple(took.items())) for name, took in zip(("first", "then"), pair["took"], strict=True)
    )
    card = card_of(answerer.answer(first, TODAY))
    assert card, "nothing was told at first"
    found = follow_up(answerer, then, LastAnswer(card, first), TODAY, asks=asks(then.meant))
    assert str(card_of(found) or "") == pair["of"]


@pytest.mark.parametrize("question", ["from what day to what day?", "jusqu'à quand ça dure ?"])
def test_what_names_nothing_is_of_the_card_that_was_told(answerer: Answerer, question: str) -> None:
    told = LastAnswer(WINTER, Asked("do I need special tires"))
    assert card_of(follow_up(answerer, Asked(question), told, TODAY, asks=True)) == WINTER


def test_what_the_card_does_not_hold_is_said_to_be_unknown_with_what_is_near(answerer: Answerer) -> None:
    found = follow_up(answerer, Asked("and how much does it cost?"), LastAnswer(WINTER), TODAY, asks=True)
    assert isinstance(found, NotHeld)
    assert found.about == WINTER
    assert found.near


def test_a_card_that_is_no_more_is_asked_nothing(answerer: Answerer) -> None:
    gone = LastAnswer(Card(CardKind.ARTICLE, "no_such_card"))
    assert follow_up(answerer, Asked("and how long?"), gone, TODAY, asks=True) is None


@pytest.mark.parametrize(
    ("told", "question", "of"),
    [
        ("article childcare_reduced", "et s'il ne reste plus de place en garderie ?", "article childcare"),
        ("region 08 overview", "what about the bus?", "region 08 getting_there"),
        ("region 04 housing", "pis l'hôpital, il est où ?", "region 04 health_care"),
    ],
)
def test_the_cards_beside_the_one_that_was_told_are_asked_too(
    answerer: Answerer, told: str, question: str, of: str
) -> None:
    kind, identifier, *topic = told.split()
    found = follow_up(answerer, Asked(question), LastAnswer(Card(CardKind(kind), identifier, *topic)), TODAY, asks=True)
    assert str(card_of(found)) == of


@pytest.mark.parametrize("question", ["my son has a gluten allergy, can he come?", "le repas est-il fourni?"])
def test_who_was_told_of_trips_and_asks_of_food_hears_that_each_trip_differs(answerer: Answerer, question: str) -> None:
    told = LastAnswer(Card(CardKind.ARTICLE, "exploratory_trip"), Asked("how does the trip work"))
    found = follow_up(answerer, Asked(question), told, TODAY, asks=True)
    assert isinstance(found, Outside)
    assert found.beyond is Beyond.TRIP


def test_another_subject_after_a_region_is_not_looked_for_in_it(answerer: Answerer) -> None:
    told = LastAnswer(Card(CardKind.REGION, "08", "housing"), Asked("combien coûte un loyer à Amos"))
    assert follow_up(answerer, Asked("une place en garderie c'est combien"), told, TODAY, asks=True) is None


@pytest.mark.parametrize("question", ["from which airport to Gaspé?", "avec quel autobus à Gaspé ?"])
def test_a_way_to_a_place_is_no_repetition_for_it(answerer: Answerer, question: str) -> None:
    rents = Asked("how much is the rent in Rimouski?")
    first = answerer.answer(rents, TODAY)
    assert isinstance(first, Answered)
    found = follow_up(answerer, Asked(question), LastAnswer(first.card, rents), TODAY, asks=True)
    assert not isinstance(found, Answered) or found.card.topic != "housing"
