"""When somebody can start: "tout de suite", "dans deux mois", "March 2027", "le 15 janvier"."""

import calendar
import re
import warnings
from datetime import date, datetime, time, timedelta

import dateparser

from bot.knowledge.feasts import NAMES, feast_day
from bot.knowledge.numbers import spaced_digits
from bot.knowledge.resolution import Ambiguous, Found, Resolution, Unknown
from bot.knowledge.text import LONGEST

FURTHEST = 5 * 366  # days: a later date is a typing mistake
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janvier january janv jan",
            "fevrier february fevr fev feb",
            "mars march mar",
            "avril april avr apr",
            "mai may",
            "juin june jun",
            "juillet july juil jul",
            "aout august aug",
            "septembre september sept sep",
            "octobre october oct",
            "novembre november nov",
            "decembre december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_SUMMER = 7
_SEASONS = {
    "printemps": 4,
    "spring": 4,
    "summer": _SUMMER,
    "automne": 10,
    "autumn": 10,
    "fall": 10,
    "hiver": 1,
    "winter": 1,
}
MONTHS = "|".join(sorted(_MONTHS, key=len, reverse=True))
_NOW = re.compile(
    r"\b(tout de suite|immediatement|immediate|immediately|maintenant|asap|des que possible|"
    r"le plus (?:vite|tot) possible|as soon as possible|now|right away|aujourd hui|today|"
    r"n importe quand(?! (?:apres|a partir|avant|en))|"
    r"any ?time(?! (?:after|from|before|in|starting))|straight away|toujours disponible|drette la|"
    r"quand (?:vous|tu) (?:voul|veu)\w+|whenever|"
    r"always available|ready to start|suis prete?)\b"
    r"|^(?:je suis |chu |i m |i am )?(prete?|ready|disponible|dispo|available|libre|free)$"
)
_FROM_NOW = re.compile(r"\b(?:from|apres|de|des) (?:now|today|aujourd hui|maintenant)\b")
_LATER = re.compile(
    r"\b(\d{1,3}|une?|an?)(?P<before> and a half| et demie?)? "
    r"(jours?|days?|semaines?|weeks?|mois|months?|ans?|annees?|years?)\b(?P<after> and a half| et demie?)?"
)
_HALF = {"s": timedelta(days=3), "w": timedelta(days=3), "m": timedelta(days=15), "a": timedelta(days=182),
         "y": timedelta(days=182)}  # fmt: skip
