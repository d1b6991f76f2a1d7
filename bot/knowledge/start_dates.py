"""When somebody can start: "tout de suite", "dans deux mois", "March 2027", "le 15 janvier"."""

import calendar
import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta

from bot.knowledge import weekdays
from bot.knowledge.about_when import about_when
from bot.knowledge.dates_in_digits import either_way, parsed
from bot.knowledge.delays import LATER, LATER_SIGN, delayed, plus
from bot.knowledge.feasts import NAMES, feast_day
from bot.knowledge.free_now import first_day, is_free_now
from bot.knowledge.in_the_year import coming, plus_months
from bot.knowledge.numbers import spaced_digits
from bot.knowledge.resolution import Ambiguous, Found, Resolution, Unknown

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


def month_number(name: str) -> int:
    """1 to 12, by a name that `MONTHS` matched."""
    return _MONTHS[name]


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
_NEXT = re.compile(
    r"\b(?:prochaine? )?(?P<fr>mois|semaine|annee|an)\b(?:(?<=prochain mois)|(?<=prochaine semaine)"
    r"|(?<=prochaine annee)"
    r"| (?:prochaine?|qui vient)\b)"
    r"|\b(?:next|following) (?P<en>month|week|year)\b"
)
_DAY_MONTH = re.compile(rf"\b(\d{{1,2}})(?:er|st|nd|rd|th)? (?:de |of |d )?({MONTHS})\b(?: (\d{{4}}))?")
_MONTH_DAY = re.compile(rf"\b({MONTHS}) (?:the |le )?(\d{{1,2}})(?:st|nd|rd|th)?\b(?: (\d{{4}}))?")
_IN_MONTH = re.compile(
    r"\b(?:(debut|mi|fin|early|mid|late|end of|end|final|beginning of|beginning|start of|middle of|milieu)"
    r" (?:de |d |of |du mois de )?)?"
    rf"({MONTHS})\b(?: (?:de )?(\d{{4}}))?(?P<ends> ending\b)?"
)
_END_OF_MONTH = re.compile(r"\b(?:fin du mois|(?:the )?end of (?:the|this) month)\b")
_FIRST_OF_MONTH = re.compile(r"\b(?:(?:le )?premier du mois|(?:the )?(?:1st|first) of (?:the|next) month)\b|^le 1er$")
_FEAST = re.compile(rf"\b(?P<after>apres|after)? ?(?:les |the |le |la |l )?(?P<feast>{NAMES})\b")
_BEFORE_FEAST = re.compile(rf"\b(?:avant|before)(?: (?:les|the|le|la|l))? (?:{NAMES})\b")
_OF_SUMMER = re.compile(r"\bsummer holidays\b|\b(?:apres|after) (?:the |l )?(?:summer|ete)\b")  # its end, not a day
_SEASON = re.compile(rf"\b({'|'.join(_SEASONS)}|l ete|cet ete|ete prochain|ete)\b(?: (\d{{4}}))?")
_ISO = re.compile(r"\b(20\d{2}) (\d{1,2}) (\d{1,2})\b")
_NOT_BEFORE = re.compile(r"\b(?:pas avant|not (?:before|until|till))\b(?: (?:le|la|the))?")
_BEFORE = re.compile(r"\b(?:avant|before|anytime before)(?: (?:le|la|the))? (?P<when>\w+(?: \w+)?)")
_NEVER = re.compile(r"\b(?:pas|non|not|no|impossible|cannot|can t|won t|jamais|never)\b")
_DAY_ALONE = re.compile(
    r"(?:\b(?P<after>apres|after) (?:(?:le|the) )?|\b(?:des|from|a partir du|vers le|around the|pas avant le"
    r"|not before the|on the|c est le|it s the|^le|^the) (?:(?:le|the) )?)"
    r"(?P<day>\d{1,2})(?:er|e|st|nd|rd|th)?(?= (?:du mois|of the month)|$)"
)
_WITH_A_MONTH = re.compile(rf"\b(?:{MONTHS}|{'|'.join(_SEASONS)}|ans?|years?)\b")
_OF_NEXT_MONTH = re.compile(
    r"\b(\d{1,2})(?:er|st|nd|rd|th)? (?:of|du|de) (?:the )?(?:next month|mois (?:prochain|qui vient)|prochain mois)\b"
)
_PASSES = re.compile(r" (?:apres|after|plus tard|later)\b")
_LAST_DAY, _A_YEAR = 31, 12
_NEAR = (3, 5)  # words
_DAY_AFTER_TOMORROW = re.compile(r"\b(?:apres demain|day after tomorrow|next tomorrow)\b")
_YEAR = re.compile(r"^(?:en |in )?(20\d{2})$")
_SPOKEN_OF = re.compile(
    r"\b(disponible|dispo|available|commencer|commence|debuter|start|starting|libre|demarrer|begin|prete? a|"
    r"pour (?:le |mon )?debut|(?:my |the )?start date|move in|moving in|move to"
    r"|demenager(?:ait|ons|ions|ai)?|on demenage|ready|asap"
    r"|tout de suite|des que possible|as soon as possible|immediatement|immediately)\b"
)
_EARLY = frozenset({None, "debut", "early", "beginning of", "beginning", "start of"})
_MIDDLE = frozenset({"mi", "mid", "middle of", "milieu"})
_ALWAYS = re.compile(r"\b24 7\b")  # hours of work, no day
_PAST = re.compile(
    r"\b(commence en|commence il y a|(?:ai|as|a|avons|ont) (?:deja )?commence|started|depuis|since|ago|il y a|"
    r"(?:was|were|etais|etait|etions) (?:ready|free|available|prete?s?|libres?|dispo\w*))\b"
)


