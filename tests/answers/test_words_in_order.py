"""Small things in what is said: one full stop, one amount, one household, and where an officer on a phone is led."""

from datetime import date

import pytest

from bot.base.i18n import texts
from bot.base.terms import Language
from bot.knowledge import load_knowledge
from bot.programme.ids import EmployerId, VacancyId
from bot.programme.staff import Alarm
from bot.programme.vacancies import VacancyState
from bot.programme.vacancy_views import EmployerView, VacancyView
from bot.replies import staff
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


@pytest.mark.parametrize("language", Language)
def test_a_value_that_ends_with_a_stop_ends_the_sentence(language: Language) -> None:
    t = texts(language)
    assert not t.gettext("The job “{job}” at {employer} is not offered any more.", job="x", employer="Y inc.").endswith(
        ".."
    )
    assert t.gettext("{said} No interview: {hours}.", said="a.", hours="10:00 a.m.").endswith("a.m.")


@pytest.mark.parametrize("about", [Alarm.REQUEST, Alarm.NOT_WELL, Alarm.DANGER, Alarm.TAKEN_BACK])
@pytest.mark.parametrize("language", Language)
def test_an_alarm_leads_an_officer_on_a_phone_to_the_console(about: Alarm, language: Language) -> None:
    said = staff.alarm(texts(language), about, 1, {}).text
    assert "/console" in said
    assert "bot " not in said
