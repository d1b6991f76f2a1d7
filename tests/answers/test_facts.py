"""A question gets the fact that it asks for, or the honest word that it is not held, whichever door it comes by."""

import re
from datetime import date

import pytest
from sqlalchemy import select

from bot.answers import Library, Turn, facts
from bot.base.i18n import texts
from bot.base.terms import Language
from bot.db.models import NoteRow
from bot.knowledge import Resolver, load_knowledge
from bot.knowledge.answering import Answered, Answerer, NotHeld, Outside
from bot.knowledge.asking import Asked
from bot.knowledge.beyond import Beyond
from bot.knowledge.schema import Tells
from bot.programme import candidates
from bot.reading import Context, Parse, Reader, Sight
from bot.replies import facts as replies
from tests.answers.conftest import Person
from tests.conftest import NOW

TODAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("what temperature does Roberval have in July", "°C"),
        ("à combien de km de Montréal se trouve Rouyn-Noranda en auto", "km"),
        ("quelle compagnie d'autocar se rend à Gaspé ou Rimouski", "Orléans Express"),
        ("do winter tires have to be on by a certain day", "December 1"),
    ],
)
def test_the_fact_that_is_asked_for_is_told(answerer: Answerer, question: str, told: str) -> None:
    found = answerer.answer(Asked(question), TODAY)
    assert isinstance(found, Answered), question
    assert any(told in text for fact in found.facts for text in fact.text.values())


def test_a_distance_that_no_source_tells_is_told_as_the_crow_flies(answerer: Answerer) -> None:
    found = answerer.answer(Asked("how many km between Granby and Alma"), TODAY)
    assert isinstance(found, NotHeld)
    [apart] = found.apart
    assert {apart.one.name, apart.other.name} == {"Granby", "Alma"}
    assert apart.kilometres is not None
    assert 330 < apart.kilometres < 430


