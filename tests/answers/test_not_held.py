"""What is not known, lies outside or is somebody’s own case: said first, and never guessed."""

import re

import pytest

from bot.answers import facts as answers
from bot.answers import message_signs
from bot.answers.turn import Library
from bot.base.i18n import texts
from bot.base.terms import Language
from bot.knowledge import case_words
from bot.knowledge.answering import Answerer
from bot.knowledge.facts import Card, CardKind, facts_on
from bot.knowledge.out_of_scope import Beyond
from bot.knowledge.outcome import Answered, NotHeld, Outside
from bot.knowledge.question_reading import Asked
from bot.replies import out_of_scope, privacy
from tests.answers.conftest import Person
from tests.answers.test_facts import TODAY


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
        "In Ecuador a butcher needs no paper. Does a butcher here need one?",
        "J’étais plombier à Lomé. Quel organisme délivre ma carte?",
    ],
)
def test_where_somebody_comes_from_is_no_question_on_that_country(answerer: Answerer, question: str) -> None:
    assert not isinstance(answerer.answer(Asked(question), TODAY), Outside)


@pytest.mark.parametrize(
    "question", ["average rent of a studio in Sherbrooke", "le loyer d'un chalet à Magog, c'est combien"]
)
def test_what_is_not_known_of_a_place_of_ours_is_not_outside(answerer: Answerer, question: str) -> None:
    assert not isinstance(answerer.answer(Asked(question), TODAY), Outside)


async def test_what_is_not_known_is_said_in_the_first_sentence(person: Person) -> None:
    english = person.language is Language.ENGLISH
    written = "how much is a swimming lesson in Amos?" if english else "combien coûte un cours de natation à Amos?"
    [message] = await person("unsure", written=written)
    first = message.text.split("\n")[0]
    assert first.startswith(
        ("I do not know", "I am not certain") if english else ("Je ne sais pas", "Je ne co", "Je ne suis")
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
        ("je me demande si ma sœur aurait droit à un visa", True),
        ("j’ai peut-être perdu mon statut, qu’est-ce que je fais", True),
        ("may a newcomer on a study permit take a holiday", False),
    ],
)
def test_advice_on_a_case_is_told_from_a_word_that_is_asked(text: str, wants: bool) -> None:
    assert case_words.wishes_advice(text) is wants


@pytest.mark.parametrize(
    ("question", "beyond"),
    [
        ("will it rain tomorrow in Alma", Beyond.FORECAST),
        ("quel temps fait-il en ce moment à Amqui", Beyond.FORECAST),
        ("combien coûte le diesel à La Sarre", Beyond.PUMP),
        ("what does gasoline cost in Sept-Îles this week", Beyond.PUMP),
        ("qui est la mairesse de Granby", Beyond.ELECTED),
        ("name of the mayor in Alma", Beyond.ELECTED),
        ("does Alma have a library", Beyond.LEISURE),
    ],
)
def test_what_changes_by_the_day_or_with_an_election_is_said_not_to_be_known(
    answerer: Answerer, library: Library, question: str, beyond: Beyond
) -> None:
    found = answerer.answer(Asked(question), TODAY)
    assert isinstance(found, Outside)
    assert found.beyond is beyond
    said = out_of_scope.outside(texts(Language.ENGLISH), library.knowledge, found, (), noted=False).text
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


@pytest.mark.parametrize(
    "question",
    ["quel avis faut-il envoyer", "what notice must somebody give", "faut-il donner un avis écrit"],
)
def test_a_notice_is_no_advice(answerer: Answerer, question: str) -> None:
    found = answerer.answer(Asked(question), TODAY)
    told = found.facts if isinstance(found, Answered) else found.near if isinstance(found, NotHeld) else ()
    assert all(fact.card.id != "why_no_advice" for fact in told)


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
    for door in ("trips", "privacy", "out_of_scope"):
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
        "is my wife on the trip with us, is she registered?",
        "ma fille est inscrite au voyage avec moi, c'est bien ça?",
    ],
)
def test_ones_own_registration_is_told(written: str) -> None:
    assert not message_signs.asks_who_is_registered(written)


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
    for door in ("ask:worker_rights", "unsure", "advice"):
        assert title in await person.says(door, written=written)


@pytest.mark.parametrize(
    ("written", "article", "guarded"),
    [
        ("est-ce que je dois attendre ici avec mes papiers ou sortir du Canada", "permit_kinds", True),
        ("will my gap of two months hurt me at the border", "permit_kinds", True),
        ("est-ce qu’il faut attendre avec ces papiers", "permit_kinds", False),  # nobody's own
        ("est-ce que ma licence de soudeur compte", "trade_qualification", False),  # no immigration
    ],
)
async def test_a_case_that_no_word_names_gets_no_rules_that_are_only_near(
    person: Person, monkeypatch: pytest.MonkeyPatch, written: str, article: str, guarded: bool
) -> None:
    answerer, knowledge = person.library.answerer, person.library.knowledge
    near = facts_on(knowledge, Card(CardKind.ARTICLE, article))[:1]
    monkeypatch.setattr(answers, "outcome", lambda turn, **_: NotHeld(answerer.index.read(turn.said), near))
    title = knowledge.article("immigration_procedure").title[person.language]
    for door in ("unsure", "out_of_scope", "advice", "ask:sin"):
        said = await person.says(door, written=written)
        assert (title in said) is guarded, door


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


@pytest.mark.parametrize(
    "written",
    [
        "The recruiter says that she works with you. Is she registered?",
        "un avocat dit travailler avec vous, est-il inscrit au Barreau?",
        "my agency is registered with you, right?",
        "does my son need to be registered for the trip?",
        "est-ce que mon bébé doit être inscrit au voyage?",
        "que faire pour que mon mari soit inscrit au voyage?",
        "my sister is registered for the trip but she is sick, how do I give her seat back?",
        "Mon frère est inscrit au voyage. À quelle heure part l'autocar?",
    ],
)
def test_what_only_speaks_of_a_registration_is_not_refused(written: str) -> None:
    assert not message_signs.asks_who_is_registered(written)


@pytest.mark.parametrize(
    "written",
    [
        "my mother works with a lawyer, is my mother registered with you?",
        "Ma voisine m'a parlé de vous. Est-elle inscrite dans le programme?",
        "did she sign up for the trip, is my niece enrolled?",
    ],
)
def test_who_is_registered_is_refused_in_any_sentence(written: str) -> None:
    assert message_signs.asks_who_is_registered(written)


@pytest.mark.parametrize(
    "written",
    [
        "Est-ce que ma cousine Awa, de Sherbrooke, est inscrite dans votre programme?",
        "Is Nadia Haddad registered with you?",
        "Rachid est-il inscrit au voyage?",
        "is anybody else registered for the trip?",
        "qui d'autre vient au voyage?",
        "who else is enrolled here?",
    ],
)
async def test_who_uses_the_assistant_is_told_to_nobody(settled: Person, written: str) -> None:
    [message] = await settled("ask:programme", written=written)
    assert message.text == privacy.nobody_is_told(texts(settled.language)).text


@pytest.mark.parametrize(
    "written",
    [
        "who else can come along with me?",
        "qui d'autre va voir mes réponses?",
        "can someone else register for me?",
        "who else hires bakers?",
        "quelqu'un d'autre peut prendre ma place?",
        "est-ce que Samir doit être inscrit avant?",
        "Is the Ordre des ingénieurs registered with the city?",
    ],
)
def test_what_asks_of_nobodys_registration_is_not_refused(written: str) -> None:
    assert not message_signs.asks_who_is_registered(written)
