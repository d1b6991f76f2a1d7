"""When somebody can start, as people type it."""

from datetime import date

import pytest

from bot.knowledge import Found, Resolver, Unknown
from tests.knowledge.typed import NOISE, TODAY


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("tout de suite", TODAY), ("ASAP", TODAY), ("now", TODAY), ("novembre", TODAY),
        ("dans deux mois", date(2027, 1, 23)),
        ("in 2 weeks", date(2026, 12, 7)), ("dans un mois", date(2026, 12, 23)),
        ("March 2027", date(2027, 3, 1)),
        ("le 15 janvier", date(2027, 1, 15)), ("January 15th", date(2027, 1, 15)),
        ("1er juin 2027", date(2027, 6, 1)),
        ("15/01/2027", date(2027, 1, 15)), ("2027-02-01", date(2027, 2, 1)),
        ("next month", date(2026, 12, 1)),
        ("la semaine prochaine", date(2026, 11, 30)), ("fin mars", date(2027, 3, 31)),
        ("mi-février", date(2027, 2, 15)),
        ("septembre", date(2027, 9, 1)), ("cet été", date(2027, 7, 1)), ("demain", date(2026, 11, 24)),
        ("2 semaines", date(2026, 12, 7)),
    ],
)  # fmt: skip
def test_start_date(resolver: Resolver, text: str, day: date) -> None:
    assert resolver.start_date(text, TODAY) == Found(day)


@pytest.mark.parametrize("text", ["mars 2020", "31 février", "15/01/2020", "le 3 mars 2099", *NOISE])
def test_no_start_date(resolver: Resolver, text: str) -> None:
    assert resolver.start_date(text, TODAY) == Unknown()


def test_the_last_day_of_a_month_plus_a_month(resolver: Resolver) -> None:
    assert resolver.start_date("dans un mois", date(2027, 1, 31)) == Found(date(2027, 2, 28))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("je suis soudeur et je peux commencer en mars", date(2027, 3, 1)),
        ("I am available on January 15", date(2027, 1, 15)),
        ("disponible dès que possible", TODAY),
    ],
)
def test_start_date_in_a_sentence(resolver: Resolver, text: str, day: date) -> None:
    assert resolver.find_start_date(text, TODAY) == Found(day)


@pytest.mark.parametrize(
    "text",
    [
        "j’ai commencé en mars 2019",
        "5 ans d’expérience",
        "il neige en janvier",
        "I may move",
        "what happens on March 3?",
    ],
)
def test_a_sentence_on_something_else_tells_no_start(resolver: Resolver, text: str) -> None:
    assert resolver.find_start_date(text, TODAY) == Unknown()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("five months from now", date(2027, 4, 23)), ("vendredi", date(2026, 11, 27)),
        ("fin du mois", date(2026, 11, 30)),
        ("after Christmas", date(2026, 12, 26)), ("l'an prochain en mai", date(2027, 5, 1)), ("whenever", TODAY),
    ],
)  # fmt: skip
def test_more_ways_to_tell_a_day(resolver: Resolver, text: str, day: date) -> None:
    assert resolver.start_date(text, TODAY) == Found(day)


def test_hours_of_work_are_no_day(resolver: Resolver) -> None:
    assert resolver.start_date("24/7", TODAY) == Unknown()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("je suis prête à commencer le 18 janvier", date(2027, 1, 18)),
        ("whenever you like from february", date(2027, 2, 1)),
        ("free any day in April", date(2027, 4, 1)), ("it's 4 months now we are ready", TODAY),
        ("ready to start next week", date(2026, 11, 30)), ("en avril je suis prêt", date(2027, 4, 1)),
        ("je suis prête", TODAY), ("I'm ready to start, my son is 5 in March", TODAY),
        ("dès maintenant", TODAY), ("à partir d'aujourd'hui", TODAY), ("I can go any day", TODAY),
        ("après-demain", date(2026, 11, 25)), ("the day after tomorrow", date(2026, 11, 25)),
        ("February ending", date(2027, 2, 28)), ("après Noël et le jour de l'an", date(2027, 1, 2)),
        ("pas avant avril, le bail finit le 31 mars", date(2027, 4, 1)),
        ("not before 10 January 2028, I study", date(2028, 1, 10)),
    ],
)  # fmt: skip
def test_a_day_beside_other_words_of_time(resolver: Resolver, text: str, day: date) -> None:
    assert resolver.start_date(text, TODAY) == Found(day)


@pytest.mark.parametrize("text", ["from now on", "now 41", "my boss can fire me any day", "3 years now"])
def test_not_every_now_is_free_at_once(resolver: Resolver, text: str) -> None:
    assert resolver.start_date(text, TODAY) != Found(TODAY)
