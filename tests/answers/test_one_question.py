"""A message that asks one thing gets its fact, whatever its parts and its writer's wishes were taken for."""

import pytest

from bot.answers import facts, message_signs
from bot.base.i18n import texts
from bot.base.terms import Field, Language
from bot.knowledge.question_reading import Asked
from bot.programme import candidates
from bot.reading import Reading
from bot.reading.context import Fact
from bot.replies import services as service_replies
from tests.answers.conftest import Person

_CARPENTER = Reading(facts=(Fact(Field.OCCUPATION, "72310"),))


async def test_what_leads_to_a_question_is_no_request(person: Person) -> None:
    english = person.language is Language.ENGLISH
    before = (
        "My aunt drives here from Alma and speaks English only." if english else "Ma tante parle anglais seulement."
    )
    question = (
        "Until which day in March are winter tires mandatory?"
        if english
        else "Jusqu’à quel jour de mars faut-il des pneus d’hiver?"
    )
    parts = {"language:en": before, "ask:worker_rights": question}
    said = await person(*parts, written=f"{before} {question}", parts=parts, took=(("change_language", 0.9),))
    text = "\n".join(message.text for message in said).replace("\xa0", " ")
    assert ("March 15" if english else "15 mars") in text
    async with person.database.reading() as session:
        candidate = await candidates.of_chat(session, person.chat_id)
    assert candidate is not None
    assert candidate.language is person.language


async def test_what_is_wanted_beside_a_question_is_done_too(person: Person) -> None:
    english = person.language is Language.ENGLISH
    wanted = "Show me your trips." if english else "Montrez-moi vos voyages."
    question = (
        "What temperature does Roberval have in July?" if english else "Quelle température à Roberval en juillet?"
    )
    parts = {"trips": wanted, "ask_region:climate:91025": question}
    alone = await person.says("trips", written=wanted)
    together = "\n".join(message.text for message in await person(*parts, written=f"{wanted} {question}", parts=parts))
    assert "°C" in together
    assert alone.split("\n")[0] in together


async def test_two_questions_stay_two(person: Person) -> None:
    english = person.language is Language.ENGLISH
    first = "Is the SIN free of charge?" if english else "Le NAS est-il gratuit?"
    second = "What temperature does Roberval have in July?" if english else "Quelle température à Roberval en juillet?"
    parts = {"ask:sin": first, "ask_region:climate:91025": second}
    text = "\n".join(message.text for message in await person(*parts, written=f"{first} {second}", parts=parts))
    assert "°C" in text
    assert ("Applying is free" if english else "demande est gratuite") in text


async def test_the_place_that_one_part_names_is_that_of_the_question(person: Person) -> None:
    english = person.language is Language.ENGLISH
    before = "We just moved to Amos." if english else "On vient de déménager à Amos."
    question = "Who helps newcomers here?" if english else "Qui aide les nouveaux arrivants ici?"
    parts = {"ask_region:housing:88055": before, "services": question}
    said = await person(*parts, written=f"{before} {question}", parts=parts, took=(("ask_local_services", 0.95),))
    menu = service_replies.menu(texts(person.language), person.library.knowledge, None)
    assert menu.text not in [message.text for message in said]


async def test_no_consent_is_asked_before_a_plain_question_is_answered(person: Person) -> None:
    english = person.language is Language.ENGLISH
    written = (
        "which body has been linking immigrants and employers around Québec City since the eighties?"
        if english
        else "quel organisme met en lien des immigrants et des employeurs à Québec depuis les années 80?"
    )
    said = await person.says("matches", written=written, took=(("find_employers", 0.7),))
    assert "1985" in said


async def test_a_question_beside_what_is_told_is_answered_before_consent(person: Person) -> None:
    english = person.language is Language.ENGLISH
    written = (
        "im a carpenter, what temperature does Roberval have in July"
        if english
        else "chu charpentier, quelle température à Roberval en juillet"
    )
    said = await person.says(written=written, told=_CARPENTER, took=(("inform", 0.9),))
    assert "°C" in said
    assert said.index("°C") < said.index("/mydata")


async def test_a_plain_question_is_never_passed_over_for_the_question_on_data(person: Person) -> None:
    english = person.language is Language.ENGLISH
    written = (
        "I'm a carpenter. Who won the hockey game last night?"
        if english
        else "Je suis charpentier. Qui a gagné la partie de hockey hier?"
    )
    first = (await person(written=written, told=_CARPENTER, took=(("out_of_scope", 0.9),)))[0].text
    assert first.startswith(("I do not know", "I am not", "That is") if english else ("Je ne", "Cela"))


