"""Dates written in digits: "15/01/2027", "4/3", "2027-01-15"."""

import calendar
import re
import warnings
from datetime import date, datetime, time

from bot.knowledge.in_the_year import coming
from bot.knowledge.normalized_text import LONGEST

_A_YEAR = 12
_EITHER_WAY = re.compile(  # 4/3/2027, 4/3/27, or nothing but 4/3: April, or March
    r"(?<![\d/.-])(\d{1,2})[/.-](\d{1,2})[/.-](20\d{2}|2\d)(?!\d)"
    r"|^\W*(?:le |the |on |from |des )?(?!24/7)(\d{1,2})/(\d{1,2})\W*$"
)


def either_way(text: str, today: date) -> tuple[date, ...]:
    """The dates in the future that a text may mean, with the day first or the month first."""
    days = []
    if figures := _EITHER_WAY.search(text):
        first, second = (int(figures[1] or figures[4]), int(figures[2] or figures[5]))
        year = int(figures[3] or 0) % 100 + 2000
        for day, month in ((first, second), (second, first)):
            if 1 <= month <= _A_YEAR and 1 <= day <= calendar.monthrange(year, month)[1]:
                days.append(date(year, month, day) if figures[3] else coming(today, month, day))
    return tuple(dict.fromkeys(day for day in days if day >= today))


def parsed(text: str, today: date) -> date | None:
    """Any other way to write a date, left to dateparser."""
    import dateparser  # it takes longer to import than most commands to run

    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", category=DeprecationWarning, module=r"dateparser(\..*)?")
        try:
            moment = dateparser.parse(
                text[:LONGEST],
                languages=["fr", "en"],
                settings={
                    "PREFER_DATES_FROM": "future",
                    "RELATIVE_BASE": datetime.combine(today, time()),
                    "DATE_ORDER": "DMY",
                    "PARSERS": ["absolute-time", "custom-formats"],
                    "REQUIRE_PARTS": ["day", "month"],
                },
            )
        except (ValueError, OverflowError, RecursionError):
            return None
    return moment.date() if moment else None
