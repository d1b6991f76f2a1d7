"""Conditions on a job in words, and whether they are musts."""

from typing import Any

import pytest

from bot.base.terms import Driving, Field, Schedule, Wish
from bot.reading import Context, Guess, Parse, Reader, Sight
from bot.reading.conditions import conditions
from bot.reading.parse import Clause

from .conftest import TODAY, Read

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
        ("Le logement est cher, donc je veux au moins 34 $ de l'heure", 3400, True),
        ("Je cherche un poste à au moins 24 $", 2400, True),
        ("21.40/h minimum", 2140, True),
        ("the hourly rate, I hope, is not less than 26", 2600, True),
        ("jamais moins de 21 s'il vous plaît", 2100, True),
        ("a salary of at least $29.75 would be nice", 2975, False),
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
        ("je ne peux plus travailler la nuit", (DAY, EVENING), True),
        ("pas le soir, la nuit non plus", (DAY,), True),
        ("no evenings or weekends please", (DAY, NIGHT, ROTATING), True),
        ("Je cherche en mécanique, un horaire seulement de jour", (DAY,), True),
        ("My visit is on Friday but I can't work nights", (DAY, EVENING), True),
        ("pas de quarts de nuit de 23 h à 7 h", (DAY, EVENING), True),
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
        "mon appartement coûte au moins 140 $ par semaine",
        "I pay at least $18 an hour for daycare",
        "a salary of at least $72,000",
        "un salaire d'au moins 55 000 $",
        "not less than $65k",
        "my pay must be at least $130 a day",
        "au moins 90 $ par semaine de paye",
        "pas moins de 12 %",
        "not less than 32 hours",
        "mes heures: jamais moins de 36",
        "my hours, I hope they are not less than 34 in all",
        "j'ai au moins 40 $ dans mes poches",
        "at least $175 an hour",
        "Je travaille fort et je n'ai pas de soirées",
        "my job gives me no days off",
        "je voudrais plus de jours de repos au travail",
        "Je ne travaille pas le jour de la visite",
        "I can't work the day before my move",
        "text me only in the evening, I work in a shop",
        "Je suis libre seulement le soir pour le rendez-vous",
        "pas le jour du déménagement",
    ],
)
def test_what_is_no_condition_of_the_writer(text: str) -> None:
    assert conditions(text, None) == ()


def test_a_condition_is_told_whatever_the_sentence_was_taken_for(read: Read) -> None:
    told: dict[Field | Wish, Any] = {Field.EXPERIENCE: 4.0}
    found = read("pas moins de 28", "nlu_fallback", ("experience_years", "28"), told=told)
    assert [(each.name, each.value) for each in found.conditions] == [(Wish.WAGE, 2800)]
    assert (found.facts, found.does, found.missed) == ((), (), None)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("J'aimerais annuler ma place dans l'autobus, je ne peux pas travailler la nuit", "cancel_trip"),
        ("I need to know about housing. Also, I can't work nights", "ask_housing"),
        ("I would like to talk to someone because I can't work evenings", "talk_to_human"),
    ],
)
def test_what_is_asked_beside_a_condition_is_still_answered(read: Read, text: str, intent: str) -> None:
    found = read(text, intent)
    assert [each.name for each in found.conditions] == [Wish.SCHEDULES]
    assert [act.intent for act in found.acts] == [intent]


def test_an_answer_that_follows_from_what_is_in_sight_is_kept_beside_a_condition(read: Read) -> None:
    found = read("I am curious about this job, but no nights please", "explain_match", sight=Sight(vacancy="A7"))
    assert [each.name for each in found.conditions] == [Wish.SCHEDULES]
    assert found.does == (("vacancy", "A7"),)


@pytest.mark.parametrize("intent", ["cancel_trip", "correct_profile", "deny", "greet", "out_of_scope", "nlu_fallback"])
def test_a_condition_alone_asks_for_nothing_whatever_it_was_taken_for(read: Read, intent: str) -> None:
    found = read("I can't work evenings, please", intent)
    assert found.conditions
    assert (found.does, found.acts, found.missed) == ((), (), None)


