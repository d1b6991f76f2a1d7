"""How far, and which way: told where a source tells it, else as the crow flies."""

import re

import pytest

from bot.answers import facts
from bot.answers.turn import Library, Turn
from bot.base.i18n import texts
from bot.base.terms import Language
from bot.knowledge.answering import Answerer
from bot.knowledge.outcome import Answered, NotHeld, Outside
from bot.knowledge.question_reading import Asked
from bot.knowledge.schema import AnswerType
from bot.programme import candidates
from bot.replies import facts as replies
from tests.answers.conftest import Person
from tests.answers.test_facts import TODAY
from tests.conftest import NOW


def test_a_distance_that_no_source_tells_is_told_as_the_crow_flies(answerer: Answerer) -> None:
    found = answerer.answer(Asked("how many km between Granby and Alma"), TODAY)
    assert isinstance(found, NotHeld)
    [apart] = found.apart
    assert {apart.one.name, apart.other.name} == {"Granby", "Alma"}
    assert apart.kilometres is not None
    assert 330 < apart.kilometres < 430


async def test_what_is_shown_is_one_end_of_the_way(person: Person) -> None:
    person.place = "05"
    assert "347" in await person.says("ask_region:getting_there:81017", written="est-ce loin de Gatineau?")
    person.place = "05"
    assert "207" in await person.says("ask_region:getting_there:81017", written="Gatineau, est-ce loin?")


@pytest.mark.parametrize(
    ("question", "place", "said"),
    [
        ("How far is Gaspé from Québec City?", "", "700"),
        ("distance québec gaspe", "", "700"),
        ("combien de km entre Québec et Gaspé", "", "700"),
        ("sherbroke to gatineau by road", "", "347"),
        ("de Gatineau à Sherbrooke en auto", "", "347"),
        ("how far is Tadoussac from here?", "03", "205"),
        ("is it far from Gatineau?", "05", "347"),
        ("c'est loin de Gatineau?", "05", "347"),
        ("how far is the job from Gatineau?", "05", "347"),
        ("Gatineau, c'est loin?", "05", "207"),
        ("how far is Tadoussac?", "03", "475"),
        ("est-ce que Rimouski est loin de Montréal et de Québec", "", "312"),
        ("how far is the Outaouais from Montreal", "", "207"),
        ("how far is Sainte-Brigitte-de-Laval from Québec City", "", "crow"),
        ("how far is Montmagny from Saint-Georges", "", "crow"),
        ("how far is Kuujjuaq from Montreal", "", "No road"),
        ("how many hours is Sherbrooke from Gatineau", "", "not know how long"),
        ("mont-tremblant - gatineau, quelle distanse?", "", "160"),
        ("quelle est la distance de gatineau à tadoussac", "", "685"),
        ("Is Sherbrooke closer to Montréal or to Québec City?", "", "240"),
        ("c'est à combien d'heures, Gaspé?", "", "930"),
    ],
)
def test_how_far_whichever_way_it_is_asked(
    answerer: Answerer, library: Library, question: str, place: str, said: str
) -> None:
    found = answerer.answer(Asked(question), TODAY, place=place)
    t = texts(Language.ENGLISH)
    if isinstance(found, Answered):
        assert said in replies.answered(t, library.knowledge, found).text
    else:
        assert isinstance(found, NotHeld)
        assert said in replies.not_held(t, library.knowledge, found).text


@pytest.mark.parametrize(
    "spelling", ["how many hours from Gaspé to Alma", "combien d'heures de route entre Gaspé et Alma"]
)
def test_no_travel_time_is_made_up(answerer: Answerer, library: Library, spelling: str) -> None:
    found = answerer.answer(Asked(spelling), TODAY)
    assert isinstance(found, NotHeld)
    assert not re.search(
        r"\d+ ?(?:h|hours?)\b", replies.not_held(texts(Language.ENGLISH), library.knowledge, found).text
    )


