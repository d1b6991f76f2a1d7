"""What people who were no part of the trials asked, in other words: of what is in sight, and in few letters."""

import pytest

from bot.base.terms import Field, Household
from bot.reading import Seats, Sight, changes
from tests.reading.conftest import Read

TRIP = Sight().after((("trip", "t1"),), (("register", "t1"),))


FOUR = (Seats("r1", "t1", "Amos", 4),)


def test_there_is_the_region_that_was_chosen(read: Read) -> None:
    told = {Field.REGIONS: ("04",)}
    assert read("combien coute un 4 et demi là-bas", "ask_housing", told=told).does == (("ask_there", "housing", "04"),)
    several = {Field.REGIONS: ("04", "08")}
    assert read("is it cold there?", "ask_climate", told=several).does == (("ask_region", "climate", "04", "08"),)


def test_why_this_one_is_no_why_of_the_question(read: Read) -> None:
    sight = Sight().after((("vacancy", "v7"),), (("interest", "v7"),))
    assert read("pourquoi celle-là?", "explain_match", asked=Field.PERMIT, sight=sight).does == (("vacancy", "v7"),)
    assert read("pourquoi cette question?", asked=Field.PERMIT, sight=sight).does == (("why_asked",),)


def test_topics_of_one_region_are_no_list(read: Read) -> None:
    topics = (("region", "01", "housing"), ("region", "01", "climate"), ("regions",))
    assert read("garde le premier", "skip", buttons=topics).does == ()


@pytest.mark.parametrize("text", ["les annonces jai sauvegardées", "show jobs i kept"])
def test_kept_ones_are_named_without_an_apostrophe(read: Read, text: str) -> None:
    assert read(text, "find_employers").does == (("saved_vacancies",),)


@pytest.mark.parametrize(
    ("text", "intent"),
    [("are you people for real or is it fake", "ask_programme"), ("votre truc c'est fiable?", "bot_challenge")],
)
def test_whoever_doubts_us_hears_what_we_never_do(read: Read, text: str, intent: str) -> None:
    assert read(text, intent).does == (("article", "about_this_assistant", "more"),)


def test_a_doubt_about_an_offer_is_about_the_offer(read: Read) -> None:
    assert read("un gars me demande 500 $, est-ce une fraude?", "ask_worker_rights").does == ()


@pytest.mark.parametrize("text", ["c'est combien de l'heure?", "is that part time", "where is it?", "ça paye bien?"])
def test_a_question_about_the_vacancy_in_sight_opens_it(read: Read, text: str) -> None:
    sight = Sight().after((("vacancy", "v7"),), (("interest", "v7"),))
    assert read(text, "ask_programme", sight=sight).does == (("vacancy", "v7"),)


@pytest.mark.parametrize("text", ["suivants", "any others?", "y'en a-tu d'autres"])
def test_more_is_the_next_page_of_the_list_in_sight(read: Read, text: str) -> None:
    pages = (("vacancy", "v1"), ("vacancy", "v2"), ("matches", "0"), ("matches", "2"))
    assert read(text, "skip", buttons=pages).does == (("matches", "2"),)
    assert ("matches", "2") not in read(text, "skip", buttons=pages, asked=Field.PERMIT).does


def test_all_seats_are_given_back_and_those_who_stay_are_counted(read: Read) -> None:
    held = (Seats("r1", "t1", "Amos", 4),)
    assert read("annule tout svp", "cancel", held=held).does == (("cancel_trip", "r1"),)
    assert read("the kids are at camp that day, only me and my husband", "ask_schools_childcare", held=held).does == (
        ("change_seats", "r1", "2"),
    )


@pytest.mark.parametrize("text", ["c koi une maîtrise", "kel diplome faut avoir"])
def test_a_question_in_phonetic_letters_is_no_answer(read: Read, text: str) -> None:
    assert read(text, "ask_credential_recognition", asked=Field.EDUCATION).facts == ()


def test_why_is_asked_in_two_letters(read: Read) -> None:
    assert read("pk vous demandez sa", asked=Field.PERMIT).does == (("why_asked",),)


def test_who_would_come_is_an_answer_however_it_is_taken(read: Read) -> None:
    reading = read("ma blonde pis elle viendrait plus tard", "change_seats", asked=Field.HOUSEHOLD)
    assert changes(reading, {}, Field.HOUSEHOLD).saved == {Field.HOUSEHOLD: Household(True, 0)}


@pytest.mark.parametrize(
    ("text", "intent", "number"),
    [
        ("2 less thanks", "deny", "2"),
        ("ma cousine embarque aussi", "ask_community", "5"),
        ("ce sera pour 2 au final", "thank", "2"),
        ("could i bring my nephew?", "ask_immigration_procedure", "5"),
        ("mon mari peut plus, son patron refuse", "ask_worker_rights", "3"),
    ],
)
def test_with_the_trip_in_sight_numbers_and_people_are_of_seats(
    read: Read, text: str, intent: str, number: str
) -> None:
    assert read(text, intent, sight=TRIP, held=FOUR).does == (("change_seats", "r1", number),)


@pytest.mark.parametrize("text", ["i have only 2 years of experience", "juste 3 mois", "how many hours in the bus"])
def test_other_numbers_are_not(read: Read, text: str) -> None:
    assert not any(shown[0] == "change_seats" for shown in read(text, sight=TRIP, held=FOUR).does)


@pytest.mark.parametrize(
    ("text", "number"),
    [("je vais venir toute seule, ma cousine bosse", "1"), ("3 colleagues want to join with me too", "7"),
     ("finally I go alone", "1")],
)  # fmt: skip
def test_who_goes_alone_after_all_or_brings_people_is_counted(read: Read, text: str, number: str) -> None:
    assert read(text, "change_seats", held=FOUR).does == (("change_seats", "r1", number),)


def test_friends_by_whatever_name_are_counted_beside_the_writer(read: Read) -> None:
    reading = read("put me and 2 pals on the Matane trip", "register_trip", ("city", "Matane"))
    assert reading.does[0][:2] == ("seats_asked", "3")


def test_a_baby_by_two_letters_is_a_child(read: Read) -> None:
    [fact] = read("3 adultes et 1 bb", asked=Field.HOUSEHOLD).facts
    assert fact.value.children == 1


def test_why_by_one_letter_asks_for_the_reasons(read: Read) -> None:
    sight = Sight().after((("matches", "0"),), (("vacancy", "v1"), ("vacancy", "v2"), ("matches", "1")))
    assert read("y do u think the 2nd suits me", "explain_match", sight=sight).does == (("vacancy_asked", "why", "v2"),)
