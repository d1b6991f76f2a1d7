"""Conditions on a job that are said in words: the least pay, the hours; and whether each is a must or a wish."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from bot.reading.people import own
from bot.reading.text import even
from bot.reading.whether import asks, sentence
from bot.terms import Schedule, Wish

_LOWEST, _HIGHEST = 10.0, 200.0  # dollars an hour between which a number is taken for pay
_SOFT = re.compile(
    r"(?<!\w)(?:idealement|de preference|si possible|prefere\w*|aimerais|aime mieux|souhait\w*|ideally|preferabl[ey]|"
    r"prefer|if possible|would like|i'd like|would be nice|rather)(?!\w)"
)
_BOUND = (
    r"(?:pas moins de|jamais moins de|au moins|au minimum|a partir de|minimum(?: de| of)?|not less than|no less than|"
    r"nothing (?:under|below|less than)|at least|starting at|rien (?:sous|en bas de|en dessous de))"
)
_AMOUNT = r"\$? ?(?P<amount>\d{2,3}(?:[.,]\d{1,2})?) ?(?P<money>\$|(?:dollars?|piasses?|cad|bucks)(?!\w))?"
_HOURLY = r"(?P<hourly> ?(?:/|de l'|a l'|l'|par |an |per ) ?(?:h|heure|hour)(?!\w))?"
_PAY = re.compile(rf"(?<!\w){_BOUND} {_AMOUNT}{_HOURLY}(?P<rest> ?\w*)")
_PAY_AFTER = re.compile(
    rf"(?<![\w.,]){_AMOUNT}{_HOURLY} ?(?:au |de |as a |as )?(?:minimum|min\.?|au moins|or more|ou plus)(?!\w)"
)
_NO = (
    r"(?:(?:surtout |absolument )?(?:pas|jamais|aucun|sans|sauf|ni|plus)|no|never|not|except|nor|but not|can't work|"
    r"cannot work|don't work|won't work|anything but)"
)
_SMALL = (
    r"(?: (?:travailler?|work(?:ing)?|de|du|des|d'|le|la|les|l'|en|at|in|the|on|quarts?|horaires?|shifts?|travail))*"
)
_TIMES: Mapping[Schedule, str] = {
    Schedule.DAY: r"(?:jours?|journee|days?|daytime|day shifts?)",
    Schedule.EVENING: r"(?:soirs?|soiree|evenings?|evening shifts?)",
    Schedule.NIGHT: r"(?:nuits?|nights?|night shifts?|overnight)",
    Schedule.ROTATING: r"(?:rotatifs?|rotation|rotating(?: shifts?)?)",
}
_ONLY = r"(?:seulement|uniquement|juste|exclusivement|only|just)"
_REFUSED = {name: re.compile(rf"(?<!\w){_NO}{_SMALL} {said}(?!\w)") for name, said in _TIMES.items()}
_WANTED = {
    name: re.compile(
        rf"(?<!\w){_ONLY}{_SMALL} {said}(?!\w)|(?<!\w){said} (?:shifts? )?{_ONLY}(?!\w)"
        rf"|(?<!\w)(?:prefere\w*|prefer|aimerais|would like to|i'd like to){_SMALL} {said}(?!\w)"
    )
    for name, said in _TIMES.items()
}
_TOO = {Schedule.NIGHT: Schedule.ROTATING}  # rotating hours hold nights


@dataclass(frozen=True, slots=True)
class Condition:
    """A wish that a message tells, as the profile holds it, and whether it is a must."""

    name: Wish
    value: Any
    must: bool


def conditions(text: str, suiting: tuple[Schedule, ...] | None) -> tuple[Condition, ...]:
    """What the writer asks of a job; `suiting` are the hours that were said to suit, before."""
    plain = even(own(text))
    if asks(plain):
        return ()
    return (*_least_pay(plain), *_hours(plain, suiting))


def _least_pay(plain: str) -> Iterator[Condition]:
    for match in (*_PAY.finditer(plain), *_PAY_AFTER.finditer(plain)):
        dollars = float(match["amount"].replace(",", "."))
        groups = match.groupdict()
        bare = not (match["money"] or match["hourly"] or "$" in match[0])
        counted = bare and (groups.get("rest") or "").strip()  # "at least 20 minutes"
        refused = re.match(r"(?:pas|jamais|not|no|nothing|rien)", match[0])
        if _LOWEST <= dollars <= _HIGHEST and not counted and (refused or not bare):
            yield Condition(Wish.WAGE, round(dollars * 100), _is_must(plain, match.start()))
            return


def _hours(plain: str, suiting: tuple[Schedule, ...] | None) -> Iterator[Condition]:
    wanted = {name: match for name, pattern in _WANTED.items() if (match := pattern.search(plain))}
    refused = {name: match for name, pattern in _REFUSED.items() if (match := pattern.search(plain))}
    found = [*wanted.values(), *refused.values()]
    if not found:
        return
    out = set(refused) | {_TOO[name] for name in refused if name in _TOO}
    kept = tuple(name for name in wanted or suiting or Schedule if name not in out)
    if kept:
        yield Condition(Wish.SCHEDULES, kept, _is_must(plain, min(match.start() for match in found)))


def _is_must(plain: str, position: int) -> bool:
    return not _SOFT.search(sentence(plain, position))
