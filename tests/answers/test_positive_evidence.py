"""Nothing is refused as a case of immigration for want of another idea: a word of it is named, or the model is sure."""

import html

import pytest

from bot.answers import facts
from bot.answers.immigration_guard import may_be_a_case
from bot.knowledge import load_knowledge
from bot.knowledge.facts import Card, CardKind, facts_on
from bot.knowledge.outcome import NotHeld
from bot.knowledge.question_reading import Asked
from tests.answers.conftest import Person


def asked(text: str, case: float) -> Asked:
    """As Rasa's model took it."""
    return Asked(text, took=(("ask_immigration_procedure", case), ("change_seats", 1 - case)))


@pytest.mark.parametrize(
    "text",
    ["et si mon beau-frère reste à la maison finalement?", "what if she prefers to sleep in", "pis moi là-dedans?",
     "is my aunt welcome on the coach", "on fait comment pour les bottes des petits"],
)  # fmt: skip
def test_a_model_in_doubt_is_not_believed_where_no_word_tells_of_it(text: str) -> None:
    assert not may_be_a_case(asked(text, 0.7))
    assert may_be_a_case(asked(text, 0.95)), "a case may be told without its words"


@pytest.mark.parametrize(
    "text",
    ["mon permis finit vendredi pis j'ai rien reçu", "ma rp est rendue où", "the lawyer says wait, do i wait",
     "do I put my cousin on the form for the visa", "ma demande dort depuis un an"],
)  # fmt: skip
def test_a_word_of_it_is_enough_to_look(text: str) -> None:
    assert may_be_a_case(asked(text, 0.2))


async def test_who_may_speak_of_a_case_without_its_words_is_told_no_near_rules(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The model hears a case and is not sure: nothing is refused, and nothing that is only near is told of the law."""
    words = "they turned us down, how can i make them think again?"
    took = (("ask_immigration_procedure", 0.6), ("talk_to_human", 0.4))
    knowledge, answerer = load_knowledge(), person.library.answerer
    law = facts_on(knowledge, Card(CardKind.ARTICLE, "permit_kinds"))[:1]
    other = facts_on(knowledge, Card(CardKind.ARTICLE, "minimum_wage"))[:1]
    monkeypatch.setattr(facts, "outcome", lambda turn, **_: NotHeld(answerer.index.read(turn.said), (*other, *law)))
    said = html.unescape(await person.says("unsure", written=words, took=took))
    assert other[0].text[person.language] in said
    assert law[0].text[person.language] not in said
