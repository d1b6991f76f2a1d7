"""What whole conversations showed: what tells, what answers, and what is about something else."""

from datetime import date
from typing import Any

import pytest

from bot.base.terms import Education, Field, Household, Permit, Wish
from bot.knowledge import Resolver, load_knowledge
from bot.reading import Sight, changes, party
from tests.reading.conftest import Read


@pytest.mark.parametrize(
    "text",
    [
     "my boy finishes grade 9 in June so we can go in August", "pas avant octobre, la location va jusqu'en fin d'été",
     "on est trois avec ma femme et la petite", "Lanaudière, mes amis sont là"],
)  # fmt: skip
def test_where_the_trade_is_asked_what_is_about_something_else_is_none(read: Read, text: str) -> None:
    marked = [("region", "Lanaudière")] if "Lanaudière" in text else []
    reading = read(text, "inform", *marked, asked=Field.OCCUPATION)
    assert all(fact.field is not Field.OCCUPATION for fact in reading.facts)
    assert all(each.field is not Field.OCCUPATION for each in reading.unclear)


@pytest.mark.parametrize(
    ("text", "years"),
    [("5 ans au Togo, 2 ans au Ghana", 7.0), ("Kuwait 6 years, Manila hotel 3 years", 9.0), ("total 12", 12.0),
     ("8 ans, dont 3 à Oran", 8.0)],
)  # fmt: skip
def test_lengths_of_time_one_after_another_are_added(read: Read, text: str, years: float) -> None:
    [fact] = read(text, "inform", asked=Field.EXPERIENCE).facts
    assert (fact.field, fact.value) == (Field.EXPERIENCE, years)


@pytest.mark.parametrize(
    ("text", "marked"),
    [("they ask 4 exams of me", []), ("le 3 novembre peut-être", []), ("my English is B2", [("french_level", "B2")]),
     ("grade 11, then nothing", [("education", "grade 11")])],
)  # fmt: skip
def test_a_number_of_something_else_is_no_length_of_work(read: Read, text: str, marked: list[tuple[str, str]]) -> None:
    reading = read(text, "inform", *marked, asked=Field.EXPERIENCE)
    assert all(fact.field is not Field.EXPERIENCE for fact in reading.facts)
    assert all(each.field is not Field.EXPERIENCE for each in reading.unclear)


@pytest.mark.parametrize(
    ("text", "household"),
    [("nous sommes deux, nos filles sont parties", Household(True, 0)),
     ("my wife and me, our sons have moved out", Household(True, 0))],
)  # fmt: skip
def test_children_who_left_are_not_counted(read: Read, text: str, household: Household) -> None:
    [fact] = read(text, "inform", asked=Field.HOUSEHOLD).facts
    assert fact.value == household


def test_a_day_is_that_of_its_own_sentence_and_its_own_person(read: Read) -> None:
    told = read("citizen, 3 years now. I can start on June 5", "inform", ("permit", "citizen"), asked=Field.EDUCATION)
    assert {fact.field: fact.value for fact in told.facts} == {
        Field.PERMIT: Permit.CITIZEN, Field.START: date(2026, 6, 5)
    }  # fmt: skip
    others = read("there are four of us. son starts college in autumn", "inform", asked=Field.EDUCATION)
    assert all(fact.field is not Field.START for fact in others.facts)


@pytest.mark.parametrize(
    ("text", "place"), [("I am a baker near Granby", "Granby"), ("je travaille dans une usine à Joliette", "Joliette")]
)
def test_where_somebody_works_now_is_no_wish(read: Read, text: str, place: str) -> None:
    assert all(fact.field is not Field.REGIONS for fact in read(text, "inform", ("city", place)).facts)


@pytest.mark.parametrize(
    ("text", "places", "regions"),
    [
        ("how far is it, really? put Estrie", ["Estrie"], ("05",)),
        ("Outaouais, Estrie, là où ça construit", ["Outaouais", "Estrie"], ("07", "05")),
    ],
)
def test_places_that_are_listed_alone_are_wished_for(
    read: Read, text: str, places: list[str], regions: tuple[str, ...]
) -> None:
    reading = read(
        text, "ask_region" if "?" in text else "inform", *(("region", each) for each in places), asked=Field.PERMIT
    )
    assert [code for fact in reading.facts for code in fact.value] == list(regions)


def test_of_a_degree_and_where_it_was_taken_the_degree_counts(read: Read) -> None:
    marked = [("education", "master"), ("education", "University")]
    [fact] = read("master in chemistry, Cairo University", "inform", *marked, asked=Field.EDUCATION).facts
    assert fact.value is Education.MASTER


