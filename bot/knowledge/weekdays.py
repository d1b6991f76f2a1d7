"""Days of the week in an answer: "Monday", « jeudi prochain », "the first Monday of March", "the Monday after"."""

import re
from datetime import date, timedelta

_NAMES = (
    "lundi monday mon lunes lendi", "mardi tuesday tues martes madi", "mercredi wednesday wed miercoles mekredi",
    "jeudi thursday thurs jueves jedi", "vendredi friday fri viernes vandredi", "samedi saturday sabado samdi",
    "dimanche sunday domingo dimanch",
)  # fmt: skip
_NUMBER = {name: number for number, names in enumerate(_NAMES) for name in names.split() if name not in {"mon"}}
_DAY = rf"(?:{'|'.join(_NUMBER)})"
_REPEATED = re.compile(rf"\b(?:tous les|chaque|every|each|on|les|depuis|since|last|dernier) {_DAY}s?\b|\b{_DAY}s\b")
_ONE = re.compile(rf"\b(?P<next>next |ce |this )?(?P<day>{_DAY})\b(?P<after> (?:prochain|next|qui vient|en huit))?")
_SUITS = re.compile(r"\b(?:next|prochain)\b")
_NTH = re.compile(
    rf"\b(?P<nth>premier|1er|1|first|1st|deuxieme|2e|2|second|2nd|3e|3|third|3rd|dernier|last) (?P<day>{_DAY})\b"
)
_PLACES = {"p": 1, "1": 1, "f": 1, "d": 2, "2": 2, "s": 2, "t": 3, "3": 3}
_FOLLOWS = re.compile(
    rf"\b(?P<day>{_DAY}) (?:d apres|suivant|apres|after|following)\b|\b(?:next|following) (?P<other>{_DAY})\b"
)
_WEEK = 7


def coming_weekdays(told: str, today: date) -> tuple[date, ...]:
    """The date that a day of the week means, never today; both dates for "next Friday" said in the same week."""
    if _REPEATED.search(told) and not re.search(rf"^(?:on |des |from )?{_DAY}\b", told):
        return ()
    match = _ONE.search(told)
    if match is None:
        return ()
    first = after(today, match["day"])
    beyond = bool(_SUITS.search(match[0])) and first.isocalendar()[1] == today.isocalendar()[1]
    return (first, first + timedelta(weeks=1)) if beyond else (first,)


def of_month(told: str, first: date) -> date | None:
    """The date of "the first Monday of" a month; `first`: the first day of that month."""
    match = _NTH.search(told)
    if match is None:
        return None
    if match["nth"] in {"dernier", "last"}:
        following = (first.replace(day=28) + timedelta(days=4)).replace(day=1)
        return after(following - timedelta(days=_WEEK + 1), match["day"])
    return after(first - timedelta(days=1), match["day"]) + timedelta(weeks=_PLACES[match["nth"][0]] - 1)


def following(told: str, day: date) -> date | None:
    """The date of "the Monday after": that day of the week after a date that the text names."""
    match = _FOLLOWS.search(told)
    return after(day, match["day"] or match["other"]) if match else None


def after(day: date, name: str) -> date:
    """The next day of this name after a day."""
    return day + timedelta(days=(_NUMBER[name] - day.weekday() - 1) % _WEEK + 1)
