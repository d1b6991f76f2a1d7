"""Cells as values: how people and spreadsheets write a number, a date, an amount, a yes.

Each reader returns the value, or None after it has noted the reason in the line.
"""

import math
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date, datetime, time
from typing import TypeVar

from bot.base.characters import printable
from bot.base.clock import ClocksChange, local_moment
from bot.importing.lines import Cell, Line
from bot.knowledge import Ambiguous, Found
from bot.knowledge.normalized_text import fold, words
from bot.knowledge.resolution import Resolution
from bot.knowledge.start_dates import MONTHS, month_number

T = TypeVar("T")
LATITUDES, LONGITUDES = (44, 63), (-80, -57)  # of Québec: else a sign is missing, or numbers are swapped
_YES = {"oui", "yes", "o", "y", "vrai", "true", "x", "1", "accepte"}
_NO = {"non", "no", "n", "faux", "false", "0"}
_SAYS_NOTHING = frozenset(
    {
        *("n/a", "n.a.", "n/d", "n.d.", "s/o", "s.o.", "tbd", "tba", "?", "??", "-", "--", "—", "–", "…", "..."),
        *("a voir", "a venir", "a discuter", "a determiner", "a confirmer", "a preciser", "inconnu", "inconnue"),
        *("to be determined", "to be confirmed", "to be discussed", "not known", "unknown"),
    }
)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_NUMBER = re.compile(r"-?(?:\d+|\d{1,3}(?:\s\d{3})+)(?:[.,]\d+)?")
_COUNTED = re.compile(
    r"\s*(?:places?|si[eè]ges?|postes?|personnes?|seats?|openings?|positions?|people)\s*$", re.IGNORECASE
)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?:[ T]\d{2}:\d{2})?")
_DAY_MONTH_YEAR = re.compile(
    rf"(?:le |the )?(?P<day>\d{{1,2}})(?:er|st|nd|rd|th)? (?P<month>{MONTHS}) (?P<year>\d{{4}})"
)
_NUMERIC = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-]\d{4}")
_H = re.compile(r"(?<!\d)(\d{1,2}) ?[hH] ?(\d{2})?(?![\w])")
_HOUR = re.compile(r"\d ?(?::|[hH](?!\w)|[hH] ?\d|[aApP]\.?[mM])")
_CLOCK = re.compile(r"(?P<hour>\d{1,2}) ?(?:(?:h|:) ?(?P<minute>\d{2})?)? ?(?P<half>[ap]\.?m\.?)?")


def meant(cell: Cell) -> Cell:
    """The content of a cell; one that says "not known yet" counts as empty."""
    return None if isinstance(cell, str) and fold(cell).strip() in _SAYS_NOTHING else cell


def text(line: Line, column: str, *, most: int, required: bool = False) -> str | None:
    """The text of a cell, or None if it is empty."""
    raw = line.cells.get(column)
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)  # a number in a spreadsheet that stands for a name or a code
    written = "" if raw is None else str(raw).strip()
    if not written:
        if required:
            line.refuse_empty(column)
        return None
    if _CONTROL.search(written):
        line.refuse(column, "it holds characters that cannot be shown")
    elif written.startswith(("=", "#")):
        line.refuse(column, "it is a formula or an error of the spreadsheet")
    elif len(written) > most:
        line.refuse(column, "it is longer than {most} characters", most=most)
    else:
        return printable(written, lines=True)
    return None


def number(
    line: Line, column: str, *, low: float, high: float, default: float | None = None, whole: bool = False
) -> float | None:
    """A number between two limits, with or without what it counts; without a default, the cell must not be empty."""
    raw = line.cells.get(column)
    if raw in (None, ""):
        if default is None:
            line.refuse_empty(column)
        return default
    value = (
        float(raw)
        if isinstance(raw, int | float) and not isinstance(raw, bool)
        else _number(_COUNTED.sub("", str(raw)))
    )
    if value is None or not math.isfinite(value):
        line.refuse(column, "it is no number")
    elif not low <= value <= high:
        line.refuse(column, "it must be between {low} and {high}", low=f"{low:g}", high=f"{high:g}")
    elif whole and not value.is_integer():
        line.refuse(column, "it must be a whole number")
    else:
        return value
    return None


def position(line: Line) -> tuple[float, float] | None:
    """A position in Québec from two columns, or None if both are empty."""
    if all(line.cells.get(column) in (None, "") for column in ("latitude", "longitude")):
        return None
    latitude = number(line, "latitude", low=LATITUDES[0], high=LATITUDES[1])
    longitude = number(line, "longitude", low=LONGITUDES[0], high=LONGITUDES[1])
    return None if latitude is None or longitude is None else (latitude, longitude)


def yes(line: Line, column: str) -> bool | None:
    """Yes or no; None for an empty cell."""
    raw = line.cells.get(column)
    if isinstance(raw, bool):
        return raw
    said = words("" if raw is None else str(raw))
    if not said:
        return None
    if said not in _YES | _NO:
        line.refuse(column, "it must be yes or no, oui or non")
    return said in _YES


def moment(line: Line, column: str, hour: time | None = None) -> datetime | None:
    """A day and hour without a zone; `hour` is used where only a day is needed."""
    raw = line.cells.get(column)
    if isinstance(raw, datetime):
        return raw
    if isinstance(raw, date):
        if hour is None:
            line.refuse(column, "it needs an hour, such as 2027-01-31 06:30")
            return None
        return datetime.combine(raw, hour)
    written = text(line, column, most=60, required=True)
    if written is None:
        return None
    found = _parsed(line, column, written)
    if found is None:
        return None
    if hour is None and not _HOUR.search(written):
        line.refuse(column, "it needs an hour, such as 2027-01-31 06:30")
    else:
        return found
    return None


