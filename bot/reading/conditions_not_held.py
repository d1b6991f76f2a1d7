"""Finds conditions on a job that no answer of the profile can hold: they are said not to be noted, never dropped."""

import re
from collections.abc import Iterator

from bot.base.terms import Unheld
from bot.reading.conditions import LITTLE, NO, NOT_WORK, ONLY, WANTS, WORD, WORK, around, is_former, sentence_around
from bot.reading.how_meant import own
from bot.reading.normalized_in_place import either, even
from bot.reading.whether import is_question

_WEEKEND = either(r"fins? de semaines?|samedis?|dimanches?", r"week[- ]?ends?|saturdays?|sundays?|sabbath")
_BETWEEN = either(
    r"faire|fais|travaill\w+|de|du|des|le|la|les|en|au|aux|quarts?|nuits?|soirs?|ou|ni|et|dispo\w*|pendant|durant|pas",
    r"do|doing|work|working|any|at|in|the|on|shifts?|nights?|evenings?|or|nor|and|available|during|overtime",
)
_WEEK = either(
    r"(?:en|la|de) semaine(?! (?:prochaine|derniere|passee|suivante|apres|avant|ou|que|de|du|des|d'|qui"
    r"|\d))|jours de semaine"
    r"|(?:du )?lundi (?:au|a) vendredi",
    r"weekdays|week days|mon(?:day)?s? ?(?:to|through|thru|till|-) ?fri(?:day)?s?",
)
_DAYS = re.compile(
    rf"(?<!\w){NO}(?:,? (?:{_BETWEEN}))*,? (?:{_WEEKEND})(?!\w)|(?<!\w)(?:{_WEEKEND}) non plus(?!\w)"
    rf"|(?<!\w){ONLY}(?: (?:{_BETWEEN}))* (?:{_WEEK})(?!\w)|(?<!\w)(?:{_WEEK}) {ONLY}(?!\w)"
)
_FREE_DAYS = re.compile(
    rf"(?<!\w)(?:(?:{_WEEKEND}) (?:off|libres?|free|de conge)|(?:{_WEEK}))(?!\w)"
)  # a condition with a word of wanting alone: who works on weekdays only tells so
_BENEFITS = re.compile(
    either(
        r"(?<!\w)(?:assurances? (?:collectives?|dentaires?|medicaments?|groupe)"
        r"|assurance sante (?:collective|complementaire)|(?:plan|regime|couverture) (?:dentaires?"
        r"|de retraite|d'assurances?)"
        r"|avec (?:le |du |un )?dentaires?|avantages sociaux|fonds de pension)(?!\w)",
        r"(?<!\w)(?:dental"
        r"(?! (?:appoint\w+|care|clinics?|work|assistants?|hygien\w+|school|surg\w+|office|tech\w+|nurs\w+))"
        r"|(?:group|drug|medical) (?:insurance|plan|coverage)"
        r"|(?<!social )(?<!child )(?<!family )(?<!tax )(?<!unemployment )(?<!ei )(?<!welfare )benefits"
        r"|pension plan)(?!\w)",
    )
)
_COMES = re.compile(
    r"(?<!\w)(?:come|comes|coming|go|going|ven(?:ir|ez)|vien[st]|aller|ferme\w*|ouver\w*|closed?|opens?)(?!\w)"
)
_LEARNS = re.compile(r"(?<!\w)(?:know|learn|understand|explain\w*|savoir|comprendre|expli\w+)(?!\w)")
_ABOUT_TIME = frozenset(
    "can cannot can't do doing peux peut dispo disponible available work working off cherche cherchons looking".split()
)


def conditions_not_held(text: str, *, beside: bool) -> tuple[Unheld, ...]:
    """The writer's conditions on a job that cannot be noted; none in a question. `beside`: others were found in it."""
    plain = even(own(text))
    return () if is_question(plain) else tuple(dict.fromkeys(_found(plain, beside=beside)))


def _found(plain: str, *, beside: bool) -> Iterator[Unheld]:
    days = next((match for match in _DAYS.finditer(plain) if _is_of_work(plain, match)), None)
    days = days or next((m for m in _FREE_DAYS.finditer(plain) if _is_of_work(plain, m) and _is_wanted(plain, m)), None)
    if days:
        yield Unheld.DAYS
    for match in _BENEFITS.finditer(plain):
        of_work = beside or days or WORK.search(sentence_around(plain, match))
        if of_work and _is_wanted(plain, match) and not (is_former(plain, match) or _LEARNS.search(plain)):
            yield Unheld.BENEFITS


def _is_wanted(plain: str, match: re.Match[str]) -> bool:
    return bool(WANTS.search(sentence_around(plain, match)))


def _is_of_work(plain: str, match: re.Match[str]) -> bool:
    """Whether days that are refused or wanted are of work: nothing else is spoken of beside them."""
    said, clause = sentence_around(plain, match), around(plain, match)
    if is_former(plain, match):
        return False
    if NOT_WORK.search(clause) or _COMES.search(clause):
        return False
    if NOT_WORK.search(said):
        return bool(WORK.search(clause))
    return bool(WORK.search(said)) or not (set(WORD.findall(clause.replace(match[0], " "))) - LITTLE - _ABOUT_TIME)
