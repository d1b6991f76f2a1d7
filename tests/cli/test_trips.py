"""Officers at the command line: a trip's state, its changes, and the day's timetable."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.clock import local_day
from bot.cli.common import typed_moment
from bot.db.models import (
    CandidateRow,
    NoticeRow,
    RegistrationRow,
    TripItemRow,
    TripRow,
)
from bot.programme import candidates, seats, trip_life
from tests.cli.mistakes import mistake
from tests.cli.trip_commands import INSTEAD, TRIP, bot, done, shown, stored
from tests.conftest import NOW


def test_trips_are_listed_changed_and_cancelled(travellers: list[str]) -> None:
    assert TRIP in bot("trip", "list")
    assert all(code in bot("trip", "show", TRIP) for code in travellers)
    assert "meeting" in bot("trip", "change", TRIP, "--meeting-point", "La gare", "--position", "48.43,-71.07")
    [trip] = stored(TripRow, TripRow.id, TripRow.id == TRIP)
    assert (trip.meeting_point, trip.latitude, trip.longitude) == ("La gare", 48.43, -71.07)
    assert "6 households" in bot("trip", "cancel", TRIP)
    assert "cancelled" in bot("trip", "list")


def test_where_nobody_has_seats_nobody_is_said_to_be_told(travellers: list[str]) -> None:
    others = [row.id for row in stored(TripRow, TripRow.id, TripRow.id != TRIP, TripRow.state == "open")]
    assert "nobody is told" in bot("trip", "change", others[0], "--meeting-point", "Le quai", "--write")
    assert "travellers are told" in bot("trip", "change", TRIP, "--meeting-point", "Le quai", "--write")


def test_who_is_there_and_who_was_after_all(travellers: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    [trip] = stored(TripRow, TripRow.id, TripRow.id == TRIP)
    monkeypatch.setattr("bot.cli.trips.utc_now", lambda: trip.departs_at)
    assert "Checked in" in bot("trip", "check-in", travellers[0])

    async def time_passes(session: AsyncSession) -> None:
        for moment in (trip.departs_at, trip.returns_at):
            await trip_life.move_on_with_time(session, TRIP, moment)

    done(time_passes)
    states = dict.fromkeys(travellers, "absent") | {travellers[0]: "attended"}
    assert shown(TRIP) == states
    bot("trip", "came", travellers[1])
    assert shown(TRIP) == states | {travellers[1]: "attended"}


def test_who_cancelled_late_or_cannot_be_reached_is_marked(travellers: list[str]) -> None:
    [trip] = stored(TripRow, TripRow.id, TripRow.id == TRIP)
    mine = {row.code: row for row in stored(RegistrationRow, RegistrationRow.number)}

    async def work(session: AsyncSession) -> None:
        for code, hours in ((travellers[0], 23), (travellers[1], 25)):
            someone = await session.get_one(CandidateRow, mine[code].candidate_id)
            await seats.cancel(session, someone, mine[code].id, trip.departs_at - timedelta(hours=hours))
        (await session.get_one(CandidateRow, mine[travellers[2]].candidate_id)).unreachable_at = NOW

    done(work)
    lines = {code: line for line in bot("trip", "show", TRIP).splitlines() for code in travellers if code in line}
    assert [code for code in travellers if "cancelled late" in lines[code]] == [travellers[0]]
    assert [code for code in travellers if "cannot be reached" in lines[code]] == [travellers[2]]


def test_a_trip_that_moves_onto_another_one_counts_its_travellers(travellers: list[str]) -> None:
    [moved] = stored(TripRow, TripRow.id, TripRow.id == TRIP)
    other = next(row for row in stored(TripRow, TripRow.id) if row.departs_at.date() > moved.departs_at.date())

    async def work(session: AsyncSession) -> None:
        someone = await candidates.of_chat(session, 1)
        assert someone is not None
        await seats.register(session, someone, other.id, 1, NOW)

    done(work)
    day = local_day(other.departs_at)
    assert "another trip" not in bot("trip", "change", TRIP, "--seats", "31")
    moves = bot("trip", "change", TRIP, "--departs", f"{day}T05:15", "--returns", f"{day}T21:45")
    assert "1 household is registered for another trip" in moves


def test_another_programme_of_the_day_is_told_and_a_bad_one_refused(travellers: list[str], tmp_path: Path) -> None:
    day = (NOW + timedelta(days=26)).date()
    file = tmp_path / "day.csv"
    file.write_text(
        "heure;genre;français;anglais\n"
        f"{day} 11 h 00;accueil;La mairie vous accueille.;The town hall welcomes you.\n"
        f"{day} 9 h 30;transport;Départ.;Departure.\n"
    )
    said = bot("trip", "programme", TRIP, str(file))
    assert "2 lines are in force" in said
    assert "travellers are told of" in said
    assert "need not be told" in bot("trip", "programme", TRIP, str(file))
    rows = stored(TripItemRow, TripItemRow.starts_at, TripItemRow.trip_id == TRIP)
    assert [(row.kind, row.text["en"]) for row in rows] == [
        ("transport", "Departure."), ("welcome", "The town hall welcomes you."),
    ]  # fmt: skip
    file.write_text(f"heure;genre;français;anglais\n{day} 11:00;fête;Oui.;Yes.\n{day} 12:00;visits;;\nx;meal;a;b\n")
    said = bot("trip", "programme", TRIP, str(file), code=1)
    assert "fête" in said
    assert [line.count("│") > 0 and line.split("│")[1].strip() for line in said.splitlines() if "│" in line] == [
        "2", "3", "4",
    ]  # fmt: skip


def test_officers_are_invited_and_offer_times(travellers: list[str]) -> None:
    word = bot("staff", "add", "officer@example.org").split()[-1]
    assert word.startswith("staff_")
    assert len(word) <= 64, "a deep link carries no more"
    assert "1 time" in bot("staff", "time", "officer@example.org", "--at", "2027-01-31T10:30")


def test_mistakes_are_one_line(
    travellers: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for words in (["staff", "time", "nobody@example.org", "--at", "2027-01-01T10:00"],
                  ["trip", "change", TRIP, "--departs", "tomorrow"],
                  ["trip", "change", TRIP, "--position", "somewhere"],
                  ["trip", "change", TRIP, "--position", "48.4,71.1"],
                  ["trip", "change", TRIP, "--returns", "2026-03-01T10:00"],
                  ["trip", "change", TRIP, "--departs", "2024-01-14T06:00"],
                  ["trip", "change", TRIP, "--departs", "2024-01-14T06:00", "--returns", "2024-01-14T20:00"],
                  ["trip", "check-in", travellers[0]],
                  ["trip", "came", travellers[0]],
                  ["trip", "timetable", TRIP, "--meet", "nonsense"],
                  ["trip", "open", "no-such-trip"]):  # fmt: skip
        assert len(mistake(monkeypatch, capsys, *words)) > len("Error: ") + 10, words


def test_what_a_command_would_tell_is_shown_and_nothing_is_done(travellers: list[str]) -> None:
    before = len(stored(NoticeRow, NoticeRow.id))
    said = bot("trip", "cancel", TRIP, "--preview")
    assert "6 households are told" in said
    assert "Saguenay" in said
    assert len(stored(NoticeRow, NoticeRow.id)) == before
    assert stored(TripRow, TripRow.id, TripRow.id == TRIP)[0].state != "cancelled"


def test_what_a_filled_vacancy_does_to_the_day_is_shown_before_it_is_filled(travellers: list[str]) -> None:
    bot("trip", "timetable", TRIP, "--seconds", "5", *INSTEAD, "--publish")
    before = stored()
    gone = before[0]
    others = {each.candidate_id for each in before if each.vacancy_id == gone.vacancy_id}
    looked = bot("vacancy", "fill", gone.vacancy_id, "--preview")
    assert f"Interviews of {TRIP}, as they would be" in looked
    assert "call them" in looked, "no message goes to the employer"
    assert len(stored()) == len(before)
    said = bot("vacancy", "fill", gone.vacancy_id)
    assert f"told, of those who are interested: {len(others)}" in said
    left = [each for each in before if each.vacancy_id != gone.vacancy_id]
    assert [(each.candidate_id, each.starts_at) for each in stored()] == [
        (each.candidate_id, each.starts_at) for each in left
    ]
    assert {code for code in travellers if code in looked} == {
        row.code
        for row in stored(RegistrationRow, RegistrationRow.number, RegistrationRow.trip_id == TRIP)
        if row.candidate_id in {each.candidate_id for each in left}
    }


@pytest.mark.usefixtures("travellers")
def test_officers_read_their_language(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert "n’existe pas" in mistake(monkeypatch, capsys, "--lang", "fr", "trip", "show", "nowhere")
    assert "no such trip" in mistake(monkeypatch, capsys, "--lang", "en", "trip", "show", "nowhere")
    assert "familles en attente" in bot("--lang", "fr", "trip", "list")
    monkeypatch.setenv("LC_ALL", "fr_CA.UTF-8")
    assert "familles en attente" in bot("trip", "list")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    assert "households waiting" in bot("trip", "list")


@pytest.mark.parametrize("hour", ["2027-03-14T02:30", "2027-11-07T01:30"])
def test_an_hour_that_is_skipped_or_comes_twice_is_refused_at_the_terminal(
    travellers: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], hour: str
) -> None:
    assert "clocks" in mistake(monkeypatch, capsys, "trip", "change", TRIP, "--departs", hour)
    assert typed_moment(f"{hour}-05:00").isoformat() == f"{hour}:00-05:00", "with its zone it is one moment"
