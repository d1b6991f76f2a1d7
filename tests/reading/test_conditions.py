"""Conditions on a job in words, and whether they are musts."""

from typing import Any

import pytest

from bot.reading.conditions import conditions
from bot.terms import Field, Schedule, Wish

from .conftest import Read

DAY, EVENING, NIGHT, ROTATING = Schedule


@pytest.mark.parametrize(
    ("text", "cents", "must"),
    [
        ("je ne travaille pas à moins de, disons, pas moins de 31 $", 3100, True),
        ("au moins 26,50 $ de l'heure svp", 2650, True),
        ("idéalement au moins 29$/h", 2900, False),
        ("I want nothing under $27.50 an hour", 2750, True),
        ("33 dollars an hour minimum", 3300, True),
        ("not less than 22", 2200, True),
    ],
)
def test_the_least_pay(text: str, cents: int, must: bool) -> None:
    [found] = conditions(text, None)
    assert (found.name, found.value, found.must) == (Wish.WAGE, cents, must)


@pytest.mark.parametrize(
    ("text", "suiting", "must"),
    [
        ("jamais le soir", (DAY, NIGHT, ROTATING), True),
        ("je ne veux absolument pas travailler la nuit", (DAY, EVENING), True),
        ("seulement de jour", (DAY,), True),
        ("I prefer day shifts", (DAY,), False),
        ("no nights, I have small kids", (DAY, EVENING), True),
        ("si possible pas de soir", (DAY, NIGHT, ROTATING), False),
    ],
)
def test_the_hours(text: str, suiting: tuple[Schedule, ...], must: bool) -> None:
    [found] = conditions(text, None)
    assert (found.name, found.value, found.must) == (Wish.SCHEDULES, suiting, must)


def test_hours_that_were_told_before_are_narrowed() -> None:
    [found] = conditions("finalement pas le soir", (DAY, EVENING))
    assert found.value == (DAY,)


@pytest.mark.parametrize(
    "text",
    [
        "j'ai au moins 12 ans d'expérience",
        "at least 45 minutes by car",
        "pas moins de 38 heures par semaine",
        "au moins 37,5 h par semaine",
        "est-ce qu'il y a des postes à au moins 30 $ ?",
        "my husband wants at least 30 $ an hour",
        "bonne nuit",
        "je travaille de nuit depuis deux ans",
    ],
)
def test_what_is_no_condition_of_the_writer(text: str) -> None:
    assert conditions(text, None) == ()


def test_a_condition_is_told_whatever_the_sentence_was_taken_for(read: Read) -> None:
    told: dict[Field | Wish, Any] = {Field.EXPERIENCE: 4.0}
    found = read("pas moins de 28", "nlu_fallback", ("experience_years", "28"), told=told)
    assert [(each.name, each.value) for each in found.conditions] == [(Wish.WAGE, 2800)]
    assert (found.facts, found.does, found.missed) == ((), (), None)
