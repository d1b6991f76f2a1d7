"""Dates counted from today: the next date with a month and a day, and a date some months later."""

import calendar
from datetime import date


def coming(today: date, month: int, day: int, year: str | None = None, *, until_end: bool = False) -> date:
    """The date with this month and day in `year`; without a year, the next one that is not over.

    `until_end`: a day earlier in the present month counts as not over, since the month is what was named.
    """
    if year:
        return date(int(year), month, day)
    passed = month < today.month if until_end else (month, day) < (today.month, today.day)
    return date(today.year + passed, month, day)


def plus_months(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
