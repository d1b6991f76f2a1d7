"""Vacancies at the command line."""

from datetime import date

import pytest

from bot.db.models import VacancyRow
from tests.cli.mistakes import mistake
from tests.cli.trip_commands import bot, stored


def test_a_first_day_that_is_none_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "is no day" in mistake(monkeypatch, capsys, "vacancy", "open", "V-1", "--from", "soon")


@pytest.mark.parametrize(("day", "said"), [("2020-01-01", "is over already"), ("next May", "is no day")])
def test_a_last_day_that_is_over_or_none_is_refused(
    travellers: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], day: str, said: str
) -> None:
    reference = stored(VacancyRow, VacancyRow.id)[0].id
    assert said in mistake(monkeypatch, capsys, "vacancy", "open", reference, "--until", day)


def test_a_day_that_is_left_out_stays_and_an_empty_one_goes(travellers: list[str]) -> None:
    reference = stored(VacancyRow, VacancyRow.id)[0].id

    def days() -> tuple[date | None, date | None]:
        [row] = stored(VacancyRow, VacancyRow.id, VacancyRow.id == reference)
        return row.offered_from, row.until

    bot("vacancy", "open", reference, "--from", "2090-04-14")
    bot("vacancy", "open", reference, "--until", "2090-05-14")
    assert days() == (date(2090, 4, 14), date(2090, 5, 14)), "else candidates would see it at once"
    bot("vacancy", "close", reference, "--write")
    assert days() == (date(2090, 4, 14), date(2090, 5, 14))
    bot("vacancy", "open", reference, "--from", "")
    assert days() == (None, date(2090, 5, 14))
