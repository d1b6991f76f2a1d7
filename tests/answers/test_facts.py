"""A question gets the fact that it asks for, or the honest word that it is not held, whichever door it comes by."""

import html
from datetime import date

import pytest
from sqlalchemy import select

from bot.base.i18n import texts
from bot.base.terms import Language
from bot.db.models import NoteRow
from bot.knowledge import Resolver, case_words, load_knowledge
from bot.knowledge.answer_types import asked
from bot.knowledge.answering import Answerer
from bot.knowledge.facts import CardKind
from bot.knowledge.outcome import Answered, NotHeld, Placeless
from bot.knowledge.question_reading import Asked
from bot.knowledge.schema import AnswerType
from bot.knowledge.training_questions import asked_of_facts
from bot.reading import Context, Parse, Reader, Sight
from bot.replies import facts as replies
from tests.answers.conftest import Person

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


def test_what_is_near_is_nearly_as_likely(answerer: Answerer) -> None:
    found = answerer.answer(Asked("le prix d'une garderie à Amos"), TODAY)
    assert isinstance(found, NotHeld)
    look = answerer.look(Asked("le prix d'une garderie à Amos"))
    scores = [look.ranked.scores[answerer.index.facts.index(fact)] for fact in found.near]
    assert 0 < len(scores) <= 4
    assert scores[0] - min(scores) <= 4


def test_what_may_be_meant_instead_is_told_unless_a_fact_is_clearly_meant(answerer: Answerer) -> None:
    clear = unclear = 0
    for known in asked_of_facts()[::150]:
        asked = Asked(known.question, known.mended)
        found = answerer.answer(asked, TODAY)
        if not isinstance(found, Answered) or len({fact.card for fact in found.facts}) > 1:
            continue
        assert not {fact.id for fact in found.instead} & {fact.id for fact in found.facts}
        if answerer.look(asked).chance >= 0.8:
            clear += 1
            assert not found.instead, known.question
        else:
            unclear += bool(found.instead)
            assert len(found.instead) <= 4, "two facts, and what each depends on"
    assert clear
    assert unclear


async def test_what_may_be_meant_instead_stands_below_the_fact(agreed: Person, answerer: Answerer) -> None:
    t = texts(agreed.language)
    told = 0
    for known in asked_of_facts()[::150]:
        found = answerer.answer(Asked(known.question, known.mended), TODAY)
        if isinstance(found, Answered) and found.instead:
            text = replies.answered(t, load_knowledge(), found).text
            heading = t.gettext("If you meant something else:")
            first, _, others = text.partition(heading)
            assert found.facts[0].text[t.language][:20] in html.unescape(first)
            assert found.instead[0].text[t.language][:20] in html.unescape(others)
            told += 1
    assert told


def test_a_price_is_answered_by_nothing_that_tells_none(answerer: Answerer) -> None:
    found = answerer.answer(Asked("at what time does the library of Matane open on Sunday"), TODAY)
    assert not isinstance(found, Answered)


def test_the_same_question_always_gets_the_same_answer(answerer: Answerer) -> None:
    twice = [answerer.answer(Asked("who welcomes newcomers in Baie-Comeau"), TODAY) for _ in range(2)]
    assert twice[0] == twice[1]


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


def test_a_quantity_of_snow_is_no_price(answerer: Answerer) -> None:
    question = answerer.look(Asked("how much snow falls in Amqui")).question
    assert AnswerType.SNOW in question.tells
    assert AnswerType.PRICE not in question.tells


def test_what_is_near_is_of_the_places_that_are_named(answerer: Answerer) -> None:
    found = answerer.answer(Asked("le prix d'un cours de yoga à Amos"), TODAY)
    assert isinstance(found, NotHeld)
    assert {fact.region for fact in found.near} <= {"", "08"}


