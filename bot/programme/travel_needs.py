"""What a household needs on a trip: seats for children, meals, mobility. Optional, shown only if it agrees."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from bot.base import retention_periods
from bot.db.candidate_view import CandidateView
from bot.db.models import RegistrationRow, TravelNeedsRow, TripRow
from bot.programme import audit
from bot.programme.audit import Action
from bot.programme.candidates import require_consent
from bot.programme.trip_views import RegistrationView, own_registration


class Need(StrEnum):
    """Something to be prepared by the driver, the kitchen or an officer; children by the seat they need."""

    BABY = "baby"
    TODDLER = "toddler"
    CHILD = "child"
    TEENAGER = "teenager"
    VEGETARIAN = "vegetarian"
    HALAL = "halal"
    KOSHER = "kosher"
    NO_NUTS = "no_nuts"
    NO_GLUTEN = "no_gluten"
    NO_MILK = "no_milk"
    NO_FISH = "no_fish"
    WHEELCHAIR = "wheelchair"
    STROLLER = "stroller"
    FEW_STEPS = "few_steps"


MEALS = (Need.VEGETARIAN, Need.HALAL, Need.KOSHER, Need.NO_NUTS, Need.NO_GLUTEN, Need.NO_MILK, Need.NO_FISH)
ON_BOARD = tuple(each for each in Need if each not in MEALS)  # what the driver prepares
Needs = Mapping[Need, int]  # how many people of the household


async def needs_of(session: AsyncSession, registration_id: str) -> tuple[Needs, bool]:
    """What a household needs, and whether it agreed to show it."""
    row = await session.get(TravelNeedsRow, registration_id)
    return ({}, False) if row is None else (_read(row.told), row.shared_at is not None)


async def count_one_more(
    session: AsyncSession, candidate: CandidateView, registration_id: str, need: Need, now: datetime
) -> RegistrationView:
    """Count one more person who needs this; beyond the number of seats, start again at none.

    Raises:
        TripUnknown: these are not this person's seats, or not any more.
    """
    registration = await _own(session, candidate, registration_id)
    row = await session.get(TravelNeedsRow, registration.id)
    if row is None:
        row = TravelNeedsRow(registration_id=registration.id, candidate_id=candidate.id, told={}, told_at=now)
        session.add(row)
    told = dict(_read(row.told))
    told[need] = (told.get(need, 0) + 1) % (registration.seats + 1)
    row.told, row.told_at = {each: told[each] for each in Need if told.get(each)}, now
    await session.flush()
    return registration


async def share(
    session: AsyncSession, candidate: CandidateView, registration_id: str, now: datetime, *, agrees: bool
) -> RegistrationView:
    """Agree that the needs are printed on the sheets of the day, or withdraw that.

    Raises:
        TripUnknown: these are not this person's seats, or not any more.
    """
    registration = await _own(session, candidate, registration_id)
    row = await session.get(TravelNeedsRow, registration.id)
    if row is not None and (row.shared_at is not None) is not agrees:
        row.shared_at = now if agrees else None
        changes = {"shared": (not agrees, agrees)}
        audit.record(session, audit.of_candidate(candidate), Action.SHARE_NEEDS, registration.id, now, changes)
    return registration


async def erase_all(session: AsyncSession, candidate: CandidateView, registration_id: str) -> RegistrationView:
    """Delete the needs.

    Raises:
        TripUnknown: these are not this person's seats, or not any more.
    """
    registration = await _own(session, candidate, registration_id)
    await session.execute(delete(TravelNeedsRow).where(TravelNeedsRow.registration_id == registration.id))
    return registration


async def shared(session: AsyncSession, registrations: Sequence[str]) -> dict[str, Needs]:
    """By registration, the needs that the household agreed to show."""
    query = select(TravelNeedsRow).where(
        TravelNeedsRow.registration_id.in_(registrations), TravelNeedsRow.shared_at.is_not(None)
    )
    return {row.registration_id: _read(row.told) for row in await session.scalars(query)}


async def purge(session: AsyncSession, now: datetime) -> None:
    """Delete the needs for trips that are over."""
    over = (
        select(RegistrationRow.id)
        .join(TripRow, TripRow.id == RegistrationRow.trip_id)
        .where(TripRow.returns_at < now - retention_periods.TRAVEL_NEEDS)
    )
    await session.execute(delete(TravelNeedsRow).where(TravelNeedsRow.registration_id.in_(over)))


def _read(told: Mapping[str, int]) -> Needs:
    return {need: told[need] for need in Need if told.get(need)}


async def _own(session: AsyncSession, candidate: CandidateView, registration_id: str) -> RegistrationView:
    require_consent(candidate)
    return await own_registration(session, candidate, registration_id)
