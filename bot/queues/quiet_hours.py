"""Quiet hours, in which only urgent messages are sent."""

from datetime import datetime, time

from bot.base.i18n import QUEBEC_TIME

NIGHT_BEGINS, NIGHT_ENDS = time(21), time(8)  # Québec time


def is_night(now: datetime) -> bool:
    """Whether it is night in Québec."""
    hour = now.astimezone(QUEBEC_TIME).time()
    return hour >= NIGHT_BEGINS or hour < NIGHT_ENDS
