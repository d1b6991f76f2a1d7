"""Kinds of faults that people met who were no part of the trials, in other words."""

from typing import Any

import pytest

from bot.base.terms import Education, Field, Household, Permit, Wish
from bot.knowledge import Ambiguous, Found, Resolver
from bot.reading import Person, Seats, changes
from bot.reading.values import answer
from tests.reading.conftest import TODAY, Read


@pytest.mark.parametrize("text", ["j'ai un visa de visiteur", "une petite question", "j'ai une licence en droit"])
def test_an_article_is_no_number_of_years(resolver: Resolver, text: str) -> None:
    assert not isinstance(resolver.duration_years(text, TODAY), Found)


@pytest.mark.parametrize(("text", "years"), [("un an", 1), ("une année et demie", 1.5), ("vingt et un ans", 21)])
def test_but_it_is_one_year(resolver: Resolver, text: str, years: float) -> None:
    assert resolver.duration_years(text, TODAY) == Found(years)


@pytest.mark.parametrize(
    ("text", "household"),
    [
        ("nous sommes deux, pas d'enfants", Household(True, 0)),
        ("on sera 3 avec 1 enfant", Household(True, 1)),
        ("we are 4 with 3 kids", Household(False, 3)),
    ],
)
def test_a_total_counts_the_writer_and_the_children(resolver: Resolver, text: str, household: Household) -> None:
    assert resolver.household(text) == Found(household)


@pytest.mark.parametrize(
    ("text", "trade", "years"),
    [("chu fleuriste depuis 4 an", "fleuriste", 4), ("roofer since 11 year here", "roofer", 11)],
)
def test_years_beside_a_trade_are_of_that_trade(read: Read, text: str, trade: str, years: float) -> None:
    reading = read(text, "inform", ("occupation", trade))
    assert changes(reading, {}, None).saved[Field.EXPERIENCE] == years


@pytest.mark.parametrize(
    ("text", "trade"),
    [("mon frère est couvreur depuis 8 ans", "couvreur"), ("a roofer, waiting for 2 years for my papers", "roofer")],
)
def test_years_of_somebody_else_or_of_a_wait_are_not(read: Read, text: str, trade: str) -> None:
    told = [fact for fact in read(text, "inform", ("occupation", trade)).facts if fact.person is Person.SELF]
    assert Field.EXPERIENCE not in {fact.field for fact in told}


@pytest.mark.parametrize(
    "text", ["sorry hubby cant come he works", "finalement ma soeur peut pas venir", "Dad won't make it, only us"]
)
def test_who_does_not_come_needs_no_my(read: Read, text: str) -> None:
    held = (Seats("r1", "t1", "Amos", 4),)
    assert read(text, "correct_profile", held=held).does == (("change_seats", "r1", "3"),)


def test_languages_alone_are_languages_whatever_is_asked(read: Read) -> None:
    reading = read("wolof and arabic", "inform", ("spoken_language", "wolof"), ("spoken_language", "arabic"),
                   asked=Field.FRENCH)  # fmt: skip
    assert Field.LANGUAGES in changes(reading, {}, Field.FRENCH).saved


@pytest.mark.parametrize("text", ["me i no speak french", "I can't speak French sorry"])
def test_no_french_is_said_in_many_ways(resolver: Resolver, text: str) -> None:
    assert resolver.french_level(text) == Found(0)


@pytest.mark.parametrize(
    ("text", "asked", "value"),
    [
        ("j'attends ma citoyenneté, j'ai un permis d'études", Field.PERMIT, Permit.STUDY_PERMIT),
        ("I'm applying for permanent residence but I have an open work permit", Field.PERMIT, Permit.OPEN_WORK_PERMIT),
        ("revendicateur d'asile, audience en attente", Field.PERMIT, Permit.ASYLUM_SEEKER),
        ("I never finished high school", Field.EDUCATION, Education.NONE),
        ("4 ans à Lyon puis 2 ans à Québec", Field.EXPERIENCE, 6.0),
        ("10 ans dont 3 ici", Field.EXPERIENCE, 10.0),
        ("j'ai 52 ans et 20 ans d'expérience", Field.EXPERIENCE, 20.0),
        ("peu importe pour moi", Field.REGIONS, ("any",)),
        ("no one else", Field.HOUSEHOLD, Household()),
    ],
)
def test_an_open_question_gets_what_is_so_and_no_more(
    resolver: Resolver, text: str, asked: Field, value: object
) -> None:
    assert answer(resolver, asked, text, TODAY) == Found(value)


