"""Sixty questions on places and papers, written before anybody looked at how they are answered: `asked.tsv`.

Half of them are held: `key` is what tells the fact, in the language of the question. `first reading` is how the reply
was judged by whoever wrote them, on 3cb0cc9, before anything was mended: right, honest, beside the point or refused.
"""

import csv
import re
from pathlib import Path

import pytest

from bot.base.terms import Language
from bot.knowledge import load_knowledge
from bot.knowledge.answering import Answerer
from bot.knowledge.normalized_text import words
from bot.knowledge.outcome import Answered, NotHeld
from bot.knowledge.question_reading import Asked, QuestionReader
from bot.knowledge.training_questions import asked_before
from tests.answers.test_facts import TODAY
from tests.nlu.test_data import SHORT, TRIALS, hashed

HELD, SURE_OF_NOTHING = 0.7, 3  # the least share of held facts that are shown; the most that is told where none is held


def test_what_is_held_is_shown_and_what_is_not_held_is_hardly_ever_told_for_sure(answerer: Answerer) -> None:
    asked = _sixty()
    missed: list[str] = []
    told: list[str] = []
    for each in asked:
        found = answerer.answer(Asked(each["question"]), TODAY)
        shown = found.facts if isinstance(found, Answered) else found.near if isinstance(found, NotHeld) else ()
        texts = " ".join(fact.text[Language(each["language"])] for fact in shown).replace("\xa0", " ")
        if each["expected"] == "held" and not re.search(each["key"], texts):
            missed.append(each["question"])
        if each["expected"] == "not_held" and isinstance(found, Answered):
            told.append(each["question"])
    held = sum(each["expected"] == "held" for each in asked)
    assert 1 - len(missed) / held >= HELD, missed
    assert len(told) <= SURE_OF_NOTHING, told


def test_nothing_that_answers_are_measured_by_is_learnt_from() -> None:
    learnt = {each.question for each in asked_before()}
    whole = {text for text in learnt if len(words(text).split()) > SHORT}  # short ones are written by everybody
    assert [text for text in whole if hashed(text) in TRIALS] == []
    assert whole.isdisjoint(each["question"] for each in _sixty())


def test_a_known_question_is_without_its_places_as_one_that_is_read() -> None:
    """The index has them from the shorter way."""
    reader = QuestionReader(load_knowledge())
    some = [Asked(each.question, each.mended) for each in asked_before()[::40]]
    for each in some:
        read = reader.read(each)
        assert reader.bare(each) == tuple(view.bare for view in (read, read.retold) if view)


@pytest.mark.parametrize(
    ("story", "cards"),
    [
        (
            "My landlord in Rimouski kept the deposit when we signed, and now he says the heating is on us, which"
            " nobody had told us. We have two small ones and it is minus ten outside these days. My cousin just laughs"
            " at me. So whom do I turn to?",
            {"service tal", "article lease"},
        ),
        (
            "Mon contremaître m'a coupé trois heures sur chaque paye depuis le mois d'août, il dit que c'est les"
            " pauses, pourtant on les prend jamais, on est toujours sur la ligne. J'ai tout noté dans un cahier."
            " Dites-moi donc à qui en parler.",
            {"article pay_and_hours", "article worker_rights"},
        ),
    ],
)
def test_what_is_told_before_a_question_says_what_is_asked(answerer: Answerer, story: str, cards: set[str]) -> None:
    """The part that asks could be asked of anything."""
    question = answerer.index.read(Asked(story))
    assert question.retold is not None
    assert question.part != question.retold.part == story
    found = answerer.weigh(Asked(story)).ranked.order[:4]
    assert cards & {str(answerer.index.facts[number].card) for number in found}


@pytest.mark.parametrize("later", ["", " Et pour ma femme, comment faire?"])
def test_of_a_very_long_story_the_question_is_always_looked_at(answerer: Answerer, later: str) -> None:
    before = "On est arrivés de loin et il a neigé tout le long du chemin. " * 12
    question = "Est-ce que le dentiste de mon garçon est payé par la carte soleil?"
    told = answerer.index.read(Asked(f"{before}{question}{later}")).retold
    assert told is not None
    assert question in told.part


def test_a_short_message_is_looked_at_once(answerer: Answerer) -> None:
    assert answerer.index.read(Asked("who pays for a dentist in Alma?")).retold is None


@pytest.mark.parametrize("town", ["Sept-Îles", "Gaspé", "Matane", "Roberval"])
def test_what_joins_montreal_to_another_region_is_no_answer(answerer: Answerer, town: str) -> None:
    """The coach to Abitibi was told to who asked for the one to the North Shore, since both name Montréal."""
    [there] = {each.code for each in answerer.index.read(Asked(town)).places}
    look = answerer.weigh(Asked(f"can one take a coach from Montreal to {town}"))
    here = {load_knowledge().region_of(there), "06", ""}
    weighed = [number for number in look.ranked.order[:40] if answerer.index.facts[number].region not in here]
    assert all(there in answerer.index.places[number] for number in weighed)


def _sixty() -> list[dict[str, str]]:
    with (Path(__file__).parent / "asked.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))
