"""A wish for advice on somebody's own immigration case is told from what is asked about everybody, and from stories."""

import tomllib

import pytest

from bot.knowledge import load_knowledge
from bot.knowledge.answering import Answerer
from bot.knowledge.facts import Card, CardKind
from bot.knowledge.own_case import PROTECTS, SIGNS, CaseWeights, is_a_rule, is_on_immigration, load_case_weights
from bot.knowledge.question_reading import Asked

ADVICE = 0.5
Took = tuple[tuple[str, float], ...]
_CASE: Took = (("ask_immigration_procedure", 0.6), ("out_of_scope", 0.3))
_WORD: Took = (("ask_immigration_procedure", 0.3), ("ask_immigration_advisor", 0.6))
_TELLS: Took = (("inform", 0.7), ("ask_immigration_procedure", 0.1))


@pytest.mark.parametrize(
    "text",
    [
        "ma conjointe est ici en visite et veut rester pour travailler, on dépose quoi?",
        "they returned my file for a missing form, do I send it again or start over?",
        "si je quitte mon patron avant la réponse, est-ce qu'ils vont refuser ma demande",
    ],
)
def test_a_wish_for_advice_is_seen(answerer: Answerer, text: str) -> None:
    assert answerer.look(Asked(text, took=_CASE, advice=0.6)).case >= ADVICE


@pytest.mark.parametrize(
    ("text", "took"),
    [
        ("que veut dire CSQ", _WORD),
        ("what does a closed work permit mean?", _WORD),
        ("comment vérifier qu'un consultant en immigration est reconnu?", _WORD),
        ("mon permis est ouvert et finit en juin, soudeur de métier", _TELLS),
    ],
)
def test_what_is_asked_of_everybody_and_what_is_told_is_none(answerer: Answerer, text: str, took: Took) -> None:
    assert answerer.look(Asked(text, took=took, advice=0.1)).case < ADVICE


def test_the_words_decide_where_rasas_model_was_not_asked(answerer: Answerer) -> None:
    assert answerer.look(Asked("my permit ends soon, can I stay?")).case == 1
    assert answerer.look(Asked("how much is a stay in a hotel in Matane?")).case == 0


def test_a_question_is_weighed_once_in_a_turn(answerer: Answerer, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = Asked("how cold is January in Amos, in a turn of its own?")
    first = answerer.look(asked)
    monkeypatch.setattr(answerer, "index", None)  # nothing can be weighed any more
    assert answerer.look(asked, "", "") is first


def test_every_sign_has_a_weight() -> None:
    assert set(load_case_weights().signs) == set(SIGNS)


def test_weights_are_kept_as_they_were_learnt() -> None:
    learnt = CaseWeights(dict.fromkeys(SIGNS, 0.5), -1.5)
    read = tomllib.loads(learnt.as_toml())
    assert CaseWeights(read["signs"], read["bias"]) == learnt


def test_who_protects_and_who_may_advise_is_no_rule_on_a_case() -> None:
    knowledge = load_knowledge()
    cards = [Card(CardKind.ARTICLE, each) for each in knowledge.articles]
    told = {card.id for card in cards if is_on_immigration(knowledge, card) and not is_a_rule(knowledge, card)}
    assert {"recruiter_fees", "fraud_report", "immigration_check_a_name"} <= told
    assert all(is_a_rule(knowledge, Card(CardKind.ARTICLE, each)) for each in ("permit_kinds", "asylum_claimants"))
    assert told == PROTECTS, "an article that was renamed"
