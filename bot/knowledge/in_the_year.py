"""Days counted from today: the next such day of a year, so many months later."""

import calendar
from datetime import date


def coming(today: date, month: int, day: int, year: str | None = None, *, until_end: bool = False) -> date:
    """That day of the year that is named, or the next time that it comes."""
    if year:
        return date(int(year), month, day)
    passed = month < today.month if until_end else (month, day) < (today.month, today.day)
    return date(today.year + passed, month, day)


def plus_months(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
