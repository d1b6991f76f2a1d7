"""Pay, hours, years and numbers of people as people write them in a cell: "24,50 $/h", "entre 22 et 27 $", "2 ans".

A cell is read whole: where a word or a digit is left that its reader does not know, it is refused, since a number
beside it may be of something else.
"""

import math
import re
from collections.abc import Container

from bot.importing.lines import Line
from bot.knowledge.normalized_text import fold

_NUMBER = re.compile(
    r"(?<![\d.,])(?:[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?: \d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?)(?![.,]?\d)"
)
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?")  # "48,000", as in English
_LEFT = re.compile(r"[a-z]+|[^\s\w.,;:()/+~±'’-]")  # words, and signs that are more than punctuation
_RANGE = re.compile(r"(?:^|[^a-z])(?:a|to)(?:[^a-z]|$)|-")
_BETWEEN = re.compile(r"(?<![a-z])(?:entre|between) .*\d.*[^a-z](?:et|and) ")
_YEARLY = re.compile(r"(?:par |per |/ ?|l')?(?<![a-z])(?:annees?|ans?|years?|annuels?|annum)(?![a-z])")
_WEEKLY = re.compile(r"(?:par |per |/ ?)?(?<![a-z])(?:sem(?:aines?)?|weeks?|weekly)(?![a-z])")
_HALF = re.compile(r"et demie?(?![a-z])|and a half")
_NONE_ASKED = re.compile(
    r"(?:aucune?s?|pas (?:necessaire|requise?|exigee?)|non requise?|un atout|atout|none|not (?:required|needed)|"
    r"an? asset|asset|debutants?(?: acceptes?)?)"
)
_PAY_WORDS = frozenset(
    """
    entre de a et to and from between h heure heures hour hourly l par per an annee annees annuel year yearly cad
    horaire minimum min maximum max dollars dollar semaine sem week environ
    partir plus starting at up about base depart negociable negociables negotiable
    selon experience competences convention collective scale echelle depending on with
    """.split()
)
_AT_MOST = re.compile(r"jusqu|(?<![a-z])(?:up to|at most|au plus|maximum|max)(?![a-z])")
_OF_SOMETHING_ELSE = re.compile(  # "25 $, 40 h", "échelle 5 à 8"
    r"\d ?(?:h|heures?|hours?)(?![a-z])|(?:experience|competences|convention|collective|scale|echelle)[ :]*\d"
)
_WEEKS_A_YEAR = 52
_AROUND_A_NUMBER = frozenset(
    "a to et and entre between de d of environ about au moins at least plus ou or more".split()
)
_HOUR_WORDS = _AROUND_A_NUMBER | frozenset(
    """
    h hr hrs hre hres heure heures hour hours par per la the semaine sem week wk weekly hebdo hebdomadaire
    hebdomadaires min minimum temps plein partiel full part time supplementaire overtime lun ven lundi vendredi
    """.split()
)
_YEAR_WORDS = _AROUND_A_NUMBER | frozenset(
    """
    an ans annee annees year years yr yrs mois month months demi demie half experience exp min minimum pertinente
    pertinentes relevant requis requise requises required exige exigee exigees le la the in dans domaine field
    """.split()
)
_PEOPLE_WORDS = _AROUND_A_NUMBER | frozenset(
    "employe employes employee employees personne personnes people travailleurs workers approx over than".split()
)
_LESS = re.compile(r"(?<!au )(?<![a-z])moins(?![a-z])")
_CLOCK = re.compile(r"(?<![\d.,])(\d{1,2}) ?(?:h|:) ?([0-5]\d)(?![:\d])(?: ?min(?![a-z]))?")
_HOURS = r"(?P<hours>\d+(?:[.,]\d+)?) ?(?:h|hrs?|hres?|heures?|hours?)"
_DAYS = r"(?P<days>[1-7]) ?(?:j|jrs?|jours?|days?|quarts?|shifts?)"
_A_DAY = r"(?:par|per|a|/) ?(?:j|jr|jour|day|quart|shift)"
_A_WEEK = r"(?: ?(?:par|per|a|/) ?(?:sem|semaine|week|wk))?"
_DAY_BY_DAY = tuple(
    re.compile(each)
    for each in (
        rf"{_HOURS} ?{_A_DAY}[ ,(]*(?:(?:x|sur|over|en) )?{_DAYS}{_A_WEEK}\)?",  # "8 h par jour, 5 jours par semaine"
        rf"{_HOURS} ?x ?(?:{_DAYS}|(?P<times>[1-7])){_A_WEEK}",  # "8 h x 5 jours"
        rf"(?:{_DAYS} (?:de|of|x)|(?P<times>[1-7]) ?x) ?{_HOURS}(?: ?{_A_DAY})?{_A_WEEK}",  # "3 jours de 12 h"
    )
)
_ON_DAYS = re.compile(rf"(?P<said>.*\d.*?)[ ,(-]+(?:(?:sur|over|en|in) )?{_DAYS}{_A_WEEK}\)?")  # "40 h sur 4 jours"
_FROM_TO = re.compile(rf"{_HOURS} ?(?:a|to|-) ?{_HOURS.replace('hours', 'until', 1)}")
_LONGEST_DAY = 16  # hours: fewer, on several days, may be those of each
_ABOUT = {"dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30, "quarantaine": 40,
          "cinquantaine": 50, "soixantaine": 60, "centaine": 100, "dozen": 12, "hundred": 100}  # fmt: skip
