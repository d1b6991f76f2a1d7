"""Conditions on a job that cannot be noted are said so, and take nothing away from those that can."""

import pytest

from bot.base.terms import Field, Schedule, Unheld, Wish
from bot.reading.conditions_not_held import conditions_not_held
from tests.reading.conftest import Read

_DAYS, _BENEFITS = ("cannot_note", Unheld.DAYS), ("cannot_note", Unheld.BENEFITS)


@pytest.mark.parametrize(
    "text",
    [
        "never on Saturdays, I go to temple",
        "je peux pas travailler les dimanches",
        "I will not work on weekends",
        "jamais la fin de semaine svp",
        "a job from Monday to Friday only",
        "je cherche du lundi au vendredi seulement",
        "I am looking for work with Sundays off",
    ],
)
def test_days_of_the_week_are_said_not_to_be_noted(read: Read, text: str) -> None:
    assert _DAYS in read(text, "inform").does


@pytest.mark.parametrize(
    "text",
    [
        "I need a job with a dental plan",
        "je veux un poste avec des assurances collectives",
        "I want a job with good benefits",
        "je cherche un emploi qui offre un régime de retraite",
    ],
)
def test_benefits_are_said_not_to_be_noted(read: Read, text: str) -> None:
    assert _BENEFITS in read(text, "inform").does


@pytest.mark.parametrize(
    ("text", "wage", "hours", "unheld"),
    [
        ("min 31$ lheure pis pas de nuit", 3100, (Schedule.DAY, Schedule.EVENING), ()),
        ("min. $24/hr and no Sundays", 2400, None, (Unheld.DAYS,)),
        ("I just need evening shifts and a dental plan", None, (Schedule.EVENING,), (Unheld.BENEFITS,)),
        ("pas de soirs ni de dimanches", None, (Schedule.DAY, Schedule.NIGHT, Schedule.ROTATING), (Unheld.DAYS,)),
        ("at least $27 an hour and group insurance needed", 2700, None, (Unheld.BENEFITS,)),
        (
            "no evenings, no saturdays, at least 25 $ an hour, I need drug coverage at work",
            2500,
            (Schedule.DAY, Schedule.NIGHT, Schedule.ROTATING),
            (Unheld.DAYS, Unheld.BENEFITS),
        ),
    ],
)
def test_every_condition_of_a_message_is_kept_or_said(
    read: Read, text: str, wage: int | None, hours: tuple[Schedule, ...] | None, unheld: tuple[Unheld, ...]
) -> None:
    reading = read(text, "ask_worker_rights")
    held = {each.name: each.value for each in reading.conditions}
    assert (held.get(Wish.WAGE), held.get(Wish.SCHEDULES)) == (wage, hours)
    assert [shown for shown in reading.does if shown[0] == "cannot_note"] == (
        [("cannot_note", *unheld)] if unheld else []
    )


@pytest.mark.parametrize(
    "text",
    [
        "I cannot come to the visit on a Saturday",
        "is there work on Sundays?",
        "my husband never works weekends",
        "I used to work Monday to Friday only",
        "appelez-moi jamais le dimanche",
        "I work from Monday to Friday",
        "weekends are no problem",
        "seulement la semaine prochaine",
        "the bus does not run on Sundays",
        "I am a dental assistant and I look for work",
        "je veux comprendre les avantages sociaux au travail",
        "I receive child benefits and want to work",
        "non, dimanche prochain je travaille pas",
    ],
)
def test_what_sets_no_condition_is_left_alone(text: str) -> None:
    assert conditions_not_held(text, beside=False) == ()


def test_what_else_is_told_is_kept_beside_it(read: Read) -> None:
    reading = read("6 years. No Sundays please", "inform", ("experience_years", "6 years"), asked=Field.EXPERIENCE)
    assert [fact.value for fact in reading.facts] == [6.0]
    assert _DAYS in reading.does


@pytest.mark.parametrize("text", ["30 min of bus for $20", "in 45 min $28", "3 ans min"])
def test_minutes_and_years_are_no_pay(read: Read, text: str) -> None:
    assert read(text, "inform").conditions == ()
