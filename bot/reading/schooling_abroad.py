"""Reads schooling by the names that other countries give it: a grade of primary school, a BEPC, O levels, a graduat."""

import re
from collections.abc import Iterator

from bot.base.terms import Education
from bot.knowledge import Ambiguous, Found, Resolution

_NTH = (
    r"(?:\d{1,2} ?(?:e|eme|ieme|th)|premiere|deuxieme|seconde|troisieme|quatrieme|cinquieme|sixieme|septieme|huitieme"
    r"|neuvieme|dixieme|onzieme)"
)
_OF_HIGHER_STUDIES = (
    r"(?! (?:annee|session|semestre|semester|trimestre|term))"
    r"(?! (?:de |d')?(?:univ|fac|licence|bac|cegep|college|master))"
)
_LEFT = r"(?:left|quit\w*|stop\w*|dropped out of|laisse|lache|arret\w*|abandonn\w*)"
_LEFT_SCHOOL = re.compile(
    rf"(?<!\w)(?:{_LEFT} (?:(?:en|in|a la|at) )(?:la )?{_NTH}(?!\w){_OF_HIGHER_STUDIES}"
    rf"|(?:ecole|school)(?: \w+){{0,2}} {_LEFT}(?: \w+){{0,3}} (?:en|in|at) {_NTH}(?!\w){_OF_HIGHER_STUDIES}"
    rf"|{_LEFT} (?:school|l'ecole|ecole|going to school)(?: when i was| at| a| vers)* (?:age )?(?:[5-9]|1[0-5])(?!\d))"
)
_WENT_BACK = re.compile(
    r"(?<!\w)(?:back|again|return\w*|retourn\w*|repris\w*|reprend\w*|later|plus tard|then|ensuite|puis|finish\w*"
    r"|complet\w*|fini\w*|termin\w*|adultes?|adults?)(?!\w)"
)
_GRADES = re.compile(
    rf"(?<!\w)(?:{_NTH} (?:annee )?primaire|primary (?:school )?(?:six|seven|\d|only)|(?:ecole )?primaire seulement"
    r")(?!\w)"
)
_NEVER = re.compile(
    r"(?<!\w)(?:(?:jamais|never) (?:\w+ )??(?:mis les pieds|ete|allee?|been|set foot|went|gone) (?:a|to|in|dans)"
    r"(?: une| la| a)? ?(?:l')?(?:ecole|school)"
    r"(?! (?:ici|here|there|au|en|in|a|de|of|of|for|pour)(?!\w)))(?!\w)"
)
_OR_NONE = re.compile(  # the end of lower secondary school, which some count as a diploma
    r"(?<!\w)(?:bepc|bfem|bece|o[- ]?levels?|csec|cxc|(?:la|en|niveau|classe de) (?:3e|3eme|troisieme))(?!\w)"
    rf"(?! secondaire){_OF_HIGHER_STUDIES}"
)
_SECONDARY = re.compile(r"(?<!\w)(?:sss? ?3|(?:les |mes |fini (?:les )?)humanites)(?!\w)")
_COLLEGE = re.compile(r"(?<!\w)(?:dae|diploma (?:of|in) associate engineer\w*|associate degree)(?!\w)")
_GRADUAT = re.compile(r"(?<!\w)graduat(?!\w)")
_BY_NAME = (_GRADES, _OR_NONE, _SECONDARY, _COLLEGE, _GRADUAT)
_THIRD_OF_A_LIST = re.compile(r"(?<!\w)(?:fois|rang|etage|enfant|place|ligne|shift|semaine|mois)(?!\w)")


def abroad(plain: str) -> Resolution[Education] | None:
    """The schooling that a text, normalized by `even`, names so; None if it names none."""
    return next(_named(plain), None)


def without_names(plain: str) -> str:
    """The text without such names, to find what else it tells: the master's of "bepc and master"."""
    for name in _BY_NAME:
        plain = name.sub(" ", plain)
    return plain


def _named(plain: str) -> Iterator[Resolution[Education]]:
    if _GRADUAT.search(plain):
        yield Ambiguous((Education.COLLEGE, Education.BACHELOR))
    if _COLLEGE.search(plain):
        yield Found(Education.COLLEGE)
    if _SECONDARY.search(plain):
        yield Found(Education.SECONDARY)
    if _OR_NONE.search(plain) and not _THIRD_OF_A_LIST.search(plain):
        yield Ambiguous((Education.NONE, Education.SECONDARY))
    if _GRADES.search(plain) or _NEVER.search(plain):
        yield Found(Education.NONE)
    if _LEFT_SCHOOL.search(plain) and not _WENT_BACK.search(plain):  # some went back, as their next words may tell
        yield Ambiguous((Education.NONE, Education.SECONDARY))
