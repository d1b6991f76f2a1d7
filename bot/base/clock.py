"""What time it is: the clock of the real process (tests bring their own), and which day and hour that is in Québec."""

from datetime import UTC, date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.base.errors import BotError

QUEBEC_TIME = ZoneInfo("America/Toronto")  # Québec keeps Toronto's time, except for a strip of the Côte-Nord


class Change(StrEnum):
    """What happens to an hour at which the clocks change."""

    SKIPPED = "skipped"  # in March, when they go forward
    TWICE = "twice"  # in November, when they go back


class ClocksChange(BotError):
    """An hour of the day that is no moment, or two, because the clocks change."""

    def __init__(self, code: Change) -> None:
        super().__init__(f"the clocks change at that hour: {code}")
        self.code = code


def utc_now() -> datetime:
    """The moment, in UTC."""
    return datetime.now(UTC)


def local_day(moment: datetime) -> date:
    """The day that a moment falls on in Québec."""
    return moment.astimezone(QUEBEC_TIME).date()


def local_moment(typed: datetime) -> datetime:
    """The moment at which clocks in Québec show a day and an hour.

    Raises:
        ClocksChange: none does, or two do.
    """
    moment = typed.replace(tzinfo=QUEBEC_TIME, fold=0)
    before, after = moment.utcoffset(), moment.replace(fold=1).utcoffset()
    if before is not None and after is not None and before != after:
        raise ClocksChange(Change.SKIPPED if before < after else Change.TWICE)
    return moment