_ABOUT_A_NUMBER = re.compile(rf"(?:environ |about )?(?:une |an? )?({'|'.join(_ABOUT)})(?: d'employes| employees)?")
_MONTHS = re.compile(r"(?:mois|months?)(?![a-z])")
_UNIT = re.compile(r"\d ?(mois|months?|an|ans|annees?|years?|yrs?)(?![a-z])")


def pay(line: Line, column: str, hours: float | None) -> tuple[float, float] | None:
    """The least and the most pay an hour; pay a year is divided by the hours in the line."""
    said = _said(line, column)
    if said is None:
        return None
    if strange := _strange(said.replace("$", " "), _PAY_WORDS):
        line.refuse(column, "it says more than a pay: {words}; write one or two amounts an hour", words=strange)
        return None
    values = _values(said, apart=" / " if "$ / " in said else None)
    if values and len(values) == 1 and _AT_MOST.search(said):
        line.refuse(column, "it says the most alone; write the least, or both, such as 22 à 27")
        return None
    by_week = _WEEKLY.search(said) and not _YEARLY.search(said)
    if values is None or by_week or values[0] < 0 or _OF_SOMETHING_ELSE.search(said):
        line.refuse(column, "it is no number, or no pay an hour or a year, such as 24,50 or 22 à 27")
        return None
    if _YEARLY.search(said):
        if hours is None:
            line.refuse(column, "pay a year needs the hours a week of the job")
            return None
        values = [round(each / _WEEKS_A_YEAR / hours, 2) for each in values]
    if not all(5 <= each <= 500 for each in values):
        line.refuse(column, "it must be between 5 and 500 dollars an hour")
        return None
    return min(values), max(values)


def weekly_hours(line: Line, column: str) -> float | None:
    """Hours a week; of a range the lower end, which is certain; of hours a day on so many days, all of them."""
    said = _said(line, column)
    if said is None:
        return None
    said = _CLOCK.sub(lambda match: f"{int(match[1]) + int(match[2]) / 60:g} h", said)
    if daily := next(filter(None, (each.fullmatch(said) for each in _DAY_BY_DAY)), None):
        each_day = _value(daily["hours"])
        in_all = each_day * int(daily["days"] or daily["times"])
        return _within(line, column, [in_all if each_day <= 24 else math.inf], 1, 80)
    on_days = _ON_DAYS.fullmatch(said)
    found = _one(line, column, on_days["said"] if on_days else said, _HOUR_WORDS, low=1, high=80)
    begins_and_ends = _FROM_TO.search(said)
    until = _value(begins_and_ends["until"]) if begins_and_ends else math.inf
    if found is not None and (until <= 24 or (on_days and found <= _LONGEST_DAY)):
        line.refuse(column, "these may be the hours of a day; write those of a week, such as 40, or 35 à 40")
        return None
    return found


