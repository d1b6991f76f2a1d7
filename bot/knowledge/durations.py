"""Years of experience: "cinq ans", "5 years and a half", "18 mois", "depuis 2019", "6", "débutant"."""

import re
from datetime import date
from itertools import pairwise

from bot.base.terms import LONGEST_EXPERIENCE
from bot.knowledge.normalized_text import words
from bot.knowledge.numbers import digits
from bot.knowledge.resolution import Ambiguous, Found, Resolution, Unknown
from bot.knowledge.start_dates import MONTHS, month_number

_NUMBER = r"(?<![\w.,-])(\d{1,3}(?:[.,]\d{1,2})?)"
_RANGE = re.compile(_NUMBER + r"\s*(?:-|a|to|ou|or|/)\s*\d{1,3}(?=\s*(?:ans?\b|annees?|y|mois|month|$))")
_HALF_A_YEAR = re.compile(r"\bhalf (?:an? |1 )?year\b|\bdemi[- ](?:an|annee)\b")
_HALF = re.compile(r"(?:\bet|\bpis|\band(?: a)?) (?:demie?|half|d'?mi)\b|½")
_DECADE_AND_HALF = re.compile(
    _NUMBER + r"\s*(?:decennies?|decades?) (?:(?:and|n)(?: an?| 1)? half|(?:et|pis) demie?)\b"
)
_A_DECADE = re.compile(r"^(?=(?:decennie|decade)(?: (?:et|and|n|pis)\b|\W*$))")  # without "a"
_A_QUARTER_CENTURY = re.compile(r"\b(?:(?:un|an?|1) )?(?:quart de siecle|quarter(?: of an?| of 1)? century)\b")
_HALF_A_DECADE = re.compile(r"\bhalf (?:an? |1 )?decade\b|\bdemi[- ]decennie\b")
_HOW = r"(?:(?:bon(?:ne)?s?|good|full|long(?:ue)?s?|plein(?:e)?s|belles?|solid|whole|more|petite?s?|autres?)[ -])?"
_UNITS = (
    (
        re.compile(
            _NUMBER + r"\s*\+?\s*(?:and (?:a |1 )?half |et demie? )?" + _HOW + r"(?:ans?|annees?|years?|yrs?|yr|y)\b"
        ),
        1.0,
    ),
    (re.compile(_NUMBER + r"\s*" + _HOW + r"(?:decennies?|decades?)\b"), 10.0),
    (re.compile(_NUMBER + r"\s*\+?\s*" + _HOW + r"(?:mois|m[on]?n?ths?|mos?)\b"), 1 / 12),
    (re.compile(_NUMBER + r"\s*" + _HOW + r"(?:semaines?|weeks?|wks?)\b"), 1 / 52),
)
_ONE = re.compile(r"(?<!half )\b(?:an?|une?) (?=ans?\b|annee|years?\b|yrs?\b|month|mois|dec[ae])")
_COUPLE = re.compile(r"\b(?:une? |a )?couple (?:of |d'? ?|de )?(?=ans?\b|annee|years?\b|yrs?\b|mois|months?\b)")
_ARTICLE = re.compile(
    r"(?i)\b(?:un|une) (?!ans?\b|ann[ée]e|mois|semaine|demi|d[ée]cennie|ici\b|icitte\b|l[àa][ -]bas\b"
    r"|au (?:pays|qu|can))(?=[^\W\d])"
)  # "un" in "un permis" is not a number
_SINCE = re.compile(
    r"\b(?:depuis|dpuis?|depui|since|from|des|commence(?:r)?|debute|started|began|begun)\b"
    r"[^\d]{0,25}\b((?:19|20)\d{2})\b"
)
_MONTH = rf"({MONTHS})\.?,? (?:de |of |en )?((?:19|20)\d{{2}})\b"
_SINCE_MONTH = re.compile(
    rf"\b(?:depuis|since|from|des|commence\w*|debut\w*|start\w*|began|begun)\b[^\d]{{0,25}}\b{_MONTH}"
)
_SINCE_MONTH_PAST = re.compile(rf"\b(?:depuis|since)(?: (?:last|le mois de|le|the|\w+ last))? ({MONTHS})\b(?! ?\d)")
_BETWEEN_MONTHS = re.compile(rf"\b{_MONTH} ?(?:-|a|au|to|until|till|jusqu\w*'?(?: ?(?:a|en|au))?) ?{_MONTH}")
_SINCE_THEN = re.compile(
    r"\b((?:19|20)\d{2})\b.{0,30}\b(?:since then|from then|from there|ever since|depuis(?: ce temps| lors|$)"
    r"|(?:till?|until|jusqu'a|jusqu'au?) (?:today|now|present|aujourd'hui|maintenant|ce jour))"
)
_NEVER_STOPPED = re.compile(  # its "never" denies no work
    r"\b(?:in|en|depuis|since) (?:\w+ )?((?:19|20)\d{2})\b[^.;!?\d]{0,40}"
    r"\b(?:never|not?|jamais) (?:\w+ )?(?:stop\w*|quit|arret\w*|lach\w*)"
)
_FROM_TO = re.compile(r"\b((?:19|20)\d{2}) ?(?:-|a|au|to|until|till|jusqu'?(?:a|en)?) ?((?:19|20)\d{2})\b")
_FROM_UNTIL = re.compile(  # a year, with what happened then
    r"\b(?:from|since|de|depuis) ((?:19|20)\d{2})\b[^.;\d]{0,15}\b(?:until|till|jusqu\w*)\b[^.;\d]{0,30}"
    r"\b((?:19|20)\d{2})\b"
)
_YEAR = re.compile(r"\s*((?:19|20)\d{2})\s*")
_PLAIN = re.compile(r"\D*?" + _NUMBER + r"\s*\+?(?!\s*(?:jours?|days?|h|heures?|hours?|hrs?)\b)\D*")
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
_SEPTEMBER = re.compile(r"(?i)\bsept\.?(?= (?:de )?(?:19|20)\d{2}\b)")  # which is also seven
_SECOND_NUMBER = re.compile(
    r"(\d ?(?P<unit>ans?|annees?|years?|yrs?|mois|months?)\b"
    r"(?! (?:de |d'|of |as |comme |avec |with ))[^.;!?\d]{0,40}"  # "10 years of welding, 4 here" are ten
    r"(?:,|\b(?:et|and|n|plus|pis|puis)|\+|(?=\d+ (?:ici|here)\b)) ?)"
    r"(?P<number>\d{1,2}) (?=(?:a|au|en|ici|la|chez|dans|at|in|with|for|here|there|back|comme|as)\b)"
)
_ENDS = re.compile(r"[.;!?\n]")  # a sentence, after which something else may be told
_PLACED = re.compile(r"[^\W\d]{4,}|\bici\b")  # where, or as what, each of them was
_HERE = r"(?:ici|here|la[- ]?bas|there|au pays|back home|home)"
_TWO_PLACES = re.compile(  # "4 at home, 2 here", without a word for years
    r"\W*(?P<one>\d{1,2}) (?!ans?\b|year|yr|mois|month)(?P<first>[a-z' -]{2,25}?)\W*(?:et|and|plus|n|pis)?\W*"
    r"(?P<other>\d{1,2}) (?!ans?\b|year|yr|mois|month)(?P<last>[a-z' -]{2,25})\W*"
)
_IN_A_PLACE = re.compile(
    rf"\b{_HERE}\b|^(?:a|au|aux|chez|en|dans|in|at|for|with) .*\|(?:a|au|aux|chez|en|dans|in|at|for|with) "
)
_SINCE_LENGTH = re.compile(
    r"\b(?:depuis|since|ca fait|pendant)(?: \w+)? (?=(\d{1,2}(?:[.,]\d)?) ?(?:ans?|annees?|years?|yrs?)\b)"
)
_LESS = re.compile(r"\b(?:moins d|less than|under|not even|meme pas)\b")  # "less than a year" is no year
_NO_EXPERIENCE = re.compile(
    r"\b(debutante?s?|aucune?|none|no exp(?:erience)?|jamais|never|pas d exp\w*|sans exp\w*)\b"
    r"|\b(?:0|zero) (?:exp\w*|years?|ans?|experience)\b|\b(?:rien|nothing|beginner|brand new|first (?:job|time))\b"
    r"|\b(?:premier (?:emploi|job)|premiere (?:job|fois)|je (?:debute|commence)|just starting)\b"
    r"|^(non|no|pas|0|zero|nope|nada)(?: (?:0|zero))*$"
)
_FIRST_WORK = re.compile(r"\b(?:1st|1er|1ere|first|premiere?) (?:job|emploi|travail|boulot)\b(?! (?:\w+ )?\d)")
_CHILD = (
    r"(?:filles?|fils|p'?tite?s?|petite?s?|garcons?|gars|enfants?|bebes?|son|sons|daughters?|boys?|girls?|kids?|baby|ado"
    r"|teen|(?:he|she|il|elle)(?:'s| is| has| a| vient d'avoir)?(?: now| maintenant| deja)?)"
)
_AGE_OF_ANOTHER = re.compile(
    rf"\b{_CHILD}(?: (?:de|of|aged|a|is|who is|qui a))? \d{{1,2}}(?: ?(?:ans?|mois|years?|yrs?|months?))?"
    r"(?: old)?\b(?! (?:ans |years? )?(?:d'exp|of exp|exp|la|la-bas|there|here|ici|in|en|au|comme|as)\b)"
)
_THEN_AND_NOW = re.compile(  # the age at the start, and today's
    r"\b(?:a|at|with|des|since|depuis|from|i was|j'avais|age|l'age de) (?:age |mes |l'age de )?(\d{1,2})\b"
    r"(?! ?(?:mois|months?|h\b|heures?|hours?)).{0,90}?"
    r"\b(?:j'?en ai|j'?ai|g|i have|i am|i'm|im|have|aujourd'hui|maintenant|now|got) (?:now |deja |already )?(\d{1,2})\b"
)
_SINCE_A_BIRTH = re.compile(
    r"\b(?:naissance|ne|nee|born|birth|newborn|(?:is|was) (?:a )?baby|etait bebe|enceinte|pregnant)\b.{0,80}?"
    r"\b(\d{1,2})(?: ?(?:ans?|years?|yrs?))?\b"
)
_COUNT = re.compile(r"(?<![\w.,-])\d{1,2}(?:[.,]\d)?(?![\w.,-]*\d)")
_WHOLE_YEARS = re.compile(r"\D{0,40}?(\d{1,2}(?:[.,]\d)?) ?(?:ans?|annees?|years?|yrs?)\b")
_FIRST_AT, _OLDEST = 10, 75  # years of age