async def test_who_is_mayor_is_said_not_to_be_known_whatever_it_was_taken_for(person: Person) -> None:
    english = person.language is Language.ENGLISH
    written = "What is the name of the mayor of Alma?" if english else "Comment s’appelle la mairesse d’Alma?"
    alone = await person.says("regions", written=written, took=(("compare_regions", 0.5),))
    assert alone == await person.says("out_of_scope", written=written)


async def test_whoever_looks_for_employers_still_gets_them(welder: Person) -> None:
    english = welder.language is Language.ENGLISH
    written = "which employers suit me?" if english else "quels employeurs me conviennent?"
    [plain, *_], [found, *_] = (
        await welder("matches"),
        await welder("matches", written=written, took=(("find_employers", 0.99),)),
    )
    assert found.text == plain.text


async def test_opening_hours_are_said_not_to_be_known_before_the_list(person: Person) -> None:
    english = person.language is Language.ENGLISH
    written = (
        "what time does the newcomer centre of Granby open on Tuesday?"
        if english
        else "à quelle heure ouvre le centre des nouveaux arrivants de Granby le mardi?"
    )
    said = await person.says("services:47017", written=written, took=(("ask_local_services", 0.99),))
    assert said.startswith("I do not know those opening hours" if english else "Je ne connais pas ces heures")


def test_a_part_that_wants_something_is_told_from_one_that_tells() -> None:
    assert message_signs.wishes("montrez-moi les voyages")
    assert message_signs.wishes("I would like to cancel my seat")
    assert not message_signs.wishes("et parle seulement le portugais")


async def test_what_is_not_known_of_a_town_comes_before_the_card_of_its_region(person: Person) -> None:
    english = person.language is Language.ENGLISH
    written = "is there a cricket club in Rimouski?" if english else "y a-t-il un club de cricket à Rimouski?"
    said = await person("ask_region:community:10043", written=written, took=(("ask_community", 0.99),))
    assert said[0].text.startswith("I do not know" if english else "Je ne sais pas")
    assert "organi" in said[1].text.lower()


async def test_what_tells_something_gets_no_near_facts(person: Person) -> None:
    english = person.language is Language.ENGLISH
    written = (
        "no car no licence, only my wife and me" if english else "pas d’auto pas de permis, rien que ma femme et moi"
    )
    said = await person.says("unsure:inform", written=written)
    assert ("The nearest that I know" if english else "Ce que je sais de plus proche") not in said


@pytest.mark.parametrize(
    ("intent", "is_asked"),
    [("ask_housing", True), ("francisation_formats", True), ("ask_trip_program", False), ("register_trip", False)],
)
def test_some_intents_ask_for_no_fact(intent: str, is_asked: bool) -> None:
    assert facts.asks_for_a_fact(Asked("", took=((intent, 0.8), ("greet", 0.1)))) == is_asked


async def test_pools_and_rinks_are_said_to_be_unknown_before_any_list(person: Person) -> None:
    english = person.language is Language.ENGLISH
    written = "any ice rink in Dolbeau-Mistassini?" if english else "y a-tu une patinoire à Dolbeau-Mistassini?"
    [said] = await person("services:92022", written=written, took=(("ask_local_services", 0.96),))
    assert said.text.startswith("I do not know the libraries" if english else "Je ne connais pas les bibliothèques")


async def test_who_hires_in_a_town_is_told_without_consent(person: Person) -> None:
    english = person.language is Language.ENGLISH
    written = "who are the big employers in Thetford Mines?" if english else "gros employeurs de Thetford Mines?"
    [said, *_] = await person("matches", written=written, took=(("find_employers", 0.99),))
    assert "Chaudière-Appalaches" in said.text


async def test_a_place_alone_is_no_question_of_its_own(person: Person) -> None:
    english = person.language is Language.ENGLISH
    first = (
        "How cold do nights get in January in Val-d’Or" if english else "Il fait froid comment en janvier à Val-d’Or"
    )
    second = "and in Amos?" if english else "et à Amos?"
    parts = {"ask_region:climate:89008": first, "ask_region:overview:88057": second}
    text = "\n".join(message.text for message in await person(*parts, written=f"{first} {second}", parts=parts))
    assert "−23" in text
    assert texts(person.language).gettext("The nearest that I know:") not in text
