"""Years of experience: "cinq ans", "5 years and a half", "18 mois", "depuis 2019", "6", "débutant"."""

import re
from datetime import date
from itertools import pairwise

from bot.base.terms import LONGEST_EXPERIENCE
from bot.knowledge.numbers import digits
from bot.knowledge.resolution import Found, Resolution, Unknown
from bot.knowledge.text import words

_NUMBER = r"(?<![\w.,-])(\d{1,3}(?:[.,]\d{1,2})?)"
_RANGE = re.compile(_NUMBER + r"\s*(?:-|a|to|ou|or|/)\s*\d{1,3}(?=\s*(?:ans?\b|annees?|y|mois|month|$))")
_HALF_A_YEAR = re.compile(r"\bhalf (?:a )?year\b|\bdemi[- ](?:an|annee)\b")
_HALF = re.compile(r"(?:\bet|\bpis|\band(?: a)?) (?:demie?|half)\b|½")
_UNITS = (
    (re.compile(_NUMBER + r"\s*\+?\s*(?:and a half |et demie? )?(?:ans?|annees?|years?|yrs?|yr|y)\b"), 1.0),
    (re.compile(_NUMBER + r"\s*(?:decennies?|decades?)\b"), 10.0),
    (re.compile(_NUMBER + r"\s*\+?\s*(?:mois|months?|mos?)\b"), 1 / 12),
    (re.compile(_NUMBER + r"\s*(?:semaines?|weeks?)\b"), 1 / 52),
)
_ONE = re.compile(r"(?<!half )\b(?:an?|une?) (?=ans?\b|annee|years?\b|yrs?\b|month|mois|dec[ae])")
_COUPLE = re.compile(r"\b(?:une? |a )?couple (?:of |d'? ?|de )?(?=ans?\b|annee|years?\b|yrs?\b|mois|months?\b)")
_ARTICLE = re.compile(
    r"(?i)\b(?:un|une) (?!ans?\b|ann[ée]e|mois|semaine|demi|d[ée]cennie)(?=[^\W\d])"
)  # "un" in "un permis" is not a number
_SINCE = re.compile(
    r"\b(?:depuis|dpuis?|depui|since|from|des|commence(?:r)?|debute|started|began|begun)\b"
    r"[^\d]{0,25}\b((?:19|20)\d{2})\b"
)
_FROM_TO = re.compile(r"\b((?:19|20)\d{2}) ?(?:-|a|au|to|until|till|jusqu'?(?:a|en)?) ?((?:19|20)\d{2})\b")
_FROM_UNTIL = re.compile(  # a year, with what happened then
    r"\b(?:from|since|de|depuis) ((?:19|20)\d{2})\b[^.;\d]{0,15}\b(?:until|till|jusqu\w*)\b[^.;\d]{0,30}"
    r"\b((?:19|20)\d{2})\b"
)
_YEAR = re.compile(r"\s*((?:19|20)\d{2})\s*")
_PLAIN = re.compile(r"\D*?" + _NUMBER + r"\s*\+?\D*")
_AGE = re.compile(r"\byears? old\b|\byo\b|\bd age\b|\bage de\b|\baged\b|\bans d existence\b")
_OF_WORK = re.compile(_NUMBER + r"\s*(?:ans?|annees?|years?|yrs?) (?:d'|of |de )?exp")
_SUM = re.compile(r"\b(?:total|en tout|in all|somme)(?: (?:of|de|d'))?[ :=]*" + _NUMBER)
_IN_ALL = re.compile(_NUMBER + r"\s*(?:ans?|annees?|years?|yrs?) (?:en tout|au total|in total|in all|total|altogether)")
_JOINED = re.compile(r"\b(?:et|and|n|pis|puis|plus|then)\b|\+")
_OF_WHICH = re.compile(r"\b(?:dont|including|incl)\b")
_NOT_BESIDE = re.compile(  # words that make a second length of time a part of the first, or replace it
    r"\b(?:dont|including|incl|if|si|ou|or|not?|pas|non|surtout|mostly|mainly|instead|plutot|actually|en fait|school"
    r"|ecole|etudes?|stud\w+|cours|old|age|ago|il y a|wait\w*|attend\w*)\b"
)
_ENDS = re.compile(r"[.;!?\n]")  # the end of a sentence
_PLACED = re.compile(r"[^\W\d]{4,}")  # words that say where, or as what, each time was spent
_LESS = re.compile(r"\b(?:moins d|less than|under|not even|meme pas)\b")  # "less than a year" is not a year
_NO_EXPERIENCE = re.compile(
    r"\b(debutante?s?|aucune?|none|no experience|jamais|never|pas d experience|sans experience)\b"
    r"|\b(?:rien|nothing|beginner)\b|^(non|no|pas|0|zero)$"
)


def duration_years(text: str, today: date) -> Resolution[float]:
    """A length of time in years, rounded to the month or better; None when it is an age or out of range."""
    folded = _ONE.sub("1 ", _COUPLE.sub("2 ", digits(_ARTICLE.sub(" ", text))))
    plain = words(folded)
    if _AGE.search(plain):
        return Unknown()
    years = _years(_RANGE.sub(r"\1", folded), today)
    if years is None:
        return Found(0.0) if _NO_EXPERIENCE.search(plain) else Unknown()
    return Found(round(years, 2)) if 0 <= years <= LONGEST_EXPERIENCE else Unknown()


def _years(folded: str, today: date) -> float | None:
    if told := _OF_WORK.search(folded) or _IN_ALL.search(folded) or _SUM.search(folded):
        return _number(told[1])
    joined = bool(_JOINED.search(folded)) and not _OF_WHICH.search(folded)
    adds = joined or _one_after_another(folded)  # "2 years there and 3 years here", "2 years in Oran, 3 here"
    found = [(match, size) for unit, size in _UNITS for match in list(unit.finditer(folded))[: None if adds else 1]]
    parts = [_number(match[1]) * size for match, size in found]
    half = 0.5 if _HALF.search(folded) else 0.0
    if _HALF_A_YEAR.search(folded):
        return 0.5
    if parts:
        total = sum(parts) + half
        return total / 2 if total == 1 and _LESS.search(folded) else total
    spans = [
        (int(first), int(last))
        for first, last in (*_FROM_TO.findall(folded), *_FROM_UNTIL.findall(folded))
        if first <= last
    ]
    if spans:
        return float(len({year for first, last in spans for year in range(first, last)}))
    since = _SINCE.search(folded) or _YEAR.fullmatch(folded)
    if since:
        return float(today.year - int(since[1]))
    number = _PLAIN.fullmatch(folded)
    return _number(number[1]) + half if number else None


def _one_after_another(folded: str) -> bool:
    """Whether several lengths of time are named, each with its own place or job."""
    found = sorted((match.span() for unit, _ in _UNITS for match in unit.finditer(folded)))
    between = [folded[one[1] : other[0]] for one, other in pairwise(found)]
    if not between or _NOT_BESIDE.search(folded) or any(_ENDS.search(gap) for gap in between):
        return False
    first, last = folded[: found[0][0]], folded[found[-1][1] :]
    return any(all(map(_PLACED.search, beside)) for beside in ([first, *between], [*between, last]))


def _number(written: str) -> float:
    return float(written.replace(",", "."))
