"""When somebody can start, by feasts and by dates in figures."""

from datetime import date

import pytest

from bot.knowledge import Ambiguous, Found
from bot.knowledge.start_dates import start_date

TODAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("after Chinese New Year", date(2027, 2, 7)),
        ("après le nouvel an lunaire", date(2027, 2, 7)),
        ("after new year", date(2027, 1, 2)),
        ("à la fin du ramadan", date(2027, 3, 10)),
        ("after Orthodox Easter", date(2027, 5, 3)),
        ("à Pâques", date(2027, 3, 28)),
        ("after Thanksgiving", date(2027, 10, 12)),
        ("après la tabaski", date(2027, 5, 18)),
    ],
)
def test_a_feast_is_a_day(text: str, day: date) -> None:
    assert start_date(text, TODAY) == Found(day)


def test_of_a_date_in_figures_the_day_or_the_month_may_come_first() -> None:
    assert start_date("3/4/2027", TODAY) == Ambiguous((date(2027, 4, 3), date(2027, 3, 4)))
    assert start_date("4/4/2027", TODAY) == Found(date(2027, 4, 4))
    assert start_date("22/4/2027", TODAY) == Found(date(2027, 4, 22))
