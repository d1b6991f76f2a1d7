"""The days of a vacancy, as officers write them: its start, and the first and the last on which candidates see it."""

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from bot.base.states import VacancyState
from bot.db.models import VacancyRow
from bot.importing import cells
from bot.importing.lines import Cell, Line
from bot.knowledge.normalized_text import words
from bot.knowledge.start_dates import MONTHS
from bot.programme import vacancies
from bot.programme.vacancies import EndsBeforeItBegins

_NOW = {"des que possible", "des maintenant", "immediat", "immediate", "immediatement", "maintenant", "asap",
        "as soon as possible", "now", "le plus tot possible", "tout de suite"}  # fmt: skip
_LONG_PAST = timedelta(days=366)
_MONTH = re.compile(rf"(?:{MONTHS}) \d{{4}}")


def days(line: Line, today: date, *, required: bool, is_new: bool) -> dict[str, date | None]:
    """The days that a line says.

    Args:
        required: whether it has to say when the work starts.
        is_new: whether the vacancy is not there yet; of one that is, `heed_changes` judges the days that differ.
    """
    starts, first, last = start(line, today, required=required), offered_from(line, today), until(line)
    if is_new:
        _heed_start(line, starts, today)
        if _is_over(last, today):
            line.refuse("until", "it is past")
        _heed_order(line, "until", first, last)
    return {"start_date": starts, "offered_from": first, "until": last}


def heed_changes(line: Line, said: Mapping[str, Any], row: VacancyRow, today: date) -> None:
    """Refuse days by which a vacancy that is there would close by itself, never be offered, or start long ago.

    What stands there already is not judged again. Officers may have put off its last day since, while the season's
    file still has the one that is over. One that is over binds no vacancy that is not open, unless it is said.
    """
    given = said.keys() & {"offered_from", "until"}
    changed = {each for each in said.keys() & {"start_date", *given} if said[each] != getattr(row, each)}
    if "start_date" in changed:
        _heed_start(line, said["start_date"], today)
    if "until" in changed and row.state == VacancyState.OPEN and _is_over(said["until"], today):
        line.refuse("until", "it is past")
    elif changed & given:
        first, last = (said.get(each, getattr(row, each)) for each in ("offered_from", "until"))
        if not ends_before(said, row, today):
            _heed_order(line, "until" if "until" in given else "offered_from", first, last)


def ends_before(said: Mapping[str, Any], row: VacancyRow, today: date) -> bool:
    """Whether the last day of a vacancy that is there, of which nothing is said, is that of a former time.

    One that is marked as open closes by itself at its end, whatever is said of its first day.
    """
    is_kept = row.state != VacancyState.OPEN and "until" not in said and "offered_from" in said
    is_new = is_kept and said["offered_from"] != row.offered_from
    return is_new and vacancies.is_of_before(row.until, said["offered_from"], today)


def start(line: Line, today: date, *, required: bool) -> date | None:
    """The first day of work: a date, a month (its first day), or as soon as possible (today)."""
    raw = line.cells.get("start_date")
    if raw in (None, "") and not required:
        return None
    return today if isinstance(raw, str) and words(raw) in _NOW else _day(line, "start_date")


def offered_from(line: Line, today: date) -> date | None:
    """The first day on which candidates see it: a date, a month (its first day), or as soon as possible (today)."""
    raw = line.cells.get("offered_from")
    if raw in (None, ""):
        return None
    return today if isinstance(raw, str) and words(raw) in _NOW else _day(line, "offered_from")


def until(line: Line) -> date | None:
    """The last day on which candidates see it: a date, or a month (its last day)."""
    raw = line.cells.get("until")
    last = None if raw in (None, "") else _day(line, "until")
    return last.replace(day=monthrange(last.year, last.month)[1]) if last and _is_month(raw) else last


def _heed_start(line: Line, starts: date | None, today: date) -> None:
    if starts is not None and starts < today - _LONG_PAST:
        line.refuse("start_date", "it is more than a year past; is the job still open?")


def _is_over(last: date | None, today: date) -> bool:
    return last is not None and last < today


def _heed_order(line: Line, column: str, first: date | None, last: date | None) -> None:
    try:
        vacancies.require_order(first, last)
    except EndsBeforeItBegins as error:
        line.refuse(column, "{why}", why=error)


def _day(line: Line, column: str) -> date | None:
    written = line.cells
    if _is_month(raw := written.get(column)):
        line.cells = {**written, column: f"1 {raw}"}
    found = cells.moment(line, column, datetime.min.time())
    line.cells = written  # a problem shows what was written
    return None if found is None else found.date()


def _is_month(raw: Cell) -> bool:
    return isinstance(raw, str) and _MONTH.fullmatch(words(raw)) is not None