@pytest.mark.parametrize(
    ("text", "asked"),
    [("still waiting for my PR", Field.PERMIT), ("j'ai pas terminé ma maîtrise", Field.EDUCATION),
     ("any work is fine with me", Field.OCCUPATION)],
)  # fmt: skip
def test_what_is_not_so_is_no_answer(resolver: Resolver, text: str, asked: Field) -> None:
    assert not isinstance(answer(resolver, asked, text, TODAY), Found)


def test_of_a_trade_then_and_one_now_it_is_asked_which(resolver: Resolver) -> None:
    both = answer(resolver, Field.OCCUPATION, "before i was a plumber, now i am a cook", TODAY)
    assert isinstance(both, Ambiguous)
    assert {"72300", "63200"} <= set(both.options)


TOLD: dict[Field | Wish, Any] = {Field.REGIONS: ("01", "13"), Field.LANGUAGES: ("ar", "es"), Field.OCCUPATION: "72106"}


def test_one_for_another_gives_the_first_up(read: Read) -> None:
    reading = read("replace Laval with Outaouais", "correct_profile", ("region", "Laval"), ("region", "Outaouais"),
                   told=TOLD)  # fmt: skip
    assert changes(reading, TOLD, None).saved == {Field.REGIONS: ("01", "07")}


def test_a_list_is_shortened_though_the_model_saw_no_entity(read: Read) -> None:
    reading = read("take out arabic", "out_of_scope", told=TOLD)
    assert changes(reading, TOLD, None).saved == {Field.LANGUAGES: ("es",)}


def test_what_one_is_no_more_is_asked_anew(read: Read) -> None:
    reading = read("chu pu soudeur", "inform", ("occupation", "soudeur"), told=TOLD)
    assert changes(reading, TOLD, None).again == [Field.OCCUPATION]


def test_the_total_of_years_is_the_one_that_is_called_so(resolver: Resolver) -> None:
    assert resolver.duration_years("8 mois ici, 14 ans au total", TODAY) == Found(14.0)


def test_the_length_of_something_else_corrects_no_experience(read: Read) -> None:
    told: dict[Field | Wish, Any] = {Field.EXPERIENCE: 5.0}
    reading = read("3 years since my divorce now", "correct_profile", ("experience_years", "3 years"), told=told)
    assert changes(reading, told, None).saved == {}


def test_languages_that_are_denied_are_not_spoken(read: Read) -> None:
    reading = read("neither hindi nor english, only tamil", asked=Field.LANGUAGES)
    assert changes(reading, {}, Field.LANGUAGES).saved == {Field.LANGUAGES: ("ta",)}


@pytest.mark.parametrize(
    ("text", "field"),
    [("delete my diploma from there, I prefer not to share. leave the others", "education"),
     ("actually can you remove my status", "permit"), ("peux-tu effacer mon métier du profil svp", "occupation")],
)  # fmt: skip
def test_one_answer_is_erased_and_the_others_stay(read: Read, text: str, field: str) -> None:
    assert read(text, "delete_my_data").does == (("clear", field),)


@pytest.mark.parametrize(
    ("text", "permit"),
    [("mon frère a le permis ouvert. Le mien non, mon permis est fermé", Permit.CLOSED_WORK_PERMIT),
     ("my wife is a citizen, my own permit is still open", Permit.OPEN_WORK_PERMIT)],
)  # fmt: skip
def test_a_permit_that_is_said_to_be_closed_or_open_is_read(read: Read, text: str, permit: Permit) -> None:
    reading = read(text, asked=Field.PERMIT)
    told = {fact.value for fact in reading.facts if fact.person is Person.SELF}
    offered = {option for each in reading.unclear for option in each.options}
    assert permit in told | offered
    assert told <= {permit}