@pytest.mark.parametrize(
    ("question", "place", "said"),
    [
        ("How far is Gaspé from Québec City?", "", "700"),
        ("distance québec gaspe", "", "700"),
        ("combien de km entre Québec et Gaspé", "", "700"),
        ("sherbroke to gatineau by road", "", "347"),
        ("de Gatineau à Sherbrooke en auto", "", "347"),
        ("how far is Tadoussac from here?", "03", "205"),
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
    on_the_way = isinstance(found, Answered) and Tells.TRAVEL in found.facts[0].tells
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


@pytest.mark.parametrize(
    ("question", "beyond"),
    [
        ("quel est le prix d'un appartement à Vancouver", Beyond.ABROAD),
        ("how do I renew a passport in Bogota", Beyond.ABROAD),
    ],
)
def test_what_lies_outside_quebec_is_said_to_be_outside(answerer: Answerer, question: str, beyond: Beyond) -> None:
    found = answerer.answer(Asked(question), TODAY)
    assert isinstance(found, Outside)
    assert found.beyond is beyond


@pytest.mark.parametrize(
    "question",
    [
        "je suis venue du Cameroun en mars. Fait-il froid à Amos en janvier?",
        "I come from Peru. How cold is it in Amos in January?",
        "a notary in my country, Mexico, signs everything: what does one do in Saguenay?",
    ],
)
def test_where_somebody_comes_from_is_no_question_on_that_country(answerer: Answerer, question: str) -> None:
    assert not isinstance(answerer.answer(Asked(question), TODAY), Outside)


def test_what_is_near_is_nearly_as_likely(answerer: Answerer) -> None:
    found = answerer.answer(Asked("combien coûte un cours de natation à Amos"), TODAY)
    assert isinstance(found, NotHeld)
    look = answerer.look(Asked("combien coûte un cours de natation à Amos"))
    scores = [look.ranked.scores[answerer.index.facts.index(fact)] for fact in found.near]
    assert 1 < len(scores) <= 5
    assert scores[0] - min(scores) <= 4


def test_a_price_is_answered_by_nothing_that_tells_none(answerer: Answerer) -> None:
    found = answerer.answer(Asked("at what time does the library of Matane open on Sunday"), TODAY)
    assert not isinstance(found, Answered)


@pytest.mark.parametrize(
    "question", ["average rent of a studio in Sherbrooke", "le loyer d'un chalet à Magog, c'est combien"]
)
def test_what_is_not_known_of_a_place_of_ours_is_not_outside(answerer: Answerer, question: str) -> None:
    assert not isinstance(answerer.answer(Asked(question), TODAY), Outside)


def test_the_same_question_always_gets_the_same_answer(answerer: Answerer) -> None:
    twice = [answerer.answer(Asked("who welcomes newcomers in Baie-Comeau"), TODAY) for _ in range(2)]
    assert twice[0] == twice[1]


async def test_what_is_not_known_is_said_in_the_first_sentence(person: Person) -> None:
    english = person.language is Language.ENGLISH
    written = "how much is a swimming lesson in Amos?" if english else "combien coûte un cours de natation à Amos?"
    [message] = await person("unsure", written=written)
    first = message.text.split("\n")[0]
    assert first.startswith(
        ("I do not know", "I am not certain") if english else ("Je ne sais pas", "Je ne co", "Je ne suis")
    )


async def test_who_says_that_a_fact_is_wrong_reaches_who_reviews_it(agreed: Person) -> None:
    t = texts(agreed.language)
    await agreed("cancel")
    fact = agreed.library.answerer.index.facts[0]
    assert fact.id == "article family_allowance#1"
    said = await agreed.says("fact_wrong:article:family_allowance::1")
    assert t.gettext("Thank you for telling us. I have noted it for the people of the program.") in said
    async with agreed.database.reading() as session:
        [note] = (await session.scalars(select(NoteRow))).all()
    assert fact.id in note.text
    assert t.gettext("This button is out of date. Here is where we can go from here:") in await agreed.says(
        "fact_wrong:article:family_allowance::no-such-one"
    )


async def test_a_case_of_ones_own_gets_no_fact(person: Person) -> None:
    english = person.language is Language.ENGLISH
    written = (
        "my study permit ends in May, can I keep my job?"
        if english
        else "mon permis d'études finit en mai, puis-je garder mon emploi?"
    )
    title = person.library.knowledge.article("immigration_procedure").title[person.language]
    for door in ("advice", "unsure", "out_of_scope"):
        assert title in await person.says(door, written=written)


@pytest.mark.parametrize(
    ("text", "wants"),
    [
        ("puis-je changer d'employeur avec mon permis fermé", True),
        ("what does a closed work permit mean", False),
        ("avec mon bac et deux enfants, combien de points j'aurais", True),
        ("do I have enough points with my trade", True),
        ("mon propriétaire peut-il garder ma clé", False),
    ],
)
def test_advice_on_a_case_is_told_from_a_word_that_is_asked(text: str, wants: bool) -> None:
    assert facts.wants_advice(text) is wants


@pytest.mark.parametrize(
    ("question", "beyond"),
    [
        ("will it rain tomorrow in Alma", Beyond.FORECAST),
        ("quel temps fait-il en ce moment à Amqui", Beyond.FORECAST),
        ("combien coûte le diesel à La Sarre", Beyond.PUMP),
        ("what does gasoline cost in Sept-Îles this week", Beyond.PUMP),
        ("qui est la mairesse de Granby", Beyond.ELECTED),
        ("name of the mayor in Alma", Beyond.ELECTED),
    ],
)
def test_what_changes_by_the_day_or_with_an_election_is_said_not_to_be_known(
    answerer: Answerer, library: Library, question: str, beyond: Beyond
) -> None:
    found = answerer.answer(Asked(question), TODAY)
    assert isinstance(found, Outside)
    assert found.beyond is beyond
    said = replies.outside(texts(Language.ENGLISH), library.knowledge, found, (), noted=False).text
    assert said.startswith("I do not know")
    assert library.knowledge.place_name(found.question.codes[0], Language.ENGLISH) in said.split(".")[0]


@pytest.mark.parametrize(
    "question",
    [
        "what does a gas station clerk earn in Alma",
        "fait-il froid à Amos en janvier",
        "quel est le premier métier à Alma",
    ],
)
def test_what_does_not_change_by_the_day_is_looked_for(answerer: Answerer, question: str) -> None:
    found = answerer.answer(Asked(question), TODAY)
    assert not isinstance(found, Outside) or found.beyond not in {Beyond.FORECAST, Beyond.PUMP, Beyond.ELECTED}


async def test_a_town_in_the_question_draws_no_card_for_what_is_not_known(person: Person) -> None:
    english = person.language is Language.ENGLISH
    for topic, written in (
        ("climate", "will there be snow tomorrow in Alma" if english else "va-t-il pleuvoir demain à Alma"),
        ("overview", "the mayor of Alma, what is the name" if english else "le maire d'Alma, c'est qui"),
    ):
        said = await person.says(f"ask_region:{topic}:93042", written=written)
        assert ("I do not know" if english else "Je ne ") in said.split(".")[0]


def test_a_quantity_of_snow_is_no_price(answerer: Answerer) -> None:
    question = answerer.look(Asked("how much snow falls in Amqui")).question
    assert Tells.SNOW in question.tells
    assert Tells.PRICE not in question.tells


@pytest.mark.parametrize(
    "question",
    ["quel avis faut-il envoyer", "what notice must somebody give", "faut-il donner un avis écrit"],
)
def test_a_notice_is_no_advice(answerer: Answerer, question: str) -> None:
    found = answerer.answer(Asked(question), TODAY)
    told = found.facts if isinstance(found, Answered) else found.near if isinstance(found, NotHeld) else ()
    assert all(fact.card.id != "why_no_advice" for fact in told)


def test_what_is_near_is_of_the_places_that_are_named(answerer: Answerer) -> None:
    found = answerer.answer(Asked("le prix d'un cours de yoga à Amos"), TODAY)
    assert isinstance(found, NotHeld)
    assert {fact.region for fact in found.near} <= {"", "08"}


@pytest.mark.parametrize(
    "written",
    [
        "is my brother already registered with you",
        "mon voisin Karim est-il inscrit chez vous",
        "who is registered for the trip to Alma",
        "qui d'autre est inscrit au voyage?",
    ],
)
async def test_nobody_is_told_who_is_registered(person: Person, written: str) -> None:
    for door in ("ask_employer", "greet", "out_of_scope"):
        said = await person.says(door, written=written)
        assert "/mydata" in said
        assert not re.search("Karim", said)


@pytest.mark.parametrize(
    "written",
    [
        "can my brother register with you?",
        "suis-je inscrit au voyage?",
        "am I registered with you",
        "comment inscrire ma fille",
    ],
)
def test_ones_own_registration_is_told(written: str) -> None:
    assert not facts.asks_who_is_registered(written)


@pytest.mark.parametrize(
    "written",
    [
        "my work permit ran out and I kept working, am I in trouble?",
        "je travaille plus d'heures que mon permis d'études le dit, qu'est-ce qui m'arrive",
        "mon visa est fini depuis juin, quelle sanction je risque",
    ],
)
async def test_what_somebody_risks_in_their_own_case_is_guarded(person: Person, written: str) -> None:
    title = person.library.knowledge.article("immigration_procedure").title[person.language]
    for door in ("ask:work_rights", "unsure", "advice"):
        assert title in await person.says(door, written=written)


@pytest.mark.parametrize(
    "question",
    [
        "may I bring my baby along on the trip to Alma",
        "est-ce que le dîner est inclus dans le voyage",
        "puis-je emmener mes enfants à la visite",
    ],
)
def test_who_may_come_on_a_trip_and_what_one_eats_is_said_not_to_be_known(answerer: Answerer, question: str) -> None:
    found = answerer.answer(Asked(question), TODAY)
    assert isinstance(found, Outside)
    assert found.beyond is Beyond.TRIP


def test_a_near_sentence_that_speaks_of_another_stands_behind_it(answerer: Answerer) -> None:
    facts_ = answerer.index.facts
    torn = next(fact for fact in facts_ if fact.text[Language.ENGLISH].startswith("Transport, meals and lodging were"))
    assert torn.leans
    questions = ("demander à l'employeur de payer le cours", "hébergement, transport et repas payés pour une visite")
    shown = [each.near for q in questions if isinstance(each := answerer.answer(Asked(q), TODAY), NotHeld)]
    leaning = [(near, fact) for near in shown for fact in near if fact.leans]
    assert leaning
    for near, fact in leaning:
        assert facts_[facts_.index(fact) - 1] in near or facts_[facts_.index(fact) - 1].card != fact.card


async def test_a_coach_between_two_towns_is_asked_of_where_it_goes(person: Person) -> None:
    english = person.language is Language.ENGLISH
    written = "coach from Montreal to Roberval" if english else "ya t-il un autocar de Montréal à Roberval"
    messages = await person("ask_region:getting_there:66023:91025", written=written)
    said = " ".join(message.text for message in messages)
    assert ("Which region" if english else "De quelle région") not in said
    assert "Saguenay" in said or "Roberval" in said


async def test_what_somebody_earns_in_a_place_is_named_when_it_is_not_known(person: Person) -> None:
    english = person.language is Language.ENGLISH
    written = "what does a plumber earn in Matane?" if english else "quel est le salaire d'un plombier à Matane?"
    [message] = await person("unsure", written=written)
    assert message.text.startswith("I do not know that pay for Matane" if english else "Je ne connais pas")
    assert ("jobbank.gc.ca" if english else "guichetemplois.gc.ca") in message.text


async def test_what_an_acronym_means_is_nobodys_case(person: Person) -> None:
    english = person.language is Language.ENGLISH
    written = "My manager spoke of a CSQ. What does it mean?" if english else "Ma gérante parle d'un CSQ, c'est quoi?"
    title = person.library.knowledge.article("immigration_procedure").title[person.language]
    said = await person.says("advice", written=written)
    assert title not in said
    assert "CSQ" in said


async def test_says_who_tells_source_date_and_what_is_not_certain(person: Person) -> None:
    english = person.language is Language.ENGLISH
    written = (
        "do winter tires have to be on by a certain day?"
        if english
        else "les pneus d'hiver, c'est à partir de quel jour?"
    )
    [answer] = await person("unsure", written=written)
    [why] = [button.ref for row in answer.rows for button in row if button.ref and button.ref.name == "fact_source"]
    [told] = await person(why.encode())
    fact = next(
        each for each in person.library.answerer.index.facts if each.id == "article " + "#".join(why.args[1::2])
    )
    assert fact.source.title[person.language] in told.text
    assert ("Before you decide" if english else "Avant de décider") in told.text
    assert any(button.url == fact.source.url for row in told.rows for button in row)


@pytest.mark.parametrize("words", ["says who?", "Qui dit ça?", "C'est quoi ta source", "are you sure?", "Pourquoi?"])
def test_says_who_is_about_the_fact_in_sight(words: str) -> None:
    told = ("fact_wrong", "article", "winter", "", "1")
    there = Context(TODAY, sight=Sight(buttons=(told,)))
    parse = Parse(words, "out_of_scope")
    reader = Reader(Resolver(load_knowledge()))
    assert reader.read(parse, there).does == (("fact_source", *told[1:]),)
    assert reader.read(parse, Context(TODAY)).does == ()


async def test_a_question_that_was_taken_for_something_else_gets_its_fact(person: Person) -> None:
    english = person.language is Language.ENGLISH
    written = (
        "the clerk answers in English each time, what can I say politely?" if english
        else "au magasin on me répond en anglais, je dis quoi pour rester en français?"
    )  # fmt: skip
    for taken in ("language_menu", "start_profile", "which_employer", "regions"):
        said = await person.says(taken, written=written, took=(("change_language", 0.5),))
        assert "Je préfère en français" in said, taken


async def test_what_is_no_question_stays_what_it_was_taken_for(person: Person) -> None:
    english = person.language is Language.ENGLISH
    asked = "switch to English please" if english else "en français s'il vous plaît"
    said = await person("language_menu", written=asked, took=(("change_language", 0.9),))
    assert any(button.ref and button.ref.name == "language" for row in said[0].rows for button in row)


async def test_each_of_several_questions_is_answered(person: Person) -> None:
    both = (
        "Do winter tires have to be on by a certain day? And what temperature does Roberval have in July?"
        if person.language is Language.ENGLISH
        else "Les pneus d'hiver, c'est à partir de quel jour? Et quelle température fait-il à Roberval en juillet?"
    )
    said = await person.says("ask_region:climate:91025", written=both)
    assert "°C" in said
    assert ("December 1" if person.language is Language.ENGLISH else "1er décembre") in said.replace("\xa0", " ")
