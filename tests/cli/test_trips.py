"""Officers at the command line: a trip's state, its changes, and the day's timetable."""

import asyncio
import re
from collections.abc import Callable, Coroutine
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from typer.testing import CliRunner

from bot.base.i18n import QUEBEC_TIME
from bot.base.terms import Education, Field, Language, Permit
from bot.cli.common import console
from bot.cli.main import app
from bot.db import Database
from bot.db.migrate import upgrade
from bot.db.models import (
    CandidateRow,
    InterviewRow,
    NoticeRow,
    RegistrationRow,
    TripEmployerRow,
    TripItemRow,
    TripRow,
)
from bot.programme import candidates, profiles, seats, trip_changes
from bot.programme.candidates import Consent
from bot.queues.notices import NoticeKind
from demonstration import seed
from tests.cli.mistakes import mistake
from tests.conftest import NOW

TRIP = "tr-saguenay"
INSTEAD = ("--instead", "Visite de la mairie.", "A visit to the town hall.")
TRADES = ("72106", "31301", "63200", "21232", "72410", "94140")


@pytest.fixture
def travellers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A trip of the demonstration with six travellers, by the codes that they show."""
    url, key = f"sqlite+aiosqlite:///{tmp_path}/bot.db", Fernet.generate_key().decode()
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setenv("BOT_DATA_KEY", key)
    for module in ("trips", "vacancies"):
        monkeypatch.setattr(f"bot.cli.{module}.utc_now", lambda: NOW)
    monkeypatch.setattr(console, "width", 300)  # as wide as the tables
    database = Database.open(url, key)

    async def fill() -> list[str]:
        await upgrade(database.engine)
        codes = []
        async with database.transaction() as session:
            seed.seed(session, NOW.date())
            for number, trade in enumerate(TRADES):
                someone = await candidates.meet(session, number + 1, Language.FRENCH, NOW)
                candidates.decide_consent(session, someone, Consent.GIVEN, NOW)
                for field, value in (
                    (Field.OCCUPATION, trade), (Field.EXPERIENCE, 6.0), (Field.EDUCATION, Education.BACHELOR),
                    (Field.FRENCH, 9), (Field.LANGUAGES, ("en",)), (Field.REGIONS, ("02",)),
                    (Field.PERMIT, Permit.PERMANENT_RESIDENT),
                ):  # fmt: skip
                    await profiles.answer(session, someone, field, value, NOW)
                codes.append((await seats.register(session, someone, TRIP, 1, NOW)).code)
        await database.close()
        return codes

    return asyncio.run(fill())


def bot(*words: str, code: int = 0) -> str:
    done = CliRunner().invoke(app, words)
    assert done.exit_code == code, (done.output, done.exception)
    return done.output


def done(work: Callable[[AsyncSession], Coroutine[Any, Any, object]]) -> None:
    """Something that others do meanwhile."""
    from bot.base.settings import read_settings

    settings = read_settings()
    database = Database.open(settings.database_url, settings.data_key())

    async def run() -> None:
        async with database.transaction() as session:
            await work(session)
        await database.close()

    asyncio.run(run())


def stored(table: Any = InterviewRow, by: Any = InterviewRow.starts_at, *where: Any) -> list[Any]:
    from bot.base.settings import read_settings

    settings = read_settings()
    database = Database.open(settings.database_url, settings.data_key())

    async def read() -> list[Any]:
        async with database.reading() as session:
            rows = list(await session.scalars(select(table).where(*where).order_by(by)))
        await database.close()
        return rows

    return asyncio.run(read())


def test_trips_are_listed_changed_and_cancelled(travellers: list[str]) -> None:
    assert TRIP in bot("trip", "list")
    assert all(code in bot("trip", "show", TRIP) for code in travellers)
    assert "meeting" in bot("trip", "change", TRIP, "--meeting-point", "La gare", "--position", "48.43,-71.07")
    [trip] = stored(TripRow, TripRow.id, TripRow.id == TRIP)
    assert (trip.meeting_point, trip.latitude, trip.longitude) == ("La gare", 48.43, -71.07)
    assert "6 households" in bot("trip", "cancel", TRIP)
    assert "cancelled" in bot("trip", "list")


def test_who_is_there_and_who_was_after_all(travellers: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    [trip] = stored(TripRow, TripRow.id, TripRow.id == TRIP)
    monkeypatch.setattr("bot.cli.trips.utc_now", lambda: trip.departs_at)
    assert "Checked in" in bot("trip", "check-in", travellers[0])

    async def time_passes(session: AsyncSession) -> None:
        for moment in (trip.departs_at, trip.returns_at):
            await trip_changes.go_on(session, TRIP, moment)

    done(time_passes)
    states = dict.fromkeys(travellers, "absent") | {travellers[0]: "attended"}
    assert shown(TRIP) == states
    bot("trip", "came", travellers[1])
    assert shown(TRIP) == states | {travellers[1]: "attended"}


def shown(trip_id: str) -> dict[str, str]:
    """The states of registrations, as officers see them, by code."""
    rows = [line.split("│") for line in bot("trip", "show", trip_id).splitlines() if line.count("│") > 3]
    return {cells[2].strip(): cells[3].strip() for cells in rows}


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
    day = other.departs_at.astimezone(QUEBEC_TIME).date()
    assert "another trip" not in bot("trip", "change", TRIP, "--seats", "31")
    moves = bot("trip", "change", TRIP, "--departs", f"{day}T05:15", "--returns", f"{day}T21:45")
    assert "1 household is registered for another trip" in moves


def test_interviews_after_midnight_come_after_those_before_it(travellers: list[str], tmp_path: Path) -> None:
    day = (NOW + timedelta(days=26)).date()
    next_day = day + timedelta(days=1)
    file = tmp_path / "night.csv"
    file.write_text(
        "heure;genre;français;anglais\n"
        f"{day} 23:00;entrevues;Entrevues.;Interviews.\n{next_day} 01:00;repas;Repas.;Meal.\n"
    )
    bot("trip", "change", TRIP, "--returns", f"{next_day}T13:00")
    bot("trip", "programme", TRIP, str(file))
    bot("trip", "change", TRIP, "--departs", f"{day}T05:14")  # a minute earlier, and the programme with it
    bot("trip", "programme", TRIP, str(file))
    late = travellers[0]
    bot("trip", "timetable", TRIP, "--seconds", "5", "--not-before", f"{late}@00:15", *INSTEAD, "--publish")
    mine = {row.code: row.candidate_id for row in stored(RegistrationRow, RegistrationRow.number)}
    rows = [(row.candidate_id, row.starts_at.astimezone(QUEBEC_TIME)) for row in stored()]
    begins = datetime(next_day.year, next_day.month, next_day.day, 0, 15, tzinfo=QUEBEC_TIME)
    assert any(start < begins for _, start in rows)
    assert all(start >= begins for candidate, start in rows if candidate == mine[late])
    assert any(candidate == mine[late] for candidate, _ in rows)


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


def test_a_timetable_is_solved_published_and_mended(travellers: list[str]) -> None:
    shown = bot("trip", "timetable", TRIP, "--seconds", "5", *INSTEAD, "--publish")
    assert "gap 0.00%" in shown
    before = stored()
    assert before
    told = int(re.search(r"(\d+) travellers are told", shown)[1])  # type: ignore[index]
    assert told == len(travellers), "who has an interview, and who has none"
    missing = before[0].candidate_id
    again = bot("trip", "timetable", TRIP, "--seconds", "5", "--absent", travellers[missing - 1], *INSTEAD, "--publish")
    assert "1 travellers" in again or "told" in again
    after = {(row.candidate_id, row.employer_id, row.starts_at) for row in stored()}
    kept = {(row.candidate_id, row.employer_id, row.starts_at) for row in before if row.candidate_id != missing}
    assert kept <= after, "nobody else's hour changed"
    assert missing not in {candidate for candidate, _, _ in after}


@pytest.mark.parametrize(
    ("language", "words"), [("fr", "ne peuvent pas être respectées ensemble"), ("en", "cannot all be met")]
)
def test_wishes_that_conflict_are_named_in_words(travellers: list[str], language: str, words: str) -> None:
    said = bot(
        "--lang", language, "trip", "timetable", TRIP, "--seconds", "5", "--invite", "aluform-kenogami",
        "--leave-by", "11:15", code=1,
    )  # fmt: skip
    assert words in said.replace("\n", " ")
    assert said.count("•") == 2


@pytest.mark.parametrize(
    ("option", "wrong", "near"),
    [
        ("--late", "Aluform Kenogamie@10:00", "aluform-kenogami"),
        ("--late", "aluform-kenogami@10h75", "no hour"),
        ("--absent", "zzzz", "Nobody of this day"),
        ("--absent", "{code}x", "{code}"),
        ("--meet", "{code}:aluform", "aluform-kenogami"),
        ("--invite", "nobody at all", "Nobody of this day"),
        ("--not-before", "{code}@noon", "no hour"),
    ],
)
def test_a_name_or_an_hour_that_is_not_there_is_refused_with_the_nearest(
    travellers: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    option: str,
    wrong: str,
    near: str,
) -> None:
    code = travellers[0]
    said = mistake(monkeypatch, capsys, "trip", "timetable", TRIP, option, wrong.format(code=code))
    assert near.format(code=code) in said.replace("\n", " ")
    assert not stored()


def test_codes_names_and_hours_are_taken_as_they_are_typed(travellers: list[str]) -> None:
    first, second = travellers[0].upper(), f"{travellers[1][:4]} {travellers[1][4:]}."
    bot("trip", "timetable", TRIP, "--seconds", "5", "--absent", first, "--absent", second, *INSTEAD, "--publish",
        "--late", "ALUFORM-KENOGAMI@11h")  # fmt: skip
    rows = stored()
    assert rows
    assert not {1, 2} & {row.candidate_id for row in rows}
    late = {row.starts_at.astimezone(QUEBEC_TIME).hour for row in rows if row.employer_id == "aluform-kenogami"}
    assert all(hour >= 11 for hour in late)


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


def solved(*words: str) -> dict[tuple[int, str], datetime]:
    """The interviews in force once this was published: hours by who meets whom."""
    bot("trip", "timetable", TRIP, "--seconds", "5", *words, *INSTEAD, "--publish")
    return {(row.candidate_id, row.employer_id): row.starts_at for row in stored()}


def test_who_is_late_or_absent_stays_so_until_it_is_taken_back(travellers: list[str]) -> None:
    first = solved()
    who, employer = next(iter(first))
    hour = datetime(2026, 1, 1, 14, tzinfo=QUEBEC_TIME).time()
    solved("--absent", travellers[who - 1], "--late", f"{employer}@14:00")
    other = next(code for number, code in enumerate(travellers, 1) if number != who)
    again = solved("--absent", other)
    assert not {who, travellers.index(other) + 1} & {candidate for candidate, _ in again}
    late = [start for (_, each), start in again.items() if each == employer]
    assert all(start.astimezone(QUEBEC_TIME).time() >= hour for start in late)
    back = solved("--back", travellers[who - 1], "--back", employer)
    assert who in {candidate for candidate, _ in back}


def test_what_nobody_told_cannot_be_taken_back(
    travellers: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert travellers[0] in mistake(monkeypatch, capsys, "trip", "timetable", TRIP, "--back", travellers[0])


def test_whoever_is_not_at_the_coach_meets_nobody(travellers: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    solved()
    [trip] = stored(TripRow, TripRow.id, TripRow.id == TRIP)
    monkeypatch.setattr("bot.cli.trips.utc_now", lambda: trip.departs_at + timedelta(minutes=5))
    for code in travellers[:4]:
        bot("trip", "check-in", code)
    assert {candidate for candidate, _ in solved()} <= {1, 2, 3, 4}


def test_who_has_no_interview_is_named_and_never_left_without_a_plan(
    travellers: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async def closed_permit(session: AsyncSession) -> None:
        someone = await candidates.of_chat(session, 2)
        assert someone is not None
        await profiles.answer(session, someone, Field.PERMIT, Permit.VISITOR, NOW)

    done(closed_permit)
    assert f"{travellers[1]} has no interview: no right to work" in bot("trip", "timetable", TRIP, "--seconds", "5")
    assert "--instead" in mistake(monkeypatch, capsys, "trip", "timetable", TRIP, "--seconds", "5", "--publish")
    assert not stored()
    assert 2 not in {candidate for candidate, _ in solved()}
    told = stored(NoticeRow, NoticeRow.id, NoticeRow.kind == NoticeKind.INTERVIEWS)
    assert 2 in {row.candidate_id for row in told}


def test_the_trip_meets_those_whom_the_town_receives(travellers: list[str]) -> None:
    kept = {employer for _, employer in solved("--keep", "2")}
    assert len(kept) <= 2
    assert set(met()) == kept
    out = sorted(kept)[0]
    said = bot("trip", "change", TRIP, "--take-out", out)
    assert "employers" in said
    assert out not in met()
    assert out not in {row.employer_id for row in stored()}


def met() -> list[str]:
    return [
        row.employer_id for row in stored(TripEmployerRow, TripEmployerRow.employer_id, TripEmployerRow.trip_id == TRIP)
    ]


def test_another_hour_asks_what_the_interviews_do(
    travellers: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    hours = solved()
    [trip] = stored(TripRow, TripRow.id, TripRow.id == TRIP)
    earlier = (trip.departs_at - timedelta(minutes=30)).astimezone(QUEBEC_TIME).strftime("%Y-%m-%dT%H:%M")
    change = ("trip", "change", TRIP, "--departs", earlier)
    assert "--interviews" in mistake(monkeypatch, capsys, *change)
    looked = bot(*change, "--interviews", "move", "--preview")
    assert "told" in looked
    assert "Aluform" in looked or any(row.employer_id in looked for row in stored()) or "call them" in looked
    assert stored(TripRow, TripRow.id, TripRow.id == TRIP)[0].departs_at == trip.departs_at, "nothing is written"
    bot(*change, "--interviews", "stay")
    assert {(row.candidate_id, row.employer_id): row.starts_at for row in stored()} == hours
    [first, *_] = stored(TripItemRow, TripItemRow.starts_at, TripItemRow.trip_id == TRIP)
    assert first.starts_at == trip.departs_at - timedelta(minutes=30), "what begins with the departure goes along"


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
