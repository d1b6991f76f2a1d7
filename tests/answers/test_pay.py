"""What a vacancy pays, in words."""

from datetime import date

import pytest

from bot.base.i18n import texts
from bot.base.terms import Language
from bot.knowledge import load_knowledge
from bot.programme.ids import EmployerId, VacancyId
from bot.programme.vacancies import VacancyState
from bot.programme.vacancy_views import EmployerView, VacancyView
from bot.replies.vacancies import pay, place_and_pay

BAKERY = EmployerView(EmployerId("e"), "Boulangerie des Érables inc.", "02", "Alma", {}, demonstration=True)


def vacancy(low: int, high: int) -> VacancyView:
    return VacancyView(
        id=VacancyId("v"), employer=BAKERY, occupation="63202", title={"fr": "Boulanger"}, wage_low_cents=low,
        wage_high_cents=high, hours_per_week=None, schedule=None, french_needed=None, min_experience_years=None,
        min_education=None, start_date=date(2027, 5, 1), driving_class=None, needs_car=None, accepts_closed_permit=None,
        state=VacancyState.OPEN, offered_from=None, until=None,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("language", "low", "high", "said"),
    [
        (Language.ENGLISH, 2250, 2250, "$22.50 an hour"), (Language.ENGLISH, 2250, 2600, "$22.50 to $26.00 an hour"),
        (Language.FRENCH, 2250, 2250, "22,50 $ l’heure"), (Language.FRENCH, 2250, 2600, "de 22,50 $ à 26,00 $ l’heure"),
    ],
)  # fmt: skip
def test_one_amount_is_no_range(language: Language, low: int, high: int, said: str) -> None:
    t, row = texts(language), vacancy(low, high)
    assert " ".join(pay(t, row).split()) == said
    assert pay(t, row) in place_and_pay(t, load_knowledge(), row)