def duration_years(text: str, today: date) -> Resolution[float]:
    """A length of time in years, to the month or more precisely; None if it is an age, or not a plausible length."""
    text = _ARTICLE.sub(" ", _SEPTEMBER.sub("september", text))
    folded = _in_decades(_A_DECADE.sub("1 ", _ONE.sub("1 ", _COUPLE.sub("2 ", digits(text)))))
    plain = words(folded)
    if (lived := _by_ages(folded, today)) is not None:
        return Ambiguous((lived,))
    if (both := _TWO_PLACES.fullmatch(folded)) and _IN_A_PLACE.search(f"{both['first']}|{both['last']}"):
        return Ambiguous((float(both["one"]) + float(both["other"]),))
    folded = _AGE_OF_ANOTHER.sub(" ", folded)
    if _AGE.search(words(folded)):
        return Unknown()
    if _FIRST_WORK.search(folded):
        return Found(0.0)
    years = _years(_RANGE.sub(r"\1", folded), today)
    if years is None:
        return Found(0.0) if _NO_EXPERIENCE.search(plain) else Unknown()
    return Found(round(years, 2)) if 0 <= years <= LONGEST_EXPERIENCE else Unknown()


def _in_decades(folded: str) -> str:
    """The text with years in the place of a decade and a half, half a decade, a quarter of a century."""
    years = _DECADE_AND_HALF.sub(lambda found: f"{10 * _number(found[1]) + 5:g} years", folded)
    return _A_QUARTER_CENTURY.sub("25 years", _HALF_A_DECADE.sub("5 years", years))


