"""The hours at which interviews can begin on a trip's day, as moments and as minutes of the day."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.base.clock import QUEBEC_TIME
from bot.db.models import TripRow
from bot.programme.trip_changes import INTERVIEWS
from bot.programme.typed_names import HourUnknown

_HOUR = re.compile(r"(\d{1,2}) ?(?:[:h] ?(\d{2})?)?")
_DAY = 24 * 60  # minutes


def interview_starts(trip: TripRow, minutes: int) -> list[datetime]:
    """Every moment at which an interview can begin: in each part of the programme for interviews, until it ends."""
    ends = [item.starts_at for item in trip.items[1:]] + [trip.returns_at]
    starts: list[datetime] = []
    for item, end in zip(trip.items, ends, strict=True):
        moment = item.starts_at
        while item.kind == INTERVIEWS and moment + timedelta(minutes=minutes) <= end:
            starts.append(moment)
            moment += timedelta(minutes=minutes + 5)
    return starts


def midnight(starts: Sequence[datetime]) -> datetime:
    """The midnight before the first of these moments, in Québec."""
    return starts[0].astimezone(QUEBEC_TIME).replace(hour=0, minute=0)


def minutes_of_day(starts: Sequence[datetime]) -> tuple[int, ...]:
    """Minutes since the midnight before the first of these moments; after the next midnight they go on from 1440."""
    first = starts[0].astimezone(QUEBEC_TIME)
    return tuple(first.hour * 60 + first.minute + (start - starts[0]) // timedelta(minutes=1) for start in starts)


def minutes_at(hour: str, slots: Sequence[int]) -> int:
    """An hour as people write it, in minutes on the clock of these slots, which may go past midnight."""
    found = _HOUR.fullmatch(hour.strip().lower())
    if found is None or int(found[1]) > 23 or int(found[2] or 0) > 59:
        raise HourUnknown(hour)
    minutes = int(found[1]) * 60 + int(found[2] or 0)
    return minutes + _DAY if minutes < slots[0] and slots[-1] >= _DAY else minutes