def start_date(text: str, today: date) -> Resolution[date]:
    """The first day on which somebody can start, never before today; a rough time of the year has to be confirmed."""
    if len(days := either_way(text, today)) > 1:
        return Ambiguous(days)
    told = spaced_digits(text)
    found = _bounded(told, today) or _first((_delayed,), told, today) or _named(told, today)
    found = found or (days[0] if days else None)
    if found is None and re.search(r"\d", told) and not _ALWAYS.search(told):
        found = parsed(text, today)
    if found is None and len(days := weekdays.coming_weekdays(told, today)) > 1:
        return Ambiguous(days)
    found = found or (days[0] if days else None)
    if found is None and not _OF_SUMMER.search(told) and (about := about_when(told, today, coming)):
        return Ambiguous((about,))
    return _checked(found, today)


def _bounded(told: str, today: date) -> date | None:
    """The day before which somebody says that they cannot start: "not before May", « avant mai on bouge pas »."""
    if bound := _NOT_BEFORE.search(told):
        after = told[bound.end() :].split()  # what stands next to it: "not before May, my lease ends on 30 April"
        nearest = (_named(" ".join(after[:number]), today) for number in (*_NEAR, len(after)))
        return next(filter(None, nearest), None)
    if (before := _BEFORE.search(told)) and _NEVER.search(told):
        return _first((_exact, _month), before["when"], today)
    return None


def _delayed(told: str, today: date) -> date | None:
    """The day that `delayed` gives: after a named date, some time after a named month, or after today."""
    feast = _FEAST.search(told)
    named = _exact(told, today) or (feast_day(feast["feast"], today) if feast else None)
    if named is None and _IN_MONTH.search(told):
        length, month = LATER.search(told), _month(told, today)
        return plus(month, length) if length and month and _PASSES.match(told, length.end()) else None
    return delayed(told, today, named, free_now=is_free_now(told))


def find_start_date(text: str, today: date) -> Resolution[date]:
    """Like `start_date`, for a sentence about anything: a result only if it speaks of starting or of being free."""
    told = spaced_digits(text)
    begins = _NOT_BEFORE.match(told) and _WITH_A_MONTH.search(told)  # "not before June": of what else would it be?
    if not (begins or _SPOKEN_OF.search(told)) or _PAST.search(told):
        return Unknown()
    if begins:
        return start_date(re.split(r"[,;.!]", text.strip(), maxsplit=1)[0], today)
    return _checked(_named(told, today), today)


def _checked(found: date | None, today: date) -> Resolution[date]:
    if found is None or not today <= found <= today + timedelta(days=FURTHEST):
        return Unknown()
    return Found(found)


def _named(told: str, today: date) -> date | None:
    return _first((_now, _exact, _later, _next, _month, _feast, _season, _day), told, today)


def _first(readers: Iterable[Callable[[str, date], date | None]], told: str, today: date) -> date | None:
    try:
        return next((found for read in readers if (found := read(told, today))), None)
    except (ValueError, OverflowError):  # the 31st of February, the year 9999
        return None


