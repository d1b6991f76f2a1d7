"""The rows of employers, vacancies and trips, made and changed by their columns: what files and forms both do."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from hashlib import blake2b
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import selectinload

from bot.base.errors import BotError, NotThere
from bot.db.identity import is_sandbox
from bot.db.models import EmployerRow, TripRow, VacancyRow
from bot.programme import trip_change_rules, trip_changes, trip_life
from bot.programme.audit import Actor
from bot.programme.trips import TripState

Row = EmployerRow | VacancyRow | TripRow


class Kind(StrEnum):
    """What a record is of."""

    EMPLOYERS = "employers"
    VACANCIES = "vacancies"
    TRIPS = "trips"


TABLES: Mapping[Kind, type[Row]] = {
    Kind.EMPLOYERS: EmployerRow,
    Kind.VACANCIES: VacancyRow,
    Kind.TRIPS: TripRow,
}
# Values of a new vacancy if nobody gives any. Matching treats those in `UNSAID` as unknown.
_NEW_VACANCY: Mapping[str, Any] = {
    "hours_per_week": 40.0, "schedule": "day", "min_experience_years": 0.0, "min_education": None, "french_needed": 0,
    "work_languages": ["fr"], "regulated": False, "accepts_closed_permit": None, "driving_class": None,
    "needs_car": None, "offered_from": None, "until": None, "positions": 1,
}  # fmt: skip
UNSAID = ("hours_per_week", "schedule", "min_experience_years", "french_needed")
_DEFAULTS: Mapping[Kind, Mapping[str, Any]] = {
    Kind.EMPLOYERS: {"about": {}},
    Kind.VACANCIES: _NEW_VACANCY,
    Kind.TRIPS: {"state": TripState.DRAFT, "employers": ()},
}
_MARKED = (Kind.EMPLOYERS, Kind.TRIPS)  # kinds whose rows are marked as invented in the sandbox
_MOVES_BY_ITSELF = frozenset({"taken", "registered", "revision"})  # columns that candidates change, not officers

Changes = Mapping[str, tuple[Any, Any]]  # by column: the value before and after


class RecordUnknown(NotThere):
    """There is no such record."""


class AlreadyThere(BotError):
    """What would be new has the reference of something that is there."""

    def __init__(self, reference: str) -> None:
        super().__init__(reference)
        self.reference = reference


class ChangedMeanwhile(BotError):
    """Somebody else changed the record since it was read: nothing was written."""


@dataclass(frozen=True, slots=True)
class Record:
    """A record as a form begins with it. `columns`: None for what nobody said; employers by reference."""

    id: str
    columns: Mapping[str, Any]
    version: str  # a digest of it, by which `require_version` sees that it is still the same


def whole(kind: Kind, columns: Mapping[str, Any]) -> dict[str, Any]:
    """All columns of a record of which these are given; of a vacancy, also which of them nobody said."""
    found = {**_DEFAULTS[kind], **columns}
    if kind is Kind.VACANCIES:
        found["unsaid"] = [name for name in UNSAID if name not in columns]
    return found


async def find(session: AsyncSession, kind: Kind, reference: str) -> Any:
    """The row of a record, as it is now; a trip's with its programme and employers.

    Raises:
        RecordUnknown: there is none.
    """
    query: Any = select(TABLES[kind]).where(TABLES[kind].id == reference).execution_options(populate_existing=True)
    if kind is Kind.TRIPS:
        query = query.options(selectinload(TripRow.employers), selectinload(TripRow.items))
    row = await session.scalar(query)
    if row is None:
        raise RecordUnknown(reference)
    return row


async def make(session: AsyncSession, kind: Kind, columns: Mapping[str, Any]) -> Changes:
    """Add a record with its columns. Returns all of them, with None before."""
    given = whole(kind, columns)
    marked = {"demonstration": True} if kind in _MARKED and await is_sandbox(session) else {}
    session.add(TABLES[kind](**await _with_employers(session, given), **marked))
    return {name: (None, value) for name, value in given.items()}


async def change(
    session: AsyncSession, row: Row, columns: Mapping[str, Any], now: datetime, *, actor: Actor, along: bool | None
) -> Changes:
    """Change the columns of a record; of a trip, travellers are told of what concerns them.

    Raises:
        TripError: the subclasses that `trip_changes.change` raises.
    """
    given = await _with_employers(session, columns)
    found = {name: (getattr(row, name), value) for name, value in given.items() if not _same(getattr(row, name), value)}
    plainly = dict(found)
    if isinstance(row, TripRow):
        plainly = await _change_trip(session, row, given, plainly, now, actor, along)
    for name, (_, value) in plainly.items():
        setattr(row, name, value)
    return found


def record(row: Row) -> Record:
    """A record as a form begins with it."""
    columns = {each.key: getattr(row, each.key) for each in type(row).__mapper__.column_attrs}
    if isinstance(row, VacancyRow):
        columns |= dict.fromkeys(row.unsaid)
    if isinstance(row, TripRow):
        columns["employers"] = [each.id for each in row.employers]
    return Record(row.id, columns, version(row))


def version(row: Row) -> str:
    """A digest of what officers write of a record; a trip's must be loaded with its programme and employers."""
    left_out = _MOVES_BY_ITSELF | ({"state"} if isinstance(row, TripRow) else set())
    names = sorted(each.key for each in type(row).__mapper__.column_attrs if each.key not in left_out)
    stands: list[Any] = [(name, plain(getattr(row, name))) for name in names]
    if isinstance(row, TripRow):
        stands.append(sorted(each.id for each in row.employers))
        stands.append([(each.starts_at.timestamp(), each.kind, sorted(each.text.items())) for each in row.items])
    return blake2b(repr(stands).encode(), digest_size=12).hexdigest()