def in_quebec(line: Line, column: str, found: datetime | None) -> datetime | None:
    """A day and hour of a cell as a moment in Québec; refused where its hour is skipped, or comes twice."""
    try:
        return None if found is None else local_moment(found)
    except ClocksChange as error:
        line.refuse(column, "{why}", why=error)
        return None


def has_hour(line: Line, column: str) -> bool:
    """Whether a cell has an hour beside its day; a spreadsheet's midnight is a day alone."""
    raw = line.cells.get(column)
    if isinstance(raw, datetime):
        return raw.time() != time()
    return not isinstance(raw, date) and bool(_HOUR.search(str(raw)))


def clock(line: Line, column: str) -> time | None:
    """An hour of the day from a column of its own: 7 h, 7h30, 07:30, 6:30 PM."""
    raw = line.cells.get(column)
    if isinstance(raw, datetime):
        return raw.time()
    if isinstance(raw, time):
        return raw
    written = text(line, column, most=20)
    if written is None:
        return None
    found = _CLOCK.fullmatch(written.lower())
    if found is None or int(found["hour"]) > 23 or int(found["minute"] or 0) > 59:
        line.refuse(column, "it is no hour, such as 6 h 30")
        return None
    hour, half = int(found["hour"]), found["half"] or ""
    if half and not 1 <= hour <= 12:
        line.refuse(column, "it is no hour, such as 6 h 30")
        return None
    return time(hour % 12 + 12 * half.startswith("p") if half else hour, int(found["minute"] or 0))


def _parsed(line: Line, column: str, written: str) -> datetime | None:
    if not re.search(r"\d{4}", written):
        line.refuse(column, "it needs a day, a month and a year, such as 2027-01-31")
        return None
    if (numeric := _NUMERIC.match(written)) and int(numeric[2]) > 12:
        line.refuse(column, "the day comes first, then the month; or write 2027-01-31")
        return None
    if numeric and numeric[1] != numeric[2] and int(numeric[1]) <= 12:
        line.refuse(column, "which is the day and which the month? Write it like 2027-01-31")
        return None
    if plain := _plain(written):
        return plain
    import dateparser  # it takes longer to import than a preview to run

    settings = {"DATE_ORDER": "DMY", "REQUIRE_PARTS": ["day", "month", "year"]}
    if re.match(r"\d{4}-", written):
        settings["DATE_ORDER"] = "YMD"
    even = _H.sub(lambda match: f"{match[1]}:{match[2] or '00'}", written)
    even = re.sub(r"^(?:[a-zé]+day|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche),? ", "", even, flags=re.I)
    found = dateparser.parse(even, languages=["fr", "en"], settings=settings)
    if found is None or not _says_no_more(even, found):
        line.refuse(column, "it is no date with day, month and year, such as 2027-01-31")
        return None
    return found.replace(tzinfo=None)


def _says_no_more(written: str, found: datetime) -> bool:
    """Whether each number in a text is part of the moment that was found there: of "1-15 mars 2027" one is not."""
    left = [int(each) for each in re.findall(r"\d+", written)]
    named = re.search(rf"(?<![a-z])(?:{MONTHS})(?![a-z])", words(written))
    for part in (found.year, found.day, *(() if named else (found.month,))):
        if part not in left:
            return False
        left.remove(part)
    hours = {found.hour, found.hour % 12 or 12}
    return not left or (left[0] in hours and left[1:] == [found.minute, found.second][: len(left) - 1])


def _plain(written: str) -> datetime | None:
    """A day as most files have it: "2027-02-01", "2027-02-01 06:30", « 1er février 2027 »."""
    with suppress(ValueError):  # the 31st of February
        if _ISO.fullmatch(written):
            return datetime.fromisoformat(written)
        if named := _DAY_MONTH_YEAR.fullmatch(words(written)):
            return datetime.combine(date(int(named[3]), month_number(named[2]), int(named[1])), time())
    return None


def choice(line: Line, column: str, options: Mapping[str, T], default: T | None) -> T | None:
    """One of a few words; an empty cell is the default."""
    raw = line.cells.get(column)
    if raw in (None, ""):
        return default
    found = options.get(words(str(raw)))
    if found is None:
        line.refuse(column, "it must be one of: {words}", words=", ".join(options))
        return default
    return found


def resolved(line: Line, column: str, resolve: Callable[[str], Resolution[T]], name: Callable[[T], str]) -> T | None:
    """The value that the assistant's resolver finds in a cell; doubts are listed for a person to settle."""
    written = text(line, column, most=120, required=True)
    if written is None:
        return None
    match resolve(written):
        case Found(value=value):
            return value
        case Ambiguous(options=options):
            line.refuse(
                column, "it may mean several things; write one: {several}", several="; ".join(map(name, options))
            )
        case _:
            line.refuse(column, "it was not recognized")
    return None


def _number(written: str) -> float | None:
    """A number with either decimal mark and groups of digits."""
    bare = written.strip()
    return float(re.sub(r"\s", "", bare).replace(",", ".")) if _NUMBER.fullmatch(bare) else None