def _now(told: str, today: date) -> date | None:
    return first_day(told, today, _on_a_day)


def _on_a_day(told: str, today: date) -> date | None:
    found = _first((_exact, _later, _next, _month, _feast, _season, _day), told, today)
    days = weekdays.coming_weekdays(told, today)
    return found or (days[0] if len(days) == 1 else None)


def _exact(told: str, today: date) -> date | None:
    if match := _ISO.search(told):
        return date(int(match[1]), int(match[2]), int(match[3]))
    if match := _DAY_MONTH.search(told):
        return coming(today, _MONTHS[match[2]], int(match[1]), match[3])
    if match := _MONTH_DAY.search(told):
        return coming(today, _MONTHS[match[1]], int(match[2]), match[3])
    return None


def _later(told: str, today: date) -> date | None:
    if _DAY_AFTER_TOMORROW.search(told):
        return today + timedelta(days=2)
    if re.search(r"\b(demain|tomorrow)\b", told):
        return today + timedelta(days=1)
    match = LATER.search(told) if LATER_SIGN.search(told) else None
    return plus(today, match) if match else None


def _next(told: str, today: date) -> date | None:
    match = _NEXT.search(told)
    if not match:
        return None
    if month := _IN_MONTH.search(told):  # "next year in March"
        return date(today.year + 1, _MONTHS[month[2]], 1)
    unit = match["fr"] or match["en"]
    if day := _OF_NEXT_MONTH.search(told):
        return plus_months(today.replace(day=1), 1).replace(day=int(day[1]))
    if unit in ("semaine", "week"):
        return today + timedelta(weeks=1)
    return plus_months(today.replace(day=1), 1) if unit in ("mois", "month") else date(today.year + 1, 1, 1)


def _month(told: str, today: date) -> date | None:
    match = _IN_MONTH.search(told)
    if match:
        month = _MONTHS[match[2]]
        when, year = match[1] or ("end" if match["ends"] else None), match[3]
        first = coming(today, month, 1, year, until_end=True)
        if found := weekdays.of_month(told, first):
            return found
        if when not in _EARLY:
            last = calendar.monthrange(first.year, month)[1]
            first = first.replace(day=15 if when in _MIDDLE else last)
        return max(first, today) if (first.year, month) == (today.year, today.month) else first
    match = _YEAR.search(told)
    return max(date(int(match[1]), 1, 1), today) if match and int(match[1]) >= today.year else None


def _feast(told: str, today: date) -> date | None:
    """The day of a feast such as Christmas; for "after Christmas", the day after it."""
    if _END_OF_MONTH.search(told):
        return plus_months(today.replace(day=1), 1) - timedelta(days=1)
    if _FIRST_OF_MONTH.search(told):
        return plus_months(today.replace(day=1), 1)
    if _BEFORE_FEAST.search(told) or _OF_SUMMER.search(told):
        return None
    named = list(_FEAST.finditer(told))
    if not named:
        return None
    after = bool(named[0]["after"])  # "after Christmas and New Year": after the last of them
    days = [feast_day(match["feast"], today) for match in (named if after else named[:1])]
    return max(days) + timedelta(days=after)


def day_alone(text: str) -> tuple[int, bool] | None:
    """A day of the month without its month ("after the 15th"), and whether it is only the earliest one."""
    told = spaced_digits(text)
    match = None if _WITH_A_MONTH.search(told) else _DAY_ALONE.search(told)
    return (int(match["day"]), bool(match["after"])) if match and 1 <= int(match["day"]) <= _LAST_DAY else None


def _day(told: str, today: date) -> date | None:
    """The next date that falls on this day of the month."""
    if (found := day_alone(told)) is None:
        return None
    number, after = found
    months = (plus_months(today.replace(day=1), ahead) for ahead in range(_A_YEAR))
    days = (month.replace(day=number) for month in months if number <= calendar.monthrange(month.year, month.month)[1])
    return next(day for day in days if day >= today) + timedelta(days=after)


def _season(told: str, today: date) -> date | None:
    match = None if _OF_SUMMER.search(told) else _SEASON.search(told)
    return coming(today, _SEASONS.get(match[1], _SUMMER), 1, match[2]) if match else None