def _by_ages(folded: str, today: date) -> float | None:
    """The years between two ages, since a child was born, or since a year after which somebody never stopped.

    To be confirmed, since they may mean something else.
    """
    if (begun := _NEVER_STOPPED.search(folded)) and not _SINCE.search(folded):
        return float(max(today.year - int(begun[1]), 0))
    if match := _THEN_AND_NOW.search(folded):
        first, last = int(match[1]), int(match[2])
        return float(last - first) if _FIRST_AT <= first < last <= _OLDEST else None
    match = _SINCE_A_BIRTH.search(folded)
    return float(match[1]) if match else None


def _with_its_parts(folded: str) -> float | None:
    """The total, if a text names it together with its parts: "8 years, 5 in Oran and 3 here" is 8."""
    first, *rest = [_number(each) for each in _COUNT.findall(folded)] or [0.0]
    told = _WHOLE_YEARS.match(folded)
    return first if told and len(rest) > 1 and first == sum(rest) == _number(told[1]) else None


def _years(folded: str, today: date) -> float | None:
    if told := _OF_WORK.search(folded) or _IN_ALL.search(folded) or _SUM.search(folded):
        return _number(told[1])
    if between := _BETWEEN_MONTHS.search(folded):
        first, last = (
            date(int(year), month_number(name), 1) for name, year in (between.group(1, 2), between.group(3, 4))
        )
        return _since(first, last)
    if (whole := _with_its_parts(folded)) is not None:
        return whole
    folded = _same_unit(folded)
    joined = bool(_JOINED.search(folded)) and not _OF_WHICH.search(folded)
    adds = joined or _one_after_another(folded)  # "2 years there and 3 years here", "2 years in Oran, 3 here"
    found = [(match, size) for unit, size in _UNITS for match in list(unit.finditer(folded))[: None if adds else 1]]
    parts = [_number(match[1]) * size for match, size in found]
    half = 0.5 if _HALF.search(folded) else 0.0
    if _HALF_A_YEAR.search(folded):
        half = 0.5
        if not parts:
            return half
    if len(parts) > 1 and len(lengths := _SINCE_LENGTH.findall(folded)) == 1:
        return _number(lengths[0]) + half  # the others are ages, or of something else
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
    if month := _SINCE_MONTH.search(folded):
        return _since(date(int(month[2]), month_number(month[1]), 1), today)
    if recent := _SINCE_MONTH_PAST.search(folded):
        number = month_number(recent[1])
        return _since(date(today.year - (number > today.month), number, 1), today)
    since = _SINCE.search(folded) or _YEAR.fullmatch(folded) or _SINCE_THEN.search(folded)
    if since:
        return float(today.year - int(since[1]))
    alone = _PLAIN.fullmatch(folded)
    return _number(alone[1]) + half if alone else None


def _since(first: date, last: date) -> float:
    return ((last.year - first.year) * 12 + last.month - first.month) / 12


def _same_unit(folded: str) -> str:
    """A text in which a number without a unit gets the unit before it: "5 years with him and 4 at my own shop"."""
    return _SECOND_NUMBER.sub(lambda match: f"{match[1]}{match['number']} {match['unit']} ", folded)


def _one_after_another(folded: str) -> bool:
    """Whether a text names several lengths of time, each with its own place or job, which have to be added."""
    found = sorted((match.span() for unit, _ in _UNITS for match in unit.finditer(folded)))
    between = [folded[one[1] : other[0]] for one, other in pairwise(found)]
    beside = folded[found[0][0] if found else 0 :]
    if not between or _NOT_BESIDE.search(beside) or any(_ENDS.search(gap) for gap in between):
        return False
    first, last = folded[: found[0][0]], folded[found[-1][1] :]
    return any(all(map(_PLACED.search, beside)) for beside in ([first, *between], [*between, last]))


def _number(written: str) -> float:
    return float(written.replace(",", "."))
