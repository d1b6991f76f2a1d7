"""When a fact is no longer told: once the last day on which it holds has passed."""

from datetime import date


def has_expired(until: date | None, today: date) -> bool:
    """Whether the last day on which a fact holds is over; `None`: it holds until somebody changes it."""
    return until is not None and until < today
