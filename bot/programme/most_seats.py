"""The most seats that one person may have: on one trip, and over all coming trips together."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from bot.base.terms import LARGEST_HOUSEHOLD
from bot.db.candidate_view import CandidateView
from bot.programme.trips import TripError, registrations_of

MOST_ON_ONE_TRIP = LARGEST_HOUSEHOLD
MOST_HELD = 2 * LARGEST_HOUSEHOLD  # over all coming trips, including seats waited for


class TooManySeats(TripError):
    """Over all trips, this person would have or wait for more seats than one person may."""

    def __init__(self, held: int) -> None:
        super().__init__(held)
        self.held = held


async def require_no_more_than_allowed(
    session: AsyncSession, candidate: CandidateView, more: int, now: datetime
) -> None:
    """Refuse seats beyond those that this person has or waits for; more than a household's are refused elsewhere.

    Raises:
        TooManySeats: over all coming trips, these would be too many.
    """
    held = sum(row.seats for row in await registrations_of(session, candidate, now))
    if held and more > 0 and held + more > MOST_HELD:
        raise TooManySeats(held)
