"""Feasts by which people say when they can start: "after Christmas", "après le ramadan", "after Chinese New Year"."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter  # type: ignore[import-untyped]

_MUSLIM_EPOCH = date(622, 7, 19).toordinal()  # ordinal of 1 Muharram of the year 1 in the tabular calendar
_MONTHS_BEFORE = {"eid al fitr": 9, "eid al adha": 11}
_CYCLE, _LEAP_YEARS = 30, 11  # of the Muslim calendar
_FIRST_NEW_YEAR = date(2027, 2, 6)  # of the moon, in China and Viet Nam
_MOON, _SHORT_YEAR, _LONG_YEAR = 29.530588, 12, 13
_EARLIEST_NEW_YEAR, _LATEST_NEW_YEAR = (1, 21), (2, 20)

_DIWALI = {day.year: day for day in map(date.fromisoformat, "2026-11-08 2027-10-29 2028-10-17 2029-11-05".split())}


def _on(month: int, day: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


def _monday(month: int, number: int) -> Callable[[int], date]:
    """The given Monday of a month."""
    return lambda year: (first := date(year, month, 1)) + timedelta(days=-first.weekday() % 7 + 7 * (number - 1))


def _muslim(feast: str) -> Callable[[int], date]:
    """A feast by the tabular calendar, which may be a day off from the observed one."""

    def day(year: int) -> date:
        muslim = round((year - 622) * 33 / 32) - 1
        found = _of_muslim_year(muslim, feast)
        while found.year < year:
            muslim += 1
            found = _of_muslim_year(muslim, feast)
        return found

    return day


def _of_muslim_year(year: int, feast: str) -> date:
    months = _MONTHS_BEFORE[feast]
    leap = (3 + _LEAP_YEARS * year) // _CYCLE
    days = (year - 1) * 354 + leap + (59 * months + 1) // 2 + (9 if feast == "eid al adha" else 0)
    return date.fromordinal(_MUSLIM_EPOCH + days)


def _new_year_of_the_moon(year: int) -> date:
    """The new moon between 21 January and 20 February."""
    moons = round((date(year, *_EARLIEST_NEW_YEAR) - _FIRST_NEW_YEAR).days / _MOON)
    days = (_FIRST_NEW_YEAR + timedelta(days=round((moons + ahead) * _MOON)) for ahead in (-1, 0, 1))
    return next(day for day in days if day >= date(year, *_EARLIEST_NEW_YEAR))


_FEASTS: dict[str, Callable[[int], date]] = {
    r"noel orthodoxe|orthodox christmas": _on(1, 7),
    r"paques? orthodoxes?|orthodox easter": lambda year: easter(year, EASTER_ORTHODOX),
    r"(?:nouvel an|new year) (?:chinois|lunaire|vietnamien)|(?:chinese|lunar|vietnamese) new year|tet": (
        _new_year_of_the_moon
    ),
    r"(?:nouvel an|new year) (?:persan|iranien)|(?:persian|iranian) new year|n[ao][vwu]?r[ou]+z": _on(3, 21),
    r"noel|christmas|xmas": _on(12, 25),
    r"fetes|holidays": _on(1, 4),
    r"jour de l an|nouvel an|new years?": _on(1, 1),
    r"(?:st|saint) jean|fete nationale": _on(6, 24),
    r"canada day|fete du canada": _on(7, 1),
    r"saint valentin|valentine s day": _on(2, 14),
    r"halloween": _on(10, 31),
    r"paques?|easter": lambda year: easter(year, EASTER_WESTERN),
    r"(?:fin du )?ramadh?an|(?:end of )?ramadh?an|aid el fitr|(?:eid|aid) al fitr|korite|eid": _muslim("eid al fitr"),
    r"(?:eid|aid) (?:al|el) (?:adha|kebir)|tabaski|fete du mouton": _muslim("eid al adha"),
    r"action de graces?|thanksgiving": _monday(10, 2),
    r"fete du travail|labou?r day": _monday(9, 1),
    r"vaisakhi|baisakhi": _on(4, 14),
    r"(?:fete des )?rois|reyes|three kings|epiphan\w+": _on(1, 6),
    r"diwali|deepavali": lambda year: _DIWALI.get(year, date(year, 11, 1)),
    r"reveillon": _on(12, 31),
}
NAMES = "|".join(_FEASTS)
_PATTERNS = {re.compile(names): day for names, day in _FEASTS.items()}


def feast_day(name: str, today: date) -> date:
    """The next day of a feast, today included, by a name that `NAMES` matched."""
    day = next(day for pattern, day in _PATTERNS.items() if pattern.fullmatch(name))
    return next(found for year in (today.year, today.year + 1) if (found := day(year)) >= today)