def test_the_status_of_a_relative_is_not_offered_as_the_writers(read: Read) -> None:
    reading = read("ma cousine a un permis ouvert elle", "inform", ("permit", "permis ouvert"), asked=Field.PERMIT)
    assert not reading.unclear
    assert changes(reading, {}, Field.PERMIT).saved == {}


def test_a_later_day_is_put_in_the_place_of_what_cannot_be(read: Read) -> None:
    told: dict[Any, Any] = {Field.START: TODAY}
    reading = read("oups cant start now, my course goes to end of May. put 15 June", "inform", told=told)
    assert changes(reading, told, None).saved == {Field.START: TODAY.replace(month=6, day=15)}


@pytest.mark.parametrize(
    ("text", "level"), [("courant", 12), ("fluent", 12), ("intermedio", 6), ("frances basico", 4), ("avanzado", 10)]
)
def test_a_level_is_read_by_the_name_of_its_button_and_in_a_language_that_is_near(
    resolver: Resolver, text: str, level: int
) -> None:
    assert answer(resolver, Field.FRENCH, text, TODAY) == Found(level)


@pytest.mark.parametrize(
    ("text", "marked"),
    [("closed permit, nights in a bakery in Granby, I want out", ("city", "Granby")),
     ("cariste, entrepôt à Joliette depuis mars", ("city", "Joliette"))],
)  # fmt: skip
def test_the_town_of_a_workplace_that_nobody_looks_for_is_no_wish(
    read: Read, text: str, marked: tuple[str, str]
) -> None:
    assert all(fact.field is not Field.REGIONS for fact in read(text, "inform", marked).facts)


def test_but_that_of_a_job_that_is_looked_for_is_one(read: Read) -> None:
    reading = read("je cherche une ferme en Estrie", "inform", ("region", "Estrie"), asked=Field.OCCUPATION)
    assert any(fact.field is Field.REGIONS for fact in reading.facts)


def test_a_permit_after_studies_that_is_open_is_one_status(read: Read) -> None:
    marked = (("permit", "permis post-diplôme"), ("permit", "permis ouvert"))
    reading = read("j'ai un permis post-diplôme, donc un permis ouvert", "inform", *marked)
    assert changes(reading, {}, None).saved == {Field.PERMIT: Permit.GRADUATE_WORK_PERMIT}


def test_of_two_trades_each_with_its_years_those_of_the_first_count(read: Read) -> None:
    text = "soudeur 6 ans, avant ça caissier 3 ans"
    marked = (("occupation", "soudeur"), ("experience_years", "6 ans"), ("occupation", "caissier"),
              ("experience_years", "3 ans"))  # fmt: skip
    saved = changes(read(text, "inform", *marked), {}, None).saved
    assert saved[Field.EXPERIENCE] == 6.0


def test_the_number_of_children_alone_leaves_the_partner(read: Read) -> None:
    told: dict[Any, Any] = {Field.HOUSEHOLD: Household(True, 1)}
    reading = read("erreur, 3 enfants", "correct_profile", told=told, asked=Field.HOUSEHOLD)
    assert changes(reading, told, Field.HOUSEHOLD).saved == {Field.HOUSEHOLD: Household(True, 3)}


def test_what_follows_a_childs_age_is_asked_as_ones_own(read: Read) -> None:
    reading = read("ma fille a 6 ans, permis ouvert", "inform", ("permit", "permis ouvert"), asked=Field.PERMIT)
    offered = {option for each in reading.unclear for option in each.options}
    told = {fact.value for fact in reading.facts if fact.field is Field.PERMIT and fact.person is Person.SELF}
    assert Permit.OPEN_WORK_PERMIT in offered | told


def test_a_language_that_is_denied_by_sms_is_not_kept(read: Read) -> None:
    marked = (("spoken_language", "russe"), ("spoken_language", "anglais"))
    reading = read("russe nn jparle pa, anglais oui", "inform", *marked, asked=Field.LANGUAGES)
    assert changes(reading, {}, Field.LANGUAGES).saved == {Field.LANGUAGES: ("en",)}
