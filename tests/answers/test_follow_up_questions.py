"""What goes on about what was told last is answered from it, whatever the message was taken for."""

import pytest

from bot.base.i18n import texts
from bot.base.terms import Field, Language
from bot.knowledge.facts import Card, CardKind
from bot.knowledge.outcome import LastAnswer
from bot.knowledge.question_reading import Asked
from bot.reading import Aim, Fact, Person, Reading
from tests.answers.conftest import Person as Somebody

LICENCE = LastAnswer(Card(CardKind.ARTICLE, "driving_licence"), Asked("can I drive with the licence of my country"))
RENT = LastAnswer(Card(CardKind.REGION, "08", "housing"), Asked("what is the average rent in Rouyn-Noranda"))


@pytest.mark.parametrize("reference", ["privacy", "start_profile", "trips", "advice", "find_employers", "unsure"])
async def test_no_door_is_tried_before_the_card_that_was_told(person: Somebody, reference: str) -> None:
    said = await person.says(reference, written="and for how long?", last=LICENCE)
    assert texts(person.language).gettext("I do not know exactly that about “{subject}”.")[:12] in said
    assert "6 m" in said


async def test_another_place_is_the_same_question_there(person: Somebody) -> None:
    said = await person.says("unsure", written="and in Sept-Îles?", last=RENT)
    assert "692" in said


async def test_what_somebody_else_does_asks_for_no_consent(person: Somebody) -> None:
    told = Reading((Fact(Field.OCCUPATION, "72200", Person.PARTNER),))
    written = "same for my wife, she drives a moped"
    messages = await person("start_profile", written=written, last=LICENCE, told=told)
    assert not any(button.ref and button.ref.name == "consent" for m in messages for row in m.rows for button in row)


async def test_thanks_are_no_question(person: Somebody) -> None:
    alone = await person.says("thank", written="thank you so much")
    assert await person.says("thank", written="thank you so much", last=LICENCE) == alone


async def test_an_answer_to_the_open_question_stays_one(agreed: Somebody) -> None:
    await agreed("set:occupation:72106")
    await agreed("set:experience_years:5")
    told = Reading((Fact(Field.EDUCATION, 3),))
    said = await agreed.says(written="three years of college", last=LICENCE, told=told)
    assert "SAAQ" not in said


async def test_a_new_question_is_no_follow_up(person: Somebody) -> None:
    question = {Language.FRENCH: "et le salaire minimum ?", Language.ENGLISH: "and the minimum wage?"}[person.language]
    said = await person.says("ask:minimum_wage", written=question, last=LICENCE)
    assert "16" in said
    assert "SAAQ" not in said


async def test_what_is_surely_to_be_done_is_no_follow_up(person: Somebody) -> None:
    written = {Language.FRENCH: "y a-t-il un voyage à Amos?", Language.ENGLISH: "is there a trip to Amos?"}
    said = await person.says("trips", written=written[person.language], took=(("list_trips", 0.98),), last=RENT)
    assert "2022" not in said


async def test_a_place_that_is_brought_up_is_there_from_now_on(person: Somebody) -> None:
    written = {
        Language.FRENCH: "mon chum veut travailler à Matane, j'écris pour lui",
        Language.ENGLISH: "my boyfriend wants to work in Matane",
    }
    await person("start_profile", written=written[person.language])
    assert person.place == "08053"


async def test_how_far_it_is_from_montreal_is_asked_of_the_place_that_is_spoken_of(person: Somebody) -> None:
    person.place = "08053"
    written = {Language.FRENCH: "c'est loin de Montréal?", Language.ENGLISH: "is it far from Montréal?"}
    assert "630" in await person.says("ask_region:getting_there:06", written=written[person.language])


async def test_who_wants_work_found_goes_on_about_nothing(person: Somebody) -> None:
    """The model's doubt about it is a follow-up, its certainty is not."""
    written = {Language.FRENCH: "ok trouvez-moi un emploi", Language.ENGLISH: "ok get me hired somewhere"}
    words, took = written[person.language], (("start_profile", 0.99),)
    alone = await person.says("start_profile", written=words, took=took)
    assert await person.says("start_profile", written=words, took=took, last=LICENCE) == alone


SHOWN = Reading(aim=Aim.SHOWN)


async def test_what_is_surely_about_what_was_told_goes_on_about_it(person: Somebody) -> None:
    """In whatever shape it is said: it need not begin with "and", nor be short."""
    written = {
        Language.FRENCH: "chez nous je l'ai depuis longtemps, mais ici faudrait que je sache pour quelle durée il vaut",
        Language.ENGLISH: "back home i had mine for many years so here i would like to know for how long it is good",
    }
    words = written[person.language]
    assert "6 m" in await person.says("out_of_scope", written=words, last=LICENCE, told=SHOWN)


async def test_what_is_surely_something_new_goes_on_about_nothing(person: Somebody) -> None:
    new = Reading(aim=Aim.NEW)
    alone = await person.says("out_of_scope", written="and for how long?")
    assert await person.says("out_of_scope", written="and for how long?", last=LICENCE, told=new) == alone


async def test_a_person_who_is_asked_for_is_brought_in_whatever_was_shown(agreed: Somebody) -> None:
    written = {
        Language.FRENCH: "et pour combien de temps, passez-moi quelqu'un",
        Language.ENGLISH: "and for how long, let me talk to somebody",
    }
    words, took = written[agreed.language], (("talk_to_human", 0.9),)
    said = await agreed.says("human", written=words, took=took, last=LICENCE, told=SHOWN)
    assert "6 m" not in said
    assert {Language.FRENCH: "Votre demande est notée", Language.ENGLISH: "Your request is noted"}[
        agreed.language
    ] in said