def test_of_the_clauses_only_those_that_set_no_condition_are_asked(reader: Reader) -> None:
    text = "Je me demande comment est le climat, aussi avez-vous des formations, je ne veux pas travailler le soir"
    starts = [0, text.index("avez"), text.index("je ne"), len(text)]
    intents = ["ask_climate", "ask_financial_aid", "ask_worker_rights"]
    clauses = tuple(
        Clause(start, end, text[start:end], intent, (Guess(intent, 0.95),))
        for intent, start, end in zip(intents, starts, starts[1:], strict=False)
    )
    parse = Parse(text, "ask_climate", (Guess("ask_climate", 0.9),), clauses=clauses)
    found = reader.read(parse, Context(TODAY, None, {}))
    assert [act.intent for act in found.acts] == intents[:2]


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("J'ai plus de char depuis septembre", Wish.CAR, False),
        ("i don't own a vehicle", Wish.CAR, False),
        ("Je possède une automobile", Wish.CAR, True),
        ("Je détiens un permis de conduire classe 2", Wish.DRIVING, Driving.BUS),
        ("i hold a class 1 licence since 2019", Wish.DRIVING, Driving.COMBINATION),
        ("I do not have a driving licence", Wish.DRIVING, Driving.NONE),
    ],
)
def test_a_car_and_a_licence(text: str, name: Wish, value: Any) -> None:
    [found] = conditions(text, None)
    assert (found.name, found.value) == (name, value)


@pytest.mark.parametrize(
    "text",
    [
        "J'ai vendu des voitures pendant six ans",
        "I have a class 3 student",
        "j'ai un permis de travail ouvert",
        "Faut-il avoir une voiture à Matane ?",
        "je suis mécanicien de véhicules lourds",
        "J'ai une classe 4 en maternelle",
    ],
)
def test_what_tells_of_no_car_and_no_licence(text: str) -> None:
    assert conditions(text, None) == ()


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("je n'ai pas de permis de conduire de classe 3", []),
        ("i don't have class 2 but i have class 3", [Driving.TRUCK]),
        ("j'ai un permis de classe 5 et de classe 3", [Driving.TRUCK]),
        ("I have a licence class 5, class 2", [Driving.BUS]),
        ("j'ai pas de permis de conduire", [Driving.NONE]),
        ("je me demande si j'ai un permis de classe 5", []),
    ],
)
def test_the_class_of_a_licence_is_the_greatest_that_is_held(text: str, held: list[Driving]) -> None:
    assert [each.value for each in conditions(text, None) if each.name is Wish.DRIVING] == held


@pytest.mark.parametrize(
    "text", ["i have a car loan to pay", "on verra quand j'ai une auto", "if i have a car one day"]
)
def test_what_is_supposed_or_only_named_is_no_car(text: str) -> None:
    assert not [each for each in conditions(text, None) if each.name is Wish.CAR]


@pytest.mark.parametrize("text", ["pas de voiture", "sans auto", "no car", "no car. I can move anywhere"])
def test_no_car_is_heard_alone(text: str) -> None:
    assert [(each.name, each.value) for each in conditions(text, None)] == [(Wish.CAR, False)]


@pytest.mark.parametrize("text", ["sans voiture, c'est possible?", "no car payment left", "une ville sans auto?"])
def test_a_question_on_cars_sets_no_condition(text: str) -> None:
    assert not [each for each in conditions(text, None) if each.name is Wish.CAR]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("une place de serveuse de jour vers Amos, pas de nuit svp", (Schedule.DAY,)),
        ("un poste de soir, pas de nuit", (Schedule.EVENING,)),
        ("pas de nuit", (Schedule.DAY, Schedule.EVENING)),
        ("day or evening shifts, no nights", (Schedule.DAY, Schedule.EVENING)),
        ("un emploi de jour, de soir, mais pas de nuit", (Schedule.DAY, Schedule.EVENING)),
        ("I had an evening job back home. No nights please.", (Schedule.DAY, Schedule.EVENING)),
    ],
)
def test_hours_that_are_named_beside_refused_ones_are_meant_alone(text: str, kept: tuple[Schedule, ...]) -> None:
    [condition] = conditions(text, None)
    assert condition.value == kept


@pytest.mark.parametrize("text", ["J'haïs pas les quarts de nuit", "je travaillais pas de nuit à mon ancienne job"])
def test_hours_that_are_not_disliked_are_not_refused(text: str) -> None:
    assert conditions(text, None) == ()
