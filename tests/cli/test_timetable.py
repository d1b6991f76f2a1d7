"""Officers at the command line: the timetable of the interview day, and what goes otherwise than planned."""

import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.clock import QUEBEC_TIME
from bot.base.terms import Field, Permit
from bot.db.models import (
    NoticeRow,
    RegistrationRow,
    TripItemRow,
    TripRow,
)
from bot.programme import candidates, profiles
from bot.queues.notices import NoticeKind
from tests.cli.mistakes import mistake
from tests.cli.trip_commands import INSTEAD, TRIP, bot, done, met, solved, stored
from tests.conftest import NOW


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
    for module in ("trips", "timetable"):
        monkeypatch.setattr(f"bot.cli.{module}.utc_now", lambda: trip.departs_at + timedelta(minutes=5))
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
