"""Vacancies at the command line."""

import pytest

from tests.cli.mistakes import mistake


def test_a_first_day_that_is_none_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "is no day" in mistake(monkeypatch, capsys, "vacancy", "open", "V-1", "--from", "soon")


@pytest.mark.parametrize(("day", "said"), [("2020-01-01", "is over already"), ("next May", "is no day")])
def test_a_last_day_that_is_over_or_none_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], day: str, said: str
) -> None:
    assert said in mistake(monkeypatch, capsys, "vacancy", "open", "V-1", "--until", day)