@pytest.mark.parametrize(
    "question",
    [
        "how long must one wait to get a hearing test in Amos",
        "How long does it take to get a tradesperson's card in Alma?",
        "combien de temps pour aller voir un dentiste à Matane",
        "distance learning in Sept-Îles",
        "des cours à distance à Baie-Comeau",
        "how long do bus drivers train in Granby",
        "how far is the nearest swimming pool in Roberval",
    ],
)
def test_a_place_in_which_something_is_asked_for_is_no_end_of_a_way(answerer: Answerer, question: str) -> None:
    found = answerer.answer(Asked(question), TODAY)
    assert not (isinstance(found, Answered | NotHeld) and found.ends)


@pytest.mark.parametrize(
    "question",
    [
        "how long does it take to get to Matane",
        "how long to drive from Alma to Amos",
        "combien de temps pour aller à Roberval",
        "how long to go in Gaspé by car",
    ],
)
def test_the_time_of_a_way_is_asked_with_a_word_of_the_way(answerer: Answerer, question: str) -> None:
    found = answerer.answer(Asked(question), TODAY)
    on_the_way = isinstance(found, Answered) and AnswerType.TRAVEL in found.facts[0].tells
    assert on_the_way or (isinstance(found, Answered | NotHeld) and found.ends)


async def test_two_places_make_no_way_of_what_surely_asks_for_something_else(person: Person) -> None:
    words = "I took the train from Amos to Alma for the fair; how long by train until you answer me about my interest?"
    async with person.database.transaction() as session:
        candidate = await candidates.meet(session, 5, person.language, NOW)
        took = {"surely": ("application_status", 0.98), "perhaps": ("application_status", 0.4)}
        said = {name: Asked(words, took=(each,)) for name, each in took.items()}
        turns = {name: Turn(session, candidate, NOW, person.library, words, said=each) for name, each in said.items()}
        assert facts.rather(turns["surely"]) == []
        assert facts.rather(turns["perhaps"])


def test_the_way_from_a_place_outside_quebec_is_outside(answerer: Answerer) -> None:
    found = answerer.answer(Asked("how far is Gaspé from Toronto"), TODAY)
    assert isinstance(found, Outside)


async def test_says_who_tells_where_a_road_was_read(person: Person) -> None:
    written = (
        "how far is Gatineau from Gaspé?" if person.language is Language.ENGLISH else "c'est loin, de Gaspé à Gatineau?"
    )
    [message] = await person("unsure", written=written)
    [why] = [button.ref for row in message.rows for button in row if button.ref and button.ref.name == "fact_source"]
    assert "Bonjour Québec" in await person.says(why.encode())


async def test_both_ends_of_a_way_belong_together_wherever_the_message_is_cut(person: Person) -> None:
    parts = ["from Gatineau", "is it further to Saguenay", "or to Rimouski"]
    whole = " ".join(parts)
    async with person.database.transaction() as session:
        candidate = await candidates.meet(session, 5, person.language, NOW)
        turn = Turn(session, candidate, NOW, person.library, whole, said=Asked(whole))
        assert facts.is_one_question(turn, [Asked(part) for part in parts])
        assert not facts.is_one_question(turn, [Asked(whole), Asked("et le loyer à Alma?")])


async def test_a_way_is_shown_on_a_map_that_its_words_tell(person: Person) -> None:
    english = person.language is Language.ENGLISH
    [message] = await person(
        "unsure", written="how far is Amos from Gaspé?" if english else "c'est loin, Amos de Gaspé?"
    )
    [there] = [button.ref for row in message.rows for button in row if button.ref and button.ref.name == "way"]
    [shown] = await person(there.encode())
    assert shown.photo is not None
    assert "Amos – Gaspé" in shown.text
    assert "km" in shown.text
    old = texts(person.language).gettext("This button is out of date. Here is where we can go from here:")
    assert old in await person.says("way:66023:00000")


async def test_a_coach_between_two_towns_is_asked_of_where_it_goes(person: Person) -> None:
    english = person.language is Language.ENGLISH
    written = "coach from Montreal to Roberval" if english else "ya t-il un autocar de Montréal à Roberval"
    messages = await person("ask_region:getting_there:66023:91025", written=written)
    said = " ".join(message.text for message in messages)
    assert ("Which region" if english else "De quelle région") not in said
    assert "Saguenay" in said or "Roberval" in said