_LATER_SIGN = re.compile(
    r"\b(?:dans|ds|in|d ici|within|apres|after|from (?:now|today)|notice|preavis)\b"
    r"|^\d{1,2} (?:jours?|days?|semaines?|weeks?|mois|months?)$"
)
_NEXT = re.compile(
    r"\b(?:prochaine? )?(?P<fr>mois|semaine|annee|an)\b(?:(?<=prochain mois)|(?<=prochaine semaine)"
    r"|(?<=prochaine annee)"
    r"| (?:prochaine?|qui vient)\b)"
    r"|\b(?:next|following) (?P<en>month|week|year)\b"
)
_DAY_MONTH = re.compile(rf"\b(\d{{1,2}})(?:er|st|nd|rd|th)? (?:de |of |d )?({MONTHS})\b(?: (\d{{4}}))?")
_MONTH_DAY = re.compile(rf"\b({MONTHS}) (?:the |le )?(\d{{1,2}})(?:st|nd|rd|th)?\b(?: (\d{{4}}))?")
_IN_MONTH = re.compile(
    r"\b(?:(debut|mi|fin|early|mid|late|end of|beginning of|start of) (?:de |d |of )?)?"
    rf"({MONTHS})\b(?: (?:de )?(\d{{4}}))?"
)
_WEEKDAYS = (
    "lundi monday", "mardi tuesday", "mercredi wednesday", "jeudi thursday", "vendredi friday", "samedi saturday",
    "dimanche sunday",
)  # fmt: skip
_WEEKDAY = {name: number for number, names in enumerate(_WEEKDAYS) for name in names.split()}
_ON_WEEKDAY = re.compile(
    rf"^(?:des |from |starting |starts? |on |ce |this |next |commencer |a partir de )*({'|'.join(_WEEKDAY)})"
    r"(?: (?:prochain|next))?$"
)
_END_OF_MONTH = re.compile(r"\b(?:fin du mois|(?:the )?end of (?:the|this) month)\b")
_FIRST_OF_MONTH = re.compile(r"\b(?:(?:le )?premier du mois|(?:the )?(?:1st|first) of (?:the|next) month)\b|^le 1er$")
_FEAST = re.compile(rf"\b(?P<after>apres|after)? ?(?:les |the |le |la |l )?(?P<feast>{NAMES})\b")
_BEFORE_FEAST = re.compile(rf"\b(?:avant|before)(?: (?:les|the|le|la|l))? (?:{NAMES})\b")
_OF_SUMMER = re.compile(r"\bsummer holidays\b|\b(?:apres|after) (?:the |l )?(?:summer|ete)\b")  # its end, not a day
_SEASON = re.compile(rf"\b({'|'.join(_SEASONS)}|l ete|cet ete|ete prochain|ete)\b(?: (\d{{4}}))?")
_ISO = re.compile(r"\b(20\d{2}) (\d{1,2}) (\d{1,2})\b")
_NOT_BEFORE = re.compile(r"\b(?:pas avant|not (?:before|until|till))\b(?: (?:le|la|the))?")
_EITHER_WAY = re.compile(r"(?<![\d/.-])(\d{1,2})[/.-](\d{1,2})[/.-](20\d{2})(?!\d)")  # 4/3/2027: April, or March
_DAY_ALONE = re.compile(
    r"(?:\b(?P<after>apres|after) (?:(?:le|the) )?|\b(?:des|from|a partir du|vers le|around the|pas avant le"
    r"|not before the|on the|c est le|it s the|^le|^the) (?:(?:le|the) )?)"
    r"(?P<day>\d{1,2})(?:er|e|st|nd|rd|th)?(?= (?:du mois|of the month)|$)"
)
_WITH_A_MONTH = re.compile(rf"\b(?:{MONTHS}|{'|'.join(_SEASONS)}|ans?|years?)\b")
_OF_NEXT_MONTH = re.compile(
    r"\b(\d{1,2})(?:er|st|nd|rd|th)? (?:of|du|de) (?:the )?(?:next month|mois (?:prochain|qui vient)|prochain mois)\b"
)
_LAST_DAY, _A_YEAR = 31, 12
_YEAR = re.compile(r"^(?:en |in )?(20\d{2})$")
_SPOKEN_OF = re.compile(
    r"\b(disponible|dispo|available|commencer|commence|debuter|start|starting|libre|demarrer|begin|prete? a|"
    r"pour (?:le |mon )?debut|(?:my |the )?start date|move in|moving in|move to"
    r"|demenager(?:ait|ons|ions|ai)?|on demenage|ready|asap"
    r"|tout de suite|des que possible|as soon as possible|immediatement|immediately)\b"
)
_EARLY, _MIDDLE = frozenset({None, "debut", "early", "beginning of", "start of"}), frozenset({"mi", "mid"})
_ALWAYS = re.compile(r"\b24 7\b")  # working hours, not a day
_PAST = re.compile(r"\b(commence en|commence il y a|started|depuis|since|ago|il y a)\b")


def start_date(text: str, today: date) -> Resolution[date]:
    """The first day that the answer names, never before today."""
    if len(days := _either_way(text, today)) > 1:
        return Ambiguous(days)
    told = spaced_digits(text)
    bound = _NOT_BEFORE.search(told)
    found = (_named(told[bound.end() :], today) if bound else None) or _named(told, today)
    if found is None and re.search(r"\d", told) and not _ALWAYS.search(told):
        found = _parsed(text, today)
    return _checked(found, today)


def find_start_date(text: str, today: date) -> Resolution[date]:
    """Like `start_date`, for a sentence about anything: only when it speaks of starting or being free."""
    told = spaced_digits(text)
    begins = _NOT_BEFORE.match(told) and _WITH_A_MONTH.search(told)  # "not before June": of what else would it be?
    if not (begins or _SPOKEN_OF.search(told)) or _PAST.search(told):
        return Unknown()
    if begins:
        return start_date(re.split(r"[,;.!]", text.strip(), maxsplit=1)[0], today)
    return _checked(_named(told, today), today)


def _either_way(text: str, today: date) -> tuple[date, ...]:
    """The future days that a date in figures can mean, with the day or the month first."""
    days = []
    if figures := _EITHER_WAY.search(text):
        first, second, year = map(int, figures.groups())
        for day, month in ((first, second), (second, first)):
            if month <= _A_YEAR and 1 <= day <= calendar.monthrange(year, max(month, 1))[1]:
                days.append(date(year, max(month, 1), day))
    return tuple(dict.fromkeys(day for day in days if isinstance(_checked(day, today), Found)))


def _checked(found: date | None, today: date) -> Resolution[date]:
    if found is None or not today <= found <= today + timedelta(days=FURTHEST):
        return Unknown()
    return Found(found)


def _named(told: str, today: date) -> date | None:
    try:
        for read in (_now, _exact, _later, _next, _month, _feast, _season, _day):
            found = read(told, today)
            if found:
                return found
    except (ValueError, OverflowError):  # the 31st of February, the year 9999
        return None
    return None


