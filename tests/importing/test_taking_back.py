"""An import taken back: all of it, while nothing has been built on it."""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.base.clock import QUEBEC_TIME
from bot.base.retention_periods import IMPORTED_VALUES
from bot.db import Database
from bot.db.models import (
    CandidateRow,
    EmployerRow,
    ImportRow,
    InterestRow,
    InterviewRow,
    TripItemRow,
    TripRow,
    VacancyRow,
)
from bot.importing.apply import Imported
from bot.importing.columns import Kind
from bot.importing.taking_back import CannotTakeBack, purge, take_back
from tests.conftest import ANA, NOW
from tests.importing.conftest import EMPLOYERS, TRIPS, VACANCIES, Files

THEN = datetime(2027, 5, 14, 10, 0, tzinfo=QUEBEC_TIME)


async def undone(database: Database, done: Imported) -> int:
    assert done.number is not None
    async with database.transaction() as session:
        return await take_back(session, done.number, NOW, actor=ANA)


async def test_new_rows_go_and_changed_ones_are_as_before(files: Files, empty: Database) -> None:
    employers = await files(Kind.EMPLOYERS, EMPLOYERS)
    vacancies = await files(Kind.VACANCIES, VACANCIES)
    [before, *_] = await files.rows(VacancyRow)
    corrected = await files(
        Kind.VACANCIES, [("Référence", "Salaire", "Date de début", "Quart", "Offert à partir du"),
                         (before.id, "40", "2027-06-01", "nuit", "2027-04-01")]
    )  # fmt: skip
    assert await undone(empty, corrected) == 1
    [after, *_] = await files.rows(VacancyRow)
    columns = [column.key for column in VacancyRow.__table__.columns]
    assert [getattr(after, name) for name in columns] == [getattr(before, name) for name in columns]
    assert await undone(empty, vacancies) == 2
    assert await undone(empty, employers) == 2
    assert await files.rows(EmployerRow) == []
    with pytest.raises(CannotTakeBack, match="no import"):
        await undone(empty, employers)


async def test_what_something_was_built_on_stays_whole(files: Files, empty: Database) -> None:
    employers = await files(Kind.EMPLOYERS, EMPLOYERS)
    vacancies = await files(Kind.VACANCIES, VACANCIES)
    with pytest.raises(CannotTakeBack, match="built"):
        await undone(empty, employers)
    [row, *_] = await files.rows(VacancyRow)
    async with empty.transaction() as session:
        session.add(CandidateRow(id=1, chat_id=5, conversation="c", language="fr", created_at=NOW))
        await session.flush()
        session.add(InterestRow(candidate_id=1, vacancy_id=row.id, expressed_at=NOW))
    with pytest.raises(CannotTakeBack, match=row.id):
        await undone(empty, vacancies)
    assert len(await files.rows(VacancyRow)) == 2


async def test_what_was_changed_since_is_not_overwritten(files: Files, empty: Database) -> None:
    await files(Kind.EMPLOYERS, EMPLOYERS)
    vacancies = await files(Kind.VACANCIES, VACANCIES)
    [row, *_] = await files.rows(VacancyRow)
    await files(Kind.VACANCIES, [("Référence", "Postes"), (row.id, "9")])
    with pytest.raises(CannotTakeBack, match="changed since"):
        await undone(empty, vacancies)


async def test_a_new_trip_goes_and_a_changed_one_is_left_to_its_command(files: Files, empty: Database) -> None:
    await files(Kind.EMPLOYERS, EMPLOYERS)
    new = await files(Kind.TRIPS, TRIPS)
    more = [TRIPS[0], (*TRIPS[1][:3], "40", *TRIPS[1][4:])]
    changed = await files(Kind.TRIPS, more)
    with pytest.raises(CannotTakeBack, match="may have been told"):
        await undone(empty, changed)
    back: Any = await files(Kind.TRIPS, TRIPS)
    assert back == Imported(0, 1, 0)
    assert await undone(empty, new) == 1
    assert await files.rows(TripRow) == []