def require_version(row: Row, read: str) -> None:
    """Refuse unless the record is still as it was when its form was opened.

    Raises:
        ChangedMeanwhile: it is not.
    """
    if version(row) != read:
        raise ChangedMeanwhile


def plain(value: Any) -> Any:
    """A value as JSON can hold it: moments as seconds, dates as text, rows as their identifiers."""
    if isinstance(value, datetime):
        return value.timestamp()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return list(value) if all(isinstance(each, str) for each in value) else sorted(each.id for each in value)
    return value


async def _with_employers(session: AsyncSession, columns: Mapping[str, Any]) -> dict[str, Any]:
    """The columns with the rows of the employers that are named by reference."""
    if "employers" not in columns:
        return dict(columns)
    met = select(EmployerRow).where(EmployerRow.id.in_(columns["employers"])).order_by(EmployerRow.id)
    return {**columns, "employers": list(await session.scalars(met))}


async def _change_trip(
    session: AsyncSession,
    row: TripRow,
    columns: Mapping[str, Any],
    differing: dict[str, tuple[Any, Any]],
    now: datetime,
    actor: Actor,
    along: bool | None,
) -> dict[str, tuple[Any, Any]]:
    """Change what travellers must be told of through `trip_changes`, which tells them. Returns the rest."""
    if differing.keys() & trip_change_rules.COLUMNS.keys():
        told = {name: value for name, value in columns.items() if name in trip_change_rules.COLUMNS}
        await trip_changes.change(session, row.id, told, now, actor=actor, along=along)
    rest = {name: pair for name, pair in differing.items() if name not in trip_change_rules.COLUMNS}
    if rest.pop("state", (None, None))[1] == TripState.OPEN:
        await trip_life.open_trip(session, row.id, now, actor=actor)
    return rest


def _same(before: Any, after: Any) -> bool:
    if isinstance(after, list) and all(isinstance(each, EmployerRow) for each in after):
        return {each.id for each in before} == {each.id for each in after}
    if isinstance(after, list):  # of languages, whose order says nothing
        return sorted(before) == sorted(after)
    return bool(before == after)
