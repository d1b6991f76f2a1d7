"""Hours that are wanted, and those only named beside refused ones; a car that its writer misses, or anybody."""

import pytest

from bot.base.terms import Schedule, Wish
from bot.reading.conditions import conditions

DAY, EVENING, NIGHT, ROTATING = Schedule.DAY, Schedule.EVENING, Schedule.NIGHT, Schedule.ROTATING


def told(text: str, name: Wish) -> object:
    return next((each.value for each in conditions(text, None) if each.name is name), None)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Please no evenings, night shifts I can do as well", (DAY, NIGHT, ROTATING)),
        ("je fais des quarts de soir en ce moment, mais pas de nuit svp", (DAY, EVENING)),
        ("no nights, day work is fine", (DAY, EVENING)),
        ("I have an evening job already, no nights please", (DAY, EVENING)),
        ("pas de soir, un poste de nuit ça va aussi", (DAY, NIGHT, ROTATING)),
    ],
)
def test_hours_that_are_only_named_narrow_nothing(text: str, kept: tuple[Schedule, ...]) -> None:
    assert told(text, Wish.SCHEDULES) == kept


@pytest.mark.parametrize(
    "text",
    [
        "je veux un poste de jour, pas de nuit", "day shifts please, no nights", "un emploi de jour, pas de soir svp",
        "I need a day job, no evenings", "day work, no nights", "je cherche un travail de jour, jamais de nuit",
    ],
)  # fmt: skip
def test_hours_that_are_wanted_are_meant_alone(text: str) -> None:
    assert told(text, Wish.SCHEDULES) == (DAY,)


@pytest.mark.parametrize(
    "text",
    [
        "dans mon dernier emploi, on travaillait pas de soir", "chez eux, c'était pas de nuit",
        "at my previous job no evenings", "we didn't work nights at the mill", "ils étaient jamais de nuit à l'usine",
    ],
)  # fmt: skip
def test_what_a_former_job_was_like_sets_no_hours(text: str) -> None:
    assert told(text, Wish.SCHEDULES) is None


@pytest.mark.parametrize(
    "text",
    [
        "pas de nuit s'il vous plaît",
        "I don't work nights",
        "jamais de nuit",
        "je veux pas travailler de nuit",
        "si ça vous plaît, pas de nuit",
        "s'il te plait pas de nuit",
        "en fait jamais de nuit",
        "désormais pas de nuits",
        "parfait, pas de nuit",
        "je fais pas de nuit",
    ],
)
def test_refused_hours_are_heard(text: str) -> None:
    assert told(text, Wish.SCHEDULES) == (DAY, EVENING)


@pytest.mark.parametrize(
    "text",
    [
        "No car, no chance",
        "sans char, je serais perdu",
        "without a car, I'd be stuck",
        "sans voiture, on va nulle part",
        "pas d'auto, pas de vie ici",
        "without a car, it's hard",
    ],
)
def test_what_is_said_of_anybody_is_no_car_that_is_missed(text: str) -> None:
    assert told(text, Wish.CAR) is None


@pytest.mark.parametrize(
    "text",
    [
        "no car", "sans auto", "pas de char, je prends l'autobus", "cook, no car, 4 years", "no car, no licence",
        "Soudeur. Pas de voiture.", "without a car", "no car, no kids", "sans voiture, je suis à Gatineau",
        "without a car, I take the bus", "cuisinière, sans auto, à Granby", "sans char, j'habite en ville",
    ],
)  # fmt: skip
def test_who_says_it_of_themselves_has_none(text: str) -> None:
    assert told(text, Wish.CAR) is False
