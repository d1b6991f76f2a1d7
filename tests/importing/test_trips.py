"""Files of trips: what they change of a trip that is there, and what its travellers are told."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, select

from bot.base.clock import QUEBEC_TIME
from bot.base.terms import Language
from bot.db import Database
from bot.db.models import EmployerRow, NoticeRow, TripRow
from bot.importing.apply import Imported
from bot.importing.columns import Kind
from bot.importing.lines import Refused
from bot.knowledge import Knowledge
from bot.programme import candidates, interviews, seats, trip_changes
from bot.programme.candidates import Consent
from bot.programme.trip_views import Item
from bot.programme.trips import TripState, set_trip_state
from bot.queues.notices import NoticeKind
from tests.conftest import ANA, NOW
from tests.importing.conftest import EMPLOYERS, TRIPS, VACANCIES, Files, Table, as_xlsx, imported


async def test_seats_that_are_taken_are_not_taken_away(files: Files, empty: Database) -> None:
    await files(Kind.EMPLOYERS, EMPLOYERS)
    await files(Kind.TRIPS, TRIPS)
    async with empty.transaction() as session:
        trip = (await session.scalars(select(TripRow))).one()
        trip.taken = 12
    fewer = [TRIPS[0], (*TRIPS[1][:3], "11", *TRIPS[1][4:])]
    assert [problem.column for problem in await files.problems(Kind.TRIPS, fewer)] == ["Seats"]
    enough = [TRIPS[0], (*TRIPS[1][:3], "12", *TRIPS[1][4:])]
    assert await files(Kind.TRIPS, enough) == Imported(0, 1, 0)


async def test_a_file_that_says_nothing_of_the_state_closes_no_trip(files: Files) -> None:
    await files(Kind.EMPLOYERS, EMPLOYERS)
    await files(Kind.TRIPS, TRIPS)
    stateless = [line[:-1] for line in TRIPS]
    assert await files(Kind.TRIPS, stateless) == Imported(0, 0, 1)
    assert [row.state for row in await files.rows(TripRow)] == ["open"]


async def move(database: Database, *states: TripState) -> None:
    async with database.transaction() as session:
        trip = (await session.scalars(select(TripRow))).one()
        for state in states:
            set_trip_state(session, trip, state, NOW, actor=ANA)


@pytest.mark.parametrize(
    "states",
    [(TripState.FULL,), (TripState.CLOSED,), (TripState.CLOSED, TripState.HELD), (TripState.CANCELLED,)],
    ids=lambda states: states[-1],
)
@pytest.mark.parametrize("said", ["open", "draft", ""])
async def test_the_state_of_a_published_trip_is_not_the_files(
    files: Files, empty: Database, states: tuple[TripState, ...], said: str
) -> None:
    await files(Kind.EMPLOYERS, EMPLOYERS)
    await files(Kind.TRIPS, TRIPS)
    await move(empty, *states)
    assert await files(Kind.TRIPS, [TRIPS[0], (*TRIPS[1][:-1], said)]) == Imported(0, 0, 1)
    assert [row.state for row in await files.rows(TripRow)] == [states[-1]]


async def test_a_file_opens_what_was_in_preparation(files: Files) -> None:
    await files(Kind.EMPLOYERS, EMPLOYERS)
    await files(Kind.TRIPS, [TRIPS[0], (*TRIPS[1][:-1], "draft")])
    assert await files(Kind.TRIPS, TRIPS) == Imported(0, 1, 0)
    assert [row.state for row in await files.rows(TripRow)] == ["open"]


async def test_what_cannot_change_any_more_is_said_at_its_line(files: Files, empty: Database) -> None:
    await files(Kind.EMPLOYERS, EMPLOYERS)
    other = ("Saguenay", *TRIPS[1][1:])
    await files(Kind.TRIPS, TRIPS)
    await move(empty, TripState.CANCELLED)
    elsewhere = (*TRIPS[1][:5], "La gare", *TRIPS[1][6:])
    [problem] = await files.problems(Kind.TRIPS, [TRIPS[0], other, elsewhere])
    assert (problem.line, problem.column, problem.value) == (3, "Meeting point", "La gare")
    assert "cancelled" in problem.reason
    assert [row.town for row in await files.rows(TripRow)] == ["Rimouski"], "nothing of the file was taken"


PLACED = (
    ("Reference", *TRIPS[0], "Latitude", "Longitude"),
    ("t1", *TRIPS[1], "48,4500", "-68.5230"),
)


async def test_the_meeting_point_has_its_position_and_never_an_old_one(files: Files) -> None:
    await files(Kind.EMPLOYERS, EMPLOYERS)

    async def position(*row: object) -> tuple[float | None, float | None]:
        await files(Kind.TRIPS, [PLACED[0][: len(row)], row])
        [trip] = await files.rows(TripRow)
        return trip.latitude, trip.longitude

    assert await position(*PLACED[1]) == (48.45, -68.523)
    assert await files(Kind.TRIPS, PLACED) == Imported(0, 0, 1)
    assert await position(*PLACED[1][:-2]) == (48.45, -68.523), "a file without positions takes none away"
    assert await position(*PLACED[1][:6], "La gare", *PLACED[1][7:]) == (48.45, -68.523), "said again"
    assert await position(*PLACED[1][:6], "Le port", *PLACED[1][7:-2], "", "") == (None, None)


@pytest.mark.parametrize(
    ("latitude", "longitude", "column"),
    [
        ("48.45", "68.52", "Longitude"),
        ("-68.52", "48.45", "Latitude"),
        ("48.45", "", "Longitude"),
        ("x", "-68", "Latitude"),
    ],
)
async def test_a_position_is_in_quebec(files: Files, latitude: str, longitude: str, column: str) -> None:
    await files(Kind.EMPLOYERS, EMPLOYERS)
    problems = await files.problems(Kind.TRIPS, [PLACED[0], (*PLACED[1][:-2], latitude, longitude)])
    assert column in {problem.column for problem in problems}


async def test_another_town_goes_to_those_who_travel(files: Files, empty: Database) -> None:
    await files(Kind.EMPLOYERS, EMPLOYERS)
    await files(Kind.TRIPS, PLACED)
    async with empty.transaction() as session:
        someone = await candidates.meet(session, 5, Language.FRENCH, NOW)
        candidates.decide_consent(session, someone, Consent.GIVEN, NOW)
        await seats.register(session, someone, "t1", 1, NOW)
    assert await files(Kind.TRIPS, [PLACED[0], ("t1", "Matane", *PLACED[1][2:])]) == Imported(0, 1, 0)
    [trip] = await files.rows(TripRow)
    assert (trip.town, trip.region) == ("Matane", "01")
    told = [row.data for row in await files.rows(NoticeRow) if row.kind == NoticeKind.TRIP_CHANGED]
    assert [list(each["stood"]) for each in told] == [["town"]]


async def test_another_hour_asks_whether_interviews_move_and_tells_once(files: Files, empty: Database) -> None:
    await files(Kind.EMPLOYERS, EMPLOYERS)
    await files(Kind.VACANCIES, VACANCIES)
    await files(Kind.TRIPS, PLACED)
    hour = datetime(2027, 5, 14, 13, tzinfo=QUEBEC_TIME)
    async with empty.transaction() as session:
        someone = await candidates.meet(session, 5, Language.FRENCH, NOW)
        candidates.decide_consent(session, someone, Consent.GIVEN, NOW)
        await seats.register(session, someone, "t1", 1, NOW)
        made = [interviews.Appointment(someone.id, "e1", hour, 25)]
        await interviews.publish(session, "t1", made, NOW, actor=ANA)
        await session.execute(delete(NoticeRow))  # all of it was told

    def leaving(at: str) -> Table:
        return [PLACED[0], (*PLACED[1][:2], f"2027-05-14 {at}", *PLACED[1][3:])]

    [problem] = await files.problems(Kind.TRIPS, leaving("05:00"))
    assert (problem.line, "--interviews move" in problem.reason) == (2, True)
    assert await files(Kind.TRIPS, leaving("05:00"), along=False) == Imported(0, 1, 0)
    assert [row.starts_at for row in await files.interviews()] == [hour]
    assert await files(Kind.TRIPS, leaving("04:30"), along=True) == Imported(0, 1, 0)
    assert [row.starts_at for row in await files.interviews()] == [hour - timedelta(minutes=30)]
    told = [row.kind for row in await files.rows(NoticeRow) if row.due_at == NOW]
    assert sorted(told) == [NoticeKind.INTERVIEWS, NoticeKind.TRIP_CHANGED], "two changes, one message of each kind"


@pytest.mark.parametrize(
    ("column", "hour", "along"), [("Return", "2027-05-14 20:00", None), ("Departure", "2027-05-14 07:00", False)]
)
async def test_hours_that_leave_the_programme_outside_are_refused_at_their_line(
    files: Files, empty: Database, column: str, hour: str, along: bool | None
) -> None:
    await files(Kind.EMPLOYERS, EMPLOYERS)
    await files(Kind.TRIPS, PLACED)
    lines = [
        Item(datetime(2027, 5, 14, at, tzinfo=QUEBEC_TIME), "visits", {Language.ENGLISH: "The port"}) for at in (6, 21)
    ]
    async with empty.transaction() as session:
        await trip_changes.change(session, "t1", {}, NOW, actor=ANA, items=lines)
    [before] = await files.rows(TripRow)
    with pytest.raises(Refused) as refused:  # the file has no column of employers
        await files(Kind.TRIPS, [("Reference", column), ("t1", hour)], along=along)
    assert [(each.line, each.column, each.value) for each in refused.value.problems] == [(2, column, hour)]
    [after] = await files.rows(TripRow)
    assert (after.departs_at, after.returns_at) == (before.departs_at, before.returns_at)


async def test_what_no_column_of_the_file_says_is_refused_at_the_first_one(files: Files, empty: Database) -> None:
    await files(Kind.EMPLOYERS, EMPLOYERS)
    await files(Kind.TRIPS, PLACED)
    await move(empty, TripState.CANCELLED)
    async with empty.transaction() as session:
        (await session.get_one(TripRow, "t1")).region = "02"  # regions were drawn anew since
    [problem] = await files.problems(Kind.TRIPS, [("Reference", "City"), ("t1", "Rimouski")])
    assert (problem.line, problem.column, problem.value) == (2, "Reference", "t1")


async def test_whom_a_file_leaves_out_is_met_no_more_and_it_is_told_once(files: Files, empty: Database) -> None:
    await files(Kind.EMPLOYERS, EMPLOYERS)
    await files(Kind.VACANCIES, VACANCIES)
    await files(Kind.TRIPS, PLACED)
    [kept] = [row.id for row in await files.rows(EmployerRow) if row.name == "Soins Boréal"]
    async with empty.transaction() as session:
        someone = await candidates.meet(session, 6, Language.ENGLISH, NOW)
        candidates.decide_consent(session, someone, Consent.GIVEN, NOW)
        await seats.register(session, someone, "t1", 1, NOW)
        hours = [datetime(2027, 5, 14, hour, tzinfo=QUEBEC_TIME) for hour in (13, 14)]
        made = [
            interviews.Appointment(someone.id, employer, hour, 25)
            for employer, hour in zip(("e1", kept), hours, strict=True)
        ]
        await interviews.publish(session, "t1", made, NOW, actor=ANA)
        await session.execute(delete(NoticeRow))  # all of it was told
    column = PLACED[0].index("Companies")
    fewer = [PLACED[0], tuple("Soins Boréal" if at == column else cell for at, cell in enumerate(PLACED[1]))]
    assert await files(Kind.TRIPS, fewer) == Imported(0, 1, 0)
    assert [row.employer_id for row in await files.interviews()] == [kept]
    told = [row.kind for row in await files.rows(NoticeRow) if row.due_at == NOW]
    assert sorted(told) == [NoticeKind.INTERVIEWS, NoticeKind.TRIP_CHANGED]
    assert await files(Kind.TRIPS, fewer) == Imported(0, 0, 1)


async def test_a_trip_leaves_before_it_returns_and_at_an_hour(files: Files) -> None:
    await files(Kind.EMPLOYERS, EMPLOYERS)
    backwards = [TRIPS[0], (TRIPS[1][0], TRIPS[1][2], TRIPS[1][1], *TRIPS[1][3:])]
    assert [problem.column for problem in await files.problems(Kind.TRIPS, backwards)] == ["Return"]
    hourless = [TRIPS[0], (TRIPS[1][0], "2027-05-14", *TRIPS[1][2:])]
    assert [problem.column for problem in await files.problems(Kind.TRIPS, hourless)] == ["Departure"]


async def test_a_file_says_until_when_a_trip_is_registered_for(files: Files) -> None:
    await files(Kind.EMPLOYERS, EMPLOYERS)
    heads, line = (*TRIPS[0], "Date limite d’inscription"), TRIPS[1]
    assert await files(Kind.TRIPS, [heads, (*line, "2027-05-10")]) == Imported(1, 0, 0)
    [row] = await files.rows(TripRow)
    assert row.registers_until == datetime(2027, 5, 10, 23, 59, tzinfo=QUEBEC_TIME)
    assert await files(Kind.TRIPS, [heads, (*line, "10 mai 2027 17 h")]) == Imported(0, 1, 0)
    [row] = await files.rows(TripRow)
    assert row.registers_until == datetime(2027, 5, 10, 17, tzinfo=QUEBEC_TIME)
    assert await files(Kind.TRIPS, [heads, (*line, "2027-05-10 00:00")]) == Imported(0, 1, 0)
    [row] = await files.rows(TripRow)
    assert row.registers_until == datetime(2027, 5, 10, tzinfo=QUEBEC_TIME), "an hour that is written is that hour"
    [late] = await files.problems(Kind.TRIPS, [heads, (*line, "2027-05-15")])
    assert late.reason == "Registrations close before the trip leaves."
    [skipped] = await files.problems(Kind.TRIPS, [heads, (*line, "2027-03-14 02:30")])
    assert (skipped.column, "clocks" in skipped.reason) == (heads[-1], True)


async def test_a_day_of_a_spreadsheet_is_open_until_its_end(
    files: Files, empty: Database, knowledge: Knowledge, tmp_path: Path
) -> None:
    await files(Kind.EMPLOYERS, EMPLOYERS)
    path = as_xlsx(tmp_path / "t.xlsx", [(*TRIPS[0], "Registration deadline"), (*TRIPS[1], date(2027, 5, 10))])
    await imported(empty, knowledge, Kind.TRIPS, path)
    [row] = await files.rows(TripRow)
    assert row.registers_until == datetime(2027, 5, 10, 23, 59, tzinfo=QUEBEC_TIME)


async def test_a_deadline_that_is_over_is_refused_unless_it_stands_there_already(files: Files, empty: Database) -> None:
    await files(Kind.EMPLOYERS, EMPLOYERS)
    await files(Kind.TRIPS, PLACED)
    over = [("Reference", "Deadline"), ("t1", (NOW - timedelta(days=1)).strftime("%Y-%m-%d"))]
    [problem] = await files.problems(Kind.TRIPS, over)
    assert (problem.line, problem.column) == (2, "Deadline")
    assert problem.reason == "Registrations cannot close at a moment that is over."
    async with empty.transaction() as session:
        day = (NOW - timedelta(days=1)).astimezone(QUEBEC_TIME)
        (await session.get_one(TripRow, "t1")).registers_until = day.replace(hour=23, minute=59)
    assert await files(Kind.TRIPS, over) == Imported(0, 0, 1), "the season's file can be imported again"
