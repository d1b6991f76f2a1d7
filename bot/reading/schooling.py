"""Schooling as people tell it: a grade, a degree by its letters, what was begun and not finished."""

import re
from collections.abc import Mapping

from bot.base.terms import Education
from bot.knowledge import Ambiguous, Found, Resolution, Resolver, Unknown
from bot.knowledge.numbers import digits
from bot.reading.text import even

_GRADE = re.compile(
    r"(?<!\w)(?:sec(?:ondaire|ondary)?\.?|grade|year|class|standard) ?(?P<grade>\d{1,2}|i{1,3}|iv|v)(?!\w)"
    r"|(?<!\w)(?P<nth>\d{1,2}(?=th|e)|neuv|dix|onz|douz|nin|ten|eleven|twelf)(?:th|e|eme|ieme)"
    r" (?:grade|standard|std|class|pass\w*|annee)(?!\w)"
    r"|(?<!\w)10 ?\+ ?(?P<two>2)(?!\w)"  # ten years of school, and the two of secondary after it
)
_LAST_GRADES, _LAST_OF_TWELVE = frozenset({"5", "v", "12", "13"}), frozenset({"12", "13", "douz", "twelf"})
_LEVEL_OF_FRENCH = re.compile(  # is no schooling: "level 4 french"
    r"(?<!\w)(?:level|niveau) ?\d{1,2} (?:\w+ )?(?:french|francais)(?!\w)"
    r"|(?<!\w)(?:french|francais) (?:\w+ )?(?:level|niveau) ?\d{1,2}(?!\w)"
)
_PHILO = re.compile(  # the last year of school in Haiti, and the second half of its exam
    r"(?<!\w)(?:(?:classe de |en )?philo(?!\w)(?! ?(?:a|de) l'univ)|bac+ ?(?:2|ii|2e|2eme|deuxieme) ?(?:partie)?(?!\w)"
    r"|(?:2e|2eme|deuxieme) partie (?:du )?bac)"
)
_NO_SCHOOL = re.compile(
    r"\W*(?:nothing|rien(?: pantoute| du tout)?|zero|0|(?:i )?never (?:went to|been to|attended) school"
    r"|(?:je suis |j'?suis |chu )?jamais allee? a l'ecole)\W*"
)
_YEARS_OF_STUDY = re.compile(r"(?<!\w)(?:\d (?:ans?|annees?|years?|yrs?)|year \d)(?!\w)")
_YEAR_OF_UNIVERSITY = re.compile(
    r"(?<!\w)year \d\b.*(?:universit|college|cegep)|(?:universit|college|cegep).*\byear \d"
)
_A_DIPLOMA = re.compile(
    r"(?<!\w)(?:diplom\w*|licen[cs]e|bac\w*|bachelor\w*|degree|master\w*|maitrise|doctorat|phd)(?!\w)"
)
_UNFINISHED = re.compile(
    r"(?:pas|jamais) (?:encore )?(?:fini|termine|complete|eu|obtenu|soutenu)"
    r"|(?:didn'?t|did not|never|not|haven'?t) (?:yet )?"
    r"(?:finish|complet|graduat|defend)|lache|abandonne|(?:quitt\w+|arret\w+|parti\w*) avant|avant la fin"
    r"|sans (?:finir|terminer)|commence\w* (?:un|une|ma|mon|le|la)(?!\w)|(?:started|began) (?:an?|my)(?!\w)"
    r"|dropped out|(?<!\w)(?:stopped|quit|arretee?)(?!\w)|jusqu'(?:a |en )?(?:la |l')?\d\w* annee"
    r"|(?:until|till) (?:the )?\d\w* year"
    r"|(?:without|before) (?:finish|complet|graduat)|left before"
)
_MOTHER_TONGUE = re.compile(  # resembles a « maîtrise »
    r"(?i)(?<!\w)(?:(?:(?:ma|la) )?(?:langue |[ée]cole ))?maternelle(?!\w)"
    r"|(?<!\w)(?:ma |la )?langue (?:d['’]|de l['’])[ée]cole(?!\w)"
    r"|(?<!\w)(?:my )?(?:mother|native) tongue(?!\w)"
)
# Degrees by their letters, as they are written in much of the world; in lower case some of these are words.
_LETTERS: Mapping[Education, re.Pattern[str]] = {
    Education.MASTER: re.compile(r"(?<!\w)(?:M\.?S\.?c|M\.A\.?|M\.?Ed|M\.?Tech|MBA|msc|mba|mtech)(?!\w)"),
    Education.BACHELOR: re.compile(
        r"(?<!\w)(?:B\.?S\.?c?|B\.?A|B\.?Ed|B\.?Tech|B\.?Com|B\.?Pharm|BBA|BCA|BSN|bsc?|bsn|bba|btech|bcom|b\.ed)(?!\w)"
    ),
    Education.COLLEGE: re.compile(r"(?<!\w)(?:BTSA?|DUT|btsa?)(?!\w)"),
    Education.VOCATIONAL: re.compile(r"(?<!\w)(?:I\.?T\.?I|BEPA?|CAPA?|TESDA|tesda|iti)(?!\w)"),
}
_DENIES = re.compile(
    r"(?<!\w)(?:not?|none|nothing|never|don'?t|didn'?t|pas?|po|aucune?s?|jamais|rien|sans|without|zero|0|ni)(?!\w)"
)


