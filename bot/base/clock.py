"""What time it is: the clock of the real process (tests bring their own), and which day that is in Québec."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

QUEBEC_TIME = ZoneInfo("America/Toronto")  # Québec keeps Toronto's time, except for a strip of the Côte-Nord


def utc_now() -> datetime:
    """The moment, in UTC."""
    return datetime.now(UTC)


def local_day(moment: datetime) -> date:
    """The day that a moment falls on in Québec."""
    return moment.astimezone(QUEBEC_TIME).date()