def test_all_the_languages_of_a_list_are_kept(read: Read) -> None:
    reading = read("Shona, English, Ndebele", "inform", ("spoken_language", "English"), asked=Field.PERMIT)
    assert {code for fact in reading.facts for code in fact.value} >= {"en", "sn"}


def test_what_is_refused_after_its_name_is_not_kept(read: Read) -> None:
    marked = [("spoken_language", "Italian"), ("spoken_language", "Bengali")]
    facts = read("Italian no. Bengali yes", "inform", *marked, asked=Field.LANGUAGES).facts
    assert [code for fact in facts if fact.whether != "no" for code in fact.value] == ["bn"]


def test_who_goes_on_after_a_which_one_is_asked_the_next_question(read: Read) -> None:
    sight = Sight(weighed=(Field.OCCUPATION,))
    reading = read("Tamil and Malay", "inform", ("spoken_language", "Tamil"), ("spoken_language", "Malay"),
                   asked=Field.OCCUPATION, sight=sight)  # fmt: skip
    assert reading.leaves


@pytest.mark.parametrize("text", ["sorry, the phone rang. where were we?", "bon, on en était où?"])
def test_who_asks_where_the_questions_stand_is_asked_the_open_one(read: Read, text: str) -> None:
    assert read(text, "go_back", asked=Field.REGIONS).does == (("start_profile",),)


def test_a_day_to_start_is_no_day_of_a_trip(read: Read) -> None:
    reading = read("ok, le 4 mai je suis disponible", "register_trip", ("trip_date", "4 mai"), asked=Field.START)
    assert [fact.value for fact in reading.facts] == [date(2026, 5, 4)]


def test_a_deed_is_a_trade_whatever_it_was_taken_for(read: Read) -> None:
    reading = read("i look after old people in their homes", "express_interest", asked=Field.OCCUPATION)
    assert reading.facts or reading.unclear


@pytest.mark.parametrize(
    ("text", "regions"),
    [("ok put Outaouais and Estrie", ("07", "05")), ("Estrie, ou pourquoi pas Outaouais", ("05", "07")),
     ("Estrie ou Outaouais mais pas Laval", ("05", "07"))],
)  # fmt: skip
def test_places_that_are_weighed_or_put_are_an_answer(read: Read, text: str, regions: tuple[str, ...]) -> None:
    marked = [("region", each) for each in ("Outaouais", "Estrie", "Laval") if each in text]
    marked.sort(key=lambda each: text.index(each[1]))
    reading = read(text, "compare_regions", *marked, asked=Field.REGIONS)
    kept = [code for fact in reading.facts if fact.whether != "no" for code in fact.value]
    assert sorted(kept) == sorted(regions)


@pytest.mark.parametrize(
    "text", ["9 ans que je vis ici", "I have lived in Canada 4 years", "4 ans que je suis au Québec"]
)
def test_years_in_the_country_are_no_years_of_work(read: Read, text: str) -> None:
    length = next(word for word in ("9 ans", "4 years", "4 ans") if word in text)
    reading = read(text, "inform", ("experience_years", length), asked=Field.EXPERIENCE)
    assert reading.facts == ()
    assert reading.unclear == ()


def test_who_lives_on_a_benefit_names_no_trade(read: Read) -> None:
    reading = read("je suis sur le chômage", "inform", asked=Field.OCCUPATION)
    assert reading.facts == ()
    assert reading.unclear == ()


def test_a_language_of_two_letters_counts_alone_in_a_list(read: Read) -> None:
    reading = read("Ga et haoussa", "inform", ("spoken_language", "haoussa"), asked=Field.LANGUAGES)
    assert {code for fact in reading.facts for code in fact.value} == {"gaa", "ha"}
    assert not read("ga va bien", "inform", asked=Field.LANGUAGES).facts


def test_the_second_half_of_an_exam_is_schooling(read: Read) -> None:
    [fact] = read("classe de philo, terminée", "inform", asked=Field.EDUCATION).facts
    assert fact.value is Education.SECONDARY


def test_a_baby_beside_counted_seats_takes_one() -> None:
    assert party(Resolver(load_knowledge()), "3 places et un bébé", None) == 4


def test_a_level_of_another_language_is_none_of_french(read: Read) -> None:
    marked = [("spoken_language", "espagnol"), ("french_level", "C1")]
    reading = read("mon espagnol c'est C1", "inform", *marked, asked=Field.FRENCH)
    assert all(fact.field is not Field.FRENCH for fact in reading.facts)