_INSTITUTION = re.compile(  # where somebody studied, which says less than the degree that is named beside it
    r"(?<!\w)(?:(?:university|universite|college|institut\w*|faculte|faculty|lycee|ecole|school)"
    r" (?:of|de|d'|du|des) \w+"
    r"|(?!(?:high|secondary|primary|a|an|the|at|in|my|une?|l'|to|du|de|some) )[a-z][\w-]+"
    r" (?:university|universite|college)"
    r"|(?:l'|the )universit(?:e|y))(?!\w)"
)


def degree(resolver: Resolver, said: str) -> str:
    """A text without the names of institutions, in place, where a degree is named beside them."""
    rest = _INSTITUTION.sub(lambda name: " " * len(name[0]), even(said))
    outcome = resolver.education(rest) if any(c.isalnum() for c in rest) else Unknown()
    named = isinstance(outcome, Found) and outcome.value >= Education.BACHELOR
    return "".join(old if new != " " else " " for old, new in zip(said, rest, strict=True)) if named else said


def is_unfinished(said: str) -> bool:
    """Whether a text tells of schooling that was begun and left, or goes on."""
    return bool(_UNFINISHED.search(even(said)))


def schooling(resolver: Resolver, said: str) -> Resolution[Education]:
    """What schooling a text tells of; what was begun and not finished is not held."""
    if french := _LEVEL_OF_FRENCH.search(even(said)):
        said = said[: french.start()] + " " * len(french[0]) + said[french.end() :]
    plain = digits(even(said))
    if _PHILO.search(plain) and not is_unfinished(said):
        return Found(Education.SECONDARY)
    if _NO_SCHOOL.fullmatch(plain):
        return Found(Education.NONE)
    if (grade := _GRADE.search(plain)) and not _YEAR_OF_UNIVERSITY.search(plain):
        last = grade["grade"] in _LAST_GRADES or grade["nth"] in _LAST_OF_TWELVE or grade["two"]
        level = Education.SECONDARY if last else Education.NONE
        beside = resolver.education(plain[: grade.start()] + " " + plain[grade.end() :])
        higher = isinstance(beside, Found) and beside.value > Education.SECONDARY and not is_unfinished(said)
        return beside if higher else Found(level)  # of "grade 10 at a high school" the school is no diploma
    said = _MOTHER_TONGUE.sub(" ", said)
    outcome = _by_its_letters(said) or (resolver.education(said) if any(c.isalnum() for c in said) else Unknown())
    if outcome == Found(Education.NONE) and not _DENIES.search(even(said)):
        return Unknown()  # a degree in letters resembles a "no"
    years = _YEARS_OF_STUDY.search(plain) and not _A_DIPLOMA.search(plain)
    if isinstance(outcome, Found) and outcome.value >= Education.BACHELOR and years:
        return Ambiguous((Education.SECONDARY, outcome.value))  # "two years of university" may be a diploma, or none
    if not isinstance(outcome, Found) or not is_unfinished(said):
        return outcome
    return Found(Education.NONE) if outcome.value <= Education.SECONDARY else Unknown()


def _by_its_letters(said: str) -> Found[Education] | None:
    """The highest degree that a text names by its letters."""
    return next((Found(level) for level, letters in _LETTERS.items() if letters.search(said)), None)
