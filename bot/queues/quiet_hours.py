"""Quiet hours: what may be sent at night, and what is held back until the morning."""

from collections.abc import Collection
from datetime import datetime, time, timedelta

from sqlalchemy import ColumnElement, select, true

from bot.base.clock import QUEBEC_TIME
from bot.db.models import CandidateRow, NoticeRow, TripRow

NIGHT_BEGINS, NIGHT_ENDS = time(21), time(8)  # Québec time
AWAKE_FOR = timedelta(minutes=15)  # after a message or a tap: meanwhile somebody may be told anything at night
_NEAR = timedelta(hours=24)  # before departure: from then until the return, changes of a trip are told at any hour


def is_night(now: datetime) -> bool:
    """Whether it is night in Québec."""
    hour = now.astimezone(QUEBEC_TIME).time()
    return hour >= NIGHT_BEGINS or hour < NIGHT_ENDS


def may_be_sent(now: datetime, awake: Collection[int]) -> ColumnElement[bool]:
    """The condition on notices that may be sent at this hour: any by day; at night, urgent ones.

    `awake`: chats that have just written, and may be told anything at any hour.
    """
    if not is_night(now):
        return true()
    of_the_awake = select(CandidateRow.id).where(CandidateRow.chat_id.in_(awake))
    return NoticeRow.urgent | NoticeRow.candidate_id.in_(of_the_awake)


def told_at_any_hour(trip: TripRow, now: datetime) -> bool:
    """Whether changes of a trip are urgent: it leaves within a day, or is under way."""
    return trip.departs_at - _NEAR < now < trip.returns_at