async def test_a_trip_whose_day_was_planned_stays(files: Files, empty: Database) -> None:
    await files(Kind.EMPLOYERS, EMPLOYERS)
    new = await files(Kind.TRIPS, TRIPS)
    [trip] = await files.rows(TripRow)
    item = TripItemRow(trip_id=trip.id, starts_at=THEN, kind="visit", text={"fr": "Une visite", "en": "A visit"})
    async with empty.transaction() as session:
        session.add(item)
    with pytest.raises(CannotTakeBack, match="built"):
        await undone(empty, new)
    async with empty.transaction() as session:
        await session.delete(item)
    await meeting(empty, trip.id, "e1")
    with pytest.raises(CannotTakeBack, match="built"):
        await undone(empty, new)
    assert len(await files.rows(TripRow)) == 1


async def test_an_employer_whom_somebody_meets_stays(files: Files, empty: Database) -> None:
    await files(Kind.EMPLOYERS, EMPLOYERS[:2])
    await files(Kind.TRIPS, [TRIPS[0], (*TRIPS[1][:6], "e1", "draft")])
    [trip] = await files.rows(TripRow)
    later = await files(Kind.EMPLOYERS, [EMPLOYERS[0], ("e9", *EMPLOYERS[2][1:])])
    await meeting(empty, trip.id, "e9")
    with pytest.raises(CannotTakeBack, match="e9"):
        await undone(empty, later)


async def test_a_vacancy_that_an_interview_is_about_stays(files: Files, empty: Database) -> None:
    await files(Kind.EMPLOYERS, EMPLOYERS)
    await files(Kind.TRIPS, TRIPS)
    new = await files(Kind.VACANCIES, VACANCIES)
    [trip], [row, *_] = await files.rows(TripRow), await files.rows(VacancyRow)
    await meeting(empty, trip.id, row.employer_id, row.id)
    with pytest.raises(CannotTakeBack, match=row.id):
        await undone(empty, new)
    assert len(await files.rows(VacancyRow)) == 2


async def meeting(database: Database, trip_id: str, employer_id: str, vacancy_id: str | None = None) -> None:
    """Somebody has an interview with that employer on that trip."""
    async with database.transaction() as session:
        session.add(CandidateRow(id=1, chat_id=5, conversation="c", language="fr", created_at=NOW))
        await session.flush()
        session.add(
            InterviewRow(
                trip_id=trip_id, candidate_id=1, starts_at=THEN, employer_id=employer_id, minutes=25,
                vacancy_id=vacancy_id,
            )
        )  # fmt: skip


CONTACT = (("Référence", "Nom", "Ville", "Présentation", "Courriel"),
           ("e1", "Métal du Fjord", "Saguenay", "Nous soudons.", "canary@example.org"))  # fmt: skip


async def kept(files: Files) -> str:
    """What stands in the lines of all imports."""
    return json.dumps([row.lines for row in await files.rows(ImportRow)])


async def test_once_taken_back_nobody_is_named_any_more(files: Files, empty: Database) -> None:
    done = await files(Kind.EMPLOYERS, CONTACT)
    assert "canary" in await kept(files)
    assert await undone(empty, done) == 1
    assert await kept(files) == "[{}]"


async def test_for_thirty_days_an_import_can_be_taken_back_then_nobody_is_named(files: Files, empty: Database) -> None:
    done = await files(Kind.EMPLOYERS, CONTACT)
    for late, there in ((timedelta(0), True), (timedelta(seconds=1), False)):
        async with empty.transaction() as session:
            await purge(session, NOW + IMPORTED_VALUES + late)
        assert ("canary" in await kept(files)) == there
    with pytest.raises(CannotTakeBack, match="forgotten"):
        await undone(empty, done)
    assert len(await files.rows(EmployerRow)) == 1


async def test_a_file_that_changes_nothing_is_no_import(files: Files) -> None:
    await files(Kind.EMPLOYERS, EMPLOYERS)
    assert (await files(Kind.EMPLOYERS, EMPLOYERS)).number is None
