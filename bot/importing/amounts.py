"""Pay, hours and years as people write them in a cell: "24,50 $/h", "entre 22 et 27 $", "58 240 $ / an", "2 ans"."""

import math
import re

from bot.importing.sheet import Line
from bot.knowledge.text import fold

_DIGITS = r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
_NUMBER = re.compile(_DIGITS)
_CLOCK = re.compile(r"(\d{1,2}) ?(?:h|:) ?(\d{2})(?!\d)")
_RANGE = re.compile(r"(?:^|\s)(?:a|et|to|and)(?:\s|$)|-")
_YEARLY = re.compile(r"(?:par |per |/ ?|l')?(?<![a-z])(?:annees?|ans?|years?|annuels?|annum)(?![a-z])")
_WEEKLY = re.compile(r"(?:par |per |/ ?)?(?<![a-z])(?:sem(?:aines?)?|weeks?|weekly)(?![a-z])")
_MONTHS = re.compile(r"(?<![a-z])(?:mois|months?)(?![a-z])")
_HALF = re.compile(r"et demie?(?![a-z])|and a half")
_NONE_ASKED = re.compile(
    r"(?:aucune?s?|pas (?:necessaire|requise?|exigee?)|non requise?|un atout|atout|none|not (?:required|needed)|"
    r"an? asset|asset|debutants?(?: acceptes?)?)"
)
_PAY_WORDS = frozenset(
    """
    entre de a et to and from between h heure heures hour hourly l par per an annee annees annuel year yearly $ cad
    horaire minimum min maximum max dollars dollar semaine sem week environ
    partir plus starting at up about base depart negociable negociables negotiable
    selon experience competences convention collective scale echelle depending on with
    """.split()
)
_AT_MOST = re.compile(r"jusqu|(?<![a-z])(?:up to|at most|au plus|maximum|max)(?![a-z])")
_WEEKS_A_YEAR = 52
_ON_DAYS = re.compile(r"\(?(?:sur |over |en |in )?(?<!\d)\d (?:jours?|days?)(?: (?:par|a|per) (?:semaine|week))?\)?")
_ABOUT = {"dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30, "quarantaine": 40,
          "cinquantaine": 50, "soixantaine": 60, "centaine": 100, "dozen": 12, "hundred": 100}  # fmt: skip
_ABOUT_A_NUMBER = re.compile(rf"(?:environ |about )?(?:une |an? )?({'|'.join(_ABOUT)})(?: d'employes| employees)?")


def pay(line: Line, column: str, hours: float | None) -> tuple[float, float] | None:
    """The least and the most pay an hour; pay a year is divided by the hours in the line."""
    said = _said(line, column)
    if said is None:
        return None
    if strange := [word for word in re.findall(r"[a-z]+", said) if word not in _PAY_WORDS]:
        line.refuse(
            column, "it says more than a pay: {words}; write one or two amounts an hour", words=" ".join(strange)[:40]
        )
        return None
    values = _values(said)
    if len(values) == 1 and _AT_MOST.search(said):
        line.refuse(column, "it says the most alone; write the least, or both, such as 22 à 27")
        return None
    if not 1 <= len(values) <= 2 or (_WEEKLY.search(said) and not _YEARLY.search(said)) or values[0] < 0:
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
    """Hours a week; of a range the lower end, which is certain. On how many days they are is left out."""
    return _one(line, column, low=1, high=80, clock=True, beside=_ON_DAYS)


def about_how_many(line: Line, column: str) -> int | None:
    """A number of people, however exactly it is known: "± 40", "une vingtaine"; of "10 à 15" the lower end."""
    said = _said(line, column)
    if said is not None and (about := _ABOUT_A_NUMBER.fullmatch(said)):
        return _ABOUT[about[1]]
    found = _one(line, column, low=0, high=1_000_000, clock=False)
    return None if found is None else round(found)


def years(line: Line, column: str) -> float | None:
    """Years of experience; of a range the lower end. "An asset" requires none."""
    said = _said(line, column)
    if said is not None and _NONE_ASKED.fullmatch(said.strip(" .")):
        return 0.0
    found = _one(line, column, low=0, high=720, clock=False)
    if found is None or said is None:
        return None
    if _HALF.search(said):
        found += 0.5
    found = found / 12 if _MONTHS.search(said) and not _YEARLY.search(said) else found
    if found > 60:
        line.refuse(column, "it must be between 0 and 60 years")
        return None
    return round(found, 2)


def _one(
    line: Line, column: str, *, low: float, high: float, clock: bool, beside: re.Pattern[str] | None = None
) -> float | None:
    """One amount, or the lower of two; `beside`: what may stand there and is no part of it."""
    said = _said(line, column)
    if said is None:
        return None
    said = beside.sub(" ", said) if beside else said
    values = [int(h) + int(m) / 60 for h, m in _CLOCK.findall(said)] if clock else []
    values = values or _values(said)
    if not 1 <= len(values) <= 2 or (len(values) == 2 and not _RANGE.search(said)):
        line.refuse(column, "it is no number")
    elif not all(math.isfinite(each) and low <= each <= high for each in values):
        line.refuse(column, "it must be between {low} and {high}", low=f"{low:g}", high=f"{high:g}")
    else:
        return min(values)
    return None


def _said(line: Line, column: str) -> str | None:
    raw = line.cells.get(column)
    if raw in (None, ""):
        return None
    return fold(str(raw).replace("–", "-").replace("—", "-")).strip()


def _values(said: str) -> list[float]:
    """The numbers in a text; a hyphen before the first one is a minus."""
    found = [float(re.sub(r"[ \u00a0\u202f]", "", each).replace(",", ".")) for each in _NUMBER.findall(said)]
    return [-found[0], *found[1:]] if found and said.startswith("-") else found