def _now(told: str, today: date) -> date | None:
    return today if _NOW.search(told) and not _FROM_NOW.search(told) else None


def _exact(told: str, today: date) -> date | None:
    if match := _ISO.search(told):
        return date(int(match[1]), int(match[2]), int(match[3]))
    if match := _DAY_MONTH.search(told):
        return _coming(today, _MONTHS[match[2]], int(match[1]), match[3])
    if match := _MONTH_DAY.search(told):
        return _coming(today, _MONTHS[match[1]], int(match[2]), match[3])
    return None


def _later(told: str, today: date) -> date | None:
    if re.search(r"\b(demain|tomorrow)\b", told):
        return today + timedelta(days=1)
    if weekday := _ON_WEEKDAY.search(told):
        return today + timedelta(days=(_WEEKDAY[weekday[1]] - today.weekday() - 1) % 7 + 1)
    match = _LATER.search(told) if _LATER_SIGN.search(told) else None
    if not match:
        return None
    number = int(match[1]) if match[1].isdigit() else 1
    unit = match[3]
    more = _HALF.get(unit[0], timedelta()) if match["before"] or match["after"] else timedelta()
    if unit[0] in "jd":
        return today + timedelta(days=number)
    if unit[0] in "sw":
        return today + timedelta(weeks=number) + more
    return _plus_months(today, number if unit.startswith("mo") else 12 * number) + more


def _next(told: str, today: date) -> date | None:
    match = _NEXT.search(told)
    if not match:
        return None
    if month := _IN_MONTH.search(told):  # "next year in March"
        return date(today.year + 1, _MONTHS[month[2]], 1)
    unit = match["fr"] or match["en"]
    if day := _OF_NEXT_MONTH.search(told):
        return _plus_months(today.replace(day=1), 1).replace(day=int(day[1]))
    if unit in ("semaine", "week"):
        return today + timedelta(weeks=1)
    return _plus_months(today.replace(day=1), 1) if unit in ("mois", "month") else date(today.year + 1, 1, 1)


def _month(told: str, today: date) -> date | None:
    match = _IN_MONTH.search(told)
    if match:
        month = _MONTHS[match[2]]
        when, year = match[1], match[3]
        first = _coming(today, month, 1, year, until_end=True)
        if when not in _EARLY:
            last = calendar.monthrange(first.year, month)[1]
            first = first.replace(day=15 if when in _MIDDLE else last)
        return max(first, today) if (first.year, month) == (today.year, today.month) else first
    match = _YEAR.search(told)
    return max(date(int(match[1]), 1, 1), today) if match and int(match[1]) >= today.year else None


def _feast(told: str, today: date) -> date | None:
    """A feast such as Christmas; for "after Christmas", the day after."""
    if _END_OF_MONTH.search(told):
        return _plus_months(today.replace(day=1), 1) - timedelta(days=1)
    if _FIRST_OF_MONTH.search(told):
        return _plus_months(today.replace(day=1), 1)
    if _BEFORE_FEAST.search(told) or _OF_SUMMER.search(told):
        return None
    match = _FEAST.search(told)
    if match is None:
        return None
    return feast_day(match["feast"], today) + timedelta(days=bool(match["after"]))


def day_alone(text: str) -> tuple[int, bool] | None:
    """A day of the month without a month ("after the 15th"), and whether it is only a lower bound."""
    told = spaced_digits(text)
    match = None if _WITH_A_MONTH.search(told) else _DAY_ALONE.search(told)
    return (int(match["day"]), bool(match["after"])) if match and 1 <= int(match["day"]) <= _LAST_DAY else None


def _day(told: str, today: date) -> date | None:
    """The next such day of a month."""
    if (found := day_alone(told)) is None:
        return None
    number, after = found
    months = (_plus_months(today.replace(day=1), ahead) for ahead in range(_A_YEAR))
    days = (month.replace(day=number) for month in months if number <= calendar.monthrange(month.year, month.month)[1])
    return next(day for day in days if day >= today) + timedelta(days=after)


def _season(told: str, today: date) -> date | None:
    match = None if _OF_SUMMER.search(told) else _SEASON.search(told)
    return _coming(today, _SEASONS.get(match[1], _SUMMER), 1, match[2]) if match else None


def _coming(today: date, month: int, day: int, year: str | None, *, until_end: bool = False) -> date:
    """This day in the given year, or its next occurrence."""
    if year:
        return date(int(year), month, day)
    passed = month < today.month if until_end else (month, day) < (today.month, today.day)
    return date(today.year + passed, month, day)


def _plus_months(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _parsed(text: str, today: date) -> date | None:
    """Other written dates ("15/01/2027"), left to dateparser."""
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
