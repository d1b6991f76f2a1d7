"""What somebody has to wait for before they are free: "I owe my boss two weeks", "the day after my last exam"."""

import re
from datetime import date, timedelta

from bot.knowledge import weekdays
from bot.knowledge.in_the_year import plus_months

LATER = re.compile(
    r"\b(\d{1,3}|une?|an?|mon|my)(?P<before> and a half| et demie?)? "
    r"(?:bon(?:ne)?s? |good |full |petite?s? |more |autres? )?"
    r"(jours?|days?|semaines?|weeks?|mois|months?|ans?|annees?|years?)\b(?P<after> and a half| et demie?)?"
)
_HALF = {"s": timedelta(days=3), "w": timedelta(days=3), "m": timedelta(days=15), "a": timedelta(days=182),
         "y": timedelta(days=182)}  # fmt: skip
_SIGN = (
    r"(?:dans|ds|in|d ici|within|apres|after)(?: (?:about|around|environ|a peu pres|max|maximum|at least|au moins))?"
)
LATER_SIGN = re.compile(
    rf"\b{_SIGN} (?:\d|une?|an?)\b|\b(?:from (?:now|today)|partir d aujourd hui|notice|preavis)\b"
    rf"|^\d{{1,2}} (?:jours?|days?|semaines?|weeks?|mois|months?)$"
)
_NOTICE = re.compile(  # what is due before somebody may leave
    r"\b(?:give|giving|gave|owe|notice|preavis|avis|dois|doit|donner?|donne|faut|need|laiss\w+|leave|leaving|quit\w*"
    r"|avertir|prevenir|tell|resign|boss|patron\w*|employ\w+)\b"
)
_NO_DELAY = re.compile(
    r"\b(?:depuis|since|il y a|ago|pendant|for|ca fait|fait|deja|already|exp\w*|wait\w*|attend\w*|travaill\w+|worked)\b"
)
_AFTER = r"\b(?:apres|after)(?: (?:le|the))? (?=\d{1,2}(?:er|st|nd|rd|th)? |\w+ \d)"
_AFTER_A_DAY = re.compile(_AFTER)
_DAY_AFTER = re.compile(
    r"\b(?:lendemain|next day|day after(?! tomorrow)|jour (?:d apres|suivant)|(?:last|dernier) (?:day|jour)"
    r"|derniere journee)\b"
)


def delayed(told: str, today: date, day: date | None, *, free_now: bool) -> date | None:
    """The first day on which somebody is free, if the answer says that something has to pass before; otherwise None.

    Args:
        told: the answer, folded.
        today: the day on which it was written.
        day: a date that the answer names: they are free after it. Without one, they are free after the one length of
            time in it.
        free_now: whether the answer also says that they are free now, so that a length of time counts only as notice to
            give.
    """
    if day:
        if later := weekdays.following(told, day):
            return later
        return day + timedelta(days=1) if _DAY_AFTER.search(told) or _AFTER_A_DAY.search(told) else None
    lengths = {match[0]: match for match in LATER.finditer(told)}
    if len(lengths) != 1 or _NO_DELAY.search(told):
        return None
    [match] = lengths.values()
    owed = _NOTICE.search(told) or not free_now
    return plus(today, match) if owed and match[3][0] not in "ay" else None


def plus(today: date, match: re.Match[str]) -> date:
    """Today plus the length of time that the pattern `LATER` matched."""
    number = int(match[1]) if match[1].isdigit() else 1
    unit = match[3]
    more = _HALF.get(unit[0], timedelta()) if match["before"] or match["after"] else timedelta()
    if unit[0] in "jd":
        return today + timedelta(days=number)
    if unit[0] in "sw":
        return today + timedelta(weeks=number) + more
    return plus_months(today, number if unit.startswith("mo") else 12 * number) + more
