"""The clock of the real process; tests bring their own."""

from datetime import UTC, datetime


def utc_now() -> datetime:
    """The moment, in UTC."""
    return datetime.now(UTC)