def test_years_beside_a_language_or_a_paper_are_none_of_work(read: Read) -> None:
    for text, marked in (
        ("swahili, j'étais 4 ans à Nairobi", [("spoken_language", "swahili"), ("experience_years", "4 ans")]),
        ("citoyenne depuis 2021", [("permit", "citoyenne"), ("experience_years", "depuis 2021")]),
    ):
        reading = read(text, "inform", *marked, asked=Field.EXPERIENCE)
        assert all(fact.field is not Field.EXPERIENCE for fact in reading.facts), text


def test_a_level_at_a_test_is_told_whatever_the_model_marked(read: Read) -> None:
    told = read("A2 at the TEF", "inform", asked=Field.REGIONS).facts
    assert [(fact.field, fact.value) for fact in told] == [(Field.FRENCH, 4)]


def test_further_languages_are_added(read: Read) -> None:
    reading = read("Tamil, Malay", "inform", ("spoken_language", "Tamil"), ("spoken_language", "Malay"),
                   asked=Field.PERMIT, told={Field.LANGUAGES: ("en",)})  # fmt: skip
    found = changes(reading, {Field.LANGUAGES: ("en",)}, Field.PERMIT)
    assert (found.saved, found.doubts) == ({Field.LANGUAGES: ("en", "ta", "ms")}, [])


def test_what_is_denied_is_corrected_beside_an_open_question(read: Read) -> None:
    told: dict[Field | Wish, Any] = {Field.EXPERIENCE: 14.0}
    reading = read("oops, it's 12 years not 14", "correct_profile", asked=Field.REGIONS, told=told)
    assert changes(reading, told, Field.REGIONS).saved == {Field.EXPERIENCE: 12.0}


def test_a_status_and_the_paper_that_comes_with_it_are_one(read: Read) -> None:
    marked = [("permit", "asylum seeker"), ("permit", "open permit")]
    reading = read("asylum seeker, I have an open permit", "inform", *marked, asked=Field.PERMIT)
    assert [fact.value for fact in reading.facts] == [Permit.ASYLUM_SEEKER]
    assert reading.unclear == ()


def test_a_french_son_is_no_child(read: Read) -> None:
    assert read(
        "son espagnol est bon, je parle italien", "inform", ("spoken_language", "italien"), asked=Field.PERMIT
    ).facts


def test_a_first_day_beside_a_question_on_a_trip_is_kept(read: Read) -> None:
    reading = read("dès que possible. et pour le voyage il faut quoi?", "ask_trip_program", asked=Field.START)
    assert [fact.field for fact in reading.facts] == [Field.START]
    assert [act.intent for act in reading.acts] == ["ask_trip_program"]


@pytest.mark.parametrize(
    ("text", "households"),
    [("us two and the baby", {Household(True, 1)}), ("nous deux pis la p'tite", {Household(True, 1)}),
     ("we are five with the baby and Awa", {Household(True, 3), Household(True, 1, 2)}),
     ("wife Rosa, son 12, daughter 9", {Household(True, 2)})],
)  # fmt: skip
def test_a_couple_and_its_children_are_counted_together(read: Read, text: str, households: set[Household]) -> None:
    reading = read(text, "inform", asked=Field.HOUSEHOLD)
    told = {fact.value for fact in reading.facts} | {option for each in reading.unclear for option in each.options}
    assert told == households


def test_a_course_of_some_months_is_no_vocational_diploma(read: Read) -> None:
    marked = [("education", "high school"), ("education", "TESDA")]
    [fact] = read("high school, then TESDA 4 months", "inform", *marked, asked=Field.PERMIT).facts
    assert fact.value is Education.SECONDARY


def test_people_who_are_counted_in_a_sentence_leave_the_years_of_work(read: Read) -> None:
    text = "je suis couturière depuis 7 ans, nous sommes deux adultes et un enfant"
    marked = [("occupation", "couturière"), ("experience_years", "7 ans")]
    assert (Field.EXPERIENCE, 7.0) in {(fact.field, fact.value) for fact in read(text, "inform", *marked).facts}


@pytest.mark.parametrize(
    ("text", "years"),
    [("je suis couvreur avec 4 ans d'expérience et je parle un peu français", "4 ans"),
     ("I am a roofer with 4 years of experience and I speak a little French", "4 years")],
)  # fmt: skip
def test_a_trade_its_years_and_a_language_in_one_breath(read: Read, text: str, years: str) -> None:
    level = "un peu" if "peu" in text else "a little"
    trade = "couvreur" if "couvreur" in text else "roofer"
    told = read(text, "inform", ("occupation", trade), ("experience_years", years), ("french_level", level)).facts
    assert {fact.field for fact in told} == {Field.OCCUPATION, Field.EXPERIENCE, Field.FRENCH}