def test_a_near_sentence_that_speaks_of_another_stands_behind_it(answerer: Answerer) -> None:
    facts_ = answerer.index.facts
    torn = next(fact for fact in facts_ if fact.text[Language.ENGLISH].startswith("Transport, meals and lodging were"))
    assert torn.leans
    questions = (
        "demander à l'employeur de payer le cours", "hébergement, transport et repas payés pour une visite",
        "were lodging and meals covered for the young people of 18 to 35", "who covered transport for free stays",
        "does the landlord's refusal end it", "how many people accepted and moved after the pilot project",
    )  # fmt: skip
    found = [answerer.answer(Asked(question), TODAY) for question in questions]
    shown = [
        each.near if isinstance(each, NotHeld) else each.facts for each in found if isinstance(each, Answered | NotHeld)
    ]
    leaning = [(near, fact) for near in shown for fact in near if fact.leans]
    assert leaning
    for near, fact in leaning:
        assert facts_[facts_.index(fact) - 1] in near or facts_[facts_.index(fact) - 1].card != fact.card


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


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("vétérinaire du Togo, quel ordre dois-je contacter", "Ordre des médecins vétérinaires"),
        ("which order does a pharmacist write to", "Ordre des pharmaciens"),
        ("after two years in the same shop, how many weeks of vacation", "2 paid weeks"),
        ("le 24 juin est-il un jour férié payé", "8 jours fériés"),
        ("à combien s'élèvent la TPS et la TVQ", "9,975"),
    ],
)
def test_what_people_ask_about_work_and_shopping_is_held(answerer: Answerer, question: str, told: str) -> None:
    found = answerer.answer(Asked(question), TODAY)
    assert isinstance(found, Answered | NotHeld)
    said = found.facts if isinstance(found, Answered) else found.near
    assert any(told in text for fact in said for text in fact.text.values()), found


@pytest.mark.parametrize(
    "question",
    ["is my permit an open one", "une journée de travail à la ferme", "open an account at a credit union",
     "le programme d'aide est-il encore ouvert"],
)  # fmt: skip
def test_what_is_open_at_no_hour_asks_for_no_hours(question: str) -> None:
    assert AnswerType.OPENING not in asked(question)


@pytest.mark.parametrize("question", ["le dépanneur ouvre-t-il le dimanche", "when does the arena close: what time"])
def test_a_shop_is_open_at_an_hour(question: str) -> None:
    assert AnswerType.OPENING in asked(question)


@pytest.mark.parametrize(
    ("question", "is_price"),
    [
        ("suis-je payé pour la pause", False), ("what do bakers earn, how much", False),
        ("combien coûte la pause", True),
        ("free support for a family", False), ("is the pool free", True),
    ],
)  # fmt: skip
def test_to_be_paid_or_helped_is_no_price(question: str, is_price: bool) -> None:
    assert (AnswerType.PRICE in asked(question)) == is_price


def test_another_level_of_french_answers_nothing(answerer: Answerer) -> None:
    look = answerer.look(Asked("que sait-on faire au niveau 11 de français"))
    levels = {fact.card.id for fact, _, _ in answerer.considered(look, TODAY, 20) if fact.card.kind is CardKind.FRENCH}
    assert levels == {"11"}


def test_a_sentence_that_tells_nothing_alone_is_told_to_nobody(answerer: Answerer) -> None:
    for question in ("may the husband of a worker get a permit", "some examples of days of a trip"):
        assert not any(fact.torn for fact, _, _ in answerer.considered(answerer.look(Asked(question)), TODAY, 60))


@pytest.mark.parametrize(
    "text", ["puis-je conduire avec mon permis suisse", "mon permis de conduire expire, que faire"]
)
def test_a_licence_to_drive_is_no_immigration_matter(text: str) -> None:
    assert not case_words.wishes_advice(text)
    assert case_words.wishes_advice("mon permis de travail expire, puis-je rester")


def test_what_holds_everywhere_is_told_rather_than_asking_where(answerer: Answerer) -> None:
    found = answerer.answer(Asked("which warm clothes should my children wear for winter"), TODAY)
    assert not isinstance(found, Placeless)


async def test_which_order_to_contact_is_no_request_for_a_person(person: Person) -> None:
    english = person.language is Language.ENGLISH
    written = "which order does a pharmacist contact" if english else "quel ordre un pharmacien doit-il contacter"
    assert "Ordre des pharmaciens" in await person.says("human", written=written, took=(("talk_to_human", 0.6),))
    wanted = "may I talk to somebody" if english else "puis-je parler à quelqu’un"
    assert "Ordre" not in await person.says("human", written=wanted, took=(("talk_to_human", 0.6),))
