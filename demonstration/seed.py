"""Demonstration employers, vacancies and trips: invented, marked so, and dated from the day they are loaded."""

import csv
import logging
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from importlib.resources import files
from typing import Any

import yaml
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.clock import QUEBEC_TIME, local_day
from bot.base.errors import BotError
from bot.base.terms import ByLanguage, Education, Language
from bot.db import Database
from bot.db.models import CandidateRow, EmployerRow, StaffRow, TripItemRow, TripRow, VacancyRow
from bot.programme.trips import TripState

_DATA = files("demonstration") / "data"
log = logging.getLogger(__name__)


class RealRows(BotError):
    """Invented data were about to be loaded beside real ones."""

    def __init__(self) -> None:
        super().__init__("The database holds real employers, trips or people: nothing invented is loaded into it.")


async def load(database: Database, clock: Callable[[], datetime]) -> Mapping[str, int]:
    """Load the invented employers, vacancies and trips, unless they are there already; tell how many.

    Raises:
        RealRows: the database holds what is not invented.
    """
    async with database.transaction() as session:
        if await seeded(session):
            return {}
        counts = seed(session, local_day(clock()))
    log.info("demonstration data loaded: %s", ", ".join(f"{n} {kind}" for kind, n in counts.items()))
    return counts


async def seeded(session: AsyncSession) -> bool:
    """Whether the invented data are there already.

    Raises:
        RealRows: there is something real, with which they are never mixed.
    """
    if await session.scalar(select(EmployerRow.id).where(EmployerRow.demonstration).limit(1)) is not None:
        return True
    for real in (select(EmployerRow.id), select(TripRow.id), select(CandidateRow.id), select(StaffRow.id)):
        if await session.scalar(real.limit(1)) is not None:
            raise RealRows
    return False


def seed(session: AsyncSession, today: date) -> dict[str, int]:
    """Load the whole demonstration set and tell how many rows of each kind there are."""
    employers = {row["id"]: _employer(row) for row in _rows("employers.csv")}
    vacancies = [_vacancy(row, today) for row in _rows("vacancies.csv")]
    trips = yaml.safe_load((_DATA / "trips.yaml").read_text(encoding="utf-8"))["trips"]
    session.add_all(employers.values())
    session.add_all(vacancies)
    session.add_all(_trip(trip, today, employers) for trip in trips)
    return {"employers": len(employers), "vacancies": len(vacancies), "trips": len(trips)}


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((_DATA / name).read_text(encoding="utf-8").splitlines()))


def _employer(row: dict[str, str]) -> EmployerRow:
    return EmployerRow(
        id=row["id"], name=row["name"], region=row["region"], town=row["town"],
        about=_by_language(row, "about"), demonstration=True,
    )  # fmt: skip


def _vacancy(row: dict[str, str], today: date) -> VacancyRow:
    education = row["min_education"]
    return VacancyRow(
        id=row["id"], employer_id=row["employer"], occupation=row["noc"],
        title=_by_language(row, "title"),
        wage_low_cents=round(float(row["wage_low"]) * 100), wage_high_cents=round(float(row["wage_high"]) * 100),
        hours_per_week=float(row["hours_per_week"]), schedule=row["schedule"],
        min_experience_years=float(row["min_experience_years"]),
        min_education=int(Education[education.upper()]) if education else None,
        french_needed=int(row["french_needed"]), work_languages=row["work_languages"].split("|"),
        regulated=row["regulated"] == "true", start_date=today + timedelta(int(row["start_in_days"])),
        positions=int(row["positions"]),
    )  # fmt: skip


def _trip(trip: dict[str, Any], today: date, employers: Mapping[str, EmployerRow]) -> TripRow:
    day = today + timedelta(trip["days_from_now"])
    items = [
        TripItemRow(
            starts_at=_moment(day, item["time"]), kind=item["kind"],
            text={language: item[language] for language in Language},
        )
        for item in trip["programme"]
    ]  # fmt: skip
    latitude, longitude = trip.get("position", (None, None))
    return TripRow(
        id=trip["id"], region=trip["region"], town=trip["town"],
        departs_at=_moment(day, trip["departs_at"]), returns_at=_moment(day, trip["returns_at"]),
        departure_point=trip["departure_point"], meeting_point=trip["meeting_place"],
        latitude=latitude, longitude=longitude, seats=trip["seats"], taken=0, state=TripState.OPEN, demonstration=True,
        items=items, employers=[employers[each] for each in trip["employers"]],
    )  # fmt: skip


def _by_language(row: Mapping[str, str], name: str) -> ByLanguage:
    return {language: row[f"{name}_{language}"] for language in Language}


def _moment(day: date, hour: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(hour), QUEBEC_TIME)