def about_how_many(line: Line, column: str) -> int | None:
    """A number of people, however exactly it is known: "± 40", "une vingtaine"; of "10 à 15" the lower end."""
    said = _said(line, column)
    if said is None:
        return None
    if about := _ABOUT_A_NUMBER.fullmatch(said):
        return _ABOUT[about[1]]
    found = _one(line, column, said, _PEOPLE_WORDS, low=0, high=1_000_000)
    if found is not None and not found.is_integer():
        line.refuse(column, "it must be a whole number")
        return None
    return None if found is None else int(found)


def years(line: Line, column: str) -> float | None:
    """Years of experience; of a range the lower end. "An asset" requires none."""
    said = _said(line, column)
    if said is None:
        return None
    if _NONE_ASKED.fullmatch(said.strip(" .")):
        return 0.0
    units = [bool(_MONTHS.match(each)) for each in _UNIT.findall(said)]
    if len(set(units)) > 1 or (_HALF.search(said) and _RANGE.search(said)):
        line.refuse(column, "write one number of years or of months, such as 2 ans or 18 mois")
        return None
    found = _one(line, column, said, _YEAR_WORDS, low=0, high=720)
    if found is None:
        return None
    found = (found + 0.5 * bool(_HALF.search(said))) / (12 if True in units else 1)
    return _within(line, column, [round(found, 2)], 0, 60)


def _one(line: Line, column: str, said: str, known: Container[str], *, low: float, high: float) -> float | None:
    """One amount, or the lower of two, with no words but those known."""
    values = None if _LESS.search(said) else _values(said)
    if (strange := _strange(said, known)) and _NUMBER.search(said):
        line.refuse(column, "it says more than a number: {words}; write one, or two such as 20 à 25", words=strange)
        return None
    if strange or values is None:
        line.refuse(column, "it is no number")
        return None
    return _within(line, column, values, low, high)


def _within(line: Line, column: str, values: list[float], low: float, high: float) -> float | None:
    if all(math.isfinite(each) and low <= each <= high for each in values):
        return min(values)
    line.refuse(column, "it must be between {low} and {high}", low=f"{low:g}", high=f"{high:g}")
    return None


def _said(line: Line, column: str) -> str | None:
    raw = line.cells.get(column)
    if raw in (None, ""):
        return None
    return fold(str(raw).replace("–", "-").replace("—", "-")).strip()


def _strange(said: str, known: Container[str]) -> str:
    """The words and signs that are not known, to be shown."""
    return " ".join(each for each in _LEFT.findall(said) if each not in known)[:40]


def _values(said: str, apart: str | None = None) -> list[float] | None:
    """The one number of a text, or the two of a range; None where there is any other.

    A hyphen before the first one is a minus. `apart`: what may stand between two beside the words of a range.
    """
    matches = list(_NUMBER.finditer(said))
    if not 1 <= len(matches) <= 2 or re.search(r"\d", _NUMBER.sub(" ", said)):
        return None
    found = [_value(each[0]) for each in matches]
    if len(found) == 2:
        between = said[matches[0].end() : matches[1].start()]
        if not (_RANGE.search(between) or _BETWEEN.search(said) or (apart and apart in between)):
            return None
    return [-found[0], *found[1:]] if said.startswith("-") else found


def _value(written: str) -> float:
    bare = written.replace(",", "") if _THOUSANDS.fullmatch(written) else written.replace(",", ".")
    return float(bare.replace(" ", ""))
