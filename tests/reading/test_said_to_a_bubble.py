"""What is said to the bubble in sight: a yes where words may take it, and where only a button counts."""

from datetime import date
from typing import Any

import pytest

from bot.base.terms import Education, Field
from bot.knowledge import Found, Resolver
from bot.reading import Seats, Sight, changes
from bot.reading.values import answer
from tests.reading.conftest import TODAY, Read

ANOTHER = (("set", "education", "3"), ("edit", "education"))
RECAP = (("register_confirm", "t3", "2"), ("trip", "t3"))
CONSENT = (("consent", "given", "2"), ("consent", "refused"), ("privacy",))
BOOKED = (Seats("r5", "t5", "Roberval", 4),)
LISTED = Sight().after((("matches", "0"),), (("vacancy", "v1"), ("vacancy", "v2"), ("vacancy", "v3"), ("matches", "1")))


@pytest.mark.parametrize("text", ["exact", "oui oui c'est bon merci", "yep that's the one", "d'accord, mettez ça"])
def test_a_yes_takes_what_was_proposed_for_a_question_that_is_not_open(read: Read, text: str) -> None:
    assert read(text, "affirm", asked=Field.HOUSEHOLD, buttons=ANOTHER).does == (("set", "education", "3"),)


def test_a_no_to_it_asks_that_question_again(read: Read) -> None:
    assert read("pas du tout", "deny", asked=Field.HOUSEHOLD, buttons=ANOTHER).does == (("edit", "education"),)


@pytest.mark.parametrize("text", ["ok je confirme", "yes please book it", "parfait, réservez les places"])
def test_a_typed_yes_to_seats_says_that_the_button_counts(read: Read, text: str) -> None:
    assert read(text, "register_trip", buttons=RECAP).does == (("only_a_button",), ("register", "t3", "2"))


@pytest.mark.parametrize("text", ["d'accord", "sure, I accept", "oui"])
def test_a_typed_yes_to_the_question_on_personal_data_does_too(read: Read, text: str) -> None:
    assert read(text, "affirm", buttons=CONSENT).does == (("only_a_button",), ("start_profile",))


@pytest.mark.parametrize(
    ("button", "again"),
    [(("interest_confirm", "v9"), ("interest", "v9")), (("delete_confirm",), ("delete",)),
     (("cancel_trip_confirm", "r1"), ("cancel_trip", "r1")), (("job_offered",), ("hired",)),
     (("meeting_take", "m1"), ("meetings",)), (("needs_share", "r1"), ("needs", "r1"))],
)  # fmt: skip
def test_so_does_one_to_anything_that_cannot_be_undone(
    read: Read, button: tuple[str, ...], again: tuple[str, ...]
) -> None:
    assert read("oui", "affirm", buttons=(button,)).does == (("only_a_button",), again)


@pytest.mark.parametrize(
    ("text", "number"),
    [("Moussa viendra pas finalement", "3"), ("en passant, Olena et Ivan peuvent pas venir", "2"),
     ("Precious can't come", "3")],
)  # fmt: skip
def test_somebody_who_is_named_and_does_not_come_gives_back_one_seat(read: Read, text: str, number: str) -> None:
    assert read(text, "cancel_trip", held=BOOKED).does == (("change_seats", "r5", number),)


def test_where_only_one_seat_is_held_the_number_is_asked(read: Read) -> None:
    held = (Seats("r5", "t5", "Roberval", 1),)
    assert read("Moussa viendra pas", "cancel_trip", held=held).does == (("change_seats", "r5"),)


@pytest.mark.parametrize("text", ["je viendrai pas finalement", "I can't come anymore", "on peut plus venir"])
def test_whoever_does_not_come_themselves_gives_all_back(read: Read, text: str) -> None:
    assert not any(shown[0] == "change_seats" for shown in read(text, "cancel_trip", held=BOOKED).does)


@pytest.mark.parametrize(
    ("text", "does"),
    [
        ("il faut être là à quelle heure?", ("trip_asked", "", "t5", "departure")),
        ("do we go by bus or in our own car?", ("trip_asked", "", "t5", "transport")),
        ("je peux venir avec mon auto?", ("trip_asked", "", "t5", "transport")),
        ("what time are we back home?", ("trip_asked", "", "t5", "return")),
        ("combien de places j'ai déjà?", ("my_trips",)),
        ("how many seats do we have on it?", ("my_trips",)),
    ],
)
def test_what_is_asked_of_ones_own_trip_is_told_of_that_trip(read: Read, text: str, does: tuple[str, ...]) -> None:
    assert read(text, "ask_exploratory_trip", held=BOOKED).does == (does,)


@pytest.mark.parametrize(
    ("text", "subject"), [("c'est de nuit ou de jour?", "hours"), ("do they pay well?", "pay"), ("salaires?", "pay")]
)
def test_what_is_asked_of_a_list_is_asked_of_each_job_in_it(read: Read, text: str, subject: str) -> None:
    assert read(text, "ask_employer", sight=LISTED).does == (("vacancy_asked", subject, "v1", "v2", "v3"),)


def test_a_question_on_courses_below_a_list_of_jobs_is_not_about_them(read: Read) -> None:
    reading = read("y a-t-il des cours de français?", "ask_francisation", sight=LISTED)
    assert not any(shown[0] == "vacancy_asked" for shown in reading.does)


@pytest.mark.parametrize(
    ("text", "marked", "field", "before", "after"),
    [
        ("non 12 ans au total", [("experience_years", "12 ans")], Field.EXPERIENCE, 4.0, 12.0),
        ("no 3 years only", [("experience_years", "3 years")], Field.EXPERIENCE, 13.0, 3.0),
        ("nope B1", [("french_level", "B1")], Field.FRENCH, 8, 6),
        ("octobre pas mai", [], Field.START, date(2026, 5, 1), date(2026, 10, 1)),
    ],
)
def test_a_value_after_a_bare_no_is_said_and_not_denied(
    read: Read, text: str, marked: list[tuple[str, str]], field: Field, before: Any, after: Any
) -> None:
    told: dict[Any, Any] = {field: before}
    reading = read(text, "inform", *marked, told=told, sight=Sight(told=(field,)))
    assert changes(reading, told, None).saved == {field: after}


@pytest.mark.parametrize(
    ("text", "does"),
    [("supprime ce que j'ai raconté sur mon frère", "about_another"),
     ("please delete what I said about her", "about_another"),
     ("erase everything about me", "delete")],
)  # fmt: skip
def test_what_was_written_of_somebody_else_is_another_wish_than_everything(read: Read, text: str, does: str) -> None:
    assert read(text, "delete_my_data").does == ((does,),)


@pytest.mark.parametrize("text", ["tell me if there are jobs for a roofer", "dis-moi s'il y a des postes de soudeur"])
def test_whether_there_are_jobs_today_is_no_wish_to_be_told_later(read: Read, text: str) -> None:
    assert ("job_alerts",) not in read(text, "find_employers").does


def test_an_answer_that_was_offered_to_be_changed_is_said_to_stay(read: Read) -> None:
    buttons = (("change", "french_level", "10"), ("keep", "french_level"))
    told: dict[Any, Any] = {Field.FRENCH: 6}
    reading = read("mon mari et moi", "inform", asked=Field.HOUSEHOLD, told=told, buttons=buttons)
    assert reading.unsettled is Field.FRENCH
    reading = read("I have 4 years as a plumber", "inform", ("experience_years", "4 years"), ("occupation", "plumber"),
                   asked=Field.EXPERIENCE, told=told, buttons=buttons)  # fmt: skip
    assert reading.unsettled is Field.FRENCH


@pytest.mark.parametrize("text", ["y en a-tu dans mon métier?", "do you have anything in my field?"])
def test_jobs_of_ones_own_trade_are_the_list(read: Read, text: str) -> None:
    told: dict[Any, Any] = {Field.OCCUPATION: "72106"}
    assert read(text, "ask_jobs_in_region", told=told).does == (("matches",),)


@pytest.mark.parametrize(
    ("text", "intent", "asked"),
    [("la tournée d'avril, le voyage, me tente", "register_trip", Field.START),
     ("I take the bus 45 at 6", "register_trip", Field.OCCUPATION),
     ("je manque souvent l'autobus", "cancel_trip", Field.OCCUPATION)],
)  # fmt: skip
def test_a_trip_or_a_bus_answers_no_question_of_the_profile(read: Read, text: str, intent: str, asked: Field) -> None:
    reading = read(text, intent, asked=asked)
    assert not reading.facts
    assert not reading.unclear


def test_who_asks_to_cancel_is_not_only_told_of_it(read: Read) -> None:
    reading = read("how do i cancel my seat for friday?", "cancel_trip", held=BOOKED)
    assert not any(shown[0] == "trip_asked" for shown in reading.does)


def test_who_stopped_after_a_school_finished_it(resolver: Resolver) -> None:
    assert answer(resolver, Field.EDUCATION, "I quit after high school", TODAY) == Found(Education.SECONDARY)
